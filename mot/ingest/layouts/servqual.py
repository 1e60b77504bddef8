"""SERVQUAL: items by number, E1 … E22 and P1 … P22, in two blocks or item by item."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from mot.domain.errors import N_
from mot.domain.survey import Dimension, FieldKind
from mot.ingest.header_words import RATING_LETTERS, pure_kind
from mot.ingest.layouts.questions import Line, column_of, rates
from mot.ingest.layouts.table import Layout, Recognition, Told, header_texts, read_table
from mot.ingest.sheet import Sheet

_BEFORE = re.compile(r"([A-Za-z]|[一-鿿]{2,4})[\s_.\-]*0*([1-9]\d?)(?:\s*[.:、,_\-\s)]\s*(.*)|)", re.S)
_AFTER = re.compile(r"(?:Q|题目?|第)?\s*0*([1-9]\d?)\s*题?[\s_.\-(]*([A-Za-z]|[一-鿿]{2,4})\s*\)?", re.I)
_BARE = re.compile(r"(?:Q|题目?|第)?\s*0*([1-9]\d?)\s*题?", re.I)
LEAST = 3  # items of each kind
SURE = 0.95
STANDARD = (
    (Dimension.TANGIBLES, 4),
    (Dimension.RELIABILITY, 5),
    (Dimension.RESPONSIVENESS, 4),
    (Dimension.ASSURANCE, 4),
    (Dimension.EMPATHY, 5),
)  # dimensions of the 22 items in their usual order (Parasuraman, Zeithaml & Berry 1988)


@dataclass(frozen=True, slots=True)
class Item:
    """The number of an item, the kind of rating, and its wording where the header has one."""

    number: int
    kind: FieldKind
    text: str = ""


def item_of(header: str) -> Item | None:
    """The item that a header numbers; None for other headers.

    >>> item_of("E07"), item_of("Q3_P").kind, item_of("P1：设施现代化").text, item_of("Q7"), item_of("P2P")
    (Item(number=7, kind=<FieldKind.EXPECTATION: 'expectation'>, text=''), <FieldKind.PERCEPTION: 'perception'>, '设施现代化', None, None)
    """  # noqa: E501
    text = unicodedata.normalize("NFKC", header).strip()
    if (found := _BEFORE.fullmatch(text)) and (kind := _kind(found[1])):
        return Item(int(found[2]), kind, (found[3] or "").strip())
    if (found := _AFTER.fullmatch(text)) and (kind := _kind(found[2])):
        return Item(int(found[1]), kind)
    return None


def _kind(mark: str) -> FieldKind | None:
    return RATING_LETTERS.get(mark.lower()) if mark.isascii() else pure_kind(mark)


def item_number(name: str) -> int | None:
    """The number of an item that has no other name; None for names.

    >>> item_number("7"), item_number("E07/P07"), item_number("Q3"), item_number("E1/P2"), item_number("E1 Queue")
    (7, 7, 3, None, None)
    """
    numbers = set()
    for part in name.split("/"):
        bare, item = _BARE.fullmatch(part.strip()), item_of(part)
        if bare is None and (item is None or item.text):
            return None
        numbers.add(int(bare[1]) if bare else item.number if item else 0)
    return numbers.pop() if len(numbers) == 1 else None


def dimensions_of(names: Iterable[str]) -> dict[str, Dimension]:
    """The dimension of each item, where the names are the numbers of the 22 standard items and nothing else.

    >>> dimensions_of(f"E{n}/P{n}" for n in range(1, 23))["E10/P10"].value, dimensions_of(["E1/P1", "E2/P2"])
    ('responsiveness', {})
    """
    numbers = {name: item_number(name) for name in names}
    order = [dimension for dimension, items in STANDARD for _ in range(items)]
    if sorted(number or 0 for number in numbers.values()) != list(range(1, len(order) + 1)):
        return {}
    return {name: order[number - 1] for name, number in numbers.items() if number}


def recognise(sheet: Sheet) -> Recognition | None:
    """Sure when three items at least are numbered under two kinds of rating each, with ratings below."""
    head = sheet.head()
    for row, values in enumerate(head[:30]):
        headers = header_texts(values)
        below = head[row + 1 :]
        items = {
            column: item for column, header in enumerate(headers) if header and (item := item_of(header))
        }
        of_kind = [[c for c, item in items.items() if item.kind is kind] for kind in RATING_LETTERS.values()]
        full = [columns for columns in of_kind if len(columns) >= LEAST]
        if len(full) < 2 or not any(rates(column_of(below, column)) for column in items):
            continue
        saw = tuple(f"{headers[columns[0]]} … {headers[columns[-1]]}" for columns in full)
        return Recognition(0.97, (row,), headers, _told(headers, items, below), saw)
    return None


def _told(headers: tuple[str, ...], items: dict[int, Item], below: list[Line]) -> tuple[Told | None, ...]:
    """One touchpoint per number, named by its wording, that of perceptions first, else by its headers."""
    names: dict[int, str] = {}
    for item in sorted(items.values(), key=lambda one: one.kind is not FieldKind.PERCEPTION):
        if item.text:
            names.setdefault(item.number, item.text)
    for number in {item.number for item in items.values()} - names.keys():
        names[number] = "/".join(headers[column] for column, item in items.items() if item.number == number)
    told: list[Told | None] = [None] * len(headers)
    for column, item in items.items():
        values = column_of(below, column)
        blank = not any(value is not None for value in values)
        told[column] = Told(item.kind, names[item.number], SURE) if blank or rates(values) else None
    return tuple(told)


LAYOUT = Layout(
    "servqual",
    N_("SERVQUAL items by number"),
    N_("Columns such as E1 to E22 and P1 to P22; an item's expectation and perception share its number."),
    recognise,
    read_table,
)
