"""Feedback whose columns say little by themselves: items by number, places, and blocks below headings."""

import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from mot.domain.survey import Institution
from sample_data.people import IMPORTANCE, KEYS, E, P, Survey, survey
from sample_data.sheets import Cell, Row, write_csv, write_xlsx

Expected = dict[str, Any]
LETTERS = {E: "E", P: "P"}
ATTRIBUTES = ("停车方便", "员工有礼貌", "手续简便", "收费透明", "位置方便", "设备好用", "承诺兑现")
Given = list[dict[tuple[str, str], int]]


def _keys(asked: Survey, place: int) -> list[Cell]:
    return asked.row(asked.people[place])[: len(KEYS)]


def _given(asked: Survey, names: Sequence[str], kinds: Sequence[str], *, high: int = 5, seed: str) -> Given:
    """Invented ratings of other things than the bank's touchpoints, by name and kind."""
    rng = random.Random(f"items/{seed}")
    given: Given = []
    for _ in asked.people:
        mood = rng.gauss(0.7, 0.12)
        answers = {}
        for name in names:
            for shift, kind in zip((0.12, -0.05), kinds, strict=True):
                if rng.random() >= 0.04:
                    share = min(max(mood + shift + rng.gauss(0, 0.14), 0.0), 1.0)
                    answers[name, kind] = 1 + round(share * (high - 1))
        given.append(answers)
    given[0][names[0], kinds[-1]], given[1][names[0], kinds[-1]] = 1, high
    return given


def _expected(
    asked: Survey, layout: str, given: Given, names: Sequence[str], kinds: Sequence[str], **more: Any
) -> Expected:
    """What must be found of other ratings; touchpoints to be created are named with a plus."""
    sums: dict[str, dict[str, dict[str, int]]] = {}
    for name in names:
        for kind in kinds:
            there = [answers[name, kind] for answers in given if (name, kind) in answers]
            sums.setdefault(f"+{name}", {})[kind] = {"n": len(there), "sum": sum(there)}
    ratings = sum(map(len, given))
    return asked.expected(layout, touchpoints=len(names), sums=sums, ratings=ratings, **more)


def servqual_blocks(path: Path, bank: Institution) -> Expected:
    """E1 to E22, then P1 to P22; more items than the bank has touchpoints."""
    asked = survey(bank, path.stem, 90)
    numbers = [f"E{n}/P{n}" for n in range(1, 23)]
    given = _given(asked, numbers, (E, P), seed=path.stem)
    header: list[Cell] = [*KEYS, *(f"{letter}{n}" for letter in "EP" for n in range(1, 23))]
    rows: list[Row] = [
        [*_keys(asked, place), *(answers.get((name, kind)) for kind in (E, P) for name in numbers)]
        for place, answers in enumerate(given)
    ]
    write_xlsx(path, [("Data", [header, *rows])])
    return _expected(asked, "servqual", given, numbers, (E, P))


def servqual_journey(path: Path, bank: Institution) -> Expected:
    """As many items as the bank has touchpoints, E01 P01 E02 P02 …: they follow the journey."""
    points = [touchpoint.code for touchpoint in bank.touchpoints]
    asked = survey(bank, path.stem, 100, points=points)
    header: list[Cell] = [*KEYS]
    for number in range(1, len(points) + 1):
        header += [f"E{number:02d}", f"P{number:02d}"]
    rows: list[Row] = [
        [*_keys(asked, place), *(person.ratings.get(pair) for pair in asked.pairs())]
        for place, person in enumerate(asked.people)
    ]
    write_csv(path, [header, *rows], encoding="utf-8-sig")
    return asked.expected("servqual")


def servqual_worded(path: Path, bank: Institution) -> Expected:
    """Numbered items with their wording, which differs between expectation and perception."""
    asked = survey(bank, path.stem, 80)
    given = _given(asked, ATTRIBUTES, (E, P), seed=path.stem)
    header: list[Cell] = [*KEYS]
    header += [f"E{n}. 好银行应当{name}" for n, name in enumerate(ATTRIBUTES, start=1)]
    header += [f"P{n}. {name}" for n, name in enumerate(ATTRIBUTES, start=1)]
    rows: list[Row] = [
        [*_keys(asked, place), *(answers.get((name, kind)) for kind in (E, P) for name in ATTRIBUTES)]
        for place, answers in enumerate(given)
    ]
    write_xlsx(path, [("Sheet1", [header, *rows])])
    return _expected(asked, "servqual", given, ATTRIBUTES, (E, P))


def servqual_two_sheets(path: Path, bank: Institution) -> Expected:
    """Expectations on one sheet, perceptions of the same people on another, in another order."""
    asked = survey(bank, path.stem, 70)
    numbers = [f"Q{n}" for n in range(1, 23)]
    given = _given(asked, numbers, (E, P), seed=path.stem)
    order = list(range(len(given)))
    random.Random(path.stem).shuffle(order)
    sheets = []
    for name, kind, places in (("期望", E, list(range(len(given)))), ("感知", P, order)):
        rows: list[Row] = [
            [*_keys(asked, place), *(given[place].get((number, kind)) for number in numbers)]
            for place in places
        ]
        sheets.append((name, [[*KEYS, *numbers], *rows]))
    write_xlsx(path, sheets)
    return _expected(asked, "wide", given, numbers, (E, P))


def by_place_told(path: Path, bank: Institution) -> Expected:
    """Each name over two columns, of which the second has no header; a line above tells the order."""
    asked = survey(bank, path.stem, 100)
    header: list[Cell] = [*KEYS]
    for point in asked.points:
        header += [asked.name(point).zh, None]
    rows: list[Row] = [
        [*_keys(asked, place), *(person.ratings.get(pair) for pair in asked.pairs())]
        for place, person in enumerate(asked.people)
    ]
    above: list[Row] = [["客户体验调查"], ["说明：每项左列为期望，右列为实际感受"], []]
    write_xlsx(path, [("Sheet1", [*above, header, *rows])])
    return asked.expected("by_place")


def by_place_repeated(path: Path, bank: Institution) -> Expected:
    """Each name twice side by side, and nothing that tells the order: expectation comes first by custom."""
    asked = survey(bank, path.stem, 90)
    header: list[Cell] = [*KEYS]
    for point in asked.points:
        header += [asked.name(point).zh] * 2
    rows: list[Row] = [
        [*_keys(asked, place), *(person.ratings.get(pair) for pair in asked.pairs())]
        for place, person in enumerate(asked.people)
    ]
    write_csv(path, [[*header, "总体满意度"], *([*r, p.overall] for r, p in zip(rows, asked.people, strict=True))],
              encoding="gb18030", delimiter="\t")  # fmt: skip
    return asked.expected("by_place")


def importance_blocks(path: Path, bank: Institution) -> Expected:
    """Whole questions as merged headings over two blocks of attributes, from 1 to 10."""
    return _blocks(
        path, bank, ("以下各项对您有多重要？（1-10分）", "您对我行以下各项有多满意？（1-10分）"), "blocks", 10
    )


def importance_words(path: Path, bank: Institution) -> Expected:
    """重要性 and 满意度 as merged headings over two blocks of attributes, from 1 to 5."""
    return _blocks(path, bank, ("重要性", "满意度"), "two_row", 5)


def _blocks(path: Path, bank: Institution, headings: tuple[str, str], layout: str, high: int) -> Expected:
    asked = survey(bank, path.stem, 90)
    kinds = (IMPORTANCE, P)
    given = _given(asked, ATTRIBUTES, kinds, high=high, seed=path.stem)
    width = len(ATTRIBUTES)
    upper: list[Cell] = [None] * len(KEYS)
    for heading in headings:
        upper += [heading, *([None] * (width - 1))]
    rows: list[Row] = [
        [*_keys(asked, place), *(answers.get((name, kind)) for kind in kinds for name in ATTRIBUTES)]
        for place, answers in enumerate(given)
    ]
    first = len(KEYS)
    merges = [
        ("Sheet1", 0, first, 0, first + width - 1),
        ("Sheet1", 0, first + width, 0, first + 2 * width - 1),
    ]
    write_xlsx(path, [("Sheet1", [upper, [*KEYS, *ATTRIBUTES, *ATTRIBUTES], *rows])], merges=merges)
    return _expected(asked, layout, given, ATTRIBUTES, kinds, scale=f"1-{high}")
