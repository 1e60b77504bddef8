"""Several exports pasted below each other in one sheet, each with its own header."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace

import numpy as np

from mot.ingest.cells import Cells, as_text
from mot.ingest.layouts.table import Table
from mot.ingest.names import normal
from mot.ingest.sheet import letter

LEAST = 2  # names of the tool's own columns that make a row a header


def realigned(table: Table, own: Collection[str]) -> Table:
    """The table with the answers below another header moved to the columns of the first one by name.

    `own` are names (in `normal` form) of the tool's own columns, by which a header is known. Columns that the
    first header does not have come last. Headers that are the same move nothing.
    """
    starts = _headers(table, own)
    lines = {start: _line(table, start) for start in starts}
    first = list(_keys(table.headers))
    if all(list(_keys(line)) == first for line in lines.values()):
        return table
    names = dict(zip(first, table.headers, strict=True))
    columns = [_values(cells) for cells in table.columns]
    moved: dict[tuple[str, int], list[object]] = {
        key: values.copy() for key, values in zip(first, columns, strict=True)
    }
    for start, end in zip(starts, [*starts[1:], len(table.rows)], strict=True):
        keys = list(_keys(lines[start]))
        for values in moved.values():
            values[start:end] = [None] * (end - start)
        for key, header, values in zip(keys, lines[start], columns, strict=True):
            if not header and not any(value is not None for value in values[start:end]):
                continue
            names.setdefault(key, header)
            moved.setdefault(key, [None] * len(table.rows))[start:end] = values[start:end]
    more = len(moved) - len(first)
    return replace(
        table,
        headers=tuple(names[key] for key in moved),
        letters=(*table.letters, *(letter(_place(table) + i) for i in range(more))),
        columns=tuple(Cells.of(values) for values in moved.values()),
        told=(*table.told, *[None] * more),
    )


def _headers(table: Table, own: Collection[str]) -> list[int]:
    """The rows (indices) that hold several names of the tool's own columns."""
    hits = np.zeros(len(table.rows), dtype=np.int32)
    for cells in table.columns:
        said = [isinstance(value, str) and len(value) < 20 and normal(value) in own for value in cells.values]
        if any(said):
            hits += cells.spread(np.array(said, dtype=bool), False)
    return [int(row) for row in np.flatnonzero(hits >= LEAST)]


def _line(table: Table, row: int) -> list[str]:
    return [
        as_text(cells.values[cells.codes[row]]) if cells.codes[row] >= 0 else "" for cells in table.columns
    ]


def _keys(headers: Sequence[str]) -> list[tuple[str, int]]:
    """Each header in normal form and how often it came before."""
    met: Counter[str] = Counter()
    keys = []
    for header in headers:
        keys.append((normal(header), met[normal(header)]))
        met[normal(header)] += 1
    return keys


def _values(cells: Cells) -> list[object]:
    return [cells.values[code] if code >= 0 else None for code in cells.codes.tolist()]


def _place(table: Table) -> int:
    """The place of the first column behind the table."""
    return max((_number(name) for name in table.letters), default=0)


def _number(name: str) -> int:
    number = 0
    for character in name:
        number = number * 26 + ord(character) - 64
    return number
