"""The binary packages of Excel (.xlsb), written record by record."""

import datetime as dt
import io
import struct
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from sample_data.sheets import Cell, Row

EPOCH = dt.date(1899, 12, 30)
CONTENT_TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/>'
    '<Override PartName="/xl/worksheets/sheet1.bin" ContentType="application/vnd.ms-excel.worksheet"/></Types>'
)
RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" '
    'Target="{target}"/></Relationships>'
)


def write_xlsb(
    path: Path,
    name: str,
    rows: Iterable[Row],
    *,
    hidden_rows: Sequence[int] = (),
    hidden_columns: Sequence[int] = (),
    merges: Sequence[tuple[int, int, int, int]] = (),
) -> Path:
    """Write one sheet; places are counted from 0, merges are (top, left, bottom, right)."""
    kept = [list(row) for row in rows]
    width = max(map(len, kept))
    parts = [record(129), record(148, struct.pack("<4I", 0, len(kept) - 1, 0, width - 1))]
    if hidden_columns:
        columns = b"".join(record(60, struct.pack("<4IH", c, c, 2560, 0, 1)) for c in hidden_columns)
        parts += [record(390), columns, record(391)]
    parts.append(record(145))
    for place, row in enumerate(kept):
        flags = 0x10 if place in hidden_rows else 0
        parts.append(record(0, struct.pack("<IIHBBBI", place, 0, 300, 0, flags, 0, 0)))
        parts += [cell(column, value) for column, value in enumerate(row) if value is not None]
    parts.append(record(146))
    if merges:
        areas = b"".join(record(176, struct.pack("<4I", t, b, left, r)) for t, left, b, r in merges)
        parts += [record(177, struct.pack("<I", len(merges))), areas, record(178)]
    parts.append(record(130))
    book = [record(131), record(143), record(156, struct.pack("<II", 0, 1) + text("rId1") + text(name))]
    members = {
        "[Content_Types].xml": CONTENT_TYPES.encode(),
        "_rels/.rels": RELATIONS.format(kind="officeDocument", target="xl/workbook.bin").encode(),
        "xl/_rels/workbook.bin.rels": RELATIONS.format(
            kind="worksheet", target="worksheets/sheet1.bin"
        ).encode(),
        "xl/workbook.bin": b"".join([*book, record(144), record(132)]),
        "xl/worksheets/sheet1.bin": b"".join(parts),
    }
    return pack(path, members)


def pack(path: Path, members: dict[str, bytes], *, stored: bool = False) -> Path:
    """Write a package whose members have no time of their own."""
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w") as package:
        for name, content in members.items():
            plain = stored or name == "mimetype"
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            package.writestr(info, content, zipfile.ZIP_STORED if plain else zipfile.ZIP_DEFLATED)
    path.write_bytes(memory.getvalue())
    return path


def unpack(path: Path) -> dict[str, bytes]:
    """The members of a package."""
    with zipfile.ZipFile(path) as package:
        return {info.filename: package.read(info) for info in package.infolist()}


def record(kind: int, content: bytes = b"") -> bytes:
    """One record: kind and size, seven bits to a byte."""
    head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size, digits = len(content), []
    while True:
        size, digit = size >> 7, size & 0x7F
        digits.append(digit | (0x80 if size else 0))
        if not size:
            return head + bytes(digits) + content


def text(value: str) -> bytes:
    """A text: the number of its letters, and the letters."""
    return struct.pack("<I", len(value)) + value.encode("utf-16-le")


def cell(column: int, value: Cell) -> bytes:
    """A cell in the usual format; days are numbers."""
    place = struct.pack("<II", column, 0)
    if isinstance(value, str):
        return record(6, place + text(value))
    number = (value - EPOCH).days if isinstance(value, dt.date) else value
    return record(5, place + struct.pack("<d", float(number or 0)))
