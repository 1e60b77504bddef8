import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from mot.stats.bridges import Circles, bridges


@given(arrays(bool, array_shapes(min_dims=2, max_dims=2, max_side=7), elements=st.booleans()))
def test_a_bridge_is_what_holds_two_parts_together(marked):
    """Without a bridge its two ends fall apart: the rank of the line sums drops by one."""

    def rank(flags):
        cells = np.argwhere(flags)
        if not len(cells):
            return 0
        lines = [cells[:, 0] == row for row in range(len(flags))]
        lines += [cells[:, 1] == column for column in range(flags.shape[1])]
        return np.linalg.matrix_rank(np.array(lines, dtype=float))

    found = set(bridges(marked))
    for row, column in np.argwhere(marked).tolist():
        without = marked.copy()
        without[row, column] = False
        assert ((row, column) in found) == (rank(without) < rank(marked))


def test_no_cells_have_no_bridges():
    assert bridges(np.zeros((0, 3), dtype=bool)) == []
    assert bridges(np.zeros((2, 3), dtype=bool)) == []


def test_a_long_thin_table_does_not_exhaust_the_stack():
    stairs = np.eye(3000, dtype=bool) | np.eye(3000, k=1, dtype=bool)
    assert len(bridges(stairs)) == 5999


def test_a_circle_goes_round_what_cannot_be_used():
    price = np.array([[1, 1, np.inf], [np.inf, 1, 1], [1, np.inf, 1.0]])
    assert len(Circles(price).through((0, 0), price)) == 6


def test_a_cell_on_no_circle_is_refused():
    price = np.array([[1.0, 1.0]])
    with pytest.raises(ValueError, match="no circle"):
        Circles(price).through((0, 0), price)
