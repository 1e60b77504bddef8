"""Every branch for itself at once: what a view of that branch alone shows, in this quarter and an earlier one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from mot.analysis.books import Books
from mot.analysis.gaps import columns
from mot.analysis.lens import Lens, focus, scales_of
from mot.analysis.measured import by_branch
from mot.analysis.rewordings import reworded
from mot.analysis.units import Unit, common_rollups
from mot.domain.cube import CLEAN, Ints, View
from mot.domain.periods import Quarter
from mot.domain.survey import Group, Measure
from mot.stats.estimates import Estimate, change
from mot.stats.multiplicity import bh
from mot.stats.rollups import rollup
from mot.stats.tally import ROLLUP_FIELDS, RollupTally

Floats = np.ndarray[Any, np.dtype[np.float64]]
Table = dict[str, np.ndarray[Any, Any]]


@dataclass(frozen=True, slots=True)
class EachBranch:
    """Branches in columns; touchpoints in rows.

    now: as `GapTable.frame` by column, each of shape (touchpoints, branches) · before: gap there in the earlier
    quarter, change, change_lo, change_hi, clear as in `movements` of that branch · overall: mean, lo, hi, n (people)
    of the branch over all touchpoints, responses, before, change, change_lo, change_hi, clear, each (branches,) ·
    paired: gaps, else perceptions. Numbers are in the unit shown, NaN where there is none or it is hidden.
    """

    touchpoints: Ints
    branches: Ints
    now: Table
    before: Table
    overall: Table
    unit: Unit
    paired: bool


def each_branch(books: Books, view: View, earlier: Quarter) -> EachBranch:
    """All branches in scope, whichever of them a view chooses, through its channels and segments."""
    whole = replace(view, branches=())
    lens, old = focus(books, whole, view.quarter), focus(books, whole, earlier)
    now, overall_hidden = _table(books, lens)
    then, overall_hidden_then = _table(books, old)
    same = lens.unit == old.unit
    then = _laid_out(then, old, lens, there=same)
    told = _moves(books, now, then, reworded(books, earlier, view.quarter), lens.grid.touchpoints)
    overall = _overall(
        books, whole, (view.quarter, earlier), lens, (overall_hidden, _at(overall_hidden_then, old, lens))
    )
    return EachBranch(
        lens.grid.touchpoints, lens.grid.branches, now, told, overall, lens.unit, lens.grid.paired
    )


def _table(books: Books, lens: Lens) -> tuple[Table, np.ndarray[Any, Any]]:
    hidden, overall = lens.hiding.of_each(lens.grid.base, n_suppress=books.thresholds.n_suppress)
    return columns(lens.grid, lens.grid.tally, lens.unit, books.thresholds, hidden), overall


def _laid_out(table: Table, old: Lens, new: Lens, *, there: bool) -> Table:
    """Gap, its error and n of the earlier quarter where the new one has its touchpoints and branches."""
    shape = (len(new.grid.touchpoints), len(new.grid.branches))
    row, rows = _places(old.grid.touchpoints, new.grid.touchpoints)
    column, found = _places(old.grid.branches, new.grid.branches)
    known = rows[:, None] & found[None, :] & there
    values = {}
    for name in ("gap", "se", "df", "n"):
        taken = table[name][np.ix_(row, column)] if table[name].size else np.full(shape, np.nan)
        values[name] = np.where(known, taken, np.nan).astype(np.float64)
    return values


def _places(known: Ints, wanted: Ints) -> tuple[Ints, np.ndarray[Any, Any]]:
    at = {int(number): place for place, number in enumerate(known)}
    found = np.array([at.get(int(number), -1) for number in wanted], dtype=np.int64)
    return np.maximum(found, 0), found >= 0


def _at(hidden: np.ndarray[Any, Any], old: Lens, new: Lens) -> np.ndarray[Any, Any]:
    """What was hidden of the branches that there are now; what was not there has nothing to hide."""
    column, found = _places(old.grid.branches, new.grid.branches)
    return hidden[column] & found if len(hidden) else np.zeros(len(found), dtype=bool)


def _moves(books: Books, now: Table, then: Table, without: frozenset[int], touchpoints: Ints) -> Table:
    rules = books.thresholds
    compared = (
        ~np.isin(touchpoints, sorted(without))[:, None] & ~np.isnan(now["gap"]) & ~np.isnan(then["gap"])
    )
    moved = change(
        _estimate(then, ("gap", "se", "df")), _estimate(now, ("gap", "se", "df")), conf=rules.confidence
    )
    enough = (now["n"] >= rules.n_status) & (then["n"] >= rules.n_status)
    q = bh(np.where(compared, moved.p, np.nan), axis=0)
    clear = compared & enough & ((moved.lo > 0) | (moved.hi < 0)) & (np.nan_to_num(q, nan=1.0) <= rules.alpha)
    shown = {"change": moved.difference, "change_lo": moved.lo, "change_hi": moved.hi}
    told = {name: np.where(compared, values, np.nan) for name, values in shown.items()}
    return {"gap": np.where(np.isnan(now["gap"]), np.nan, then["gap"]), **told, "clear": clear}


def _overall(
    books: Books, view: View, quarters: Sequence[Quarter], lens: Lens, hidden: Sequence[np.ndarray[Any, Any]]
) -> Table:
    """The mean over all touchpoints with people as the unit, and its change."""
    measure = Measure.GAP if lens.grid.paired else Measure.PERCEPTION_ALL
    rows = books.rollups(measure).select(
        month=[month for quarter in quarters for month in quarter.months],
        channel=view.channels or None,
        segment=view.segments or None,
        group=int(Group.ALL),
    )
    told, unit = common_rollups(rows, scales_of(books.cube, view), signed=lens.grid.paired)
    ends = []
    for quarter, kept_back in zip(quarters, hidden, strict=True):
        part = told.select(month=quarter.months)
        tally = RollupTally.from_columns(by_branch(part, ROLLUP_FIELDS, lens.grid.branches))
        found = rollup(tally, conf=books.thresholds.confidence)
        shown = (tally.n_resp >= books.thresholds.n_suppress) & ~kept_back
        numbers = {"mean": found.mean, "se": found.se, "lo": found.lo, "hi": found.hi}
        table = {name: np.where(shown, values * unit.factor, np.nan) for name, values in numbers.items()}
        ends.append(
            table | {"df": np.where(shown, found.df, np.nan), "n": np.where(shown, tally.n_resp, np.nan)}
        )
    now, then = ends
    answered = books.cube.outcomes.select(
        month=quarters[0].months,
        quality=CLEAN,
        channel=view.channels or None,
        segment=view.segments or None,
    )
    responses = by_branch(answered, ("responses",), lens.grid.branches)["responses"]
    moved = change(
        _estimate(then, ("mean", "se", "df")),
        _estimate(now, ("mean", "se", "df")),
        conf=books.thresholds.confidence,
    )
    same = unit == lens.unit
    shown_then = np.where(np.isnan(now["mean"]) | (not same), np.nan, then["mean"])
    return {
        **{name: now[name] for name in ("mean", "lo", "hi", "n")},
        "responses": np.where(np.isnan(now["mean"]), np.nan, responses),
        "before": shown_then,
        "change": moved.difference,
        "change_lo": moved.lo,
        "change_hi": moved.hi,
        "clear": (moved.lo > 0) | (moved.hi < 0),
    }


def _estimate(table: Table, names: tuple[str, str, str]) -> Estimate:
    return Estimate(*(np.asarray(table[name], dtype=np.float64) for name in names))
