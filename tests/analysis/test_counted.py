"""What is counted of a hidden cell tells nothing about the few people behind a small one."""

import itertools

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from mot.analysis.counted import counted
from mot.analysis.hiding import hide
from tests.conftest import examples

LEAST = 10
SIZES = st.sampled_from([0, 1, 3, 7, 9, 10, 11, 14, 19, 20, 23, 29, 35, 67, 99, 140])


@st.composite
def tables(draw):
    rows, columns = draw(st.integers(1, 4)), draw(st.integers(1, 6))
    base = np.array([[draw(SIZES) for _ in range(columns)] for _ in range(rows)], dtype=np.int64)
    regions = np.array([draw(st.integers(1, 2)) for _ in range(columns)], dtype=np.int64)
    return base, hide(base, base.max(axis=0), regions, n_suppress=LEAST)


def possible(total, small, others, most):
    """The values that each of the small cells can have when their line adds up to `total`.

    `others`: the least that each other hidden cell can be, `most`: the largest.
    """
    found = []
    for values in itertools.product(range(1, LEAST), repeat=small):
        rest = total - sum(values)
        if sum(others) <= rest <= sum(most):
            found.append(values)
    return [set(column) for column in zip(*found, strict=True)]


@given(tables())
@settings(max_examples=examples(300))
def test_the_count_of_a_protecting_cell_leaves_every_small_cell_as_uncertain_as_before(table):
    base, hiding = table
    told = counted(base, hiding, n_suppress=LEAST)
    for row in np.flatnonzero(~hiding.totals):
        for part in set(hiding.parts[row]) - {-1}:
            line = (hiding.parts[row] == part) & hiding.cells[row] & (base[row] > 0)
            few = line & (base[row] < LEAST)
            if not 0 < few.sum() <= 4:
                continue
            shown = told[row, line & ~few].tolist()
            total, small = int(base[row, line].sum()), int(few.sum())
            before = possible(total, small, [LEAST] * len(shown), [total] * len(shown))
            exactly_tens = [n > LEAST for n in shown]
            most = [n + 9 if tens else total for n, tens in zip(shown, exactly_tens, strict=True)]
            assert possible(total, small, shown, most) == before


@given(tables())
@settings(max_examples=examples(200))
def test_never_more_is_counted_than_there_is_and_what_is_shown_counts_in_full(table):
    base, hiding = table
    told = counted(base, hiding, n_suppress=LEAST)
    assert (told <= base).all()
    shown = ~hiding.cells
    assert (told[shown] == base[shown]).all()
    few = hiding.cells & (base < LEAST)
    assert (told[few] == 0).all()
    protecting = hiding.cells & (base >= LEAST)
    assert (told[protecting] >= LEAST).all()
    assert (told[protecting] % 10 == 0).all()


def test_tens_are_counted_where_they_tell_nothing_and_only_the_least_where_they_would():
    regions = np.ones(4, dtype=np.int64)
    vague = np.array([[6, 64, 67, 300]])
    found = hide(vague, vague[0], regions, n_suppress=LEAST)
    assert found.cells.tolist() == [[True, True, False, False]]
    assert counted(vague, found, n_suppress=LEAST).tolist() == [[0, 60, 67, 300]]
    telling = np.array([[1, 69, 80, 300]])  # 70 together: 60 to 69 would leave 1 to 9, as before
    found = hide(telling, telling[0], regions, n_suppress=LEAST)
    assert counted(telling, found, n_suppress=LEAST).tolist() == [[0, 60, 80, 300]]
    exact = np.array([[9, 69, 80, 300]])  # 78 together: 60 to 69 would leave 9 alone
    found = hide(exact, exact[0], regions, n_suppress=LEAST)
    assert counted(exact, found, n_suppress=LEAST).tolist() == [[0, 10, 80, 300]]


def test_a_stricter_limit_is_kept():
    base = np.array([[6, 34, 67, 300]])
    found = hide(base, base[0], np.ones(4, dtype=np.int64), n_suppress=30)
    assert counted(base, found, n_suppress=30).tolist() == [[0, 30, 67, 300]]
