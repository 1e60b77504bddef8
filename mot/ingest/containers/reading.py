"""One file becomes sheets, in this process: by its kind, within its limits."""

import zipfile
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from itertools import takewhile
from typing import NamedTuple

from mot.ingest.containers import packages, parts, records, sheet_xml
from mot.ingest.containers.books import read_book
from mot.ingest.containers.columns import read_columns
from mot.ingest.containers.kinds import Kind, kind_of
from mot.ingest.containers.limits import Limits
from mot.ingest.containers.packages import BROKEN, Member, Package
from mot.ingest.containers.refusals import (
    NotAWorkbookError,
    PasswordNeededError,
    StrayCellError,
    UnknownLockError,
)
from mot.ingest.containers.sheet_xml import Told
from mot.ingest.sheet import Sheet

TEXT = 4  # a text takes less memory than sheets of as many bytes do
CELLS, ROOM = 2_000_000, 200_000_000  # cells, and bytes of shared texts, that a file read here may fill


class Opened(NamedTuple):
    """The sheets of a file, and the encodings in which its text is plausible, the one in use first.

    `skipped` counts the rows of a sheet that lie before the part that was read.
    """

    sheets: tuple[Sheet, ...]
    encodings: tuple[str, ...] = ()
    skipped: int = 0


class Request(NamedTuple):
    """A file to read, what opens it, and from how many bytes of XML a sheet is read as typed columns.

    Without `mark`, such sheets come without what is hidden in them, which `marks_of` finds meanwhile. `part` is
    (place, count): which of so many parts of the only large sheet is wanted.
    """

    name: str
    content: bytes
    password: str
    encoding: str
    large: int
    limits: Limits
    mark: bool = True
    part: tuple[int, int] = (0, 1)

    def __repr__(self) -> str:
        """The name alone: a password is shown nowhere."""
        return f"Request({self.name!r})"


def read_here(request: Request, kind: Kind) -> Opened:
    """Read a file of a known kind.

    Raises
    ------
    MotError
        One of `mot.ingest.containers.refusals`.
    """
    name, content, limits = request.name, request.content, request.limits
    if kind is Kind.TEXT:
        from mot.ingest.containers.texts import read_text  # a process that reads workbooks starts sooner

        grid, encodings = read_text(content, name, limits, request.encoding)
        return Opened((Sheet(name=name.rsplit(".", 1)[0], grid=grid),), encodings)
    if kind is Kind.SPSS:
        from mot.ingest.containers.spss import read_spss  # heavy, and rarely wanted

        sheet, encodings = read_spss(content, name, limits, request.encoding)
        return Opened((sheet,), encodings)
    if kind is Kind.PAGE:
        from mot.ingest.containers.web_tables import read_page

        return Opened(*read_page(content, name, limits, request.encoding))
    if kind is Kind.XML:
        from mot.ingest.containers.sheets_2003 import read_2003

        return Opened(read_2003(content, name, limits))
    if kind is Kind.LOCKED:
        return _unlocked(request)
    if kind is Kind.XLS:
        if records.is_locked(content):
            return _unlocked(request)
        return Opened(read_book(content, name, kind, limits))
    if kind in (Kind.XLSB, Kind.ODS, Kind.XLSX):
        unpacked = packages.check(content, name, limits)
        if kind is Kind.XLSX:
            package = packages.inside(content, name, unpacked)
            return (
                Opened(read_xlsx(request, package)) if request.part[1] == 1 else read_part(request, package)
            )
        try:
            return Opened(read_book(content, name, kind, limits))
        except PasswordNeededError as error:
            raise UnknownLockError(name=name) from error
    raise NotAWorkbookError(name=name)


def _unlocked(request: Request) -> Opened:
    """The sheets of a workbook behind a password."""
    from mot.ingest.containers.locked import unlock  # heavy, and rarely wanted

    content = unlock(request.content, request.name, request.password)
    kind = kind_of(content)
    if kind is Kind.LOCKED or content == request.content:
        raise UnknownLockError(name=request.name)
    return read_here(request._replace(content=content), kind)


def read_xlsx(request: Request, package: Package) -> tuple[Sheet, ...]:
    """The sheets of an .xlsx package; large ones with a clean header as typed columns."""
    content, large = request.content, request.large
    fast: dict[str, Sheet] = {}
    for member in package.sheets:
        if member.size > large and (sheet := read_columns(content, member)) is not None:
            fast[member.name] = marked(sheet, _told(content, member)) if request.mark else sheet
    if package.sheets and len(fast) == len(package.sheets):
        return tuple(fast[member.name] for member in package.sheets)
    return _beside(request, package, fast)


def _beside(request: Request, package: Package, fast: dict[str, Sheet]) -> tuple[Sheet, ...]:
    """All sheets in their order: those that were read as typed columns, and the others."""
    rest = read_book(
        request.content, request.name, Kind.XLSX, request.limits, package=package, leave_out=frozenset(fast)
    )
    found = {sheet.name: sheet for sheet in rest} | fast
    order = [member.name for member in package.sheets] or list(found)
    return tuple(found[name] for name in order if name in found)


def read_part(request: Request, package: Package) -> Opened:
    """One part of the only large sheet, and with the first part what else there is; no sheet when that fails."""
    large = [member for member in package.sheets if member.size > request.large]
    try:
        part = parts.part_of(request.content, large[0], *request.part) if len(large) == 1 else None
        sheet = read_columns(part.content, large[0]) if part else None
    except BROKEN:
        return Opened(())
    if part is None or sheet is None:
        return Opened(())
    skipped = part.skipped
    sheet = marked(replace(sheet, first_row=sheet.first_row - skipped), part.told, skipped)
    if request.part[0] or len(package.sheets) == 1:
        return Opened((sheet,), skipped=skipped)
    return Opened(_beside(request, package, {sheet.name: sheet}))


def marked(sheet: Sheet, told: Told, skipped: int = 0) -> Sheet:
    """A sheet of typed columns with what is hidden in it, and its formulas without a value.

    `skipped` counts the rows below the header that lie before those it holds; places count with them.
    """
    if sheet.arrow is None:
        return sheet
    rows, columns = range(skipped + sheet.n_rows), range(sheet.n_columns)
    return replace(
        sheet,
        hidden_rows=frozenset(row - sheet.first_row for row in told.rows if row - sheet.first_row in rows),
        hidden_columns=frozenset(
            column - sheet.first_column for column in told.columns if column - sheet.first_column in columns
        ),
        uncached=told.uncached,
    )


def worthwhile_parts(request: Request, processes: int) -> int:
    """Into how many parts a file is best read by so many processes: 1 unless it has one large sheet.

    Raises
    ------
    NotAWorkbookError, TooLargeError, UnsafeFileError
    """
    unpacked = packages.check(request.content, request.name, request.limits)
    package = packages.inside(request.content, request.name, unpacked)
    large = [member.size for member in package.sheets if member.size > request.large]
    return parts.parts_of(large[0], processes) if len(large) == 1 else 1


def marks_of(request: Request, go_on: Callable[[], bool]) -> dict[str, Callable[[Sheet], Sheet]]:
    """By name, what marks a large sheet once it is read; found while `go_on` says so, which may raise.

    Raises
    ------
    NotAWorkbookError, TooLargeError, UnsafeFileError
    """
    unpacked = packages.check(request.content, request.name, request.limits)
    package = packages.inside(request.content, request.name, unpacked)
    return {
        member.name: partial(marked, told=_told(request.content, member, go_on))
        for member in package.sheets
        if member.size > request.large
    }


def _told(content: bytes, member: Member, go_on: Callable[[], bool] = lambda: True) -> Told:
    """What the XML of a sheet tells; nothing when it is damaged, which the reader of its cells will say."""
    try:
        return sheet_xml.told_of(takewhile(lambda _: go_on(), packages.unpack(content, member.path)))
    except BROKEN:
        return sheet_xml.NOTHING


def is_plain(request: Request, kind: Kind) -> bool:
    """Whether a file is so small, and of a shape so well known, that reading it here can do no harm.

    Raises
    ------
    NotAWorkbookError, TooLargeError, UnsafeFileError, StrayCellError
    """
    name, content, limits = request.name, request.content, request.limits
    if kind is Kind.TEXT:
        return len(content) <= TEXT * limits.apart
    if kind is not Kind.XLSX:
        return False
    unpacked = packages.check(content, name, limits)
    if unpacked > limits.apart:
        return False
    package = packages.inside(content, name, unpacked)
    if not package.sheets or not packages.honest(content):
        return False
    longest = packages.longest_shared(content)
    for member in package.sheets:
        try:
            xml = b"".join(packages.unpack(content, member.path))
        except (zipfile.BadZipFile, *BROKEN) as error:
            raise NotAWorkbookError(name=name) from error
        reach = sheet_xml.reach_of(xml)
        if reach is None:
            return False
        cells = reach.rows * reach.columns
        if cells > limits.cells:
            raise StrayCellError(name=name, sheet=member.name, cell=reach.farthest)
        if cells > CELLS or reach.filled * longest > ROOM:
            return False
    return True
