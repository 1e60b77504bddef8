"""What is wrong in a file is found, placed and told, and the choice in force is named."""

import datetime as dt
import string
from dataclasses import replace
from pathlib import Path

import pytest

from mot.domain.cube import FLAGGED
from mot.domain.demonstration import read_institution
from mot.domain.issues import Severity
from mot.ingest.checks import CHECKS
from mot.ingest.choice_texts import CHOICE_TEXTS, REASON_TEXTS
from mot.ingest.draft import Decisions, SourceFile
from mot.ingest.fates import FATES
from mot.ingest.issue_texts import ISSUE_TEXTS
from mot.ingest.prepare import prepare
from mot.ingest.quality import FAST, STRAIGHT
from tests.ingest.ingest_samples import BANK, HEADER, codes, draft, issue, row, rows, workbook

SURVEY = "期望-排队等候"


def changed(count, header, values):
    """Good rows, the first of which have other values in one column."""
    table = rows(count)
    for i, value in enumerate(values, start=1):
        table[i][HEADER.index(header)] = value
    return workbook(table)


def without(header, count=12, **options):
    """Good rows without a column."""
    at = HEADER.index(header)
    return workbook([[v for i, v in enumerate(line) if i != at] for line in rows(count)], **options)


def test_codes_outside_the_scale_become_missing_and_are_told():
    found = draft(changed(60, SURVEY, [0, 8, 9, 98, 99]))
    told = issue(found, "out_of_scale")
    assert found.scale.code == "1-5"
    assert found.counts.values_missing == told.count == 5
    assert told.place.rows == (2, 3, 4, 5, 6)
    assert told.place.column == "I"
    assert found.answers[0].expectation[:6].tolist() == [-1, -1, -1, -1, -1, 5]


def test_fractions_become_missing_and_an_unknown_text_is_asked_about():
    content = changed(60, SURVEY, [3.5, "看情况", "不适用", "４", "5分"])
    found = draft(content)
    assert issue(found, "fraction").count == 1
    assert issue(found, "unmapped_text").key == "word:看情况"
    assert not found.ready
    assert found.counts.values_missing == 2
    assert found.answers[0].expectation[:5].tolist() == [-1, -1, -1, 4, 5]
    decided = draft(content, decisions=Decisions(values={"word:看情况": "3"}))
    assert decided.ready
    assert decided.answers[0].expectation[:5].tolist() == [-1, 3, -1, 4, 5]


def test_a_file_without_branch_is_blocked_until_somebody_says():
    content = without("网点")
    found = draft(content)
    assert issue(found, "branch_needed").severity is Severity.BLOCKING
    assert not found.ready
    decided = draft(content, decisions=Decisions(branch="rail"))
    assert decided.ready
    assert [b.code for b in decided.branches] == ["rail"]


def test_the_branch_may_be_told_by_the_name_of_file_or_sheet():
    assert draft(without("网点"), name="高新支行三季度.xlsx").branches[0].code == "tech"
    assert draft(without("网点", names=("老城支行",))).branches[0].code == "old"
    both = draft(without("网点"), name="老城支行和高新支行.xlsx")
    assert "branch_needed" in codes(both)


def test_an_institution_of_one_branch_needs_no_branch_column():
    alone = replace(BANK, branches=BANK.branches[:1])
    found = draft(without("网点"), institution=alone)
    assert found.ready
    assert found.branches[0].code == "old"


def test_unknown_branches_are_matched_created_or_refused():
    content = changed(20, "网点", ["老城 支行", "火车站", "滨江支行", "滨江支行"])
    found = draft(content)
    asked = {i.key: i for i in found.issues if i.code == "unknown_branch"}
    assert asked["branch:火车站"].chosen == "rail"
    assert asked["branch:滨江支行"].chosen == "+滨江支行"
    assert asked["branch:滨江支行"].place.rows == (4, 5)
    assert set(asked["branch:滨江支行"].choices) == {"old", "rail", "tech", "+滨江支行", "-"}
    assert [(b.code, b.name) for b in found.branches if not b.code] == [("", "滨江支行")]
    refused = draft(content, decisions=Decisions(values={"branch:滨江支行": "-"}))
    assert [(a.row, a.reason, a.value) for a in refused.set_aside] == [
        (4, "branch_refused", "滨江支行"),
        (5, "branch_refused", "滨江支行"),
    ]


def test_an_unknown_channel_is_created_or_not_stated():
    content = changed(20, "渠道", ["电话", None])
    found = draft(content)
    assert issue(found, "unknown_channel").chosen == "+电话"
    assert found.responses.channel[1] == -1
    refused = draft(content, decisions=Decisions(values={"channel:电话": "-"}))
    assert refused.responses.channel[0] == -1
    assert refused.counts.responses == 20


def test_rows_without_a_branch_are_set_aside():
    found = draft(changed(20, "网点", [None]))
    assert [(a.row, a.reason) for a in found.set_aside] == [(2, "no_branch")]
    filled = draft(changed(20, "网点", [None]), decisions=Decisions(branch="rail"))
    assert filled.counts.responses == 20
    assert filled.branches[filled.responses.branch[0]].code == "rail"


def test_a_file_without_dates_takes_the_quarter_of_its_name_or_asks():
    asked = draft(without("日期"))
    assert issue(asked, "quarter_needed").severity is Severity.BLOCKING
    assert asked.counts.responses == 12
    decided = draft(without("日期"), decisions=Decisions(quarter="2026Q2"))
    assert decided.ready
    for name in ("反馈2026年第三季度.xlsx", "feedback 2026Q3.xlsx"):
        found = draft(without("日期"), name=name)
        assert issue(found, "quarter_assumed").chosen == "2026Q3"
        assert np_day(found) == dt.date(2026, 7, 1)


def np_day(found):
    return dt.date(1970, 1, 1) + dt.timedelta(days=int(found.responses.day[0]))


def test_dates_that_cannot_be_are_set_aside():
    found = draft(changed(20, "日期", [dt.date(2027, 1, 1), dt.date(1999, 12, 31), "昨天"]))
    assert [(a.row, a.reason, a.value) for a in found.set_aside] == [
        (2, "date_implausible", "2027-01-01"),
        (3, "date_implausible", "1999-12-31"),
        (4, "no_date", "昨天"),
    ]
    assert issue(found, "date_implausible").place.column == "C"


def test_the_scale_is_asked_when_the_answers_do_not_show_it():
    table = [
        ["网点", "日期", *HEADER[8:]],
        *(["老城支行", dt.date(2026, 8, 1), 4, 6, 6, 5, 6, 3] for _ in range(40)),
    ]
    found = draft(workbook(table))
    assert issue(found, "scale_assumed").chosen == found.scale.code == "1-7"
    assert draft(workbook(table), decisions=Decisions(scale="1-10")).scale.code == "1-10"


def test_overall_satisfaction_may_have_a_scale_of_its_own():
    table = [row(i, 总体满意度=1 + i % 10) for i in range(1, 60)]
    found = draft(workbook([list(HEADER), *table]))
    assert (found.scale.code, found.overall_scale.code) == ("1-5", "1-10")
    assert "overall_scale" in codes(found)


def test_one_answer_throughout_is_flagged_only_together_with_haste():
    header = ["网点", "日期", "所用时间", *HEADER[8:], "期望-贷款", "感知-贷款"]
    fast = ["老城支行", dt.date(2026, 8, 1), "3秒", *[5] * 8]
    slow = ["老城支行", dt.date(2026, 8, 1), "2分3秒", *[5] * 8]
    hasty = ["老城支行", dt.date(2026, 8, 1), "3秒", *[5, 4] * 4]
    found = draft(workbook([header, fast, slow, hasty]))
    assert found.responses.quality.tolist() == [FLAGGED + STRAIGHT + FAST, STRAIGHT, FAST]
    assert found.responses.duration.tolist() == [3, 123, 3]
    assert {"flagged", "straight_lines", "too_fast"} <= codes(found)


def test_half_a_pair_is_told():
    table = [["网点", "日期", "期望-排队等候", "感知-排队等候", "感知-柜台办理"]]
    table += [["老城支行", dt.date(2026, 8, 1), 5, 4, 3] for _ in range(12)]
    assert issue(draft(workbook(table)), "half_pair").params["name"] == "柜台办理"


@pytest.mark.parametrize("decisions", [Decisions(), Decisions(branch="old", quarter="2026Q3")])
def test_every_issue_has_a_sentence_for_which_it_brings_all_words(decisions):
    ugly = changed(30, "网点", [None, "滨江支行"])
    for content in (ugly, without("网点"), without("日期"), changed(30, SURVEY, [9, 3.5, "?", "wow"])):
        for found in draft(content, decisions=decisions).issues:
            words = {name for _, name, _, _ in string.Formatter().parse(ISSUE_TEXTS[found.code]) if name}
            assert words <= set(found.params)


def test_every_reason_and_every_standing_choice_has_a_text():
    assert set(FATES[1:]) - {"duplicate"} <= set(REASON_TEXTS)
    assert {"totals_row", "header_repeated"} <= set(REASON_TEXTS)
    assert {"+", "-", "keep", "swap"} <= set(CHOICE_TEXTS)
    assert len(set(CHECKS)) == len(CHECKS)


def test_a_misspelt_branch_is_asked_about_instead_of_created():
    content = (Path(__file__).parents[2] / "sample_data" / "messy" / "branch_names.xlsx").read_bytes()
    text = (Path(__file__).parents[2] / "sample_data" / "demo" / "institution.toml").read_text("utf-8")
    draft = prepare(
        SourceFile("branch_names.xlsx", content),
        read_institution(text),
        secret=b"key",
        today=dt.date(2026, 10, 15),
    )
    asked = {i.key: i for i in draft.issues if i.severity is Severity.BLOCKING}
    assert list(asked) == ["branch:火车占支行"]
    assert asked["branch:火车占支行"].chosen == ""
    assert asked["branch:火车占支行"].choices[0] == "JC02"
    assert not draft.ready


def test_two_columns_of_one_meaning_are_asked_about_before_anything_is_stored():
    table = rows(12)
    fields = {
        HEADER.index("期望-排队等候"): "perception:queue",
        HEADER.index("感知-排队等候"): "perception:queue",
    }
    found = draft(workbook(table), decisions=Decisions(fields=fields))
    assert "column_twice" in codes(found)
    assert not found.ready


def test_a_file_without_expectations_says_that_there_will_be_no_gap():
    table = [
        [v for h, v in zip(HEADER, line, strict=True) if not str(h).startswith("期望")] for line in rows(12)
    ]
    assert "perception_only" in codes(draft(workbook(table)))
    assert "perception_only" not in codes(draft(workbook(rows(12))))
