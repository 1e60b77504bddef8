import json
from pathlib import Path

import numpy as np
import pytest

from mot.stats.correlations import pairwise_corr
from mot.stats.regression import ridge
from mot.stats.resampling import resample
from mot.stats.whatif import whatif
from tests.stats.test_correlations import pairs_of, survey
from tests.stats.test_regression import correlations_of
from tests.stats.test_resampling import grouped, population

ORACLES = Path(__file__).parents[1] / "oracles"
CASES = json.loads((ORACLES / "14_whatif.json").read_text("utf-8"))["cases"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_the_prediction_agrees_with_r(case):
    asked, want = case["input"], case["expected"]
    told = whatif(correlations_of(case), asked["delta_x"], conf=asked["conf"], alike=np.inf)
    found = [told.change, told.se, told.lo, told.hi]
    np.testing.assert_allclose(found, [want[key] for key in ("delta_y", "se", "lo", "hi")], rtol=1e-6)
    assert told.penalty == 0


def test_drivers_rated_alike_get_the_ridge():
    (case,) = [case for case in CASES if case["id"] == "collinear"]
    found, move = correlations_of(case), case["input"]["delta_x"]
    told, fit = whatif(found, move), ridge(found)
    assert told.penalty == case["expected"]["gcv_lambda_grid_0_200_by_0.5"]
    assert told.change == pytest.approx(fit.slope @ move)
    assert told.lo < told.change < told.hi


def test_no_move_changes_nothing():
    told = whatif(correlations_of(CASES[0]), np.zeros(6))
    assert told.change == 0
    assert not told.limited
    assert not told.capped


def test_twice_the_move_is_twice_the_change():
    found = correlations_of(CASES[0])
    one, two = (whatif(found, [0, 0, k, 0, 0, 0]) for k in (1, 2))
    assert two.change == pytest.approx(2 * one.change)
    assert two.se == pytest.approx(2 * one.se)


def test_nothing_rises_above_the_top_of_the_scale():
    found = correlations_of(CASES[0])
    told = whatif(found, [3.0] * 6, lowest=[1] * 7, highest=[found.mean[0] + 0.5, *[10] * 6])
    assert told.capped
    assert told.change == pytest.approx(0.5)
    assert told.hi == pytest.approx(0.5)


def test_no_rating_is_thought_beyond_what_was_met():
    found = correlations_of(CASES[0])
    highest = np.append(10, found.mean[1:] + 0.4)
    told = whatif(found, [0, 0, 3, 0, 0, 0], lowest=[1] * 7, highest=highest)
    assert told.limited
    assert told.moved.tolist() == pytest.approx([0, 0, 0.4, 0, 0, 0])
    assert told.change == pytest.approx(0.4 * told.slope[2])


def test_a_negative_slope_is_unclear_and_no_number():
    rng = np.random.default_rng(2)
    x = rng.integers(1, 8, (300, 2))
    y = np.clip(np.round(4 + 0.6 * x[:, 0] - 0.4 * x[:, 1] + rng.normal(0, 1, 300)), 1, 9)
    found = pairwise_corr(*pairs_of(np.column_stack([y, x]).astype(float)))
    told = whatif(found, [0, 1], lowest=[1] * 3, highest=[9, 7, 7])
    assert told.unclear.tolist() == [False, True]
    assert np.isnan([told.change, told.se, told.lo, told.hi, told.df]).all()
    assert not told.capped
    other = whatif(found, [1, 0])
    assert other.unclear.tolist() == [False, False], "a driver that stays is not asked about"
    assert other.change == pytest.approx(0.6, abs=0.1)


def test_with_answers_missing_by_route_the_error_comes_from_the_draws():
    rows = population(500)
    rows[np.random.default_rng(1).random(rows.shape) < [0, 0.3, 0.3, 0.3]] = np.nan
    found, drawn = pairwise_corr(*pairs_of(rows)), resample(*grouped(rows))
    bare, told = whatif(found, [1, 0, 0]), whatif(found, [1, 0, 0], drawn=drawn)
    assert np.isnan([bare.se, bare.lo, bare.hi]).all()
    assert bare.change == told.change == pytest.approx(0.5, abs=0.1)
    assert told.lo < 0.5 < told.hi
    assert told.df == 49


def test_the_draws_tell_the_error_of_the_formula_when_nothing_is_missing():
    rows = population(800)
    sums, complete = grouped(rows), pairwise_corr(*pairs_of(rows))
    by_formula = whatif(complete, [1, 0.5, 0]).se
    rows[0, 3] = np.nan  # one answer less, and no formula holds
    drawn = resample(*sums, resamples=2000)
    by_draws = whatif(pairwise_corr(*pairs_of(rows)), [1, 0.5, 0], drawn=drawn).se
    assert by_draws == pytest.approx(by_formula, rel=0.2)


def test_one_move_per_driver_is_asked_for():
    with pytest.raises(ValueError, match="one move per driver"):
        whatif(pairwise_corr(*pairs_of(survey(missing=(0, 0, 0)))), [1])
