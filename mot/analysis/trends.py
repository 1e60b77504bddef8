"""Expectation, perception and gap quarter by quarter, and what changed since the quarter before."""

from collections.abc import Collection, Sequence

import numpy as np
import pandas as pd

from mot.analysis.gaps import GapTable
from mot.analysis.units import Unit
from mot.domain.cube import Tallies
from mot.domain.periods import Quarter
from mot.domain.survey import Group, Measure
from mot.domain.thresholds import Thresholds
from mot.stats.estimates import Estimate, change
from mot.stats.multiplicity import bh
from mot.stats.rollups import rollup
from mot.stats.tally import RollupTally


def by_quarter(tallies: Tallies, quarters: Sequence[Quarter]) -> list[Tallies]:
    """Split rows by quarter, in the order of `quarters`."""
    return [tallies.select(month=quarter.months) for quarter in quarters]


def overall(
    rollups: Tallies,
    unit: Unit,
    quarters: Sequence[Quarter],
    thresholds: Thresholds,
    measure: Measure,
    *,
    hidden: Sequence[bool] = (),
) -> pd.DataFrame:
    """The mean over all touchpoints per quarter, with the interval that allows for people answering several.

    Returns
    -------
    DataFrame
        One row per quarter: quarter (code), n (people), mean, se, df, lo, hi in the unit shown; NaN where
        fewer than `n_suppress` people answered, and in the quarters that are `hidden`.
    """
    chosen = rollups.select(group=int(Group.ALL), measure=int(measure))
    parts = [part.group() for part in by_quarter(chosen, quarters)]
    tally = RollupTally.from_columns(
        {name: np.array([part.sums[name][0] for part in parts]) for name in RollupTally.names()}
    )
    found = rollup(tally, conf=thresholds.confidence)
    shown = tally.n_resp >= thresholds.n_suppress
    if hidden:
        shown &= ~np.array(hidden, dtype=bool)
    frame = pd.DataFrame({"quarter": [q.code for q in quarters], "n": tally.n_resp})
    for name, values in (("mean", found.mean), ("se", found.se), ("lo", found.lo), ("hi", found.hi)):
        frame[name] = np.where(shown, values * unit.factor, np.nan)
    frame["df"] = np.where(shown, found.df, np.nan)
    return frame


def movements(
    now: GapTable, before: GapTable, thresholds: Thresholds, *, without: Collection[int] = ()
) -> pd.DataFrame:
    """Change of each touchpoint's gap since the quarter before.

    Parameters
    ----------
    without : collection of int
        Touchpoints that were asked about in other words: what they differ by is no change.

    Returns
    -------
    DataFrame
        One row per touchpoint with a gap in both: touchpoint, n, n_before (pairs), change, lo, hi (unit shown,
        Welch), clear: enough answers for a verdict in both, the interval excludes 0, and the change stands
        among all that were looked at (false discovery rate).

    Raises
    ------
    ValueError
        When the two tables are not in one unit.
    """
    if now.unit != before.unit:
        raise ValueError(f"gaps in different units have no difference: {before.unit} and {now.unit}")
    both = now.frame.merge(before.frame, on="touchpoint", suffixes=("", "_before"))
    compared = both["gap"].notna() & both["gap_before"].notna() & ~both["touchpoint"].isin(list(without))
    both = both[compared].reset_index(drop=True)
    moved = change(
        Estimate(*(both[f"{name}_before"].to_numpy(float) for name in ("gap", "se", "df"))),
        Estimate(*(both[name].to_numpy(float) for name in ("gap", "se", "df"))),
        conf=thresholds.confidence,
    )
    enough = (both[["n", "n_before"]] >= thresholds.n_status).all(axis=1).to_numpy()
    excluded = enough & ((moved.lo > 0) | (moved.hi < 0))
    return pd.DataFrame(
        {
            "touchpoint": both["touchpoint"],
            "n": both["n"],
            "n_before": both["n_before"],
            "change": moved.difference,
            "lo": moved.lo,
            "hi": moved.hi,
            "clear": excluded & (np.nan_to_num(bh(moved.p), nan=1.0) <= thresholds.alpha),
        }
    )
