"""Means over time: is a period out of the ordinary, or is the level drifting away?"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtr, stdtrit

from mot.stats.baselines import Flags, baseline_periods, moving_range_sigma
from mot.stats.stabilised import pooled_variance
from mot.stats.sums import Floats, Ints, integers, quotient, variance


class Signal(StrEnum):
    """What a period says: nothing unusual, a point outside the limits, or a slow drift."""

    NONE = "none"
    LOW = "low"
    HIGH = "high"
    DRIFTING_DOWN = "drifting_down"
    DRIFTING_UP = "drifting_up"


class TrendState(StrEnum):
    """Whether there are limits, and if not, why."""

    OK = "ok"
    NO_DATA = "no_data"
    NOT_ENOUGH_HISTORY = "not_enough_history"
    NO_VARIATION = "no_variation"


@dataclass(frozen=True, slots=True)
class Trend:
    """A control chart of means; see `trend`. Periods run along the last axis.

    Per period: `mean`, `lower`, `upper` (limits) in the unit of the sums; `z`, `z_adjusted`, `ewma` and
    `ewma_limit` (its alarm lies beyond -/+ this) in standard errors; `signal` (Signal); `tested`,
    `in_baseline` (bool). Per series: `centre` in the unit of the sums, `within_variance` in its square,
    `sigma_z`, `sigma` and `kappa` without unit, `baseline` (periods it rests on), `p_last` (of the last period
    that was tested), `state` (TrendState). Numbers are NaN where they are not defined.
    """

    mean: Floats
    lower: Floats
    upper: Floats
    z: Floats
    z_adjusted: Floats
    ewma: Floats
    ewma_limit: Floats
    signal: NDArray[Any]
    tested: Flags
    in_baseline: Flags
    centre: Floats
    within_variance: Floats
    sigma_z: Floats
    sigma: Floats
    kappa: Floats
    baseline: Ints
    p_last: Floats
    state: NDArray[Any]


def trend(
    n: ArrayLike,
    s: ArrayLike,
    s2: ArrayLike,
    *,
    baseline: int = 12,
    min_baseline: int = 8,
    min_n: int = 5,
    unfinished: bool = False,
    k_mr: float = 1.128,
    ewma_weight: float = 0.2,
    ewma_limit: float = 2.86,
) -> Trend:
    """Watch the mean answer (or mean gap) of one or many series with a Laney-type chart and an EWMA.

    The baseline is frozen: it opens with the first period that has enough answers and lasts `baseline`
    periods, longer only when fewer than `min_baseline` of them have enough. With centre c and pooled within
    variance s_w^2 of the baseline, ``z = (mean - c) / sqrt(s_w^2/n)``. Natural ups and downs from period to
    period are allowed for by ``sigma = max(1, sigma_z)`` with ``sigma_z = mean |z_t - z_(t-1)| / k_mr``, and
    a short baseline of b periods by ``kappa = sqrt(1 + 1/b)``, times ``t(.99865, .62 (b-1)) / 3`` when sigma_z
    exceeds 1. Limits are ``c -/+ 3 sigma kappa sqrt(s_w^2/n)``, ``z_adjusted = z / (sigma kappa)``.

    Parameters
    ----------
    n, s, s2 : array_like of int
        Count, sum and sum of squares of the answers per period, in time order along the last axis; periods
        without answers stay in the row with 0.
    baseline, min_baseline : int
        Usual length of the baseline, and the fewest periods with enough answers that make one.
    min_n : int
        Periods with fewer answers are left out as if they had not been.
    unfinished : bool
        The last period is still running: it gets a mean and limits but is not tested.
    k_mr : float
        Mean range of two standard normal values.
    ewma_weight, ewma_limit : float
        Weight w of the newest period, and width L of the alarm in standard errors of the EWMA.

    Returns
    -------
    Trend
        The EWMA starts from 0 behind the baseline: ``e = w z_adjusted + (1-w) e``, alarm beyond
        ``L sqrt(w/(2-w) (1 - (1-w)^(2i)))`` in its i-th period. A point outside the limits is called before a
        drift. ``p_last = 2 Phi(-|z_adjusted|)``, for a family of charts. Without OK in `state` there are no
        limits and no signals. Intervals of the means are those of `displayed_mean`.

    References
    ----------
    Laney (2002), Improved control charts for attributes, Quality Engineering 14. Roberts (1959), Control chart
    tests based on geometric moving averages, Technometrics 1. Same numbers as R's qcc for the EWMA.

    Examples
    --------
    >>> n = [20] * 14
    >>> s = [80, 81, 79, 82, 80, 78, 81, 80, 79, 81, 80, 80, 79, 60]
    >>> found = trend(n, s, [4 * total + 10 for total in s])
    >>> [str(signal) for signal in found.signal[-2:]], str(found.state)
    (['none', 'low'], 'ok')
    """
    if not (2 <= min_baseline <= baseline and min_n >= 2):
        raise ValueError(
            f"a baseline needs at least two periods of two answers, the usual one no fewer than the least: "
            f"not {baseline}, {min_baseline} and {min_n}"
        )
    if not (0 < ewma_weight <= 1 and ewma_limit > 0 and k_mr > 0):
        raise ValueError("the weight of the EWMA must lie between 0 and 1, its limit and k_mr above 0")
    count, total, squares = integers(n, "n"), integers(s, "s"), integers(s2, "s2")
    if count.ndim == 0 or not count.shape == total.shape == squares.shape:
        raise ValueError("n, s and s2 must be rows of periods of one shape")
    enough = count >= min_n
    tested = enough.copy()
    tested[..., -1:] &= not unfinished
    base = baseline_periods(tested, baseline, min_baseline)
    periods = base.sum(axis=-1)
    based = np.where(base, count, 0)
    within = pooled_variance(based, variance(count, total, squares), axis=-1)[..., 0]
    centre = quotient(np.where(base, total, 0).sum(axis=-1), based.sum(axis=-1))
    known = (periods >= min_baseline) & (within > 0)
    mean = np.where(enough, quotient(total, count), np.nan)
    error = np.where(enough & known[..., None], np.sqrt(quotient(within[..., None], count)), np.nan)
    z = np.where(tested, (mean - centre[..., None]) / error, np.nan)
    sigma_z = moving_range_sigma(z, base, k_mr)
    sigma = np.maximum(1.0, sigma_z)
    spread = stdtrit(0.62 * np.maximum(periods - 1, 1), 0.99865) / 3
    kappa = np.where(known, np.sqrt(1 + quotient(1, periods)), np.nan) * np.where(sigma_z > 1, spread, 1.0)
    width = (sigma * kappa)[..., None]
    adjusted = z / width
    smooth, limit = _ewma(adjusted, tested & ~base, ewma_weight, ewma_limit)
    return Trend(
        mean=mean,
        lower=centre[..., None] - 3 * width * error,
        upper=centre[..., None] + 3 * width * error,
        z=z,
        z_adjusted=adjusted,
        ewma=smooth,
        ewma_limit=limit,
        signal=_signals(adjusted, smooth, limit),
        tested=tested & known[..., None],
        in_baseline=base,
        centre=centre,
        within_variance=within,
        sigma_z=sigma_z,
        sigma=sigma,
        kappa=kappa,
        baseline=periods,
        p_last=2 * ndtr(-np.abs(_last(adjusted))),
        state=_states(enough, periods, within, min_baseline),
    )


def _ewma(z: Floats, fresh: Flags, weight: float, width: float) -> tuple[Floats, Floats]:
    """The EWMA and its limit in every fresh period, NaN elsewhere."""
    smooth = np.full(z.shape, np.nan)
    level = np.zeros(z.shape[:-1])
    for period in range(z.shape[-1]):
        here = fresh[..., period]
        if here.any():
            level = np.where(here, weight * z[..., period] + (1 - weight) * level, level)
            smooth[..., period] = np.where(here, level, np.nan)
    age = fresh.cumsum(axis=-1)
    limit = width * np.sqrt(weight / (2 - weight) * (1 - (1 - weight) ** (2 * age)))
    return smooth, np.where(np.isnan(smooth), np.nan, limit)


def _signals(z: Floats, smooth: Floats, limit: Floats) -> NDArray[Any]:
    rules = [z < -3, z > 3, smooth < -limit, smooth > limit]
    return _named(list(Signal), np.select(rules, [1, 2, 3, 4], 0))


def _last(values: Floats) -> Floats:
    """The last value of each row that is there; NaN when none is."""
    if not values.shape[-1]:
        return np.full(values.shape[:-1], np.nan)
    place = values.shape[-1] - 1 - np.argmax(~np.isnan(values[..., ::-1]), axis=-1)
    return np.asarray(np.take_along_axis(values, place[..., None], axis=-1)[..., 0])


def _states(enough: Flags, periods: Ints, within: Floats, least: int) -> NDArray[Any]:
    rules = [~enough.any(axis=-1), periods < least, within == 0]
    return _named(list(TrendState), np.select(rules, [1, 2, 3], 0))


def _named(names: Sequence[StrEnum], which: NDArray[Any]) -> NDArray[Any]:
    return np.asarray(np.array(names, dtype=object)[which], dtype=object)
