"""Hidden rows and columns and merged areas of .xls and .xlsb sheets, read from their records.

Both keep the result of every formula, so none is without a value. A row that a filter hides is hidden.
"""

import io
import struct
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

from mot.ingest.containers.packages import BROKEN, SHORT, tree

Area = tuple[int, int, int, int]
_FILEPASS, _BOF, _EOF, _BOUNDSHEET, _ROW, _COLINFO, _MERGED = (
    0x002F,
    0x0809,
    0x000A,
    0x0085,
    0x0208,
    0x007D,
    0x00E5,
)
_ROW_12, _COLUMN_12, _MERGED_12, _BUNDLE_12 = 0, 60, 176, 156
COLUMNS = 16_384


@dataclass(slots=True)
class Marks:
    """Hidden rows and columns and merged areas (top, left, bottom, right) of a sheet, all 0-based."""

    rows: set[int] = field(default_factory=set)
    columns: set[int] = field(default_factory=set)
    merged: list[Area] = field(default_factory=list)


def of_xls(content: bytes) -> list[Marks]:
    """The marks of every sheet of an .xls file in their order; [] when they cannot be told."""
    try:
        stream = _stream(content)
        starts = [
            struct.unpack_from("<I", data)[0]
            for kind, data in _records(stream, 0)
            if kind == _BOUNDSHEET and len(data) >= 6
        ]
        return [_marks(stream, start) for start in starts]
    except BROKEN:
        return []


def is_locked(content: bytes) -> bool:
    """Whether an .xls file is behind a password."""
    try:
        return any(kind == _FILEPASS for kind, _ in _records(_stream(content), 0))
    except BROKEN:
        return False


def _stream(content: bytes) -> bytes:
    """The records of an .xls file."""
    import olefile  # rarely wanted

    with olefile.OleFileIO(io.BytesIO(content)) as container:
        name = next((n for n in ("Workbook", "Book") if container.exists(n)), "")
        stream: bytes = container.openstream(name).read() if name else b""
        return stream


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """Kind and content of the records of one part, up to its end."""
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        if kind == _EOF:
            return
        yield kind, stream[at + 4 : at + 4 + size]
        at += 4 + size


def _marks(stream: bytes, start: int) -> Marks:
    found, depth = Marks(), 0
    for kind, data in _records(stream, start):
        depth += kind == _BOF
        if depth > 1:  # a chart inside the sheet ends the records that matter
            break
        if kind == _ROW and len(data) >= 14 and data[12] & 0x20:
            found.rows.add(struct.unpack_from("<H", data)[0])
        elif kind == _COLINFO and len(data) >= 10:
            first, last, _, _, flags = struct.unpack_from("<5H", data)
            if flags & 1:
                found.columns.update(range(first, min(last, COLUMNS - 1) + 1))
        elif kind == _MERGED and len(data) >= 2:
            count = min(struct.unpack_from("<H", data)[0], (len(data) - 2) // 8)
            for place in range(count):
                top, bottom, left, right = struct.unpack_from("<4H", data, 2 + 8 * place)
                found.merged.append((top, left, bottom, right))
    return found


def of_xlsb(content: bytes) -> list[Marks]:
    """The marks of every sheet of an .xlsb file in their order; [] when they cannot be told."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            sizes = {info.filename: info.file_size for info in package.infolist()}
            links = (
                package.read("xl/_rels/workbook.bin.rels") if sizes.get("xl/workbook.bin", 0) < SHORT else b""
            )
            parts = _parts(package.read("xl/workbook.bin"), links)
            return [_marks_12(package.read(part)) if part in sizes else Marks() for part in parts]
    except BROKEN:
        return []


def _parts(book: bytes, links: bytes) -> list[str]:
    """The part of every sheet, in order."""
    targets = {link.get("Id", ""): link.get("Target", "") for link in tree(links)}
    found = []
    for kind, data in _records_12(book):
        if kind == _BUNDLE_12:
            size = struct.unpack_from("<I", data, 8)[0]
            target = targets.get(data[12 : 12 + 2 * size].decode("utf-16-le"), "")
            found.append(target.lstrip("/") if target.startswith("/") else f"xl/{target}")
    return found


def _records_12(part: bytes) -> Iterator[tuple[int, bytes]]:
    """Kind and content of the records of a part; numbers are kept seven bits to a byte."""
    at = 0
    while at < len(part):
        kind, at = _packed_number(part, at, 2)
        size, at = _packed_number(part, at, 4)
        yield kind, part[at : at + size]
        at += size


def _packed_number(part: bytes, at: int, longest: int) -> tuple[int, int]:
    number = 0
    for place in range(longest):
        if at >= len(part):
            break
        byte = part[at]
        number |= (byte & 0x7F) << (7 * place)
        at += 1
        if byte < 0x80:
            break
    return number, at


def _marks_12(part: bytes) -> Marks:
    found = Marks()
    for kind, data in _records_12(part):
        if kind == _ROW_12 and len(data) >= 12:
            if data[11] & 0x10:
                found.rows.add(struct.unpack_from("<I", data)[0])
        elif kind == _COLUMN_12 and len(data) >= 18:
            first, last = struct.unpack_from("<II", data)
            if data[16] & 1:
                found.columns.update(range(first, min(last, COLUMNS - 1) + 1))
        elif kind == _MERGED_12 and len(data) >= 16:
            top, bottom, left, right = struct.unpack_from("<4I", data)
            found.merged.append((top, left, bottom, right))
    return found
