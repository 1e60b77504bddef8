"""Nothing is charted or tested across a change of what was asked, or of who was."""

import numpy as np
import pytest

from mot.analysis.breaks import Break, Reason, told, turns
from mot.analysis.judging import Standing
from mot.analysis.monitoring import branch_board, control_chart
from mot.domain.cube import Cube
from mot.stats.monitoring import Signal, TrendState
from tests.analysis.month_samples import LATER, MONTHS, VIEW, books_of, steady, survey
from tests.analysis.survey_maker import FIVE, SEVEN, answers

SWITCH = 9  # the first month of a quarter


def found_in(counts, total=None):
    counts = np.array(counts)
    return turns(counts, counts.sum(axis=0) if total is None else np.array(total))


def test_a_channel_that_appears_and_one_that_vanishes_are_found_in_their_month():
    found = found_in([[50] * 5 + [0] * 5, [0] * 5 + [50] * 5])
    assert told(found, Reason.CHANNEL, (7, 8), range(10)) == [Break(5, Reason.CHANNEL, (8,), (7,))]


def test_a_small_channel_does_not_matter():
    assert not found_in([[100] * 10, [0] * 5 + [20] * 5]).come.any()
    assert found_in([[100] * 10, [0] * 5 + [30] * 5]).come.any()


def test_a_channel_missing_by_luck_is_not_gone():
    few = found_in([[8, 9, 7, 8, 9], [2, 3, 0, 2, 3]])
    assert not (few.come | few.gone).any()
    short = found_in([[4] * 6, [2, 2, 2, 0, 0, 0]])
    assert not short.gone.any()
    many = found_in([[40] * 6, [20, 20, 20, 0, 0, 0]])
    assert many.gone[1].tolist() == [False] * 3 + [True] + [False] * 2


def test_what_is_sure_for_all_branches_is_believed_in_a_small_one():
    whole = found_in([[400] * 8, [0] * 4 + [200] * 4])
    small = np.array([[[6] * 8], [[0] * 4 + [3] * 4]])
    assert not turns(small, small.sum(axis=0)).come.any()
    assert (
        turns(small, small.sum(axis=0), wider=whole).come[1, 0].tolist() == [False] * 4 + [True] + [False] * 3
    )


def test_a_rota_of_channels_is_no_change():
    """Each month of a quarter another channel is surveyed."""
    rota = np.array([[60 if month % 3 == channel else 0 for month in range(24)] for channel in range(3)])
    found = turns(rota, rota.sum(axis=0))
    assert not (found.come | found.gone).any()


def test_quarterly_surveys_are_compared_with_the_quarter_before():
    counts = np.zeros((2, 24), dtype=int)
    counts[0, 2::3] = 60
    counts[1, 14::3] = 60
    found = turns(counts, counts.sum(axis=0))
    assert np.flatnonzero(found.come[1]).tolist() == [14]


def test_months_without_answers_are_no_change():
    found = found_in([[50] * 4 + [0] * 2 + [50] * 4])
    assert not (found.come | found.gone).any()
    assert not found_in(np.zeros((2, 6), dtype=int)).come.any()


def test_another_scale_cuts_every_chart():
    parts = [
        survey(
            m, *answers(at, 40, scale=FIVE if at < SWITCH else SEVEN), scale=FIVE if at < SWITCH else SEVEN
        )
        for at, m in enumerate(MONTHS)
    ]
    books = books_of(parts)
    for touchpoint in (101, None):
        found = control_chart(books, VIEW, LATER, touchpoint, None)
        assert found.breaks == (Break(MONTHS[SWITCH], Reason.SCALE, (SEVEN.key,), (FIVE.key,)),)
        assert found.frame["in_baseline"].tolist() == [False] * SWITCH + [True] * 12 + [False] * 3
        assert found.frame["lower"].isna().tolist() == [True] * SWITCH + [False] * 15
        assert found.frame["value"].notna().all(), "what was before is still drawn"
        assert found.restarts == MONTHS[SWITCH:]


def test_another_channel_cuts_the_chart_and_no_jump_is_called_unusual():
    """The new channel's customers are far less content: that is who was asked, not what happened."""
    parts = steady(shift=-0.3) + steady(MONTHS[SWITCH:], shift=-2.0, people=80, channel=2, seed=1)
    books = books_of(parts)
    found = control_chart(books, VIEW, LATER, 101, None)
    assert found.breaks == (Break(MONTHS[SWITCH], Reason.CHANNEL, (2,)),)
    assert (found.frame["signal"] == Signal.NONE).all()
    assert found.centre < -0.8
    one = control_chart(books, type(VIEW)(VIEW.quarter, channels=(1,)), LATER, 101, None)
    assert one.breaks == (), "within one channel nothing changed"
    assert one.baseline == 12


def test_a_branch_that_keeps_its_channel_keeps_its_history():
    parts = steady(branches=(1, 2)) + steady(MONTHS[SWITCH:], branches=(2,), people=60, channel=2, seed=1)
    books = books_of(parts)
    assert control_chart(books, VIEW, LATER, 101, 1).breaks == ()
    assert control_chart(books, VIEW, LATER, 101, 2).breaks == (Break(MONTHS[SWITCH], Reason.CHANNEL, (2,)),)
    for touchpoint in (101, None):
        board = branch_board(books, VIEW, LATER, touchpoint)
        assert set(board.frame["standing"][:2]) == {Standing.NORMAL}
        assert board.part[:2].tolist() == [[0] * 24, [0] * SWITCH + [1] * 15]


@pytest.mark.parametrize("begins", [True, False])
def test_a_perception_is_not_charted_as_a_gap(begins):
    parts = []
    for at, month in enumerate(MONTHS):
        e, p = answers(at, 40)
        parts.append(survey(month, e if (at >= SWITCH) == begins else None, p))
    found = control_chart(books_of(parts), VIEW, LATER, 101, None)
    assert found.paired == begins
    (cut,) = found.breaks
    assert (cut.month, cut.reason) == (MONTHS[SWITCH], Reason.EXPECTATION)
    assert (cut.come, cut.gone) == ((1,), ()) if begins else ((), (1,))
    assert found.frame["value"].isna().tolist() == [True] * SWITCH + [False] * 15
    whole = control_chart(books_of(parts), VIEW, LATER, None, None)
    assert whole.paired == begins
    assert whole.frame["value"].isna().tolist() == [True] * SWITCH + [False] * 15
    assert [cut.reason for cut in whole.breaks] == [Reason.EXPECTATION]


def test_a_new_question_cuts_the_series_over_all_touchpoints_only():
    parts = []
    for at, month in enumerate(MONTHS):
        e, p = answers(at, 40)
        if at < SWITCH:
            e[:, 2] = p[:, 2] = np.nan
        parts.append(survey(month, e, p))
    books = books_of(parts)
    assert control_chart(books, VIEW, LATER, None, None).breaks == (
        Break(MONTHS[SWITCH], Reason.QUESTIONS, (103,)),
    )
    assert control_chart(books, VIEW, LATER, 101, None).breaks == ()
    new = control_chart(books, VIEW, LATER, 103, None)
    assert new.baseline == 12
    assert new.frame["value"].first_valid_index() == SWITCH


def test_a_cut_too_recent_leaves_too_little_to_learn_from():
    parts = steady(MONTHS[:20]) + steady(MONTHS[20:], scale=FIVE)
    found = control_chart(books_of(parts), VIEW, LATER, 101, None)
    assert (found.state, found.standing) == (TrendState.NOT_ENOUGH_HISTORY, Standing.HISTORY)
    assert found.frame["value"].notna().all()


def test_a_baseline_cannot_be_begun_before_the_last_cut():
    parts = steady(MONTHS[:SWITCH]) + steady(MONTHS[SWITCH:], scale=FIVE)
    found = control_chart(books_of(parts), VIEW, LATER, 101, None, baseline_from=MONTHS[2])
    assert not found.frame["in_baseline"].iloc[:SWITCH].any()


def test_nothing_at_all_has_no_breaks():
    assert control_chart(books_of([Cube.empty()]), VIEW, LATER, 101, None).breaks == ()
