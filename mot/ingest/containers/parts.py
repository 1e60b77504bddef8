"""A large sheet in parts: each a range of its rows below the same header, read at the same time as the others."""

import io
import itertools
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from itertools import pairwise
from typing import NamedTuple

import pyarrow as pa

from mot.ingest.containers.packages import Member, unpack
from mot.ingest.containers.sheet_xml import Told, told_of
from mot.ingest.sheet import Sheet

WORTH = 30_000_000  # bytes of sheet XML from which another part is worth a process of its own
_ROW = re.compile(rb'<row r="(\d{1,7})"[^<>]{0,500}><c r="[A-Z]{1,3}\1"')
_LONGEST = 1 << 22  # bytes within which a row must begin or end
_END = b"</sheetData></worksheet>"
_MARK = 512  # bytes that may hold the beginning of a row or of what follows
_LEAN = 0.12  # by how much an early part is larger than its share, at most
_ODD = (b"<!", b"<?")  # what may hide a mark that looks like a row's
_PROLOG = 5  # bytes into the XML at which its own declaration has begun


class Part(NamedTuple):
    """A package that holds a range of a sheet's rows below its first one, and what else their XML tells.

    `skipped` counts the rows between the first one and them; the first one stands right above them here.
    """

    content: bytes
    told: Told
    skipped: int


def parts_of(size: int, processes: int) -> int:
    """Into how many parts a sheet of `size` bytes of XML is best read by so many processes."""
    return max(1, min(processes, size // WORTH))


def part_of(content: bytes, member: Member, place: int, count: int) -> Part | None:
    """The part `place` of `count` parts of a sheet; None when its XML cannot be cut without doubt.

    A part goes from the first row that begins after its share of the XML to where the next part begins.

    Raises
    ------
    One of `mot.ingest.containers.packages.BROKEN`
        The package is damaged.
    """
    bounds = [_bound(member.size, at, count) for at in (place, place + 1)]
    pieces = unpack(content, member.path)
    head, rest = _head(pieces)
    if not head or (place and bounds[0] < len(head)) or bounds[1] < len(head):
        return None
    rows = _rows(itertools.chain([rest], pieces), len(head), bounds[0] if place else 0, bounds[1])
    start, skipped = next(rows, b""), 0
    if place:
        found, above = _ROW.match(start), _ROW.search(head)
        if found is None or above is None or int(found[1]) <= int(above[1]):
            return None
        skipped = int(found[1]) - int(above[1]) - 1
        head = _moved(head, above[1], b"%d" % (int(found[1]) - 1))
    made = _package(
        content, member, itertools.chain([head, start], rows, [] if place + 1 == count else [_END])
    )
    return made and Part(*made, skipped)


def _moved(head: bytes, row: bytes, place: bytes) -> bytes:
    """The XML of the first row as if it stood in another place, and were not hidden."""
    moved = re.sub(rb'(<row r="|<c r="[A-Z]{1,3})%s"' % row, rb'\g<1>%s"' % place, head)
    return re.sub(rb'(<row [^<>]{0,500}?) hidden="(?:1|true)"', rb"\1", moved)


def _bound(size: int, place: int, count: int) -> int:
    """The byte after which a part begins; later parts are smaller, for they are unpacked from the start, too."""
    share = place / count
    return round(size * (share + _LEAN * share * (1 - share)))


def _head(pieces: Iterator[bytes]) -> tuple[bytes, bytes]:
    """The XML to the end of the first row, and what was read beyond it; empty when that row does not end."""
    text = b""
    for piece in pieces:
        text += piece
        end = text.find(b"</row>") + 6
        if end >= 6:
            return text[:end], text[end:]
        if len(text) > _LONGEST:
            break
    return b"", b""


def _rows(pieces: Iterable[bytes], at: int, start: int, stop: int) -> Iterator[bytes]:
    """The XML from the first row that begins at `start` bytes or later to the first that begins at `stop` or later.

    `at` is how many bytes lie before the first of the pieces.
    """
    begun, text = start <= at, b""
    for piece in pieces:
        text, at = (text + piece if text else piece), at + len(piece)
        if not begun and at > start:
            found = text.find(b"<row ", max(start - (at - len(text)), 0))
            text, begun = (text[found:], True) if found >= 0 else (text[-_MARK:], False)
        elif not begun:
            text = text[-_MARK:]
        if begun and at > stop:
            found = text.find(b"<row ", max(stop - (at - len(text)), 0))
            if found >= 0:
                yield text[:found]
                return
        if begun and len(text) > _MARK:
            yield text[:-_MARK]
            text = text[-_MARK:]
    if begun:
        yield text


def _package(content: bytes, member: Member, pieces: Iterable[bytes]) -> tuple[bytes, Told] | None:
    """The package with other XML in a sheet's place and without other sheets, and what that XML tells."""
    out, odd = io.BytesIO(), False

    def written(pieces: Iterable[bytes]) -> Iterator[bytes]:
        nonlocal odd
        last = b""
        for number, piece in enumerate(pieces):
            part.write(piece)
            if b"!" in piece or b"?" in piece:
                odd = odd or any((last + piece).find(mark, 0 if number else _PROLOG) >= 0 for mark in _ODD)
            last = piece[-_MARK:]
            yield piece

    with zipfile.ZipFile(io.BytesIO(content)) as package, zipfile.ZipFile(out, "w") as made:
        for info in package.infolist():
            if "/worksheets/" not in info.filename:
                made.writestr(info.filename, package.read(info))
        with made.open(member.path, "w", force_zip64=True) as part:
            told = told_of(written(pieces))
    return None if odd else (out.getvalue(), told)


def joined(parts: Sequence[Sheet], skipped: Sequence[int]) -> Sheet | None:
    """The whole sheet; None unless its parts follow each other and agree on names and kinds of columns.

    `skipped` says how many rows below the header lie before each part.
    """
    batches = [part.arrow for part in parts if part.arrow is not None]
    if len(batches) < len(parts) or len({(p.header, p.first_row, p.first_column) for p in parts}) > 1:
        return None
    rows = [batch.num_rows for batch in batches]
    if skipped[0] or any(
        before + n != after for (before, after), n in zip(pairwise(skipped), rows, strict=False)
    ):
        return None
    schema = _schema(batches)
    if schema is None:
        return None
    with ThreadPoolExecutor(max_workers=len(parts)) as pool:
        columns = list(pool.map(partial(_column, batches), range(len(schema)), schema.types))
    return replace(
        parts[0],
        arrow=pa.RecordBatch.from_arrays(columns, schema=schema),
        hidden_rows=frozenset().union(*(part.hidden_rows for part in parts)),
        uncached=sum(part.uncached for part in parts),
    )


def _schema(batches: Sequence[pa.RecordBatch]) -> pa.Schema | None:
    """The kinds of columns that one reading of all rows finds; None where texts meet numbers or days."""
    fields = []
    for place, name in enumerate(batches[0].schema.names):
        columns = [batch.column(place) for batch in batches]
        kinds = {column.type for column in columns if column.null_count < len(column)}
        if kinds == {pa.int64(), pa.float64()}:
            kinds = {pa.float64()}
        if len(kinds) > 1:
            return None
        fields.append(pa.field(name, next(iter(kinds or {pa.string()}))))
    return pa.schema(fields)


def _column(batches: Sequence[pa.RecordBatch], place: int, kind: pa.DataType) -> pa.Array:
    return pa.concat_arrays([_cast(batch.column(place), kind) for batch in batches])


def _cast(column: pa.Array, kind: pa.DataType) -> pa.Array:
    if column.type == kind:
        return column
    return pa.nulls(len(column), kind) if column.null_count == len(column) else column.cast(kind)
