"""Bytes become sheets. Ordinary files are read cell by cell, large ones as typed columns in one pass."""

import io
import zipfile
from dataclasses import dataclass

import python_calamine as calamine

from mot.domain.errors import N_, MotError
from mot.ingest import delimited, packed
from mot.ingest.draft import SourceFile
from mot.ingest.sheet import Sheet

ENDINGS = ("xlsx", "xlsm", "xls", "csv", "tsv")
LARGE = 5_000_000  # bytes of sheet XML from which the fast road is tried
MAX_BYTES = 300_000_000
MAX_UNPACKED = 1_500_000_000
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True, slots=True)
class Workbook:
    """A file's sheets in their order; a text file is a workbook of one sheet."""

    name: str
    sheets: tuple[Sheet, ...]


class NotAWorkbookError(MotError):
    """The bytes are no workbook and no table in text form."""

    message = N_("{name} is not a workbook. Save it as .xlsx or .csv in Excel or WPS and upload that file.")


class EncryptedError(MotError):
    """The workbook needs a password."""

    message = N_(
        "The workbook is protected by a password. Open it in Excel, save a copy without a password "
        "and upload that copy."
    )


class EmptyWorkbookError(MotError):
    """No sheet holds anything."""

    message = N_("{name} is empty. Check that the feedback was saved, then upload the file again.")


class TooLargeError(MotError):
    """The file is larger than one import may be."""

    message = N_(
        "{name} is too large for one import. Split it, for example by quarter, and upload the parts."
    )


def read_workbook(
    source: SourceFile, *, large: int = LARGE, max_bytes: int = MAX_BYTES, max_unpacked: int = MAX_UNPACKED
) -> Workbook:
    """Read all sheets of a file.

    Raises
    ------
    NotAWorkbookError, EncryptedError, EmptyWorkbookError, TooLargeError
    """
    content, name = source.content, source.name
    if not content.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise EmptyWorkbookError(name=name)
    if len(content) > max_bytes:
        raise TooLargeError(name=name)
    if content.startswith(b"PK"):
        sheets = _read_zip(source, large, max_unpacked)
    elif content.startswith(OLE):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise EncryptedError
        sheets = _read_cells(source, frozenset())
    else:
        table = delimited.read_text(content)
        if table is None:
            raise NotAWorkbookError(name=name)
        sheets = (Sheet(name=name.rsplit(".", 1)[0], grid=table),)
    if not any(sheet.n_rows for sheet in sheets):
        raise EmptyWorkbookError(name=name)
    return Workbook(name, sheets)


def _read_zip(source: SourceFile, large: int, max_unpacked: int) -> tuple[Sheet, ...]:
    """The sheets of an .xlsx, .xlsm, .xlsb or .ods file."""
    try:
        members = packed.sheet_members(source.content)
        with zipfile.ZipFile(io.BytesIO(source.content)) as package:
            if sum(info.file_size for info in package.infolist()) > max_unpacked:
                raise TooLargeError(name=source.name)
    except (zipfile.BadZipFile, OSError) as error:
        raise NotAWorkbookError(name=source.name) from error
    if any(packed.is_far_flung(source.content, member, large) for member in members):
        raise TooLargeError(name=source.name)
    fast = {m.name: packed.read_columns(source.content, m) for m in members if m.size > large}
    done = {name: sheet for name, sheet in fast.items() if sheet is not None}
    if members and len(done) == len(members):
        return tuple(done[m.name] for m in members)
    rest = {sheet.name: sheet for sheet in _read_cells(source, frozenset(done))} | done
    order = [m.name for m in members] or list(rest)
    return tuple(rest[name] for name in order if name in rest)


def _read_cells(source: SourceFile, leave_out: frozenset[str]) -> tuple[Sheet, ...]:
    """True cell values of every sheet, except those left out."""
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(source.content))
        wanted = [m for m in book.sheets_metadata if m.name not in leave_out]
        return tuple(
            _sheet(book.get_sheet_by_name(m.name), hidden=m.visible != calamine.SheetVisibleEnum.Visible)
            for m in wanted
            if m.typ == calamine.SheetTypeEnum.WorkSheet
        )
    except calamine.PasswordError as error:
        raise EncryptedError from error
    except (calamine.CalamineError, OSError, ValueError) as error:
        raise NotAWorkbookError(name=source.name) from error


def _sheet(found: calamine.CalamineSheet, *, hidden: bool) -> Sheet:
    """A sheet with its place in Excel and its merged areas."""
    row, column = found.start or (0, 0)
    merged = tuple(
        (top - row, left - column, bottom - row, right - column)
        for (top, left), (bottom, right) in found.merged_cell_ranges or ()
    )
    return Sheet(
        name=found.name,
        first_row=row + 1,
        first_column=column,
        hidden=hidden,
        grid=found.to_python() if found.start is not None else [],
        merged=merged,
    )
