"""A lens on the cube: one quarter and one selection, in one unit, with what must stay hidden worked out."""

from dataclasses import dataclass

import numpy as np

from mot.analysis.grid import Grid, Mask, lay_out
from mot.analysis.hiding import hide
from mot.analysis.units import Unit, common, common_rollups
from mot.domain.cube import CLEAN, Cube, Ints, Tallies, View
from mot.domain.periods import Quarter
from mot.domain.survey import Against, Group, Institution, Measure
from mot.domain.thresholds import Thresholds

HISTORY = 8  # quarters of a view, the last one included


@dataclass(frozen=True, slots=True)
class Lens:
    """What one quarter looks like.

    grid: every touchpoint × branch in scope · unit: of its sums, the same for all quarters of a view ·
    selected: branches in view, bool per column · hidden: cells, hidden_totals: touchpoints over the selected
    branches, and hidden_overall: everything over the selected branches, not to be shown.
    """

    grid: Grid
    unit: Unit
    selected: Mask
    hidden: Mask
    hidden_totals: Mask
    hidden_overall: bool


def quarters_of(view: View) -> tuple[Quarter, ...]:
    """The eight quarters that end with the view's own, earliest first."""
    return tuple(view.quarter.shifted(-back) for back in range(HISTORY - 1, -1, -1))


def focus(cube: Cube, institution: Institution, thresholds: Thresholds, view: View, quarter: Quarter) -> Lens:
    """Look at a quarter of the cube through a view's branches, channels and segments.

    What is hidden is worked out over all branches in scope, so that choosing some of them, or one, shows
    nothing that the whole table hides.
    """
    chosen = cube.cells.select(
        month=quarter.months,
        against=int(Against.EXPECTATION),
        quality=CLEAN,
        channel=view.channels or None,
        segment=view.segments or None,
    )
    cells, unit = common(chosen, scales_of(cube, view))
    present = {int(b) for b in np.unique(cells.keys["branch"])}
    branches = [b for b in institution.branches if b.active or b.id in present]
    met = {int(t) for t in np.unique(cells.keys["touchpoint"])}
    touchpoints = [t.id for t in institution.touchpoints if t.active or t.id in met]
    grid = lay_out(cells, touchpoints, [b.id for b in branches])
    selected = np.isin(grid.branches, view.branches) if view.branches else np.ones(len(branches), dtype=bool)
    regions = np.array([b.region for b in branches], dtype=np.int64)
    hiding = hide(grid.base, _people(cube, view, quarter, grid), regions, n_suppress=thresholds.n_suppress)
    totals, overall = hiding.of_selection(grid.base, selected, n_suppress=thresholds.n_suppress)
    return Lens(grid, unit, selected, hiding.cells, totals, overall)


def rollups(cube: Cube, view: View, measure: Measure) -> tuple[Tallies, Unit]:
    """The person roll-ups of a view's eight quarters, in one unit."""
    chosen = cube.rollups.select(
        month=[month for quarter in quarters_of(view) for month in quarter.months],
        measure=int(measure),
        quality=CLEAN,
        branch=view.branches or None,
        channel=view.channels or None,
        segment=view.segments or None,
    )
    return common_rollups(chosen, scales_of(cube, view), signed=measure is Measure.GAP)


def scales_of(cube: Cube, view: View) -> tuple[int, ...]:
    """Keys of the scales met in a view's eight quarters, over all branches: they settle the unit shown."""
    column = cube.cells.keys["scale"]
    if not len(column) or (column == column[0]).all():
        return tuple(column[:1].tolist())
    there = cube.cells.select(
        month=[month for quarter in quarters_of(view) for month in quarter.months],
        against=int(Against.EXPECTATION),
        quality=CLEAN,
        channel=view.channels or None,
        segment=view.segments or None,
    )
    return tuple(np.unique(there.keys["scale"]).tolist())


def _people(cube: Cube, view: View, quarter: Quarter, grid: Grid) -> Ints:
    """How many people rated anything in a quarter, per branch of the grid."""
    rows = cube.rollups.select(
        month=quarter.months,
        group=int(Group.ALL),
        measure=int(Measure.GAP if grid.paired else Measure.PERCEPTION_ALL),
        quality=CLEAN,
        channel=view.channels or None,
        segment=view.segments or None,
    ).group("branch")
    there = dict(zip(rows.keys["branch"].tolist(), rows.sums["n_resp"].tolist(), strict=True))
    return np.array([there.get(int(b), 0) for b in grid.branches], dtype=np.int64)


def quarters_with_data(cube: Cube) -> tuple[Quarter, ...]:
    """The quarters in which anything was answered, earliest first."""
    months = np.unique(cube.outcomes.keys["month"])
    return tuple(sorted({Quarter.of_month(int(month)) for month in months}))
