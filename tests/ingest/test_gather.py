"""Sheets that belong together are read together, and it is said."""

import numpy as np

from mot.ingest.draft import SHEET_STEP, Decisions
from tests.ingest.ingest_samples import codes, draft, workbook

DAY = "2026-07-03"
HEADER = ["网点", "日期", "期望-排队等候", "感知-排队等候"]


def sheet(branch: str, count: int) -> list[list[object]]:
    return [HEADER, *([branch, DAY, 5, 1 + i % 5] for i in range(count))]


def book(tables):
    return workbook(*tables.values(), names=tuple(tables))


def test_sheets_of_the_same_form_are_read_one_below_the_other():
    found = draft(book({"7月": sheet("老城支行", 4), "8月": sheet("火车站支行", 3), "封面": [["说明"]]}))
    assert found.counts.responses == 7
    assert "sheets_stacked" in codes(found)
    assert found.responses.row.tolist() == [2, 3, 4, 5, SHEET_STEP + 2, SHEET_STEP + 3, SHEET_STEP + 4]


def test_the_person_can_have_one_sheet_only():
    content = book({"7月": sheet("老城支行", 4), "8月": sheet("火车站支行", 3)})
    found = draft(content, decisions=Decisions(answers={"sheets": "one"}))
    assert found.counts.responses == 4
    assert "sheets_alike" in codes(found)


def test_sheets_named_after_branches_tell_the_branch():
    plain = [HEADER[1:], *([DAY, 5, 4] for _ in range(3))]
    found = draft(book({"老城支行": plain, "火车站支行": plain}))
    assert [r.name for r in found.branches] == ["老城支行", "火车站支行"]
    assert np.bincount(found.responses.branch).tolist() == [3, 3]
    assert found.ready


def test_a_column_that_one_sheet_lacks_is_empty_there():
    more = [[*HEADER, "意见"], *(["火车站支行", DAY, 5, 4, "很好，谢谢你们"] for _ in range(3))]
    found = draft(book({"7月": sheet("老城支行", 3), "8月": more}))
    assert found.counts.responses == 6
    assert found.responses.comment.to_pylist() == ["", "", "", *["很好，谢谢你们"] * 3]


def test_expectations_and_perceptions_on_two_sheets_are_joined_by_person():
    head = ["客户编号", "网点", "日期", "排队等候", "柜台办理"]
    expected = [head, *([f"K{i}", "老城支行", DAY, 5, 4] for i in range(6))]
    perceived = [
        head,
        *([f"K{i}", "老城支行", DAY, 3, 2] for i in reversed(range(5))),
        ["K9", "老城支行", DAY, 1, 1],
    ]
    found = draft(book({"期望": expected, "感知": perceived}))
    assert "sheets_joined" in codes(found)
    assert found.counts.responses == 7
    queue = next(a for a in found.answers if found.touchpoints[a.touchpoint].code == "queue")
    assert queue.expectation.tolist() == [5] * 6 + [-1]
    assert queue.perception.tolist() == [3] * 5 + [-1, 1]
