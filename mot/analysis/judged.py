"""What is known of the effect of an action, as one reader may see it."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import pandas as pd

from mot.analysis.spans import Outlook
from mot.analysis.units import Unit
from mot.stats.effects import Verdict


class Stand(StrEnum):
    """How far the judging of an action is."""

    NOT_STARTED = "not_started"  # its first day is still to come
    TOO_EARLY = "too_early"  # begun, but no answers after the month of the start yet
    OTHER_SCALE = "other_scale"  # no scale was in use both before and after
    JUDGED = "judged"


@dataclass(frozen=True, slots=True)
class Judged:
    """What the answers say of an action, as one reader may see it.

    Numbers are in the unit shown (`unit`), NaN where there is none or the reader may not see it; counts of answers
    are None then.

    stand: how far it is · verdict: *too_few* unless `stand` is *judged* · interim: may still change · started: its
    first day has come · paired: gaps are compared; else perceptions, for nobody was asked what they expected ·
    effect, lo, hi: change beyond that of the comparison branches, allowing for luck at the start · before, after,
    each with its interval, and change: of the branches it is done at · expected_bounce: what would have come back
    by itself; `bounce_matters` when that is more than a point of POMP · controls: comparison branches counted ·
    controls_known: the reader sees all of them; compared_before, compared_after: then the means of their answers
    together · whole: the reader sees every branch it is done at; otherwise verdict and effect are all there is ·
    hidden: numbers before or after are held back lest they give a small group away · n_before, n_after: answers ·
    needed: answers that a verdict needs in each window · missing_before, missing_after: how many of these are
    missing, at most so many unless missing_exact · outlook, expected: whether and by which day enough can be
    expected · before_months, after_months: those compared (yyyymm), earliest first · target: the gap aimed at, NaN
    without one · series: one row per quarter, columns first (its first month, yyyymm), value, lo, hi, n (NaN where
    hidden) and side ("before", "start", "after") · batches: numbers of the imports counted in both windows.
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
    hidden: bool
    n_before: int | None
    n_after: int | None
    needed: int
    missing_before: int | None
    missing_after: int | None
    missing_exact: bool
    outlook: Outlook
    expected: dt.date | None
    before_months: tuple[int, ...]
    after_months: tuple[int, ...]
    target: float
    series: pd.DataFrame
    batches: tuple[int, ...] = ()

    @property
    def told(self) -> bool:
        """Whether an effect with its interval may be shown."""
        return self.stand is Stand.JUDGED and not np.isnan(self.effect)
