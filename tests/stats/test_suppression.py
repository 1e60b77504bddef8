import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from mot.stats.suppression import CellState, suppress, suppress_table
from tests.conftest import examples

ORACLE = Path(__file__).parents[1] / "oracles" / "22_suppression.json"
HIDDEN = CellState.HIDDEN
SHAPES = array_shapes(min_dims=2, max_dims=2, max_side=6)
SPARSE = arrays(np.int64, SHAPES, elements=st.sampled_from([0, 0, 1, 2, 4, 5, 7, 30, 200]))
DENSE = arrays(np.int64, SHAPES, elements=st.integers(1, 60))


def attack(unknown):
    """What linear algebra finds out: the unknowns that every solution of the line sums agrees on.

    An unknown is pinned down exactly when all solutions of the homogeneous system are 0 there.
    """
    cells = np.argwhere(unknown)
    if not len(cells):
        return np.zeros_like(unknown)
    lines = np.vstack([cells[:, 0] == row for row in range(unknown.shape[0])])
    lines = np.vstack([lines, *[[cells[:, 1] == column] for column in range(unknown.shape[1])]])
    _, sizes, free = np.linalg.svd(lines.astype(float))
    free = free[(sizes > 1e-9).sum() :]
    found = np.zeros_like(unknown)
    found[tuple(cells.T)] = (np.abs(free) < 1e-9).all(axis=0)
    return found


def with_totals(found):
    """Everything of a table that is hidden, in one block: cells, row totals, column totals, grand total."""
    return np.block(
        [
            [found.cells == HIDDEN, (found.row_totals == HIDDEN)[:, None]],
            [found.column_totals == HIDDEN, np.array([[found.total == HIDDEN]])],
        ]
    )


@pytest.mark.parametrize("case", json.loads(ORACLE.read_text("utf-8"))["cases"], ids=lambda c: c["id"])
def test_one_row_hides_as_worked_by_hand(case):
    assert suppress(**case["input"]).tolist() == case["expected"]["state"]


@given(st.lists(st.integers(0, 40), max_size=12), st.integers(1, 10))
def test_one_row_never_gives_a_small_cell_away(n, min_n):
    found = suppress(n, min_n)
    answers = np.array(n, dtype=int)
    hidden = found == HIDDEN
    assert hidden[(answers > 0) & (answers < min_n)].all()
    assert ((found == CellState.NO_RESPONSES) == (answers == 0)).all()
    if hidden.any() and answers.sum() >= min_n:
        assert hidden.sum() >= 2
        assert answers[hidden].sum() >= min_n


@settings(max_examples=examples(300))
@given(st.one_of(SPARSE, DENSE), st.sampled_from([2, 5, 10]))
def test_an_attacker_who_solves_the_table_finds_nothing_hidden(n, min_n):
    assert not attack(with_totals(suppress_table(n, min_n))).any()


@settings(max_examples=examples(300))
@given(st.one_of(SPARSE, DENSE), st.sampled_from([2, 5, 10]))
def test_small_cells_and_totals_are_hidden_and_lines_hide_enough(n, min_n):
    found = suppress_table(n, min_n)
    full = np.block([[n, n.sum(1)[:, None]], [n.sum(0), n.sum()]])
    hidden = with_totals(found)
    assert hidden[(full > 0) & (full < min_n)].all()
    assert not hidden[full == 0].any()
    assert ((found.cells == CellState.NO_RESPONSES) == (n == 0)).all()
    for answers, flags in ((full, hidden), (full.T, hidden.T)):
        for line, marks in zip(answers, flags, strict=True):
            if marks[:-1].any():
                assert marks.sum() >= 2
            if marks[:-1].any() and not marks[-1]:
                assert line[:-1][marks[:-1]].sum() >= min_n


@given(DENSE)
def test_totals_are_hidden_only_by_their_own_rule_when_cells_can_do(n):
    """In a full table of two rows and columns or more, cells protect cells."""
    if min(n.shape) < 2:
        return
    found = suppress_table(n, 5)
    assert found.row_totals.tolist() == suppress(n.sum(1)).tolist()
    assert found.column_totals.tolist() == suppress(n.sum(0)).tolist()


def test_a_table_without_small_cells_is_shown():
    found = suppress_table(np.full((3, 4), 5))
    assert not with_totals(found).any()


def test_three_more_cells_protect_one():
    n = np.full((6, 8), 50)
    n[2, 3] = 3
    found = suppress_table(n)
    assert (found.cells == HIDDEN).sum() == 4
    assert found.cells[2, 3] is HIDDEN
    assert found.total is CellState.SHOWN


def test_two_circles_joined_by_one_cell_do_not_give_it_away():
    """Each line hides two cells, yet the joining one would follow by adding lines up."""
    n = np.full((4, 4), 40)
    n[:2, :2] = n[2:, 2:] = 3
    n[1, 2] = 4
    assert attack(n < 5)[1, 2]
    assert not attack(suppress_table(n).cells == HIDDEN).any()


def test_a_small_branch_hides_its_total_and_the_next_one():
    n = np.array([[40, 1, 30], [50, 2, 9], [60, 0, 20]])
    found = suppress_table(n)
    assert found.column_totals.tolist() == [CellState.SHOWN, HIDDEN, HIDDEN]
    assert found.cells[2].tolist()[1] is CellState.NO_RESPONSES
    assert not attack(with_totals(found)).any()


def test_without_totals_only_small_cells_are_hidden():
    found = suppress_table([[3, 20], [40, 0]], totals=False)
    assert found.cells.tolist() == [[HIDDEN, CellState.SHOWN], [CellState.SHOWN, CellState.NO_RESPONSES]]


@pytest.mark.parametrize("shape", [(0, 0), (0, 3), (2, 0), (1, 1), (1, 5)])
def test_empty_tables_are_no_mistake(shape):
    found = suppress_table(np.zeros(shape, dtype=int))
    assert found.cells.shape == shape
    assert (found.cells == CellState.NO_RESPONSES).all()
    assert found.total is CellState.NO_RESPONSES


def test_one_cell_hides_itself_and_its_totals():
    assert with_totals(suppress_table([[3]])).all()
    assert not with_totals(suppress_table([[5]])).any()


def test_what_is_no_table_is_refused():
    with pytest.raises(ValueError, match="2 dimensions"):
        suppress_table([1, 2, 3])
    with pytest.raises(ValueError, match="must not be negative"):
        suppress([3, -1])
    with pytest.raises(ValueError, match="at least one"):
        suppress([3, 1], 0)


def test_the_same_table_hides_the_same_cells():
    n = np.random.default_rng(7).negative_binomial(2, 0.1, (20, 30))
    assert (suppress_table(n).cells == suppress_table(n.copy()).cells).all()


@pytest.mark.parametrize("mean", [12, 20, 60])
def test_a_network_of_two_hundred_branches_keeps_its_secrets(mean):
    n = np.random.default_rng(mean).negative_binomial(2, 2 / (2 + mean), (30, 200))
    assert not attack(with_totals(suppress_table(n))).any()
