"""Bytes become sheets. What a file is, its bytes tell; small plain files are read here, all others apart."""

import re
from dataclasses import dataclass

from mot.ingest.containers.apart import Waiting, patient, read_apart
from mot.ingest.containers.kinds import Kind, kind_of
from mot.ingest.containers.limits import USUAL_LIMITS, Limits
from mot.ingest.containers.reading import Request, is_plain, read_here
from mot.ingest.containers.refusals import (
    CellTooLongError,
    EmptyWorkbookError,
    NotAWorkbookError,
    PasswordNeededError,
    StrayCellError,
    TooLargeError,
    TooSlowError,
    UnknownLockError,
    UnsafeFileError,
    WrongPasswordError,
)
from mot.ingest.draft import SourceFile
from mot.ingest.sheet import Sheet

__all__ = [
    "ENDINGS",
    "LARGE",
    "USUAL_LIMITS",
    "CellTooLongError",
    "EmptyWorkbookError",
    "Limits",
    "NotAWorkbookError",
    "PasswordNeededError",
    "StrayCellError",
    "TooLargeError",
    "TooSlowError",
    "UnknownLockError",
    "UnsafeFileError",
    "Workbook",
    "WrongPasswordError",
    "base_name",
    "read_workbook",
]
ENDINGS = ("xlsx", "xlsm", "xls", "xlsb", "ods", "csv", "tsv", "txt", "sav", "zsav", "htm", "html", "xml")
LARGE = 5_000_000  # bytes of sheet XML from which the fast road is tried
LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Workbook:
    """A file's sheets in their order; a text file is a workbook of one sheet.

    `encodings` are those in which its text is plausible, the likeliest first, and `encoding` the one in use;
    both are empty for a file that tells its own.
    """

    name: str
    sheets: tuple[Sheet, ...]
    encoding: str = ""
    encodings: tuple[str, ...] = ()


def read_workbook(
    source: SourceFile,
    *,
    limits: Limits = USUAL_LIMITS,
    encoding: str = "",
    large: int = LARGE,
    waiting: Waiting = patient,
) -> Workbook:
    """Read all sheets of a file.

    Parameters
    ----------
    limits
        The most that is read; a file that asks for more is refused.
    encoding
        The encoding that a person chose among the plausible ones.
    large
        Bytes of sheet XML from which a sheet is read as typed columns in one pass.
    waiting
        Is called several times a second while another process reads; what it raises stops that process.

    Raises
    ------
    MotError
        One of `mot.ingest.containers.refusals`.
    """
    content, name = source.content, base_name(source.name)
    if len(content) > limits.bytes:
        raise TooLargeError(name=name)
    kind = kind_of(content)
    if kind is Kind.EMPTY:
        raise EmptyWorkbookError(name=name)
    if kind is Kind.UNKNOWN:
        raise NotAWorkbookError(name=name)
    request = Request(name, content, source.password, encoding, large, limits)
    opened = read_here(request, kind) if is_plain(request, kind) else read_apart(request, kind, waiting)
    if not any(sheet.n_rows for sheet in opened.sheets):
        raise EmptyWorkbookError(name=name)
    return Workbook(name, opened.sheets, next(iter(opened.encodings), ""), opened.encodings)


def base_name(name: str) -> str:
    """The last part of a file name, without folders and without characters that no name has.

    >>> base_name("../../etc/反馈 2026Q3.xlsx"), base_name("C:\\\\data\\\\a.csv"), base_name("..")
    ('反馈 2026Q3.xlsx', 'a.csv', 'file')
    """
    last = re.split(r"[/\\]", name)[-1]
    clean = re.sub(r"[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069]", "", last).strip(" .")
    return clean[-LONGEST_NAME:] or "file"
