"""Workbooks of every kind, cell by cell: calamine gives the values, the file itself what is hidden and merged."""

import io
import zipfile
from collections.abc import Callable, Iterable

import python_calamine as calamine

from mot.ingest.containers import open_document, records, sheet_xml
from mot.ingest.containers.kinds import Kind
from mot.ingest.containers.limits import Limits
from mot.ingest.containers.packages import BROKEN, DoctypeError, Package, unpack
from mot.ingest.containers.records import Marks
from mot.ingest.containers.refusals import (
    CellTooLongError,
    NotAWorkbookError,
    PasswordNeededError,
    TooLargeError,
    UnsafeFileError,
)
from mot.ingest.sheet import Sheet


def read_book(
    content: bytes,
    name: str,
    kind: Kind,
    limits: Limits,
    *,
    package: Package | None = None,
    leave_out: frozenset[str] = frozenset(),
) -> tuple[Sheet, ...]:
    """True cell values of every sheet, except those left out.

    Raises
    ------
    NotAWorkbookError, PasswordNeededError, TooLargeError, UnsafeFileError, CellTooLongError
    """
    try:
        marks = _marks(content, name, kind, limits, package)
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        return tuple(
            sheet_of(
                book.get_sheet_by_name(found.name),
                hidden=found.visible != calamine.SheetVisibleEnum.Visible,
                marks=marks(place, found.name),
                name=name,
                limits=limits,
            )
            for place, found in enumerate(book.sheets_metadata)
            if found.typ == calamine.SheetTypeEnum.WorkSheet and found.name not in leave_out
        )
    except calamine.PasswordError as error:
        raise PasswordNeededError(name=name) from error
    except (calamine.CalamineError, *BROKEN) as error:
        raise NotAWorkbookError(name=name) from error
    except (
        BaseException
    ) as error:  # a panic of the reader is neither an Exception nor a class that has a name
        if type(error).__name__ != "PanicException":
            raise
        raise NotAWorkbookError(name=name) from error


MarksAt = Callable[[int, str], tuple[Marks, int]]


def _marks(content: bytes, name: str, kind: Kind, limits: Limits, package: Package | None) -> MarksAt:
    """Finds the marks, and the formulas without a value, of a sheet by its place and name."""
    if kind is Kind.XLS or kind is Kind.XLSB:
        found = records.of_xls(content) if kind is Kind.XLS else records.of_xlsb(content)
        return lambda place, _name: (found[place] if place < len(found) else Marks(), 0)
    if kind is Kind.ODS:
        try:
            tables = {table.name: table for table in open_document.tables_of(content) or ()}
        except DoctypeError as error:
            raise UnsafeFileError(name=name) from error
        if any(table.rows * table.columns > limits.cells for table in tables.values()):
            raise TooLargeError(name=name)
        return lambda _place, sheet: _of_table(tables.get(sheet))
    paths = {member.name: member.path for member in package.sheets} if package else {}
    return lambda _place, sheet: _of_xml(content, paths.get(sheet, ""))


def _of_table(table: open_document.Table | None) -> tuple[Marks, int]:
    if table is None:
        return Marks(), 0
    return Marks(table.hidden_rows, table.hidden_columns, table.merged), table.uncached


def _of_xml(content: bytes, path: str) -> tuple[Marks, int]:
    try:
        told = sheet_xml.told_of(unpack(content, path)) if path else sheet_xml.NOTHING
    except (zipfile.BadZipFile, *BROKEN):
        return Marks(), 0
    return Marks({row - 1 for row in told.rows}, set(told.columns)), told.uncached


def sheet_of(
    found: calamine.CalamineSheet, *, hidden: bool, marks: tuple[Marks, int], name: str, limits: Limits
) -> Sheet:
    """A sheet with its place in Excel, its merged areas and what is hidden in it."""
    row, column = found.start or (0, 0)
    if found.height > limits.rows or found.width > limits.columns:
        raise TooLargeError(name=name)
    if found.height * found.width > limits.cells:
        raise TooLargeError(name=name)
    seen, uncached = marks
    areas = seen.merged or [
        (top, left, bottom, right) for (top, left), (bottom, right) in found.merged_cell_ranges or ()
    ]
    grid = found.to_python() if found.start is not None else []
    check_cells(grid, row + 1, name, limits)
    return Sheet(
        name=found.name,
        first_row=row + 1,
        first_column=column,
        hidden=hidden,
        grid=grid,
        merged=tuple((t - row, left - column, b - row, right - column) for t, left, b, right in areas),
        hidden_rows=_within(seen.rows, row, len(grid)),
        hidden_columns=_within(seen.columns, column, found.width),
        uncached=uncached,
    )


def _within(places: Iterable[int], first: int, count: int) -> frozenset[int]:
    """The places relative to the used area, as far as they lie in it."""
    return frozenset(place - first for place in places if first <= place < first + count)


def check_cells(grid: list[list[object]], first_row: int, name: str, limits: Limits) -> None:
    """Refuse a text that is longer than any cell may be.

    Raises
    ------
    CellTooLongError
    """
    longest = limits.longest_cell
    for place, row in enumerate(grid):
        for value in row:
            if type(value) is str and len(value) > longest:
                raise CellTooLongError(name=name, row=first_row + place, count=longest)
