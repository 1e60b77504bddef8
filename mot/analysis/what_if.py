"""What a better rating of some touchpoints would go along with. A link, not proof of a cause."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from mot.analysis.driver_model import Model, fit
from mot.analysis.gaps import GapTable
from mot.analysis.pairs import DriverPairs, Scales
from mot.analysis.units import Unit, of_one_scale
from mot.domain.thresholds import Thresholds
from mot.stats.importance import DriverState
from mot.stats.whatif import whatif

PERCENT = Unit(0, 100, 1.0, None)


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The predicted change of overall satisfaction.

    state: numbers are there only when it is `known` · unit: of the ratings · overall_unit: of overall
    satisfaction, 0 to 100 when its scales are mixed · now: its mean, and change, se, lo, hi: of its mean, all
    in `overall_unit` · per_point: by touchpoint, points of overall satisfaction per point of its rating, others
    held · moved: by touchpoint, how far its mean was raised (unit) · unclear: touchpoints that move and whose
    link is negative; there is no prediction then · left_out: touchpoints asked for that take no part ·
    limited: a rating was not raised beyond the highest answer met · capped: the prediction ends at the top of
    the scale · steadied: touchpoints are rated alike, and the slopes are those of a ridge.
    """

    state: DriverState
    unit: Unit
    overall_unit: Unit
    now: float
    change: float
    se: float
    lo: float
    hi: float
    per_point: dict[int, float]
    moved: dict[int, float]
    unclear: tuple[int, ...]
    left_out: tuple[int, ...]
    limited: bool
    capped: bool
    steadied: bool


def what_if(
    parts: Mapping[Scales, DriverPairs],
    table: GapTable,
    thresholds: Thresholds,
    touchpoints: Sequence[int],
    raised: float,
    *,
    hidden_overall: bool,
) -> WhatIf:
    """Predict overall satisfaction if some touchpoints were rated better, or worse.

    Parameters
    ----------
    parts, table, thresholds, hidden_overall
        As in `drivers_table`; the same touchpoints take part.
    touchpoints : sequence of int
        Ids of those whose mean changes.
    raised : float
        By how much, in the unit of `table`.
    """
    unit, overall_unit = table.unit, _overall_unit(parts)
    open_ids = table.frame.loc[~table.frame["hidden"], "touchpoint"].tolist()
    model = fit(parts, open_ids, thresholds)
    state = DriverState.SUPPRESSED if hidden_overall else model.state if model else DriverState.NO_DATA
    if model is None or not state.known:
        nothing = dict.fromkeys(("now", "change", "se", "lo", "hi"), float("nan"))
        return WhatIf(
            state=state, unit=unit, overall_unit=overall_unit, per_point={}, moved={}, unclear=(),
            left_out=tuple(int(number) for number in touchpoints), limited=False, capped=False, steadied=False, **nothing,
        )  # fmt: skip
    return _predicted(model, unit, overall_unit, thresholds, touchpoints, raised)


def _predicted(
    model: Model,
    unit: Unit,
    overall_unit: Unit,
    thresholds: Thresholds,
    touchpoints: Sequence[int],
    raised: float,
) -> WhatIf:
    ids = [int(model.touchpoints[position]) for position in model.kept]
    chosen = np.isin(ids, touchpoints)
    one = unit.factor * 100 / unit.to_pomp / model.width  # of the ratings' unit in one point of the sums
    outcome = overall_unit.factor * 100 / overall_unit.to_pomp / model.width
    kept = model.found.kept
    lowest, highest = model.pairs.lowest[kept], model.pairs.highest[kept]
    lowest[0], highest[0] = 0, model.width
    told = whatif(
        model.found,
        np.where(chosen, raised / one, 0.0),
        conf=thresholds.confidence,
        lowest=lowest,
        highest=highest,
        drawn=model.drawn,
    )
    sloped = zip(ids, told.slope * outcome / one, strict=True)
    return WhatIf(
        state=model.state,
        unit=unit,
        overall_unit=overall_unit,
        now=overall_unit.shown_low + float(model.found.mean[0]) * outcome,
        change=told.change * outcome,
        se=told.se * outcome,
        lo=told.lo * outcome,
        hi=told.hi * outcome,
        per_point={number: float(slope) for number, slope in sloped if slope >= 0},
        moved={ids[i]: float(told.moved[i] * one) for i in np.flatnonzero(chosen)},
        unclear=tuple(ids[i] for i in np.flatnonzero(told.unclear)),
        left_out=tuple(int(number) for number in touchpoints if number not in ids),
        limited=told.limited,
        capped=told.capped,
        steadied=told.penalty > 0,
    )


def _overall_unit(parts: Mapping[Scales, DriverPairs]) -> Unit:
    """The scale of overall satisfaction where there is one, else percent."""
    scales = {overall for _, overall in parts}
    return of_one_scale(scales.pop()) if len(scales) == 1 else PERCENT
