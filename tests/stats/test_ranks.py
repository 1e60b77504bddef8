import json
from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import norm

from mot.stats.ranks import rank_ranges
from mot.stats.shrinkage import shrink
from tests.conftest import examples

ORACLES = Path(__file__).parents[1] / "oracles"
CASES = json.loads((ORACLES / "09_shrinkage.json").read_text("utf-8"))["cases"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_ranks_agree_with_r(case):
    given, want = case["input"], case["expected"]["ranks"]
    found = rank_ranges(
        shrink(given["y"], given["v"], prior_scale=given["prior_scale"] or np.inf, min_units=2)
    )
    np.testing.assert_allclose(found.expected, want["expected_rank"], atol=want["tolerance_expected_rank"])
    for name, key in (("lo", "rank_lo90"), ("hi", "rank_hi90")):
        assert (np.abs(getattr(found, name) - want[key]) <= want["tolerance_interval"]).all(), name


def test_mean_ranks_agree_with_the_chances_of_every_pair():
    """Exact by another road: a unit's mean rank is 1 plus its chances of lying below each other unit."""
    y, v = np.array([-11.0, -4, -7, -14, 3]), np.array([12.0, 40, 5, 5, 9])
    found = shrink(y, v)
    s = found.spreads[0]
    b = v / (v + s.tau[:, np.newaxis] ** 2)
    mean, var = b * s.mu[:, np.newaxis] + (1 - b) * y, (1 - b) * v
    want = np.ones(5)
    for i in range(5):
        for j in set(range(5)) - {i}:
            sd = np.sqrt(var[:, i] + var[:, j] + (b[:, i] - b[:, j]) ** 2 * s.mu_var)
            want[i] += s.weight @ norm.cdf((mean[:, j] - mean[:, i]) / sd)
    np.testing.assert_allclose(rank_ranges(found).expected, want, atol=0.02)


@given(st.lists(st.tuples(st.floats(-40, 40), st.floats(0.5, 90)), min_size=3, max_size=9))
@settings(max_examples=examples(30))
def test_ranks_are_places_and_every_place_is_taken(units):
    y, v = zip(*units, strict=True)
    found = rank_ranges(shrink(y, v), draws=400)
    assert found.expected.sum() == pytest.approx(len(y) * (len(y) + 1) / 2)
    assert ((found.lo >= 1) & (found.lo <= found.hi) & (found.hi <= len(y))).all()
    assert found.p_best.sum() == pytest.approx(1)
    assert found.p_worst.sum() == pytest.approx(1)
    for field in fields(found):
        assert not np.isinf(getattr(found, field.name)).any()


def test_the_highest_score_has_the_first_rank():
    found = rank_ranges(shrink([10, 90, 50, 30], [0.1] * 4))
    np.testing.assert_array_equal(found.expected, [4, 1, 2, 3])
    np.testing.assert_array_equal(found.lo, found.hi)
    np.testing.assert_array_equal(found.p_best, [0, 1, 0, 0])
    np.testing.assert_array_equal(found.p_worst, [1, 0, 0, 0])
    assert found.league
    assert found.alike < 4


def test_the_same_seed_gives_the_same_ranks():
    found = shrink([-4, 0, 2, 9], [20, 20, 20, 20])
    one, again, other = (rank_ranges(found, draws=500, seed=seed).expected for seed in (1, 1, 2))
    np.testing.assert_array_equal(one, again)
    assert (one != other).any()


def test_equal_branches_may_have_any_rank():
    found = rank_ranges(shrink([-6.0] * 10, [5.0] * 10))
    np.testing.assert_allclose(found.expected, 5.5, atol=0.1)
    assert (found.lo <= 2).all()
    assert (found.hi >= 9).all()
    np.testing.assert_allclose(found.p_best, 0.1, atol=0.02)
    assert found.alike == 10
    assert not found.league


def test_a_wider_range_holds_more_of_the_draws():
    found = shrink(np.arange(12.0), [30.0] * 12)
    wide, narrow = rank_ranges(found, conf=0.98), rank_ranges(found, conf=0.5)
    assert (wide.lo <= narrow.lo).all()
    assert (wide.hi > narrow.hi).any()


@pytest.mark.parametrize(
    ("doubtful", "league"),
    [(6, True), (7, True), (8, False)],
)
def test_a_league_table_needs_most_branches_to_have_a_narrow_range(doubtful, league):
    v = [0.05] * (14 - doubtful) + [300.0] * doubtful
    y = np.where(np.array(v) < 1, np.linspace(0, 60, 14), 30)
    found = rank_ranges(shrink(y, v))
    wide = found.hi - found.lo + 1 > 7
    assert wide.sum() == doubtful
    assert found.league == league


def test_two_of_three_places_are_more_than_half():
    found = rank_ranges(shrink([10.0, 10.0, -90.0], [0.1, 0.1, 0.1]))
    assert found.hi.tolist() == [2, 2, 3]
    assert not found.league


def test_two_branches_are_no_league():
    found = rank_ranges(shrink([10.0, 90.0], [0.1, 0.1], min_units=2))
    assert found.hi.tolist() == [2, 1]
    assert not found.league


def test_branches_left_out_have_no_rank():
    found = rank_ranges(shrink([-4, np.nan, 2, 9], [2, 2, 2, 2]))
    alone = rank_ranges(shrink([-4, 2, 9], [2, 2, 2]))
    assert np.isnan([found.expected[1], found.lo[1], found.p_best[1]]).all()
    np.testing.assert_array_equal(found.expected[[0, 2, 3]], alone.expected)
    assert found.units == 3


def test_nothing_compared_is_nothing_ranked():
    found = rank_ranges(shrink([1.0, 2.0], [1, 1]))
    assert np.isnan(found.expected).all()
    assert (found.units, found.alike, found.league) == (0, 0, False)


def test_each_row_is_ranked_for_itself():
    y, v = [[1.0, 5, 9], [9, np.nan, 1], [9, 5, 1]], np.full((3, 3), 2.0)
    table = rank_ranges(shrink(y, v))
    assert table.units.tolist() == [3, 0, 3]
    np.testing.assert_array_equal(table.expected[2], rank_ranges(shrink(y[2], v[2])).expected)
    assert table.expected[0, 2] < 2 < table.expected[0, 0]
    assert np.isnan(table.expected[1]).all()


def test_many_branches_get_fewer_draws_but_enough():
    few, many = (rank_ranges(shrink(np.linspace(0, 50, size), [4.0] * size)) for size in (200, 1000))
    assert (few.draws, many.draws) == (20_000, 4_000)
    np.testing.assert_allclose(many.expected[[0, -1]], [1000, 1], atol=60)
    assert rank_ranges(shrink([1.0, 2, 3], [1, 1, 1]), draws=7).draws == 8


@pytest.mark.parametrize("wrong", [{"draws": 0}, {"conf": 1.0}])
def test_options_that_make_no_sense_are_refused(wrong):
    with pytest.raises(ValueError, match="between 0 and 1"):
        rank_ranges(shrink([1, 2, 3], [1, 1, 1]), **wrong)
