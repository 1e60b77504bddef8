"""Shares over time: the chart for promoters, unhappy people and the like."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from mot.stats.baselines import baseline_periods, moving_range_sigma
from mot.stats.sums import Floats, integers, quotient


@dataclass(frozen=True, slots=True)
class ShareTrend:
    """A control chart of shares, all fractions between 0 and 1; see `laney_p`.

    Per period: `share`, `lower`, `upper` (limits). Per series: `centre`, and `sigma_z` without unit.
    """

    share: Floats
    lower: Floats
    upper: Floats
    centre: Floats
    sigma_z: Floats


def laney_p(
    events: ArrayLike,
    n: ArrayLike,
    *,
    baseline: int = 12,
    min_baseline: int = 8,
    min_n: int = 5,
    k_mr: float = 1.128,
) -> ShareTrend:
    """Watch a share with the p' chart, which allows for a level that goes up and down by itself.

    Parameters
    ----------
    events, n : array_like of int
        People counted, of people asked, per period in time order along the last axis.
    baseline, min_baseline, min_n : int
        As in `mot.stats.monitoring.trend`.
    k_mr : float
        Mean range of two standard normal values.

    Returns
    -------
    ShareTrend
        With the baseline's share p: ``p -/+ 3 sigma_z sqrt(p(1-p)/n)``, clipped to [0, 1], where
        ``sigma_z = mean |z_t - z_(t-1)| / k_mr`` of ``z = (share - p) / sqrt(p(1-p)/n)``. NaN where fewer
        than `min_n` were asked; no limits with a shorter baseline, or one where nobody or everybody counts.

    Notes
    -----
    The limits are as published and as in other programs. Resting on 12 periods, they call a period in about
    every seventh year in which nothing happens; `trend`, which has a floor and allows for a short baseline,
    takes shares too (``trend(n, events, events)``) and does so in every fiftieth.

    References
    ----------
    Laney (2002), Improved control charts for attributes, Quality Engineering 14. Same numbers as R's
    ``qicharts2::qic(chart = "pp", freeze = 12)``.

    Examples
    --------
    >>> found = laney_p([5, 15] * 6, [50] * 12)
    >>> float(found.centre), found.lower[:2].round(3), found.upper[:2].round(3)
    (0.2, array([0., 0.]), array([0.732, 0.732]))
    """
    if not (2 <= min_baseline <= baseline and min_n >= 1):
        raise ValueError(f"a baseline needs at least two periods: not {baseline}, {min_baseline} and {min_n}")
    count, total = integers(events, "events"), integers(n, "n")
    if total.ndim == 0 or count.shape != total.shape:
        raise ValueError("events and n must be rows of periods of one shape")
    if np.any((count < 0) | (count > total)):
        raise ValueError("the events must lie between 0 and n")
    enough = total >= min_n
    base = baseline_periods(enough, baseline, min_baseline)
    centre = quotient(np.where(base, count, 0).sum(axis=-1), np.where(base, total, 0).sum(axis=-1))
    share = np.where(enough, quotient(count, total), np.nan)
    long_enough = base.sum(axis=-1) >= min_baseline
    spread = np.where(long_enough & (centre > 0) & (centre < 1), centre * (1 - centre), np.nan)
    error = np.where(enough, np.sqrt(quotient(spread[..., None], total)), np.nan)
    sigma_z = moving_range_sigma((share - centre[..., None]) / error, base, k_mr)
    half = 3 * sigma_z[..., None] * error
    return ShareTrend(
        share=share,
        lower=np.clip(centre[..., None] - half, 0.0, 1.0),
        upper=np.clip(centre[..., None] + half, 0.0, 1.0),
        centre=centre,
        sigma_z=sigma_z,
    )
