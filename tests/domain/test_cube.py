import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from mot.domain.cube import CELL_KEYS, CELL_SUMS, MOMENT_SUMS, Cube, Tallies, View
from mot.domain.periods import Quarter


@st.composite
def tallies(draw, largest=10**6):
    size = draw(st.integers(0, 30))
    small = arrays(np.int64, size, elements=st.integers(0, 3))
    sums = arrays(np.int64, size, elements=st.integers(-largest, largest))
    return Tallies({"month": draw(small), "branch": draw(small)}, {"n": draw(sums), "s": draw(sums)})


def rows(table):
    columns = [*table.keys.values(), *table.sums.values()]
    return list(zip(*(column.tolist() for column in columns), strict=True))


@given(tallies())
def test_parts_sum_to_the_whole(table):
    for by in ((), ("month",), ("branch",), ("month", "branch")):
        assert table.group(*by)["n"].sum() == table["n"].sum()
        assert table.group(*by)["s"].sum() == table["s"].sum()


@given(tallies())
def test_grouping_agrees_with_adding_by_hand(table):
    by_hand = {}
    for month, branch, n, s in rows(table):
        had = by_hand.get((month, branch), (0, 0))
        by_hand[month, branch] = had[0] + n, had[1] + s
    assert rows(table.group("month", "branch")) == [(*key, *by_hand[key]) for key in sorted(by_hand)]


@given(tallies())
def test_grouping_in_two_steps_is_grouping_at_once(table):
    assert rows(table.group("branch", "month").group("month")) == rows(table.group("month"))


@given(tallies(), tallies())
def test_adding_parts_up_first_makes_no_difference(one, other):
    together = Tallies.join([one, other]).group("branch")
    first = Tallies.join([one.group("branch"), other.group("branch")]).group("branch")
    assert rows(together) == rows(first)


@given(tallies(largest=2**55))
def test_sums_too_large_for_floats_stay_exact(table):
    assert table.group()["s"].tolist() == [sum(table["s"].tolist())]
    for key, _, s in rows(table.group("month")):
        assert s == sum(row[3] for row in rows(table) if row[0] == key)


@given(tallies(), st.frozensets(st.integers(0, 3)))
def test_what_is_selected_and_what_is_left_make_the_whole(table, wanted):
    chosen = table.select(branch=wanted)
    left = table.where(~np.isin(table["branch"], list(wanted)))
    assert len(chosen) + len(left) == len(table)
    assert set(chosen["branch"].tolist()) <= wanted
    assert chosen["n"].sum() + left["n"].sum() == table["n"].sum()


@given(tallies())
def test_none_selects_everything(table):
    assert table.select(month=None, branch=None) is table


def test_one_value_or_several_may_be_selected():
    table = Tallies({"month": np.array([202607, 202608, 202609])}, {"n": np.array([1, 2, 4])})
    assert table.select(month=202608)["n"].tolist() == [2]
    assert table.select(month=(202607, 202609))["n"].tolist() == [1, 4]
    assert table.select(month=())["n"].tolist() == []


def test_the_total_of_no_rows_is_zero():
    assert Cube.empty().cells.group()["n"].tolist() == [0]
    assert len(Cube.empty().cells.group("branch")) == 0


def test_joining_nothing_is_a_programmers_slip():
    with pytest.raises(ValueError, match="at least one"):
        Tallies.join([])


def test_the_cube_of_no_parts_is_empty_and_has_all_columns():
    cube = Cube.join([])
    assert len(cube.cells) == 0
    assert tuple(cube.cells.keys) == CELL_KEYS
    assert tuple(cube.cells.sums) == CELL_SUMS


def test_joining_a_cube_with_itself_doubles_every_sum():
    empty = Cube.empty()
    one = {key: np.array([1], dtype=np.int64) for key in CELL_KEYS}
    cube = Cube(
        Tallies(one, dict.fromkeys(CELL_SUMS, np.array([3]))), empty.rollups, empty.moments, empty.outcomes
    )
    both = Cube.join([cube, cube]).cells
    assert len(both) == 2
    assert both.group(*CELL_KEYS)["s_ep"].tolist() == [6]


def test_cross_products_over_five_dimensions_are_the_upper_half_of_a_square_of_ten():
    assert len(MOMENT_SUMS) == 1 + 10 * 11 // 2


def test_a_view_of_nothing_in_particular_is_of_everything():
    view = View(Quarter(2026, 3))
    assert (view.branches, view.channels, view.segments) == ((), (), ())
