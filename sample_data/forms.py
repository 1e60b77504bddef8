"""Sound feedback in every form it comes in: one file per layout, encoding and program."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import xlwt

from mot.domain.survey import Institution
from sample_data.people import IMPORTANCE, KEYS, MINIMUM, WORDS, E, P, Survey, survey
from sample_data.sheets import Cell, Row, narrowed, write_csv, write_xlsx

Expected = dict[str, Any]


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
    return asked.expected("wenjuanxing")


def wrong_size(path: Path, bank: Institution) -> Expected:
    """The sheet declares that it ends at A1."""
    asked = survey(bank, path.stem, 100)
    write_xlsx(path, [("反馈", [asked.header(), *asked.rows()])])
    narrowed(path)
    return asked.expected("wide")


def _slashed(cell: Cell) -> Cell:
    """A day as a Chinese Excel shows it."""
    return f"{cell.year}/{cell.month}/{cell.day}" if isinstance(cell, dt.date) else cell
