"""Which touchpoints move overall satisfaction, how they are rated, and where to begin."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from mot.analysis.driver_model import Model, fit
from mot.analysis.gaps import GapTable
from mot.analysis.pairs import DriverPairs, Scales
from mot.analysis.performance import base_of, performance
from mot.analysis.priorities import PriorityState, priorities
from mot.analysis.units import Unit
from mot.domain.thresholds import Thresholds
from mot.stats.importance import DriverState
from mot.stats.quadrants import ipa
from mot.stats.resampling import places, share_intervals


@dataclass(frozen=True, slots=True)
class Drivers:
    """Importance, performance and priority per touchpoint, in journey order.

    `frame` has one row per touchpoint:

    - touchpoint (id), hidden (bool), n (answers behind performance and gap), n_pairs (people who rated it and
      answered overall satisfaction);
    - importance, importance_lo, importance_hi (share of what is explained, 0 to 1), importance_rank (1 is the
      most important; NaN unless its place is certain), lmg, johnson (parts of r2), beta (standardised slope),
      vif (variance inflation);
    - performance, performance_lo, performance_hi (mean perception in the unit shown), performance_pomp (0 to
      100), gap, gap_lo, gap_hi (unit shown);
    - quadrant (`Quadrant` or None), quadrant_probability (of the likeliest one), fix_first (probability of the
      one to concentrate on);
    - priority, priority_lo, priority_hi (percent of all priorities), rank (1 comes first; NaN unless certain);
    - alike_with (id of the touchpoint it goes with, or NA), notes (tuple of `DropReason` and `Likeness`).

    Numbers are NaN where there is nothing to show. state: how far the answers carry; importance is there only
    when it is `known` · priorities: what they were reckoned from · n: people who answered overall
    satisfaction, NaN when hidden · r2: share of its variance that the touchpoints explain · separable: False
    when some touchpoints cannot be told apart · cross_importance, cross_performance (unit shown): where the
    map is divided.
    """

    frame: pd.DataFrame
    unit: Unit
    state: DriverState
    priorities: PriorityState
    n: float
    r2: float
    separable: bool
    cross_importance: float
    cross_performance: float


def drivers_table(
    parts: Mapping[Scales, DriverPairs],
    table: GapTable,
    thresholds: Thresholds,
    *,
    hidden_overall: bool,
    target: float | None = None,
) -> Drivers:
    """Put importance beside performance and gap.

    Parameters
    ----------
    parts : mapping of DriverPairs
        By scale of the ratings and of overall satisfaction, of the same view as `table`.
    table : GapTable
        Its hidden touchpoints stay hidden, and take no part.
    thresholds : Thresholds
        Confidence of the intervals, alpha, and what a small base is.
    hidden_overall : bool
        Nothing of the view may be shown as a whole.
    target : float, optional
        Performance at which the map is divided, in percent of the scale; the mean when not given.
    """
    shown = table.frame
    kept_back = shown["hidden"].to_numpy(dtype=bool) | hidden_overall
    model = fit(parts, shown["touchpoint"].to_numpy()[~kept_back].tolist(), thresholds)
    state = DriverState.SUPPRESSED if hidden_overall else model.state if model else DriverState.NO_DATA
    own = _importance(model, shown["touchpoint"].to_numpy(), thresholds)
    rated = performance(model, table, kept_back, thresholds)
    gaps = {
        name: np.where(kept_back | (not table.paired), np.nan, shown[column])
        for name, column in (("gap", "gap"), ("gap_lo", "lo"), ("gap_hi", "hi"))
    }
    placed = ipa(
        own["importance"], own["se"], rated["performance_pomp"], rated["se"], cross_performance=target
    )
    first = priorities(
        table,
        kept_back,
        own["importance"],
        own["resampled"],
        conf=thresholds.confidence,
        firm=state is not DriverState.EARLY,
    )
    known = ~np.isnan(placed.probability).any(axis=1)
    frame = pd.DataFrame(
        {
            "touchpoint": shown["touchpoint"].to_numpy(),
            "hidden": kept_back,
            "n": np.where(kept_back, 0, base_of(shown)),
        }
        | {name: own[name] for name in OWN}
        | {name: rated[name] for name in RATED}
        | gaps
        | {
            "quadrant": [None if label is None else str(label) for label in placed.label],
            "quadrant_probability": np.where(known, placed.probability.max(axis=1), np.nan),
            "fix_first": placed.probability[:, 0],
            "priority": first.priority,
            "priority_lo": first.lo,
            "priority_hi": first.hi,
            "rank": first.rank,
            "alike_with": pd.array(own["alike_with"], dtype="Int64"),
            "notes": own["notes"],
        }
    )
    unit = table.unit
    people = float(model.found.n[0, 0]) if model and not hidden_overall else np.nan
    return Drivers(
        frame=frame,
        unit=unit,
        state=state,
        priorities=first.state,
        n=people if people == 0 or people >= thresholds.n_suppress else np.nan,
        r2=model.told.fit.r2 if model and state.known else np.nan,
        separable=not (model and state.known and model.found.repaired),
        cross_importance=placed.cross_importance,
        cross_performance=(unit.low + placed.cross_performance / unit.to_pomp) * unit.factor,
    )


OWN = (
    "n_pairs",
    "importance",
    "importance_lo",
    "importance_hi",
    "importance_rank",
    "lmg",
    "johnson",
    "beta",
    "vif",
)
RATED = ("performance", "performance_lo", "performance_hi", "performance_pomp")


def _importance(model: Model | None, touchpoints: np.ndarray, thresholds: Thresholds) -> dict[str, Any]:
    """The columns of importance, one element per touchpoint; `resampled` has one row per draw."""
    rows = len(touchpoints)
    found: dict[str, Any] = {name: np.full(rows, np.nan) for name in (*OWN, "se")}
    found |= {"resampled": None, "alike_with": [None] * rows, "notes": [()] * rows}
    if model is None:
        return found
    row_of = {int(number): row for row, number in enumerate(touchpoints)}
    tried = [row_of[int(number)] for number in model.touchpoints]
    people = model.totals[0][0, 1:]
    found["n_pairs"][tried] = np.where((people > 0) & (people < thresholds.n_suppress), np.nan, people)
    for position, reason in model.found.dropped.items():
        if people[position - 1]:
            found["notes"][tried[position - 1]] = (str(reason),)
    if model.drawn is None:
        return found
    at = [tried[position] for position in model.kept]
    told, ranges = model.told, share_intervals(model.drawn, conf=thresholds.confidence)
    for name, values in (
        ("importance", told.share),
        ("importance_lo", ranges.lo),
        ("importance_hi", ranges.hi),
        ("importance_rank", places(ranges.lo, ranges.hi) if told.state is DriverState.FINE else np.nan),
        ("lmg", told.lmg),
        ("johnson", told.johnson),
        ("beta", told.fit.beta),
        ("vif", told.fit.vif),
        ("se", ranges.se),
    ):
        found[name][at] = values
    found["resampled"] = np.full((len(ranges.resampled), rows), np.nan)
    found["resampled"][:, at] = ranges.resampled
    closeness = np.abs(model.found.r[1:, 1:]) - 2 * np.eye(len(at))
    for driver, likeness in enumerate(told.likeness):
        if likeness is not None:
            found["notes"][at[driver]] = (str(likeness),)
            found["alike_with"][at[driver]] = int(touchpoints[at[int(closeness[driver].argmax())]])
    return found
