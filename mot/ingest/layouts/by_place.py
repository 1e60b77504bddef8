"""Ratings told apart by their place alone: below each name, or below a name that is repeated, E P E P."""

import re
from itertools import pairwise

from mot.domain.errors import N_
from mot.domain.survey import RATINGS, FieldKind
from mot.ingest.header_words import pure_kind, rating_of, role_of
from mot.ingest.layouts.questions import Line, column_of, given, kinds_in, rates
from mot.ingest.layouts.table import Layout, Recognition, Told, header_texts, read_table
from mot.ingest.likert import level
from mot.ingest.names import normal
from mot.ingest.sheet import Sheet
from mot.ingest.values import number

USUAL = (FieldKind.EXPECTATION, FieldKind.PERCEPTION)
LEAST = 2  # names with several columns each
TOLD, GUESSED = 0.9, 0.6  # how sure the order is when a line above names it, and when it is only usual
_AGAIN = re.compile(r"(.+?)[\s_]{0,3}(?:\.\d|_\d|[(]\d[)]|2)")


def recognise(sheet: Sheet) -> Recognition | None:
    """Likely when several names stand over two neighbouring columns of ratings each and no header tells the kind."""
    head = sheet.head()
    for row, values in enumerate(head[:30]):
        headers = header_texts(values)
        below = head[row + 1 :]
        if not below or not _are_names(values) or any(_tells(header) for header in headers):
            continue
        order, line = _order(head[:row])
        groups = _groups(headers, below, len(order))
        if len(groups) < LEAST or not _alone(groups, headers, below):
            groups = _rounds(headers, below, len(order))
        if not groups:
            continue
        told: list[Told | None] = [None] * len(headers)
        for columns in groups:
            for kind, column in zip(order, columns, strict=True):
                told[column] = Told(kind, headers[columns[0]], TOLD if line else GUESSED)
        name = headers[groups[0][0]]
        return Recognition(
            0.96 if line else 0.9, (row,), headers, tuple(told), (line, name) if line else (name,)
        )
    return None


def _are_names(values: Line) -> bool:
    there = [value for value in values if value is not None]
    return len(there) >= 2 and all(
        isinstance(v, str) and number(v) is None and level(v) is None for v in there
    )


def _tells(header: str) -> bool:
    """Whether a header tells the kind of a rating by itself; overall satisfaction does not count."""
    role = role_of(header)
    if not header or (role is not None and role[1] >= 0.9):
        return False
    told = rating_of(header)
    return pure_kind(header) in RATINGS or (told is not None and told[2] == 1.0)


def _order(above: list[Line]) -> tuple[tuple[FieldKind, ...], str]:
    """The order of kinds that a line above the header names, and that line; the usual order without one."""
    for line in above:
        for text in line:
            if isinstance(text, str) and len(kinds := kinds_in(text)) >= 2:
                return tuple(kinds), text
    return USUAL, ""


def _groups(headers: tuple[str, ...], below: list[Line], size: int) -> list[tuple[int, ...]]:
    """The columns of each name that stands over exactly `size` columns of ratings."""
    found: list[tuple[int, ...]] = []
    column = 0
    while column + size <= len(headers):
        answers = [column_of(below, c) for c in range(column, column + size)]
        if _spans(headers, below, column) == size and all(not given(one) or rates(one) for one in answers):
            found.append(tuple(range(column, column + size)))
            column += size
        else:
            column += 1
    return found if any(rates(column_of(below, columns[0])) for columns in found) else []


def _rounds(headers: tuple[str, ...], below: list[Line], size: int) -> list[tuple[int, ...]]:
    """The columns of each name where a whole list of names over ratings comes `size` times in the same order."""
    names = {normal(header) for header in headers if header}
    rated: dict[str, list[int]] = {}
    for column, header in enumerate(headers):
        values = column_of(below, column)
        if header and role_of(header) != (FieldKind.OVERALL, 1.0) and (rates(values) or not given(values)):
            again = _AGAIN.fullmatch(header)
            repeats = again is not None and normal(again[1]) in names
            rated.setdefault(normal(again[1]) if again and repeats else normal(header), []).append(column)
    found = [tuple(columns) for columns in rated.values() if len(columns) == size]
    rounds = list(zip(*found, strict=True))
    neat = all(list(one) == sorted(one) for one in rounds) and all(
        max(one) < min(after) for one, after in pairwise(rounds)
    )
    return found if len(found) > LEAST and neat and _alone(found, headers, below) else []


def _spans(headers: tuple[str, ...], below: list[Line], column: int) -> int:
    """How many columns a name stands over: those that repeat it, or have no name and hold something; else 0."""
    name, end = headers[column], column + 1
    if not name:
        return 0
    repeated = end < len(headers) and headers[end] != ""
    while end < len(headers) and end - column <= len(RATINGS):  # more than any question has kinds
        other = headers[end]
        if not (_same(name, other) if repeated else not other and given(column_of(below, end))):
            break
        end += 1
    return end - column


def _same(name: str, other: str) -> bool:
    """Whether a header repeats a name, with or without the mark of a program for repeated names."""
    again = _AGAIN.fullmatch(other)
    return normal(name) == normal(other) or (again is not None and normal(again[1]) == normal(name))


def _alone(groups: list[tuple[int, ...]], headers: tuple[str, ...], below: list[Line]) -> bool:
    """Whether hardly any other column without a known role holds ratings."""
    inside = {column for columns in groups for column in columns}
    others = [
        column
        for column, header in enumerate(headers)
        if column not in inside and header and role_of(header) is None and rates(column_of(below, column))
    ]
    return len(others) * 2 <= len(groups)


LAYOUT = Layout(
    "by_place",
    N_("Expectation and perception by place"),
    N_("Each name stands over two columns; a line above, or custom, tells which is the expectation."),
    recognise,
    read_table,
)
