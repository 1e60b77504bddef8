"""One scale for all: percent of maximum possible (POMP, 0-100), and adding up answers of several scales."""

import math
from collections.abc import Sequence
from dataclasses import fields

import numpy as np
from numpy.typing import ArrayLike

from mot.stats.sums import Floats, Ints
from mot.stats.tally import PairTally


def pomp_per_point(low: ArrayLike, high: ArrayLike) -> Floats:
    """POMP points in one scale point: ``100 / (high - low)``.

    Gaps, standard errors and standard deviations are multiplied by it, variances by its square.

    Parameters
    ----------
    low, high : array_like
        Ends of the scale, in scale points.

    References
    ----------
    Cohen, Cohen, Aiken & West (1999), The problem of units and the circumstance for POMP,
    Multivariate Behavioral Research 34.

    Examples
    --------
    >>> float(pomp_per_point(1, 5))
    25.0
    """
    width = np.asarray(high, dtype=np.float64) - np.asarray(low, dtype=np.float64)
    if np.any(width <= 0):
        raise ValueError(f"the top of the scale must lie above its bottom, not {low!r} to {high!r}")
    return np.asarray(100.0 / width)


def to_pomp(score: ArrayLike, low: ArrayLike, high: ArrayLike) -> Floats:
    """Turn a score or a mean score into percent of maximum possible: ``100 (score - low) / (high - low)``.

    Parameters
    ----------
    score : array_like
        In scale points; NaN stays NaN.
    low, high : array_like
        Ends of the scale, in scale points.

    Examples
    --------
    >>> to_pomp([1, 4, 7], 1, 7)
    array([  0.,  50., 100.])
    """
    above = np.subtract(np.asarray(score, dtype=np.float64), np.asarray(low, dtype=np.float64))
    return np.asarray(above * pomp_per_point(low, high))


def gap_to_pomp(gap: ArrayLike, low: ArrayLike, high: ArrayLike) -> Floats:
    """Turn a difference of scores, or its standard error, into POMP points.

    Examples
    --------
    >>> float(gap_to_pomp(-0.3, 1, 7))
    -5.0
    """
    return np.asarray(np.asarray(gap, dtype=np.float64) * pomp_per_point(low, high))


def pool_scales(parts: Sequence[tuple[PairTally, int, int]]) -> tuple[PairTally, int]:
    """Add tallies from different scales on one finer scale that starts at 0, exactly.

    Each part is moved to start at 0 and stretched to the least common multiple of the scale widths, so the
    sums stay whole numbers and "all gaps equal" stays an exact question.

    Parameters
    ----------
    parts : sequence of (PairTally, low, high)
        Tallies of one shape with the ends of their scales.

    Returns
    -------
    tally : PairTally
        The sum of the parts in the new units.
    top : int
        Top of the new scale, which runs from 0 to `top`.

    Examples
    --------
    >>> seven = PairTally.from_pairs([7, 4], [4, 4], 1, 7)
    >>> five = PairTally.from_pairs([5], [3], 1, 5)
    >>> pooled, top = pool_scales([(seven, 1, 7), (five, 1, 5)])
    >>> top, int(pooled.n), float(gap_to_pomp(pooled.s_g, 0, top).round(1))
    (12, 3, -100.0)
    """
    if not parts:
        raise ValueError("pool_scales needs at least one part")
    for _, low, high in parts:
        pomp_per_point(low, high)
    top = math.lcm(*(high - low for _, low, high in parts))
    moved = [stretched(tally, low, top // (high - low)) for tally, low, high in parts]
    return sum(moved[1:], start=moved[0]), top


def stretched(tally: PairTally, low: int | Ints, stretch: int | Ints) -> PairTally:
    """Express a tally in x' = stretch * (x - low), exactly; `low` and `stretch` may differ by cell.

    Examples
    --------
    >>> moved = stretched(PairTally.from_pairs([5], [3], 1, 5), 1, 3)
    >>> int(moved.s_e), int(moved.s_p)
    (12, 6)
    """
    t, square = tally, stretch**2
    columns = {field.name: getattr(t, field.name) for field in fields(t)}
    columns |= {
        "s_e": stretch * (t.s_e - low * t.n),
        "s_p": stretch * (t.s_p - low * t.n),
        "s_e2": square * (t.s_e2 - 2 * low * t.s_e + low**2 * t.n),
        "s_p2": square * (t.s_p2 - 2 * low * t.s_p + low**2 * t.n),
        "s_ep": square * (t.s_ep - low * (t.s_e + t.s_p) + low**2 * t.n),
        "s_e_all": stretch * (t.s_e_all - low * t.n_e),
        "s_e2_all": square * (t.s_e2_all - 2 * low * t.s_e_all + low**2 * t.n_e),
        "s_p_all": stretch * (t.s_p_all - low * t.n_p),
        "s_p2_all": square * (t.s_p2_all - 2 * low * t.s_p_all + low**2 * t.n_p),
    }
    return PairTally(**columns)
