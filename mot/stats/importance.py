"""What drives an outcome: how the explained variance is shared among drivers that go together."""

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from mot.stats.correlations import Correlations, DropReason
from mot.stats.regression import Regression, least_squares
from mot.stats.sums import Floats, quotient

MOST = 10  # drivers up to which every subset is tried
FEASIBLE = 16  # drivers beyond which the subsets do not fit into memory
TINY = 1e-10  # of a standardised variance: what is left of a driver that the others already tell


class DriverState(StrEnum):
    """How far the answers carry a statement about drivers."""

    NO_DATA = "no_data"
    SUPPRESSED = "suppressed"
    NOT_ENOUGH = "not_enough"
    EXPLAINED_NOTHING = "explained_nothing"
    EARLY = "early"
    FINE = "fine"

    @property
    def known(self) -> bool:
        """Whether importance may be shown."""
        return self in (DriverState.EARLY, DriverState.FINE)


class Likeness(StrEnum):
    """Drivers that the others nearly tell: read them together, or draw them as one."""

    ALIKE = "alike"
    MERGE = "merge"


@dataclass(frozen=True, slots=True)
class Drivers:
    """Importance of each driver, in the order of ``kept[1:]``; see `drivers`.

    lmg, johnson: parts of the outcome's variance, adding up to `fit.r2`; `lmg` is NaN for more than `MOST`
    drivers · share: fraction of the explained variance, of `lmg` or else of `johnson` · fit: the regression ·
    likeness: `Likeness` or None.
    """

    state: DriverState
    lmg: Floats
    johnson: Floats
    share: Floats
    fit: Regression
    likeness: NDArray[Any]


def drivers(
    found: Correlations,
    *,
    alpha: float = 0.05,
    least: int = 50,
    per_driver: int = 10,
    firm: int = 100,
    alike: float = 5.0,
    merge: float = 10.0,
) -> Drivers:
    """Share the explained variance of an outcome among its drivers, and say how far the answers carry.

    Parameters
    ----------
    found : Correlations
        Of `pairwise_corr`.
    alpha : float
        The drivers explain nothing unless the F test of the regression falls below it.
    least, per_driver : int
        People that are needed at all, and per driver.
    firm : int
        With fewer people it is an early picture.
    alike, merge : float
        Variance inflation above which a driver goes with the others, and above which it cannot stand alone.

    Returns
    -------
    Drivers
        The numbers are given in every state; whether to show them is told by `DriverState.known`.

    Examples
    --------
    >>> from mot.stats.correlations import complete_pairs, pairwise_corr
    >>> y, x = np.arange(200) // 50, np.array([np.arange(200) // 50 // 2, np.arange(200) % 2])
    >>> rows = np.vstack([y, x])
    >>> found = drivers(pairwise_corr(*complete_pairs(200, rows.sum(axis=1), rows @ rows.T)))
    >>> str(found.state), found.share.round(3), round(found.fit.r2, 3)
    ('fine', array([1., 0.]), 0.8)
    """
    fit, parts = least_squares(found), johnson(found.r)
    whole = lmg(found.r) if len(found.r) - 1 <= MOST else np.full(parts.shape, np.nan)
    names = np.full(parts.shape, None, dtype=object)
    names[fit.vif > alike] = Likeness.ALIKE
    names[fit.vif > merge] = Likeness.MERGE
    state = _state(found, fit, alpha, least, per_driver, firm)
    return Drivers(state, whole, parts, shares(found.r), fit, names)


def lmg(corr: ArrayLike) -> Floats:
    """Part of R^2 that each driver adds, averaged over all orders in which they can enter.

    Parameters
    ----------
    corr : array_like (…, p + 1, p + 1)
        Correlations, the outcome first. Stacks are worked through together; time doubles with each driver.

    Returns
    -------
    array of float (…, p)
        ``sum over subsets S without j of |S|! (p-1-|S|)!/p! (R^2(S+j) - R^2(S))``; adds up to R^2. Drivers
        that are the same get equal parts.

    Notes
    -----
    All 2^p residual variances come from sweeping one driver after the other out of the table, once for the
    subsets that have it; the table shrinks as the subsets double.

    References
    ----------
    Lindeman, Merenda & Gold (1980), Introduction to Bivariate and Multivariate Analysis. Grömping (2006),
    Relative importance for linear regression in R: the package relaimpo, J Stat Software 17. General
    dominance of Azen & Budescu (2003), Psychological Methods 8.

    Examples
    --------
    >>> lmg([[1, 0.5, 0.5], [0.5, 1, 1], [0.5, 1, 1]])
    array([0.125, 0.125])
    """
    table = np.roll(np.asarray(corr, dtype=np.float64), -1, axis=(-1, -2))[..., None, :, :]
    p = table.shape[-1] - 1
    if p > FEASIBLE:
        raise ValueError(f"every subset of {p} drivers is too many: take at most {FEASIBLE}, or johnson")
    for _ in range(p):
        rest, column, own = table[..., 1:, 1:], table[..., 1:, :1], table[..., :1, :1]
        gone = np.divide(column, own, out=np.zeros_like(column), where=own > TINY)
        table = np.concatenate([rest, rest - gone * np.swapaxes(column, -1, -2)], axis=-3)
    explained = 1.0 - table[..., 0, 0]
    return np.maximum(explained @ _subset_weights(p), 0.0)


@lru_cache(maxsize=32)
def _subset_weights(p: int) -> Floats:
    """What R^2 of each subset (bits of the row) counts towards each driver's average."""
    members = (np.arange(2**p)[:, None] >> np.arange(p)) & 1
    size = members.sum(axis=1, keepdims=True)
    orders = np.cumprod(
        [1.0, *(k / (p - k) for k in range(1, p))]
    )  # |S|! (p-1-|S|)!/(p-1)! for |S| = 0, 1, …
    with_j = orders[np.maximum(size - 1, 0)] / max(p, 1)
    without_j = -orders[np.minimum(size, p - 1)] / max(p, 1)
    weights: Floats = np.where(members == 1, with_j, without_j)
    weights.setflags(write=False)
    return weights


def johnson(corr: ArrayLike) -> Floats:
    """Relative weights: R^2 shared by way of the uncorrelated variables nearest to the drivers.

    Close to `lmg` and quick for any number of drivers.

    Parameters
    ----------
    corr : array_like (…, p + 1, p + 1)
        Correlations, the outcome first.

    Returns
    -------
    array of float (…, p)
        With ``R_xx = Q L Q'``, ``A = Q L^.5 Q'`` and ``b = A^-1 r``: ``(A*A)(b*b)``, products by element.

    References
    ----------
    Johnson (2000), A heuristic method for estimating the relative weight of predictor variables in multiple
    regression, Multivariate Behavioral Research 35.

    Examples
    --------
    >>> johnson([[1, 0.5, 0.5], [0.5, 1, 1], [0.5, 1, 1]]).round(3)
    array([0.125, 0.125])
    """
    r = np.asarray(corr, dtype=np.float64)
    values, q = np.linalg.eigh(r[..., 1:, 1:])
    root = np.sqrt(np.maximum(values, 0.0))
    inverse = np.divide(1.0, root, out=np.zeros_like(root), where=values > TINY)
    turned = np.swapaxes(q, -1, -2)
    b = (q * inverse[..., None, :]) @ (turned @ r[..., 1:, :1])
    weights: Floats = (((q * root[..., None, :]) @ turned) ** 2) @ b**2
    return weights[..., 0]


def shares(corr: ArrayLike) -> Floats:
    """Fraction of the explained variance per driver: `lmg` up to `MOST` drivers, `johnson` above.

    NaN when nothing at all is explained.

    Examples
    --------
    >>> shares([[1, 0.6, 0], [0.6, 1, 0], [0, 0, 1]])
    array([1., 0.])
    """
    r = np.asarray(corr, dtype=np.float64)
    parts = lmg(r) if r.shape[-1] - 1 <= MOST else johnson(r)
    return quotient(parts, parts.sum(axis=-1, keepdims=True))


def _state(
    found: Correlations, fit: Regression, alpha: float, least: int, per_driver: int, firm: int
) -> DriverState:
    p, n = len(found.kept) - 1, found.usual_n
    if not found.n[0, 0]:
        return DriverState.NO_DATA
    if not p and found.dropped and DropReason.FEW_PAIRS not in found.dropped.values():
        return DriverState.EXPLAINED_NOTHING
    if not p or n < max(least, per_driver * p):
        return DriverState.NOT_ENOUGH
    if not fit.p < alpha:
        return DriverState.EXPLAINED_NOTHING
    return DriverState.EARLY if n < firm else DriverState.FINE
