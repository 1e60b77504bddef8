"""Variances of small cells, squeezed towards what is usual for such cells."""

import numpy as np
from numpy.typing import ArrayLike

from mot.stats.scales import pomp_per_point
from mot.stats.sums import Floats, Ints, quotient


def pooled_variance(n: ArrayLike, var: ArrayLike, *, axis: int | tuple[int, ...] | None = None) -> Floats:
    """Pooled within-cell variance ``sum((n-1) s^2) / sum(n-1)``, axes kept; NaN when no cell has two answers.

    Parameters
    ----------
    n, var : array_like
        Count and variance of each cell; the variance of a cell with n < 2 is not looked at.
    axis : int or tuple of int, optional
        Pool along these axes; None pools all cells, () leaves each cell its own variance.

    Examples
    --------
    >>> pooled_variance([3, 5, 1], [2.0, 5.0, np.nan])
    array([4.])
    """
    freedom = np.maximum(np.asarray(n) - 1.0, 0.0)
    scatter = np.where(freedom > 0, freedom * np.asarray(var, dtype=np.float64), 0.0)
    return quotient(scatter.sum(axis=axis, keepdims=True), freedom.sum(axis=axis, keepdims=True))


def stabilise(n: Ints, var: Floats, prior_var: ArrayLike, *, prior_df: float = 4.0) -> tuple[Floats, Floats]:
    """Squeeze the variance of small cells towards the usual one; return it with its degrees of freedom.

    ``s~^2 = ((n-1) s^2 + d0 s0^2) / (n-1+d0)``, ``df = n-1+d0``; NaN for n = 0.

    References
    ----------
    Smyth (2004), Linear models and empirical Bayes methods for assessing differential expression,
    Stat Appl Genet Mol Biol 3. Same numbers as limma's ``squeezeVar`` with a fixed prior df.

    Examples
    --------
    >>> stabilise(np.array([5, 1]), np.array([0.0, np.nan]), 0.09)
    (array([0.045, 0.09 ]), array([8., 4.]))
    """
    freedom = np.maximum(n - 1.0, 0.0)
    df = np.where(n > 0, freedom + prior_df, np.nan)
    scatter = np.where(freedom > 0, freedom * var, 0.0) + prior_df * np.asarray(prior_var, dtype=np.float64)
    return quotient(scatter, df), df


def prior_variance(
    n: ArrayLike,
    var: ArrayLike,
    low: ArrayLike,
    high: ArrayLike,
    *,
    floor_pomp: float = 5.0,
    axis: int | tuple[int, ...] | None = None,
) -> Floats:
    """Usual variance s0^2 of one touchpoint: `pooled_variance`, but not below ``floor_pomp`` POMP squared.

    Examples
    --------
    >>> prior_variance([5, 3], [0.0, 0.0], 1, 7).round(4)
    array([0.09])
    """
    floor = (floor_pomp / pomp_per_point(low, high)) ** 2
    return np.fmax(pooled_variance(n, var, axis=axis), floor)
