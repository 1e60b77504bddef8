"""What the XML of an .xlsx sheet tells besides values: hidden rows and columns, formulas without a value, its reach.

Every pattern takes time in proportion to the text, whatever the text is.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

_OPENED = re.compile(rb"<(?:\w{1,20}:)?c\b[^<>]{0,500}+(?<!/)>")
_CELL = re.compile(
    rb"""<(?:\w{1,20}:)?c\b[^<>]{0,400}?\br=["']([A-Z]{1,3})(\d{1,7})["'][^<>]{0,400}+(?<!/)>(</)?+"""
)
_ANY_CELL = re.compile(rb"<(?:\w{1,20}:)?c[\s>]")
_BARE = re.compile(rb"<(?:\w{1,20}:)?c\b[^<>]{0,500}+(?<=/)>")
_HIDDEN = re.compile(
    rb"""<(?:\w{1,20}:)?(row|col)\b([^<>]{0,2000}?\bhidden=["'](?:1|true)["'][^<>]{0,2000}+)>"""
)
_NUMBER = re.compile(rb"""(?<![\w:])(r|min|max)=["'](\d{1,7})["']""")
_FORMULA = re.compile(
    rb"<(?:\w{1,20}:)?c\b([^<>]{0,500}+)>\s*+<(?:\w{1,20}:)?f\b(?:[^<>]{0,500}+(?<=/)>|[^<>]{0,500}+>[^<]*+</(?:\w{1,20}:)?f>)"
    rb"\s*+(<(?:\w{1,20}:)?v\s*+/>|<(?:\w{1,20}:)?v>\s*+</(?:\w{1,20}:)?v>)?+\s*+</(?:\w{1,20}:)?c>"
)
_HINT = re.compile(rb"f[ />]")  # fast: most sheets have no formula
_LONGEST = 1 << 21  # bytes of one row that are looked at together
COLUMNS = 16_384


@dataclass(frozen=True, slots=True)
class Told:
    """Hidden rows (1-based, as in Excel) and columns (0-based), and formulas without a stored value."""

    rows: frozenset[int] = frozenset()
    columns: frozenset[int] = frozenset()
    uncached: int = 0


NOTHING = Told()


@dataclass(frozen=True, slots=True)
class Reach:
    """How many rows and columns the filled cells span, how many they are, and which lies farthest out."""

    rows: int
    columns: int
    filled: int
    farthest: str


def told_of(pieces: Iterable[bytes]) -> Told:
    """Read the XML of a sheet in pieces; rows that a filter hides are hidden like others."""
    rows: set[int] = set()
    columns = bytearray(COLUMNS)  # 1 where hidden: a file may hide the same columns a million times
    uncached, text = 0, b""
    for piece in pieces:
        text += piece
        end = _safe_end(text)
        _hidden(text, end, rows, columns)
        uncached += _uncached(text, end)
        text = text[end:]
    _hidden(text, len(text), rows, columns)
    hidden = (
        frozenset(column for column in range(COLUMNS) if columns[column]) if any(columns) else frozenset()
    )
    return Told(frozenset(rows), hidden, uncached + _uncached(text, len(text)))


def _safe_end(text: bytes) -> int:
    """Where a piece may be cut: after the last whole row; within a row only when it is very long."""
    end = text.rfind(b"</row>")
    if end < 0:
        end = text.rfind(b":row>") - 1
    if end > 0:
        return end + 6
    return max(text.rfind(b"<", 0, -4096), 0) or len(text) - 4096 if len(text) > _LONGEST else 0


def _hidden(text: bytes, end: int, rows: set[int], columns: bytearray) -> None:
    if text.find(b"hidden=", 0, end) < 0:
        return
    for found in _HIDDEN.finditer(text, 0, end):
        places = {key: int(value) for key, value in _NUMBER.findall(found[2])}
        if found[1] == b"row" and b"r" in places:
            rows.add(places[b"r"])
        elif found[1] == b"col" and b"min" in places and b"max" in places:
            first, last = max(places[b"min"] - 1, 0), min(places[b"max"], COLUMNS)
            columns[first:last] = b"\1" * max(last - first, 0)


def _uncached(text: bytes, end: int) -> int:
    """Formulas without a value; a formula whose value is an empty text has one."""
    if not _HINT.search(text, 0, end):
        return 0
    found = _FORMULA.finditer(text, 0, end)
    return sum(not (one[2] and b'"str"' in one[1]) for one in found)


def reach_of(xml: bytes) -> Reach | None:
    """The reach of the filled cells; None when not every one of them tells its place in the usual way.

    Cells that only carry a format do not count: a declared or formatted area may go on to the last column.
    """
    cells = _CELL.findall(xml)
    opened = len(_OPENED.findall(xml))
    if opened != len(cells) or opened + len(_BARE.findall(xml)) != len(_ANY_CELL.findall(xml)):
        return None
    places = {
        (int(digits), number_of(letters)): (letters, digits)
        for letters, digits, empty in set(cells)
        if not empty
    }
    if not places:
        return Reach(0, 0, 0, "")
    rows, columns = {row for row, _ in places}, {column for _, column in places}
    far = places[max(places, key=lambda place: place[0] / 1_048_576 + place[1] / COLUMNS)]
    span = max(rows) - min(rows) + 1, max(columns) - min(columns) + 1
    return Reach(*span, len(cells), (far[0] + far[1]).decode())


def number_of(letters: bytes) -> int:
    """The number of a column, from 1.

    >>> number_of(b"A"), number_of(b"XFD")
    (1, 16384)
    """
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
