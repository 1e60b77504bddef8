"""Headings over blocks of columns: a question about importance, satisfaction or expectation over what is rated."""

import re
from collections import Counter

from mot.domain.errors import N_
from mot.domain.survey import RATINGS, FieldKind
from mot.ingest.header_words import role_of
from mot.ingest.layouts.choices import lent
from mot.ingest.layouts.numbered import number_of
from mot.ingest.layouts.questions import Line, column_of, grid, kinds_in
from mot.ingest.layouts.table import Layout, Recognition, Told, header_texts, read_table
from mot.ingest.likert import level
from mot.ingest.sheet import Sheet
from mot.ingest.values import number

LONGEST = 200  # characters of a heading
JOINT = "-"
_TITLE = re.compile(
    r"调查|调研|问卷|统计|汇总|报表|报告|\d{4}\s*年|survey|questionnaire|report|results", re.I
)


def recognise(sheet: Sheet) -> Recognition | None:
    """Sure when headings over a row of names, and answers below it, speak of kinds of rating."""
    if sheet.arrow is not None:
        return None
    head = sheet.head()
    for row in range(min(len(head) - 2, 30)):
        upper, lower = header_texts(head[row]), header_texts(head[row + 1])
        kinds = {column: kind for column, text in enumerate(upper) if (kind := heading(text))}
        if not kinds or not _names(head[row + 1]):
            continue
        reaches = _reaches(lower, kinds, _ends(sheet, row))
        below = head[row + 2 :]
        told: list[Told | None] = [None] * len(lower)
        inside = [column for column, reach in enumerate(reaches) if reach is not None]
        for column, values in zip(inside, lent([column_of(below, c) for c in inside]), strict=True):
            told[column] = grid(upper[reaches[column] or 0], lower[column], "", values)
        wide = Counter(one.kind for one in told if one and one.kind in RATINGS)
        several = sum(columns > 1 for columns in wide.values()) > 1
        if wide.total() < 2 * len(kinds) or not (several or _is_no_title(upper, lower, kinds)):
            continue
        headers = tuple(
            JOINT.join(part for part in (upper[reach] if reach is not None else "", text) if part)
            for text, reach in zip(lower, reaches, strict=True)
        )
        headers = tuple(one or text for one, text in zip(headers, upper, strict=True))
        saw = tuple(upper[column] for column in list(kinds)[:3])
        return Recognition(0.93 if several else 0.92, (row, row + 1), headers, tuple(told), saw)
    return None


def heading(text: str) -> FieldKind | None:
    """The one kind of rating that a heading speaks of; words that are answers speak of none."""
    if not text or len(text) > LONGEST or level(text) is not None:
        return None
    kinds = kinds_in(number_of(text)[1])
    return kinds[0] if len(kinds) == 1 else None


def _is_no_title(upper: tuple[str, ...], lower: tuple[str, ...], kinds: dict[int, FieldKind]) -> bool:
    """Whether the only heading stands over some of the columns, and not over all like the title of a sheet."""
    first = min(kinds)
    named = any(_TITLE.search(upper[column]) for column in kinds)
    return not named and any(lower[:first]) and not all(upper[:first])


def _names(values: Line) -> bool:
    """Whether a row holds names of what is rated: texts, three at least, and hardly a kind among them."""
    there = [value for value in values if value is not None]
    texts = [
        value for value in there if isinstance(value, str) and level(value) is None and number(value) is None
    ]
    return (
        len(texts) >= 3
        and len(texts) == len(there)
        and sum(bool(kinds_in(t)) for t in texts) * 3 <= len(texts)
    )


def _ends(sheet: Sheet, row: int) -> dict[int, int]:
    """The last column of each merged heading, by its first."""
    return {left: right for top, left, bottom, right in sheet.merged if top == row and bottom == row}


def _reaches(lower: tuple[str, ...], kinds: dict[int, FieldKind], ends: dict[int, int]) -> list[int | None]:
    """The column of the heading over each column: over its merged area, else until a role or the next heading."""
    reach: list[int | None] = []
    current: int | None = None
    for column, text in enumerate(lower):
        role = _is_role(text)
        if column in kinds:
            current = column
        elif current is not None and (not text or (column > ends[current] if current in ends else role)):
            current = None
        reach.append(current if text and not role else None)
    return reach


def _is_role(text: str) -> bool:
    role = role_of(text)
    return role is not None and role[1] == 1.0


LAYOUT = Layout(
    "blocks",
    N_("Blocks of ratings below headings"),
    N_("A heading such as importance or satisfaction over each block of columns, and the names below it."),
    recognise,
    read_table,
)
