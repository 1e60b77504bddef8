"""How far perception falls short of expectation, per touchpoint and per branch."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from mot.analysis.grid import Grid, Mask
from mot.analysis.units import Unit
from mot.domain.thresholds import Thresholds
from mot.stats.bases import displayed_gap, displayed_mean
from mot.stats.estimates import Estimate, change
from mot.stats.multiplicity import Status, touchpoint_status
from mot.stats.stabilised import prior_variance
from mot.stats.sums import variance
from mot.stats.tally import PairTally


@dataclass(frozen=True, slots=True)
class GapTable:
    """Gaps per touchpoint, in journey order.

    `frame` has one row per touchpoint: touchpoint (id), n (pairs), n_p (perceptions), expectation,
    perception, gap, lo, hi, se (in the unit shown), df, below, equal, above, ceiling (shares of the pairs),
    base (`BaseState`), status (`Status`), compared (`RelativeStatus` among the moments judged, or ""),
    hidden (bool). Numbers are NaN where there is nothing to show.
    `tested` is the number of touchpoints judged together; `paired` whether expectations were asked at all.
    When they were not, lo, hi, se and df are those of the perception; when they were, of the gap, and a
    touchpoint rated without an expectation has its perception only.
    """

    frame: pd.DataFrame
    unit: Unit
    tested: int
    paired: bool


def gap_table(grid: Grid, unit: Unit, thresholds: Thresholds, *, selected: Mask, hidden: Mask) -> GapTable:
    """Gap, interval and verdict per touchpoint over the selected branches.

    Parameters
    ----------
    grid : Grid
        Tallies per touchpoint and branch, in the unit's points.
    unit : Unit
        What is shown; verdicts are reached in percent of the scale's width.
    thresholds : Thresholds
        When a finding is one.
    selected : bool array (branches,)
        The branches in view.
    hidden : bool array (touchpoints,)
        Touchpoints whose total must not be shown.
    """
    found = columns(grid, grid.tally[:, selected].sum(axis=1), unit, thresholds, hidden)
    tested = int((~found["hidden"] & (found["n"] >= thresholds.n_status)).sum())
    frame = pd.DataFrame({"touchpoint": grid.touchpoints} | found)
    for name in ("base", "status", "compared"):
        frame[name] = [str(s or "") for s in found[name]]
    return GapTable(frame, unit, tested, grid.paired)


def columns(
    grid: Grid, total: PairTally, unit: Unit, thresholds: Thresholds, hidden: Mask
) -> dict[str, np.ndarray[Any, Any]]:
    """What `GapTable.frame` holds of each touchpoint, by column, for one selection or for several at once.

    Parameters
    ----------
    total : PairTally
        Of shape (touchpoints,), or (touchpoints, selections): each selection is judged for itself.
    hidden : bool array
        In the shape of `total`, what must not be shown.
    """
    rules = display_rules(thresholds)
    several = total.n.ndim > 1
    rows = (len(grid.touchpoints), 1) if several else (len(grid.touchpoints),)
    whole = grid.tally
    usual, usual_p = (
        prior_variance(
            n, variance(n, s, s2), unit.low, unit.high, floor_pomp=thresholds.floor_pomp, axis=1
        ).reshape(rows)
        for n, s, s2 in (
            (whole.n, whole.s_g, whole.s_g2), (whole.n_p, whole.s_p_all, whole.s_p2_all),
        )
    )  # fmt: skip
    shown = displayed_gap(total, unit.low, unit.high, prior_var=usual, axis=(), **rules)
    rated = displayed_mean(
        total.n_p, total.s_p_all, total.s_p2_all, unit.low, unit.high, prior_var=usual_p, axis=(), **rules
    )
    alone = np.broadcast_to(grid.alone.reshape(rows), total.n.shape)
    ends = shown if grid.paired else rated
    answers = np.where(alone, total.n_p, total.n)
    kept_back = hidden | ((answers > 0) & (answers < thresholds.n_suppress))  # nobody is a number as well
    nothing = kept_back | (answers == 0)
    numbers = {
        "expectation": shown.mean_e * unit.factor,
        "perception": np.where(alone, rated.mean, shown.mean_p) * unit.factor,
        "gap": shown.gap * unit.factor,
        "lo": ends.lo * unit.factor,
        "hi": ends.hi * unit.factor,
        "se": ends.se * unit.factor,
        "df": ends.df,
        "below": shown.share_below,
        "equal": shown.share_equal,
        "above": shown.share_above,
        "ceiling": shown.share_e_max,
    }
    numbers = {name: np.where(nothing, np.nan, values) for name, values in numbers.items()}
    judged = touchpoint_status(
        n=np.where(kept_back | alone, 0, total.n),
        gap=numbers["gap"] / unit.factor * unit.to_pomp,
        se=numbers["se"] / unit.factor * unit.to_pomp,
        df=numbers["df"],
        axis=0 if several else None,
        **judging_rules(thresholds),
    )
    verdict = judged.status
    verdict[alone & (answers > 0)] = Status.PERCEPTION_ONLY
    verdict[kept_back] = Status.SUPPRESSED
    base = np.where(alone, rated.state, shown.state)
    told = {"base": base, "status": verdict, "compared": judged.rel_status, "hidden": kept_back}
    return {"n": total.n, "n_p": total.n_p, **numbers, **told}


def display_rules(thresholds: Thresholds) -> dict[str, Any]:
    """The thresholds by the names under which `displayed_gap` and `displayed_mean` take them.

    Each limit is edited on its own; one below a stricter one has no effect.
    """
    least = thresholds.n_suppress
    return {
        "conf": thresholds.confidence,
        "n_suppress": least,
        "n_status": max(least, thresholds.n_status),
        "n_plain": max(least, thresholds.n_status, thresholds.n_plain),
        "prior_df": thresholds.prior_df,
        "floor_pomp": thresholds.floor_pomp,
    }


def judging_rules(thresholds: Thresholds) -> dict[str, Any]:
    """The thresholds by the names under which `touchpoint_status` takes them."""
    return {
        "delta": thresholds.delta,
        "delta_up": thresholds.delta_up,
        "alpha": thresholds.alpha,
        "n_suppress": thresholds.n_suppress,
        "n_test": thresholds.n_status,
    }


def widest(table: GapTable, status: Status, *, conf: float = 0.95) -> tuple[int, ...]:
    """The touchpoints of a status that may have the widest gap, the widest measured first.

    Beside that one, all whose gap is not certainly narrower: the interval of the difference includes 0. The
    same people rated both, mostly alike, so an interval for different people is on the wide side.
    """
    found = table.frame[table.frame["status"] == str(status)].sort_values("gap", kind="stable")
    if found.empty:
        return ()
    first, others = found.iloc[0], found.iloc[1:]
    measured = [
        Estimate(*(np.asarray(x[c], dtype=np.float64) for c in ("gap", "se", "df"))) for x in (first, others)
    ]
    apart = np.atleast_1d(change(*measured, conf=conf).lo) > 0
    tied = others.loc[~apart, "touchpoint"] if len(others) else others["touchpoint"]
    return (int(first["touchpoint"]), *(int(t) for t in tied))
