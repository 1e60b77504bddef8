"""Items worded the other way round, such as 排队时间太长: found by their wording and by running against the others."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from mot.domain.survey import FieldKind, Scale
from mot.ingest import evidence
from mot.ingest.draft import MISSING, Column, Decisions
from mot.ingest.forms import Forms
from mot.ingest.header_words import rating_of, tidy

SUBJECT = "direction"
REVERSE, KEEP = "reverse", "keep"
ENOUGH = 30  # people who answered the item and others
OTHERS = 2  # other items from which running against them says something
LOOKED_AT = (FieldKind.EXPECTATION, FieldKind.PERCEPTION)
_HARMLESS = re.compile(
    r"不动产|不良|不限|不同|不仅|不断|不错|不满意度|有没有|是不是|能不能|会不会|是否|满意不满意|好不好"
)
_NEGATIVE = re.compile(
    r"不(?!$)|没有|没能|未能|未及时|缺乏|缺少|难以|困难|麻烦|繁琐|混乱|拥挤|冷漠|(?:太|过于|过)(?:长|久|慢|贵|复杂|难|多|少|高|低|繁)"
    r"|\b(?:not|never|no|hard to|hardly|lack\w*|poor\w*|difficult\w*|confus\w*|complicated|slow\w*|rude"
    r"|crowded|too (?:long|slow|much|many|few|little|expensive|complicated|difficult)|n't)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class ReverseItem:
    """An item that seems to be worded the other way round: rating `of` (touchpoint, kind), by what, and what is done.

    `header` is its column's header, or in a file of one row per rating the touchpoint's name; `key` is that of a
    decision. `against`: its answers run against those to the other items. `negative`: so says its wording.
    """

    of: tuple[str, FieldKind]
    header: str
    key: str
    column: Column | None
    against: bool
    negative: bool
    chosen: str


def negative(header: str) -> bool:
    """Whether a question is put in the negative.

    >>> negative("感知-排队时间太长"), negative("I do not find my way"), negative("不动产登记"), negative("排队（1=不满意）")
    (True, True, False, False)
    """
    text = re.sub(r"[(\[【].*?[)\]】]", " ", unicodedata.normalize("NFKC", tidy(header)))
    told = rating_of(text)
    return _NEGATIVE.search(_HARMLESS.sub(" ", told[1] if told and told[1] else text)) is not None


def reverse_items(forms: Forms, columns: tuple[Column, ...], decisions: Decisions) -> tuple[ReverseItem, ...]:
    """All items that are, or may be, worded the other way round.

    What both wording and answers tell is read the other way round; what only one of them tells stays as it is
    until the person says otherwise.
    """
    by_field = {(c.field.touchpoint, c.field.kind): c for c in columns}
    of_kinds, found = _added_up(forms.ratings), []
    for of, values in forms.ratings.items():
        if of[1] not in LOOKED_AT:
            continue
        column = by_field.get(of)
        header = column.header if column else of[0].removeprefix("+")
        key = f"{SUBJECT}:{header}"
        told = decisions.values.get(key, "")
        words = negative(header)
        runs = _runs(of_kinds[of[1]], values)
        if not told and (runs > 0 or (runs == 0 and not words)):
            continue
        chosen = told if told in (REVERSE, KEEP) else REVERSE if runs < 0 and words else KEEP
        found.append(ReverseItem(of, header, key, column, runs < 0, words, chosen))
    return tuple(found)


def _added_up(
    ratings: Mapping[tuple[str, FieldKind], np.ndarray],
) -> dict[FieldKind, tuple[int, np.ndarray, np.ndarray]]:
    """By kind: the number of items, and by form the sum of the answers to them and how many there are."""
    found: dict[FieldKind, tuple[int, np.ndarray, np.ndarray]] = {}
    for (_, kind), values in ratings.items():
        items, total, count = found.get(kind, (0, np.zeros(len(values)), np.zeros(len(values))))
        there = values != MISSING
        found[kind] = items + 1, total + np.where(there, values, 0), count + there
    return found


def _runs(of_kind: tuple[int, np.ndarray, np.ndarray], values: np.ndarray) -> int:
    """The sign of the correlation with the mean of the other items of its kind; 0 while it is not clear."""
    items, total, count = of_kind
    if items - 1 < OTHERS:
        return 0
    there = values != MISSING
    total, count = total - np.where(there, values, 0), count - there
    others = np.divide(total, count, out=np.full(len(values), np.nan), where=count > 0)
    return evidence.together(evidence.answered(values), others, few=ENOUGH)


def turned_items(forms: Forms, items: tuple[ReverseItem, ...], scale: Scale) -> Forms:
    """The forms with the answers to reversed items read from the other end."""
    ratings = dict(forms.ratings)
    for item in items:
        if item.chosen == REVERSE:
            values = ratings[item.of]
            ratings[item.of] = np.where(values == MISSING, values, scale.low + scale.high - values).astype(
                values.dtype
            )
    return replace(forms, ratings=ratings)
