"""A lens on the cube: one period and one selection, in one unit, with what must stay hidden worked out."""

from dataclasses import dataclass

import numpy as np

from mot.analysis.books import Books
from mot.analysis.grid import Grid, Mask, lay_out
from mot.analysis.hiding import Hiding, hide, hide_alike
from mot.analysis.units import Unit, common, common_rollups
from mot.domain.cube import CLEAN, Cube, Ints, Tallies, View
from mot.domain.periods import Quarter
from mot.domain.survey import Against, Group, Measure

HISTORY = 8  # quarters of a view, the last one included


@dataclass(frozen=True, slots=True)
class Lens:
    """What one period looks like.

    grid: every touchpoint × branch in scope · unit: of its sums, the same for all periods of a view ·
    selected: branches in view, bool per column · hidden: cells, hidden_totals: touchpoints over the selected
    branches, hidden_branches: branches over all touchpoints, and hidden_overall: everything over the selected
    branches, not to be shown · hiding: the same for any other selection.
    """

    grid: Grid
    unit: Unit
    selected: Mask
    hidden: Mask
    hidden_totals: Mask
    hidden_branches: Mask
    hidden_overall: bool
    hiding: Hiding


@dataclass(frozen=True, slots=True)
class _Layer:
    """What does not depend on the branches that are chosen: kept between questions."""

    grid: Grid
    unit: Unit
    hiding: Hiding


def quarters_of(view: View) -> tuple[Quarter, ...]:
    """The eight quarters that end with the view's own, earliest first."""
    return tuple(view.quarter.shifted(-back) for back in range(HISTORY - 1, -1, -1))


def months_of(view: View) -> tuple[int, ...]:
    """The months (yyyymm) of those quarters, earliest first."""
    return tuple(month for quarter in quarters_of(view) for month in quarter.months)


def focus(books: Books, view: View, quarter: Quarter) -> Lens:
    """Look at a quarter of the cube through a view's branches, channels and segments.

    What is hidden is worked out over all branches in scope, so that choosing some of them, or one, shows
    nothing that the whole table hides.
    """
    return _through(_quarter(books, view, quarter), view, books)


def focus_months(books: Books, view: View, quarter: Quarter) -> tuple[Lens, Lens, Lens]:
    """The quarter's three months, which hide one and the same pattern.

    Were a cell hidden in one month only, the quarter less the two others would tell it. With one pattern for
    all months an amount can move from month to month along it and leave everything shown as it is.
    """
    scales = scales_of(books.cube, view)
    key = ("months", quarter, scales, view.channels, view.segments)
    first, second, third = books.shelf.get(key, lambda: _months(books, view, quarter, scales))
    return (_through(first, view, books), _through(second, view, books), _through(third, view, books))


def _through(layer: _Layer, view: View, books: Books) -> Lens:
    grid, hiding = layer.grid, layer.hiding
    size = len(grid.branches)
    selected = np.isin(grid.branches, view.branches) if view.branches else np.ones(size, dtype=bool)
    totals, overall = hiding.of_selection(grid.base, selected, n_suppress=books.thresholds.n_suppress)
    return Lens(grid, layer.unit, selected, hiding.cells, totals, hiding.branches, overall, hiding)


def _quarter(books: Books, view: View, quarter: Quarter) -> _Layer:
    scales = scales_of(books.cube, view)
    key = ("quarter", quarter, scales, view.channels, view.segments)
    kept: _Layer = books.shelf.get(key, lambda: _layer(books, view, quarter, scales))
    return kept


def _layer(books: Books, view: View, quarter: Quarter, scales: tuple[int, ...]) -> _Layer:
    cells, unit = _cells(books, view, quarter, scales)
    grid = _grid(books, cells)
    people = _people(books, view, quarter.months, grid)
    regions = regions_of(books, grid)
    return _Layer(grid, unit, hide(grid.base, people, regions, n_suppress=books.thresholds.n_suppress))


def _months(books: Books, view: View, quarter: Quarter, scales: tuple[int, ...]) -> tuple[_Layer, ...]:
    whole = _quarter(books, view, quarter)
    cells, unit = _cells(books, view, quarter, scales)
    grids = [
        lay_out(cells.select(month=month), whole.grid.touchpoints.tolist(), whole.grid.branches.tolist())
        for month in quarter.months
    ]
    hiding = hide_alike(
        whole.hiding,
        [grid.base for grid in grids],
        [_people(books, view, (month,), whole.grid) for month in quarter.months],
        regions_of(books, whole.grid),
        n_suppress=books.thresholds.n_suppress,
    )
    return tuple(_Layer(grid, unit, hiding) for grid in grids)


def _cells(books: Books, view: View, quarter: Quarter, scales: tuple[int, ...]) -> tuple[Tallies, Unit]:
    chosen = books.cells(quarter).select(channel=view.channels or None, segment=view.segments or None)
    return common(chosen, scales)


def _grid(books: Books, cells: Tallies) -> Grid:
    present = set(np.unique(cells.keys["branch"]).tolist())
    branches = [b.id for b in books.institution.branches if b.active or b.id in present]
    met = set(np.unique(cells.keys["touchpoint"]).tolist())
    touchpoints = [t.id for t in books.institution.touchpoints if t.active or t.id in met]
    return lay_out(cells, touchpoints, branches)


def regions_of(books: Books, grid: Grid) -> Ints:
    """The region of each branch of a grid."""
    home = {b.id: b.region for b in books.institution.branches}
    return np.array([home[int(b)] for b in grid.branches], dtype=np.int64)


def rollups(books: Books, view: View, measure: Measure) -> tuple[Tallies, Unit]:
    """The person roll-ups of a view's eight quarters, in one unit."""
    chosen = books.rollups(measure).select(
        month=months_of(view),
        branch=view.branches or None,
        channel=view.channels or None,
        segment=view.segments or None,
    )
    return common_rollups(chosen, scales_of(books.cube, view), signed=measure is Measure.GAP)


def scales_of(cube: Cube, view: View) -> tuple[int, ...]:
    """Keys of the scales met in a view's eight quarters, over all branches: they settle the unit shown."""
    column = cube.cells.keys["scale"]
    if not len(column) or (column == column[0]).all():
        return tuple(column[:1].tolist())
    there = cube.cells.select(
        month=months_of(view),
        against=int(Against.EXPECTATION),
        quality=CLEAN,
        channel=view.channels or None,
        segment=view.segments or None,
    )
    return tuple(np.unique(there.keys["scale"]).tolist())


def _people(books: Books, view: View, months: tuple[int, ...], grid: Grid) -> Ints:
    """How many people rated anything in some months, per branch of the grid."""
    measure = Measure.GAP if grid.paired else Measure.PERCEPTION_ALL
    rows = (
        books.rollups(measure)
        .select(
            month=months, group=int(Group.ALL), channel=view.channels or None, segment=view.segments or None
        )
        .group("branch")
    )
    there = dict(zip(rows.keys["branch"].tolist(), rows.sums["n_resp"].tolist(), strict=True))
    return np.array([there.get(int(b), 0) for b in grid.branches], dtype=np.int64)


def quarters_with_data(cube: Cube) -> tuple[Quarter, ...]:
    """The quarters in which anything was answered, earliest first."""
    months = np.unique(cube.outcomes.keys["month"])
    return tuple(sorted({Quarter.of_month(int(month)) for month in months}))
