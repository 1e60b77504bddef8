"""Hide small cells so that nobody can work them out again from what is shown."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from mot.stats.bridges import Circles, Flags, bridges
from mot.stats.sums import Floats, Ints, integers

FREE = 1e-6  # price of a cell that is hidden anyway


class CellState(StrEnum):
    """Whether a cell may be shown."""

    NO_RESPONSES = "no_responses"
    HIDDEN = "hidden"
    SHOWN = "shown"


@dataclass(frozen=True, slots=True)
class TableStates:
    """States of a table's cells, of its totals and of the grand total: object arrays of `CellState`.

    A total is hidden when it is small itself, when the rule for one row hides it among the other totals, or,
    rarely, when a small cell cannot be protected in any other way.
    """

    cells: NDArray[Any]
    row_totals: NDArray[Any]
    column_totals: NDArray[Any]
    total: CellState


def suppress(n: ArrayLike, min_n: int = 5, total_shown: bool = True) -> NDArray[Any]:
    """Hide the small cells of one row, and enough others that the total does not give them away.

    Parameters
    ----------
    n : array_like of int, 1-D
        Answers per cell.
    min_n : int
        Cells with ``0 < n < min_n`` are hidden.
    total_shown : bool
        Whether the sum of the row can be seen anywhere. If so the smallest shown cells follow (ties: the
        first) until at least two cells and at least `min_n` answers are hidden together.

    Returns
    -------
    object array of CellState
        Cells without answers are *no_responses*: they are open and protect nobody.

    References
    ----------
    Hundepool et al. (2012), Statistical Disclosure Control, chapter 4 (complementary suppression).

    Examples
    --------
    >>> [str(state) for state in suppress([40, 3, 12, 0])]
    ['shown', 'hidden', 'hidden', 'no_responses']
    """
    answers = _answers(n, min_n)
    nothing = np.zeros(answers.shape, dtype=bool)
    return _states(answers, _hide_row(answers, min_n, total_shown, nothing, answers))


def suppress_table(
    n: ArrayLike,
    min_n: int = 5,
    *,
    totals: bool = True,
    also: ArrayLike | None = None,
    least: ArrayLike | None = None,
) -> TableStates:
    """Hide the small cells of a table, and enough others that rows, columns and totals do not give them away.

    Parameters
    ----------
    n : array_like of int, 2-D
        Answers per cell.
    min_n : int
        Cells with ``0 < n < min_n`` are hidden.
    totals : bool
        Whether the sums of the rows and columns can be seen anywhere.
    also : array_like of bool, one row and one column larger, optional
        Cells, row totals (last column), column totals (last row) and grand total to hide for other reasons.
    least : array_like of int, as `n`, optional
        Answers that a hidden cell counts for, where that is fewer than `n`.

    Returns
    -------
    TableStates
        With totals: no hidden cell or total can be computed from all that is shown, by whatever combination
        of rows and columns; every line with hidden cells and a shown total hides at least two cells and
        `min_n` answers. Few answers are hidden for it, but not provably the fewest.

    Notes
    -----
    Take rows and columns as the two sides of a graph, totals as one more row and column, and each hidden
    cell as an edge. A hidden cell can be computed exactly when no circle of hidden cells passes through it
    (it is a bridge). Each bridge gets the circle that hides the fewest answers.

    References
    ----------
    Gusfield (1988), A graph theoretic approach to statistical data security, SIAM J Comput 17.

    Examples
    --------
    >>> found = suppress_table([[3, 20, 30], [40, 25, 60], [50, 70, 80]])
    >>> for row in found.cells == CellState.HIDDEN:
    ...     print(row)
    [ True  True False]
    [ True  True False]
    [False False False]
    """
    answers = _answers(n, min_n)
    if answers.ndim != 2:
        raise ValueError(f"a table has 2 dimensions, not {answers.ndim}")
    rows, columns = answers.sum(axis=1), answers.sum(axis=0)
    full = np.block([[answers, rows[:, None]], [columns, answers.sum()]])
    hidden = (full > 0) & (full < min_n)
    if also is not None:
        hidden |= np.asarray(also, dtype=bool) & (full > 0)
    if totals:
        counted = answers if least is None else np.minimum(_answers(least, min_n), answers)
        weight = np.block([[counted, counted.sum(axis=1)[:, None]], [counted.sum(axis=0), counted.sum()]])
        hidden[:-1, -1] = _hide_row(rows, min_n, True, hidden[:-1, -1], weight[:-1, -1])
        hidden[-1, :-1] = _hide_row(columns, min_n, True, hidden[-1, :-1], weight[-1, :-1])
        _protect(full, weight, hidden, min_n)
    states = _states(full, hidden)
    return TableStates(states[:-1, :-1], states[:-1, -1], states[-1, :-1], states[-1, -1])


def _answers(n: ArrayLike, min_n: int) -> Ints:
    answers = integers(n, "n")
    if np.any(answers < 0) or min_n < 1:
        raise ValueError("numbers of answers must not be negative, and at least one must be asked for")
    return answers


def _states(n: Ints, hidden: Flags) -> NDArray[Any]:
    names = np.array([CellState.SHOWN, CellState.HIDDEN, CellState.NO_RESPONSES], dtype=object)
    return np.asarray(names[np.where(n == 0, 2, hidden.astype(np.int64))], dtype=object)


def _hide_row(n: Ints, min_n: int, total_shown: bool, also: Flags, weight: Ints) -> Flags:
    hidden = ((n > 0) & (n < min_n)) | also
    if total_shown and hidden.any():
        for cell in np.argsort(n, kind="stable"):
            if hidden.sum() >= 2 and weight[hidden].sum() >= min_n:
                break
            hidden[cell] |= n[cell] > 0
    return hidden


def _protect(full: Ints, weight: Ints, hidden: Flags, min_n: int) -> None:
    """Hide more of a table with its totals, in place, until nothing hidden can be computed."""
    price = np.where(full > 0, full.astype(np.float64), np.inf)
    price[:, -1] += full[-1, -1]  # totals are seen on other pages: they come last
    price[-1, :] += full[-1, -1]
    circles = Circles(price)
    while True:
        price[hidden] = FREE
        safe: set[tuple[int, int]] = set()
        for cell in bridges(hidden):
            if cell not in safe:
                circle = circles.through(cell, price)
                safe.update(circle)
                for row, column in circle:
                    hidden[row, column], price[row, column] = True, FREE
        if not safe and not _top_up(full, weight, price, hidden, min_n):
            return


def _top_up(full: Ints, weight: Ints, price: Floats, hidden: Flags, min_n: int) -> bool:
    """Hide one more cell in each line that hides fewer than `min_n` answers of a shown total."""
    changed = False
    for view, counted, cost, flags in (
        (full, weight, price, hidden),
        (full.T, weight.T, price.T, hidden.T),
    ):
        small = np.where(flags, counted, 0)[:, :-1].sum(axis=1)
        for line in np.flatnonzero(flags[:, :-1].any(axis=1) & ~flags[:, -1] & (small < min_n)):
            open_cells = np.flatnonzero(~flags[line, :-1] & (view[line, :-1] > 0))
            if len(open_cells):
                flags[line, open_cells[np.argmin(cost[line, open_cells])]] = True
                changed = True
    return changed
