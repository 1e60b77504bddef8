"""The inside of a package: its parts, counted before they are trusted, and its short XML read without entities."""

import io
import lzma
import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree

from mot.ingest.containers.limits import Limits
from mot.ingest.containers.refusals import NotAWorkbookError, TooLargeError, UnsafeFileError

BROKEN = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError, ValueError, KeyError,
    IndexError, OverflowError, NotImplementedError, RuntimeError,
)  # fmt: skip
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/spreadsheetml/main}"
_LINKS = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id",
    "{http://purl.oclc.org/ooxml/officeDocument/relationships}id",
)
SHORT = 5_000_000  # bytes of the XML that lists the sheets
BIG_PART = 50_000_000  # unpacked bytes below which no ratio is too high
STEEPEST = 400  # unpacked bytes per packed byte; sheets of equal rows reach 100, bombs 1,000
PIECE = 1 << 20


class DoctypeError(ValueError):
    """The XML defines entities or refers to a document type, which no workbook does."""


class _NoDoctype(ElementTree.TreeBuilder):
    """Builds a tree and stops where a document type begins, before any entity is defined."""

    def doctype(self, name: str, _public: str | None, _system: str | None) -> None:
        """Called where the document type begins."""
        raise DoctypeError(name)


def tree(xml: bytes) -> ElementTree.Element:
    """The elements of a short XML text.

    Raises
    ------
    DoctypeError, xml.etree.ElementTree.ParseError
    """
    return ElementTree.fromstring(xml, parser=ElementTree.XMLParser(target=_NoDoctype()))


@dataclass(frozen=True, slots=True)
class Member:
    """A sheet's name, whether it is hidden, its part in the package and that part's unpacked size in bytes."""

    name: str
    hidden: bool
    path: str
    size: int


@dataclass(frozen=True, slots=True)
class Package:
    """The sheets of an .xlsx package in their order, and whether its days count from 1904.

    `sheets` is () when the package does not tell them as Excel does. `unpacked` is what all parts claim, in
    bytes.
    """

    sheets: tuple[Member, ...]
    date_1904: bool
    unpacked: int


def check(content: bytes, name: str, limits: Limits) -> int:
    """The unpacked bytes that the parts claim to have, when that is within the limits.

    Raises
    ------
    NotAWorkbookError, TooLargeError, UnsafeFileError
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            infos = package.infolist()
    except BROKEN as error:
        raise NotAWorkbookError(name=name) from error
    total = sum(info.file_size for info in infos)
    if len(infos) > limits.parts or total > limits.unpacked:
        raise TooLargeError(name=name)
    for info in infos:
        if info.file_size > max(BIG_PART, STEEPEST * info.compress_size):
            raise UnsafeFileError(name=name)
    if len({info.filename for info in infos}) < len(infos):
        raise UnsafeFileError(name=name)
    return total


def unpack(content: bytes, path: str) -> Iterator[bytes]:
    """A part in pieces; never more of it than it claims to have.

    Raises
    ------
    One of `BROKEN`
        The part is missing or damaged, or is longer than it claims.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as package, package.open(path) as part:
        while piece := part.read(PIECE):
            yield piece


def honest(content: bytes) -> bool:
    """Whether every part unpacks to what it claims; a reader that trusts its end more than its size is safe then."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return package.testzip() is None
    except BROKEN:
        return False


def longest_shared(content: bytes) -> int:
    """Bytes of the longest text that cells share; a cell that points to it holds a copy of its own."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        names = [name for name in package.namelist() if name.lower().endswith("sharedstrings.xml")]
        xml = b"".join(package.read(name) for name in names)
    return max(map(len, re.split(rb"<(?:\w{1,20}:)?si\b", xml)), default=0)


def inside(content: bytes, name: str, unpacked: int) -> Package:
    """What the package tells of its sheets.

    Raises
    ------
    NotAWorkbookError, UnsafeFileError
    """
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        sizes = {info.filename: info.file_size for info in package.infolist()}
        paths = ("xl/workbook.xml", "xl/_rels/workbook.xml.rels")
        if any(path not in sizes for path in paths):
            return Package((), False, unpacked)
        if any(sizes[path] > SHORT for path in paths):
            raise UnsafeFileError(name=name)
        try:
            book, links = (tree(package.read(path)) for path in paths)
        except DoctypeError as error:
            raise UnsafeFileError(name=name) from error
        except (ElementTree.ParseError, LookupError, *BROKEN) as error:
            raise NotAWorkbookError(name=name) from error
    targets = {link.get("Id", ""): link.get("Target", "") for link in links}
    members = []
    for kind in (_MAIN, _STRICT):
        for sheet in book.iter(f"{kind}sheet"):
            target = targets.get(next((sheet.get(k, "") for k in _LINKS if sheet.get(k)), ""), "")
            path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
            hidden = sheet.get("state", "visible") != "visible"
            if "worksheets" in path:
                members.append(Member(sheet.get("name", ""), hidden, path, sizes.get(path, 0)))
    properties = [p for kind in (_MAIN, _STRICT) for p in book.iter(f"{kind}workbookPr")]
    old = any(p.get("date1904") in ("1", "true") for p in properties)
    return Package(tuple(members), old, unpacked)
