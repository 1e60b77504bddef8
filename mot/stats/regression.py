"""Linear regression of an outcome on its drivers from correlations, ordinary and with a ridge."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.stats import f as fisher

from mot.stats.correlations import Correlations
from mot.stats.sums import Floats, quotient

PENALTIES = np.arange(0.0, 200.5, 0.5)  # among these generalised cross-validation chooses


@dataclass(frozen=True, slots=True)
class Regression:
    """A fitted regression; drivers in the order of ``kept[1:]`` of the correlations.

    slope: change of the outcome per point of each driver, others held · intercept · slope_cov, intercept_se:
    their errors, NaN when answers are missing by route (no formula holds then) · beta: slopes in standard
    deviations · r2, adj_r2: share of variance explained, plain and adjusted · p: F test of all slopes
    being 0 · resid_sd: in points of the outcome · df: n - p - 1 · vif: variance inflation ·
    penalty: the ridge, 0 for ordinary least squares.
    """

    slope: Floats
    intercept: float
    slope_cov: Floats
    intercept_se: float
    beta: Floats
    r2: float
    adj_r2: float
    p: float
    resid_sd: float
    df: float
    vif: Floats
    penalty: float

    @property
    def slope_se(self) -> Floats:
        """Standard errors of the slopes."""
        return np.sqrt(np.diagonal(self.slope_cov))


def least_squares(found: Correlations) -> Regression:
    """Ordinary least squares; with pairwise correlations the estimates of the same formulas.

    Parameters
    ----------
    found : Correlations
        Of `pairwise_corr`. When answers are missing, n is `Correlations.usual_n`.

    Returns
    -------
    Regression
        ``beta = R_xx^-1 r``, ``r2 = r' beta``, ``slope = beta sd_y / sd_x``,
        ``cov = s^2 (C_xx (n-1))^-1``, ``vif = diag(R_xx^-1)``. Without drivers, or with too few answers for
        a number, it is NaN.

    References
    ----------
    Same numbers as R's ``summary(lm(y ~ .))``.

    Examples
    --------
    >>> from mot.stats.correlations import complete_pairs, pairwise_corr
    >>> y, x = np.array([2, 4, 5, 4, 5]), np.array([1, 2, 3, 4, 5])
    >>> both = np.array([y, x])
    >>> fit = least_squares(pairwise_corr(*complete_pairs(5, both.sum(axis=1), both @ both.T), min_pairs=5))
    >>> round(float(fit.slope[0]), 3), round(fit.intercept, 3), round(float(fit.slope_se[0]), 3)
    (0.6, 2.2, 0.283)
    """
    return _fit(found, 0.0)


def ridge(found: Correlations, penalty: float | None = None) -> Regression:
    """Ridge regression, for drivers that are rated almost alike: smaller, steadier slopes.

    Parameters
    ----------
    found : Correlations
        Of `pairwise_corr`.
    penalty : float, optional
        Added to the diagonal of X'X with X standardised by population standard deviations; chosen among
        `PENALTIES` by generalised cross-validation when not given.

    Returns
    -------
    Regression
        ``beta = (R_xx + k/n)^-1 r``; `slope_cov` is ``s^2 A^-1 X'X A^-1`` with ``A = X'X + k`` and does not
        contain the bias; r2, adj_r2, p, resid_sd, df and vif are those of least squares.

    References
    ----------
    Hoerl & Kennard (1970), Ridge regression, Technometrics 12. Golub, Heath & Wahba (1979), Generalized
    cross-validation, Technometrics 21. Same numbers as R's ``MASS::lm.ridge``.
    """
    return _fit(found, cross_validated(found) if penalty is None else penalty)


def cross_validated(found: Correlations) -> float:
    """The penalty among `PENALTIES` with the least generalised cross-validation error; 0 without drivers."""
    n, r = found.usual_n, found.r
    if len(r) < 2:
        return 0.0
    values, vectors = np.linalg.eigh(r[1:, 1:])
    along = vectors.T @ r[1:, 0]
    shrunk = values + PENALTIES[:, None] / n
    left = 1 - (along**2 * (2 / shrunk - values / shrunk**2)).sum(axis=1)
    return float(PENALTIES[np.argmin(left / (n - (values / shrunk).sum(axis=1)) ** 2)])


def slopes(corr: ArrayLike, sd: ArrayLike, n: float, penalty: float) -> Floats:
    """Slopes of stacks of correlations (…, v, v) and standard deviations (…, v), the outcome first."""
    r, spread = np.asarray(corr, dtype=np.float64), np.asarray(sd, dtype=np.float64)
    beta = _beta(r, n, penalty)
    return beta * quotient(spread[..., :1], spread[..., 1:])


def vif(corr: ArrayLike) -> Floats:
    """Variance inflation of each driver, ``diag(R_xx^-1)``; `corr` as in `slopes`.

    References
    ----------
    Marquardt (1970), Generalized inverses, ridge regression and biased linear estimation, Technometrics 12.

    Examples
    --------
    >>> vif([[1, 0.5, 0.5], [0.5, 1, 0.6], [0.5, 0.6, 1]])
    array([1.5625, 1.5625])
    """
    r = np.asarray(corr, dtype=np.float64)
    inverse = np.asarray(np.linalg.inv(r[..., 1:, 1:]), dtype=np.float64)
    return np.diagonal(inverse, axis1=-2, axis2=-1).copy()


def _beta(r: Floats, n: float, penalty: float) -> Floats:
    p = r.shape[-1] - 1
    widened = r[..., 1:, 1:] + (penalty / n if penalty else 0.0) * np.eye(p)
    return np.asarray(np.linalg.solve(widened, r[..., 1:, :1])[..., 0], dtype=np.float64)


def _fit(found: Correlations, penalty: float) -> Regression:
    n, r, sd, mean = found.usual_n, found.r, found.sd, found.mean
    p = len(r) - 1
    slope = slopes(r, sd, n, penalty)
    r2 = float(r[1:, 0] @ _beta(r, n, 0.0)) if p else np.nan
    df = n - p - 1
    left = (1 - r2) / df if df > 0 else np.nan
    resid_sd = float(np.sqrt(left * (n - 1)) * sd[0])
    widened = np.linalg.inv(r[1:, 1:] + (penalty / n if penalty else 0.0) * np.eye(p))
    scale = np.outer(sd[1:], sd[1:]) * (n - 1)
    known = found.complete and df > 0
    slope_cov = resid_sd**2 * (widened @ r[1:, 1:] @ widened) / scale if known else np.full((p, p), np.nan)
    return Regression(
        slope=slope,
        intercept=float(mean[0] - slope @ mean[1:]),
        slope_cov=slope_cov,
        intercept_se=float(np.sqrt(resid_sd**2 / n + mean[1:] @ slope_cov @ mean[1:])) if p else np.nan,
        beta=slope * quotient(sd[1:], sd[0]),
        r2=r2,
        adj_r2=1 - left * (n - 1),
        p=float(fisher.sf(r2 / p / left, p, df)) if p and df > 0 else np.nan,
        resid_sd=resid_sd,
        df=df if df > 0 else np.nan,
        vif=vif(r),
        penalty=penalty,
    )
