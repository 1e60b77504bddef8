"""Did it work? The answers before and after an action, against branches that were left alone."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import pandas as pd

from mot.analysis.units import Unit
from mot.stats.effects import Verdict


class Stand(StrEnum):
    """How far the judging of an action is."""

    NOT_STARTED = "not_started"  # its first day is still to come
    TOO_EARLY = "too_early"  # begun, but no answers after the month of the start yet
    HIDDEN = "hidden"  # what would have to be shown is too small, or would give a small group away
    OTHER_SCALE = "other_scale"  # no scale was in use both before and after
    JUDGED = "judged"


@dataclass(frozen=True, slots=True)
class Judged:
    """What the answers say of an action, as one reader may see it.

    Numbers are in the unit shown (`unit`), NaN where there is none or the reader may not see it; `n_before`,
    `n_after`, `missing_before`, `missing_after` are None then.

    stand: how far it is · verdict: *too_few* unless `stand` is *judged* · interim: may still change ·
    started: whether its first day has come · paired: gaps are compared; else perceptions, for nobody was asked
    what they expected · effect, lo, hi: change beyond that of the comparison branches, allowing for luck at the
    start · before, after (with lo and hi each), change (with lo and hi): of the branches it is done at ·
    expected_bounce: what would have come back by itself; `bounce_matters` when that is more than a point of
    POMP · controls: comparison branches counted; `controls_known`: the reader sees all of them, and then
    `compared_before`, `compared_after` are their means · whole: the reader sees every branch it is done at,
    otherwise effect and verdict are all there is · n_after etc.: answers · missing_before, missing_after: how
    many more a verdict needs · expected: the day by which enough are expected, None when that cannot be told ·
    before_months, after_months: the months (yyyymm) compared · target: the gap aimed at, NaN without one ·
    series: one row per quarter or month, columns period, first (yyyymm), gap, lo, hi, n, side
    ("before", "start", "after") · batches: numbers of the imports counted in both windows.
    """

    stand: Stand
    verdict: Verdict
    interim: bool
    started: bool
    paired: bool
    unit: Unit
    effect: float
    lo: float
    hi: float
    before: float
    before_lo: float
    before_hi: float
    after: float
    after_lo: float
    after_hi: float
    change: float
    change_lo: float
    change_hi: float
    expected_bounce: float
    bounce_matters: bool
    controls: int
    controls_known: bool
    compared_before: float
    compared_after: float
    whole: bool
    n_before: int | None
    n_after: int | None
    missing_before: int | None
    missing_after: int | None
    expected: dt.date | None
    before_months: tuple[int, ...]
    after_months: tuple[int, ...]
    target: float
    series: pd.DataFrame
    batches: tuple[int, ...] = ()

    @property
    def told(self) -> bool:
        """Whether an effect with its interval may be shown."""
        return not np.isnan(self.effect)
