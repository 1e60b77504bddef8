import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import optimize, stats

from mot.stats.shrinkage import BY_UNIT, sampling_variance, shrink

ORACLES = Path(__file__).parents[1] / "oracles"
CASES = json.loads((ORACLES / "09_shrinkage.json").read_text("utf-8"))["cases"]
UNIT = st.tuples(st.floats(-40, 40), st.floats(0.5, 100))
UNITS = st.lists(UNIT, min_size=3, max_size=12)
SCORES = st.lists(st.floats(-40, 40), min_size=3, max_size=12)


def oracle():
    return pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])


def asked(case):
    given = case["input"]
    options = {"delta": given["delta"], "delta_up": given["delta_up"], "min_units": 2}
    return shrink(given["y"], given["v"], prior_scale=given["prior_scale"] or np.inf, **options)


def fair(units, **options):
    y, v = zip(*units, strict=True)
    return shrink(y, v, **options)


# against R


@oracle()
def test_fair_scores_and_intervals_agree_with_r(case):
    found, want = asked(case), case["expected"]
    sd = np.array(want["theta_sd"])
    for name, key in (("theta", "theta"), ("sd", "theta_sd"), ("lo", "lo"), ("hi", "hi")):
        assert (np.abs(getattr(found, name) - want[key]) < 0.002 * sd).all(), name
    assert found.mu == pytest.approx(want["mu"], abs=0.001)
    assert found.mu_sd == pytest.approx(want["mu_sd"], abs=0.01)
    assert found.tau == pytest.approx(want["tau_mean"], abs=0.01)
    assert found.units == len(want["theta"])


@oracle()
def test_probabilities_agree_with_r(case):
    found, want = asked(case), case["expected"]
    for name in ("p_weak", "p_delight", "p_meets", "p_above"):
        key = "p_above_network" if name == "p_above" else name
        np.testing.assert_allclose(getattr(found, name), want[key], atol=0.0005, err_msg=name)


@pytest.mark.parametrize("case", [c for c in CASES if "cross_check" in c], ids=lambda case: case["id"])
def test_fair_scores_agree_with_bayesmeta(case):
    found, want = asked(case), case["cross_check"]
    sd = np.array(want["bayesmeta_theta_sd"])
    assert (np.abs(found.theta - want["bayesmeta_theta_mean"]) < 0.01 * sd).all()
    np.testing.assert_allclose(found.sd, sd, rtol=0.01)


@pytest.mark.parametrize("case", [c for c in CASES if "n" in c["input"]], ids=lambda case: case["id"])
def test_sampling_variances_agree_with_r(case):
    n, var = case["input"]["n"], case["input"]["pooled_var"]
    np.testing.assert_allclose(sampling_variance(n, [var] * len(n)), case["input"]["v"], rtol=1e-6)


def by_hand(y, v, scale=10.0, points=3000):
    """The same model with loops, a fine even grid and one root at a time."""
    grid = (np.arange(points) + 0.5) / points * 6 * scale
    logs, parts = [], []
    for tau in grid:
        w = 1 / (v + tau**2)
        mu = (w * y).sum() / w.sum()
        residual = (w * (y - mu) ** 2).sum()
        logs.append(0.5 * (np.log(w).sum() - np.log(w.sum()) - residual - (tau / scale) ** 2))
        b = v / (v + tau**2)
        parts.append((b * mu + (1 - b) * y, np.sqrt((1 - b) * v + b**2 / w.sum())))
    p = np.exp(np.array(logs) - max(logs))
    p /= p.sum()
    mean, sd = (np.array([part[i] for part in parts]) for i in (0, 1))

    def quantile(i, q):
        return optimize.brentq(lambda x: p @ stats.norm.cdf(x, mean[:, i], sd[:, i]) - q, -500, 500)

    return p @ mean, [quantile(i, 0.1) for i in range(len(y))], p @ stats.norm.cdf(-5, mean, sd)


@pytest.mark.parametrize("seed", range(4))
def test_dropping_what_is_negligible_changes_no_digit_that_is_shown(seed):
    rng = np.random.default_rng(seed)
    size = [3, 12, 60, 300][seed]
    v = 484 / rng.integers(2, 400, size)
    y = -8 + rng.normal(0, seed, size) + rng.normal(0, np.sqrt(v))
    found = shrink(y, v, conf=0.8)
    theta, lo, p_weak = by_hand(y, v)
    np.testing.assert_allclose(found.theta, theta, atol=0.001)
    np.testing.assert_allclose(found.lo, lo, atol=0.002)
    np.testing.assert_allclose(found.p_weak, p_weak, atol=0.0005)


# laws


@given(SCORES, st.floats(0.5, 100))
def test_equal_numbers_of_answers_keep_the_order(y, v):
    found = shrink(y, np.full(len(y), v))
    order = np.argsort(y)
    assert (np.diff(found.theta[order]) >= -1e-9).all()
    assert (np.diff(found.p_above[order]) >= -1e-9).all()


@given(SCORES, st.floats(0.5, 100))
def test_with_equal_precision_the_fair_score_lies_between_the_measured_one_and_the_centre(y, v):
    found = shrink(y, np.full(len(y), v))
    assert found.mu == pytest.approx(np.mean(y), abs=1e-6)
    assert (np.abs(found.theta - found.mu) <= np.abs(found.y - found.mu) + 1e-6).all()
    assert ((found.theta - found.mu) * (found.y - found.mu) >= -1e-6).all()


@given(UNITS)
def test_the_fair_score_lies_between_the_measured_one_and_what_the_centre_may_be(units):
    found = fair(units)
    mu = found.spreads[0].mu
    assert (found.theta >= np.minimum(found.y, mu.min()) - 1e-6).all()
    assert (found.theta <= np.maximum(found.y, mu.max()) + 1e-6).all()


@given(UNITS, st.floats(-50, 50))
def test_a_constant_added_to_all_is_added_to_every_fair_score(units, constant):
    one, other = fair(units), fair([(y + constant, v) for y, v in units])
    for name in ("theta", "lo", "hi"):
        np.testing.assert_allclose(
            getattr(other, name), getattr(one, name) + constant, atol=1e-4, err_msg=name
        )
    np.testing.assert_allclose(other.p_above, one.p_above, atol=1e-6)
    np.testing.assert_allclose(other.sd, one.sd, atol=1e-6)


@given(UNITS)
def test_the_mirror_image_has_mirrored_scores(units):
    one, other = fair(units), fair([(-y, v) for y, v in units])
    np.testing.assert_allclose(other.theta, -one.theta, atol=1e-6)
    np.testing.assert_allclose(other.lo, -one.hi, atol=1e-4)
    np.testing.assert_allclose(other.p_above, 1 - one.p_above, atol=1e-6)


@given(UNITS, st.randoms(use_true_random=False))
def test_the_order_of_the_units_does_not_matter(units, random):
    order = list(range(len(units)))
    random.shuffle(order)
    one, other = fair(units), fair([units[i] for i in order])
    np.testing.assert_allclose(other.theta, one.theta[order], atol=1e-6)
    np.testing.assert_allclose(other.hi, one.hi[order], atol=1e-4)


@given(UNITS)
def test_every_number_is_possible(units):
    found = fair(units)
    assert (found.lo < found.theta).all()
    assert (found.theta < found.hi).all()
    for name in ("p_weak", "p_delight", "p_meets", "p_above"):
        values = getattr(found, name)
        assert ((values >= -1e-12) & (values <= 1 + 1e-12)).all(), name
    assert (found.p_weak + found.p_meets <= 1 + 1e-9).all()


def test_the_fewer_answers_the_stronger_the_pull():
    found = shrink([-5, 0, 0, 5, -20, -20], [2, 2, 2, 2, 2, 60])
    assert found.theta[4] < -18
    assert -18 < found.theta[5] < found.mu


def test_interval_ends_are_those_of_the_confidence():
    units = [(-5, 4.0), (0, 9.0), (3, 2.0), (9, 30.0)]
    wide, narrow = fair(units, conf=0.95), fair(units, conf=0.5)
    assert ((wide.lo < narrow.lo) & (narrow.hi < wide.hi)).all()


def test_a_small_prior_scale_pulls_harder():
    units = [(-15, 20.0), (0, 20.0), (15, 20.0)]
    assert np.ptp(fair(units, prior_scale=2).theta) < np.ptp(fair(units).theta) < 30


# tables


def test_each_row_is_compared_for_itself():
    y, v = [[-12, -3, -5, 1], [40, 41, 42, 43]], [[16, 10, 44, 9], [1, 2, 3, 4]]
    table = shrink(y, v)
    for row in (0, 1):
        alone = shrink(y[row], v[row])
        for name in BY_UNIT:
            np.testing.assert_array_equal(getattr(table, name)[row], getattr(alone, name))
        assert table.mu[row] == alone.mu
    assert table.mu.shape == table.units.shape == (2,)


@pytest.mark.parametrize("gone", [(np.nan, 4.0), (7.0, np.nan), (np.nan, np.nan)])
def test_a_unit_without_answers_is_left_out(gone):
    units = [(-12, 16.0), (-3, 10.0), (-5, 44.0)]
    found, alone = fair([units[0], gone, *units[1:]]), fair(units)
    kept = [0, 2, 3]
    for name in ("y", "v", *BY_UNIT):
        np.testing.assert_array_equal(getattr(found, name)[kept], getattr(alone, name))
        assert np.isnan(getattr(found, name)[1])
    assert found.units == 3


def test_many_units_are_worked_on_in_parts_without_seams():
    rng = np.random.default_rng(5)
    v = rng.uniform(1, 50, 700)
    y = rng.normal(0, np.sqrt(9 + v))
    found = shrink(y, v)
    theta, _, p_weak = by_hand(y, v, points=800)
    np.testing.assert_allclose(found.theta, theta, atol=0.001)
    np.testing.assert_allclose(found.p_weak, p_weak, atol=0.0005)


# edge cases


@pytest.mark.parametrize("count", [0, 1, 2])
def test_fewer_than_three_units_are_not_compared(count):
    found = shrink([1.0, 2.0, np.nan][:count], [4.0, 4.0, 4.0][:count])
    assert found.units == count
    assert found.theta.shape == (count,)
    assert np.isnan([*found.theta, *found.p_weak, found.mu, found.tau]).all()
    assert found.spreads == (None,)


def test_a_row_with_too_few_units_leaves_the_others_alone():
    found = shrink([[1, np.nan, 3], [1, 2, 3]], [[4, 4, 4], [4, 4, 4]])
    assert found.units.tolist() == [2, 3]
    assert np.isnan(found.theta[0]).all()
    assert np.isfinite(found.theta[1]).all()


def test_one_unit_on_request_keeps_what_was_measured():
    found = shrink([-7.0], [4.0], min_units=1)
    assert found.theta == pytest.approx(-7)
    assert found.sd == pytest.approx(2)
    assert found.p_above == pytest.approx(0.5)


def test_equal_scores_have_no_detectable_differences():
    found = shrink([-6.0] * 20, np.linspace(1, 30, 20))
    np.testing.assert_allclose(found.theta, -6, atol=1e-6)
    np.testing.assert_allclose(found.p_above, 0.5, atol=1e-6)


def test_one_answer_takes_part_with_the_variance_of_a_single_answer():
    v = sampling_variance([30, 40, 1], [400, 500, np.nan])
    assert v[2] == pytest.approx((29 * 400 + 39 * 500) / 68)
    found = shrink([-5, 5, -60], v)
    assert np.isfinite(found.theta).all()
    assert found.theta[2] > -35


def test_equal_answers_are_no_certainty():
    np.testing.assert_allclose(sampling_variance([10, 25], [0, 0]), [2.5, 1])


def test_nothing_is_known_of_the_spread_of_single_answers():
    assert np.isnan(sampling_variance([1, 1, 1], [np.nan] * 3)).all()
    assert np.isnan(shrink([1, 2, 3], sampling_variance([1, 1, 1], [np.nan] * 3)).theta).all()


def test_variances_are_pooled_within_the_row():
    found = sampling_variance([[10, 10], [10, 10]], [[100, 300], [900, 900]])
    np.testing.assert_allclose(found, [[20, 20], [90, 90]])


@pytest.mark.parametrize(
    ("y", "v"),
    [([1, 2, 3], [1, 0, 1]), ([1, 2, 3], [1, -2, 1]), ([1, 2, np.inf], [1, 1, 1]), ([1, 2, 3], np.inf)],
)
def test_a_variance_of_nothing_is_refused(y, v):
    with pytest.raises(ValueError, match="positive and finite"):
        shrink(y, v)


@pytest.mark.parametrize("wrong", [{"conf": 95}, {"delta": 0}, {"delta_up": -1}, {"prior_scale": 0}])
def test_options_that_make_no_sense_are_refused(wrong):
    with pytest.raises(ValueError, match=r"must|needs"):
        shrink([1, 2, 3], [1, 1, 1], **wrong)


def test_more_than_a_table_is_refused():
    with pytest.raises(ValueError, match="dimensions"):
        shrink(np.zeros((2, 2, 3)), np.ones((2, 2, 3)))
