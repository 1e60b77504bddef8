"""How far perception falls short of expectation, per touchpoint and per branch."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from mot.analysis.grid import Grid, Mask
from mot.analysis.units import Unit
from mot.domain.thresholds import Thresholds
from mot.stats.bases import displayed_gap
from mot.stats.intervals import mean_stats
from mot.stats.multiplicity import Status, touchpoint_status
from mot.stats.stabilised import prior_variance
from mot.stats.sums import variance

NUMBERS = ("expectation", "perception", "gap", "lo", "hi", "se", "df", "below", "equal", "above", "ceiling")


@dataclass(frozen=True, slots=True)
class GapTable:
    """Gaps per touchpoint, in journey order.

    `frame` has one row per touchpoint: touchpoint (id), n (pairs), n_p (perceptions), expectation,
    perception, gap, lo, hi, se (in the unit shown), df, below, equal, above, ceiling (shares of the pairs),
    base (`BaseState`), status (`Status`), hidden (bool). Numbers are NaN where there is nothing to show.
    `tested` is the number of touchpoints judged together; `paired` whether expectations were asked at all.
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
    cells = grid.tally[:, selected]
    total = cells.sum(axis=1)
    usual = prior_variance(
        cells.n, variance(cells.n, cells.s_g, cells.s_g2), unit.low, unit.high,
        floor_pomp=thresholds.floor_pomp, axis=1,
    ).reshape(len(grid.touchpoints))  # fmt: skip
    shown = displayed_gap(
        total, unit.low, unit.high, conf=thresholds.confidence, n_suppress=thresholds.n_suppress,
        n_status=thresholds.n_status, n_plain=thresholds.n_plain, prior_df=thresholds.prior_df,
        floor_pomp=thresholds.floor_pomp, prior_var=usual, axis=(),
    )  # fmt: skip
    alone = mean_stats(total.n_p, total.s_p_all, total.s_p2_all, conf=thresholds.confidence)
    paired = bool(grid.tally.n.sum())
    frame = pd.DataFrame(
        {
            "touchpoint": grid.touchpoints,
            "n": total.n,
            "n_p": total.n_p,
            "expectation": shown.mean_e * unit.factor,
            "perception": (shown.mean_p if paired else alone.mean) * unit.factor,
            "gap": shown.gap * unit.factor,
            "lo": (shown.lo if paired else alone.lo) * unit.factor,
            "hi": (shown.hi if paired else alone.hi) * unit.factor,
            "se": (shown.se if paired else alone.se) * unit.factor,
            "df": shown.df if paired else alone.df,
            "below": shown.share_below,
            "equal": shown.share_equal,
            "above": shown.share_above,
            "ceiling": shown.share_e_max,
            "base": [str(s) for s in shown.state],
        }
    )
    small = frame["n_p"].to_numpy() < thresholds.n_suppress
    frame["hidden"] = hidden | (small if not paired else frame["n"].to_numpy() < thresholds.n_suppress)
    frame["hidden"] &= frame["n_p"] > 0
    frame.loc[frame["hidden"] | (frame["n_p"] == 0), list(NUMBERS)] = np.nan
    verdict = touchpoint_status(
        n=np.where(frame["hidden"], 0, frame["n"]),
        gap=frame["gap"].to_numpy() / unit.factor * unit.to_pomp,
        se=frame["se"].to_numpy() / unit.factor * unit.to_pomp,
        df=frame["df"].to_numpy(),
        delta=thresholds.delta,
        delta_up=thresholds.delta_up,
        alpha=thresholds.alpha,
        n_suppress=thresholds.n_suppress,
        n_test=thresholds.n_status,
    )
    frame["status"] = [str(s) for s in verdict.status]
    frame.loc[frame["hidden"], "status"] = str(Status.SUPPRESSED)
    tested = int((~frame["hidden"] & (frame["n"] >= thresholds.n_status)).sum())
    return GapTable(frame, unit, tested, paired)


def heatmap(grid: Grid, unit: Unit, thresholds: Thresholds, *, hidden: Mask) -> pd.DataFrame:
    """Gap per touchpoint × branch.

    Returns
    -------
    DataFrame
        One row per cell: touchpoint, branch (ids), n, gap, lo, hi (unit shown), clear (the interval excludes
        0), why_hidden: ``no`` (shown), ``none`` (nobody answered), ``few`` (too few), ``protected`` (enough
        answers, but it would give a hidden one away). Of cells that are not shown only that is told.
    """
    tally = grid.tally
    shown = displayed_gap(
        tally, unit.low, unit.high, conf=thresholds.confidence, n_suppress=thresholds.n_suppress,
        n_status=thresholds.n_status, n_plain=thresholds.n_plain, prior_df=thresholds.prior_df,
        floor_pomp=thresholds.floor_pomp, axis=1,
    )  # fmt: skip
    base = grid.base
    why = np.where(
        base == 0, "none", np.where(base < thresholds.n_suppress, "few", np.where(hidden, "protected", "no"))
    )
    seen = why == "no"
    frame = pd.DataFrame(
        {
            "touchpoint": np.repeat(grid.touchpoints, len(grid.branches)),
            "branch": np.tile(grid.branches, len(grid.touchpoints)),
            "n": np.where(seen, base, 0).ravel(),
            "gap": np.where(seen, shown.gap * unit.factor, np.nan).ravel(),
            "lo": np.where(seen, shown.lo * unit.factor, np.nan).ravel(),
            "hi": np.where(seen, shown.hi * unit.factor, np.nan).ravel(),
            "why_hidden": why.ravel(),
        }
    )
    frame["clear"] = (frame["lo"] > 0) | (frame["hi"] < 0)
    return frame
