"""Qualtrics exports of every age, with previews, unfinished answers and grids side by side."""

import json

import pytest

from mot.ingest.draft import Decisions
from tests.ingest.ingest_samples import codes, draft, issue, meanings, workbook

NAMES = ["StartDate", "EndDate", "Status", "Progress", "Finished", "RecordedDate", "ResponseId", "branch"]
TEXTS = [
    "Start Date",
    "End Date",
    "Response Type",
    "Progress",
    "Finished",
    "Recorded Date",
    "Response ID",
    "网点",
]
DAYS = ["2026-07-03 09:10:11", "2026-07-03 09:14:11"]


def meta(number: int, *, status: object = "IP Address", finished: object = "True") -> list[object]:
    return [*DAYS, status, 100, finished, DAYS[1], f"R_{number}", "老城支行"]


def export(questions: dict[str, str], rows: list[list[object]], *, coded: bool = True) -> bytes:
    names, texts = [*NAMES, *questions], [*TEXTS, *questions.values()]
    ids = [json.dumps({"ImportId": f"QID{i}"}) for i, _ in enumerate(names)]
    return workbook([names, texts, *([ids] if coded else []), *rows])


PAIR = {
    "Q7#1_1": "How was it? - Expectation - Queueing",
    "Q7#1_2": "How was it? - Expectation - Counter service",
    "Q7#2_1": "How was it? - Perception - Queueing",
    "Q7#2_2": "How was it? - Perception - Counter service",
}
PAIRED = ["expectation:queue", "expectation:counter", "perception:queue", "perception:counter"]


def answered(count: int = 12, **changes: object) -> list[list[object]]:
    return [[*meta(i, **changes), 5, 4, 3, 1 + i % 5] for i in range(count)]


def test_columns_side_by_side_are_pairs():
    found = draft(export(PAIR, answered()))
    assert found.layout == "qualtrics"
    assert found.layout_confidence == 0.99
    assert meanings(found)[-4:] == PAIRED
    assert found.counts.responses == 12
    assert found.responses.row[0] == 4, "three header rows stand above"
    assert '{"ImportId": …}' in found.saw


def test_the_title_of_a_column_may_come_after_the_row():
    turned = {name: " - ".join(reversed(text.split(" - ", 1))) for name, text in PAIR.items()}
    swapped = {
        name: "How was it? - " + " - ".join(reversed(text.split(" - ")[1:])) for name, text in PAIR.items()
    }
    assert meanings(draft(export(swapped, answered())))[-4:] == PAIRED
    assert draft(export(turned, answered())).layout == "qualtrics"


def test_only_the_recorded_day_counts_and_nobody_is_told_by_name():
    found = draft(export(PAIR, answered()))
    assert meanings(found)[:8] == ["ignore"] * 5 + ["date", "respondent", "branch"]


def test_previews_are_set_aside_and_it_is_said():
    found = draft(export(PAIR, [*answered(3, status="Survey Preview"), *answered()]))
    assert (found.counts.responses, found.counts.set_aside) == (12, 3)
    assert {one.reason for one in found.set_aside} == {"preview"}
    assert next((one.row, one.column, one.value) for one in found.set_aside) == (4, "C", "Survey Preview")
    told = issue(found, "preview_left")
    assert (told.count, told.place.rows, told.chosen) == (3, (4, 5, 6), "leave_them")


def test_previews_are_counted_where_the_person_wants_it():
    rows = [[*row[:6], f"R_p{i}", *row[7:]] for i, row in enumerate(answered(3, status="Survey Preview"))]
    decided = Decisions(answers={"preview": "count_them"})
    found = draft(export(PAIR, [*rows, *answered()]), decisions=decided)
    assert (found.counts.responses, found.counts.set_aside) == (15, 0)
    assert issue(found, "preview_counted").count == 3


@pytest.mark.parametrize("unfinished", ["False", 0, "否"])
def test_unfinished_answers_are_counted_unless_the_person_leaves_them_out(unfinished):
    rows = [[*row[:6], f"R_u{i}", *row[7:]] for i, row in enumerate(answered(2, finished=unfinished))]
    content = export(PAIR, [*rows, *answered()])
    found = draft(content)
    assert (found.counts.responses, issue(found, "unfinished_counted").count) == (14, 2)
    left = draft(content, decisions=Decisions(answers={"unfinished": "leave_them"}))
    assert (left.counts.responses, left.counts.set_aside) == (12, 2)
    assert issue(left, "unfinished_left").count == 2


def test_a_file_without_marks_says_nothing_of_them():
    assert not codes(draft(export(PAIR, answered()))) & {"preview_left", "unfinished_counted"}


def test_the_group_of_promoters_is_left_out_and_the_score_is_read():
    asked = PAIR | {"Q9_NPS_GROUP": "Recommend us? (0-10) - Group", "Q9": "Recommend us? (0-10)"}
    found = draft(export(asked, [[*row, "Promoter", 9] for row in answered()]))
    assert meanings(found)[-2:] == ["ignore", "nps"]
    assert found.responses.nps.tolist() == [9] * 12


def test_what_was_seen_and_not_answered_is_missing_and_no_score():
    rows = answered()
    rows[0][-1] = -99
    found = draft(export(PAIR, rows))
    assert found.counts.ratings == 47
    assert found.counts.values_missing == 0
    assert found.scale.code == "1-5"


def test_the_older_export_has_two_header_rows():
    older = ["V1", "V2", "V3", "V8", "V9", "V10", "Q3_1", "Q3_2"]
    texts = ["ResponseID", "ResponseSet", "IPAddress", "StartDate", "EndDate", "Finished"]
    texts += ["Your satisfaction with:-Queueing", "Your satisfaction with:-Counter service"]
    rows = [[f"R_{i}", "Default", "192.0.2.1", *DAYS, 1, 5, 1 + i % 5] for i in range(12)]
    found = draft(workbook([older, texts, *rows]), decisions=Decisions(branch="old"))
    assert found.layout == "qualtrics"
    assert meanings(found)[-2:] == ["perception:queue", "perception:counter"]
    assert found.responses.row[0] == 3


def test_without_import_codes_the_wording_still_stands_in_the_second_row():
    found = draft(export(PAIR, answered(), coded=False))
    assert found.layout == "qualtrics"
    assert meanings(found)[-4:] == PAIRED
    assert found.responses.row[0] == 3


def test_options_that_were_ticked_are_no_ratings():
    asked = PAIR | {"Q4_1": "Why? - Selected Choice - Cash", "Q4_2": "Why? - Selected Choice - A loan"}
    found = draft(export(asked, [[*row, 1, 1 if i % 2 else None] for i, row in enumerate(answered())]))
    assert meanings(found)[-2:] == ["ignore", "ignore"]


def test_a_grid_of_which_nothing_tells_the_kind_is_not_taken_for_sure():
    asked = {"Q5_1": "How about these? - Queueing", "Q5_2": "How about these? - Counter service"}
    found = draft(export(asked, [[*meta(i), 5, 1 + i % 5] for i in range(12)]))
    assert meanings(found)[-2:] == ["perception:queue", "perception:counter"]
    assert found.columns[-1].confidence <= 0.6


def test_a_list_with_a_status_and_a_progress_of_its_own_is_something_else():
    table = [
        ["Status", "Progress", "网点", "日期", "感知-排队等候"],
        *(["ok", 5, "老城支行", "2026-07-03", 4] for _ in range(9)),
    ]
    assert draft(workbook(table)).layout == "wide"
