"""Driver pairs add up, can be cut, and change their scale without losing a digit."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mot.analysis.pairs import GROUPS, OVERALL, driver_pairs, in_common
from mot.domain.survey import Scale
from tests.analysis.driver_samples import pairs_of, people
from tests.analysis.survey_maker import FIVE, SEVEN

TEN = Scale(0, 10)


def same(one, other):
    for mine, theirs in zip(one.sums, other.sums, strict=True):
        np.testing.assert_array_equal(mine, theirs)
    np.testing.assert_array_equal(one.lowest, other.lowest)
    np.testing.assert_array_equal(one.highest, other.highest)


def counted(told):
    return driver_pairs(("overall", "101", "102"), told, -1, np.arange(len(told)))


@given(st.integers(0, 999), st.integers(0, 120))
def test_the_pairs_are_those_of_the_answers(seed, n):
    rng = np.random.default_rng(seed)
    told, person = rng.integers(-1, 8, (n, 3)), rng.integers(0, 500, n)
    found = driver_pairs(("overall", "101", "102"), told, -1, person)
    for r in (0, 7, GROUPS - 1):
        mine = told[person % GROUPS == r]
        both = mine[(mine[:, 0] != -1) & (mine[:, 2] != -1)]
        x, y = both[:, 0], both[:, 2]
        cell = [int(table[r, 0, 2]) for table in found.sums]
        assert cell == [len(both), x.sum(), (x * x).sum(), (x * y).sum()]
    if n and (told[:, 1] != -1).any():
        assert found.lowest[1] == told[told[:, 1] != -1, 1].min()
        assert found.highest[1] == told[:, 1].max()


def test_parts_add_up_to_the_whole():
    told = np.random.default_rng(1).integers(-1, 8, (90, 3))
    person = np.arange(90)
    halves = [
        driver_pairs(("overall", "101", "102"), told[a:b], -1, person[a:b]) for a, b in ((0, 40), (40, 90))
    ]
    same(halves[0] + halves[1], counted(told))


def test_nobody_answered_is_no_number():
    found = counted(np.full((4, 3), -1))
    assert np.isnan(found.lowest).all()
    assert not found.n.any()
    same(found + counted(np.array([[1, 2, 3]])), counted(np.array([[1, 2, 3]])))


def test_different_variables_are_not_added():
    one = counted(np.array([[1, 2, 3]]))
    with pytest.raises(ValueError, match="different variables"):
        one + one.of(["overall", "101"])


def test_some_of_the_variables_keep_their_sums():
    told = np.random.default_rng(2).integers(-1, 8, (90, 3))
    found = counted(told).of(["102", "overall"])
    same(found, driver_pairs(("102", "overall"), told[:, [2, 0]], -1, np.arange(90)))


def test_one_scale_starts_at_zero_and_keeps_its_points():
    told = np.array([[5, 1, 3], [2, -1, 4]])
    (found, width) = in_common({(FIVE, FIVE): counted(told)})
    assert width == 4
    same(found, counted(np.where(told == -1, -1, told - 1)))


def test_several_scales_meet_on_one_that_all_divide():
    y, _, p = people(60)
    eleven = np.round((y - 1) / 6 * 10)
    found, width = in_common(pairs_of(y, p) | pairs_of(eleven, p, SEVEN, TEN))
    assert width == 30
    moved = np.vstack(
        [np.column_stack([(y - 1) * 5, (p - 1) * 5]), np.column_stack([eleven * 3, (p - 1) * 5])]
    )
    want = driver_pairs(found.variables, moved.astype(int), -1, np.concatenate([np.arange(60)] * 2))
    same(found, want)
    assert found.variables[0] == OVERALL


def test_no_scale_at_all_is_a_mistake():
    with pytest.raises(ValueError, match="at least one scale"):
        in_common({})
