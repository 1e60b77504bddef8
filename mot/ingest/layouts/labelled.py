"""Names of variables in one row and their labels in the next, as statistical programs keep them."""

import re

from mot.domain.errors import N_
from mot.domain.survey import FieldKind
from mot.ingest.cells import is_blank_word
from mot.ingest.dates import day
from mot.ingest.header_words import rating_of, role_of
from mot.ingest.layouts.kobo import SHORT
from mot.ingest.layouts.questions import column_of, rates
from mot.ingest.layouts.table import Layout, Recognition, Told, header_texts, read_table
from mot.ingest.likert import level
from mot.ingest.sheet import Sheet
from mot.ingest.values import number

MOST = 0.9
_NAME = re.compile(r"[A-Za-z_@#$][A-Za-z0-9_.@#$]{0,31}")


def recognise(sheet: Sheet) -> Recognition | None:
    """Sure when a row holds nothing but names of variables and the next row words that say what they are."""
    head = sheet.head()
    for row in range(min(len(head) - 2, 5)):
        names, labels = header_texts(head[row]), header_texts(head[row + 1])
        filled = [name for name in names if name]
        if (
            len(filled) < 3
            or not all(_NAME.fullmatch(name) for name in filled)
            or len(set(filled)) < len(filled)
        ):
            continue
        if not _are_labels(names, labels, head[row + 1]):
            return None
        headers = tuple(label or name for label, name in zip(labels, names, strict=True))
        below = head[row + 2 :]
        told = tuple(
            _told(*pair, column_of(below, c)) for c, pair in enumerate(zip(names, labels, strict=True))
        )
        saw = tuple(
            f"{name}: {label}" for name, label in zip(names, labels, strict=True) if rating_of(label)
        )[:2]
        return Recognition(0.98, (row, row + 1), headers, told, saw)
    return None


def _are_labels(names: tuple[str, ...], labels: tuple[str, ...], values: list[object | None]) -> bool:
    """Whether a row words the variables above it: texts, hardly one twice, none an answer, several known words."""
    there = [label for label in labels if label]
    texts = all(value is None or isinstance(value, str) for value in values)
    named = sum(bool(label) for name, label in zip(names, labels, strict=True) if name)
    if not texts or named < MOST * sum(map(bool, names)) or len(set(there)) * 2 < len(there):
        return False
    if any(number(t) is not None or level(t) is not None or is_blank_word(t) or day(t) for t in there):
        return False
    known = sum(
        bool(label)
        and (rating_of(label) is not None or role_of(label) is not None or _kind(name) is not None)
        for name, label in zip(names, labels, strict=True)
    )
    same = sum(label == name for name, label in zip(names, labels, strict=True) if label)
    return known >= 3 and known * 2 >= len(there) and same * 2 < len(there)


def _kind(name: str) -> FieldKind | None:
    """The kind of rating that a variable's name tells, such as q3_e."""
    tokens = re.split(r"[_.]+", name.lower())
    return SHORT.get(tokens[-1]) or SHORT.get(tokens[0]) if len(tokens) > 1 else None


def _told(name: str, label: str, values: list[object | None]) -> Told | None:
    """Ratings whose kind only the name of the variable tells; None where the label speaks for itself."""
    kind = _kind(name)
    role = role_of(label)
    if kind is None or rating_of(label) or (role and role[1] == 1.0) or not label or not rates(values):
        return None
    return Told(kind, label, 0.85)


LAYOUT = Layout(
    "labelled",
    N_("Variables with labels"),
    N_("Names of variables in one row, their labels in the next, as SPSS and Stata keep them."),
    recognise,
    read_table,
)
