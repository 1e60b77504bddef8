"""Where to begin: what matters and falls short comes first."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from mot.analysis.gaps import GapTable
from mot.analysis.grid import Mask
from mot.stats.bases import BaseState
from mot.stats.resampling import places
from mot.stats.sums import Floats, quotient

DRAWS = 400  # when importance brings none
SEED = 1  # fixed, so that ranks do not flicker


class PriorityState(StrEnum):
    """What the priorities were reckoned from."""

    WEIGHTED = "weighted"
    UNWEIGHTED = "unweighted"
    NOTHING_BELOW = "nothing_below"
    NO_GAPS = "no_gaps"


@dataclass(frozen=True, slots=True)
class Priorities:
    """Priority of each touchpoint in percent of all, with its interval and its place; see `priorities`."""

    state: PriorityState
    priority: Floats
    lo: Floats
    hi: Floats
    rank: Floats


def priorities(
    table: GapTable,
    kept_back: Mask,
    importance: Floats,
    resampled: Floats | None,
    *,
    conf: float,
    firm: bool,
) -> Priorities:
    """Weigh each touchpoint's shortfall by its importance.

    Parameters
    ----------
    table : GapTable
        Gaps and their errors; touchpoints with very few answers are not ranked.
    kept_back : bool array (touchpoints,)
        Touchpoints that must not be shown.
    importance : array (touchpoints,)
        Share of what is explained, NaN for those that take no part.
    resampled : array (draws, touchpoints), optional
        The same for resampled people.
    conf : float
        Confidence of the intervals.
    firm : bool
        Whether there are people enough to claim an order.

    Returns
    -------
    Priorities
        ``100 w s / sum(w s)`` with shortfall ``s = max(0, -gap)`` and the importance as weight w: *weighted*.
        Without importance, or when only touchpoints without one fall short, w = 1: *unweighted*. When no
        touchpoint falls short: *nothing_below*, all 0. Without a gap to judge: *no_gaps*. Intervals
        come from draws of the people for w and of the gap's normal error for s; a rank is told where the
        interval touches no other.
    """
    frame = table.frame
    judged = ~kept_back & (frame["base"].to_numpy() != str(BaseState.VERY_FEW)) & table.paired
    gap = np.where(judged, frame["gap"], np.nan)
    short = np.maximum(0.0, -gap)
    nothing = np.full(len(gap), np.nan)
    if np.isnan(gap).all():
        return Priorities(PriorityState.NO_GAPS, nothing, nothing, nothing, nothing)
    if not np.nansum(short):
        return Priorities(PriorityState.NOTHING_BELOW, np.where(np.isnan(gap), np.nan, 0.0), *(nothing,) * 3)
    weighted = bool(np.nansum(importance * short))
    weight = importance if weighted else np.ones(len(gap))
    draws = resampled if weighted and resampled is not None else np.ones((DRAWS, len(gap)))
    error = np.random.default_rng(SEED).normal(size=draws.shape) * np.nan_to_num(frame["se"].to_numpy())
    drawn = _percent(draws * np.maximum(0.0, -(gap + error)))
    ends = np.full((2, len(gap)), np.nan)
    part = ~np.isnan(weight * short)
    counted = drawn[:, part][~np.isnan(drawn[:, part]).any(axis=1)]
    if len(counted):
        ends[:, part] = np.quantile(counted, [(1 - conf) / 2, (1 + conf) / 2], axis=0)
    rank = nothing.copy()
    if firm:
        rank[part] = places(*ends[:, part])
    return Priorities(
        PriorityState.WEIGHTED if weighted else PriorityState.UNWEIGHTED,
        _percent(weight * short),
        lo=ends[0],
        hi=ends[1],
        rank=rank,
    )


def _percent(amounts: Floats) -> Floats:
    return 100 * quotient(amounts, np.nansum(amounts, axis=-1, keepdims=True))
