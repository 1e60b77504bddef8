"""Answers that are no ratings although they are numbers or words: several choices, and rankings."""

from collections import Counter
from collections.abc import Sequence

from mot.ingest.cells import as_text
from mot.ingest.layouts.questions import Line, given, ticked
from mot.ingest.layouts.table import RANKING, SEVERAL
from mot.ingest.likert import level
from mot.ingest.values import number

JOINTS = {"┋": SEVERAL, "→": RANKING}
SKIPPED = frozenset(("-3", "-2", "(空)", "(跳过)", "（空）", "（跳过）"))
ENOUGH = 5  # answers from which a set of columns is judged
MOST_OPTIONS = 30


def answered(values: Sequence[object | None]) -> list[object]:
    """The answers, without the marks of questionnaires for questions that were skipped or not shown."""
    return [value for value in given(values) if as_text(value) not in SKIPPED]


def without_marks(below: Sequence[Line]) -> list[Line]:
    """Rows with blank cells in place of the marks for questions that were skipped or not shown."""
    return [
        [None if value is not None and as_text(value) in SKIPPED else value for value in line]
        for line in below
    ]


def lent(answers: Sequence[Line]) -> list[Line]:
    """The answers of a block of columns; a column that nobody answered so far is judged by one of the others."""
    filled = next((values for values in answers if answered(values)), [])
    return [values if answered(values) else filled for values in answers]


def single_choice(values: Line) -> str:
    """Why one column is no rating: its answers join several choices, or rank them; "" for others."""
    texts = [as_text(value) for value in answered(values)]
    for joint, why in JOINTS.items():
        if any(joint in text for text in texts) and (
            why == SEVERAL or sum(joint in t for t in texts) * 2 > len(texts)
        ):
            return why
    return ""


def joined_choices(values: Line, joint: str) -> bool:
    """Whether most answers are taken from a few options that recur, joined by `joint`.

    >>> joined_choices(["存款, 贷款", "贷款", "存款", "存款, 转账", "转账"], ", ")
    True
    """
    texts = [as_text(value).rstrip(joint.strip() + " ") for value in answered(values)]
    options = Counter(option.strip() for text in texts for option in text.split(joint))
    several = sum(joint in text for text in texts)
    return (
        len(texts) >= ENOUGH
        and several >= 2
        and len(options) <= min(MOST_OPTIONS, len(texts))
        and sum(count for count in options.values() if count > 1) * 10 >= sum(options.values()) * 8
    )


def ticked_off(columns: Sequence[Line]) -> bool:
    """Whether columns are the options of one question: 1 where chosen and 0 where not, or the option's own name."""
    there = [answered(values) for values in columns]
    every = {as_text(value) for values in there for value in values}
    if every <= {"0", "1"}:
        return every == {"0", "1"}
    words = [value for values in there for value in values if number(value) is None]
    passed_over = any(len(values) < len(line) for values, line in zip(there, columns, strict=True))
    scale = any(isinstance(value, str) and level(value) is not None for value in words)
    return bool(words) and passed_over and not scale and ticked(there)


def ranked(columns: Sequence[Line]) -> bool:
    """Whether every person gave each of the columns another place from 1 on."""
    rows = []
    for line in zip(*columns, strict=True):
        places = [number(value) for value in answered(line)]
        if len(places) >= 2:
            rows.append(places)
    return (
        len(columns) >= 3
        and len(rows) >= ENOUGH
        and all(len(set(p)) == len(p) and set(p) <= set(map(float, range(1, len(columns) + 1))) for p in rows)
    )
