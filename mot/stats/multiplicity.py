"""Many touchpoints judged at once, strictly enough that few of the flags are luck."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.stats import false_discovery_control, norm
from scipy.stats import t as student

from mot.stats.estimates import two_sided_p
from mot.stats.sums import Floats, integers, quotient


class Status(StrEnum):
    """What the answers say about a moment, from its gap."""

    NO_RESPONSES = "no_responses"
    PERCEPTION_ONLY = "perception_only"
    SUPPRESSED = "suppressed"
    TOO_FEW = "too_few"
    WEAK = "weak"
    LIKELY_WEAK = "likely_weak"
    DELIGHT = "delight"
    MEETS = "meets"
    SLIGHTLY_BELOW = "slightly_below"
    UNCLEAR = "unclear"


class RelativeStatus(StrEnum):
    """How a moment compares with the other moments of the same page."""

    WEAKER = "weaker_than_usual"
    USUAL = "usual"
    STRONGER = "stronger_than_usual"


@dataclass(frozen=True, slots=True)
class TouchpointStatus:
    """Status of each touchpoint and the numbers behind it; see `touchpoint_status`.

    p and q are NaN for touchpoints outside the family. `rel_status` holds None where nothing is compared.
    """

    status: NDArray[Any]
    p0: Floats
    q0: Floats
    p_weak: Floats
    q_weak: Floats
    p_equiv: Floats
    rel: Floats
    rel_se: Floats
    rel_q: Floats
    rel_status: NDArray[Any]


def bh(p: ArrayLike, *, axis: int | None = None) -> Floats:
    """Benjamini-Hochberg q values; what was not tested (NaN or None) does not count.

    Parameters
    ----------
    p : array_like
        p values of one family, in any order and shape.
    axis : int, optional
        Along which a family lies, where there are several; without it all values are one family.

    Returns
    -------
    array of float
        Smallest false discovery rate at which each would be a discovery:
        ``q_(i) = min over j >= i of p_(j) m/j``. NaN where p is.

    References
    ----------
    Benjamini & Hochberg (1995), Controlling the false discovery rate, JRSS B 57. Same numbers as R's
    ``p.adjust(method = "BH")``.

    Examples
    --------
    >>> bh([0.001, None, 0.02, None, 0.6])
    array([0.003,   nan, 0.03 ,   nan, 0.6  ])
    """
    values = np.asarray(p, dtype=np.float64)
    q = np.full(values.shape, np.nan)
    tested = ~np.isnan(values)
    if np.any((values[tested] < 0) | (values[tested] > 1)):
        raise ValueError("p values must lie between 0 and 1")
    if axis is not None:
        return _each(values, tested, axis)
    if tested.any():
        q[tested] = false_discovery_control(values[tested], method="bh")
    return q


def _each(p: Floats, tested: NDArray[np.bool_], axis: int) -> Floats:
    """The q values of each family along an axis."""
    order = np.argsort(p, axis=axis)  # what was not tested comes last
    rank = np.moveaxis(
        np.broadcast_to(np.arange(1, p.shape[axis] + 1), np.moveaxis(p, axis, -1).shape), -1, axis
    )
    steps = np.take_along_axis(p, order, axis=axis) * tested.sum(axis=axis, keepdims=True) / rank
    least = np.flip(np.fmin.accumulate(np.flip(steps, axis=axis), axis=axis), axis=axis)
    q = np.empty(p.shape)
    np.put_along_axis(q, order, np.minimum(least, 1), axis=axis)
    return np.where(tested, q, np.nan)


def touchpoint_status(
    n: ArrayLike,
    gap: ArrayLike,
    se: ArrayLike,
    df: ArrayLike,
    *,
    delta: float = 5.0,
    delta_up: float = 2.0,
    alpha: float = 0.05,
    n_suppress: int = 5,
    n_test: int = 10,
    axis: int | None = None,
) -> TouchpointStatus:
    """Name weak and delightful moments among the touchpoints of one page.

    The family is every touchpoint with at least `n_test` answers and a positive standard error. The first
    rule that holds gives the name: *weak* when the gap is certainly below -delta (q <= alpha); *likely_weak*
    when certainly below 0 and measured below -delta; *delight* when certainly above 0 and measured above
    delta_up; *meets* when certainly within delta of 0; *slightly_below* when certainly below 0; otherwise
    *unclear*.

    Parameters
    ----------
    n : array_like of int
        Answers per touchpoint.
    gap, se, df : array_like
        Gap and its standard error in POMP points, and the degrees of freedom of the error; for small samples
        and for equal gaps those of the stabilised interval. Not looked at outside the family.
    delta, delta_up : float
        A shortfall that matters, and a surplus that delights, in POMP points.
    alpha : float
        Rate of flags by luck that is put up with, below one half.
    n_suppress, n_test : int
        Fewer answers are hidden; fewer are not judged.
    axis : int, optional
        Along which the touchpoints of a page lie, where several pages are judged, each for itself.

    Returns
    -------
    TouchpointStatus
        ``p0``: two-sided for gap = 0; ``p_weak = P(T <= (gap+delta)/se)``; ``p_equiv``: the larger of the two
        one-sided p at -delta and delta; q are `bh` over the family. ``rel = gap - mean gap`` of the T tested,
        ``rel_se^2 = v (1-2/T) + sum(v)/T^2``, compared with the normal distribution;
        named when q <= alpha and rel lies delta or more from 0, with T >= 3.

    References
    ----------
    Schuirmann (1987), two one-sided tests procedure, J Pharmacokin Biopharm 15. Benjamini & Hochberg (1995),
    JRSS B 57.

    Examples
    --------
    >>> found = touchpoint_status([100, 100, 100, 3], [-15, 0.4, 3, -9], [1.2, 0.7, 0.7, 5], [99, 99, 99, 2])
    >>> [str(status) for status in found.status]
    ['weak', 'meets', 'delight', 'suppressed']
    """
    if not 0 < alpha < 0.5:
        raise ValueError(f"alpha must lie between 0 and one half, not {alpha}")
    if not (delta > 0 and delta_up >= 0):
        raise ValueError(f"delta must be positive and delta_up not negative, not {delta} and {delta_up}")
    base = integers(n, "n")
    wanted = [np.asarray(values, dtype=np.float64) for values in (gap, se, df)]
    tested = (base >= n_test) & np.isfinite(wanted[0]) & (wanted[1] > 0) & (wanted[2] > 0)
    g, s, f = (np.where(tested, values, np.nan) for values in wanted)

    p0 = two_sided_p(g / s, f)
    p_weak = np.asarray(student.cdf((g + delta) / s, f))
    p_equiv = np.maximum(student.sf((g + delta) / s, f), student.cdf((g - delta) / s, f))
    q0, q_weak = bh(p0, axis=axis), bh(p_weak, axis=axis)
    rules = {
        Status.NO_RESPONSES: base == 0,
        Status.SUPPRESSED: base < n_suppress,
        Status.TOO_FEW: base < n_test,
        Status.WEAK: q_weak <= alpha,
        Status.LIKELY_WEAK: (q0 <= alpha) & (g <= -delta),
        Status.DELIGHT: (q0 <= alpha) & (g >= delta_up),
        Status.MEETS: p_equiv <= alpha,
        Status.SLIGHTLY_BELOW: (q0 <= alpha) & (g < 0),
    }
    rel, rel_se, rel_q = _relative(g, s, axis)
    return TouchpointStatus(
        status=_first(rules, Status.UNCLEAR),
        p0=p0,
        q0=q0,
        p_weak=p_weak,
        q_weak=q_weak,
        p_equiv=p_equiv,
        rel=rel,
        rel_se=rel_se,
        rel_q=rel_q,
        rel_status=_first(
            {
                None: np.isnan(rel_q),
                RelativeStatus.WEAKER: (rel_q <= alpha) & (rel <= -delta),
                RelativeStatus.STRONGER: (rel_q <= alpha) & (rel >= delta),
            },
            RelativeStatus.USUAL,
        ),
    )


def _relative(gap: Floats, se: Floats, axis: int | None) -> tuple[Floats, Floats, Floats]:
    """Each gap less the mean gap, its conservative error and q; NaN for fewer than three touchpoints."""
    count = np.isfinite(gap).sum(axis=axis, keepdims=True)
    enough = np.where(count >= 3, count, np.nan)
    rel = gap - np.nansum(gap, axis=axis, keepdims=True) / enough
    v = se**2
    rel_se = np.sqrt(v * (1 - 2 / enough) + np.nansum(v, axis=axis, keepdims=True) / enough**2)
    return rel, rel_se, bh(2 * norm.sf(np.abs(quotient(rel, rel_se))), axis=axis)


def _first(rules: dict[Any, NDArray[np.bool_]], otherwise: object) -> NDArray[Any]:
    """The name of the first rule that holds, for each element."""
    names = np.array([*rules, otherwise], dtype=object)
    holds = np.array([*rules.values(), np.ones_like(next(iter(rules.values())))])
    return np.asarray(names[holds.argmax(axis=0)], dtype=object)
