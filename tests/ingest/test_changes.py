"""A questionnaire is mapped once; a changed one shows what changed and asks about nothing else."""

import pytest

from mot.domain.issues import Severity
from mot.ingest.changes import Remembered, compare, nearest
from mot.ingest.draft import Decisions
from mot.ingest.recipe import headers_of, remember
from tests.ingest.ingest_samples import HEADER, codes, draft, issue, meanings, row, workbook

NONE = Decisions()
MANY = range(1, 41)


def remembered(found):
    """What a later file of another shape finds."""
    kept = Remembered(headers_of(found), remember(found))
    return lambda layout: (kept,) if layout == found.layout else ()


def table(header=HEADER, change=lambda values: values):
    """A file of forty people whose columns are changed."""
    return workbook([list(header), *(change(row(i)) for i in MANY)])


def test_columns_are_matched_by_header_and_not_by_place():
    found = compare(("B", "A", "新题目", "C"), Remembered(("A", "B", "C", "旧"), NONE))
    assert found.same == {0: 1, 1: 0, 3: 2}
    assert len(found.moved) == 1
    assert (found.added, found.removed, found.reworded) == ((2,), (3,), {})


@pytest.mark.parametrize(
    ("now", "before", "reworded"),
    [
        ("您对排队等候时间的满意度", "您对排队等候时长的满意度", True),
        ("感知-排队等候", "期望-排队等候", False),
        ("E2", "E1", False),
        ("Q3", "Q4", False),
        ("3、排队等候", "5、排队等候", None),
        ("柜台办理效率如何", "手机银行好用吗", False),
    ],
)
def test_a_reworded_header_is_alike_and_of_one_kind(now, before, reworded):
    found = compare(("网点", now), Remembered(("网点", before), NONE))
    if reworded is None:
        assert found.same == {0: 0, 1: 1}
    else:
        assert (found.reworded == {1: 1}) is reworded


def test_a_strange_questionnaire_is_near_none():
    assert nearest(("甲", "乙", "丙"), [Remembered(("丁", "戊", "乙"), NONE)]) is None


def test_what_every_export_has_makes_no_questionnaire_alike():
    common = ("序号", "提交答卷时间", "所用时间", "来源", "来源详情", "来自IP")
    before = Remembered((*common, "排队", "柜台"), NONE)
    assert nearest((*common, "菜品", "上菜"), [before]) is None
    assert nearest((*common, "排队", "柜台", "大堂"), [before]) is not None


def test_the_nearest_of_several_wins():
    known = [Remembered(("A", "B", "X", "Y"), NONE), Remembered(("A", "B", "C", "Y"), NONE)]
    found = nearest(("A", "B", "C", "D"), known)
    assert found is not None
    assert found.before is known[1]


def test_moved_columns_keep_what_was_decided_of_them():
    strange = [*HEADER[:-1], "第六题"]
    first = draft(table(strange), decisions=Decisions(fields={13: "perception:mobile"}))
    assert first.ready
    order = [0, 13, *range(1, 13)]
    later = draft(
        table([strange[i] for i in order], lambda values: [values[i] for i in order]),
        similar=remembered(first),
    )
    assert later.ready
    assert meanings(later)[1] == "perception:mobile"
    told = issue(later, "questionnaire_changed")
    assert told.severity is Severity.NOTE
    assert told.params["moved"] == ["第六题"]
    assert (told.params["added"], told.params["removed"]) == (["–"], ["–"])


def test_added_and_removed_columns_are_named_and_the_rest_is_not_asked_about():
    first = draft(table())
    header = [*HEADER[:7], *HEADER[8:], "期望-大堂引导", "感知-大堂引导"]
    later = draft(table(header, lambda values: [*values[:7], *values[8:], 5, 4]), similar=remembered(first))
    told = issue(later, "questionnaire_changed")
    assert told.params["removed"] == ["意见"]
    assert told.params["added"] == ["期望-大堂引导", "感知-大堂引导"]
    assert told.params["same"] == 13
    assert [i.code for i in later.issues if i.key] == ["new_touchpoint"]


REWORDED = {"期望-排队等候": "期望-排队等候时长", "感知-排队等候": "感知-排队等候时长"}


def test_a_reworded_question_is_asked_about_once_and_breaks_the_trend_until_somebody_joins_it():
    first = draft(table())
    header = [REWORDED.get(name, name) for name in HEADER]
    later = draft(table(header), similar=remembered(first))
    asked = issue(later, "question_reworded")
    assert (asked.severity, asked.key, asked.chosen) == (Severity.DECIDE, "same:queue", "other")
    assert asked.choices == ("other", "same")
    place = [t.code for t in later.touchpoints].index("queue")
    assert later.wordings[place] == "排队等候时长"
    joined = draft(
        table(header), similar=remembered(first), decisions=Decisions(values={"same:queue": "same"})
    )
    assert "question_joined" in codes(joined)
    assert joined.wordings == first.wordings
    again = draft(table(header), recall={joined.fingerprint: remember(joined)}.get)
    assert again.wordings == first.wordings, "a joined question stays joined"


def test_a_joined_question_that_is_reworded_once_more_is_asked_about_again():
    first = draft(table())
    second = draft(
        table([REWORDED.get(name, name) for name in HEADER]),
        similar=remembered(first),
        decisions=Decisions(values={"same:queue": "same"}),
    )
    third_header = [name.replace("排队等候", "排队等候长短") for name in HEADER]
    third = draft(table(third_header), similar=remembered(second))
    assert issue(third, "question_reworded").chosen == "other"
    assert third.wordings != first.wordings
    joined = draft(
        table(third_header), similar=remembered(second), decisions=Decisions(values={"same:queue": "same"})
    )
    assert joined.wordings == first.wordings


def test_an_unchanged_questionnaire_is_told_nothing_of():
    first = draft(table())
    again = draft(table(), recall={first.fingerprint: remember(first)}.get, similar=remembered(first))
    assert "questionnaire_changed" not in codes(again)
