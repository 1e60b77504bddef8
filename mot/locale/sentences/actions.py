"""What the actions page says first: how many actions there are, and what is known of their effect."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce

from mot.analysis.effects import Judged, Stand, Verdict
from mot.domain.improvements import Action, Stage
from mot.locale.words import Locale

_FINAL = {Verdict.IMPROVED: "improved", Verdict.WORSE: "worse", Verdict.NO_MEANINGFUL_CHANGE: "unchanged"}
_SO_FAR = {Verdict.IMPROVED: "better_so_far", Verdict.WORSE: "worse_so_far"}


@dataclass(frozen=True, slots=True)
class Standing:
    """How actions stand; those that were dropped are not among them.

    total: all · improved, worse, unchanged: judged on the day fixed for it · better_so_far, worse_so_far: before
    that day, may change · unclear: answers do not tell, or there is nothing to compare with · overdue: should have
    been done before today.
    """

    total: int
    improved: int = 0
    worse: int = 0
    unchanged: int = 0
    better_so_far: int = 0
    worse_so_far: int = 0
    unclear: int = 0
    overdue: int = 0


def standing(actions: Iterable[Action], judged: Mapping[int, Judged], today: dt.date) -> Standing:
    """How many actions there are, and how they stand; those dropped are left out."""
    there = [one for one in actions if one.content.stage is not Stage.DROPPED]
    counts: dict[str, int] = {}
    for one in there:
        found = judged.get(one.id)
        name = _standing(found) if found is not None else ""
        if name:
            counts[name] = counts.get(name, 0) + 1
    return Standing(len(there), **counts, overdue=sum(one.overdue(today) for one in there))


def _standing(judged: Judged) -> str:
    if judged.stand in (Stand.NOT_STARTED, Stand.TOO_EARLY):
        return ""
    kinds = _SO_FAR if judged.interim else _FINAL
    return kinds.get(judged.verdict, "unclear")


def headline(locale: Locale, standing: Standing) -> str:
    """How many actions, and how many of them are shown to work, to harm, or cannot be judged."""
    t = locale.t
    if not standing.total:
        return t("No improvement actions yet")
    counts = (
        (standing.improved, t("{n} shown to work", n=standing.improved)),
        (standing.worse, t("{n} made worse", n=standing.worse)),
        (standing.better_so_far, t("{n} better so far", n=standing.better_so_far)),
        (standing.worse_so_far, t("{n} worse so far", n=standing.worse_so_far)),
        (standing.unchanged, t("{n} without a change that matters", n=standing.unchanged)),
        (standing.unclear, t("{n} without enough evidence", n=standing.unclear)),
    )
    said = [text for n, text in counts if n]
    if said:
        told = reduce(lambda first, then: t("{first}, {then}", first=first, then=then), said)
        return locale.tn("{n} action: {told}", "{n} actions: {told}", standing.total, told=told)
    if standing.overdue:
        return locale.tn(
            "{n} action, none to be judged yet, {late} overdue",
            "{n} actions, none to be judged yet, {late} overdue",
            standing.total,
            late=standing.overdue,
        )
    return locale.tn("{n} action, to be judged later", "{n} actions, none to be judged yet", standing.total)
