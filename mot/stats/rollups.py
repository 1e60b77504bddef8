"""Averages over several touchpoints rated by the same people: the person, not the rating, is the unit."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from mot.stats.estimates import Estimate, t_bounds
from mot.stats.sums import Floats, Ints, integers, quotient
from mot.stats.tally import RollupTally

ROUNDING = 1e-12  # a variance this small beside the sums it came from is 0


@dataclass(frozen=True, slots=True)
class Rollup:
    """Mean gap over several touchpoints with its interval, in scale points; see `rollup`."""

    n_resp: Ints
    mean: Floats
    se: Floats
    df: Floats
    lo: Floats
    hi: Floats

    @property
    def estimate(self) -> Estimate:
        """The mean with its error, as `change` takes it."""
        return Estimate(self.mean, self.se, self.df)


def rollup(tally: RollupTally, *, conf: float = 0.95) -> Rollup:
    """Mean gap of a dimension, a branch or everything, with people as clusters.

    Counting every rating as a person of its own gives "95%" intervals that cover about 70%.

    Parameters
    ----------
    tally : RollupTally
        Any shape; one result per cell.
    conf : float
        Confidence of the interval.

    Returns
    -------
    Rollup
        ``R = S/K``, ``se^2 = n/(n-1) sum((S_i - R K_i)^2) / K^2`` with n people, df = n-1. Error and interval
        are NaN for n < 2, the interval also when everybody has the same mean gap.

    References
    ----------
    Cochran (1977), Sampling Techniques, 3rd ed., section 6.2 (ratio estimator). Same numbers as R's
    ``survey::svymean`` with people as the sampling unit.

    Examples
    --------
    >>> found = rollup(RollupTally(n_resp=8, s=-17, k=21, s2=65, k2=61, sk=-49))
    >>> round(float(found.mean), 4), round(float(found.se), 4)
    (-0.8095, 0.2578)
    """
    n = tally.n_resp
    mean = quotient(tally.s, tally.k)
    residual = tally.s2 - 2 * mean * tally.sk + mean**2 * tally.k2
    residual = np.where(residual > ROUNDING * tally.s2, residual, np.where(np.isnan(mean), np.nan, 0.0))
    se = np.sqrt(quotient(n * residual, (n - 1.0) * np.square(tally.k, dtype=np.float64)))
    estimate = Estimate(mean, se, np.where(n > 1, n - 1.0, np.nan))
    lo, hi = t_bounds(estimate, conf)
    return Rollup(n, mean, se, estimate.df, lo, hi)


@dataclass(frozen=True, slots=True)
class Servqual:
    """Dimension gaps and their overall scores in scale points; see `servqual`."""

    n_resp: int
    dim_gap: Floats
    dim_se: Floats
    missing: NDArray[np.bool_]
    unweighted: float
    unweighted_se: float
    unweighted_lo: float
    unweighted_hi: float
    weighted: float
    weighted_se: float
    weighted_lo: float
    weighted_hi: float


def servqual(
    n: int, sum_s: ArrayLike, sum_k: ArrayLike, moment: ArrayLike, weights: ArrayLike, *, conf: float = 0.95
) -> Servqual:
    """Gap per service dimension, and overall: unweighted and weighted by importance.

    Parameters
    ----------
    n : int
        People.
    sum_s, sum_k : array_like of int, length D
        Over the people: sum of gaps and number of gaps in each dimension.
    moment : array_like of int, 2D x 2D
        ``[S|K]'[S|K]``, the cross-products of the people's sums and counts.
    weights : array_like, length D
        Importance of the dimensions; they add up to 1.
    conf : float
        Confidence of the intervals.

    Returns
    -------
    Servqual
        ``R_d = S_d/K_d``; a score is ``sum w_d R_d``, its error ``se^2 = n/(n-1) a'Ma`` with
        ``a = (w_d/K_d; -w_d R_d/K_d)``. When a dimension has no answers it is marked in `missing` and both
        overall scores are NaN: the others are never re-weighted behind the reader's back.

    References
    ----------
    Parasuraman, Zeithaml & Berry (1988), SERVQUAL, Journal of Retailing 64. Errors as R's
    ``survey::svyratio`` with linearisation.

    Examples
    --------
    >>> people = np.array([[-2, -4, 2, 2], [0, -1, 2, 1], [-1, -3, 2, 2]])  # S1, S2, K1, K2
    >>> sums = people.sum(axis=0)
    >>> found = servqual(3, sums[:2], sums[2:], people.T @ people, [0.5, 0.5])
    >>> found.dim_gap, round(found.weighted, 2), round(found.weighted_se, 3)
    (array([-0.5, -1.6]), -1.05, 0.267)
    """
    s, k = integers(sum_s, "sum_s"), integers(sum_k, "sum_k")
    m = np.asarray(moment, dtype=np.float64)
    w = np.asarray(weights, dtype=np.float64)
    size = len(s)
    if k.shape != (size,) or w.shape != (size,) or m.shape != (2 * size, 2 * size):
        raise ValueError(
            f"{size} dimensions need {size} counts and weights and a moment matrix of {2 * size}"
        )
    if np.any(w < 0) or not np.isclose(w.sum(), 1.0):
        raise ValueError(f"weights must be positive and add up to 1, not to {w.sum()}")
    gap = quotient(s, k)
    equal = np.full(size, 1.0 / size)
    unweighted, weighted = (_score(n, gap, k, m, points, conf) for points in (equal, w))
    return Servqual(
        int(n),
        gap,
        np.array([_error(n, gap, k, m, single) for single in np.eye(size)]),
        k == 0,
        *unweighted,
        *weighted,
    )


def _error(n: int, gap: Floats, k: Ints, moment: Floats, weights: Floats) -> float:
    """Linearised standard error of ``sum w_d R_d``; dimensions of weight 0 do not matter."""
    used = weights > 0
    if n < 2 or np.any(k[used] == 0):
        return float("nan")
    per_answer = np.where(used, quotient(weights, k), 0.0)
    a = np.concatenate([per_answer, np.where(used, -per_answer * gap, 0.0)])
    spread = float(a @ moment @ a)
    if spread <= ROUNDING * float(np.abs(a) @ np.abs(moment) @ np.abs(a)):
        return 0.0
    return float(np.sqrt(n / (n - 1) * spread))


def _score(
    n: int, gap: Floats, k: Ints, moment: Floats, weights: Floats, conf: float
) -> tuple[float, float, float, float]:
    """Overall score, its error and its interval; NaN when a dimension is missing."""
    mean = float(weights @ gap)
    se = _error(n, gap, k, moment, weights) if not np.isnan(mean) else float("nan")
    lo, hi = t_bounds(Estimate(np.asarray(mean), np.asarray(se), np.asarray(n - 1.0)), conf)
    return mean, se, float(lo), float(hi)
