"""Whoever puts every view together still cannot work out a hidden number."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mot.analysis.hiding import Hiding, hide, hide_alike
from tests.conftest import examples

LEAST = 10


def knowledge(base: np.ndarray, hiding: Hiding, selections: list[np.ndarray]) -> np.ndarray:
    """Everything an attacker is shown, as equations over the cells: one row of coefficients each."""
    rows, columns = base.shape
    known = []

    def tell(mask: np.ndarray) -> None:
        known.append(mask.ravel().astype(float))

    for row, column in np.argwhere(~hiding.cells):
        cell = np.zeros(base.shape)
        cell[row, column] = 1
        tell(cell)
    for selected in selections:
        totals, overall = hiding.of_selection(base, selected, n_suppress=LEAST)
        for row in np.flatnonzero(~totals):
            line = np.zeros(base.shape)
            line[row, selected] = 1
            tell(line)
        if not overall:
            tell(np.broadcast_to(selected, base.shape))
    return np.array(known).reshape(-1, rows * columns)


def computable(wanted: np.ndarray, known: np.ndarray) -> bool:
    """Whether a sum of cells follows from what is known: it lies in the span of the equations."""
    _, sizes, directions = np.linalg.svd(known, full_matrices=True)
    free = directions[(sizes > 1e-9).sum() :]
    return bool(np.abs(free @ wanted.ravel().astype(float)).max(initial=0.0) < 1e-9)


def subsets(columns: int) -> list[np.ndarray]:
    return [
        np.isin(np.arange(columns), chosen)
        for size in range(1, columns + 1)
        for chosen in itertools.combinations(range(columns), size)
    ]


def check(base, people, regions, selections):
    hiding = hide(base, people, regions, n_suppress=LEAST)
    known = knowledge(base, hiding, selections)
    assert hiding.cells[(base > 0) & (base < LEAST)].all()
    for row, column in np.argwhere(hiding.cells):
        cell = np.zeros(base.shape)
        cell[row, column] = 1
        assert not computable(cell, known), f"cell {row}, {column} can be worked out"
    for row in np.flatnonzero(hiding.totals):
        line = np.zeros(base.shape)
        line[row] = 1
        assert not computable(line, known), f"the total of touchpoint {row} can be worked out"
    for column in np.flatnonzero((people > 0) & (people < LEAST)):
        line = np.zeros(base.shape)
        line[:, column] = 1
        assert not computable(line, known), f"the total of branch {column} can be worked out"
    return hiding


ANSWERS = st.one_of(st.just(0), st.integers(1, 9), st.integers(10, 14), st.integers(10, 300))


@st.composite
def tables(draw):
    rows, columns = draw(st.integers(1, 5)), draw(st.integers(2, 6))
    base = np.array(
        draw(st.lists(ANSWERS, min_size=rows * columns, max_size=rows * columns)), dtype=np.int64
    ).reshape(rows, columns)
    more = draw(st.lists(st.integers(0, 5), min_size=columns, max_size=columns))
    people = np.minimum(base.max(axis=0) + np.array(more), base.sum(axis=0))
    regions = np.array(draw(st.lists(st.integers(1, 3), min_size=columns, max_size=columns)), dtype=np.int64)
    return base, people, regions


@given(tables())
@settings(max_examples=examples(80), deadline=None)
def test_no_hidden_number_follows_from_all_branches_each_branch_and_each_region(table):
    base, people, regions = table
    columns = base.shape[1]
    views = [np.ones(columns, dtype=bool), *np.eye(columns, dtype=bool)]
    views += [regions == region for region in np.unique(regions)]
    check(base, people, regions, views)


@given(tables())
@settings(max_examples=examples(80), deadline=None)
def test_no_hidden_number_follows_from_any_set_of_branches_at_all(table):
    base, people, regions = table
    check(base, people, regions, subsets(base.shape[1]))


@st.composite
def quarters(draw):
    """Three months of a table, some of them empty."""
    base, _, regions = draw(tables())
    shares = [draw(st.lists(st.integers(0, 5), min_size=base.size, max_size=base.size)) for _ in range(3)]
    months = [np.array(share).reshape(base.shape) * base // 5 for share in shares]
    if draw(st.booleans()):
        months[draw(st.integers(0, 2))][:] = 0
    return months, regions


@given(quarters())
@settings(max_examples=examples(80), deadline=None)
def test_no_hidden_month_follows_from_the_quarter_and_the_other_months(quarter):
    months, regions = quarter
    whole = sum(months)
    columns = whole.shape[1]
    views = [np.ones(columns, dtype=bool), *np.eye(columns, dtype=bool)]
    views += [regions == region for region in np.unique(regions)]
    all_of_it = hide(whole, whole.max(axis=0), regions, n_suppress=LEAST)
    alike = hide_alike([all_of_it], months, [m.max(axis=0) for m in months], regions, n_suppress=LEAST)
    blank = np.zeros((0, whole.size))
    known = [np.hstack([knowledge(whole, all_of_it, views)] * 3)]
    for place, month in enumerate(months):
        told = knowledge(month, alike, views)
        known.append(np.hstack([told if i == place else np.zeros_like(told) for i in range(3)]))
        if not month.any():
            continue
        small = (month > 0) & (month < LEAST)
        assert alike.cells[small].all()
        assert alike.cells[all_of_it.cells & (month > 0)].all()
    known = np.vstack([k for k in known if len(k)] or [np.hstack([blank] * 3)])
    for place, month in enumerate(months):
        for row, column in np.argwhere((month > 0) & alike.cells):
            cell = np.zeros((3, *whole.shape))
            cell[place, row, column] = 1
            assert not computable(cell, known), f"month {place}, cell {row}, {column} can be worked out"


def test_months_without_small_cells_hide_nothing():
    months = [np.full((3, 4), 20)] * 3
    whole = sum(months)
    none = hide(whole, whole.max(axis=0), np.ones(4, dtype=np.int64), n_suppress=LEAST)
    alike = hide_alike([none], months, [m.max(axis=0) for m in months], np.ones(4), n_suppress=LEAST)
    assert not alike.cells.any()
    assert not alike.totals.any()


def test_a_small_cell_in_one_month_is_hidden_in_all_three():
    months = [np.full((2, 3), 40) for _ in range(3)]
    months[1][0, 0] = 4
    whole = sum(months)
    none = hide(whole, whole.max(axis=0), np.ones(3, dtype=np.int64), n_suppress=LEAST)
    assert not none.cells.any()
    alike = hide_alike([none], months, [m.max(axis=0) for m in months], np.ones(3), n_suppress=LEAST)
    assert alike.cells[0, 0]
    assert alike.cells[0].sum() > 1


def test_four_hidden_cells_in_a_row_are_not_told_two_by_two():
    """Sums of pairs among four would give each of them away: a+b, a+c and b+c are three equations."""
    base = np.array([[4, 5, 6, 7, 90], [80, 80, 80, 80, 80]])
    hiding = check(base, base.max(axis=0), np.array([1, 1, 1, 1, 1]), subsets(5))
    hidden, _ = hiding.of_selection(base, np.array([True, True, False, False, False]), n_suppress=LEAST)
    assert hidden[0]
    together, _ = hiding.of_selection(base, np.array([True, True, True, True, False]), n_suppress=LEAST)
    assert not together[0]


def test_a_region_shows_its_total_where_its_hidden_cells_protect_each_other():
    base = np.array([[6, 7, 90, 8, 9, 95], [6, 7, 80, 8, 9, 85]])
    regions = np.array([1, 1, 1, 2, 2, 2])
    hiding = check(base, base.max(axis=0) * 5, regions, subsets(6))
    hidden, overall = hiding.of_selection(base, regions == 1, n_suppress=LEAST)
    assert not hidden.any()
    assert not overall


def test_nothing_small_means_nothing_hidden():
    base = np.full((3, 4), 40)
    hiding = hide(base, base.max(axis=0), np.array([1, 1, 2, 2]), n_suppress=LEAST)
    assert not hiding.cells.any()
    for selected in subsets(4):
        totals, overall = hiding.of_selection(base, selected, n_suppress=LEAST)
        assert not totals.any()
        assert not overall


def test_a_branch_of_few_people_is_not_told_by_leaving_it_out():
    """Three people with many ratings each make no small cell sum, but they are three people."""
    base = np.array([[3, 50, 50, 60], [3, 50, 50, 60], [3, 50, 50, 60], [3, 50, 50, 60]])
    people = np.array([3, 50, 50, 60])
    hiding = check(base, people, np.array([1, 1, 2, 2]), subsets(4))
    assert hiding.branches[0]
    _, alone = hiding.of_selection(base, np.array([True, False, False, False]), n_suppress=LEAST)
    _, rest = hiding.of_selection(base, np.array([False, True, True, True]), n_suppress=LEAST)
    assert alone
    assert rest


@pytest.mark.parametrize("shape", [(0, 0), (0, 3), (3, 0)])
def test_an_empty_table_hides_nothing(shape):
    base = np.zeros(shape, dtype=np.int64)
    hiding = hide(base, np.zeros(shape[1], dtype=np.int64), np.ones(shape[1], dtype=np.int64), n_suppress=10)
    totals, overall = hiding.of_selection(base, np.ones(shape[1], dtype=bool), n_suppress=10)
    assert totals.shape == (shape[0],)
    assert not totals.any()
    assert not overall
