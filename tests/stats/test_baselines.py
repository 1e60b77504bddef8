import json
from pathlib import Path

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from mot.stats.baselines import baseline_periods, moving_range_sigma

PUBLISHED = Path(__file__).parents[1] / "oracles" / "90_published.json"


def test_the_moving_range_is_that_of_the_nist_handbook():
    cases = {case["id"]: case for case in json.loads(PUBLISHED.read_text("utf-8"))["cases"]}
    case = cases["NIST_individuals_chart"]
    x = np.array(case["input"]["x"])
    everything = np.ones(len(x), dtype=bool)
    assert round(float(moving_range_sigma(x, everything, 1.0)), 4) == case["published"]["mr_bar"]
    top = x.mean() + 3 * moving_range_sigma(x, everything, 1.128)
    np.testing.assert_allclose(top, case["published"]["ucl"], atol=1e-3)


def test_the_baseline_opens_with_the_first_usable_period_and_counts_gaps():
    usable = np.array([0, 0, 1, 0, 1, 1, 1, 1, 1], dtype=bool)
    assert np.flatnonzero(baseline_periods(usable, 4, 2)).tolist() == [2, 4, 5]


def test_a_thin_start_lengthens_the_baseline():
    usable = np.array([1, 0, 0, 0, 1, 0, 1, 1], dtype=bool)
    assert np.flatnonzero(baseline_periods(usable, 4, 3)).tolist() == [0, 4, 6]


@given(st.lists(st.booleans(), max_size=40), st.integers(2, 12), st.integers(2, 8))
def test_what_comes_later_never_changes_a_full_baseline(usable, length, least):
    row = np.array(usable, dtype=bool)
    now, later = (baseline_periods(x, length, least) for x in (row, np.append(row, True)))
    if now.sum() >= least and len(row) - (row.argmax() if row.any() else 0) >= length:
        assert not later[-1]
    np.testing.assert_array_equal(later[: len(row)], now)


def test_one_period_has_no_moving_range():
    assert np.isnan(moving_range_sigma(np.array([1.0, 2.0]), np.array([True, False]), 1.128))


def test_rows_of_different_baselines_go_together():
    z = np.array([[1.0, 2.0, 4.0], [np.nan, 1.0, 1.0]])
    base = np.array([[True, True, True], [False, True, True]])
    np.testing.assert_allclose(moving_range_sigma(z, base, 1.0), [1.5, 0.0])
