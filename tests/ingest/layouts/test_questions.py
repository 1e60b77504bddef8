"""What questions, grids and ticks mean, whatever tool they come from."""

import pytest

from mot.domain.survey import FieldKind as K
from mot.ingest.layouts import Told
from mot.ingest.layouts.questions import grid, kinds_in, matched, own_columns, shared_start, ticked
from mot.ingest.layouts.webforms import _GRID as ARROWS

FIVE = [1.0, 2.0, 3.0, 4.0, 5.0]


@pytest.mark.parametrize(
    ("question", "row", "column", "wanted"),
    [
        ("您的期望", "排队", "", (K.EXPECTATION, "排队")),
        ("您的满意度", "排队", "期望", (K.EXPECTATION, "排队")),
        ("请评价", "排队（期望）", "", (K.EXPECTATION, "排队")),
        ("How important are these?", "Queueing", "", (K.IMPORTANCE, "Queueing")),
        ("您的满意度", "总体", "", (K.OVERALL, "")),
        ("您的满意度", "总体满意度", "", (K.OVERALL, "")),
        ("您的期望", "总体", "", (K.IGNORE, "")),
    ],
)
def test_the_column_says_it_first_then_the_row_then_the_question(question, row, column, wanted):
    told = grid(question, row, column, FIVE)
    assert (told.kind, told.topic) == wanted


def test_a_question_about_both_kinds_settles_neither():
    told = grid("您的期望与实际感受", "排队", "", FIVE)
    assert told.sure <= 0.6
    assert kinds_in("您的期望与实际感受") == [K.EXPECTATION, K.PERCEPTION]
    assert kinds_in("实际感受是否达到期望") == [K.PERCEPTION, K.EXPECTATION]


@pytest.mark.parametrize(
    "values", [[], [None, None], ["存款", "贷款"], ["2026-07-03", "2026-07-04"], [1985.0, 1990.0]]
)
def test_answers_that_are_no_ratings_are_no_ratings_whatever_the_question(values):
    assert grid("您的期望", "排队", "", values) is None


def test_a_few_words_for_not_answered_do_not_hide_ratings():
    assert grid("您的期望", "排队", "", ["N/A", "不适用", "N/A", "5", "4"]).kind is K.EXPECTATION


@pytest.mark.parametrize(
    ("columns", "marks", "wanted"),
    [
        ([["Cash", None], ["A loan", "A loan"]], (), True),
        ([["Cash", "Cash"], ["Cash", None]], (), False),
        ([["Cash", "Loan"], ["A loan", None]], (), False),
        ([["Cash", None]], (), False),
        ([[None, None], [None, None]], (), False),
        ([["5", "5"], ["4", "4"]], (), False),
        ([["满意", "满意"], ["不满意", "不满意"]], (), False),
        ([["1", None], ["1", "1"]], ("1",), True),
        ([["1", "1"], ["1", "1"]], ("1",), False),
        ([["Y", "N"], ["N", "N"]], ("y", "n"), True),
    ],
)
def test_ticks_are_told_from_people_who_agree(columns, marks, wanted):
    assert ticked(columns, frozenset(marks)) is wanted


def test_one_column_tells_the_day_the_fullest_and_then_the_preferred_one():
    words = {K.DATE: ("end", "start"), K.RESPONDENT: ("#",), K.IGNORE: ("ip",)}
    below = [["2026", "2026", "x", "y", None], ["2026", None, "x", "y", None]]
    told = own_columns(["start", "end", "#", "IP", "other"], words, below)
    assert [one and one.kind for one in told] == [K.DATE, K.IGNORE, K.RESPONDENT, K.IGNORE, None]
    assert own_columns(["start", "end"], words, [["a", "b"]])[1] == Told(K.DATE)


@pytest.mark.parametrize(
    ("texts", "wanted"),
    [
        (["Q - 期望 - 排队", "Q - 期望 - 柜台", "Q - 感知 - 排队"], "Q"),
        (["Q - 期望 - 排队", "Q - 期望 - 柜台"], "Q - 期望"),
        (["Q - 柜台办理", "Q - 柜台排队"], "Q"),
        (["Q - 排队"], "Q"),
        (["one", "two"], ""),
    ],
)
def test_the_question_is_what_all_its_columns_begin_with(texts, wanted):
    assert shared_start(texts, " - ") == wanted


def test_a_header_longer_than_any_question_is_not_taken_apart():
    assert matched(ARROWS, "a >> b") is not None
    assert matched(ARROWS, "a" + " " * 30_000 + "b") is None
