"""Many control charts at once: how much they go up and down by themselves is learned from all of them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import digamma, polygamma

from mot.stats.baselines import Flags
from mot.stats.estimates import two_sided_p
from mot.stats.monitoring import Trend
from mot.stats.sums import Floats

FREEDOM = 0.62  # degrees of freedom of a mean moving range, per range
ENDLESS = 1e6  # degrees of freedom that are as good as infinite


@dataclass(frozen=True, slots=True)
class Chances:
    """Per chart, two-sided p values of its last tested period and of its EWMA there; see `chances`."""

    point: Floats
    drift: Floats


def chances(found: Trend, *, alike: ArrayLike = 0, ewma_weight: float = 0.2) -> Chances:
    """How likely chance alone puts a chart's last period this far from its usual level.

    `Trend.p_last` takes each chart's own sigma, which rests on a dozen moving ranges, as if it were known: among
    hundreds of charts those with a sigma too small by luck then raise alarms. Here the sigmas of charts that are
    alike are squeezed towards what is usual among them, ``s~^2 = (d s^2 + d0 s0^2) / (d + d0)``, never below 1,
    with d = .62 (b-1); d0 and s0 come from the spread of log s^2 over the charts. The p values are those of t
    with d + d0 degrees of freedom, and allow for a centre that is itself a mean of b periods.

    Parameters
    ----------
    found : Trend
        Charts of any shape, those without limits included.
    alike : array_like of int
        Number of the group each chart belongs to; sigmas are learned within groups. Broadcast over the charts.
    ewma_weight : float
        As it was for `found`.

    Returns
    -------
    Chances
        NaN where there are no limits or, for the drift, no period after the baseline.

    References
    ----------
    Smyth (2004), Linear models and empirical Bayes methods for assessing differential expression, Stat Appl
    Genet Mol Biol 3 (fitFDist). Laney (2002), Improved control charts for attributes, Quality Engineering 14.

    Examples
    --------
    >>> from mot.stats.monitoring import trend
    >>> s = [80, 81, 79, 82, 80, 78, 81, 80, 79, 81, 80, 80, 79, 60]
    >>> found = trend([20] * 14, s, [4 * total + 10 for total in s])
    >>> float(found.p_last) < 1e-8, round(float(chances(found).point), 4)
    (True, 0.0006)
    """
    known = np.isfinite(found.kappa) & np.isfinite(found.sigma_z)
    group = np.broadcast_to(np.asarray(alike), known.shape)
    b = found.baseline.astype(np.float64)
    own = np.array(FREEDOM * np.maximum(b - 1, 1))
    squeezed, freedom = np.array(np.square(found.sigma_z)), own.copy()
    for number in np.unique(group[known]):
        mine = known & (group == number)
        more, usual = _usual(squeezed[mine], own[mine])
        squeezed[mine] = (own[mine] * squeezed[mine] + more * usual) / (own[mine] + more)
        freedom[mine] = own[mine] + more
    sigma = np.sqrt(np.maximum(squeezed, 1.0))
    z = _last(found.z, found.tested)
    fresh = found.tested & ~found.in_baseline
    age = fresh.sum(axis=-1)
    left = (1 - ewma_weight) ** age
    smooth = np.where(age > 0, _last(found.ewma, fresh) * found.sigma * found.kappa, np.nan)
    spread = ewma_weight / (2 - ewma_weight) * (1 - left**2) + (1 - left) ** 2 / np.maximum(b, 1)
    return Chances(
        np.where(known, two_sided_p(z / (sigma * np.sqrt(1 + 1 / np.maximum(b, 1))), freedom), np.nan),
        np.where(
            known, two_sided_p(smooth / (sigma * np.sqrt(np.where(age > 0, spread, 1.0))), freedom), np.nan
        ),
    )


def _usual(s2: Floats, df: Floats) -> tuple[float, float]:
    """Weight (degrees of freedom) and size of the usual variance among some; weight 0 for fewer than three."""
    positive = s2 > 0
    if positive.sum() < 3:
        return 0.0, 1.0
    s2, half = s2[positive], df[positive] / 2
    logs = np.log(s2) - digamma(half) + np.log(half)
    extra = float(logs.var(ddof=1) - polygamma(1, half).mean())
    if extra <= 0:
        return ENDLESS, float(np.exp(logs.mean()))
    weight = min(2 * _trigamma_inverse(extra), ENDLESS)
    return weight, float(np.exp(logs.mean() + digamma(weight / 2) - np.log(weight / 2)))


def _trigamma_inverse(x: float) -> float:
    """The y > 0 whose trigamma is x, by Newton's method from below."""
    y = 0.5 + 1 / x
    for _ in range(50):
        value = float(polygamma(1, y))
        step = value * (1 - value / x) / float(polygamma(2, y))
        y += step
        if abs(step) < 1e-10 * y:
            break
    return y


def _last(values: Floats, there: Flags) -> Floats:
    """The value in each chart's last marked period, NaN where none is marked."""
    if not values.shape[-1]:
        return np.full(values.shape[:-1], np.nan)
    at = values.shape[-1] - 1 - np.argmax(there[..., ::-1], axis=-1)
    last = np.take_along_axis(values, at[..., None], axis=-1)[..., 0]
    return np.asarray(np.where(there.any(axis=-1), last, np.nan))
