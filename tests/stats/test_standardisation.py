import json
from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mot.stats.standardisation import case_mix
from mot.stats.sums import quotient

ORACLES = Path(__file__).parents[1] / "oracles"
CASES = json.loads((ORACLES / "11_case_mix.json").read_text("utf-8"))["cases"]
CELL = st.tuples(st.integers(0, 90), st.floats(-50, 50))
TABLE = st.integers(1, 4).flatmap(
    lambda strata: st.lists(st.lists(CELL, min_size=strata, max_size=strata), min_size=1, max_size=6)
)


def close(found, want, message=""):
    np.testing.assert_allclose(found, np.asarray(want, dtype=float), rtol=1e-6, atol=1e-9, err_msg=message)


def split(table):
    """Counts and means, strata x units."""
    both = np.array(table, dtype=float)
    return both[..., 0].T, both[..., 1].T


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_the_adjusted_means_agree_with_r(case):
    n, total = (np.array(case["input"][key]).T for key in ("n", "sum"))
    found, want = case_mix(n, quotient(total, n), pooled_var=case["input"]["pooled_var"]), case["expected"]
    names = {"expected_from_mix": "expected", "adjusted_indirect": "indirect", "adjusted_direct": "direct"}
    for key, values in want.items():
        close(getattr(found, names.get(key, key)), values, key)


@given(TABLE)
def test_with_one_mix_for_all_nothing_is_adjusted(table):
    n, mean = split(table)
    n = np.broadcast_to(n[:, :1] + 1, n.shape)
    found = case_mix(n, mean)
    close(found.indirect, found.raw)
    close(found.direct, found.raw)


@given(TABLE)
def test_the_adjusted_means_of_all_answers_add_up_to_the_overall_mean(table):
    n, mean = split(table)
    found = case_mix(n, mean)
    if n.sum():
        total = n.sum(axis=0)
        assert np.nansum(total * found.indirect) / n.sum() == pytest.approx(found.overall, abs=1e-9)


@given(TABLE, st.floats(-20, 20))
def test_a_constant_added_to_all_is_added_to_every_adjusted_mean(table, constant):
    n, mean = split(table)
    one, other = case_mix(n, mean), case_mix(n, mean + constant)
    np.testing.assert_allclose(other.indirect, one.indirect + constant, atol=1e-9)
    np.testing.assert_allclose(other.direct, one.direct + constant, atol=1e-9)


@given(TABLE)
def test_units_without_answers_are_unknown_and_nothing_is_infinite(table):
    n, mean = split(table)
    found = case_mix(n, mean, pooled_var=400)
    filled = n.sum(axis=0) > 0
    for name in ("raw", "expected", "indirect", "indirect_se"):
        np.testing.assert_array_equal(np.isnan(getattr(found, name)), ~filled, err_msg=name)
    used = n[n.sum(axis=1) > 0]
    complete = filled & (used > 0).all(axis=0)
    np.testing.assert_array_equal(np.isfinite(found.direct), complete)
    np.testing.assert_array_equal(np.isfinite(found.direct_se), complete)
    assert not any(np.isinf(getattr(found, field.name)).any() for field in fields(found))


def test_a_difference_that_is_all_mix_disappears():
    found = case_mix([[90, 10], [10, 90]], [[80, 80], [60, 60]])
    assert found.raw[0] - found.raw[1] == pytest.approx(16)
    close(found.indirect, [70, 70])
    close(found.direct, [70, 70])


def test_a_difference_that_is_no_mix_stays():
    found = case_mix([[50, 50], [50, 50]], [[80, 70], [60, 50]])
    close(found.indirect, found.raw)


def test_a_stratum_that_nobody_is_in_asks_nothing_of_anyone():
    with_it = case_mix([[90, 10], [0, 0], [10, 90]], [[80, 70], [np.nan, np.nan], [60, 65]])
    without = case_mix([[90, 10], [10, 90]], [[80, 70], [60, 65]])
    close(with_it.direct, without.direct)
    close(with_it.indirect, without.indirect)


def test_without_a_variance_there_is_no_error():
    found = case_mix([[90, 10], [10, 90]], [[80, 80], [60, 60]])
    assert np.isnan([found.indirect_se, found.direct_se]).all()


def test_one_branch_is_what_it_is():
    found = case_mix([[30], [10]], [[80], [60]])
    close([found.raw, found.indirect, found.direct], [[75], [75], [75]])


def test_no_answers_at_all_have_no_means():
    found = case_mix(np.zeros((2, 3)), np.full((2, 3), np.nan), pooled_var=400)
    assert np.isnan([found.raw, found.indirect, found.direct, found.direct_se]).all()
    assert np.isnan(found.overall)


@pytest.mark.parametrize(
    ("n", "mean", "message"),
    [
        ([3, 4], [1, 2], "two tables"),
        ([[3, 4]], [[1, 2, 3]], "two tables"),
        ([[3, 4]], [[1, np.nan]], "must have a mean"),
    ],
)
def test_tables_that_do_not_fit_are_refused(n, mean, message):
    with pytest.raises(ValueError, match=message):
        case_mix(n, mean)


def test_a_variance_of_nothing_is_refused():
    with pytest.raises(ValueError, match="positive"):
        case_mix([[3, 4]], [[1, 2]], pooled_var=0)
