"""The rows and cells of a ledger that are left out, as those of every other file: to be marked and mended."""

from collections.abc import Sequence
from dataclasses import dataclass

import pyarrow as pa

from mot.ingest.cells import as_text
from mot.ingest.ledger.columns import Part
from mot.ingest.ledger.lines import Line
from mot.ingest.ledger.sheets import Listing
from mot.ingest.rejects import CELLS, Head, Rejects
from mot.ingest.sheet import letter


@dataclass(frozen=True, slots=True)
class Left:
    """What of a row is left out: the whole row (`aside`) or one cell, and the code of the reason."""

    line: Line
    part: Part
    reason: str
    aside: bool


def rejects_of(listings: Sequence[Listing], left: Sequence[Left]) -> Rejects:
    """Everything that is left out of some sheets."""
    if not left:
        return Rejects.none()
    cells = [
        {
            "sheet": one.line.sheet,
            "row": one.line.row,
            "column": column.letter if (column := one.line.column(one.part)) else "",
            "header": column.header if column else "",
            "value": one.line.text(one.part),
            "reason": one.reason,
            "aside": one.aside,
        }
        for one in sorted(left, key=lambda one: (one.line.sheet, one.line.row))
    ]
    aside = {(one.line.sheet, one.line.row) for one in left if one.aside}
    rows = [
        _row(listing, row)
        for listing in listings
        for name, row in sorted(aside)
        if name == listing.sheet.name
    ]
    table = pa.Table.from_pylist(rows, _schema(rows)) if rows else Rejects.none().rows
    return Rejects(tuple(map(_head, listings)), table, pa.Table.from_pylist(cells, CELLS))


def _row(listing: Listing, row: int) -> dict[str, object]:
    sheet = listing.sheet
    values = sheet.head(sheet.n_rows)[row - sheet.first_row]
    told = {
        letter(sheet.first_column + place): None if value is None else as_text(value)
        for place, value in enumerate(values)
    }
    return {"sheet": sheet.name, "row": row, "form": row, **told}


def _schema(rows: Sequence[dict[str, object]]) -> pa.Schema:
    names = dict.fromkeys(name for row in rows for name in row)
    kinds = {"sheet": pa.string(), "row": pa.int32(), "form": pa.int32()}
    return pa.schema([(name, kinds.get(name, pa.string())) for name in names])


def _head(listing: Listing) -> Head:
    sheet, last = listing.sheet, listing.header_row
    rows = tuple(tuple("" if v is None else as_text(v) for v in row) for row in sheet.head(last + 1))
    merged = tuple(area for area in sheet.merged if area[2] <= last)
    return Head(sheet.name, sheet.first_row, sheet.first_column, rows, merged)
