"""What a better rating of some drivers goes along with, as far as the answers can tell."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from mot.stats.correlations import Correlations
from mot.stats.estimates import Estimate, t_bounds
from mot.stats.regression import Regression, least_squares, ridge, slopes
from mot.stats.resampling import Resampled
from mot.stats.sums import Floats


@dataclass(frozen=True, slots=True)
class WhatIf:
    """Predicted change of the outcome's mean, in points of the outcome; see `whatif`.

    change, se, lo, hi, df: with its interval; NaN when a moved driver is unclear, the last four also when no
    error is known · slope: points of the outcome per point of each driver · moved: change of each driver's
    mean that was reckoned with · unclear: drivers that move and whose slope is negative · limited: a move was
    cut to the observed range · capped: the change was cut at an end of the outcome's scale · penalty: of the
    ridge, 0 for ordinary least squares.
    """

    change: float
    se: float
    lo: float
    hi: float
    df: float
    slope: Floats
    moved: Floats
    unclear: np.ndarray
    limited: bool
    capped: bool
    penalty: float


def whatif(
    found: Correlations,
    move: ArrayLike,
    *,
    conf: float = 0.95,
    lowest: ArrayLike | None = None,
    highest: ArrayLike | None = None,
    drawn: Resampled | None = None,
    alike: float = 5.0,
) -> WhatIf:
    """Predict the outcome's mean when the means of some drivers change. A link, not proof of a cause.

    Parameters
    ----------
    found : Correlations
        Of `pairwise_corr`.
    move : array_like (drivers,)
        Change of each driver's mean in its own points, in the order of ``kept[1:]``; 0 for those that stay.
    conf : float
        Confidence of the interval.
    lowest, highest : array_like (1 + drivers,), optional
        Ends of the outcome's scale, then the lowest and highest answer met of each driver: no mean is
        thought beyond them.
    drawn : Resampled, optional
        Of `resample`, for the error when answers are missing by route; without it there is none then.
    alike : float
        Variance inflation above which a ridge takes the place of least squares.

    Returns
    -------
    WhatIf
        ``change = d'b`` with ``se = sqrt(d' V d)`` and n - p - 1 degrees of freedom when everybody answered
        everything; otherwise se is the standard deviation over the draws, with as many degrees of freedom
        as groups less one.

    References
    ----------
    Draper & Smith (1998), Applied Regression Analysis, chapter 3. Same numbers as R's ``lm`` and ``vcov``.

    Examples
    --------
    >>> from mot.stats.correlations import complete_pairs, pairwise_corr
    >>> rows = np.array([[2, 4, 5, 4, 5], [1, 2, 3, 4, 5]])
    >>> found = pairwise_corr(*complete_pairs(5, rows.sum(axis=1), rows @ rows.T), min_pairs=5)
    >>> told = whatif(found, [2], lowest=[1, 1], highest=[5, 5])
    >>> round(told.change, 2), round(told.hi, 2), told.capped
    (1.0, 1.0, True)
    """
    wanted = np.asarray(move, dtype=np.float64)
    if wanted.shape != (len(found.kept) - 1,):
        raise ValueError(f"one move per driver is needed: {len(found.kept) - 1}, not {wanted.shape}")
    room = _room(found, lowest, highest)
    moved = np.clip(wanted, np.minimum(room[0][1:], 0.0), np.maximum(room[1][1:], 0.0))
    fit = least_squares(found)
    if (fit.vif > alike).any():
        fit = ridge(found)
    unclear = (moved != 0) & (fit.slope < 0)
    change = float(moved @ fit.slope) if not unclear.any() else np.nan
    se, df = _error(found, fit, moved, drawn)
    lo, hi = t_bounds(Estimate(np.asarray(change), np.asarray(se), np.asarray(df)), conf)
    known = not np.isnan(change)
    within = [float(np.clip(value, room[0][0], room[1][0])) for value in (change, lo, hi)]
    return WhatIf(
        change=within[0],
        se=se if known else np.nan,
        lo=within[1],
        hi=within[2],
        df=df if known else np.nan,
        slope=fit.slope,
        moved=moved,
        unclear=unclear,
        limited=bool((moved != wanted).any()),
        capped=known and within[0] != change,
        penalty=fit.penalty,
    )


def _room(found: Correlations, lowest: ArrayLike | None, highest: ArrayLike | None) -> tuple[Floats, Floats]:
    """How far each mean can fall and rise: the outcome's, then the drivers'."""
    endless = np.full(len(found.kept), np.inf)
    low = -endless if lowest is None else np.asarray(lowest, dtype=np.float64) - found.mean
    high = endless if highest is None else np.asarray(highest, dtype=np.float64) - found.mean
    return low, high


def _error(
    found: Correlations, fit: Regression, moved: Floats, drawn: Resampled | None
) -> tuple[float, float]:
    """Standard error of the predicted change, and its degrees of freedom."""
    if found.complete:
        return float(np.sqrt(moved @ fit.slope_cov @ moved)), fit.df
    if drawn is None or drawn.groups < 2:
        return np.nan, np.nan
    changes = np.nan_to_num(slopes(drawn.r, drawn.sd, found.usual_n, fit.penalty), nan=0.0) @ moved
    return float(changes.std(ddof=1)), drawn.groups - 1.0
