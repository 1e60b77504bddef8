"""What of a file was not imported, kept so that a person can mend just that: rows, cells, and the reasons.

Personal data is not kept: columns of it are left out, texts are masked, and who answered becomes a stand-in that
is recognised when the mended row comes back (`mot.ingest.privacy.hash_respondents`).
"""

import json
import struct
from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass, replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from mot.domain.issues import SetAside
from mot.ingest.parquet import packed, unpacked

CELLS = pa.schema(
    [
        ("sheet", pa.string()),
        ("row", pa.int32()),
        ("column", pa.string()),
        ("header", pa.string()),
        ("value", pa.string()),
        ("reason", pa.string()),
        ("aside", pa.bool_()),
    ]
)
NOT_TO_MEND = frozenset({"totals_row", "header_repeated", "preview"})  # rows that are no feedback in any case
_ROWS = pa.schema([("sheet", pa.string()), ("row", pa.int32()), ("form", pa.int32())])
PLACE = frozenset(_ROWS.names)  # columns of `Rejects.rows` that are no cells
Merged = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above the answers of a sheet: `rows` of texts, the last of them the header.

    `first_row` is the number of the first one in Excel, `first_column` the position (0-based) of their first
    cell. `merged` lists merged areas (top, left, bottom, right) relative to both.
    """

    sheet: str
    first_row: int
    first_column: int
    rows: tuple[tuple[str, ...], ...]
    merged: tuple[Merged, ...] = ()


@dataclass(frozen=True, slots=True)
class Rejects:
    """What was not imported of one file.

    `cells` has one row per thing that is wrong: sheet, row (in Excel), column (letters, "" for the whole row),
    header, value, reason (a code of `REASON_TEXTS`), aside (whether the whole row was set aside; else only this
    answer is missing). `rows` holds the rows that were set aside and can be mended: sheet, row, form, and the texts of
    their cells by the letters of the column (null for a blank cell). A questionnaire of several rows is told by
    `form`, the number of the first of them.
    """

    heads: tuple[Head, ...]
    rows: pa.Table
    cells: pa.Table

    @classmethod
    def none(cls) -> "Rejects":
        """Everything was imported."""
        return cls((), _ROWS.empty_table(), CELLS.empty_table())

    @classmethod
    def of(cls, aside: Iterable[SetAside]) -> "Rejects":
        """Rows set aside of which nothing else is known."""
        return replace(cls.none(), cells=aside_cells(aside, {}))

    def __len__(self) -> int:
        return int(self.cells.num_rows)

    def with_aside(self, aside: Iterable[SetAside]) -> "Rejects":
        """The same about these rows set aside, which may be others by now; of the rows only theirs are left."""
        listed = tuple(aside)
        headers = {(s, c): h for s, c, h in zip(*(self.cells[n].to_pylist() for n in _NAMED), strict=True)}
        single = self.cells.filter(pc.invert(self.cells["aside"]))
        wanted = {(one.sheet, one.row) for one in listed if one.reason not in NOT_TO_MEND}
        return replace(
            self,
            rows=self.rows.filter(pa.array(among(self.rows, wanted), pa.bool_())),
            cells=pa.concat_tables([aside_cells(listed, headers), single]),
        )


_NAMED = ("sheet", "column", "header")


def aside_cells(aside: Iterable[SetAside], headers: dict[tuple[str, str], str]) -> pa.Table:
    """Rows set aside as `Rejects.cells`; `headers` by sheet and column."""
    rows = [
        {**asdict(one), "header": headers.get((one.sheet, one.column), ""), "aside": True} for one in aside
    ]
    return pa.Table.from_pylist(rows, CELLS)


def among(rows: pa.Table, places: Collection[tuple[str, int]]) -> np.ndarray:
    """Which rows (bool) belong to a form that begins in one of some places (sheet, row in Excel)."""
    pairs = zip(rows["sheet"].to_pylist(), rows["form"].to_pylist(), strict=True)
    return np.array([pair in places for pair in pairs], dtype=bool)


def to_bytes(rejects: Rejects) -> bytes:
    """The rejects as one block: heads as JSON, rows and cells as compressed Parquet."""
    heads = json.dumps([asdict(head) for head in rejects.heads], ensure_ascii=False).encode()
    parts = (heads, packed(rejects.rows), packed(rejects.cells))
    return struct.pack("<3q", *map(len, parts)) + b"".join(parts)


def from_bytes(content: bytes) -> Rejects:
    """The rejects behind `to_bytes`."""
    sizes = struct.unpack_from("<3q", content)
    start, parts = struct.calcsize("<3q"), []
    for size in sizes:
        parts.append(content[start : start + size])
        start += size
    heads = tuple(_head(plain) for plain in json.loads(parts[0]))
    return Rejects(heads, unpacked(parts[1]), unpacked(parts[2]))


def _head(plain: dict[str, object]) -> Head:
    rows, merged = (tuple(tuple(row) for row in plain[name]) for name in ("rows", "merged"))  # type: ignore[attr-defined]
    return Head(**{**plain, "rows": rows, "merged": merged})  # type: ignore[arg-type]
