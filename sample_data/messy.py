"""The messy workbooks: one per layout and per trouble, and what must be found in each."""

import datetime as dt
import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import xlwt

from mot.domain.survey import Institution
from sample_data import broken
from sample_data.people import IMPORTANCE, KEYS, MINIMUM, WORDS, E, P, Survey, survey
from sample_data.sheets import Cell, Row, narrowed, write_csv, write_xlsx

Expected = dict[str, Any]
Writer = Callable[[Path, Institution], Expected]
FIVE_WORDS = {
    E: ("很低", "低", "一般", "高", "很高"),
    P: ("非常不满意", "不满意", "一般", "满意", "非常满意"),
}


def paired(path: Path, bank: Institution) -> Expected:
    """The ordinary form: one row per respondent, expectation and perception side by side."""
    asked = survey(bank, path.stem, 160)
    write_xlsx(path, [("反馈", [asked.header(), *asked.rows()])])
    return asked.expected("wide")


def titled(path: Path, bank: Institution) -> Expected:
    """A title, a note and blank rows above the header; blank rows between the answers."""
    asked = survey(bank, path.stem, 120)
    width = len(asked.header())
    above: list[Row] = [
        ["江城商业银行客户体验调查（2026年第三季度）"],
        [],
        ["填报单位：个人金融部", None, None, "填报日期：2026-10-08"],
        [],
    ]
    rows: list[Row] = asked.rows()
    for place in (100, 60, 20):
        rows.insert(place, [])
    write_xlsx(path, [("Sheet1", [*above, asked.header(), *rows])], merges=[("Sheet1", 0, 0, 0, width - 1)])
    return asked.expected("wide")


def two_row(path: Path, bank: Institution) -> Expected:
    """Two header rows with merged cells: the touchpoint above 期望 | 感知."""
    asked = survey(bank, path.stem, 140)
    upper: list[Cell] = [*KEYS]
    lower: list[Cell] = [None] * len(KEYS)
    merges = [("反馈", 0, column, 1, column) for column in range(len(KEYS))]
    for point in asked.points:
        merges.append(("反馈", 0, len(upper), 0, len(upper) + 1))
        upper += [asked.name(point).zh, None]
        lower += ["期望", "感知"]
    for title in ("总体满意度", "推荐意愿(0-10)", "答题用时(秒)", "意见"):
        merges.append(("反馈", 0, len(upper), 1, len(upper)))
        upper.append(title)
        lower.append(None)
    write_xlsx(path, [("反馈", [upper, lower, *asked.rows()])], merges=merges)
    return asked.expected("two_row")


def long_form(path: Path, bank: Institution) -> Expected:
    """One row per rating pair."""
    asked = survey(bank, path.stem, 60)
    rows: list[Row] = [["答卷编号", "网点", "日期", "触点", "期望", "感知"]]
    for person in asked.people:
        for point in asked.points:
            pair = [person.ratings.get((point, kind)) for kind in (E, P)]
            if pair != [None, None]:
                rows.append(
                    [person.key, asked.name(person.branch).zh, person.day, asked.name(point).zh, *pair]
                )
    write_xlsx(path, [("明细", rows)])
    return asked.expected("long", rows_in_file=len(rows) - 1)


def _one_sheet(asked: Survey, path: Path, title: Callable[[str, str], str] | None = None) -> Expected:
    """One ordinary sheet with the ratings' headers as `title` makes them."""
    write_xlsx(path, [("反馈", [asked.header(title), *asked.rows()])])
    return asked.expected("wide")


def perception_only(path: Path, bank: Institution) -> Expected:
    """Perception alone, asked as satisfaction with each touchpoint."""
    asked = survey(bank, path.stem, 150, kinds=(P,))
    return _one_sheet(asked, path, lambda point, _: f"{asked.name(point).zh}满意度")


def importance(path: Path, bank: Institution) -> Expected:
    """Importance and satisfaction; there is no expectation and so no gap."""
    asked = survey(bank, path.stem, 150, kinds=(IMPORTANCE, P))
    words = {IMPORTANCE: "重要性", P: "满意度"}
    return _one_sheet(asked, path, lambda point, kind: f"{asked.name(point).zh}（{words[kind]}）")


def three_answers(path: Path, bank: Institution) -> Expected:
    """Minimum acceptable level, expectation and perception."""
    return _one_sheet(survey(bank, path.stem, 130, kinds=(MINIMUM, E, P)), path)


def seven_points(path: Path, bank: Institution) -> Expected:
    """Answers from 1 to 7; no header says so."""
    return _one_sheet(survey(bank, path.stem, 150, scale=(1, 7)), path)


def zero_to_ten(path: Path, bank: Institution) -> Expected:
    """Answers from 0 to 10; the headers say so."""
    asked = survey(bank, path.stem, 150, scale=(0, 10))
    return _one_sheet(asked, path, lambda point, kind: f"{WORDS[kind]}-{asked.name(point).zh}(0-10分)")


def gbk(path: Path, bank: Institution) -> Expected:
    """Text in the encoding of Chinese Windows, days with slashes."""
    asked = survey(bank, path.stem, 110)
    rows = [[_slashed(cell) for cell in row] for row in asked.rows()]
    write_csv(path, [asked.header(), *rows], encoding="gb18030")
    return asked.expected("wide")


def semicolons(path: Path, bank: Institution) -> Expected:
    """Text in UTF-8 with a mark at the start, semicolons between the cells."""
    asked = survey(bank, path.stem, 110)
    write_csv(path, [asked.header(), *asked.rows()], encoding="utf-8-sig", delimiter=";")
    return asked.expected("wide")


def _slashed(cell: Cell) -> Cell:
    """A day as a Chinese Excel shows it."""
    return f"{cell.year}/{cell.month}/{cell.day}" if isinstance(cell, dt.date) else cell


def old_excel(path: Path, bank: Institution) -> Expected:
    """The binary format of Excel 97."""
    asked = survey(bank, path.stem, 100)
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("反馈")
    day = xlwt.easyxf(num_format_str="yyyy-mm-dd")
    for number, row in enumerate([asked.header(), *asked.rows()]):
        for column, value in enumerate(row):
            if isinstance(value, dt.date):
                sheet.write(number, column, value, day)
            elif value is not None:
                sheet.write(number, column, value)
    book.save(str(path))
    return asked.expected("wide")


def words(path: Path, bank: Institution) -> Expected:
    """Words instead of numbers."""
    asked = survey(bank, path.stem, 150)
    rows = []
    for person in asked.people:
        row = asked.row(person)
        for place, (point, kind) in enumerate(asked.pairs(), start=len(KEYS)):
            answer = person.ratings.get((point, kind))
            row[place] = None if answer is None else FIVE_WORDS[kind][answer - 1]
        row[-4] = FIVE_WORDS[P][person.overall - 1]
        rows.append(row)
    write_xlsx(path, [("反馈", [asked.header(), *rows])])
    return asked.expected("wide")


def dates(path: Path, bank: Institution) -> Expected:
    """Dates of every kind in one column, two of which tell no day."""
    asked = survey(bank, path.stem, 96, first=dt.date(2026, 7, 13), days=18)
    forms: tuple[Callable[[dt.date], Cell], ...] = (
        lambda d: d,
        lambda d: f"{d.year}年{d.month}月{d.day}日",
        lambda d: f"{d.year}/{d.month}/{d.day} 14:02",
        lambda d: f"{d:%Y%m%d}",
        lambda d: int(f"{d:%Y%m%d}"),
        lambda d: (d - dt.date(1899, 12, 30)).days,
        lambda d: f"{d:%Y.%m.%d}",
        lambda d: f"{d:%Y-%m-%d}T09:30:11",
        lambda d: f"{d:%d/%m/%Y}",
        lambda d: f"{d.day} Jul {d.year}",
        lambda d: f"Jul {d.day}, {d.year}",
        lambda d: f"{d:%Y-%m-%d}".translate(str.maketrans("0123456789-", "０１２３４５６７８９－")),
    )
    rows = [asked.row(person) for person in asked.people]
    for number, row in enumerate(rows):
        row[2] = forms[number % len(forms)](asked.people[number].day)
    bad = survey(bank, path.stem + "/bad", 2)
    lost = [bad.row(person) for person in bad.people]
    for number, row in enumerate(lost):
        row[2] = ("2026年2月30日", "待补")[number]
    write_xlsx(path, [("反馈", [asked.header(), *rows[:50], *lost, *rows[50:]])])
    return asked.expected("wide", set_aside=2)


def totals(path: Path, bank: Institution) -> Expected:
    """A total and an average below the answers."""
    asked = survey(bank, path.stem, 90)
    columns = range(len(KEYS), len(KEYS) + len(asked.pairs()) + 1)
    rows = asked.rows()
    total: list[Cell] = ["合计", None, None, None, None]
    mean: list[Cell] = ["平均", None, None, None, None]
    for column in columns:
        there = [row[column] for row in rows if isinstance(row[column], int)]
        total.append(sum(there))
        mean.append(round(sum(there) / len(there), 2))
    write_xlsx(path, [("反馈", [asked.header(), *rows, [], total, mean])])
    return asked.expected("wide", set_aside=2)


def several_sheets(path: Path, bank: Institution) -> Expected:
    """The answers on the third of four sheets."""
    asked = survey(bank, path.stem, 130)
    cover: list[Row] = [[], [None, "江城商业银行"], [None, "2026 年第三季度客户体验调查"], [None, "内部资料"]]
    guide: list[Row] = [["序号", "填写说明"], [1, "每行一位客户"], [2, "分值 1 至 5，5 为最高"]]
    summary: list[Row] = [["网点", "份数"]]
    for branch in bank.branches:
        summary.append([branch.name.zh, sum(p.branch == branch.code for p in asked.people)])
    sheets = [
        ("封面", cover),
        ("填写说明", guide),
        ("原始数据", [asked.header(), *asked.rows()]),
        ("汇总", summary),
    ]
    write_xlsx(path, sheets)
    return asked.expected("wide", sheet="原始数据")


def out_of_scale(path: Path, bank: Institution) -> Expected:
    """Answers outside the scale, and numbers typed as text in several ways."""
    asked = survey(bank, path.stem, 120)
    rng = random.Random("out of scale")
    rows = asked.rows()
    spoilt = 0
    for number, person in enumerate(asked.people):
        for place, pair in enumerate(asked.pairs(), start=len(KEYS)):
            if pair not in person.ratings or number < 3:
                continue
            answer = person.ratings[pair]
            draw = rng.random()
            row: Any = rows[number]
            if draw < 0.02:
                row[place] = rng.choice((0, 8, 99))
                del person.ratings[pair]
                spoilt += 1
            elif draw < 0.08:
                row[place] = str(answer)
            elif draw < 0.14:
                row[place] = "０１２３４５"[answer]
            elif draw < 0.18:
                row[place] = f"{answer}分"
            elif draw < 0.20:
                row[place] = f" {answer} "
    write_xlsx(path, [("反馈", [asked.header(), *rows])])
    return asked.expected("wide", values_missing=spoilt)


def branch_names(path: Path, bank: Institution) -> Expected:
    """Aliases, misspellings and one branch that nobody knows; its rows are set aside by decision."""
    asked = survey(bank, path.stem, 120, branches=("JC01", "JC02", "JC03", "JC05", "JC08"))
    spellings = {
        "JC01": ("老城支行", "老城", "老城区支行", "JC01", "Old Town"),
        "JC02": ("火车站支行", "火车占支行", "车站支行", " 火车站支行 "),
        "JC03": ("中山路支行", "中山支行", "江城商业银行中山路支行"),
        "JC05": ("开发区支行", "经开区支行", "开发区（支行）"),
        "JC08": ("滨江支行", "滨江", "滨江支行营业部"),
    }
    rows = asked.rows()
    for number, person in enumerate(asked.people):
        row: Any = rows[number]
        row[1] = spellings[person.branch][number % len(spellings[person.branch])]
    strangers = survey(bank, path.stem + "/strangers", 7)
    for number, person in enumerate(strangers.people):
        row = strangers.row(person)
        row[1] = "凤凰岭分理处"
        rows.insert(10 + 9 * number, row)
    write_xlsx(path, [("反馈", [asked.header(), *rows])])
    return asked.expected("wide", set_aside=7, decisions={"values": {"branch:凤凰岭分理处": "-"}})


def duplicates(path: Path, bank: Institution) -> Expected:
    """Eight rows that came before under the same number."""
    asked = survey(bank, path.stem, 110)
    rows = asked.rows()
    again = [rows[place] for place in (4, 4, 17, 33, 58, 80, 91, 109)]
    write_xlsx(path, [("反馈", [asked.header(), *rows, *again])])
    return asked.expected("wide", duplicates=len(again))


def no_date(path: Path, bank: Institution) -> Expected:
    """No date column; the quarter stands in the file name."""
    asked = survey(bank, path.stem, 100, first=dt.date(2026, 4, 1), days=1)
    rows = [[*row[:2], *row[3:]] for row in asked.rows()]
    header = asked.header()
    write_xlsx(path, [("反馈", [[*header[:2], *header[3:]], *rows])])
    return asked.expected("wide", quarter="2026Q2", first_day=None, last_day=None)


def no_branch(path: Path, bank: Institution) -> Expected:
    """One branch's own file, without a branch column."""
    asked = survey(bank, path.stem, 80, branches=("JC03",))
    rows = [[row[0], *row[2:]] for row in asked.rows()]
    header = asked.header()
    write_xlsx(path, [("反馈", [[header[0], *header[2:]], *rows])])
    return asked.expected("wide", decisions={"branch": "JC03"})


def repeated_headers(path: Path, bank: Institution) -> Expected:
    """One rating column came twice (with the same answers), and a second column of remarks is empty."""
    asked = survey(bank, path.stem, 90)
    twin = asked.header().index("感知-取号排队")
    rows = [[*row, row[twin], None] for row in asked.rows()]
    write_xlsx(path, [("反馈", [[*asked.header(), "感知-取号排队", "意见"], *rows])])
    return asked.expected("wide")


def survey_tool(path: Path, bank: Institution) -> Expected:
    """As an online survey tool exports it: numbered questions, skipped marks, times with units."""
    asked = survey(bank, path.stem, 150)
    number = {point: place for place, point in enumerate(asked.points, start=3)}
    header: list[Cell] = ["序号", "提交答卷时间", "所用时间", "来源", "来源详情", "来自IP"]
    header += ["1、您办理业务的网点是：", "2、您属于哪类客户：（客群）"]
    header += [f"{number[point]}、{asked.name(point).zh}:{WORDS[kind]}" for point, kind in asked.pairs()]
    header += [
        "9、总体满意度（1-5分）",
        "10、您有多愿意把我行推荐给亲友（0-10分）",
        "11、您的意见和建议",
        "总分",
    ]
    rows: list[Row] = []
    for place, person in enumerate(asked.people, start=1):
        answers = [person.ratings.get(pair) for pair in asked.pairs()]
        submitted = f"{_slashed(person.day)} {9 + place % 9}:{place % 60:02d}:{place * 7 % 60:02d}"
        rows.append([
            place, submitted, f"{person.seconds}秒", "微信", "N/A", "127.0.0.1(本地)",
            asked.name(person.branch).zh, asked.name(person.segment).zh,
            *("(跳过)" if answer is None else answer for answer in answers),
            person.overall, person.nps, person.comment or "(空)", sum(a for a in answers if a is not None),
        ])  # fmt: skip
    write_xlsx(path, [("Sheet1", [header, *rows])])
    return asked.expected("wide")


def personal_data(path: Path, bank: Institution) -> Expected:
    """Invented names and phone numbers that must not be kept in the clear."""
    asked = survey(bank, path.stem, 70)
    asked.people[5].comment = "等了很久没人管，请打我电话13900000007。"
    rows: list[Row] = []
    for place, person in enumerate(asked.people):
        rows.append([f"测试{place + 1:03d}", f"139000{place:05d}", *asked.row(person)])
    write_xlsx(path, [("反馈", [["姓名", "手机号", *asked.header()], *rows])])
    return asked.expected("wide", phones_in_file=len(rows) + 1)


def wrong_size(path: Path, bank: Institution) -> Expected:
    """The sheet declares that it ends at A1."""
    asked = survey(bank, path.stem, 100)
    write_xlsx(path, [("反馈", [asked.header(), *asked.rows()])])
    narrowed(path)
    return asked.expected("wide")


FILES: tuple[tuple[str, Writer], ...] = (
    ("paired.xlsx", paired),
    ("titled.xlsx", titled),
    ("two_row.xlsx", two_row),
    ("long.xlsx", long_form),
    ("perception_only.xlsx", perception_only),
    ("importance.xlsx", importance),
    ("three_answers.xlsx", three_answers),
    ("seven_points.xlsx", seven_points),
    ("zero_to_ten.xlsx", zero_to_ten),
    ("gbk.csv", gbk),
    ("semicolons.csv", semicolons),
    ("old_excel.xls", old_excel),
    ("words.xlsx", words),
    ("dates.xlsx", dates),
    ("totals.xlsx", totals),
    ("several_sheets.xlsx", several_sheets),
    ("out_of_scale.xlsx", out_of_scale),
    ("branch_names.xlsx", branch_names),
    ("duplicates.xlsx", duplicates),
    ("no_date_2026Q2.xlsx", no_date),
    ("no_branch.xlsx", no_branch),
    ("repeated_headers.xlsx", repeated_headers),
    ("survey_tool.xlsx", survey_tool),
    ("personal_data.xlsx", personal_data),
    ("wrong_size.xlsx", wrong_size),
    ("bad_encrypted.xlsx", broken.encrypted),
    ("bad_empty.xlsx", broken.empty),
    ("bad_no_bytes.xlsx", broken.no_bytes),
    ("bad_text.xlsx", broken.text),
    ("bad_cut_short.xlsx", broken.cut_short),
    ("bad_no_ratings.xlsx", broken.no_ratings),
    ("bad_header_only.xlsx", broken.header_only),
)


def write(institution: Institution, folder: Path) -> list[Path]:
    """Write every file and `expected.json`."""
    folder.mkdir(parents=True, exist_ok=True)
    expected = {name: writer(folder / name, institution) for name, writer in FILES}
    facts = folder / "expected.json"
    lines = [f"{json.dumps(k)}: {json.dumps(v, ensure_ascii=False)}" for k, v in expected.items()]
    facts.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
    return [*(folder / name for name in expected), facts]
