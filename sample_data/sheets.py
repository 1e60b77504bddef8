"""Write workbooks whose bytes depend on their content alone."""

import csv
import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import xlsxwriter

BORN = dt.datetime(2026, 10, 8, 9, 0)
AUTHOR = "关键时刻 · Moments of Truth"

Cell = str | int | float | dt.date | None
Row = Sequence[Cell]


def write_xlsx(
    path: Path,
    sheets: Iterable[tuple[str, Iterable[Row]]],
    *,
    merges: Iterable[tuple[str, int, int, int, int]] = (),
    hidden_rows: Iterable[tuple[str, int]] = (),
    widths: Sequence[float] = (),
) -> Path:
    """Write sheets of plain rows. `merges` are (sheet, first row, first column, last row, last column)
    and `hidden_rows` (sheet, row), counted from 0; the upper left cell of a merge holds its text."""
    memory = io.BytesIO()
    book = xlsxwriter.Workbook(memory, {"in_memory": True, "default_date_format": "yyyy-mm-dd"})
    book.set_properties({"author": AUTHOR, "created": BORN})
    centred = book.add_format({"align": "center", "valign": "vcenter"})
    merges = list(merges)
    hidden = list(hidden_rows)
    for name, rows in sheets:
        sheet = book.add_worksheet(name)
        kept = [list(row) for row in rows]
        for place, width in enumerate(widths):
            sheet.set_column(place, place, width)
        for number, row in enumerate(kept):
            for column, value in enumerate(row):
                if value is None or value == "":
                    continue
                if isinstance(value, dt.date):
                    sheet.write_datetime(number, column, dt.datetime(value.year, value.month, value.day))
                elif isinstance(value, str):
                    sheet.write_string(number, column, value)
                else:
                    sheet.write_number(number, column, value)
        for where, top, left, bottom, right in merges:
            if where == name:
                sheet.merge_range(top, left, bottom, right, kept[top][left], centred)
        for where, number in hidden:
            if where == name:
                sheet.set_row(number, None, None, {"hidden": True})
    book.close()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(memory.getvalue())
    return path


def write_csv(path: Path, rows: Iterable[Row], *, encoding: str, delimiter: str = ",") -> Path:
    """Write a table as text, with the line ends of Windows."""
    memory = io.StringIO(newline="")
    csv.writer(memory, delimiter=delimiter).writerows(rows)
    path.write_bytes(memory.getvalue().encode(encoding))
    return path


def narrowed(path: Path) -> Path:
    """Make the first sheet of a workbook declare that it ends at A1, as some exporting programs do."""
    memory = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            content = old.read(member)
            if member.filename == "xl/worksheets/sheet1.xml":
                content = re.sub(rb'<dimension ref="[^"]*"/>', b'<dimension ref="A1"/>', content)
            new.writestr(
                zipfile.ZipInfo(member.filename, (1980, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED
            )
    path.write_bytes(memory.getvalue())
    return path
