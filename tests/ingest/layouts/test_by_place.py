"""Ratings told apart by their place alone."""

import datetime as dt

import pytest

from tests.ingest.ingest_samples import draft, meanings, workbook

DAY = dt.date(2026, 8, 3)
PAIRS = ["expectation:queue", "perception:queue", "expectation:counter", "perception:counter"]


def rows(count=9):
    return [["老城支行", DAY, 5, 1 + i % 5, 4, 3] for i in range(count)]


@pytest.mark.parametrize(
    "names",
    [
        ["排队等候", None, "柜台办理", None],
        ["排队等候", "排队等候", "柜台办理", "柜台办理"],
        ["排队等候", "排队等候.1", "柜台办理", "柜台办理.1"],
        ["排队等候", "排队等候2", "柜台办理", "柜台办理2"],
    ],
)
def test_expectation_comes_first_by_custom_and_it_is_shown_as_unsure(names):
    found = draft(workbook([["网点", "日期", *names], *rows()]))
    assert found.layout == "by_place"
    assert meanings(found)[2:] == PAIRS
    assert max(column.confidence for column in found.columns[2:]) <= 0.6


@pytest.mark.parametrize(
    ("line", "order"),
    [
        ("左列为期望，右列为感知", ("expectation", "perception")),
        ("每项先填实际感受，再填期望", ("perception", "expectation")),
        ("Left: importance. Right: satisfaction.", ("importance", "perception")),
    ],
)
def test_a_line_above_tells_the_order(line, order):
    found = draft(workbook([[line], [], ["网点", "日期", "排队等候", None, "柜台办理", None], *rows()]))
    assert meanings(found)[2:] == [f"{kind}:{point}" for point in ("queue", "counter") for kind in order]
    assert min(column.confidence for column in found.columns[2:]) >= 0.9


@pytest.mark.parametrize("mark", ["", ".1", "2"])
def test_a_list_of_names_that_comes_twice_is_a_pair_of_blocks(mark):
    names = ["停车", "指示牌", "排队等候"]
    header = ["网点", "日期", *names, *(name + mark for name in names), "总体满意度"]
    lines = [["老城支行", DAY, 5, 4, 5, 1 + i % 5, 4, 3, 4] for i in range(9)]
    found = draft(workbook([header, *lines]))
    assert found.layout == "by_place"
    assert meanings(found)[2:] == [
        "expectation:+停车", "expectation:+指示牌", "expectation:queue",
        "perception:+停车", "perception:+指示牌", "perception:queue", "overall",
    ]  # fmt: skip


def test_names_that_nobody_knows_become_touchpoints():
    found = draft(workbook([["网点", "日期", "停车", None, "指示牌", None], *rows()]))
    assert meanings(found)[2:] == [
        "expectation:+停车",
        "perception:+停车",
        "expectation:+指示牌",
        "perception:+指示牌",
    ]


def test_one_repeated_name_or_a_third_column_is_no_pattern():
    single = draft(workbook([["网点", "日期", "排队等候", "排队等候", "柜台办理", "手机银行"], *rows()]))
    assert single.layout == "wide"
    three = [[*row, 2, 2] for row in rows()]
    header = ["网点", "日期", "排队等候", None, None, "柜台办理", None, None]
    assert draft(workbook([header, *three])).layout != "by_place"


def test_a_name_that_nobody_rated_at_first_keeps_its_pair():
    early = [["老城支行", DAY, 5, 1 + i % 5, None, None, 4, 3] for i in range(70)]
    late = [["老城支行", DAY, 5, 4, 3, 2, 4, 3] for _ in range(5)]
    header = ["网点", "日期", "排队等候", "排队等候", "手机银行", "手机银行", "柜台办理", "柜台办理"]
    found = draft(workbook([header, *early, *late]))
    assert meanings(found)[4:6] == ["expectation:mobile", "perception:mobile"]
