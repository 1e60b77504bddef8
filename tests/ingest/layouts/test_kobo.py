"""KoboToolbox exports: groups in headers, options in columns of 0 and 1."""

import pytest

from tests.ingest.ingest_samples import draft, issue, meanings, workbook

LAST = ["_id", "_uuid", "_submission_time", "_validation_status", "_index"]
BEGUN, ENDED = "2026-07-23T09:14:11.000+08:00", "2026-07-23T09:20:11.000+08:00"
PAIRED = ["expectation:queue", "perception:queue", "expectation:counter", "perception:counter"]


def export(headers: list[str], rows: list[list[object]]) -> bytes:
    last = [[4100 + i, f"uuid-{i}", ENDED, None, i + 1] for i, _ in enumerate(rows)]
    whole = [[BEGUN, ENDED, "老城支行", *row, *ending] for row, ending in zip(rows, last, strict=True)]
    return workbook([["start", "end", "info/branch", *headers, *LAST], *whole])


def answered(count: int = 12) -> list[list[object]]:
    return [[5, 4, 3, 1 + i % 5] for i in range(count)]


@pytest.mark.parametrize(
    "headers",
    [
        ["visit/queue_exp", "visit/queue_perc", "visit/counter_exp", "visit/counter_perc"],
        ["visit/exp_queue", "visit/act_queue", "visit/exp_counter", "visit/act_counter"],
        ["expectation/queue", "perception/queue", "expectation/counter", "perception/counter"],
        ["期望/排队等候", "感知/排队等候", "期望/柜台办理", "感知/柜台办理"],
        ["到店/排队等候（期望）", "到店/排队等候（感知）", "到店/柜台办理（期望）", "到店/柜台办理（感知）"],
        ["queue_expected", "queue_actual", "counter_expected", "counter_actual"],
    ],
)
def test_the_kind_stands_in_the_name_or_in_the_group(headers):
    found = draft(export(headers, answered()))
    assert found.layout == "kobo"
    assert meanings(found)[3:7] == PAIRED
    assert meanings(found)[:3] == ["date", "ignore", "branch"]
    assert meanings(found)[7:] == ["ignore", "respondent", "ignore", "ignore", "ignore"]


def test_the_options_of_several_choices_are_no_ratings():
    headers = [
        "期望/排队等候",
        "感知/排队等候",
        "purpose",
        "purpose/cash",
        "purpose/loan",
        "purpose/贷款/按揭",
    ]
    found = draft(export(headers, [[5, 1 + i % 5, "cash loan", 1, i % 2, 0] for i in range(12)]))
    assert meanings(found)[5:9] == ["ignore"] * 4
    assert len(found.answers) == 1


def test_options_are_known_without_the_question_itself():
    headers = ["期望/排队等候", "感知/排队等候", "purpose/cash", "purpose/loan"]
    found = draft(export(headers, [[5, 1 + i % 5, 1, i % 2] for i in range(12)]))
    assert meanings(found)[5:7] == ["ignore"] * 2


def test_ratings_of_people_who_all_gave_one_are_no_options():
    headers = ["期望/排队等候", "期望/柜台办理", "感知/排队等候", "感知/柜台办理"]
    found = draft(export(headers, [[5, 4, 1, 1] for _ in range(4)]))
    assert meanings(found)[3:7] == [
        "expectation:queue",
        "expectation:counter",
        "perception:queue",
        "perception:counter",
    ]


def test_names_that_say_nothing_are_left_to_the_person():
    found = draft(export(["visit/q1", "visit/q2", "visit/q3", "visit/q4"], answered()))
    assert found.layout == "kobo"
    assert meanings(found)[3:7] == ["ignore"] * 4
    assert not found.ready


def test_submissions_that_were_not_approved_are_set_aside():
    content = export(["期望/排队等候", "感知/排队等候"], [[5, 1 + i % 5] for i in range(12)])
    assert draft(content).counts.set_aside == 0
    rows = [[5, 1 + i % 5] for i in range(12)]
    last = [
        [4100 + i, f"uuid-{i}", ENDED, "Not Approved" if i < 2 else "Approved", i + 1]
        for i, _ in enumerate(rows)
    ]
    whole = [[BEGUN, ENDED, "老城支行", *row, *ending] for row, ending in zip(rows, last, strict=True)]
    found = draft(
        workbook([["start", "end", "info/branch", "期望/排队等候", "感知/排队等候", *LAST], *whole])
    )
    assert (found.counts.responses, {one.reason for one in found.set_aside}) == (10, {"refused"})
    assert issue(found, "refused_left").count == 2
