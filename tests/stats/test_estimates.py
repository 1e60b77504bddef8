import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from mot.stats.estimates import Estimate, change, t_bounds
from mot.stats.intervals import gap_stats
from mot.stats.tally import PairTally

ROWS = st.lists(st.tuples(st.integers(1, 7), st.integers(1, 7)), min_size=1, max_size=40)


def pairs(rows):
    return PairTally.from_pairs([e for e, _ in rows], [p for _, p in rows], 1, 7)


def close(found, want):
    np.testing.assert_allclose(found, np.asarray(want, dtype=float), rtol=1e-6, atol=1e-9)


@given(ROWS, ROWS)
def test_the_change_agrees_with_welch(one, other):
    before, after = gap_stats(pairs(one)), gap_stats(pairs(other))
    found = change(before.estimate, after.estimate)
    close(found.difference, after.gap - before.gap)
    if not (before.se > 0 and after.se > 0):
        assert np.isnan([found.se, found.lo, found.p]).all()
        return
    reference = stats.ttest_ind_from_stats(
        after.gap, after.sd, after.n, before.gap, before.sd, before.n, equal_var=False
    )
    close(found.p, reference.pvalue)
    close(found.difference / found.se, reference.statistic)
    assert found.lo < found.difference < found.hi


def test_the_change_of_two_samples_is_the_one_r_prints():
    # R: t.test(extra ~ group, data = sleep)  # t = -1.8608, df = 17.776, p = 0.07939, CI -3.3654832 0.2054832
    first = np.array([0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0])
    second = np.array([1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4])
    sides = [Estimate(x.mean(), x.std(ddof=1) / np.sqrt(10), np.float64(9)) for x in (second, first)]
    found = change(*sides)
    close([found.lo, found.hi], [-3.3654832, 0.2054832])
    assert found.df == pytest.approx(17.776, abs=5e-4)
    assert found.p == pytest.approx(0.07939, abs=5e-6)


def test_without_a_before_there_is_no_change():
    found = change(gap_stats(PairTally.zeros(())).estimate, gap_stats(pairs([(5, 4), (6, 6)])).estimate)
    assert np.isnan([found.difference, found.se, found.df, found.p, found.lo, found.hi]).all()


def test_an_interval_needs_an_error_and_its_freedom():
    lo, hi = t_bounds(Estimate(np.zeros(3), np.array([0.0, 1.0, np.nan]), np.array([5.0, 0.0, 5.0])), 0.95)
    assert np.isnan([lo, hi]).all()
