"""Expectations and perceptions that are paired by their number only: refused where number or wording do not agree."""

from dataclasses import dataclass, replace
from enum import StrEnum

from rapidfuzz import fuzz

from mot.domain.survey import Field, FieldKind
from mot.ingest.draft import Column, Decisions
from mot.ingest.labels import REFUSE
from mot.ingest.layouts.servqual import Item, item_of
from mot.ingest.names import normal

KEY = "pairs"
APART, PAIR = "apart", "pair"
LEAST = 3  # numbered items of each kind that make a block
ALIKE = 45.0  # likeness (0 to 100) below which two wordings are about different things
STRANGE = 0.3  # share of pairs with strange wordings from which all are refused
NEW = "+"
IGNORED = Field(FieldKind.IGNORE)


class Reason(StrEnum):
    """Why the items of two blocks are not paired."""

    COUNTS = "counts"
    WORDING = "wording"


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why pairs by number are refused, how many items each block has, and two headers that do not fit."""

    reason: Reason
    expected: int
    perceived: int
    first: str
    second: str
    chosen: str


def refuse(columns: tuple[Column, ...], decisions: Decisions) -> tuple[tuple[Column, ...], Refusal | None]:
    """The columns, without expectations where their pairs are refused, and why.

    Perceptions stay what they are. A gap from a wrong pair would be worse than none; the person may pair them
    nevertheless, or assign the columns one by one.
    """
    items = {
        c.position: item
        for c in columns
        if c.position not in decisions.fields and (item := item_of(c.header)) and c.field.kind is item.kind
    }
    expected = _by_number(items, FieldKind.EXPECTATION)
    perceived = _by_number(items, FieldKind.PERCEPTION)
    if min(len(expected), len(perceived)) < LEAST:
        return columns, None
    reunited = _by_wording(columns, items, expected, perceived)
    if reunited is not None:
        return reunited, None
    chosen = decisions.answers.get(KEY) or decisions.values.get(KEY) or APART
    found = _refusal(columns, items, expected, perceived, chosen)
    if found is None or chosen == PAIR:
        return columns, found
    alone = set(expected.values())
    named = {p: columns[p].header for p in perceived.values() if not items[p].text}
    return tuple(_apart(c, alone, named, decisions) for c in columns), found


def _by_number(items: dict[int, Item], kind: FieldKind) -> dict[int, int]:
    """The position of each numbered item of a kind."""
    return {item.number: position for position, item in items.items() if item.kind is kind}


def _by_wording(
    columns: tuple[Column, ...], items: dict[int, Item], expected: dict[int, int], perceived: dict[int, int]
) -> tuple[Column, ...] | None:
    """Items paired by the very words of both blocks, where those agree and the numbers do not; None otherwise."""
    words = [
        {normal(items[position].text): position for position in block.values()}
        for block in (expected, perceived)
    ]
    if (
        words[0].keys() != words[1].keys()
        or "" in words[0]
        or len(words[0]) < max(len(expected), len(perceived))
    ):
        return None
    if all(items[position].number == items[words[1][text]].number for text, position in words[0].items()):
        return None
    partner = {position: columns[words[1][text]] for text, position in words[0].items()}
    return tuple(
        replace(
            c,
            field=Field(c.field.kind, partner[c.position].field.touchpoint),
            topic=partner[c.position].topic,
        )
        if c.position in partner
        else c
        for c in columns
    )


def _refusal(
    columns: tuple[Column, ...],
    items: dict[int, Item],
    expected: dict[int, int],
    perceived: dict[int, int],
    chosen: str,
) -> Refusal | None:
    sizes = len(expected), len(perceived)
    odd = sorted(expected.keys() ^ perceived.keys())
    if odd:
        lonely = columns[expected.get(odd[0], perceived.get(odd[0], 0))].header
        return Refusal(Reason.COUNTS, *sizes, lonely, "", chosen)
    strange = [
        (expected[n], perceived[n])
        for n in sorted(expected)
        if _strange(items[expected[n]].text, items[perceived[n]].text)
    ]
    if not strange or len(strange) < STRANGE * len(expected):
        return None
    first, second = (columns[position].header for position in strange[0])
    return Refusal(Reason.WORDING, *sizes, first, second, chosen)


def _strange(one: str, other: str) -> bool:
    """Whether two wordings are there and about different things."""
    mine, theirs = normal(one), normal(other)
    return bool(mine and theirs) and max(fuzz.ratio(mine, theirs), fuzz.partial_ratio(mine, theirs)) < ALIKE


def _apart(column: Column, alone: set[int], named: dict[int, str], decisions: Decisions) -> Column:
    """An expectation is left out; a perception without a wording goes by its own header, or what was decided."""
    if column.position in alone:
        return replace(column, field=IGNORED, confidence=0.95, topic="")
    if column.position in named and column.field.touchpoint.startswith(NEW):
        name = named[column.position]
        code = decisions.values.get(f"touchpoint:{name}", NEW + name)
        if code == REFUSE:
            return replace(column, field=IGNORED, confidence=1.0, topic="")
        return replace(column, field=Field(column.field.kind, code), topic=name)
    return column
