"""Touchpoint × place: where a moment is weak, judged with what is usual for it at the other places."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from mot.analysis.books import Books
from mot.analysis.gaps import display_rules, judging_rules
from mot.analysis.lens import focus
from mot.analysis.levels import Level, RolledUp, roll_up
from mot.analysis.units import Unit
from mot.domain.cube import View
from mot.domain.thresholds import Thresholds
from mot.stats.bases import DisplayedGap, displayed_gap, displayed_mean
from mot.stats.multiplicity import Status, touchpoint_status
from mot.stats.scales import pomp_per_point, to_pomp
from mot.stats.shrinkage import Shrunk, sampling_variance, shrink
from mot.stats.standing import cell_status
from mot.stats.sums import variance

SHOWN, NOBODY, FEW, PROTECTED = "no", "none", "few", "protected"


@dataclass(frozen=True, slots=True)
class HeatTable:
    """Touchpoints × places of one level.

    `frame` has one row per cell: touchpoint, place (ids), n, value, lo, hi (the gap, or the perception of a
    touchpoint without expectations, with its interval; unit shown), fair, fair_lo, fair_hi (the value drawn
    towards the other places), shade (what the colour tells: the fair gap, or how far the fair perception lies
    from the mean of the places), status (`Status`), sure (weak or delight for sure), why_hidden: ``no`` (shown), ``none``
    (nobody answered), ``few`` (too few), ``protected`` (enough, but it would give a hidden one away). Of cells
    that are not shown only that is told. Where fewer than three places can be compared, fair is the value and
    the finding is that of the gap itself.
    """

    frame: pd.DataFrame
    unit: Unit
    level: Level


def heatmap(books: Books, view: View, level: Level = Level.BRANCH) -> HeatTable:
    """Gap, fair gap and finding per touchpoint and place.

    Fair scores compare all places in scope; a view's branches only choose which of them are shown.
    """
    lens = focus(books, view, view.quarter)
    rolled = roll_up(books, lens, level)
    chosen = (
        view.branches if level is not Level.BRANCH else ()
    )  # places other than branches hold those chosen
    key = ("heat", level, view.quarter, chosen, view.channels, view.segments)
    frame: pd.DataFrame = books.shelf.get(key, lambda: _cells(rolled, lens.unit, books.thresholds))
    wanted = rolled.grid.branches[rolled.selected]
    return HeatTable(frame[frame["place"].isin(wanted)].reset_index(drop=True), lens.unit, level)


def _cells(rolled: RolledUp, unit: Unit, thresholds: Thresholds) -> pd.DataFrame:
    grid, tally = rolled.grid, rolled.grid.tally
    rules = display_rules(thresholds)
    gap = displayed_gap(tally, unit.low, unit.high, axis=1, **rules)
    rated = displayed_mean(tally.n_p, tally.s_p_all, tally.s_p2_all, unit.low, unit.high, axis=1, **rules)
    alone, base = grid.alone[:, None], grid.base
    few = (base > 0) & (base < thresholds.n_suppress)
    why = np.select([few, rolled.hidden, base == 0], [FEW, PROTECTED, NOBODY], SHOWN)
    seen = why == SHOWN
    value, lo, hi = (
        np.where(seen, np.where(alone, p, g), np.nan)
        for g, p in ((gap.gap, rated.mean), (gap.lo, rated.lo), (gap.hi, rated.hi))
    )
    fair = _fair(rolled, unit, thresholds, value, seen)
    to_shown = unit.factor / pomp_per_point(unit.low, unit.high)
    origin = np.where(alone, unit.shown_low, 0.0)
    compared = ~np.isnan(fair.theta)
    score, score_lo, score_hi = (
        np.where(compared, f * to_shown + origin, plain * unit.factor)
        for f, plain in ((fair.theta, value), (fair.lo, lo), (fair.hi, hi))
    )
    middle = np.where(alone, np.nan_to_num(fair.mu * to_shown, nan=np.nan)[:, None] + origin, 0.0)
    status = np.where(
        compared, cell_status(fair, np.where(seen, base, 0)), _alone(gap, unit, thresholds, seen)
    )
    status = np.where(alone & (base > 0), Status.PERCEPTION_ONLY, status)
    status[why == FEW], status[why == PROTECTED] = Status.SUPPRESSED, Status.SUPPRESSED
    columns = {
        "n": np.where(seen, base, 0),
        "value": value * unit.factor,
        "lo": lo * unit.factor,
        "hi": hi * unit.factor,
        "fair": score,
        "fair_lo": score_lo,
        "fair_hi": score_hi,
        "shade": np.where(np.isnan(middle), 0.0, score - np.nan_to_num(middle)),
        "why_hidden": why,
    }
    frame = pd.DataFrame(
        {
            "touchpoint": np.repeat(grid.touchpoints, len(grid.branches)),
            "place": np.tile(grid.branches, len(grid.touchpoints)),
        }
        | {name: values.ravel() for name, values in columns.items()}
    )
    frame["shade"] = frame["shade"].where(frame["value"].notna())
    frame["status"] = [str(s) for s in status.ravel()]
    frame["sure"] = frame["status"].isin([str(Status.WEAK), str(Status.DELIGHT)])
    return frame


def _alone(gap: DisplayedGap, unit: Unit, thresholds: Thresholds, seen: np.ndarray) -> np.ndarray:
    """Findings of cells that have no fellows to be compared with: all of the table judged together."""
    per_point = pomp_per_point(unit.low, unit.high)
    found = touchpoint_status(
        np.where(seen, np.nan_to_num(gap.n), 0).ravel(),
        (gap.gap * per_point).ravel(),
        (gap.se * per_point).ravel(),
        gap.df.ravel(),
        **judging_rules(thresholds),
    )
    return found.status.reshape(seen.shape)


def _fair(
    rolled: RolledUp, unit: Unit, thresholds: Thresholds, value: np.ndarray, seen: np.ndarray
) -> Shrunk:
    """Fair scores in POMP, from the cells that are shown and no others."""
    tally, alone = rolled.grid.tally, rolled.grid.alone[:, None]
    n = np.where(alone, tally.n_p, tally.n)
    spread = np.where(
        alone,
        variance(tally.n_p, tally.s_p_all, tally.s_p2_all),
        variance(tally.n, tally.s_g, tally.s_g2),
    )
    per_point = pomp_per_point(unit.low, unit.high)
    y = np.where(alone, to_pomp(value, unit.low, unit.high), value * per_point)
    v = sampling_variance(np.where(seen, n, 0), spread * per_point**2, floor=thresholds.floor_pomp)
    return shrink(
        np.where(seen, y, np.nan),
        np.where(seen, v, np.nan),
        prior_scale=thresholds.prior_level,
        conf=thresholds.confidence,
        delta=thresholds.delta,
        delta_up=thresholds.delta_up,
    )
