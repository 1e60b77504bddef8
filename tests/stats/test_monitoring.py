import json
from dataclasses import fields
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import norm

from mot.stats.monitoring import Signal, TrendState, trend

ORACLE = Path(__file__).parents[1] / "oracles" / "15_trend.json"
CASES = json.loads(ORACLE.read_text("utf-8"))["cases"]
NAMES = {
    "centre": "centre", "within_var": "within_variance", "z": "z", "sigma_z": "sigma_z", "sigma_used": "sigma",
    "kappa": "kappa", "lo": "lower", "hi": "upper", "z_adj": "z_adjusted", "ewma": "ewma",
    "ewma_limit": "ewma_limit", "p_latest": "p_last",
}  # fmt: skip
PERIOD = st.lists(st.integers(1, 5), max_size=12)


def watch(*periods, **options):
    """A chart of answers one by one."""
    rows = [np.array(x, dtype=np.int64) for x in periods]
    sums = ([f(x) for x in rows] for f in (len, np.sum, lambda x: (x**2).sum()))
    return trend(*(np.array(x, dtype=np.int64) for x in sums), **options)


def close(found, want, message=""):
    """The same names, and the same numbers but for the last digits."""
    if found.dtype == object:
        np.testing.assert_array_equal(found, want, message)
    else:
        np.testing.assert_allclose(found, want, atol=1e-12, err_msg=message)


def same(one, other, index):
    for field in fields(one):
        close(getattr(one, field.name), getattr(other, field.name)[index], field.name)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_the_chart_agrees_with_r(case):
    asked, want = case["input"], case["expected"]
    found = trend(
        asked["n"],
        asked["sum"],
        asked["sumsq"],
        baseline=asked["baseline"],
        min_baseline=min(8, asked["baseline"]),
        min_n=asked["n_min"],
        ewma_weight=asked["lambda"],
        ewma_limit=asked["L"],
    )
    for key, name in NAMES.items():
        np.testing.assert_allclose(
            getattr(found, name), np.asarray(want[key], dtype=float), rtol=1e-6, atol=1e-9, err_msg=key
        )
    enough = np.array(asked["n"]) >= asked["n_min"]
    np.testing.assert_allclose(found.mean[enough], np.array(want["mean"], dtype=float)[enough])
    assert np.isnan(found.mean[~enough]).all()
    points = [signal in {Signal.LOW, Signal.HIGH} for signal in found.signal]
    assert points == want["point_alarm"]
    if want["chart_status"] != "too_short":
        either = np.array(want["point_alarm"]) | want["drift_alarm"]
        assert (found.signal != Signal.NONE).tolist() == either.tolist()
        assert want["chart_status"] == ("signal" if either.any() else "stable")


def test_a_short_history_has_a_line_and_no_limits():
    case = next(case for case in CASES if case["id"] == "too_short")
    found = trend(*(case["input"][key] for key in ("n", "sum", "sumsq")))
    assert found.state[()] == TrendState.NOT_ENOUGH_HISTORY
    np.testing.assert_allclose(found.mean, case["expected"]["mean"])
    np.testing.assert_allclose(found.centre, case["expected"]["centre"])
    for name in ("lower", "upper", "z", "z_adjusted", "ewma", "ewma_limit", "sigma", "kappa", "p_last"):
        assert np.isnan(getattr(found, name)).all(), name
    assert not found.tested.any()


def test_eight_periods_are_enough():
    steady = [[3, 4, 4, 5, 4]] * 8
    assert watch(*steady).state[()] == TrendState.OK
    assert watch(*steady[:7]).state[()] == TrendState.NOT_ENOUGH_HISTORY


# laws


@given(st.lists(PERIOD, min_size=1, max_size=30), st.booleans())
def test_the_limits_are_never_narrower_than_chance(periods, unfinished):
    found = watch(*periods, unfinished=unfinished)
    n = np.array([len(x) for x in periods])
    there = ~np.isnan(found.lower)
    chance = 3 * np.sqrt(found.within_variance / np.maximum(n, 1))[there]
    assert (found.upper[there] - found.centre >= chance * (1 + 1e-12)).all()
    assert (found.centre - found.lower[there] >= chance * (1 + 1e-12)).all()
    assert there.any() == (found.state[()] == TrendState.OK)


@given(st.lists(PERIOD, min_size=1, max_size=30), st.integers(-6, 6))
def test_another_zero_of_the_scale_changes_nothing_but_the_level(periods, by):
    here, there = watch(*periods), watch(*[[value + by for value in period] for period in periods])
    for name in ("mean", "lower", "upper", "centre"):
        np.testing.assert_allclose(getattr(there, name), getattr(here, name) + by, atol=1e-9, err_msg=name)
    np.testing.assert_allclose(there.z_adjusted, here.z_adjusted, atol=1e-9)
    assert there.state[()] == here.state[()]


@given(st.lists(PERIOD, min_size=1, max_size=30))
def test_a_reversed_scale_turns_the_chart_over(periods):
    here, there = watch(*periods), watch(*[[6 - value for value in period] for period in periods])
    np.testing.assert_allclose(there.lower, 6 - here.upper)
    np.testing.assert_allclose(there.ewma, -here.ewma, atol=1e-12)
    np.testing.assert_allclose(there.p_last, here.p_last)


@given(st.lists(st.lists(PERIOD, min_size=9, max_size=9), min_size=1, max_size=5), st.booleans())
def test_many_series_at_once_are_the_same_as_one_by_one(series, unfinished):
    options = {"baseline": 5, "min_baseline": 3, "unfinished": unfinished}
    table = [[np.array(x, dtype=np.int64) for x in row] for row in series]
    sums = [np.array([[f(x) for x in row] for row in table]) for f in (len, np.sum, lambda x: (x**2).sum())]
    together = trend(*(x.astype(np.int64) for x in sums), **options)
    for i, row in enumerate(series):
        same(watch(*row, **options), together, i)


@given(st.lists(PERIOD, min_size=1, max_size=30))
def test_no_number_is_infinite(periods):
    found = watch(*periods)
    for field in fields(found):
        value = getattr(found, field.name)
        assert value.dtype == object or not np.isinf(value).any()


@given(st.lists(st.lists(st.integers(1, 5), min_size=5, max_size=9), min_size=13, max_size=30), st.data())
def test_what_comes_later_changes_nothing_before(periods, data):
    cut = data.draw(st.integers(12, len(periods)))
    now, later = watch(*periods[:cut]), watch(*periods)
    for name in ("mean", "lower", "upper", "z_adjusted", "ewma", "ewma_limit", "signal"):
        close(getattr(later, name)[:cut], getattr(now, name), name)


@given(st.lists(st.lists(st.integers(1, 5), min_size=3, max_size=9), min_size=13, max_size=40))
def test_the_ewma_is_that_of_pandas(periods):
    found = watch(*periods)
    fresh = found.tested & ~found.in_baseline
    z = pd.Series([0.0, *found.z_adjusted[fresh]])
    want = z.ewm(alpha=0.2, adjust=False).mean().to_numpy()[1:]
    np.testing.assert_allclose(found.ewma[fresh], want)
    assert np.isnan(found.ewma[~fresh]).all()


# edge cases

STEADY = [[3, 4, 4, 5, 4], [4, 4, 5, 3, 3], [5, 4, 3, 4, 5]] * 4


def test_no_periods_and_no_answers_are_no_data():
    for found in (watch(), watch([], [], [])):
        assert found.state[()] == TrendState.NO_DATA
        assert np.isnan([found.centre, found.within_variance, found.p_last]).all()
        assert not found.tested.any()


def test_periods_of_one_answer_are_skipped():
    found = watch(*STEADY, [1], [1])
    assert np.isnan(found.mean[-2:]).all()
    assert found.signal[-1] == Signal.NONE
    assert not found.tested[-1]
    assert found.p_last == watch(*STEADY).p_last


def test_ratings_that_do_not_vary_have_no_limits():
    found = watch(*[[4] * 6] * 12, [1, 2, 3, 4, 5])
    assert found.state[()] == TrendState.NO_VARIATION
    assert found.within_variance == 0
    assert np.isnan([found.lower, found.upper, found.z]).all()
    assert (found.signal == Signal.NONE).all()


def test_equal_means_have_no_moving_range_and_the_limits_of_chance():
    found = watch(*[[3, 4, 4, 5, 4]] * 12)
    assert found.sigma_z == 0
    assert found.sigma == 1
    np.testing.assert_allclose(found.kappa, np.sqrt(13 / 12))
    assert found.p_last == 1


def test_an_unfinished_period_is_drawn_and_not_tested():
    fall = [1, 1, 1, 1, 2]
    running, finished = (watch(*STEADY, fall, unfinished=unfinished) for unfinished in (True, False))
    assert finished.signal[-1] == Signal.LOW
    assert running.signal[-1] == Signal.NONE
    assert not running.tested[-1]
    assert np.isnan([running.z[-1], running.ewma[-1]]).all()
    assert running.mean[-1] == 1.2
    np.testing.assert_allclose(running.lower, finished.lower)
    assert running.p_last == watch(*STEADY).p_last


def test_an_unfinished_period_is_no_history():
    assert watch(*STEADY[:8], unfinished=True).state[()] == TrendState.NOT_ENOUGH_HISTORY
    only = watch([], STEADY[0], unfinished=True)
    assert only.state[()] == TrendState.NOT_ENOUGH_HISTORY
    assert only.mean[1] == 4


def test_a_branch_that_opened_late_gets_its_own_baseline():
    late = watch(*[[]] * 10, *STEADY, [1, 1, 1, 1, 2])
    early = watch(*STEADY, [1, 1, 1, 1, 2])
    assert late.baseline == early.baseline == 12
    np.testing.assert_array_equal(late.z_adjusted[10:], early.z_adjusted)
    assert late.signal[-1] == Signal.LOW


def test_a_slow_decline_is_a_drift_and_a_slow_rise_too():
    good, bad = [4, 5, 4, 5, 4, 4], [3, 4, 3, 4, 3, 3]
    base = [[4, 4, 3, 5, 4, 3], [4, 3, 5, 4, 4, 4]] * 6
    assert Signal.DRIFTING_DOWN in watch(*base, *[bad] * 8).signal
    assert Signal.DRIFTING_UP in watch(*base, *[good] * 8).signal


def test_the_size_of_a_signal_is_three_widened_errors():
    found = watch(*STEADY, [1, 1, 1, 1, 2])
    outside = (found.mean < found.lower) | (found.mean > found.upper)
    points = np.isin(found.signal.astype(str), ["low", "high"])
    np.testing.assert_array_equal(outside, points)
    np.testing.assert_allclose(found.p_last, 2 * norm.sf(abs(found.z_adjusted[-1])))


def test_gaps_are_watched_like_answers():
    gaps = [[-1, 0, 0, 1, -1], [0, 0, -1, -1, 0]] * 6
    found = watch(*gaps, [-3, -4, -3, -2, -4])
    assert found.centre < 0
    assert found.signal[-1] == Signal.LOW


@pytest.mark.parametrize(
    "wrong",
    [{"baseline": 7}, {"min_baseline": 1}, {"min_n": 1}, {"ewma_weight": 0}, {"ewma_limit": 0}, {"k_mr": 0}],
)
def test_options_that_make_no_sense_are_refused(wrong):
    with pytest.raises(ValueError, match=r"must|needs"):
        watch(*STEADY, **wrong)


def test_sums_of_different_periods_are_refused():
    with pytest.raises(ValueError, match="one shape"):
        trend([5, 5], [20], [80])
    with pytest.raises(ValueError, match="one shape"):
        trend(5, 20, 80)
