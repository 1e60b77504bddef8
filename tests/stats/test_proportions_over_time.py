import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mot.stats.monitoring import trend
from mot.stats.proportions_over_time import laney_p

ORACLE = Path(__file__).parents[1] / "oracles" / "15b_laney_p.json"
PERIODS = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), min_size=1, max_size=24)


@pytest.mark.parametrize("case", json.loads(ORACLE.read_text("utf-8"))["cases"], ids=lambda c: c["id"])
def test_the_chart_of_shares_agrees_with_r(case):
    asked, want = case["input"], case["expected"]
    found = laney_p(asked["count"], asked["n"], baseline=asked["baseline"])
    for key, name in {"centre": "centre", "lo": "lower", "hi": "upper", "sigma_z": "sigma_z"}.items():
        np.testing.assert_allclose(
            getattr(found, name), np.array(want[key]), rtol=1e-6, atol=1e-9, err_msg=key
        )
    np.testing.assert_allclose(found.share, np.divide(asked["count"], asked["n"]))


@given(PERIODS)
def test_the_others_have_the_mirrored_chart(periods):
    events, n = np.array([(min(a, b), max(a, b)) for a, b in periods]).T
    these, those = laney_p(events, n), laney_p(n - events, n)
    np.testing.assert_allclose(these.lower, 1 - those.upper, atol=1e-12)
    np.testing.assert_allclose(these.sigma_z, those.sigma_z, atol=1e-9)
    assert not np.isinf(these.upper).any()
    there = ~np.isnan(these.lower)
    assert (these.lower[there] >= 0).all()
    assert (these.upper[there] <= 1).all()


def test_the_chart_of_means_takes_shares_too_and_is_never_narrower():
    rng = np.random.default_rng(3)
    n = rng.integers(40, 120, 18)
    events = rng.binomial(n, 0.4)
    plain, floored = laney_p(events, n), trend(n, events, events)
    np.testing.assert_allclose(floored.centre, plain.centre)
    wide = np.maximum(plain.sigma_z, 1) * np.sqrt(plain.centre * (1 - plain.centre) / n)
    assert (floored.upper - floored.centre > 3 * wide * 0.97).all()


def test_many_series_at_once_are_the_same_as_one_by_one():
    rng = np.random.default_rng(4)
    n = rng.integers(0, 30, (5, 15))
    events = rng.binomial(n, 0.3)
    together = laney_p(events, n)
    for i in range(5):
        np.testing.assert_array_equal(laney_p(events[i], n[i]).upper, together.upper[i])


def test_a_short_history_has_shares_and_no_limits():
    found = laney_p([3, 4, 5], [20, 20, 20])
    assert found.share.tolist() == [0.15, 0.2, 0.25]
    assert np.isnan([found.lower, found.upper]).all()


def test_few_answers_are_skipped():
    found = laney_p([*[5, 6] * 6, 1], [*[20] * 12, 4])
    assert np.isnan([found.share[-1], found.lower[-1]]).all()


@pytest.mark.parametrize("events", [0, 20])
def test_nobody_or_everybody_has_no_limits(events):
    found = laney_p([events] * 12, [20] * 12)
    assert found.centre == events / 20
    assert np.isnan(found.lower).all()


def test_nothing_asked_is_nothing_found():
    assert np.isnan(laney_p([0, 0], [0, 0]).centre)
    assert laney_p([], []).share.shape == (0,)


@pytest.mark.parametrize(
    ("events", "n", "options"),
    [([3], [2], {}), ([-1], [2], {}), ([1, 1], [2], {}), (1, 2, {}), ([1], [2], {"baseline": 3})],
)
def test_what_makes_no_sense_is_refused(events, n, options):
    with pytest.raises(ValueError, match=r"must|needs"):
        laney_p(events, n, **options)
