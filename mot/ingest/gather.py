"""Sheets that belong together become one table: forms below each other, or the answers of one person side by side."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from mot.domain.survey import RATINGS, FieldKind
from mot.ingest.cells import Cells
from mot.ingest.header_words import pure_kind, rating_of, role_of
from mot.ingest.layouts import Recognition, Table, Told
from mot.ingest.names import normal
from mot.ingest.sheet import Sheet, letter

ALIKE = 0.8  # share of headers that two sheets of the same form have in common
SHEET = "工作表 · Sheet"  # header of the column that tells from which sheet a row comes; no such column in the file
MOST_SHEETS = 1000


def same_form(one: Recognition, other: Recognition) -> bool:
    """Whether two sheets have nearly the same headers, however often each occurs and in whatever order."""
    mine, theirs = (Counter(normal(h) for h in seen.headers if h) for seen in (one, other))
    common, every = (mine & theirs).total(), (mine | theirs).total()
    return every > 0 and common >= ALIKE * every


def rating_of_sheet(sheet: Sheet) -> FieldKind | None:
    """The kind of rating that a sheet's name speaks of, such as 期望."""
    found = pure_kind(sheet.name)
    if found is None and (told := rating_of(sheet.name)):
        found = told[0]
    return found if found in RATINGS else None


def respondent_in(headers: Sequence[str]) -> int | None:
    """The column that surely tells who answered, None without one."""
    for column, header in enumerate(headers):
        if header and role_of(header) == (FieldKind.RESPONDENT, 1.0):
            return column
    return None


def visible(table: Table, sheet: Sheet) -> Table:
    """The table without the rows and columns that are hidden in Excel."""
    if sheet.hidden_rows:
        hidden = np.array(sorted(sheet.hidden_rows), dtype=np.int64) + sheet.first_row
        table = table.kept(~np.isin(table.rows, hidden))
    if sheet.hidden_columns:
        hidden_letters = {letter(sheet.first_column + column) for column in sheet.hidden_columns}
        at = [i for i, name in enumerate(table.letters) if name not in hidden_letters]
        table = _columns(table, at)
    return table


def stacked(tables: Sequence[Table]) -> Table:
    """The rows of all tables, matched by header, and a last column that holds the name of the sheet.

    A column that a sheet does not have is empty there.
    """
    keys: dict[tuple[str, int], tuple[str, str, Told | None]] = {}
    placed = []
    for table in tables:
        met: Counter[str] = Counter()
        at: dict[tuple[str, int], int] = {}
        for column, header in enumerate(table.headers):
            name = normal(header)
            met[name] += 1
            key = name, met[name]
            at[key] = column
            keys.setdefault(key, (header, table.letters[column], table.told[column]))
        placed.append(at)
    columns = [
        together(
            [
                table.columns[at[key]] if key in at else _empty(len(table.rows))
                for table, at in zip(tables, placed, strict=True)
            ]
        )
        for key in keys
    ]
    names = tuple(table.sheet_names[0] for table in tables)
    sheet = np.repeat(np.arange(len(tables), dtype=np.int16), [len(table.rows) for table in tables])
    return Table(
        headers=(*(header for header, _, _ in keys.values()), SHEET),
        letters=(*(name for _, name, _ in keys.values()), ""),
        columns=(*columns, Cells(sheet.astype(np.int32), names)),
        rows=np.concatenate([table.rows for table in tables]),
        told=(*(told for _, _, told in keys.values()), None),
        sheet=sheet,
        sheet_names=names,
    )


def joined(tables: Sequence[Table], kinds: Sequence[FieldKind]) -> Table:
    """One row per person: the ratings of each sheet are of the kind that the sheet's name tells.

    Every table has a column that tells who answered; columns besides ratings are taken from the first sheet
    that has them. People of a later sheet only come below, with its row numbers.
    """
    people: dict[str, int] = {}
    homes: list[np.ndarray] = []
    rows: list[int] = []
    sheets: list[int] = []
    for order, table in enumerate(tables):
        who = table.columns[respondent_in(table.headers) or 0]
        texts = who.texts()
        home = np.full(len(table.rows), -1, dtype=np.int64)
        for row, code in enumerate(who.codes.tolist()):
            if code < 0:
                continue
            if texts[code] not in people:
                people[texts[code]] = len(rows)
                rows.append(int(table.rows[row]))
                sheets.append(order)
            home[row] = people[texts[code]]
        homes.append(home)
    headers, letters, told = [], [], []
    columns: list[Cells] = []
    known: dict[str, int] = {}
    for table, kind, home in zip(tables, kinds, homes, strict=True):
        for column, header in enumerate(table.headers):
            role = role_of(header) if header else None
            if role is not None and role[1] == 1.0:
                if normal(header) in known:
                    place = known[normal(header)]
                    columns[place] = _filled(columns[place], _moved(table.columns[column], home, len(rows)))
                    continue
                known[normal(header)] = len(columns)
                headers.append(header)
                told.append(table.told[column])
            else:
                named = rating_of(header)
                topic = named[1] if named and named[1] else header
                headers.append(f"{table.sheet_names[0]} · {header}")
                told.append(Told(kind, topic, 0.95) if header else None)
            letters.append(table.letters[column])
            columns.append(_moved(table.columns[column], home, len(rows)))
    return Table(
        headers=tuple(headers),
        letters=tuple(letters),
        columns=tuple(columns),
        rows=np.array(rows, dtype=np.int32),
        told=tuple(told),
        sheet=np.array(sheets, dtype=np.int16),
        sheet_names=tuple(table.sheet_names[0] for table in tables),
    )


def together(parts: Sequence[Cells]) -> Cells:
    """The cells of several columns below each other."""
    known: dict[object, int] = {}
    codes = []
    for part in parts:
        moved = [known.setdefault(value, len(known)) for value in part.values]
        codes.append(part.spread(np.array(moved, dtype=np.int32), -1))
    return Cells(np.concatenate(codes).astype(np.int32), tuple(known))


def _moved(cells: Cells, home: np.ndarray, size: int) -> Cells:
    """The cells in the rows of their people; the first of several rows of one person counts."""
    codes = np.full(size, -1, dtype=np.int32)
    there = (home >= 0) & cells.filled
    codes[home[there][::-1]] = cells.codes[there][::-1]
    return Cells(codes, cells.values)


def _filled(one: Cells, other: Cells) -> Cells:
    """A column, with another one's cells where it is blank."""
    both = together([one, other])
    first, second = both.codes[: len(one)], both.codes[len(one) :]
    return Cells(np.where(first >= 0, first, second), both.values)


def of_the_file(headers: Sequence[str]) -> tuple[str, ...]:
    """The headers that stand in the file."""
    return tuple(header for header in headers if header != SHEET)


def _empty(size: int) -> Cells:
    return Cells(np.full(size, -1, dtype=np.int32), ())


def _columns(table: Table, at: Sequence[int]) -> Table:
    """Some of the columns."""
    return replace(
        table,
        headers=tuple(table.headers[i] for i in at),
        letters=tuple(table.letters[i] for i in at),
        columns=tuple(table.columns[i] for i in at),
        told=tuple(table.told[i] for i in at),
    )
