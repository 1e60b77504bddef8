"""From integer sums to variances and covariances, without losing a digit on the way."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


def integers(values: ArrayLike, name: str) -> Ints:
    """Return whole numbers as int64, whatever held them (floats, decimals, Python integers).

    Parameters
    ----------
    values : array_like
        Whole numbers; a database may hand them over as decimals, a data frame as floats.
    name : str
        What they are called, for the message.

    Raises
    ------
    ValueError
        When a value is missing or has a fraction.

    Examples
    --------
    >>> integers([3.0, 4.0], "n")
    array([3, 4])
    """
    raw: NDArray[Any] = np.asarray(values)
    if raw.dtype.kind in "iu":
        return raw.astype(np.int64, copy=False)
    if raw.dtype.kind == "f" and not np.isfinite(raw).all():
        raise ValueError(f"{name} must be whole numbers, some are missing or infinite")
    whole = raw.astype(np.int64)
    if np.any(whole != raw):
        raise ValueError(f"{name} must be whole numbers, some have a fraction")
    return whole


def quotient(numerator: ArrayLike, denominator: ArrayLike) -> Floats:
    """Divide, with NaN wherever the denominator is not positive.

    Examples
    --------
    >>> quotient([6, 1], [3, 0])
    array([ 2., nan])
    """
    top, bottom = np.broadcast_arrays(
        np.asarray(numerator, dtype=np.float64), np.asarray(denominator, dtype=np.float64)
    )
    out = np.full(top.shape, np.nan)
    np.divide(top, bottom, out=out, where=bottom > 0)
    return out


def variance(n: Ints, s: Ints, s2: Ints) -> Floats:
    """Sample variance from a count, a sum and a sum of squares, in squared units of the sum.

    The integers are centred on the whole part of the mean before the first division, so that "all values
    equal" gives exactly 0 and no product can overflow.

    Parameters
    ----------
    n, s, s2 : array of int64
        Count, sum of x and sum of x^2.

    Returns
    -------
    array of float
        ``(s2 - s^2/n) / (n - 1)``; NaN for n < 2.

    Examples
    --------
    >>> x = np.array([2, 4, 9])
    >>> variance(np.int64(3), x.sum(), (x * x).sum())
    array(13.)
    """
    return covariance(n, s, s, s2)


def covariance(n: Ints, s_x: Ints, s_y: Ints, s_xy: Ints) -> Floats:
    """Sample covariance from a count, two sums and a sum of products; NaN for n < 2.

    Parameters
    ----------
    n, s_x, s_y, s_xy : array of int64
        Count, sums of x and of y, and sum of x*y.

    Returns
    -------
    array of float
        ``(s_xy - s_x s_y/n) / (n - 1)``.

    Examples
    --------
    >>> covariance(np.int64(2), np.int64(13), np.int64(11), np.int64(72))
    array(0.5)
    """
    people = np.maximum(n, 1)
    whole_x, rest_x = np.divmod(s_x, people)
    whole_y, rest_y = np.divmod(s_y, people)
    products = s_xy - whole_x * s_y - whole_y * s_x + n * whole_x * whole_y
    scatter = products - rest_x * (rest_y / people)
    out = quotient(scatter, np.subtract(n, 1))
    if s_x is s_y and np.any(out < 0):
        raise ValueError(
            "the sum of squares is too small for the sum: they do not belong to the same answers"
        )
    return out
