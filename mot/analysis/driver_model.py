"""Overall satisfaction explained by the touchpoints that may be shown: the sums fitted, nothing worded."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np

from mot.analysis.pairs import OVERALL, DriverPairs, Scales, in_common
from mot.domain.cube import Ints
from mot.domain.thresholds import Thresholds
from mot.stats import importance
from mot.stats.correlations import Correlations, pairwise_corr
from mot.stats.importance import DriverState
from mot.stats.resampling import Resampled, resample


@dataclass(frozen=True, slots=True)
class Model:
    """The fit and what it rests on.

    touchpoints: ids of those that were tried · kept: positions among them of those that take part ·
    pairs: their sums with overall satisfaction first, in points from 0 to `width` · found: correlations ·
    told: importance · drawn: the same for resampled people, None unless importance may be shown.
    """

    touchpoints: Ints
    kept: Ints
    pairs: DriverPairs
    width: int
    found: Correlations
    told: importance.Drivers
    drawn: Resampled | None

    @property
    def state(self) -> DriverState:
        """How far the answers carry."""
        return self.told.state

    @property
    def totals(self) -> tuple[Ints, Ints, Ints, Ints]:
        """Pair sums over all groups."""
        n, x, xx, xy = (table.sum(axis=0) for table in self.pairs.sums)
        return n, x, xx, xy


def fit(
    parts: Mapping[Scales, DriverPairs], touchpoints: Collection[int], thresholds: Thresholds
) -> Model | None:
    """Fit overall satisfaction on some touchpoints; None when nobody answered anything.

    Parameters
    ----------
    parts : mapping of DriverPairs
        By scale of the ratings and of overall satisfaction.
    touchpoints : collection of int
        Ids of the touchpoints whose sums may be used; of those without pairs nothing is found.
    thresholds : Thresholds
        `alpha` decides whether anything is explained.
    """
    if not parts:
        return None
    whole, width = in_common(parts)
    there = [number for number in touchpoints if str(number) in whole.variables]
    pairs = whole.of([OVERALL, *map(str, there)])
    found = pairwise_corr(*(table.sum(axis=0) for table in pairs.sums))
    told = importance.drivers(found, alpha=thresholds.alpha)
    kept = found.kept
    drawn = resample(*(table[:, kept][:, :, kept] for table in pairs.sums)) if told.state.known else None
    return Model(np.array(there, dtype=np.int64), kept[1:] - 1, pairs, width, found, told, drawn)
