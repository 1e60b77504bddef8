"""From a reading to what is kept of the rows and answers that were not imported."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

import numpy as np
import pyarrow as pa

from mot.domain.issues import SetAside
from mot.domain.survey import FieldKind
from mot.ingest.cells import MIDNIGHT, Cells, as_text, clean
from mot.ingest.checks.answers import CODES, unusable
from mot.ingest.contents import contents_of
from mot.ingest.draft import Column
from mot.ingest.fates import DUPLICATE, KEPT
from mot.ingest.names import Directory
from mot.ingest.privacy import hash_respondents, mask, mask_cell, mask_name
from mot.ingest.privacy.columns import personal_kind
from mot.ingest.privacy.hashing import STAND_IN
from mot.ingest.reading import Placed, Reading
from mot.ingest.rejects import CELLS, NOT_TO_MEND, Head, Rejects, aside_cells
from mot.ingest.sheet import Sheet, letter

NAMES = (
    FieldKind.BRANCH, FieldKind.CHANNEL, FieldKind.SEGMENT, FieldKind.TOUCHPOINT, FieldKind.FIGURE,
)  # fmt: skip
MISSING_CODE = "code"  # the fate of a number that was taken to say "no answer": nothing is wrong with it
_LETTERS = re.compile(r"[A-Z]+")


def rejects_of(
    reading: Placed, aside: Sequence[SetAside], secret: bytes, *, every_row: bool = False
) -> Rejects:
    """What was not imported: `aside`, and the single answers that could not be used.

    With `every_row` all rows are kept, for a decision about them that is still to come.
    """
    headers = {
        (mask(sheet.name), c.letter): mask(c.header) for sheet in _sheets(reading) for c in reading.columns
    }
    cells = [aside_cells(_masked(aside), headers)]
    if isinstance(reading, Reading):
        cells += _unusable(reading)
    together = pa.concat_tables(cells)
    if not len(together) and not every_row:
        return Rejects.none()
    places = _places(reading, aside, every_row=every_row)
    return Rejects(
        tuple(_head(s, reading) for s in _sheets(reading)), _rows(reading, places, secret), together
    )


def _sheets(reading: Placed) -> tuple[Sheet, ...]:
    choice = reading.choice
    return (choice.sheet, *(sheet for sheet, _ in choice.more))


def _masked(aside: Sequence[SetAside]) -> Iterator[SetAside]:
    """Rows set aside without personal data."""
    sheets = {name: mask(name) for name in {one.sheet for one in aside}}
    values = {value: mask_cell(value) for value in {one.value for one in aside}}
    return (replace(one, sheet=sheets[one.sheet], value=values[one.value]) for one in aside)


def _unusable(reading: Reading) -> Iterable[pa.Table]:
    """The answers of kept forms that are there and cannot be used."""
    table = reading.table
    names = pa.array([mask(name) for name in table.sheet_names], pa.string())
    for found in unusable(reading):
        if found.fate == MISSING_CODE:
            continue
        cells, n = table.columns[found.column.position], len(found.rows)
        codes = cells.codes[found.rows]
        distinct, place = np.unique(codes, return_inverse=True)
        texts = pa.array([mask_cell(as_text(cells.values[code])) for code in distinct], pa.string())
        columns = [
            names.take(pa.array(table.sheet[found.rows].astype(np.int64))),
            pa.array(table.rows[found.rows].astype(np.int32)),
            pa.array([found.column.letter] * n, pa.string()),
            pa.array([mask(found.column.header)] * n, pa.string()),
            texts.take(pa.array(place)),
            pa.array([CODES.get(found.fate, found.fate)] * n, pa.string()),
            pa.array([False] * n, pa.bool_()),
        ]
        yield pa.Table.from_arrays(columns, schema=CELLS)


def _places(reading: Placed, aside: Sequence[SetAside], *, every_row: bool) -> dict[tuple[str, int], int]:
    """The places of rows to keep, by sheet and row in Excel, with the row's index in the table, -1 without one."""
    table, forms = reading.table, reading.forms
    found = {(one.sheet, one.row): -1 for one in aside if one.reason not in NOT_TO_MEND}
    lost = np.flatnonzero((reading.fate != KEPT) & (reading.fate != DUPLICATE))
    rows = np.arange(len(table.rows)) if every_row else np.flatnonzero(np.isin(forms.of_row, lost))
    for row in rows.tolist():
        found[table.sheet_of(row), int(table.rows[row])] = row
    return found


def _head(sheet: Sheet, reading: Placed) -> Head:
    """What stands above the answers."""
    seen = dict(
        zip(
            (s.name for s in _sheets(reading)),
            (reading.choice.seen, *(s for _, s in reading.choice.more)),
            strict=True,
        )
    )[sheet.name]
    last = max(seen.header_rows, default=0)
    rows = [tuple("" if v is None else mask(as_text(v)) for v in row) for row in sheet.head(last + 1)]
    merged = tuple(area for area in sheet.merged if area[2] <= last)
    return Head(mask(sheet.name), sheet.first_row, sheet.first_column, tuple(rows), merged)


def _rows(reading: Placed, places: dict[tuple[str, int], int], secret: bytes) -> pa.Table:
    """The raw cells of rows, without personal data."""
    there = reading.institution
    known = Directory.of((*there.branches, *there.channels, *there.segments, *there.touchpoints)).exact
    by_letter = {part: c for c in reading.columns for part in _LETTERS.findall(c.letter)}
    parts = []
    for sheet in _sheets(reading):
        rows = sorted((row, at) for (name, row), at in places.items() if name == sheet.name)
        if not rows:
            continue
        columns: dict[str, pa.Array] = {
            "sheet": pa.array([mask(sheet.name)] * len(rows), pa.string()),
            "row": pa.array([row for row, _ in rows], pa.int32()),
            "form": pa.array([_form(reading, row, at) for row, at in rows], pa.int32()),
        }
        for position in range(sheet.n_columns):
            name = letter(sheet.first_column + position)
            column = by_letter.get(name)
            if column is None or _is_personal(reading, column):
                continue
            raw = _raw(sheet, position, [row - sheet.first_row for row, _ in rows])
            cells = reading.table.columns[column.position]
            values = [_or_read(value, cells, at) for value, (_, at) in zip(raw, rows, strict=True)]
            columns[name] = pa.array(_harmless(values, column.field.kind, secret, known), pa.string())
        parts.append(pa.table(columns))
    return pa.concat_tables(parts, promote_options="default") if parts else Rejects.none().rows


def _form(reading: Placed, row: int, at: int) -> int:
    """The number of the first row of the form that a row belongs to."""
    return row if at < 0 else int(reading.table.rows[reading.forms.first[reading.forms.of_row[at]]])


def _or_read(value: object | None, cells: Cells, at: int) -> object | None:
    """A raw cell; where it is blank, what was read there, as of merged cells."""
    if value is None and at >= 0 and cells.codes[at] >= 0:
        read: object = cells.values[cells.codes[at]]
        return read
    return value


def _raw(sheet: Sheet, position: int, rows: Sequence[int]) -> list[object | None]:
    """The cleaned cells of a column in some rows (0-based, relative to the used area)."""
    if sheet.arrow is not None:
        taken = sheet.arrow.column(position).take(pa.array([row - 1 for row in rows]))
        values = [clean(value) for value in taken.to_pylist()]
        return [v.removesuffix(MIDNIGHT) if isinstance(v, str) else v for v in values]
    return [clean(row[position]) if position < len(row) else None for row in (sheet.grid[r] for r in rows)]


def _is_personal(reading: Placed, column: Column) -> bool:
    """Whether a column that is left out holds personal data."""
    if column.field.kind is not FieldKind.IGNORE:
        return False
    cells, there = reading.table.columns[column.position], reading.institution
    rates = contents_of(cells, there).rates
    kind = personal_kind(column.header, cells, there, field=FieldKind.IGNORE, sure=0.0, rates=rates)
    return kind is not None


def _harmless(
    values: Sequence[object | None], kind: FieldKind, secret: bytes, known: Callable[[str], str]
) -> list[str | None]:
    """Texts without personal data; names that the institution has, and those of places, stay names."""
    texts = [None if value is None else as_text(value) for value in values]
    if kind is FieldKind.RESPONDENT:
        people = [text for text in texts if text is not None]
        stand_ins = iter([STAND_IN + hashed for hashed in hash_respondents(people, secret)])
        return [None if text is None else next(stand_ins) for text in texts]
    hide = mask_name if kind in NAMES else mask if kind is FieldKind.COMMENT else mask_cell
    distinct = {text: hide(text) for text in set(texts) if text and not (kind in NAMES and known(text))}
    return [text and distinct.get(text, text) for text in texts]
