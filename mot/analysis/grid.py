"""Cells laid out as touchpoint × branch, and which of them may be seen."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from mot.domain.cube import Ints, Tallies
from mot.stats.suppression import CellState, suppress, suppress_table
from mot.stats.tally import PAIR_FIELDS, PairTally

Mask = np.ndarray


@dataclass(frozen=True, slots=True)
class Grid:
    """A dense table of tallies, one row per touchpoint and one column per branch (their ids)."""

    touchpoints: Ints
    branches: Ints
    tally: PairTally

    @property
    def base(self) -> Ints:
        """The answers behind each cell: pairs, or perceptions where nobody was asked for an expectation."""
        pairs = bool(self.tally.n.sum())
        return self.tally.n if pairs else self.tally.n_p


def lay_out(cells: Tallies, touchpoints: Sequence[int], branches: Sequence[int]) -> Grid:
    """Lay the cells out; touchpoints and branches that are not listed are left out, empty ones are zero."""
    rows, columns = np.array(touchpoints, dtype=np.int64), np.array(branches, dtype=np.int64)
    row, row_known = _positions(rows, cells.keys["touchpoint"])
    column, column_known = _positions(columns, cells.keys["branch"])
    known = row_known & column_known
    flat = row[known] * len(columns) + column[known]
    size = len(rows) * len(columns)
    sums = {}
    for name in PAIR_FIELDS:
        total = np.zeros(size, dtype=np.int64)
        np.add.at(total, flat, cells.sums[name][known])
        sums[name] = total.reshape(len(rows), len(columns))
    return Grid(rows, columns, PairTally.from_columns(sums))


def _positions(known: Ints, wanted: Ints) -> tuple[Ints, Mask]:
    """The position of each wanted id among the known ones, and whether it is there."""
    if not len(known):
        return np.zeros(len(wanted), dtype=np.int64), np.zeros(len(wanted), dtype=bool)
    order = np.argsort(known)
    at = np.clip(np.searchsorted(known[order], wanted), 0, len(known) - 1)
    found = order[at]
    return found, known[found] == wanted


def hidden_cells(base: Ints, *, n_suppress: int) -> tuple[Mask, Mask]:
    """What a touchpoint × branch table must hide so that nothing shown gives a small cell away.

    Returns
    -------
    cells : bool array (touchpoints, branches)
    totals : bool array (touchpoints,)
        The touchpoints' totals over all branches.
    """
    found = suppress_table(base, n_suppress)
    return found.cells == CellState.HIDDEN, found.row_totals == CellState.HIDDEN


def hidden_totals(base: Ints, cells: Mask, totals: Mask, selected: Mask, *, n_suppress: int) -> Mask:
    """Which touchpoints' totals over the selected branches are hidden.

    Parameters
    ----------
    base : int array (touchpoints, branches)
        Answers per cell, over all branches in scope.
    cells, totals : bool arrays
        What is hidden in that table, from `hidden_cells`.
    selected : bool array (branches,)
        The branches of the view.

    Returns
    -------
    bool array (touchpoints,)
        True where the total rests on too few answers, or where it would give away the only hidden cell
        among the selected, or the only hidden one left out.
    """
    if selected.all():
        return totals
    inside, outside = cells[:, selected].sum(axis=1), cells[:, ~selected].sum(axis=1)
    total = base[:, selected].sum(axis=1)
    line = suppress(total, n_suppress) == CellState.HIDDEN
    return np.asarray(line | (inside == 1) | ((outside == 1) & (inside > 0)), dtype=bool)
