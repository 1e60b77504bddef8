"""Numbers that stand for no answer: found by a legend, by who gave them, or by lying apart; a person has the last word.

Left in, such codes are averaged like answers: a 6 for "never used" on five points lifts the mean of a question
that few could answer above that of all others.
"""

import math
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np

from mot.domain.survey import Scale
from mot.ingest.cells import Cells, as_text, is_blank_word
from mot.ingest.draft import Decisions
from mot.ingest.values import Figure, figure

CODES = frozenset((-9, -8, -7, -3, -2, -1, 0, 8, 9, 77, 88, 96, 97, 98, 99, 999, -77, -88, -98, -99, -999))
FEW = 3  # times that a number must have been given to be more than a slip
PEOPLE = 10  # people whose other answers tell what a number means
CLEAR = 1.64  # standard errors: one-sided, 95 times in 100
APART = 0.1  # points by which those at the end of the scale must differ from all, on their other answers
KEY, WORD, COLUMN = "missing:", "word:", "text_column:"
MISSING_CHOICE, ANSWER, DROP = "missing", "answer", "drop"
_LEGEND = re.compile(
    r"(-?\d{1,3})\s*(?:分)?\s*(?:=|:|-|–|—|表示|代表|为|是|指|for|means|\s)\s*((?:(?!/\s*\d)[^\d,;，；、)\]】|=]){2,40})",
    re.I,
)
_NOT_ANSWERED = re.compile(
    r"未使用|没用过|未用过|没有使用|从未|未曾|不适用|不清楚|不知道|不了解|未办理|没办|未体验|未接触|无法评价|无法判断|拒[绝答]|未回答|"
    r"没有经历|未经历|n/?a\b|not applicable|not used|never used|did ?n[o']t use|have ?n[o']t used|do ?n[o']t know|"
    r"don.t know|no answer|no opinion|refused|not sure|unable to|cannot (?:say|judge|rate)|blank|(?:no|not) experience",
    re.I,
)  # fmt: skip


class Reason(StrEnum):
    """Why a number is held to stand for no answer."""

    LABEL = "label"  # the header says so
    PEOPLE = "people"  # those who gave it answer the other questions like everybody else
    APART = "apart"  # it lies outside the scale


@dataclass(frozen=True, slots=True)
class Code:
    """A number that stands for no answer, and why; `label` is what the header calls it."""

    value: float
    reason: Reason
    label: str = ""


@dataclass(frozen=True, slots=True)
class Decided:
    """What a person said: which numbers are missing, which are answers, what texts stand for."""

    missing: frozenset[float] = frozenset()
    answers: frozenset[float] = frozenset()
    words: dict[str, str] = field(default_factory=dict)
    columns: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, decisions: Decisions) -> "Decided":
        """The part of the decisions that is about single answers."""
        said = decisions.values.items()
        numbers = [(float(key.removeprefix(KEY)), code) for key, code in said if _is_number_key(key)]
        return cls(
            frozenset(value for value, code in numbers if code == MISSING_CHOICE),
            frozenset(value for value, code in numbers if code == ANSWER),
            {key.removeprefix(WORD): code for key, code in said if key.startswith(WORD)},
            {key.removeprefix(COLUMN): code for key, code in said if key.startswith(COLUMN)},
        )


def _is_number_key(key: str) -> bool:
    return re.fullmatch(rf"{KEY}-?\d{{1,4}}", key) is not None


def key_of(value: float) -> str:
    """What a decision about a number is filed under.

    >>> key_of(6.0), key_of(-99.0)
    ('missing:6', 'missing:-99')
    """
    return KEY + as_text(value)


def labels_in(header: str) -> dict[float, str]:
    """The numbers that a header names as no answer.

    >>> labels_in("手机银行（1-5分，6=未使用）"), labels_in("Queue (1 = very bad, 5 = very good, 9 = not applicable)")
    ({6.0: '未使用'}, {9.0: 'not applicable'})
    """
    text = unicodedata.normalize("NFKC", header)
    found = {float(hit[1]): hit[2].strip(" .。\"'") for hit in _LEGEND.finditer(text)}
    return {value: label for value, label in found.items() if _NOT_ANSWERED.search(label)}


def says_missing(found: Figure | None) -> bool:
    """Whether the word beside a number says that there is no answer, as in `9 (不适用)`."""
    return (
        found is not None
        and bool(found.word)
        and (is_blank_word(found.word) or _NOT_ANSWERED.fullmatch(found.word) is not None)
    )


def labelled(headers: Sequence[str]) -> dict[float, Code]:
    """The codes that the headers name."""
    return {
        value: Code(value, Reason.LABEL, label)
        for header in headers
        for value, label in labels_in(header).items()
    }


def next_to(columns: Sequence[Cells], tally: Mapping[float, int]) -> dict[float, Code]:
    """A number just beyond a customary scale that those gave who answer the rest like everybody else.

    Who gives the best answer to one question gives better ones than others elsewhere, and would do so the more
    for a number beyond the best; who could not answer does not.
    """
    found = {}
    numbers = {value for value in tally if value.is_integer()}
    for scale, beyond in ((Scale(1, 5), 6.0), (Scale(1, 5), 0.0), (Scale(1, 7), 8.0), (Scale(1, 7), 0.0)):
        inside = {v for v in numbers if scale.low <= v <= scale.high}
        stray = sum(n for v, n in tally.items() if v not in inside and v != beyond and v not in CODES)
        whole = {float(scale.high), float(scale.high - 1), float(scale.low)} <= inside
        if beyond not in tally or not whole or stray * 50 > sum(tally.values()):
            continue
        if len(columns) > 1 and _like_everybody(columns, scale, beyond):
            found[beyond] = Code(beyond, Reason.PEOPLE)
    return found


def _like_everybody(columns: Sequence[Cells], scale: Scale, beyond: float) -> bool:
    """Whether those who gave a number beyond the scale clearly differ from all less than half as much as those at
    its end."""
    end = float(scale.high if beyond > scale.high else scale.low)
    grid = np.stack([_numbers(cells) for cells in columns])
    inside = (grid >= scale.low) & (grid <= scale.high)
    total, count = np.where(inside, grid, 0).sum(axis=0), inside.sum(axis=0)
    sums: dict[str, list[float]] = {"beyond": [], "end": [], "all": []}
    for line, own in zip(grid, inside, strict=True):
        rest = count - own
        there = rest > 0
        others = np.divide(total - np.where(own, line, 0), rest, out=np.full(len(line), np.nan), where=there)
        for name, who in (("beyond", line == beyond), ("end", line == end), ("all", own)):
            sums[name].extend(others[who & there].tolist())
    if min(len(values) for values in sums.values()) < PEOPLE:
        return False
    mean = {name: float(np.mean(values)) for name, values in sums.items()}
    error = {name: float(np.var(values, ddof=1)) / len(values) for name, values in sums.items()}
    lift, theirs = mean["end"] - mean["all"], mean["beyond"] - mean["all"]
    if abs(lift) < APART:
        return False
    short = (lift / 2 - theirs) * (1 if lift > 0 else -1)
    return short > CLEAR * math.sqrt(error["end"] / 4 + error["beyond"])


def _numbers(cells: Cells) -> np.ndarray:
    """The numbers of a column by row, NaN where there is none."""
    found = [figure(value) for value in cells.values]
    lookup = np.array([np.nan if f is None else f.number for f in found], dtype=np.float64)
    return cells.spread(lookup, np.nan)


def apart(tally: Mapping[float, int], scale: Scale, extra: Sequence[float] = ()) -> dict[float, Code]:
    """The customary codes, and `extra` ones, that lie outside the scale and are no slips."""
    return {
        value: Code(value, Reason.APART)
        for value, count in tally.items()
        if not scale.low <= value <= scale.high
        and count >= FEW
        and (value in CODES or value in extra or value in (scale.high + 1, scale.low - 1))
    }
