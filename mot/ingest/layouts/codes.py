"""Cells whose codes a survey tool documents: not answered, options by number, and what was written instead."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

import numpy as np

from mot.ingest.cells import Cells, as_text
from mot.ingest.layouts.questions import OPTION
from mot.ingest.layouts.table import Table


def without(table: Table, unanswered: Collection[str]) -> Table:
    """The table with blank cells in place of the tool's own codes for "not answered"."""
    return replace(table, columns=tuple(_blanked(cells, unanswered) for cells in table.columns))


def _blanked(cells: Cells, unanswered: Collection[str]) -> Cells:
    hits = np.array([as_text(value) in unanswered for value in cells.values], dtype=bool)
    if not hits.any():
        return cells
    return Cells(np.where(cells.spread(hits, False), np.int32(-1), cells.codes), cells.values)


def changed(cells: Cells, change: Callable[[object], object]) -> Cells:
    """A column with every distinct value replaced."""
    known: dict[object, int] = {}
    moved = [known.setdefault(change(value), len(known)) for value in cells.values]
    return Cells(cells.spread(np.array(moved, dtype=np.int32), -1), tuple(known))


def option(value: object) -> object:
    """The number in the code of an answer option, such as A4; every other value as it is.

    >>> option("A4"), option("AO02"), option("Atrium")
    (4.0, 2.0, 'Atrium')
    """
    found = OPTION.fullmatch(value) if isinstance(value, str) else None
    return float(found[1]) if found else value


def instead(cells: Cells, mark: str, other: Cells) -> Cells:
    """A column with another one's cells where it holds `mark`."""
    at = [code for code, value in enumerate(cells.values) if as_text(value) == mark]
    if not at:
        return cells
    return _over(cells, np.isin(cells.codes, at), other)


def folded(columns: Sequence[Cells]) -> Cells | None:
    """Columns of which at most one is filled in each row as one column; None where two are filled in one row."""
    filled = np.sum([cells.filled for cells in columns], axis=0)
    if not len(filled) or filled.max() > 1:
        return None
    result = columns[0]
    for cells in columns[1:]:
        result = _over(result, cells.filled, cells)
    return result


def _over(cells: Cells, rows: np.ndarray, other: Cells) -> Cells:
    """A column with another one's cells in some rows (bool)."""
    known: dict[object, int] = {}
    mine = np.array([known.setdefault(value, len(known)) for value in cells.values], dtype=np.int32)
    theirs = np.array([known.setdefault(value, len(known)) for value in other.values], dtype=np.int32)
    codes = np.where(rows, other.spread(theirs, -1), cells.spread(mine, -1))
    return Cells(codes.astype(np.int32), tuple(known))
