"""A lens on the cube: one quarter and one selection, in one unit, with what must stay hidden worked out."""

from dataclasses import dataclass

import numpy as np

from mot.analysis.grid import Grid, Mask, hidden_cells, hidden_totals, lay_out
from mot.analysis.units import Unit, common, common_rollups
from mot.domain.cube import CLEAN, Cube, Tallies, View
from mot.domain.periods import Quarter
from mot.domain.survey import Against, Institution, Measure
from mot.domain.thresholds import Thresholds


@dataclass(frozen=True, slots=True)
class Lens:
    """What one quarter looks like.

    grid: every touchpoint × branch in scope · unit: of its sums · selected: branches in view, bool per
    column · hidden: cells, and hidden_totals: touchpoints over the selected branches, not to be shown.
    """

    grid: Grid
    unit: Unit
    selected: Mask
    hidden: Mask
    hidden_totals: Mask


def focus(cube: Cube, institution: Institution, thresholds: Thresholds, view: View, quarter: Quarter) -> Lens:
    """Look at a quarter of the cube through a view's branches, channels and segments.

    What is hidden is worked out over all branches in scope, so that choosing some of them, or one, shows
    nothing that the whole table hides.
    """
    cells, unit = common(
        cube.cells.select(
            month=quarter.months,
            against=int(Against.EXPECTATION),
            quality=CLEAN,
            channel=view.channels or None,
            segment=view.segments or None,
        )
    )
    present = {int(b) for b in np.unique(cells.keys["branch"])}
    branches = [b.id for b in institution.branches if b.active or b.id in present]
    met = {int(t) for t in np.unique(cells.keys["touchpoint"])}
    touchpoints = [t.id for t in institution.touchpoints if t.active or t.id in met]
    grid = lay_out(cells, touchpoints, branches)
    selected = np.isin(grid.branches, view.branches) if view.branches else np.ones(len(branches), dtype=bool)
    base = grid.base
    cells_hidden, totals = hidden_cells(base, n_suppress=thresholds.n_suppress)
    shown = hidden_totals(base, cells_hidden, totals, selected, n_suppress=thresholds.n_suppress)
    return Lens(grid, unit, selected, cells_hidden, shown)


def rollups(cube: Cube, view: View, measure: Measure) -> tuple[Tallies, Unit]:
    """The person roll-ups of a view over all quarters, in one unit."""
    chosen = cube.rollups.select(
        measure=int(measure),
        quality=CLEAN,
        branch=view.branches or None,
        channel=view.channels or None,
        segment=view.segments or None,
    )
    return common_rollups(chosen, signed=measure is Measure.GAP)


def quarters_with_data(cube: Cube) -> tuple[Quarter, ...]:
    """The quarters in which anything was answered, earliest first."""
    months = np.unique(cube.outcomes.keys["month"])
    return tuple(sorted({Quarter.of_month(int(month)) for month in months}))
