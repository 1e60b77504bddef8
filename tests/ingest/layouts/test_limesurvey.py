"""LimeSurvey exports: wordings, codes, both; options by code; two scales."""

import pytest

from mot.ingest.draft import Decisions
from tests.ingest.ingest_samples import draft, issue, meanings, workbook

META = ["id", "submitdate", "lastpage", "startlanguage", "seed", "startdate", "datestamp"]
DAY = "2026-07-23 09:14:11"
PAIR = ["期望 [排队等候]", "期望 [柜台办理]", "感知 [排队等候]", "感知 [柜台办理]"]
PAIRED = ["expectation:queue", "expectation:counter", "perception:queue", "perception:counter"]


def meta(number: int, *, done: bool = True) -> list[object]:
    return [number + 5, DAY if done else None, 4, "zh-Hans", 120_377 + number, DAY, DAY]


def export(headers: list[str], rows: list[list[object]]) -> bytes:
    return workbook([[*META, "网点", *headers], *([*row[:7], "老城支行", *row[7:]] for row in rows)])


def answered(count: int = 12, **changes: bool) -> list[list[object]]:
    return [[*meta(i, **changes), 5, 4, 3, 1 + i % 5] for i in range(count)]


def test_the_part_in_brackets_is_the_touchpoint_and_the_question_tells_the_kind():
    found = draft(export(PAIR, answered()))
    assert found.layout == "limesurvey"
    assert meanings(found)[-4:] == PAIRED
    assert meanings(found)[:7] == ["respondent", "date", *["ignore"] * 5]


def test_who_did_not_submit_is_counted_with_the_day_of_the_last_step():
    rows = [*answered(), *([900 + i, *row[1:]] for i, row in enumerate(answered(2, done=False)))]
    found = draft(export(PAIR, rows))
    assert found.counts.responses == 14
    assert issue(found, "unfinished_counted").count == 2
    assert meanings(found)[:7].count("date") == 1
    left = draft(export(PAIR, rows), decisions=Decisions(answers={"unfinished": "leave_them"}))
    assert (left.counts.responses, {one.reason for one in left.set_aside}) == (12, {"unfinished"})


def test_what_was_written_instead_of_an_option_stands_in_its_place():
    header = [*META, "网点", "网点 [其他]", *PAIR]
    rows = [
        [*meta(i), "-oth-" if i < 3 else "老城支行", "火车站支行" if i < 3 else None, 5, 4, 3, 1 + i % 5]
        for i in range(12)
    ]
    found = draft(workbook([header, *rows]))
    assert {r.code for r in found.branches} == {"rail", "old"}
    assert found.counts.responses == 12


def test_codes_that_say_nothing_are_left_to_the_person():
    found = draft(export(["G01Q01[SQ001]", "G01Q01[SQ002]", "G01Q02[SQ001]", "G01Q02[SQ002]"], answered()))
    assert found.layout == "limesurvey"
    assert meanings(found)[-4:] == ["ignore"] * 4
    assert all(c.confidence == 0.5 for c in found.columns[-4:])
    assert not found.ready


def test_codes_that_speak_are_read():
    found = draft(export(["exp[queue]", "exp[counter]", "perc[queue]", "perc[counter]"], answered()))
    assert meanings(found)[-4:] == PAIRED


def test_a_code_before_the_wording_does_not_matter():
    headers = [f"G01Q0{1 + i // 2}[SQ00{1 + i % 2}]. {text}" for i, text in enumerate(PAIR)]
    assert meanings(draft(export(headers, answered())))[-4:] == PAIRED


def test_options_by_code_are_read_by_their_number_and_their_direction_must_be_proven():
    rows = [[*meta(i), *(f"A{value}" for value in (5, 4, 3, 1 + i % 5))] for i in range(60)]
    found = draft(export(PAIR, rows))
    assert found.counts.ratings == 240
    assert found.answers[0].expectation.tolist() == [5] * 60
    backwards = [[*meta(i), *(f"A{6 - value}" for value in (5, 4, 3, 1 + i % 5))] for i in range(60)]
    assert not draft(export(PAIR, backwards)).ready, "nobody is to guess that A1 is the best"


def test_two_scales_named_in_the_question_are_told_in_their_order_and_not_for_sure():
    headers = [f"您的期望与实际感受 [{name}][Scale {n}]" for name in ("排队等候", "柜台办理") for n in (1, 2)]
    found = draft(export(headers, answered()))
    assert meanings(found)[-4:] == [
        "expectation:queue",
        "perception:queue",
        "expectation:counter",
        "perception:counter",
    ]
    assert all(c.confidence <= 0.7 for c in found.columns[-4:])


def test_two_scales_without_any_name_are_not_guessed():
    headers = [f"请打分 [{name}][{n}]" for name in ("排队等候", "柜台办理") for n in (1, 2)]
    assert meanings(draft(export(headers, answered())))[-4:] == ["ignore"] * 4


@pytest.mark.parametrize("header", ["interviewtime", "总时间"])
def test_the_time_taken_is_read_and_the_times_of_single_pages_are_not(header):
    headers = [*PAIR, header, "groupTime12", "G01Q01Time", "题组用时：到店"]
    found = draft(export(headers, [[*row, "62.41", "11.2", "3.3", "8.1"] for row in answered()]))
    assert meanings(found)[-4:] == ["duration", "ignore", "ignore", "ignore"]
    assert found.responses.duration.tolist() == [62] * 12


def test_ticks_of_yes_and_no_are_no_ratings():
    headers = [*PAIR, "办过的业务 [存款]", "办过的业务 [贷款]"]
    found = draft(
        export(headers, [[*row, "是", "否" if i % 2 else "是"] for i, row in enumerate(answered())])
    )
    assert meanings(found)[-2:] == ["ignore", "ignore"]


def test_an_id_and_a_start_date_alone_are_something_else():
    header = ["id", "startdate", "网点", "期望-排队等候", "感知-排队等候"]
    found = draft(workbook([header, *([f"K{i}", "2026-07-03", "老城支行", 5, 4] for i in range(9))]))
    assert found.layout == "wide"


def test_a_survey_without_dates_tells_no_day_and_asks_for_the_quarter():
    header = ["id", "submitdate", "lastpage", "startlanguage", "网点", *PAIR]
    rows = [
        [i + 5, "1980-01-01 00:00:00" if i < 11 else None, 4, "zh", "老城支行", 5, 4, 3, 1 + i % 5]
        for i in range(12)
    ]
    found = draft(workbook([header, *rows]), decisions=Decisions(quarter="2026Q3"))
    assert "date" not in meanings(found)
    assert found.counts.responses == 12
    assert issue(found, "unfinished_counted").count == 1
