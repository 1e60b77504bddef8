"""The comparison behind a verdict: which answers count in the windows before and after an action, in POMP."""

from dataclasses import dataclass

import numpy as np

from mot.analysis.answered import Answered, answered
from mot.analysis.books import Books
from mot.analysis.grid import Mask
from mot.analysis.shelf import Shelf
from mot.analysis.spans import Spans
from mot.domain.cube import Ints
from mot.domain.improvements import Plan
from mot.stats.effects import Effect, effect
from mot.stats.windows import Answers, BeforeAfter

LEAST_OUTSIDE = 5  # comparison branches outside a reader's scope count, together, from here on


@dataclass(frozen=True, slots=True)
class Compared:
    """A comparison in POMP, the same for every reader for whom the same branches count.

    paired: gaps are compared, not perceptions · other_scale: no scale was in use both before and after ·
    treated, others: the answers, all branches of a side together.
    """

    found: Effect
    paired: bool
    other_scale: bool
    treated: BeforeAfter
    others: BeforeAfter


def countable(network: Books, plan: Plan, when: Spans, seen: frozenset[int]) -> frozenset[int]:
    """The comparison branches that count for a reader who sees `seen`.

    Those outside count only when `LEAST_OUTSIDE` or more of them have answers in both windows; then nobody can
    tell what one of them contributes.
    """
    chosen = plan.comparison
    if chosen is None:
        chosen = frozenset(b.id for b in network.institution.branches if b.active)
    chosen -= plan.branches
    outside = chosen - seen
    if not outside:
        return chosen
    found = answered(network, plan.touchpoint)
    before, after = (sum(kind[0].sum(axis=0) for kind in found.within(w)) for w in (when.before, when.after))
    both = int((found.at(outside) & (before > 0) & (after > 0)).sum())
    return chosen if both >= LEAST_OUTSIDE else chosen & seen


def compare(network: Books, plan: Plan, when: Spans, controls: frozenset[int]) -> Compared:
    """The answers at the plan's branches against those at the controls; worked out once."""
    store: Shelf = network.shelf.get(("compared",), lambda: Shelf(4096))
    key = (plan.touchpoint, plan.branches, when, controls)
    found: Compared = store.get(key, lambda: _compare(network, plan, when, controls))
    return found


def _compare(network: Books, plan: Plan, when: Spans, controls: frozenset[int]) -> Compared:
    rules, all_answers = network.thresholds, answered(network, plan.touchpoint)
    windows = (all_answers.within(when.before), all_answers.within(when.after))
    ours, theirs = all_answers.at(plan.branches), all_answers.at(controls)
    paired = _paired(windows, ours)
    before, after = (window[0] if paired else window[1] for window in windows)
    mine = [side[:, :, ours].sum(axis=2, keepdims=True) for side in (before, after)]
    others = [side[:, :, theirs] for side in (before, after)]
    alike = [_shared(*sides) for sides in (mine, others)]
    other_scale = bool(all(side[0].any() for side in mine) and not alike[0].any())
    treated = _answers(all_answers, paired, mine, np.ones_like(alike[0]) if other_scale else alike[0])
    compared = _answers(all_answers, paired, others, alike[1])
    found = effect(
        treated,
        compared,
        n_min=max(rules.n_effect, rules.n_suppress),
        delta=rules.delta,
        conf=rules.confidence,
        prior_scale_change=rules.prior_change,
        prior_scale_level=rules.prior_level,
        floor=rules.floor_pomp,
    )
    return Compared(found, paired, other_scale, treated, compared.answered().together())


def _paired(windows: tuple[tuple[Ints, Ints], tuple[Ints, Ints]], ours: Mask) -> bool:
    """Whether gaps are compared: they are there in both windows, or before, while nothing came after."""
    (gaps_before, rated_before), (gaps_after, rated_after) = (
        tuple(int(kind[0][:, ours].sum()) for kind in window) for window in windows
    )
    if gaps_before and gaps_after:
        return True
    return not rated_after and bool(gaps_before or not rated_before)


def _shared(before: Ints, after: Ints) -> Mask:
    """Scales on which a branch has answers in both windows; all of them while one window has none."""
    n_before, n_after = before[0], after[0]
    waiting = ~(n_before.any(axis=0) & n_after.any(axis=0))
    return np.asarray(((n_before > 0) & (n_after > 0)) | waiting)


def _answers(found: Answered, paired: bool, sides: list[Ints], kept: Mask) -> BeforeAfter:
    low, high = (0, found.unit.high - found.unit.low) if paired else (found.unit.low, found.unit.high)
    columns = [np.where(kept, side, 0).sum(axis=1) for side in sides]
    before, after = (Answers.from_sums(n, s, s2, low, high) for n, s, s2 in columns)
    return BeforeAfter(before, after)
