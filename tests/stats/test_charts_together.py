import numpy as np
import pytest
from scipy.special import digamma, polygamma
from scipy.stats import t as student

from mot.stats.charts_together import _trigamma_inverse, _usual, chances
from mot.stats.monitoring import trend
from mot.stats.multiplicity import bh

MONTHS, PEOPLE = 24, 30


def charts(rng, count, *, wobble=0.0, months=MONTHS, moved=0.0):
    """Charts of ratings with sd 1 (in hundredths) whose level goes up and down by `wobble`; the first one moved."""
    mean = rng.normal(0, 1, (count, months)) * np.reshape(wobble, (-1, 1)) + rng.normal(
        0, PEOPLE**-0.5, (count, months)
    )
    mean[0, -1] += moved
    s = np.rint(100 * PEOPLE * mean).astype(np.int64)
    s2 = np.rint(10_000 * rng.chisquare(PEOPLE - 1, mean.shape) + s**2 / PEOPLE).astype(np.int64)
    return trend(np.full(mean.shape, PEOPLE), s, s2)


def test_a_chart_alone_is_judged_by_its_own_sigma():
    rng = np.random.default_rng(1)
    found = charts(rng, 2, wobble=0.4)
    sigma = np.sqrt(np.maximum(found.sigma_z**2, 1))
    want = 2 * student.sf(np.abs(found.z[:, -1]) / (sigma * np.sqrt(13 / 12)), 0.62 * 11)
    np.testing.assert_allclose(chances(found).point, want)


def test_charts_alike_have_nearly_one_sigma():
    rng = np.random.default_rng(2)
    found = charts(rng, 400, wobble=0.3)
    weight, usual = _usual(found.sigma_z**2, np.full(400, 0.62 * 11))
    assert weight > 50
    assert np.sqrt(usual) == pytest.approx(np.sqrt(1 + 0.09 * PEOPLE), rel=0.08)


def test_charts_that_differ_keep_more_of_their_own():
    rng = np.random.default_rng(3)
    alike, mixed = (
        _usual(charts(rng, 400, wobble=w).sigma_z ** 2, np.full(400, 0.62 * 11))[0]
        for w in (np.full(400, 0.3), np.abs(rng.normal(0, 0.5, 400)))
    )
    assert mixed < 10 < alike


@pytest.mark.parametrize("wobble", [0.0, 0.1, 0.3])
def test_p_values_of_quiet_charts_are_not_too_small(wobble):
    rng = np.random.default_rng(4)
    found = chances(charts(rng, 20_000, wobble=wobble))
    for p in (found.point, found.drift):
        for level in (0.05, 0.01, 0.001):
            assert (p <= level).mean() <= level * 1.15 + 0.0005, (wobble, level)


def test_many_charts_that_go_up_and_down_raise_few_alarms_together():
    rng = np.random.default_rng(5)
    own = ours = 0
    for _ in range(80):
        found = charts(rng, 310, wobble=0.3)
        own += (bh(found.p_last) <= 0.05).any()
        ours += (bh(chances(found).point) <= 0.05).any()
    assert own / 80 > 0.15, "each chart by itself"
    assert ours / 80 <= 0.06


def test_a_real_drop_among_many_is_still_found():
    rng = np.random.default_rng(6)
    hits = [bh(chances(charts(rng, 310, wobble=0.1, moved=-1.6)).point)[0] <= 0.05 for _ in range(40)]
    assert np.mean(hits) > 0.8


def test_groups_learn_from_themselves_only():
    rng = np.random.default_rng(7)
    wobble = np.where(np.arange(200) < 100, 0.0, 0.6)
    found = charts(rng, 200, wobble=wobble)
    apart = chances(found, alike=(wobble > 0).astype(int))
    quiet = chances(charts(np.random.default_rng(7), 200, wobble=wobble), alike=0)
    assert not np.allclose(apart.point, quiet.point)
    low = apart.point[100:]
    assert (low <= 0.01).mean() <= 0.04


def test_without_limits_there_is_no_p():
    rng = np.random.default_rng(8)
    short = chances(charts(rng, 3, months=7))
    assert np.isnan(short.point).all()
    assert np.isnan(short.drift).all()
    base = chances(charts(rng, 3, months=12))
    assert np.isfinite(base.point).all()
    assert np.isnan(base.drift).all()
    empty = chances(trend(np.zeros((2, 0), int), np.zeros((2, 0), int), np.zeros((2, 0), int)))
    assert np.isnan(empty.point).all()


@pytest.mark.parametrize("y", [0.01, 0.3, 2.0, 40.0, 5000.0])
def test_the_inverse_of_trigamma(y):
    assert _trigamma_inverse(float(polygamma(1, y))) == pytest.approx(y, rel=1e-6)


def test_the_usual_variance_matches_two_moments():
    """Its mean and variance of log s^2 are those observed (Smyth 2004, section 6.2)."""
    s2 = np.array([0.5, 1.2, 0.9, 3.1, 2.0, 0.3, 1.1, 0.8])
    df = np.full(8, 7.0)
    weight, usual = _usual(s2, df)
    logs = np.log(s2)
    mean = np.log(usual) + digamma(3.5) - np.log(3.5) - digamma(weight / 2) + np.log(weight / 2)
    assert logs.mean() == pytest.approx(mean)
    assert logs.var(ddof=1) == pytest.approx(float(polygamma(1, 3.5) + polygamma(1, weight / 2)))
