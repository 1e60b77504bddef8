"""Which rows below the header are feedback: not the blank ones, totals, averages and repeated headers."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from mot.domain.issues import SetAside
from mot.domain.survey import RATINGS, FieldKind
from mot.ingest.cells import Cells, as_text
from mot.ingest.draft import Column
from mot.ingest.layouts import Table
from mot.ingest.values import number

_TOTALS = re.compile(
    r"(?:合计|总计|小计|共计|汇总|平均|均值|平均值|平均分|平均数|总平均|总分|标准差|最大值|最小值|"
    r"total|grand total|subtotal|sum|average|mean|avg|std|max|min)(?:\s*[:：].*)?",
    re.I,
)
_STARTS = frozenset("合总小共汇平均标最tgsam")  # how those words begin; spares the long way for most cells
KEYS = (FieldKind.BRANCH, FieldKind.DATE, FieldKind.RESPONDENT)
FOOT = 3  # last rows in which unlabelled averages are looked for


@dataclass(frozen=True, slots=True)
class Sorted:
    """A table without the rows that are no feedback, those set aside, and how many blank rows lay between."""

    table: Table
    set_aside: tuple[SetAside, ...]
    blank: int


def sort_rows(table: Table, columns: tuple[Column, ...]) -> Sorted:
    """Take out blank rows (not counted further) and rows that hold totals or headers (set aside)."""
    size = len(table.rows)
    filled = np.zeros(size, dtype=bool)
    for cells in table.columns:
        filled |= cells.filled
    last = int(np.flatnonzero(filled)[-1]) + 1 if filled.any() else 0
    aside: dict[int, tuple[str, str]] = {}
    for row in _repeated_headers(table):
        aside[row] = "header_repeated", table.headers[0]
    for row, text in _totals(table):
        aside[row] = "totals_row", text
    for row in _averages(table, columns, np.flatnonzero(filled)[-FOOT:]):
        aside.setdefault(row, ("totals_row", ""))
    keep = filled.copy()
    keep[list(aside)] = False
    reasons = [
        SetAside(table.sheet_of(r), int(table.rows[r]), why, "", text)
        for r, (why, text) in sorted(aside.items())
    ]
    kept = table if keep.all() else table.kept(np.flatnonzero(keep))
    return Sorted(kept, tuple(reasons), last - int(filled[:last].sum()))


def take_out(found: Sorted, rows: np.ndarray, aside: Iterable[SetAside]) -> Sorted:
    """Set aside further rows (indices of the table that is left), for reasons found out later."""
    if not len(rows):
        return found
    kept = np.setdiff1d(np.arange(len(found.table.rows)), rows)
    reasons = sorted((*found.set_aside, *aside), key=lambda one: one.row)
    return Sorted(found.table.kept(kept), tuple(reasons), found.blank)


def _positions(cells: Cells, wanted: set[int]) -> np.ndarray:
    """The rows that hold one of some distinct values."""
    return np.flatnonzero(np.isin(cells.codes, list(wanted)))


def _totals(table: Table) -> list[tuple[int, str]]:
    """Rows whose first filled cell says that they add up others."""
    found = []
    for column, cells in enumerate(table.columns):
        said = {
            code
            for code, value in enumerate(cells.values)
            if isinstance(value, str)
            and value[0].lower() in _STARTS
            and len(value) < 30
            and _TOTALS.fullmatch(unicodedata.normalize("NFKC", value).strip())
        }
        if not said:
            continue
        for row in _positions(cells, said).tolist():
            if all(before.codes[row] < 0 for before in table.columns[:column]):
                found.append((row, as_text(cells.values[cells.codes[row]])))
    return found


def _averages(table: Table, columns: tuple[Column, ...], rows: np.ndarray) -> list[int]:
    """Last rows without any key whose ratings are mostly fractions: averages without a label."""
    keys = [table.columns[c.position] for c in columns if c.field.kind in KEYS]
    ratings = [table.columns[c.position] for c in columns if c.field.kind in RATINGS]
    found = []
    for row in rows.tolist():
        if not keys or any(cells.codes[row] >= 0 for cells in keys):
            continue
        values = [number(cells.values[cells.codes[row]]) for cells in ratings if cells.codes[row] >= 0]
        fractions = [v for v in values if v is not None and not v.is_integer()]
        if fractions and len(fractions) * 2 >= len(values):
            found.append(row)
    return found


def _repeated_headers(table: Table) -> list[int]:
    """Rows in which at least half of the filled cells, and two at least, repeat their header."""
    same = np.zeros(len(table.rows), dtype=np.int32)
    for header, cells in zip(table.headers, table.columns, strict=True):
        if header in cells.values:
            same += cells.codes == cells.values.index(header)
    rows = np.flatnonzero(same >= 2)
    there = [sum(bool(cells.codes[row] >= 0) for cells in table.columns) for row in rows]
    return [int(row) for row, filled in zip(rows, there, strict=True) if same[row] * 2 >= filled]
