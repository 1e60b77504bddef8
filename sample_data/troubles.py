"""Feedback with something wrong in it: one file per trouble."""

import datetime as dt
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

from mot.domain.survey import Institution
from sample_data.people import KEYS, E, P, survey
from sample_data.sheets import Cell, Row, write_xlsx

Expected = dict[str, Any]
FIVE_WORDS = {
    E: ("很低", "低", "一般", "高", "很高"),
    P: ("非常不满意", "不满意", "一般", "满意", "非常满意"),
}


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
    decided = {
        "branch:凤凰岭分理处": "-",
        "branch:火车占支行": "JC02",
        "branch:江城商业银行中山路支行": "JC03",
        "branch:滨江支行营业部": "JC08",
    }
    return asked.expected("wide", set_aside=7, decisions={"values": decided})


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


def personal_data(path: Path, bank: Institution) -> Expected:
    """Invented names and phone numbers that must not be kept in the clear."""
    asked = survey(bank, path.stem, 70)
    asked.people[5].comment = "等了很久没人管，请打我电话13900000007。"
    rows: list[Row] = []
    for place, person in enumerate(asked.people):
        rows.append([f"测试{place + 1:03d}", f"139000{place:05d}", *asked.row(person)])
    write_xlsx(path, [("反馈", [["姓名", "手机号", *asked.header()], *rows])])
    return asked.expected("wide", phones_in_file=len(rows) + 1)
