"""The importance-performance map: in which quadrant a touchpoint lies, and how sure that is."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.stats import norm

from mot.stats.sums import Floats, quotient


class Quadrant(StrEnum):
    """What the place on the map asks for; the first four in the order of `ImportanceMap.probability`."""

    CONCENTRATE_HERE = "concentrate_here"
    KEEP_UP = "keep_up"
    LOW_PRIORITY = "low_priority"
    POSSIBLE_OVERKILL = "possible_overkill"
    BORDERLINE = "borderline"


@dataclass(frozen=True, slots=True)
class ImportanceMap:
    """Places on the importance-performance map; see `ipa`.

    cross_importance, cross_performance: where the map is divided · probability: (touchpoints, 4), in the
    order of `Quadrant` · label: `Quadrant`, or None where a coordinate is missing.
    """

    cross_importance: float
    cross_performance: float
    probability: Floats
    label: NDArray[Any]


def ipa(
    importance: ArrayLike,
    importance_se: ArrayLike,
    performance: ArrayLike,
    performance_se: ArrayLike,
    *,
    cross_importance: float | None = None,
    cross_performance: float | None = None,
    least: float = 0.8,
) -> ImportanceMap:
    """Divide touchpoints by importance and performance into four quadrants.

    Parameters
    ----------
    importance, importance_se : array_like, 1-D
        Share of the explained variance and its standard error.
    performance, performance_se : array_like, 1-D
        Mean perception and its standard error, in one unit.
    cross_importance, cross_performance : float, optional
        Where the map is divided; when not given, at the means of the touchpoints that have both coordinates.
    least : float
        Probability from which a quadrant is named.

    Returns
    -------
    ImportanceMap
        Errors are taken as normal and independent; the crosshair as fixed. A touchpoint without an error
        lies where it lies, on the line half on each side. NaN and None where a coordinate or error is
        missing.

    References
    ----------
    Martilla & James (1977), Importance-performance analysis, J Marketing 41.

    Examples
    --------
    >>> found = ipa([0.5, 0.3, 0.2], [0.05] * 3, [60, 70, 90], [2] * 3)
    >>> [str(label) for label in found.label]
    ['concentrate_here', 'borderline', 'possible_overkill']
    """
    x, x_se, y, y_se = (
        np.asarray(values, dtype=np.float64)
        for values in (importance, importance_se, performance, performance_se)
    )
    if not 0.25 <= least <= 1:
        raise ValueError(f"the least probability must lie between a quarter and 1, not {least}")
    placed = np.isfinite(x) & np.isfinite(y)
    across = _middle(x[placed]) if cross_importance is None else cross_importance
    up = _middle(y[placed]) if cross_performance is None else cross_performance
    important, good = _beyond(x, x_se, across), _beyond(y, y_se, up)
    probability = np.column_stack(
        [important[0] * good[1], important[0] * good[0], important[1] * good[1], important[1] * good[0]]
    )
    names = np.array([*Quadrant, None], dtype=object)
    certain = np.max(probability, axis=1) >= least
    place = np.select([np.isnan(probability).any(axis=1), certain], [5, probability.argmax(axis=1)], 4)
    return ImportanceMap(across, up, probability, np.asarray(names[place], dtype=object))


def _middle(values: Floats) -> float:
    return float(values.mean()) if len(values) else float("nan")


def _beyond(value: Floats, se: Floats, limit: float) -> tuple[Floats, Floats]:
    """Probability of lying above a limit, and of lying below it, each with all its digits."""
    distance = value - limit
    certain = np.select([distance > 0, distance < 0, distance == 0], [np.inf, -np.inf, 0.0], np.nan)
    with np.errstate(over="ignore"):  # beyond all doubt
        z = np.where(se == 0, certain, quotient(distance, se))
    return np.asarray(norm.cdf(z)), np.asarray(norm.sf(z))
