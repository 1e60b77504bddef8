"""What a better rating goes along with, in the points that people read."""

import numpy as np
import pytest

from mot.analysis.what_if import what_if
from mot.domain.survey import Scale
from mot.domain.thresholds import Thresholds
from mot.stats.importance import DriverState
from tests.analysis.driver_samples import gaps_of, gaps_of_all, pairs_of, people
from tests.analysis.survey_maker import FIVE, SEVEN, cube

RULES = Thresholds()


def ask(y, e, p, touchpoints, raised, *, parts=None, hidden=False):
    parts = parts or pairs_of(y, p)
    return what_if(parts, gaps_of(e, p), RULES, touchpoints, raised, hidden_overall=hidden)


def least_squares(y, p):
    x = np.column_stack([np.ones(len(y)), p])
    return np.linalg.lstsq(x, y, rcond=None)[0][1:]


def test_one_point_more_goes_along_with_the_slope():
    y, e, p = people()
    slope = least_squares(y, p)
    told = ask(y, e, p, [101], 1)
    assert told.state is DriverState.FINE
    assert told.change == pytest.approx(slope[0])
    assert told.per_point == pytest.approx(dict(zip((101, 102, 103), slope, strict=True)))
    assert told.moved == {101: pytest.approx(1)}
    assert told.now == pytest.approx(y.mean())
    assert told.lo < told.change < told.hi
    assert not (told.limited | told.capped | told.steadied)


def test_several_touchpoints_add_up():
    y, e, p = people()
    together = ask(y, e, p, [101, 102], 0.5)
    apart = sum(ask(y, e, p, [number], 0.5).change for number in (101, 102))
    assert together.change == pytest.approx(apart)


def test_the_change_is_told_in_points_of_overall_satisfaction():
    y, e, p = people()
    parts = pairs_of((y - 1) * 10, p, SEVEN, Scale(0, 100))
    told = ask(y, e, p, [101], 1, parts=parts)
    assert told.change == pytest.approx(10 * least_squares(y, p)[0])
    assert told.per_point[101] == pytest.approx(told.change)
    assert told.now == pytest.approx((y.mean() - 1) * 10)
    assert told.overall_unit.scale == Scale(0, 100)


def test_mixed_scales_are_moved_and_told_in_percent():
    (y, e, p), (y5, e5, p5) = people(200), people(200, scale=FIVE, seed=2)
    gaps = gaps_of_all(cube(e, p), cube(e5, p5, scale=FIVE))
    told = what_if(pairs_of(y, p) | pairs_of(y5, p5, FIVE), gaps, RULES, [101], 10, hidden_overall=False)
    outcome = np.concatenate([(y - 1) / 6, (y5 - 1) / 4]) * 100
    ratings = np.vstack([(p - 1) / 6, (p5 - 1) / 4]) * 100
    assert told.change == pytest.approx(10 * least_squares(outcome, ratings)[0])
    assert told.overall_unit.scale is None
    assert told.now == pytest.approx(outcome.mean())


def test_no_mean_is_raised_beyond_the_highest_answer_met():
    y, e, p = people(shift=(-3, 0, 0))
    p = np.minimum(p, 5)
    told = ask(y, e, p, [101], 9)
    assert told.limited
    assert told.moved[101] == pytest.approx(5 - p[:, 0].mean())


def test_overall_satisfaction_may_rise_beyond_what_was_met():
    y, e, p = people()
    told = ask(np.minimum(y, 5), e, p, [101, 102, 103], 1.5)
    assert told.now + told.change > 5
    assert not told.capped


def test_overall_satisfaction_does_not_rise_above_its_scale():
    y, e, p = people(shift=(-2, -2, -2))
    y = np.clip(y + 2, 1, 7)
    told = ask(y, e, p, [101, 102, 103], 4)
    assert told.capped
    assert told.now + told.change == pytest.approx(7)
    assert told.now + told.hi == pytest.approx(7)


def test_a_negative_link_is_unclear_and_has_no_number():
    y, e, p = people(weights=(0.8, -0.6, 0.1))
    told = ask(y, e, p, [101, 102], 1)
    assert told.unclear == (102,)
    assert 102 not in told.per_point
    assert np.isnan([told.change, told.lo, told.hi, told.se]).all()


def test_touchpoints_rated_alike_get_steadier_slopes():
    y, e, p = people()
    rng = np.random.default_rng(4)
    p[:, 2] = np.clip(p[:, 0] + np.where(rng.random(300) < 0.2, rng.choice([-1, 1], 300), 0), 1, 7)
    told = ask(y, e, p, [101], 1)
    assert told.steadied
    assert abs(told.per_point[101] - told.per_point[103]) < abs(np.subtract(*least_squares(y, p)[[0, 2]]))


def test_missing_by_route_still_has_an_interval():
    y, e, p = people(600, missing=0.3)
    told = ask(y, e, p, [101], 1)
    assert told.lo < 0.6 < told.hi


def test_what_takes_no_part_is_named():
    y, e, p = people(weights=(0.5, 0.3, 0.2, 0.1), shift=(-1, 0, 0, 0))
    e[9:, 1:3] = np.nan  # both hidden
    p[:, 3] = 6  # does not vary
    told = ask(y, e, p, [101, 102, 103, 104, 999], 1)
    assert told.left_out == (102, 103, 104, 999)
    assert list(told.moved) == [101]
    assert list(told.per_point) == [101]


@pytest.mark.parametrize(
    ("n", "hidden", "state"),
    [(300, True, DriverState.SUPPRESSED), (49, False, DriverState.NOT_ENOUGH)],
)
def test_there_is_no_prediction_where_there_are_no_drivers(n, hidden, state):
    y, e, p = people(n)
    told = ask(y, e, p, [101], 1, hidden=hidden)
    assert told.state is state
    assert np.isnan([told.now, told.change, told.se, told.lo, told.hi]).all()
    assert (told.per_point, told.moved, told.left_out) == ({}, {}, (101,))


def test_without_answers_there_is_no_prediction():
    told = what_if({}, gaps_of_all(), RULES, [101], 1, hidden_overall=False)
    assert told.state is DriverState.NO_DATA
    assert np.isnan(told.change)
