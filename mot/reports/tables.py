"""Tables to take away: what a page shows, as .xlsx or .csv, with nothing in it that a spreadsheet would run."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")
HEAD = PatternFill("solid", start_color="F4F3EF", end_color="F4F3EF")
WIDEST = 48  # characters of a column


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its title, and what a reader has to know about it: pairs of a word and its meaning.

    Columns of `frame` are headings in the reader's language. Numbers stay numbers; missing ones are NaN or
    None and come out empty.
    """

    title: str
    frame: pd.DataFrame
    about: Sequence[tuple[str, str]] = ()


def harmless(value: object) -> object:
    """A cell's value for .csv: a text that a spreadsheet could take for a formula gets an apostrophe.

    >>> harmless("=1+1"), harmless("-cmd"), harmless("老城"), harmless(-1.5)
    ("'=1+1", "'-cmd", '老城', -1.5)
    """
    return f"'{value}" if isinstance(value, str) and value.lstrip(" \u3000").startswith(RISKY) else value


def to_csv(table: Table) -> bytes:
    """UTF-8 with a byte order mark, so that Excel reads Chinese; CRLF as RFC 4180 has it."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([harmless(str(column)) for column in table.frame.columns])
    for row in _rows(table.frame):
        writer.writerow(["" if value is None else harmless(value) for value in row])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def to_xlsx(table: Table, *, sheet: str, about: str) -> bytes:
    """A workbook with the table on the sheet called `sheet`, and on the second what it rests on.

    Texts are stored as texts, whatever they begin with; no cell holds a formula, none is hidden.
    """
    book = Workbook()
    first = book.active
    if not isinstance(first, Worksheet):
        raise TypeError("a new workbook has a worksheet")
    first.title = sheet[:31]
    _fill(first, [[str(c) for c in table.frame.columns], *_rows(table.frame)])
    first.freeze_panes = "B2"
    second = book.create_sheet(about[:31])
    _fill(second, [[table.title], *([word, meaning] for word, meaning in table.about)])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _rows(frame: pd.DataFrame) -> list[list[object]]:
    return [[_plain(value) for value in row] for row in frame.itertuples(index=False, name=None)]


def _plain(value: object) -> object:
    """A value that csv and openpyxl know; None where it is missing."""
    if isinstance(value, np.generic):
        value = value.item()
    if value is None or value is pd.NA or (isinstance(value, float) and not np.isfinite(value)):
        return None
    return value if isinstance(value, (bool, int, float)) else str(value)


def _fill(sheet: Worksheet, rows: Iterable[Sequence[object]]) -> None:
    widths: dict[int, int] = {}
    for r, row in enumerate(rows, start=1):
        for c, value in enumerate(row, start=1):
            cell = sheet.cell(r, c)
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"
                cell.quotePrefix = value.startswith(RISKY)
            elif isinstance(value, float):
                cell.number_format = "0.000"
            if r == 1:
                cell.font, cell.fill = Font(bold=True), HEAD
                cell.alignment = Alignment(wrap_text=True, vertical="top")
            widths[c] = max(widths.get(c, 0), _width(value))
    for c, width in widths.items():
        sheet.column_dimensions[get_column_letter(c)].width = min(WIDEST, width + 2)


def _width(value: object) -> int:
    """About how many columns of a spreadsheet's font a value takes; Chinese letters count twice."""
    text = f"{value:.3f}" if isinstance(value, float) else str(value or "")
    return sum(2 if ord(letter) > 0x2E7F else 1 for letter in text)
