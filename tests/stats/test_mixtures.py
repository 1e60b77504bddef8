import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import integrate, optimize, stats

from mot.stats.mixtures import mixture_moments, mixture_quantiles, spread

COMPONENT = st.tuples(st.floats(0.01, 1), st.floats(-50, 50), st.floats(0.05, 20))


def columns(components):
    weight, mean, sd = np.array(components).T
    return weight / weight.sum(), mean[:, np.newaxis], sd[:, np.newaxis]


def density(tau, y, v, prior_scale):
    """Integral over the centre of the likelihood times the prior, by another road: the joint normal density."""
    w = 1 / (v + tau**2)
    mu = (w * y).sum() / w.sum()
    joint = stats.norm.pdf(y, mu, np.sqrt(1 / w)).prod() * np.sqrt(2 * np.pi / w.sum())
    return joint * stats.halfnorm.pdf(tau, scale=prior_scale)


@pytest.mark.parametrize("scale", [2.0, 10.0])
def test_the_spread_agrees_with_numerical_integration(scale):
    y, v = np.array([-12.0, -3.0, -5.0, 4.0]), np.array([16.0, 10.0, 44.0, 3.0])
    found = spread(y, v, prior_scale=scale)
    total = integrate.quad(density, 0, np.inf, args=(y, v, scale))[0]
    for power in (1, 2):
        want = integrate.quad(lambda t, p=power: t**p * density(t, y, v, scale), 0, np.inf)[0] / total
        assert found.weight @ found.tau**power == pytest.approx(want, rel=1e-4)


def test_one_unit_says_nothing_about_the_spread():
    found = spread(np.array([3.0]), np.array([4.0]), prior_scale=10.0)
    assert found.weight @ found.tau == pytest.approx(stats.halfnorm.mean(scale=10), rel=1e-3)
    assert found.mu == pytest.approx(3)


@pytest.mark.parametrize("points", [100, 400, 5000])
def test_more_points_change_nothing_that_matters(points):
    y, v = np.array([28.0, 8, -3, 7, -1, 1, 18, 12]), np.array([15.0, 10, 16, 11, 9, 11, 10, 18]) ** 2
    one, other = spread(y, v), spread(y, v, points=points)
    assert other.weight @ other.mu == pytest.approx(one.weight @ one.mu, abs=1e-5)
    assert other.weight @ other.tau == pytest.approx(one.weight @ one.tau, abs=0.01)


def test_a_narrow_spread_is_found_between_the_points_of_the_grid():
    rng = np.random.default_rng(1)
    y = 50 + 0.5 * rng.standard_normal(2000)
    found = spread(y, np.full(2000, 1e-4))
    sd = np.sqrt(found.weight @ (found.tau - found.weight @ found.tau) ** 2)
    assert found.weight @ found.tau == pytest.approx(y.std(ddof=1), rel=0.001)
    assert sd == pytest.approx(0.5 / np.sqrt(2 * 2000), rel=0.05)


def test_equal_units_leave_the_spread_near_zero():
    found = spread(np.full(40, 61.0), np.full(40, 0.5))
    assert found.weight @ found.tau < 0.5
    assert found.weight @ found.mu == pytest.approx(61)


@pytest.mark.parametrize("wrong", [{"prior_scale": 0.0}, {"prior_scale": -1.0}, {"points": 4}])
def test_a_grid_that_cannot_hold_the_spread_is_refused(wrong):
    with pytest.raises(ValueError, match="positive prior scale"):
        spread(np.array([1.0, 2.0]), np.array([1.0, 1.0]), **wrong)


@given(
    st.lists(COMPONENT, min_size=1, max_size=12), st.lists(st.floats(0.001, 0.999), min_size=1, max_size=4)
)
def test_quantiles_agree_with_a_root_of_the_distribution(components, probabilities):
    weight, mean, sd = columns(components)

    def cdf(x):
        return weight @ stats.norm.cdf(x, mean[:, 0], sd[:, 0])

    found = mixture_quantiles(probabilities, weight, mean, sd)[:, 0]
    for p, x in zip(probabilities, found, strict=True):
        assert cdf(x) == pytest.approx(p, abs=1e-7)
        assert x == pytest.approx(optimize.brentq(lambda t, p=p: cdf(t) - p, -300, 300, xtol=1e-12), abs=0.01)


def test_many_mixtures_are_solved_as_one_by_one():
    rng = np.random.default_rng(3)
    weight, mean, sd = rng.dirichlet(np.ones(30)), rng.normal(0, 9, (30, 50)), rng.uniform(0.1, 8, (30, 50))
    together = mixture_quantiles([0.025, 0.5, 0.975], weight, mean, sd)
    assert together.shape == (3, 50)
    for i in range(50):
        alone = mixture_quantiles([0.025, 0.5, 0.975], weight, mean[:, [i]], sd[:, [i]])[:, 0]
        np.testing.assert_allclose(together[:, i], alone, atol=1e-5)


def test_two_peaks_far_apart_are_no_obstacle():
    weight, mean, sd = columns([(0.5, -50.0, 0.01), (0.5, 50.0, 0.01)])
    lo, hi = mixture_quantiles([0.25, 0.75], weight, mean, sd)[:, 0]
    assert (lo, hi) == (pytest.approx(-50, abs=1e-5), pytest.approx(50, abs=1e-5))


@given(st.lists(COMPONENT, min_size=1, max_size=12))
def test_moments_are_those_of_the_components_together(components):
    weight, mean, sd = columns(components)
    middle, width = mixture_moments(weight, mean, sd**2)
    second = weight @ (mean[:, 0] ** 2 + sd[:, 0] ** 2)
    assert middle[0] ** 2 + width[0] ** 2 == pytest.approx(second)


@pytest.mark.parametrize("p", [0, 1, -0.2])
def test_a_quantile_outside_0_and_1_is_refused(p):
    with pytest.raises(ValueError, match="between 0 and 1"):
        mixture_quantiles([p], *columns([(1.0, 0.0, 1.0)]))
