"""SoSci Survey exports: labels in the second row, codes for what was not answered, pretests."""

from mot.ingest.draft import Decisions
from tests.ingest.ingest_samples import draft, issue, meanings, workbook

NAMES = ["CASE", "SERIAL", "REF", "QUESTNNR", "MODE", "STARTED", "B001"]
LABELS = [
    "Interview number",
    "Serial number",
    "Reference",
    "Questionnaire",
    "Interview mode",
    "Time started",
    "网点",
]
LAST = ["TIME001", "TIME_SUM", "LASTDATA", "FINISHED", "LASTPAGE", "MAXPAGE"]
LAST_LABELS = [
    "Time on page 1",
    "Time overall",
    "Time of last data",
    "Finished",
    "Last page",
    "Hindmost page",
]
ITEMS = ["A101_01", "A101_02", "A102_01", "A102_02"]
ITEM_LABELS = ["期望: 排队等候", "期望: 柜台办理", "感知: 排队等候", "感知: 柜台办理"]
PAIRED = ["expectation:queue", "expectation:counter", "perception:queue", "perception:counter"]
DAY = "2026-07-23 09:14:11"


def row(number: int, *answers: object, mode: str = "interview", finished: int = 1) -> list[object]:
    start = [100 + number, None, None, "base", mode, DAY, "老城支行"]
    return [*start, *answers, 31, 62, DAY, finished, 3, 3]


def answered(count: int = 12, **changes: object) -> list[list[object]]:
    return [row(i, 5, 4, 3, 1 + i % 5, **changes) for i in range(count)]


def export(rows: list[list[object]], *, items=ITEMS, labels: list[str] | None = ITEM_LABELS) -> bytes:
    spelt = [] if labels is None else [[*LABELS, *labels, *LAST_LABELS]]
    return workbook([[*NAMES, *items, *LAST], *spelt, *rows])


def test_the_label_tells_the_kind_before_the_colon_and_the_touchpoint_behind_it():
    found = draft(export(answered()))
    assert found.layout == "sosci"
    assert meanings(found)[7:11] == PAIRED
    assert meanings(found)[:7] == ["respondent", "ignore", "ignore", "ignore", "ignore", "date", "branch"]
    assert meanings(found)[11:] == ["ignore", "duration", *["ignore"] * 4]
    assert found.responses.row[0] == 3


def test_not_answered_and_cannot_judge_are_missing_even_where_most_say_so():
    rows = [row(i, 5, -9 if i % 3 else 4, 3, -1 if i % 4 else 2) for i in range(30)]
    found = draft(export(rows))
    assert found.scale.code == "1-5"
    assert (found.counts.ratings, found.counts.values_missing) == (30 + 10 + 30 + 8, 0)


def test_pretests_are_set_aside_and_unfinished_interviews_are_counted():
    rows = [*answered(), row(50, 5, 4, 3, 2, mode="pretest"), row(51, 5, 4, 3, 2, finished=0)]
    found = draft(export(rows))
    assert (found.counts.responses, found.counts.set_aside) == (13, 1)
    assert found.set_aside[0].value == "pretest"
    assert issue(found, "unfinished_counted").count == 1


def test_options_that_were_ticked_or_not_are_no_ratings():
    found = draft(
        export(
            [row(i, 5, 4, 3, 1 + i % 5, 1 + i % 2, 2) for i in range(12)],
            items=[*ITEMS, "C101_01", "C101_02"],
            labels=[*ITEM_LABELS, "Purpose: Cash", "Purpose: A loan"],
        )
    )
    assert meanings(found)[11:13] == ["ignore", "ignore"]


def test_ratings_of_people_who_gave_one_and_two_only_are_ratings_all_the_same():
    found = draft(
        export([row(i, 2, 2, 1, 1) for i in range(6)]),
        decisions=Decisions(answers={"direction": "high_is_best"}),
    )
    assert meanings(found)[7:11] == PAIRED


def test_without_labels_the_variables_are_left_to_the_person():
    found = draft(export(answered(), labels=None))
    assert found.layout == "sosci"
    assert found.responses.row.size == 0 or not found.answers
    assert not found.ready
