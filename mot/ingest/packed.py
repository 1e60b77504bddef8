"""The inside of an .xlsx package: which part holds which sheet, and the fast road for large sheets."""

import io
import posixpath
import re
import zipfile
from dataclasses import dataclass
from xml.etree import ElementTree

import fastexcel

from mot.ingest.cells import clean
from mot.ingest.sheet import Sheet

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
PEEK = 1_000_000  # bytes of sheet XML within which the first row must end
MAX_CELLS = 60_000_000  # cells of the used area, filled or not


@dataclass(frozen=True, slots=True)
class Member:
    """A sheet's name, whether it is hidden, its part in the package and that part's unpacked size in bytes."""

    name: str
    hidden: bool
    path: str
    size: int


def sheet_members(content: bytes) -> tuple[Member, ...]:
    """The sheets of a package in their order; () when it is no .xlsx package.

    Raises
    ------
    zipfile.BadZipFile
        The bytes are no package at all.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        sizes = {info.filename: info.file_size for info in package.infolist()}
        try:
            book = ElementTree.fromstring(package.read("xl/workbook.xml"))
            links = ElementTree.fromstring(package.read("xl/_rels/workbook.xml.rels"))
        except (KeyError, ElementTree.ParseError):
            return ()
    targets = {link.get("Id", ""): link.get("Target", "") for link in links}
    members = []
    for sheet in book.iter(f"{_MAIN}sheet"):
        target = targets.get(sheet.get(_LINK, ""), "")
        path = target.lstrip("/") if target.startswith("/") else posixpath.join("xl", target)
        hidden = sheet.get("state", "visible") != "visible"
        if "worksheets" in path:
            members.append(Member(sheet.get("name", ""), hidden, path, sizes.get(path, 0)))
    return tuple(members)


def is_far_flung(content: bytes, member: Member, large: int) -> bool:
    """Whether stray cells stretch the used area beyond what can be held.

    The size that a sheet declares may be wrong; it only decides whether the cells of a large one are looked at.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as package, package.open(member.path) as part:
        xml = part.read(PEEK)
        declared = re.search(rb'<dimension ref="[A-Z]+\d+:([A-Z]+)(\d+)"', xml)
        if member.size > large and (not declared or _number(declared[1]) * int(declared[2]) <= MAX_CELLS):
            return False
        xml += part.read()
    rows, width = set(), 0
    for letters, row in set(re.findall(rb'<c r="([A-Z]+)(\d+)"', xml)):
        rows.add(int(row))
        width = max(width, _number(letters))
    return bool(rows) and (max(rows) - min(rows) + 1) * width > MAX_CELLS


def _number(letters: bytes) -> int:
    """The number of a column, from 1."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def read_columns(content: bytes, member: Member) -> Sheet | None:
    """A large sheet as typed columns, read in one pass; None unless its first row is a clean header."""
    corner = _corner(content, member)
    if corner is None:
        return None
    try:
        loaded = fastexcel.read_excel(content).load_sheet(member.name, header_row=0, schema_sample_rows=None)
        batch = loaded.to_arrow()
    except fastexcel.FastExcelError:
        return None
    names = batch.schema.names
    clean_header = (
        len(names) >= 3
        and not any(re.fullmatch(r"__UNNAMED__\d+|\s*-?\d+(\.\d+)?\s*", name) for name in names)
        and not any(re.sub(r"_\d+$", "", name) in names for name in names if re.search(r"_\d+$", name))
    )
    if not clean_header:
        return None
    return Sheet(
        name=member.name,
        first_row=corner[0],
        first_column=corner[1],
        hidden=member.hidden,
        header=tuple(str(clean(name) or "") for name in names),
        arrow=batch,
    )


def _corner(content: bytes, member: Member) -> tuple[int, int] | None:
    """Excel row (1-based) and column (0-based) of the first filled cell, when both are told, else None."""
    with zipfile.ZipFile(io.BytesIO(content)) as package, package.open(member.path) as part:
        start = part.read(PEEK)
    row = re.search(rb"<row\b[^>]*[^/]>(.*?)</row>", start, re.S)
    cell = re.search(rb'<c r="([A-Z]+)(\d+)"[^>]*[^/>]?>\s*<(?:v|is|f)\b', row[1]) if row else None
    return (int(cell[2]), _number(cell[1]) - 1) if cell else None
