"""Did it work? The answers before and after an action, against branches that were left alone."""

import datetime as dt
from dataclasses import replace
from typing import Any

import numpy as np

from mot.analysis.answered import answered, last_month
from mot.analysis.before_after import Compared, compare, countable
from mot.analysis.books import Books
from mot.analysis.judged import Judged, Stand
from mot.analysis.shelf import Shelf
from mot.analysis.spans import Outlook, Spans, outlook, spans
from mot.analysis.timeline import bounds, level, timeline
from mot.analysis.units import Unit
from mot.analysis.withholding import withheld
from mot.domain.improvements import Plan
from mot.domain.thresholds import Thresholds
from mot.stats.effects import Verdict

__all__ = ["Judged", "Outlook", "Stand", "Verdict", "judge"]

BOUNCE = 1.0  # POMP; what comes back by itself is told from here on
NONE = float("nan")
CHANGES = ("change", "change_lo", "change_hi")
EFFECTS = ("effect", "lo", "hi", "expected_bounce")


def judge(network: Books, own: Books, plan: Plan, today: dt.date) -> Judged:
    """What the answers say of an action.

    Parameters
    ----------
    network : Books
        Of all branches: the verdict rests on the stored comparison branches, whoever reads it.
    own : Books
        Of the branches that the reader sees: what may be shown is worked out from these.
    plan : Plan
        What was fixed before looking; without comparison branches, all others that are active.
    today : date
        Before the day of judgement, and before the months compared are over, the result is interim.
    """
    store: Shelf = own.shelf.get(("judged",), lambda: Shelf(4096))
    key = (network.version, plan, today)
    found: Judged = store.get(key, lambda: _judge(network, own, plan, today))
    return found


def _judge(network: Books, own: Books, plan: Plan, today: dt.date) -> Judged:
    rules, when = network.thresholds, spans(plan)
    seen = frozenset(b.id for b in own.institution.branches)
    controls = countable(network, plan, when, seen)
    told = compare(network, plan, when, controls)
    found, whole = told.found, plan.branches <= seen
    stand = _stand(plan, told, today)
    everywhere = answered(network, plan.touchpoint)
    unit = everywhere.shown(everywhere.at(plan.branches))
    compared = _comparison(own, plan, told, when, controls, unit) if controls <= seen else (NONE, NONE)
    chance, expected = outlook(
        when,
        today,
        n_after=found.n_after,
        missing_before=found.missing_before,
        missing_after=found.missing_after,
        last=last_month(network),
    )
    judged = Judged(
        stand=stand,
        verdict=found.verdict if stand is Stand.JUDGED else Verdict.TOO_FEW,
        interim=today < plan.evaluate or today <= when.last_day,
        paired=told.paired,
        unit=unit,
        started=stand is not Stand.NOT_STARTED,
        before_months=when.before,
        after_months=when.after,
        **_numbers(told, unit, rules),
        bounce_matters=found.expected_bounce > BOUNCE,
        controls=found.controls,
        controls_known=controls <= seen,
        compared_before=compared[0],
        compared_after=compared[1],
        whole=whole,
        hidden=False,
        n_before=found.n_before,
        n_after=found.n_after,
        needed=max(rules.n_effect, rules.n_suppress),
        missing_before=found.missing_before,
        missing_after=found.missing_after,
        missing_exact=True,
        outlook=chance,
        expected=expected,
        target=NONE if plan.target is None or not told.paired else unit.shown(plan.target),
        series=timeline(
            own,
            plan.touchpoint,
            plan.branches if whole else frozenset(),
            when,
            paired=told.paired,
            unit=unit,
        ),
    )
    return _as_allowed(judged, network, own, plan, when, seen)


def _stand(plan: Plan, told: Compared, today: dt.date) -> Stand:
    if today < plan.start:
        return Stand.NOT_STARTED
    if not told.found.n_after:
        return Stand.TOO_EARLY
    return Stand.OTHER_SCALE if told.other_scale else Stand.JUDGED


def _numbers(told: Compared, unit: Unit, rules: Thresholds) -> dict[str, Any]:
    """Means, changes and effect with their intervals, from POMP to the unit shown."""
    found, fair, change = told.found, told.found.fair, told.found.change
    numbers: dict[str, Any] = {}
    for name, side in (("before", told.treated.before), ("after", told.treated.after)):
        mean = float(side.mean[0])
        ends = bounds(int(side.n[0]), mean, float(side.var[0]), found.pooled_var, rules)
        for field, value in zip((name, f"{name}_lo", f"{name}_hi"), (mean, *ends), strict=True):
            numbers[field] = level(unit, value, paired=told.paired)
    moved = [float(value) for value in (change.difference, change.lo, change.hi)]
    beyond = [fair.effect, fair.lo, fair.hi, found.expected_bounce]
    for field, value in zip((*CHANGES, *EFFECTS), (*moved, *beyond), strict=True):
        numbers[field] = unit.shown(value)
    return numbers


def _comparison(
    own: Books, plan: Plan, told: Compared, when: Spans, controls: frozenset[int], unit: Unit
) -> tuple[float, float]:
    """Means of the comparison branches together, where all of them are the reader's and none is given away."""
    sides = (told.others.before, told.others.after)
    if not told.found.controls or min(int(side.n[0]) for side in sides) < own.thresholds.n_suppress:
        return NONE, NONE
    if withheld(own, plan.touchpoint, controls, (when.before, when.after)):
        return NONE, NONE
    before, after = (level(unit, float(side.mean[0]), paired=told.paired) for side in sides)
    return before, after


def _as_allowed(
    judged: Judged, network: Books, own: Books, plan: Plan, when: Spans, seen: frozenset[int]
) -> Judged:
    """Without the numbers that this reader may not see.

    The effect mixes the answers with those of many branches and stays: no group's answers can be told from it.
    """
    gone: dict[str, Any] = {}
    shut = _shut(judged, own, plan, when) if judged.whole else (True, True)
    if judged.stand is not Stand.JUDGED or judged.verdict is Verdict.TOO_FEW:
        gone |= dict.fromkeys(("effect", "lo", "hi"), NONE)
    for name, hidden in zip(("before", "after"), shut, strict=True):
        if hidden:
            gone |= dict.fromkeys((name, f"{name}_lo", f"{name}_hi", *CHANGES), NONE)
            missing = _at_most(getattr(judged, f"n_{name}"), judged, own) if judged.whole else None
            gone |= {f"n_{name}": None, f"missing_{name}": missing, "missing_exact": False}
            gone |= {"outlook": Outlook.UNTOLD, "expected": None}
    if shut[0]:
        gone |= {"expected_bounce": NONE, "bounce_matters": False}
    if not judged.whole:
        gone["target"] = NONE
        if _few_outside(network, plan, when, plan.branches - seen):
            gone |= dict.fromkeys(("effect", "lo", "hi"), NONE)
    return replace(judged, hidden=judged.whole and any(shut), **gone)


def _shut(judged: Judged, own: Books, plan: Plan, when: Spans) -> tuple[bool, bool]:
    """Whether the numbers before, and those after, have to stay hidden."""
    least = own.thresholds.n_suppress
    few = [0 < (n or 0) < least for n in (judged.n_before, judged.n_after)]
    before = few[0] or withheld(own, plan.touchpoint, plan.branches, (when.before,))
    windows = (when.after,) if before else (when.before, when.after)
    return before, few[1] or withheld(own, plan.touchpoint, plan.branches, windows)


def _at_most(n: int, judged: Judged, own: Books) -> int:
    """How many answers are missing at most: those that are hidden count in whole tens, a few as none."""
    counted = n // 10 * 10 if n >= own.thresholds.n_suppress else 0
    return 0 if n >= judged.needed else judged.needed - counted


def _few_outside(network: Books, plan: Plan, when: Spans, outside: frozenset[int]) -> bool:
    """Whether the part of the branches that the reader does not see has a few answers in a window."""
    found, least = answered(network, plan.touchpoint), network.thresholds.n_suppress
    there = found.at(outside)
    counts = [
        kind[0][:, there].sum() for window in (when.before, when.after) for kind in found.within(window)
    ]
    return bool(np.any([0 < n < least for n in counts]))
