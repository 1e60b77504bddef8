"""Funnel limits: how far a unit's mean may lie from the centre by chance, given its number of answers."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.stats import norm

from mot.stats.sums import Floats, quotient

WARNING, ACTION = 0.95, 0.998  # 1.96 and 3.09 standard errors


class FunnelSignal(StrEnum):
    """Whether a unit lies outside the outer limits."""

    INSIDE = "inside"
    ABOVE = "above"
    BELOW = "below"


@dataclass(frozen=True, slots=True)
class Funnel:
    """Units against their funnel, in the unit of y (POMP); NaN for units without answers; see `funnel`.

    Attributes
    ----------
    centre : float
        Mean of all answers.
    pooled_var : float
        Variance of the answers within units, squared unit of y.
    tau2 : float
        Variance between units beyond chance, squared unit of y.
    z, z_over : array of float
        Distance from the centre in standard errors, by chance alone and with `tau2`.
    lo95, hi95, lo998, hi998 : array of float
        Inner and outer limits, with `tau2`.
    signal : object array of FunnelSignal
        Against the outer limits; None for units without answers.
    """

    centre: float
    pooled_var: float
    tau2: float
    z: Floats
    z_over: Floats
    lo95: Floats
    hi95: Floats
    lo998: Floats
    hi998: Floats
    signal: NDArray[Any]


def funnel(n: ArrayLike, y: ArrayLike, pooled_var: float) -> Funnel:
    """Compare units with what chance, and the usual differences between units, would do.

    Parameters
    ----------
    n : array_like of int, 1-D
        Answers (for a roll-up: people) per unit.
    y : array_like, 1-D
        Mean score of each unit; NaN is left out.
    pooled_var : float
        Variance of the answers within units, positive; e.g. `pooled_variance`, not below a floor.

    Returns
    -------
    Funnel
        ``centre = sum(n y)/sum(n)``; limits ``centre -/+ z sqrt(pooled_var/n + tau2)`` with z = 1.96 and 3.09;
        ``tau2 = max(0, (Q - (k-1)) / (sum(w) - sum(w^2)/sum(w)))`` of k units with weights ``w = n/pooled_var``
        and ``Q = sum(w (y - centre)^2)``.

    References
    ----------
    Spiegelhalter (2005), Funnel plots for comparing institutional performance, Statistics in Medicine 24.
    DerSimonian & Laird (1986), Meta-analysis in clinical trials, Controlled Clinical Trials 7.

    Examples
    --------
    >>> found = funnel([400, 380, 420, 50, 0], [70, 71, 69, 40, np.nan], 484)
    >>> [signal and str(signal) for signal in found.signal], round(found.tau2, 1)
    (['inside', 'inside', 'inside', 'below', None], 49.2)
    """
    if not pooled_var > 0:
        raise ValueError(f"the pooled variance must be positive, not {pooled_var}")
    base, mean = np.broadcast_arrays(np.asarray(n, dtype=np.float64), np.asarray(y, dtype=np.float64))
    known = (base > 0) & ~np.isnan(mean)
    base, mean = np.where(known, base, np.nan), np.where(known, mean, np.nan)
    w = base[known] / pooled_var
    centre = float(quotient(w @ mean[known], w.sum()))
    excess = w @ np.square(mean[known] - centre) - (len(w) - 1)
    tau2 = 0.0
    if len(w) > 1:
        tau2 = max(0.0, float(excess / (w.sum() - (w @ w) / w.sum())))
    lo95, hi95 = funnel_limits(base, centre, pooled_var, tau2=tau2, conf=WARNING)
    lo998, hi998 = funnel_limits(base, centre, pooled_var, tau2=tau2, conf=ACTION)
    names = np.array([None, FunnelSignal.BELOW, FunnelSignal.ABOVE, FunnelSignal.INSIDE], dtype=object)
    return Funnel(
        centre=centre,
        pooled_var=float(pooled_var),
        tau2=tau2,
        z=(mean - centre) / np.sqrt(pooled_var / base),
        z_over=(mean - centre) / np.sqrt(pooled_var / base + tau2),
        lo95=lo95,
        hi95=hi95,
        lo998=lo998,
        hi998=hi998,
        signal=np.asarray(names[np.select([~known, mean < lo998, mean > hi998], [0, 1, 2], 3)], dtype=object),
    )


def funnel_limits(
    n: ArrayLike, centre: float, pooled_var: float, *, tau2: float = 0.0, conf: float = ACTION
) -> tuple[Floats, Floats]:
    """Limits of a funnel at any number of answers, for drawing it as a curve.

    Parameters
    ----------
    n : array_like
        Numbers of answers.
    centre, pooled_var, tau2 : float
        Of a `Funnel`; without `tau2` the limits of chance alone.
    conf : float
        Share of units within the limits when nothing but chance (and `tau2`) is at work.

    Returns
    -------
    lo, hi : array of float
        In the unit of the centre; NaN for n = 0.

    Examples
    --------
    >>> lo, hi = funnel_limits([100, 400], 70.0, 400.0, conf=0.95)
    >>> lo.round(2), hi.round(2)
    (array([66.08, 68.04]), array([73.92, 71.96]))
    """
    if not 0 < conf < 1:
        raise ValueError(f"confidence must lie between 0 and 1, not {conf}")
    half = norm.ppf(0.5 + conf / 2) * np.sqrt(quotient(pooled_var, n) + tau2)
    return np.asarray(centre - half), np.asarray(centre + half)
