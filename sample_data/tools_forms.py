"""Feedback as Google Forms and Microsoft Forms export it: the shape of their files, with invented people."""

import datetime as dt
import random
from pathlib import Path
from typing import Any

from mot.domain.survey import Institution
from sample_data.people import IMPORTANCE, E, P, Person, Survey, survey
from sample_data.sheets import Cell, Row, narrowed, write_csv, write_xlsx
from sample_data.tools_east import ANSWERS, SERVICES, outcomes

Expected = dict[str, Any]
AGREEMENT = ("Very dissatisfied", "Dissatisfied", "Neutral", "Satisfied", "Very satisfied")
SERVICES_EN = ("Deposits", "Transfers", "Cards", "Loans")


def _moment(person: Person, minutes: int = 0) -> dt.datetime:
    start = dt.datetime.combine(person.day, dt.time(9 + person.seconds % 8, person.seconds % 50, 12))
    return start + dt.timedelta(minutes=minutes)


def _used(person: Person, services: tuple[str, ...], joint: str) -> str:
    rng = random.Random(f"used/{person.key}")
    return joint.join(name for name in services if rng.random() < 0.5)


def google_chinese(path: Path, bank: Institution) -> Expected:
    """As text in Chinese: 时间戳记 first, two grids, choices joined by commas."""
    asked = survey(bank, path.stem, 120)
    grids = {E: "您对下列服务的期望有多高？", P: "您实际感受到的服务怎么样？"}
    header: list[Cell] = ["时间戳记", "电子邮件地址", "您办理业务的网点", "您用过哪些服务？"]
    header += [
        f"{question} [{asked.name(point).zh}]" for question in grids.values() for point in asked.points
    ]
    header += ["总体而言，您对我们的服务满意吗？", "您有多大可能向朋友推荐我们？", "还有什么想说的？"]
    rows: list[Row] = []
    for person in asked.people:
        when = _moment(person)
        half = "上午" if when.hour < 12 else "下午"
        rows.append([
            f"{when.year}/{when.month}/{when.day} {half}{(when.hour - 1) % 12 + 1}:{when:%M:%S}",
            f"{person.key}@example.com", asked.name(person.branch).zh, _used(person, SERVICES, ", "),
            *(person.ratings.get((point, kind)) for kind in grids for point in asked.points),
            person.overall, person.nps, person.comment or None,
        ])  # fmt: skip
    write_csv(path, [header, *rows], encoding="utf-8")
    return asked.expected("google_forms") | _without_seconds(asked)


def _without_seconds(asked: Survey) -> Expected:
    return {key: value for key, value in outcomes(asked).items() if key != "seconds"}


def google_brackets(path: Path, bank: Institution) -> Expected:
    """In English: the touchpoint is the question, [EXPECTATION] and [ACTUAL] are the rows."""
    asked = survey(bank, path.stem, 110)
    header: list[Cell] = ["Timestamp", "Which branch did you visit?", "Which services did you use?"]
    for point in asked.points:
        header += [f"{asked.name(point).en} [{row}]" for row in ("EXPECTATION", "ACTUAL")]
    header += ["How likely are you to recommend us to a friend or colleague?", "Any suggestions?"]
    rows: list[Row] = [
        [
            f"{_moment(person):%m/%d/%Y %H:%M:%S}", asked.name(person.branch).en,
            _used(person, SERVICES_EN, ";"), *(person.ratings.get(pair) for pair in asked.pairs()), person.nps,
            person.comment or None,
        ]
        for person in asked.people
    ]  # fmt: skip
    write_xlsx(path, [("Form Responses 1", [header, *rows])])
    return asked.expected("google_forms")


def google_german(path: Path, bank: Institution) -> Expected:
    """With a German first column; importance and satisfaction in English words."""
    asked = survey(bank, path.stem, 100, kinds=(IMPORTANCE, P))
    header: list[Cell] = ["Zeitstempel", "Branch"]
    for question in ("How important is this to you?", "How satisfied are you with this?"):
        header += [f"{question} [{asked.name(point).en}]" for point in asked.points]
    words = {
        IMPORTANCE: ("Very unimportant", "Unimportant", "Neutral", "Important", "Very important"),
        P: AGREEMENT,
    }
    rows: list[Row] = []
    for person in asked.people:
        given = [(kind, person.ratings.get((point, kind))) for kind in words for point in asked.points]
        answers = [None if one is None else words[kind][one - 1] for kind, one in given]
        rows.append([f"{_moment(person):%d.%m.%Y %H:%M:%S}", asked.name(person.branch).en, *answers])
    write_csv(path, [header, *rows], encoding="utf-8")
    return asked.expected("google_forms")


def microsoft_english(path: Path, bank: Institution) -> Expected:
    """Anonymous people, hard spaces at the ends, statements twice of which the second is numbered; A1 as size."""
    asked = survey(bank, path.stem, 110)
    names = [asked.name(point).en for point in asked.points]
    header: list[Cell] = [
        "ID", "Start time", "Completion time", "Email", "Name", "Last modified time", "Branch\xa0",
        "Which services did you use?\xa0", *(f"{name}\xa0" for name in names), *(f"{name}2" for name in names),
        "How likely are you to recommend us to a friend or colleague?\xa0",
    ]  # fmt: skip
    rows: list[Row] = []
    for place, person in enumerate(asked.people, start=1):
        begun, ended = (f"{_moment(person, minutes):%Y-%m-%d %H:%M:%S}" for minutes in (0, 4))
        rows.append([
            place, begun, ended, "anonymous", None, None, f"{asked.name(person.branch).en}\xa0",
            _used(person, SERVICES_EN, ";") + ";",
            *(person.ratings.get((point, kind)) for kind in (E, P) for point in asked.points), person.nps,
        ])  # fmt: skip
    write_xlsx(path, [("Sheet1", [header, *rows])])
    narrowed(path)
    return asked.expected("microsoft_forms")


def microsoft_chinese(path: Path, bank: Institution) -> Expected:
    """In Chinese: one statement per column, answers in words, people known by their address."""
    asked = survey(bank, path.stem, 100)
    header: list[Cell] = ["ID", "开始时间", "完成时间", "电子邮件", "名称", "上次修改时间", "您去的网点"]
    header += [f"{asked.name(point).zh}的期望水平" for point in asked.points]
    header += [f"您对{asked.name(point).zh}是否满意" for point in asked.points]
    header += ["您的总体满意度", "您的建议"]
    rows: list[Row] = []
    for place, person in enumerate(asked.people, start=1):
        begun, ended = (_moment(person, minutes) for minutes in (0, 3))
        given = [(kind, person.ratings.get((point, kind))) for kind in (E, P) for point in asked.points]
        rows.append([
            place, f"{begun:%Y/%m/%d %H:%M:%S}", f"{ended:%Y/%m/%d %H:%M:%S}", f"{person.key}@example.com",
            f"测试{place:03d}", None, asked.name(person.branch).zh,
            *(None if one is None else ANSWERS[kind][one - 1] for kind, one in given),
            ANSWERS[P][person.overall - 1], person.comment or None,
        ])  # fmt: skip
    write_xlsx(path, [("Sheet1", [header, *rows])])
    return asked.expected("microsoft_forms")
