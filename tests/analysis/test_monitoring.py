"""A control chart of a touchpoint says what its own answers say, and nothing of what is hidden."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest

from mot.analysis.gaps import gap_table
from mot.analysis.judging import Standing
from mot.analysis.lens import focus_months
from mot.analysis.monitoring import ALL, branch_board, control_chart, touchpoint_board
from mot.domain.cube import Cube, View
from mot.domain.thresholds import Thresholds
from mot.stats.monitoring import Signal, TrendState, trend
from tests.analysis.month_samples import LATER, MONTHS, VIEW, books_of, steady, survey
from tests.analysis.survey_maker import FIVE, NOW, answers, institution

NUMBERS = ["value", "lo", "hi", "lower", "upper"]


def test_the_chart_is_that_of_the_gaps_answer_by_answer():
    told = [answers(month, 30 + month % 7) for month in range(24)]
    parts = [survey(m, e, p) for m, (e, p) in zip(MONTHS, told, strict=True)]
    found = control_chart(books_of(parts), VIEW, LATER, 102, None)
    gaps = [(p - e)[:, 1] for e, p in told]
    n, s, s2 = ([int(f(g)) for g in gaps] for f in (len, np.sum, lambda g: (g * g).sum()))
    want = trend(n, s, s2, min_n=10)
    np.testing.assert_allclose(found.frame["value"], [g.mean() for g in gaps])
    np.testing.assert_allclose(found.frame["lower"], want.lower)
    np.testing.assert_allclose(found.frame["upper"], want.upper)
    np.testing.assert_allclose(found.frame["ewma"], want.ewma)
    assert found.frame["signal"].tolist() == [str(x) for x in want.signal]
    assert found.frame["n"].tolist() == n
    assert found.frame["month"].tolist() == list(MONTHS)
    assert (found.centre, found.baseline) == (pytest.approx(float(want.centre)), 12)
    assert found.frame["in_baseline"].tolist() == [True] * 12 + [False] * 12
    assert (found.frame["lo"] < found.frame["value"]).all()
    assert (found.frame["value"] < found.frame["hi"]).all()
    assert (found.breaks, found.state, found.paired) == ((), TrendState.OK, True)


def test_a_month_far_below_the_usual_is_named():
    parts = steady(shift=lambda at, _: -2.5 if at == 23 else -0.5)
    found = control_chart(books_of(parts), VIEW, LATER, 101, None)
    assert (found.standing, found.sure) == (Standing.LOW, True)
    assert found.frame["signal"].iloc[-1] == Signal.LOW
    assert found.frame["value"].iloc[-1] < found.frame["lower"].iloc[-1]


def test_a_level_that_moves_away_slowly_is_a_drift():
    parts = steady(people=80, shift=lambda at, _: -0.5 - 0.05 * max(0, at - 12))
    found = control_chart(books_of(parts), VIEW, LATER, 101, None)
    assert Signal.DRIFTING_DOWN in set(found.frame["signal"])


def test_the_month_that_is_not_over_is_shown_and_never_tested():
    parts = steady(shift=lambda at, _: -3 if at == 23 else -0.5)
    found = control_chart(books_of(parts), VIEW, dt.date(2026, 9, 12), 101, None)
    last = found.frame.iloc[-1]
    assert last["running"]
    assert not last["tested"]
    assert last["signal"] == Signal.NONE
    assert last["value"] < last["lower"]
    assert found.standing is Standing.NORMAL
    assert 202609 not in found.restarts


def test_a_month_that_is_not_over_is_left_out_wherever_it_stands():
    """Answers dated in the future lie behind it."""
    parts = steady(shift=lambda at, _: -3 if at == 20 else -0.5)
    found = control_chart(books_of(parts), VIEW, dt.date(2026, 6, 12), 101, None)
    assert found.frame["running"].tolist() == [month == 202606 for month in MONTHS]
    assert (found.frame["signal"] == Signal.NONE).all()
    assert found.frame["tested"].sum() == 23


def test_months_of_few_answers_are_gaps_and_tell_nothing():
    def told(shift):
        few = lambda at: 6 if at in (4, 15) else 40  # noqa: E731
        return [
            survey(m, *answers(at, few(at), shift=shift if at in (4, 15) else -0.5))
            for at, m in enumerate(MONTHS)
        ]

    one, other = (control_chart(books_of(told(shift)), VIEW, LATER, 101, None).frame for shift in (-3.0, 2.0))
    for at in (4, 15):
        assert one.loc[at, NUMBERS].isna().all()
        assert one.loc[at, "n"] == 0
    pd.testing.assert_frame_equal(one, other)


def test_what_a_quarter_hides_is_hidden_in_each_of_its_months():
    parts = steady(branches=(1, 2, 3))
    few = [survey(m, *answers(at, 3), branch=4) for at, m in enumerate(MONTHS)]
    books = books_of([*parts, *few])
    board = branch_board(books, VIEW, LATER, 101)
    small = board.frame[board.frame["key"] == 4].iloc[0]
    assert small["standing"] == Standing.HIDDEN
    assert (small["n"], small["month"]) == (0, 0)
    assert np.isnan(board.value[3]).all()
    alone = control_chart(books, VIEW, LATER, 101, 4)
    assert alone.frame[NUMBERS].isna().all(axis=None)
    assert (alone.frame["n"] == 0).all()
    for touchpoint in (101, None):
        whole = control_chart(books, VIEW, LATER, touchpoint, None).frame
        rest = control_chart(books, View(NOW, branches=(1, 2, 3)), LATER, touchpoint, None).frame
        assert not (whole["value"].notna() & rest["value"].notna()).any()


def test_fewer_than_eight_months_have_intervals_and_no_limits():
    found = control_chart(books_of(steady(MONTHS[-7:])), VIEW, LATER, 101, None)
    assert (found.state, found.standing) == (TrendState.NOT_ENOUGH_HISTORY, Standing.HISTORY)
    assert found.frame[["value", "lo", "hi"]].notna().all(axis=None)
    assert found.frame[["lower", "upper", "ewma"]].isna().all(axis=None)
    assert not found.frame["tested"].any()
    enough = control_chart(books_of(steady(MONTHS[-8:])), VIEW, LATER, 101, None)
    assert enough.state is TrendState.OK


def test_ratings_that_never_differ_say_so():
    e, p = np.full((20, 3), 6), np.full((20, 3), 5)
    found = control_chart(books_of([survey(m, e, p) for m in MONTHS]), VIEW, LATER, 101, None)
    assert (found.state, found.standing) == (TrendState.NO_VARIATION, Standing.NO_VARIATION)
    assert (found.frame["value"] == -1).all()
    assert found.frame["lower"].isna().all()


def test_a_baseline_begun_anew_forgets_what_was_before():
    parts = steady(people=80, shift=lambda at, _: -1.5 if at >= 10 else -0.3)
    books = books_of(parts)
    old = control_chart(books, VIEW, LATER, 101, None)
    assert set(old.frame["signal"]) & {Signal.LOW, Signal.DRIFTING_DOWN}
    new = control_chart(books, VIEW, LATER, 101, None, baseline_from=MONTHS[10])
    assert (new.frame["signal"] == Signal.NONE).all()
    assert new.centre < -1
    assert not new.frame["in_baseline"].iloc[:10].any()
    np.testing.assert_allclose(new.frame["value"], old.frame["value"])
    assert new.restarts == old.restarts == MONTHS


def test_over_all_touchpoints_people_are_counted():
    told = [answers(month, 50, 5, missing=0.3) for month in range(24)]
    parts = [survey(m, e, p) for m, (e, p) in zip(MONTHS, told, strict=True)]
    found = control_chart(books_of(parts, institution(touchpoints=5)), VIEW, LATER, None, None)
    gaps = [p - e for e, p in told]
    np.testing.assert_allclose(found.frame["value"], [np.nanmean(g) for g in gaps])
    assert found.frame["n"].tolist() == [int((~np.isnan(g)).any(axis=1).sum()) for g in gaps]
    assert found.frame["lower"].notna().all()
    assert found.centre == pytest.approx(np.nanmean(np.vstack(gaps[:12])))


def test_without_expectations_the_perception_is_charted():
    told = [answers(month, 40)[1] for month in range(24)]
    books = books_of([survey(m, None, p) for m, p in zip(MONTHS, told, strict=True)])
    for touchpoint, want in ((101, [p[:, 0].mean() for p in told]), (None, [p.mean() for p in told])):
        found = control_chart(books, VIEW, LATER, touchpoint, None)
        assert not found.paired
        np.testing.assert_allclose(found.frame["value"], want)
        assert found.frame["lower"].notna().all()


def test_scales_of_other_widths_are_shown_in_percent_of_the_scale():
    parts = [
        cube
        for at, month in enumerate(MONTHS)
        for cube in (
            survey(month, *answers(at, 30), branch=1),
            survey(month, *answers(at, 30, scale=FIVE), branch=2, scale=FIVE),
        )
    ]
    books = books_of(parts)
    found = control_chart(books, VIEW, LATER, 101, 2)
    gaps = [np.subtract(*answers(at, 30, scale=FIVE)[::-1])[:, 0] for at in range(24)]
    assert found.unit.scale is None
    np.testing.assert_allclose(found.frame["value"], [g.mean() * 25 for g in gaps])
    assert found.breaks == ()


def test_the_board_says_what_each_chart_says():
    parts = steady(branches=(1, 2, 3), shift=lambda at, b: [-0.5, -2.5 if at == 23 and b == 2 else -0.5, 0.2])
    books = books_of(parts)
    over = touchpoint_board(books, VIEW, LATER)
    assert over.frame["key"].tolist() == [ALL, 101, 102, 103]
    at = branch_board(books, VIEW, LATER, 102)
    assert at.frame["key"].tolist() == [1, 2, 3, 4][: len(at.frame)]
    everywhere = branch_board(books, VIEW, LATER, None)
    for board, charts in (
        (over, [(None, None), (101, None), (102, None), (103, None)]),
        (at, [(102, b) for b in at.frame["key"]]),
        (everywhere, [(None, b) for b in everywhere.frame["key"]]),
    ):
        for place, (touchpoint, branch) in enumerate(charts):
            chart, row = (
                control_chart(books, VIEW, LATER, touchpoint, branch),
                board.frame.iloc[place],
            )
            assert (row["standing"], row["paired"]) == (chart.standing, chart.paired)
            np.testing.assert_allclose(board.value[place], chart.frame["value"])
            np.testing.assert_allclose(board.lower[place], chart.frame["lower"])
            assert board.signal[place].tolist() == chart.frame["signal"].tolist()
            if row["month"]:
                last = chart.frame[chart.frame["month"] == row["month"]].iloc[0]
                assert row[["n", "value", "lo", "hi"]].tolist() == last[["n", "value", "lo", "hi"]].tolist()
            if touchpoint is not None:
                assert row["sure"] == chart.sure
    assert at.frame.loc[at.frame["key"] == 2, "standing"].item() == Standing.LOW


def test_a_branch_without_recent_answers_is_not_judged_on_old_ones():
    parts = [*steady(branches=(1,)), *steady(MONTHS[:15], branches=(2,))]
    board = branch_board(books_of(parts), VIEW, LATER, 101)
    standing = board.frame.set_index("key")["standing"]
    assert standing[1] == Standing.NORMAL
    assert standing[2] == Standing.STALE


def test_no_answers_at_all_give_an_empty_chart():
    books = books_of([Cube.empty()])
    for found in (control_chart(books, VIEW, LATER, 101, None), control_chart(books, VIEW, LATER, None, 3)):
        assert found.frame.empty
        assert found.standing is Standing.NO_DATA
    assert set(touchpoint_board(books, VIEW, LATER).frame["standing"]) <= {Standing.NO_DATA}
    assert branch_board(books, VIEW, LATER, 101).value.shape[1] == 0


def test_a_branch_or_touchpoint_that_is_not_there_has_no_months():
    books = books_of(steady())
    for touchpoint, branch in ((999, None), (101, 99), (None, 99)):
        assert control_chart(books, VIEW, LATER, touchpoint, branch).frame.empty
    outside = control_chart(books, View(NOW, branches=(2,)), LATER, 101, 1)
    assert outside.frame.empty, "the branch is not selected"


def test_earlier_quarters_are_judged_by_what_was_known_then():
    parts = steady(shift=lambda at, _: -3 if at == 23 else -0.5)
    found = control_chart(books_of(parts), View(NOW.previous), LATER, 101, None)
    assert found.frame["month"].iloc[-1] == 202606
    assert found.standing is Standing.NORMAL


def test_the_length_of_the_baseline_is_a_setting():
    books = books_of(steady(), rules=Thresholds(n_baseline=18))
    assert control_chart(books, VIEW, LATER, 101, None).baseline == 18


def test_intervals_of_few_answers_are_widened_as_on_the_touchpoint_page():
    books = books_of(steady(people=12))
    found = control_chart(books, VIEW, LATER, 101, None).frame.iloc[-1]
    lens = focus_months(books, VIEW, NOW)[-1]
    month = gap_table(
        lens.grid, lens.unit, books.thresholds, selected=lens.selected, hidden=lens.hidden_totals
    )
    row = month.frame.iloc[0]
    assert found["value"] == pytest.approx(row["gap"])
    assert found["hi"] - found["lo"] == pytest.approx(row["hi"] - row["lo"], rel=0.1)
