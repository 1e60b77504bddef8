"""What charts say of their last month, judged together so that few alarms are luck."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np

from mot.analysis.grid import Mask
from mot.domain.cube import Ints
from mot.stats.charts_together import chances
from mot.stats.monitoring import Trend, TrendState
from mot.stats.multiplicity import bh


class Standing(StrEnum):
    """What a chart says of its last month, or why it says nothing."""

    NO_DATA = "no_data"
    HIDDEN = "hidden"
    HISTORY = "history"
    NO_VARIATION = "no_variation"
    STALE = "stale"
    NORMAL = "normal"
    LOW = "low"
    HIGH = "high"
    DRIFTING_DOWN = "drifting_down"
    DRIFTING_UP = "drifting_up"


SIGNALS = (Standing.LOW, Standing.HIGH, Standing.DRIFTING_DOWN, Standing.DRIFTING_UP)


@dataclass(frozen=True, slots=True)
class Verdicts:
    """One family of charts, all arrays of one shape.

    standing: `Standing` · sure: bool, whether a signal stands among all charts of the family · at: position of
    the last month that was tested, -1 where none was · deviation: how far that month lies from the usual level,
    in standard errors that allow for the usual ups and downs.
    """

    standing: np.ndarray[Any, Any]
    sure: Mask
    at: Ints
    deviation: np.ndarray[Any, Any]

    @property
    def watched(self) -> int:
        """How many charts were judged together."""
        return int(np.isin(self.standing, [Standing.NORMAL, *SIGNALS]).sum())


def judge(found: Trend, *, first: int, alpha: float, alike: Ints | int = 0) -> Verdicts:
    """Name what each chart says of its last month.

    A chart signals when that month lies outside its limits, or when its smoothed level does. The signal is
    `sure` when it also stands among all the charts given (false discovery rate), months and levels apart. Of
    two signals of one chart the sure one is named, of two alike that of the month.

    Parameters
    ----------
    found : Trend
        Charts of any shape.
    alike : array of int, optional
        Number of the group within which charts go up and down about as much, broadcast over them.
    first : int
        Position of the month from which on a last month is recent enough to be judged.
    alpha : float
        Rate of false signals among those that are sure.
    """
    tested = found.tested
    at = np.where(tested, np.arange(tested.shape[-1]), -1).max(axis=-1, initial=-1)
    z, smooth, limit = (at_month(values, at) for values in (found.z_adjusted, found.ewma, found.ewma_limit))
    chance = chances(found, alike=alike)
    ok = found.state == TrendState.OK
    current = ok & (at >= first)
    point, drift = current & (np.abs(z) > 3), current & (np.abs(smooth) > limit)
    together = [bh(np.where(current, p, np.nan)) <= alpha for p in (found.p_last, chance.point, chance.drift)]
    sure_point = point & together[0] & together[1]
    sure_drift = drift & together[2] & ~sure_point
    point &= ~sure_drift
    rules = {
        Standing.NO_DATA: ~np.isfinite(found.mean).any(axis=-1),
        Standing.NO_VARIATION: found.state == TrendState.NO_VARIATION,
        Standing.HISTORY: ~ok,
        Standing.STALE: ~current,
        Standing.LOW: point & (z < 0),
        Standing.HIGH: point & (z > 0),
        Standing.DRIFTING_DOWN: drift & (smooth < 0),
        Standing.DRIFTING_UP: drift & (smooth > 0),
    }
    which = np.select(list(rules.values()), range(len(rules)), len(rules))
    names = np.array([*rules, Standing.NORMAL], dtype=object)
    return Verdicts(names[which], sure_point | sure_drift, at, z)


def at_month(values: np.ndarray[Any, Any], at: Ints) -> np.ndarray[Any, Any]:
    """The value of each series in a month, NaN where there is none."""
    if not values.shape[-1]:
        return np.full(at.shape, np.nan)
    found = np.take_along_axis(values, np.maximum(at, 0)[..., None], axis=-1)[..., 0]
    return np.asarray(np.where(at >= 0, found, np.nan))
