"""What a layout makes of a sheet: one header per column, cells below, and each row's number in Excel."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from mot.domain.survey import FieldKind
from mot.ingest.cells import Cells, as_text
from mot.ingest.header_words import pure_kind, rating_of, role_of
from mot.ingest.sheet import HEAD, Sheet, letter

RANKING, SEVERAL = "ranking", "several"  # why a column of answers holds no ratings
FROM_ONE, MAYBE_FROM_ONE = "from_one", "maybe_from_one"  # recommendations that stand in the file as 1 to 11


@dataclass(frozen=True, slots=True)
class Told:
    """What a layout knows a column to hold: a role, nothing of use, or ratings of the touchpoint `topic`.

    Of a column that is left out although it holds answers, `topic` says why (`RANKING`, `SEVERAL`); of
    recommendations, that options may have been counted (`MAYBE_FROM_ONE`) or were (`FROM_ONE`).
    `sure` lies between 0 and 1. `marks` are values (in `normal` form, "" for a blank cell) that tell something
    of the whole row, each with its code in `mot.ingest.marked`, such as a preview.
    """

    kind: FieldKind
    topic: str = ""
    sure: float = 1.0
    marks: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Recognition:
    """How sure a layout is (0 to 1), its header rows (0-based in the used area) and the header of each column.

    `told` holds, by column, what the layout knows beyond the header, None where the header speaks for itself;
    `saw` quotes what in the file gave the layout away.
    """

    confidence: float
    header_rows: tuple[int, ...]
    headers: tuple[str, ...]
    told: tuple[Told | None, ...] = ()
    saw: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """Columns with fused headers, letters and cells; `rows` (int32) are the rows' numbers in Excel.

    `told` is what the layout knows of each column. `sheet` (int16 per row) points into `sheet_names`.
    """

    headers: tuple[str, ...]
    letters: tuple[str, ...]
    columns: tuple[Cells, ...]
    rows: np.ndarray
    told: tuple[Told | None, ...]
    sheet: np.ndarray
    sheet_names: tuple[str, ...]

    def kept(self, rows: np.ndarray) -> "Table":
        """Some of the rows (indices or a mask)."""
        columns = tuple(cells.kept(rows) for cells in self.columns)
        return replace(self, columns=columns, rows=self.rows[rows], sheet=self.sheet[rows])

    def sheet_of(self, row: int) -> str:
        """The name of the sheet that a row (index) stands in."""
        return self.sheet_names[int(self.sheet[row])]


@dataclass(frozen=True, slots=True)
class Layout:
    """One survey format: `recognise` answers None when the sheet is something else.

    `title` names the format, `about` says in one sentence by what it is known; both go through the translator.
    """

    name: str
    title: str
    about: str
    recognise: Callable[[Sheet], Recognition | None]
    read: Callable[[Sheet, Recognition], Table]


def read_table(sheet: Sheet, seen: Recognition) -> Table:
    """Everything below the last header row; columns without header and without cells are left out."""
    start = max(seen.header_rows) + 1
    headers, letters, columns, told = [], [], [], []
    for column, header in enumerate(seen.headers):
        cells = sheet.cells(column, start)
        if header or cells.filled.any():
            headers.append(header)
            letters.append(letter(sheet.first_column + column))
            columns.append(cells)
            told.append(seen.told[column] if column < len(seen.told) else None)
    rows = np.arange(sheet.first_row + start, sheet.first_row + sheet.n_rows, dtype=np.int32)
    return Table(
        tuple(headers),
        tuple(letters),
        tuple(columns),
        rows,
        tuple(told),
        np.zeros(len(rows), dtype=np.int16),
        (sheet.name,),
    )


def header_texts(row: list[object | None]) -> tuple[str, ...]:
    """A row as headers: texts, "" where there is none."""
    return tuple("" if value is None else as_text(value) for value in row)


def says_something(header: str) -> bool:
    """Whether a header names a role or a kind of rating."""
    return bool(header) and (
        role_of(header) is not None or rating_of(header) is not None or pure_kind(header) is not None
    )


def header_row(head: list[list[object | None]]) -> int | None:
    """The row that most looks like a header: texts, many of them known words, with data below."""
    best, row = 0.0, None
    for number, values in enumerate(head[: HEAD // 2]):
        texts = [value for value in values if isinstance(value, str) and len(value) <= 120]
        filled = sum(value is not None for value in values)
        below = [sum(v is not None for v in following) for following in head[number + 1 : number + 6]]
        if len(texts) < 2 or filled > len(texts) * 1.5 or not below or max(below) * 3 < filled:
            continue
        known = sum(says_something(text) for text in texts)
        digits = sum(_reads_as_number(text) for text in texts)
        score = known * 2 + len(texts) - digits * 3 - number * 0.01
        if score > best and known:
            best, row = score, number
    return row


def _reads_as_number(text: str) -> bool:
    """Whether a text is a bare number."""
    return text.replace(".", "", 1).strip("-").isdigit()
