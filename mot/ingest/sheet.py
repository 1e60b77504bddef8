"""A sheet as it was found: cell values with their places in Excel."""

from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa

from mot.ingest.cells import Cells, clean

HEAD = 60  # rows that layouts may look at one by one


@dataclass(frozen=True, slots=True)
class Sheet:
    """The used area of a sheet: `first_row` is its first row in Excel (1-based), `first_column` 0-based.

    Either `grid` (rows of raw values) or `arrow` (typed columns below a one-row header) holds the cells.
    `merged` lists merged areas as (top, left, bottom, right), relative to the used area; so are `hidden_rows`
    and `hidden_columns`. `uncached` counts formulas whose value is not stored in the file. `heads` keeps what
    `head` found: many formats look at the same first rows.
    """

    name: str
    first_row: int = 1
    first_column: int = 0
    hidden: bool = False
    grid: list[list[Any]] = field(default_factory=list)
    header: tuple[str, ...] = ()
    arrow: pa.RecordBatch | None = None
    merged: tuple[tuple[int, int, int, int], ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    uncached: int = 0
    heads: dict[int, list[list[object | None]]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    @property
    def n_rows(self) -> int:
        """Rows of the used area, the header included."""
        return len(self.grid) if self.arrow is None else self.arrow.num_rows + 1

    @property
    def n_columns(self) -> int:
        """Columns of the used area."""
        if self.arrow is not None:
            return int(self.arrow.num_columns)
        return max((len(row) for row in self.grid[:HEAD]), default=0)

    def head(self, rows: int = HEAD) -> list[list[object | None]]:
        """The first rows, cleaned, all equally long."""
        if rows not in self.heads:
            self.heads[rows] = self._head(rows)
        return [row.copy() for row in self.heads[rows]]

    def _head(self, rows: int) -> list[list[object | None]]:
        width = self.n_columns
        if self.arrow is None:
            short = [[clean(v) for v in row[:width]] for row in self.grid[:rows]]
            return [row + [None] * (width - len(row)) for row in short]
        columns = [[clean(v) for v in c.to_pylist()] for c in self.arrow.slice(0, rows - 1).columns]
        return [list(self.header), *[list(row) for row in zip(*columns, strict=True)]]

    def cells(self, column: int, start: int) -> Cells:
        """The cells of a column from the row `start` (0-based, relative to the used area) downwards."""
        if self.arrow is not None:
            return Cells.of_arrow(self.arrow.column(column).slice(start - 1))
        return Cells.of(row[column] if column < len(row) else None for row in self.grid[start:])


def letter(column: int) -> str:
    """The letters of a column in Excel.

    >>> letter(0), letter(27)
    ('A', 'AB')
    """
    text, column = "", column + 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text
