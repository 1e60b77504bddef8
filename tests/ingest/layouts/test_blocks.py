"""Headings over blocks of columns."""

import datetime as dt

import pytest

from tests.ingest.ingest_samples import draft, meanings, workbook

DAY = dt.date(2026, 8, 3)
NAMES = ["停车方便", "员工礼貌", "手续简便"]


def book(first, second, names=NAMES, *, merged=(), more=()):
    width = len(names)
    upper = [None, None, first, *[None] * (width - 1), second, *[None] * (width - 1), *[None] * len(more)]
    lower = ["网点", "日期", *names, *names, *more]
    lines = [
        ["老城支行", DAY, *(1 + (i + j) % 5 for j in range(2 * width)), *[4] * len(more)] for i in range(9)
    ]
    return workbook([upper, lower, *lines], merged=merged)


WANTED = [f"{kind}:+{name}" for kind in ("importance", "perception") for name in NAMES]


def test_whole_questions_over_attributes_tell_the_kind():
    found = draft(book("以下各项对您有多重要？", "您对以下各项有多满意？"))
    assert found.layout == "blocks"
    assert meanings(found)[2:] == WANTED
    assert found.columns[3].header == "以下各项对您有多重要？-员工礼貌"


def test_merged_headings_end_where_they_end():
    merged = [("C1:E1", "一、重要程度调查（请打分）"), ("F1:H1", "二、满意程度调查（请打分）")]
    found = draft(book("", "", merged=merged, more=("总体满意度", "备用")))
    assert meanings(found)[2:8] == WANTED
    assert meanings(found)[8:] == ["overall", "ignore"]


def test_a_role_ends_a_heading_that_is_not_merged():
    found = draft(
        book("您期望的水平", "您实际感受的水平", ["排队等候", "柜台办理", "手机银行"], more=("总体满意度",))
    )
    assert meanings(found)[2:] == [
        "expectation:queue", "expectation:counter", "expectation:mobile",
        "perception:queue", "perception:counter", "perception:mobile", "overall",
    ]  # fmt: skip


def test_the_scale_in_a_heading_counts():
    found = draft(book("重要性如何（1-10分）", "满意程度如何（1-10分）"))
    assert found.scale.code == "1-10"


def test_one_heading_over_some_of_the_columns_tells_their_kind():
    upper = [None, None, "请评价您的期望程度", None, None, None, None]
    lower = ["网点", "日期", "排队等候", "柜台办理", "停车", "推荐意愿", "总体满意度"]
    lines = [["老城支行", DAY, 5, 4, 1 + i % 5, i % 11, 4] for i in range(22)]
    found = draft(workbook([upper, lower, *lines]))
    assert meanings(found)[2:] == [
        "expectation:queue",
        "expectation:counter",
        "expectation:+停车",
        "nps",
        "overall",
    ]


@pytest.mark.parametrize("place", [0, 1, 2])
@pytest.mark.parametrize("merged", [True, False])
def test_the_title_of_a_sheet_is_no_heading(place, merged):
    title = "2026年客户期望调查"
    lower = ["网点", "日期", "排队等候", "柜台办理", "推荐意愿"]
    lines = [["老城支行", DAY, 1 + i % 5, 4, i % 11] for i in range(22)]
    areas = [(f"{'ABC'[place]}1:E1", title)] if merged else ()
    found = draft(workbook([[*[None] * place, title], lower, *lines], merged=areas))
    assert found.layout == "wide"
    assert meanings(found)[2:] == ["perception:queue", "perception:counter", "nps"]
