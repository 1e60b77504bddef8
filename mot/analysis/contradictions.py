"""Where an author's words say more than the frozen numbers do. A gentle note, never a ban: unsure means no note."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from mot.analysis.claims import OVERALL, Claim, Kind, claims
from mot.domain.reviews import Content, Fact, Place
from mot.stats.multiplicity import Status

_BELOW = (Status.WEAK, Status.LIKELY_WEAK, Status.SLIGHTLY_BELOW)
WORKED = "improved"  # the verdict on an action that says so
_OPEN = (Status.UNCLEAR, Status.TOO_FEW)
_ENDINGS = ("支行", "分行", "营业部", "网点", "分店", " branch")  # left out when people speak of a branch


class Reason(StrEnum):
    """Why the data do not support a claim."""

    CHANGE_UNCLEAR = "change_unclear"  # the change cannot be told from none
    CHANGE_OPPOSITE = "change_opposite"  # it is clear, and goes the other way
    CHANGE_CLEAR = "change_clear"  # a change is denied, and there is a clear one
    LEVEL_UNCLEAR = "level_unclear"  # it cannot be told whether expectations are met
    LEVEL_OTHER = "level_other"  # it can be told, and it is otherwise
    ANOTHER = "another"  # another one is it: `other`
    EFFECT_UNCLEAR = "effect_unclear"  # no verdict says that the action worked
    NUMBER = "number"  # the gap is another number
    AMOUNT = "amount"  # the change is another number


@dataclass(frozen=True, slots=True)
class Objection:
    """A claim that the data do not support: why, by which fact, and for `ANOTHER` whose fact is the outermost."""

    reason: Reason
    claim: Claim
    fact: Fact
    other: Fact | None = None


def objections(text: str, content: Content, language: str) -> tuple[Objection, ...]:
    """The claims of a sentence or a comment in one language that the frozen numbers do not support."""
    basis = content.basis
    found = claims(text, _names(content), language, quarter=basis.quarter, comparison=basis.comparison)
    return tuple(one for claim in found for one in _judged(claim, _Facts(content)))


class _Facts:
    """The gap and the change of each subject."""

    def __init__(self, content: Content) -> None:
        self._found: dict[tuple[str, str], Fact] = {}
        for one in sorted(content.facts, key=lambda one: one.section not in ("summary", "gaps", "results")):
            self._found.setdefault((one.subject, one.measure), one)
        branches = content.basis.branches
        self._alone = f"branch:{branches[0].id}" if len(branches) == 1 else ""

    def get(self, subject: str, measure: str) -> Fact | None:
        """The fact, when its value is shown; the only branch of a review is the whole of it."""
        found = self._found.get((subject, measure))
        if found is None and subject == self._alone:
            found = self._found.get((OVERALL, measure))
        return found if found is not None and found.value is not None else None

    def gaps_like(self, subject: str) -> list[Fact]:
        """The gaps of all subjects of the same sort."""
        sort = subject.partition(":")[0]
        return [
            one
            for (whose, measure), one in self._found.items()
            if measure == "gap" and whose.partition(":")[0] == sort and one.value is not None
        ]


def _judged(claim: Claim, facts: _Facts) -> Iterator[Objection]:
    change, gap = facts.get(claim.subject, "change"), facts.get(claim.subject, "gap")
    reason: Reason | None = None
    if claim.kind in (Kind.BETTER, Kind.WORSE, Kind.SAME, Kind.NOT_BETTER, Kind.NOT_WORSE):
        if change is not None and not (claim.of_gap and (gap is None or (gap.value or 0) >= 0)):
            reason = _of_change(claim, change)
            if reason is not None:
                yield Objection(reason, claim, change)
    elif claim.kind is Kind.WORKED:
        effect = facts.get(claim.subject, "effect")
        if effect is not None and effect.status and effect.status != WORKED:
            yield Objection(Reason.EFFECT_UNCLEAR, claim, effect)
    elif gap is None:
        return
    elif claim.kind is Kind.GAP:
        if not _is(claim, gap, signed=claim.number is not None and claim.number < 0):
            yield Objection(Reason.NUMBER, claim, gap)
    elif claim.kind in (Kind.BEST, Kind.WORST):
        yield from _outermost(claim, gap, facts.gaps_like(claim.subject))
    else:
        reason = _of_level(claim.kind, gap)
        if reason is not None:
            yield Objection(reason, claim, gap)


def _of_change(claim: Claim, fact: Fact) -> Reason | None:
    status = fact.status or _direction(fact)
    if claim.kind in (Kind.BETTER, Kind.WORSE):
        wanted = "up" if claim.kind is Kind.BETTER else "down"
        if status == "unclear":
            return Reason.CHANGE_UNCLEAR
        if status != wanted:
            return Reason.CHANGE_OPPOSITE if status in ("up", "down") else None
        return None if claim.number is None or _is(claim, fact, signed=False) else Reason.AMOUNT
    denied = {Kind.SAME: ("up", "down"), Kind.NOT_BETTER: ("up",), Kind.NOT_WORSE: ("down",)}
    return Reason.CHANGE_CLEAR if status in denied[claim.kind] else None


def _of_level(kind: Kind, fact: Fact) -> Reason | None:
    level = _level(fact)
    if level is None:
        return None
    supported = {
        Kind.BELOW: ("below",),
        Kind.WEAK: ("below",),
        Kind.ABOVE: ("above",),
        Kind.MEETS: ("meets", "above"),
        Kind.NOT_BELOW: ("meets", "above", "open"),
        Kind.NOT_ABOVE: ("below", "meets", "open"),
    }[kind]
    if level in supported:
        return None
    return Reason.LEVEL_UNCLEAR if level == "open" else Reason.LEVEL_OTHER


def _level(fact: Fact) -> str | None:
    """``below``, ``above``, ``meets`` or ``open``; None where there is no finding at all."""
    lo, hi = fact.lo, fact.hi
    if fact.status in _BELOW or (hi is not None and hi < 0):
        return "below"
    if fact.status == Status.DELIGHT or (lo is not None and lo > 0):
        return "above"
    if fact.status == Status.MEETS:
        return "meets"
    if fact.status in _OPEN or (not fact.status and lo is not None and hi is not None):
        return "open"
    return None


def _direction(fact: Fact) -> str:
    if fact.lo is None or fact.hi is None:
        return ""
    return "up" if fact.lo > 0 else "down" if fact.hi < 0 else "unclear"


def _outermost(claim: Claim, own: Fact, gaps: list[Fact]) -> Iterator[Objection]:
    """Another one lies further out, and the intervals leave no doubt of it."""
    if claim.kind is Kind.WORST:
        other = min(gaps, key=lambda one: one.value or 0.0)
        clear = own.lo is not None and other.hi is not None and own.lo > other.hi
    else:
        other = max(gaps, key=lambda one: one.value or 0.0)
        clear = own.hi is not None and other.lo is not None and own.hi < other.lo
    if clear:
        yield Objection(Reason.ANOTHER, claim, own, other)


def _is(claim: Claim, fact: Fact, *, signed: bool) -> bool:
    """Whether the number given is the fact's, as exactly as it was given; a sign counts only where there is one."""
    if claim.number is None or fact.value is None:
        return True
    given, value = claim.number, fact.value
    apart = abs(given - value) if signed else abs(abs(given) - abs(value))
    return apart <= 0.5 * 10.0**-claim.decimals + 1e-9


def _names(content: Content) -> dict[str, str]:
    """Every name of a touchpoint or a branch, in both languages, and of an action, with whom it names.

    A name that two things have names neither: "".
    """
    found: dict[str, set[str]] = {}
    basis = content.basis
    for kind, places in (("touchpoint", basis.touchpoints), ("branch", basis.branches)):
        for place in places:
            for name in _spellings(place, short=kind == "branch"):
                found.setdefault(name, set()).add(f"{kind}:{place.id}")
    for one in basis.sources:
        if one.kind == "action" and one.title.strip():
            found.setdefault(one.title.strip().lower(), set()).add(f"action:{one.number}")
    return {name: "" if len(subjects) > 1 else subjects.pop() for name, subjects in found.items()}


def _spellings(place: Place, *, short: bool) -> Iterator[str]:
    for name in (place.name.zh, place.name.en, *place.words):
        if name.strip():
            yield name.strip().lower()
            for ending in _ENDINGS if short else ():
                shorter = name.strip().lower().removesuffix(ending)
                if shorter != name.strip().lower() and len(shorter) > 1:
                    yield shorter
