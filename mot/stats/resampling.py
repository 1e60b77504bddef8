"""How far importance would move if other people had answered: groups of people drawn again and again."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from mot.stats.correlations import clipped, correlate
from mot.stats.importance import shares
from mot.stats.sums import Floats, Ints, integers, variance


@dataclass(frozen=True, slots=True)
class Resampled:
    """Correlations of resampled people, the outcome first: r (resamples, v, v), sd (resamples, v).

    groups: how many groups of people were drawn from.
    """

    r: Floats
    sd: Floats
    groups: int


@dataclass(frozen=True, slots=True)
class ShareIntervals:
    """Interval of each driver's share of the explained variance; see `share_intervals`.

    lo, hi: its ends · se: standard deviation over the resamples · resampled: the shares behind them
    (resamples, drivers), for whatever else is to be told of them.
    """

    lo: Floats
    hi: Floats
    se: Floats
    resampled: Floats


def resample(
    n: ArrayLike,
    sum_x: ArrayLike,
    sum_xx: ArrayLike,
    sum_xy: ArrayLike,
    *,
    resamples: int = 400,
    seed: int = 0,
    threshold: float = 0.01,
) -> Resampled:
    """Draw the groups of people again, with replacement, and correlate each draw.

    Parameters
    ----------
    n, sum_x, sum_xx, sum_xy : array_like of int (groups, variables, variables)
        Pair sums of each group as `pairwise_corr` takes them, of the kept variables only.
    resamples : int
        Draws.
    seed : int
        The same seed draws the same groups, so that numbers do not flicker.
    threshold : float
        As in `clipped`.

    Returns
    -------
    Resampled
        A pair in which a variable does not vary in a draw counts as uncorrelated there. Groups in which
        nobody answered are not drawn.

    References
    ----------
    Efron & Tibshirani (1993), An Introduction to the Bootstrap, chapter 8 (one draws what was drawn
    independently: people, not answers).

    Examples
    --------
    >>> pairs = [np.tile(k, (3, 2, 2)) for k in (4, 8, 20)]
    >>> resample(*pairs, [[[20, 16], [16, 20]]] * 3, resamples=2).r[0]
    array([[1., 0.],
           [0., 1.]])
    """
    tables = [
        integers(values, name)
        for values, name in ((n, "n"), (sum_x, "sum_x"), (sum_xx, "sum_xx"), (sum_xy, "sum_xy"))
    ]
    if tables[0].ndim != 3 or resamples < 1:
        raise ValueError("resampling needs pair sums per group, and at least one draw")
    there = tables[0].any(axis=(1, 2))
    groups = int(there.sum())
    if not groups:
        raise ValueError("nobody answered: there is nothing to draw from")
    times = np.random.default_rng(seed).multinomial(groups, np.full(groups, 1 / groups), size=resamples)
    drawn = [_drawn(times, table[there]) for table in tables]
    people, x, xx, _ = (np.diagonal(table, axis1=1, axis2=2) for table in drawn)
    r = np.nan_to_num(correlate(*drawn), nan=0.0)
    own = np.arange(r.shape[-1])
    r[:, own, own] = 1.0
    return Resampled(clipped(r, threshold), np.sqrt(variance(people, x, xx)), groups)


def share_intervals(drawn: Resampled, *, conf: float = 0.95) -> ShareIntervals:
    """Percentile intervals of the shares of the explained variance.

    Parameters
    ----------
    drawn : Resampled
        Of `resample`.
    conf : float
        Confidence of the interval.

    Returns
    -------
    ShareIntervals
        Shares are never below 0, so that an interval that excludes 0 means nothing: compare with one over
        the number of drivers, and drivers with each other. With groups of people in place of people they
        cover about 93% instead of 95%. A draw in which nothing is explained does not count.

    References
    ----------
    Grömping (2006), Relative importance for linear regression in R: the package relaimpo,
    J Stat Software 17 (bootstrap intervals).
    """
    if not 0 < conf < 1:
        raise ValueError(f"confidence must lie between 0 and 1, not {conf}")
    resampled = shares(drawn.r)
    counted = resampled[~np.isnan(resampled).any(axis=1)]
    if not len(counted):
        nothing = np.full(resampled.shape[1], np.nan)
        return ShareIntervals(nothing, nothing, nothing, resampled)
    lo, hi = np.quantile(counted, [(1 - conf) / 2, (1 + conf) / 2], axis=0)
    return ShareIntervals(lo, hi, counted.std(axis=0), resampled)


def places(lo: ArrayLike, hi: ArrayLike) -> Floats:
    """The place of each interval from the top, 1 first; NaN where it touches another: no order is certain.

    Examples
    --------
    >>> places([0.5, 0.1, 0.15], [0.6, 0.2, 0.3])
    array([ 1., nan, nan])
    """
    low, high = np.asarray(lo, dtype=np.float64), np.asarray(hi, dtype=np.float64)
    above = low[:, None] > high[None, :]
    apart = above | above.T | np.eye(len(low), dtype=bool)
    return np.where(apart.all(axis=1), above.sum(axis=0) + 1.0, np.nan)


def _drawn(times: Ints, table: Ints) -> Ints:
    """Sums over the drawn groups; float products are exact below 2^53 and much faster than integers."""
    flat = table.reshape(len(table), -1)
    if np.abs(flat).max() * times.shape[1] < 2**53:
        total = (times.astype(np.float64) @ flat.astype(np.float64)).astype(np.int64)
    else:
        total = times @ flat
    return total.reshape(len(times), *table.shape[1:])
