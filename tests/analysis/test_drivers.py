"""What drives overall satisfaction: against the raw answers, and what is said when they do not carry it."""

import numpy as np
import pytest

from mot.analysis.drivers import drivers_table
from mot.analysis.priorities import PriorityState
from mot.domain.cube import Cube
from mot.domain.survey import Scale
from mot.domain.thresholds import Thresholds
from mot.stats.correlations import DropReason
from mot.stats.importance import DriverState, Likeness, lmg
from mot.stats.quadrants import Quadrant
from tests.analysis.driver_samples import gaps_of, gaps_of_all, pairs_of, people
from tests.analysis.survey_maker import FIVE, SEVEN, cube

RULES = Thresholds()
OWN = ["importance", "importance_lo", "importance_hi", "importance_rank", "lmg", "johnson", "beta", "vif"]
PLACE = ["quadrant_probability", "fix_first"]


def ask(y, e, p, *, rules=RULES, hidden=False, target=None):
    return drivers_table(pairs_of(y, p), gaps_of(e, p), rules, hidden_overall=hidden, target=target)


def rest(found, row, columns):
    return found.frame.loc[row, columns]


def test_importance_is_the_share_of_the_explained_variance():
    y, e, p = people()
    found = ask(y, e, p)
    corr = np.corrcoef(np.column_stack([y, p]).T)
    parts = lmg(corr)
    np.testing.assert_allclose(found.frame["lmg"], parts)
    np.testing.assert_allclose(found.frame["importance"], parts / parts.sum())
    np.testing.assert_allclose(found.frame["vif"], np.diag(np.linalg.inv(corr[1:, 1:])))
    assert found.r2 == pytest.approx(parts.sum())
    assert found.state is DriverState.FINE
    assert found.n == 300
    assert found.separable
    assert (found.frame["importance_lo"] < found.frame["importance"]).all()
    assert (found.frame["importance"] < found.frame["importance_hi"]).all()


def test_places_are_told_where_the_intervals_are_apart():
    found = ask(*people(2000))
    assert found.frame["importance_rank"].tolist() == [1, 2, 3]
    alike = ask(*people(2000, weights=(0.4, 0.4, 0.1)))
    np.testing.assert_array_equal(alike.frame["importance_rank"], [np.nan, np.nan, 3])


def test_below_a_hundred_people_it_is_an_early_picture_without_places():
    found = ask(*people(99, weights=(0.9, 0, 0)))
    assert found.state is DriverState.EARLY
    assert found.frame["importance"].notna().all()
    assert found.frame["importance_rank"].isna().all()
    assert found.frame["rank"].isna().all()


def test_fewer_than_fifty_people_are_not_enough():
    found = ask(*people(49))
    assert found.state is DriverState.NOT_ENOUGH
    assert found.frame[OWN].isna().all(axis=None)
    assert found.frame["quadrant"].isna().all()
    assert np.isnan(found.r2)
    assert found.frame["performance"].notna().all()
    assert found.priorities is PriorityState.UNWEIGHTED


def test_ratings_that_explain_nothing_are_said_to():
    y, e, p = people(400)
    found = ask(np.random.default_rng(5).permutation(y), e, p)
    assert found.state is DriverState.EXPLAINED_NOTHING
    assert found.frame[OWN].isna().all(axis=None)
    assert found.priorities is PriorityState.UNWEIGHTED


def test_no_answers_are_no_data():
    found = drivers_table({}, gaps_of_all(Cube.empty()), RULES, hidden_overall=False)
    assert found.state is DriverState.NO_DATA
    assert found.priorities is PriorityState.NO_GAPS
    assert np.isnan(found.n)
    assert found.frame[[*OWN, *PLACE, "performance", "priority"]].isna().all(axis=None)


def test_ratings_without_overall_satisfaction_are_no_data_for_drivers_only():
    y, e, p = people()
    found = ask(np.full(len(y), np.nan), e, p)
    assert found.state is DriverState.NO_DATA
    assert found.n == 0
    assert found.frame["performance"].notna().all()
    assert found.frame["performance_lo"].notna().all()
    assert found.priorities is PriorityState.UNWEIGHTED


def test_one_touchpoint_explains_the_squared_correlation():
    y, e, p = people(200, weights=(0.5,), shift=(-1,))
    found = ask(y, e, p)
    assert found.r2 == pytest.approx(np.corrcoef(y, p[:, 0])[0, 1] ** 2)
    assert found.frame.loc[0, ["importance", "importance_lo", "importance_hi"]].tolist() == [1, 1, 1]
    assert found.frame.loc[0, "quadrant"] == Quadrant.BORDERLINE
    assert found.frame.loc[0, "priority"] == 100


def test_a_touchpoint_without_variance_is_left_out_and_named():
    y, e, p = people()
    p[:, 1] = 6
    found = ask(y, e, p)
    assert found.frame.loc[1, "notes"] == (DropReason.NO_VARIANCE,)
    assert rest(found, 1, [*OWN, *PLACE, "priority"]).isna().all()
    assert found.frame.loc[1, "performance"] == 6
    assert found.frame.loc[1, "performance_lo"] < 6 < found.frame.loc[1, "performance_hi"]
    assert found.frame.loc[[0, 2], "importance"].sum() == pytest.approx(1)


def test_a_touchpoint_that_few_rated_is_left_out_and_named():
    y, e, p = people(400)
    p[49:, 2] = np.nan
    found = ask(y, e, p)
    assert found.frame.loc[2, "notes"] == (DropReason.FEW_PAIRS,)
    assert found.frame.loc[2, "n_pairs"] == 49
    assert rest(found, 2, [*OWN, "priority"]).isna().all()
    assert found.frame.loc[2, "gap"] == pytest.approx((p - e)[:49, 2].mean())


def test_without_perceptions_a_touchpoint_has_nothing():
    y, e, p = people()
    p[:, 0] = np.nan
    found = ask(y, e, p)
    assert rest(found, 0, [*OWN, *PLACE, "performance", "gap", "priority"]).isna().all()
    assert found.frame.loc[0, "notes"] == ()
    assert found.frame.loc[0, "n"] == 0
    assert found.state is DriverState.FINE


def test_without_expectations_drivers_work_and_priorities_have_no_gap():
    y, _, p = people()
    found = ask(y, None, p)
    assert found.state is DriverState.FINE
    assert found.frame["importance"].notna().all()
    assert found.frame["quadrant"].notna().all()
    assert found.frame[["gap", "gap_lo", "gap_hi", "priority"]].isna().all(axis=None)
    assert found.frame["n"].tolist() == [300] * 3
    assert found.priorities is PriorityState.NO_GAPS


def test_two_touchpoints_rated_the_same_share_and_are_read_together():
    y, e, p = people()
    p[:, 2] = p[:, 0]
    found = ask(y, e, p)
    assert found.frame.loc[0, "importance"] == pytest.approx(found.frame.loc[2, "importance"])
    assert [found.frame.loc[row, "notes"] for row in range(3)] == [(Likeness.MERGE,), (), (Likeness.MERGE,)]
    assert [found.frame.loc[row, "alike_with"] for row in (0, 2)] == [103, 101]
    assert not found.separable
    assert np.isfinite(found.frame["vif"]).all()


def test_no_interval_leaves_the_scale():
    y, e, p = people()
    p[:, 1] = 7
    found = ask(y, e, p)
    assert found.frame.loc[1, "performance_lo"] < 7 == found.frame.loc[1, "performance_hi"]


# what must stay hidden


def test_a_hidden_touchpoint_takes_no_part_and_shows_nothing():
    y, e, p = people(400, weights=(0.5, 0.3, 0.2, 0.2), shift=(-1, -0.5, 0, 0))
    e[9:, 1] = np.nan  # nine pairs: below the least
    found = ask(y, e, p)
    hidden = gaps_of(e, p).frame["hidden"].to_numpy()
    assert hidden[1]
    assert hidden.sum() == 2, "another one protects it"
    assert found.frame["hidden"].tolist() == hidden.tolist()
    numbers = found.frame.drop(columns=["touchpoint", "hidden", "quadrant", "notes", "n"]).astype(float)
    assert numbers[hidden].isna().all(axis=None)
    assert (found.frame["n"] == 0).tolist() == hidden.tolist()
    assert found.frame.loc[hidden, "notes"].tolist() == [(), ()]
    without = ask(y, e[:, ~hidden], p[:, ~hidden])
    for name in (*OWN, "priority", "fix_first"):
        np.testing.assert_allclose(found.frame.loc[~hidden, name], without.frame[name], err_msg=name)


def test_nothing_is_shown_when_the_whole_is_hidden():
    found = ask(*people(), hidden=True)
    assert found.state is DriverState.SUPPRESSED
    numbers = found.frame.drop(columns=["touchpoint", "hidden", "quadrant", "notes", "n"]).astype(float)
    assert numbers.isna().all(axis=None)
    assert found.frame["hidden"].all()
    assert found.frame["quadrant"].isna().all()
    assert np.isnan([found.n, found.r2, found.cross_importance, found.cross_performance]).all()


def test_a_handful_of_people_with_both_answers_is_not_told():
    y, e, p = people()
    y[5:] = np.nan
    found = ask(y, e, p)
    assert found.state is DriverState.NOT_ENOUGH
    assert np.isnan(found.n)
    assert found.frame["n_pairs"].isna().all()


# performance and the map


def test_performance_has_the_interval_of_its_mean():
    y, e, p = people(missing=0.1)
    found = ask(y, e, p)
    for t, row in found.frame.iterrows():
        pair = ~np.isnan(e[:, t] + p[:, t])
        n, sd = pair.sum(), np.nanstd(p[:, t], ddof=1)
        assert row["n"] == n
        assert row["performance"] == pytest.approx(p[pair, t].mean())
        assert row["performance_pomp"] == pytest.approx((p[pair, t].mean() - 1) / 6 * 100)
        half = (row["performance_hi"] - row["performance_lo"]) / 2
        assert half == pytest.approx(1.97 * sd / np.sqrt(n), rel=0.01)


def test_the_map_is_divided_at_the_means_or_at_a_target():
    y, e, p = people(1000)
    found = ask(y, e, p)
    assert found.cross_importance == pytest.approx(1 / 3)
    assert found.cross_performance == pytest.approx(np.nanmean(p, axis=0).mean())
    assert found.frame["quadrant"].tolist()[0] == Quadrant.CONCENTRATE_HERE
    assert found.frame.loc[0, "fix_first"] == found.frame.loc[0, "quadrant_probability"] > 0.99
    strict = ask(y, e, p, target=95)
    assert strict.cross_performance == pytest.approx(1 + 6 * 0.95)
    assert set(strict.frame["quadrant"]) <= {
        Quadrant.CONCENTRATE_HERE,
        Quadrant.LOW_PRIORITY,
        Quadrant.BORDERLINE,
    }


# priorities


def test_priority_is_importance_times_shortfall():
    found = ask(*people(1000))
    weighed = found.frame["importance"] * np.maximum(0, -found.frame["gap"])
    np.testing.assert_allclose(found.frame["priority"], 100 * weighed / weighed.sum())
    assert found.priorities is PriorityState.WEIGHTED
    assert found.frame.loc[0, "rank"] == 1
    assert found.frame.loc[2, "priority"] == 0
    assert (found.frame["priority_lo"] <= found.frame["priority"]).all()
    assert (found.frame["priority"] <= found.frame["priority_hi"]).all()


def test_equal_priorities_have_no_rank():
    y, e, p = people(600, weights=(0.4, 0.4, 0.4), shift=(-0.8, -0.8, -0.8))
    found = ask(y, e, p)
    assert found.frame["rank"].isna().all()


def test_without_importance_the_shortfall_alone_counts():
    y, e, p = people(49, shift=(-2, -0.2, 0.4))
    found = ask(y, e, p)
    short = np.maximum(0, -(p - e).mean(axis=0))
    np.testing.assert_allclose(found.frame["priority"], 100 * short / short.sum())
    assert found.frame.loc[0, "rank"] == 1
    assert (found.frame["priority_lo"] <= found.frame["priority"]).all()
    assert (found.frame["priority_lo"] < found.frame["priority_hi"]).all()


def test_when_only_a_touchpoint_without_importance_falls_short_the_shortfall_alone_counts():
    y, e, p = people(400, shift=(2, 2, -2))
    e = np.minimum(e, 5)
    p[:, :2] = np.maximum(p[:, :2], e[:, :2])
    p[49:, 2] = np.nan
    found = ask(y, e, p)
    assert found.state is DriverState.FINE
    assert found.priorities is PriorityState.UNWEIGHTED
    assert found.frame["priority"].tolist() == [0, 0, 100]


def test_nothing_below_expectations_is_said_as_such():
    y, e, p = people()
    found = ask(y, np.minimum(e, p), p)
    assert found.priorities is PriorityState.NOTHING_BELOW
    assert found.frame["priority"].tolist() == [0, 0, 0]
    assert found.frame["rank"].isna().all()
    assert found.state is DriverState.FINE


def test_very_few_answers_are_not_ranked():
    y, e, p = people()
    e[15:, 0] = np.nan
    rules = Thresholds(n_status=30)
    gaps = gaps_of(e, p)
    gaps.frame.loc[0, "base"] = "very_few"
    found = drivers_table(pairs_of(y, p), gaps, rules, hidden_overall=False)
    assert np.isnan(found.frame.loc[0, "priority"])
    assert found.frame.loc[1, "priority"] == 100


# scales


def test_mixed_scales_are_read_in_percent():
    (y, e, p), (y5, e5, p5) = people(200), people(200, scale=FIVE, seed=2)
    gaps = gaps_of_all(cube(e, p), cube(e5, p5, scale=FIVE))
    found = drivers_table(pairs_of(y, p) | pairs_of(y5, p5, FIVE), gaps, RULES, hidden_overall=False)
    percent = np.vstack(
        [np.column_stack([y, p]) / 6 * 100 - 100 / 6, np.column_stack([y5, p5]) / 4 * 100 - 25]
    )
    parts = lmg(np.corrcoef(percent.T))
    np.testing.assert_allclose(found.frame["importance"], parts / parts.sum())
    np.testing.assert_allclose(found.frame["performance"], percent[:, 1:].mean(axis=0))
    np.testing.assert_allclose(found.frame["performance_pomp"], percent[:, 1:].mean(axis=0))
    assert found.n == 400


def test_overall_satisfaction_may_have_a_scale_of_its_own():
    y, e, p = people()
    one = ask(y, e, p)
    other = drivers_table(
        pairs_of((y - 1) * 10, p, SEVEN, Scale(0, 100)), gaps_of(e, p), RULES, hidden_overall=False
    )
    np.testing.assert_allclose(other.frame["importance"], one.frame["importance"])
    np.testing.assert_allclose(other.frame["performance_lo"], one.frame["performance_lo"])


def test_the_same_question_has_the_same_answer():
    y, e, p = people(missing=0.3)
    one, other = ask(y, e, p), ask(y, e, p)
    columns = ["importance_lo", "importance_hi", "priority_lo", "fix_first"]
    assert one.frame[columns].equals(other.frame[columns])
