"""What the mix of customers does to each branch's mean."""

from dataclasses import dataclass

import numpy as np

from mot.analysis.measured import Measured
from mot.domain.cube import Ints, Tallies, add_up
from mot.domain.survey import UNKNOWN
from mot.domain.thresholds import Thresholds
from mot.stats.standardisation import case_mix
from mot.stats.sums import Floats, quotient

KINDS = ("segment", "channel")


@dataclass(frozen=True, slots=True)
class Mix:
    """How far each branch's mean moves when all branches have the mix of customers of all of them together.

    by: what the customers are told apart by, of `KINDS`; () where nothing can be: it was not asked, or all gave
    the same · strata: groups compared · moved: points of the sums to add to the measured value, NaN where there
    is none.
    """

    by: tuple[str, ...]
    strata: int
    moved: Floats


def mix(found: Measured, thresholds: Thresholds) -> Mix:
    """Adjust the branches that are shown for who answered there: indirect standardisation.

    Groups with too few people for a mean of their own (`n_plain`) are taken together. What is usual for a group
    comes from the branches that are shown alone, so that it tells nothing of the others. A branch's groups of
    fewer than `n_suppress` people are counted in one sum, so that the result does not tell how many they are.
    """
    shown = found.branches[found.shown]
    rows = found.rows.where(np.isin(found.rows.keys["branch"], shown) & (found.rows["weight"] > 0))
    by = tuple(kind for kind in KINDS if _told_apart(rows, kind))
    nothing = np.full(len(found.branches), np.nan)
    if not by or len(shown) < 2:
        return Mix((), 0, nothing)
    _, group = np.unique(_joint(rows, by), return_inverse=True)
    group = _large_enough(group, rows["people"], thresholds.n_plain)
    strata = int(group.max()) + 1
    if strata < 2:
        return Mix((), 0, nothing)
    order = np.sort(shown)
    at = group * len(order) + np.searchsorted(order, rows.keys["branch"])
    people, weight, total = (
        add_up(at, rows[name], strata * len(order)).reshape(strata, len(order))
        for name in ("people", "weight", "total")
    )
    overall = case_mix(weight, quotient(total, weight)).overall
    usual = np.broadcast_to(quotient(total.sum(axis=1), weight.sum(axis=1))[:, None], weight.shape)
    told = case_mix(_lumped(weight, people, thresholds.n_suppress), usual)
    moved = nothing.copy()
    moved[found.shown] = (overall - told.raw)[np.searchsorted(order, shown)]
    return Mix(by, strata, moved)


def _told_apart(rows: Tallies, kind: str) -> bool:
    """Whether a kind was stated at all, and not by everybody alike."""
    met = np.unique(rows.keys[kind])
    return len(met) > 1 and bool((met != UNKNOWN).any())


def _joint(rows: Tallies, by: tuple[str, ...]) -> Ints:
    code = np.zeros(len(rows), dtype=np.int64)
    for kind in by:
        _, place = np.unique(rows.keys[kind], return_inverse=True)
        code = code * (int(place.max()) + 1) + place
    return code


def _large_enough(group: Ints, people: Ints, least: int) -> Ints:
    """Number the groups anew, the smallest put together until each has enough people."""
    size = add_up(group, people, int(group.max()) + 1)
    small = np.argsort(size, kind="stable")
    joined = int((size < least).sum())
    while 0 < joined < len(size) and size[small[:joined]].sum() < least:
        joined += 1
    number = np.zeros(len(size), dtype=np.int64)
    number[small[joined:]] = np.arange(len(size) - joined) + (joined > 0)
    return number[group]


def _lumped(weight: Ints, people: Ints, least: int) -> Floats:
    """The weights (groups × branches) with a branch's small groups dealt out as they are over all branches.

    Two groups or more are dealt out together, of `least` people or more together.
    """
    known = weight.astype(np.float64)
    everywhere = known.sum(axis=1)
    for branch in np.flatnonzero(((people > 0) & (people < least)).any(axis=0)):
        own = people[:, branch]
        rising = [int(g) for g in np.argsort(own, kind="stable") if own[g] > 0]
        size = max(2, int((own[rising] < least).sum()))
        while size < len(rising) and own[rising[:size]].sum() < least:
            size += 1
        lump = rising[:size]
        known[lump, branch] = known[lump, branch].sum() * everywhere[lump] / everywhere[lump].sum()
    return known
