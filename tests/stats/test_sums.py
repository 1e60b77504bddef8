from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mot.stats.sums import covariance, integers, quotient, variance


@given(st.lists(st.integers(-100, 100), min_size=2, max_size=60))
def test_variance_from_sums_is_the_variance_of_the_values(values):
    x = np.array(values, dtype=np.int64)
    found = variance(np.int64(len(x)), x.sum(), (x * x).sum())
    np.testing.assert_allclose(found, x.var(ddof=1), rtol=1e-9, atol=1e-9)
    assert (found == 0) == (len(set(values)) == 1)


@given(st.lists(st.tuples(st.integers(0, 100), st.integers(0, 100)), min_size=2, max_size=60))
def test_covariance_from_sums_is_the_covariance_of_the_values(values):
    x, y = np.array(values, dtype=np.int64).T
    found = covariance(np.int64(len(x)), x.sum(), y.sum(), (x * y).sum())
    np.testing.assert_allclose(found, np.cov(x, y)[0, 1], rtol=1e-9, atol=1e-9)


def test_ten_million_answers_of_one_hundred_do_not_overflow():
    n = np.int64(10_000_000)
    assert variance(n, n * 100, n * 10_000) == 0
    half = np.int64(n // 2)
    assert variance(n, half * 100, half * 10_000) == pytest.approx(2500, rel=1e-6)


def test_sums_of_different_answers_are_refused():
    with pytest.raises(ValueError, match="do not belong"):
        variance(np.int64(2), np.int64(10), np.int64(3))


def test_division_by_nothing_is_undefined_not_infinite():
    assert np.isnan(quotient([1, 0, 3], [0, 0, np.nan])).all()


def test_whole_numbers_are_taken_from_floats_and_decimals():
    assert integers([Decimal(3), Decimal(4)], "n").dtype == np.int64
    assert integers(np.array([3.0]), "n").tolist() == [3]


@pytest.mark.parametrize("value", [1.5, np.nan, np.inf, Decimal("2.5")])
def test_other_numbers_are_refused(value):
    with pytest.raises(ValueError, match="n must be whole numbers"):
        integers([value], "n")
