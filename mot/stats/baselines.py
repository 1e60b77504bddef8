"""The stretch of time that later periods are held against, and how much it moves by itself."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from mot.stats.sums import Floats, quotient

Flags = NDArray[np.bool_]


def baseline_periods(usable: Flags, length: int, least: int) -> Flags:
    """Mark the periods of a frozen baseline, time along the last axis.

    Parameters
    ----------
    usable : array of bool
        Periods with enough answers.
    length, least : int
        The baseline opens with the first usable period and lasts `length` periods, usable or not; where fewer
        than `least` of them are usable it goes on until it has that many.

    Examples
    --------
    >>> baseline_periods(np.array([False, True, False, True, True, True]), 3, 2).astype(int)
    array([0, 1, 0, 1, 0, 0])
    """
    seen = usable.cumsum(axis=-1)
    age = (seen > 0).cumsum(axis=-1)
    return np.asarray(usable & ((age <= length) | (seen <= least)))


def moving_range_sigma(z: Floats, baseline: Flags, k_mr: float) -> Floats:
    """Spread of standardised values from one baseline period to the next: ``mean |z_t - z_(t-1)| / k_mr``.

    Parameters
    ----------
    z : array
        Values in standard errors, time along the last axis; NaN outside the baseline does not matter.
    baseline : array of bool
        The periods that count. Those between two of them are passed over.
    k_mr : float
        Mean range of two standard normal values, 1.128.

    Returns
    -------
    array of float
        1 when the values differ by chance alone, more when the level itself goes up and down; NaN for a
        baseline of fewer than two periods.

    References
    ----------
    Laney (2002), Improved control charts for attributes, Quality Engineering 14.

    Examples
    --------
    >>> float(moving_range_sigma(np.array([1.0, np.nan, 3.0, 2.0]), np.array([1, 0, 1, 1]) > 0, 1.0))
    1.5
    """
    order = np.argsort(~baseline, axis=-1, kind="stable")
    steps: NDArray[Any] = np.abs(np.diff(np.take_along_axis(z, order, axis=-1), axis=-1))
    pairs = np.maximum(baseline.sum(axis=-1) - 1, 0)
    counted = np.arange(steps.shape[-1]) < pairs[..., None]
    return quotient(np.where(counted, steps, 0.0).sum(axis=-1), pairs) / k_mr
