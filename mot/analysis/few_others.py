"""Two snapshots side by side: what their difference would tell of the few who came or went between them.

The sum of a mean's answers is its n times the mean: two such sums with a few answers between them tell those few.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import replace

from mot.domain.reviews import Fact

Key = tuple[str, str, str]
_COUNTS = (
    "answers",
    "weak",
)  # measures that are numbers of answers or of touchpoints, not of what was answered
_NUMBER = re.compile(r"[+\-−]?\d[\d.,]*")
_BLANK = "…"


def held_back(old: Mapping[Key, Fact], new: Mapping[Key, Fact], least: int) -> frozenset[str]:
    """The subjects whose numbers may not stand side by side: fewer than `least` answers lie between them.

    With one branch all sums over branches are held back, with a touchpoint all sums over touchpoints: they less the
    others would tell it.
    """
    few = {
        one.subject
        for key, one in new.items()
        if one.measure not in _COUNTS and 0 < _apart(old.get(key), one) < least
    }
    kinds = {subject.partition(":")[0] for subject in few}
    others = {one.subject for one in (*old.values(), *new.values())}
    if "branch" in kinds:
        few |= {
            one for one in others if one.partition(":")[0] in ("overall", "touchpoint", "step", "quarter")
        }
    elif "touchpoint" in kinds:
        few |= {one for one in others if one.partition(":")[0] in ("overall", "step")}
    return frozenset(few)


def without_value(fact: Fact | None) -> Fact | None:
    """The fact without its numbers, unless it counts answers or touchpoints."""
    if fact is None or fact.measure in _COUNTS:
        return fact
    return replace(fact, value=None, lo=None, hi=None, n=None)


def without_numbers(text: str) -> str:
    """A sentence with every number left out.

    >>> without_numbers("排队 −0.86（3,101 人）"), without_numbers("Nothing moved")
    ('排队 …（… 人）', 'Nothing moved')
    """
    return _NUMBER.sub(_BLANK, text)


def least_of(*settings: Mapping[str, float]) -> int:
    """The largest of the thresholds below which answers are hidden."""
    return int(max((one.get("n_suppress", 0) for one in settings), default=0))


def _apart(old: Fact | None, new: Fact) -> int:
    return abs(new.n - old.n) if old and old.n is not None and new.n is not None else 0


def is_of(fact: Fact, held: Collection[str]) -> bool:
    """Whether a fact's numbers are among those held back."""
    return fact.subject in held and fact.measure not in _COUNTS
