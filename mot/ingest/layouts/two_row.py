"""Two header rows: touchpoint over kinds of rating, or kind of rating over touchpoints."""

from collections.abc import Callable

from mot.domain.errors import N_
from mot.domain.survey import FieldKind
from mot.ingest.header_words import pure_kind, role_of
from mot.ingest.layouts.table import Layout, Recognition, header_texts, read_table
from mot.ingest.legends import is_answer
from mot.ingest.sheet import Sheet

JOINT = "-"


def recognise(sheet: Sheet) -> Recognition | None:
    """Sure when one of two neighbouring rows holds nothing but kinds of rating over and over."""
    if sheet.arrow is not None:
        return None
    head = sheet.head()
    for row in range(min(len(head) - 1, 30)):
        upper, lower = header_texts(head[row]), header_texts(head[row + 1])
        below = [_kind(text) for text in lower]
        above = [_kind(text) for text in upper]
        if sum(k is not None for k in below) >= 2 and any(upper) and _repeats(below):
            headers = _fuse(sheet, row, upper, lower, lambda text: _kind(text) is not None)
            return Recognition(0.97, (row, row + 1), headers)
        kinds = [k for k in above if k is not None]
        under = [bool(text) and not heading for text, heading in zip(lower, upper, strict=True)]
        if kinds and any(under) and sum(map(bool, lower)) > len(kinds) and _texts_only(head[row + 1]):
            headers = _fuse(sheet, row, upper, lower, lambda text: role_of(text) is None)
            return Recognition(0.94, (row, row + 1), headers)
    return None


def _kind(text: str) -> FieldKind | None:
    """The kind of rating that a text names and nothing else; words that are answers name none."""
    kind = pure_kind(text) if text else None
    return kind if kind and not is_answer(text) else None


def _repeats(kinds: list[FieldKind | None]) -> bool:
    """Whether a kind of rating comes more than once, or two kinds come side by side."""
    there = [k for k in kinds if k is not None]
    return len(there) > len(set(there)) or len(set(there)) >= 2


def _texts_only(row: list[object | None]) -> bool:
    there = [v for v in row if v is not None]
    return len(there) >= 2 and all(isinstance(v, str) for v in there)


def _fuse(
    sheet: Sheet, row: int, upper: tuple[str, ...], lower: tuple[str, ...], fill: Callable[[str], bool]
) -> tuple[str, ...]:
    """One header per column. A heading reaches over its merged area, else over what follows and fits."""
    reach: dict[int, str] = {}
    merged = {}
    for top, left, bottom, right in sheet.merged:
        if top == row and bottom == row:
            merged.update(dict.fromkeys(range(left, right + 1), left))
    heading = ""
    for column, text in enumerate(upper):
        if text:
            heading = text
            reach[column] = text
        elif column in merged and merged[column] < len(upper):
            reach[column] = upper[merged[column]]
        elif lower[column] and fill(lower[column]) and heading:
            reach[column] = heading
        else:
            heading = ""
    return tuple(
        JOINT.join(part for part in (reach.get(column, ""), text) if part)
        for column, text in enumerate(lower)
    )


LAYOUT = Layout(
    "two_row",
    N_("One row per respondent, header of two rows"),
    N_("Two header rows, merged or not: touchpoints over kinds of rating, or the reverse."),
    recognise,
    read_table,
)
