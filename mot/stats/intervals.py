"""Means, gaps and their t intervals, plain and stabilised for few answers."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from mot.stats.estimates import Estimate, t_bounds, two_sided_p
from mot.stats.scales import pomp_per_point
from mot.stats.stabilised import prior_variance, stabilise
from mot.stats.sums import Floats, Ints, covariance, integers, quotient, variance
from mot.stats.tally import PairTally


@dataclass(frozen=True, slots=True)
class GapStats:
    """Gap of each cell in scale points; see `gap_stats`. `se`, `sd` are NaN for n < 2.

    `t`, `p`, `lo`, `hi` are also NaN when all gaps of the cell are equal: that is no certainty.
    """

    n: Ints
    mean_e: Floats
    mean_p: Floats
    gap: Floats
    sd: Floats
    se: Floats
    df: Floats
    t: Floats
    p: Floats
    lo: Floats
    hi: Floats
    r_ep: Floats
    share_below: Floats
    share_equal: Floats
    share_above: Floats
    share_e_max: Floats

    @property
    def estimate(self) -> Estimate:
        """The gap with its error, as `change` takes it."""
        return Estimate(self.gap, self.se, self.df)


def gap_stats(tally: PairTally, *, conf: float = 0.95) -> GapStats:
    """Mean of the paired gaps G = P - E with the plain t interval.

    Parameters
    ----------
    tally : PairTally
        Any shape; one result per cell.
    conf : float
        Confidence of the interval.

    Returns
    -------
    GapStats
        In scale points: ``gap = sum(G)/n``, ``se = sd/sqrt(n)``, interval ``gap -/+ t(n-1) se``; `r_ep` is
        the correlation of E and P, the shares are fractions of the pairs.

    References
    ----------
    Student (1908), The probable error of a mean, Biometrika 6. Same numbers as R's
    ``t.test(P, E, paired = TRUE)``.

    Examples
    --------
    >>> found = gap_stats(PairTally.from_pairs([7, 6, 7], [5, 5, 7], 1, 7))
    >>> round(float(found.gap), 3), round(float(found.se), 3), float(found.share_below) > 0.6
    (-1.0, 0.577, True)
    """
    n = tally.n
    var = variance(n, tally.s_g, tally.s_g2)
    var_e, var_p = variance(n, tally.s_e, tally.s_e2), variance(n, tally.s_p, tally.s_p2)
    gap, se = quotient(tally.s_g, n), np.sqrt(quotient(var, n))
    estimate = Estimate(gap, se, np.where(n > 1, n - 1.0, np.nan))
    t = quotient(gap, se)
    lo, hi = t_bounds(estimate, conf)
    return GapStats(
        n=n,
        mean_e=quotient(tally.s_e, n),
        mean_p=quotient(tally.s_p, n),
        gap=gap,
        sd=np.sqrt(var),
        se=se,
        df=estimate.df,
        t=t,
        p=two_sided_p(t, estimate.df),
        lo=lo,
        hi=hi,
        r_ep=quotient(covariance(n, tally.s_e, tally.s_p, tally.s_ep), np.sqrt(var_e * var_p)),
        share_below=quotient(tally.n_below, n),
        share_equal=quotient(tally.n_equal, n),
        share_above=quotient(tally.n_above, n),
        share_e_max=quotient(tally.n_e_max, n),
    )


@dataclass(frozen=True, slots=True)
class MeanStats:
    """Mean answer of each cell with its interval, in the unit of the sums; see `mean_stats`."""

    n: Ints
    mean: Floats
    sd: Floats
    se: Floats
    df: Floats
    lo: Floats
    hi: Floats

    @property
    def estimate(self) -> Estimate:
        """The mean with its error, as `change` takes it."""
        return Estimate(self.mean, self.se, self.df)


def mean_stats(
    n: ArrayLike,
    s: ArrayLike,
    s2: ArrayLike,
    *,
    conf: float = 0.95,
    prior_var: ArrayLike | None = None,
    prior_df: float = 4.0,
) -> MeanStats:
    """Mean of single answers (all P, or all E) with a t interval, stabilised when `prior_var` is given.

    Parameters
    ----------
    n, s, s2 : array_like of int
        Count, sum and sum of squares of the answers.
    conf : float
        Confidence of the interval.
    prior_var : array_like, optional
        Usual variance s0^2 of such answers in squared units of the sums, e.g. `pooled_variance`. When given,
        ``s~^2 = ((n-1) s^2 + d0 s0^2) / (n-1+d0)`` with df n-1+d0 replaces the variance for the error.
    prior_df : float
        Weight d0 of the usual variance.

    Returns
    -------
    MeanStats
        `sd` is always the plain one. Nothing is clipped to the scale.

    Examples
    --------
    >>> found = mean_stats([20, 1], [119, 4], [749, 16])
    >>> found.mean, found.se.round(3)
    (array([5.95, 4.  ]), array([0.328,   nan]))
    """
    count, total = integers(n, "n"), integers(s, "s")
    var = variance(count, total, integers(s2, "s2"))
    df = np.where(count > 1, count - 1.0, np.nan)
    used = var
    if prior_var is not None:
        used, df = stabilise(count, var, prior_var, prior_df=prior_df)
    estimate = Estimate(quotient(total, count), np.sqrt(quotient(used, count)), df)
    lo, hi = t_bounds(estimate, conf)
    return MeanStats(count, estimate.mean, np.sqrt(var), estimate.se, df, lo, hi)


@dataclass(frozen=True, slots=True)
class StabilisedGap:
    """Gap of each cell in scale points with the stabilised interval; see `gap_stabilised`."""

    n: Ints
    gap: Floats
    var: Floats
    prior_var: Floats
    var_stab: Floats
    df: Floats
    se: Floats
    lo: Floats
    hi: Floats

    @property
    def estimate(self) -> Estimate:
        """The gap with its error, as `change` takes it."""
        return Estimate(self.gap, self.se, self.df)


def gap_stabilised(
    tally: PairTally,
    low: ArrayLike,
    high: ArrayLike,
    *,
    conf: float = 0.95,
    prior_df: float = 4.0,
    floor_pomp: float = 5.0,
    prior_var: ArrayLike | None = None,
    axis: int | tuple[int, ...] | None = None,
) -> StabilisedGap:
    """Gap with an interval that stays honest for a handful of answers.

    The plain interval covers about 85% instead of 95% at n = 5-10 when a minority is very unhappy; this one
    borrows the usual variance of the same touchpoint, worth `prior_df` answers.

    Parameters
    ----------
    tally : PairTally
        Cells of the same touchpoint, or of several touchpoints that lie apart along `axis`.
    low, high : array_like
        Ends of the scale; the interval is clipped to ``[-(high-low), high-low]``.
    conf : float
        Confidence of the interval.
    prior_df : float
        Answers the usual variance is worth.
    floor_pomp : float
        The usual standard deviation is at least this many POMP.
    prior_var : array_like, optional
        Usual variance in squared scale points, when known from more cells than these; the floor holds too.
    axis : int or tuple of int, optional
        Axes along which the cells belong to the same touchpoint: None for all, () when no two do.

    Returns
    -------
    StabilisedGap
        In scale points; everything NaN for n = 0.

    Examples
    --------
    >>> cells = PairTally.from_pairs([7, 6, 5, 7, 6], [6, 5, 4, 6, 5], 1, 7)
    >>> found = gap_stabilised(cells, 1, 7)
    >>> round(float(found.lo), 2), round(float(found.hi), 2)
    (-1.22, -0.78)
    """
    n = tally.n
    var = variance(n, tally.s_g, tally.s_g2)
    usual = prior_variance(n, var, low, high, floor_pomp=floor_pomp, axis=axis)
    if prior_var is not None:
        usual = np.maximum(
            np.asarray(prior_var, dtype=np.float64), (floor_pomp / pomp_per_point(low, high)) ** 2
        )
    var_stab, df = stabilise(n, var, usual, prior_df=prior_df)
    estimate = Estimate(quotient(tally.s_g, n), np.sqrt(quotient(var_stab, n)), df)
    lo, hi = t_bounds(estimate, conf)
    width = 100.0 / pomp_per_point(low, high)
    return StabilisedGap(
        n=n,
        gap=estimate.mean,
        var=var,
        prior_var=usual,
        var_stab=var_stab,
        df=df,
        se=estimate.se,
        lo=np.clip(lo, -width, width),
        hi=np.clip(hi, -width, width),
    )
