"""Which scale the ratings are on, told by headers, words and values."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from mot.domain.survey import Scale
from mot.ingest.cells import Cells, as_text, is_blank_word
from mot.ingest.draft import MISSING
from mot.ingest.likert import level, points
from mot.ingest.values import number

STANDARD = (Scale(1, 5), Scale(1, 7), Scale(1, 10), Scale(0, 10), Scale(0, 100))
CODES = frozenset((-9, -3, -2, -1, 0, 8, 9, 77, 88, 96, 97, 98, 99, 999))  # customary codes for no answer
STRAY = 0.02  # share of values outside a scale that may be slips
CODED = 0.30  # share of values outside a scale that may be codes for no answer
ENOUGH = 30  # answers from which a scale's unused upper end counts as evidence


@dataclass(frozen=True, slots=True)
class ScaleGuess:
    """A scale, whether it is sure, and the scales that would fit as well."""

    scale: Scale
    sure: bool
    others: tuple[Scale, ...] = ()


@dataclass(frozen=True, slots=True)
class Answered:
    """A column of answers: int16 by row, and what became of each distinct value.

    `fate` per distinct value: "" used, "blank", "outside", "fraction" or "unreadable".
    """

    values: np.ndarray
    fate: tuple[str, ...]


def guess_scale(columns: Sequence[Cells], hints: Sequence[tuple[int, int] | None]) -> ScaleGuess | None:
    """The smallest standard scale that holds nearly all answers; None when nothing reads as an answer."""
    named = {hint for hint in hints if hint}
    words, tally = _evidence(columns)
    if len(named) == 1:
        return ScaleGuess(Scale(*named.pop()), True)
    if words and sum(tally.values()) == 0:
        return ScaleGuess(Scale(1, points(words)[0]), True)
    if not tally:
        return None
    total = sum(tally.values())
    fitting = [scale for scale in STANDARD if _fits(scale, tally, total)]
    if words and any(Scale(1, points(words)[0]) == scale for scale in fitting):
        return ScaleGuess(Scale(1, points(words)[0]), True)
    if not fitting:
        return None
    best = fitting[0]
    if best == Scale(1, 10) and tally.get(0):
        return ScaleGuess(Scale(0, 10), False, (Scale(1, 10),))
    top = max(value for value in tally if value <= best.high)
    sure = top == best.high and (total >= ENOUGH or best == STANDARD[0])
    others = (Scale(1, 6),) if best == Scale(1, 7) and top == 6 else ()
    return ScaleGuess(best, sure and not others, (*others, *(s for s in fitting[1:] if s.high <= 10)))


def _evidence(columns: Sequence[Cells]) -> tuple[list[str], dict[float, int]]:
    """The words used as answers, and how often each number occurs."""
    words: list[str] = []
    tally: dict[float, int] = {}
    for cells in columns:
        for value, count in zip(cells.values, cells.counts().tolist(), strict=True):
            if not count or is_blank_word(as_text(value)):
                continue
            found = number(value)
            if found is not None:
                tally[found] = tally.get(found, 0) + count
            elif isinstance(value, str) and level(value) is not None:
                words.append(value)
    return words, tally


def _fits(scale: Scale, tally: dict[float, int], total: int) -> bool:
    """Whether what lies outside the scale can be slips or codes for no answer."""
    outside = {v: n for v, n in tally.items() if not scale.low <= v <= scale.high}
    if not outside:
        return True
    share = sum(outside.values()) / total
    if all(v in CODES for v in outside) and not {8.0, 9.0, 10.0} <= set(tally):
        return share <= CODED
    longer = {float(scale.high + 1), float(scale.high + 2)} <= set(tally)
    return share <= STRAY and not longer


def read_answers(cells: Cells, scale: Scale, words: dict[str, int]) -> Answered:
    """The answers of a column on a scale; whatever is no whole step of it is missing, with its fate told."""
    fates: list[str] = []
    lookup = np.full(len(cells.values), MISSING, dtype=np.int16)
    for i, value in enumerate(cells.values):
        found = number(value)
        if found is None and isinstance(value, str) and value in words:
            found = float(words[value])
        if is_blank_word(as_text(value)):
            fates.append("blank")
        elif found is None:
            fates.append("unreadable")
        elif not found.is_integer():
            fates.append("fraction")
        elif not scale.low <= found <= scale.high:
            fates.append("outside")
        else:
            lookup[i] = int(found)
            fates.append("")
    return Answered(cells.spread(lookup, MISSING), tuple(fates))


def word_answers(columns: Sequence[Cells], scale: Scale) -> dict[str, int]:
    """The answer that each word stands for on the scale; words that do not fit the scale are left out."""
    words, _ = _evidence(columns)
    count, answers = points(words)
    if count == 5 and scale == Scale(1, 7):
        return {word: strength + 4 for word in words if (strength := level(word)) is not None}
    return answers if scale.low == 1 and scale.high == count else {}
