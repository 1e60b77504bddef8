"""A lens on the cube: one period and one selection, in one unit, with what must stay hidden worked out."""

from dataclasses import dataclass
from functools import partial

import numpy as np

from mot.analysis.books import Books
from mot.analysis.cuts import Cut, cuts_of, parts_of, together
from mot.analysis.grid import Grid, Mask, lay_out
from mot.analysis.hiding import Hiding, hide, hide_alike, united
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

    Were a cell hidden in one month only, the quarter less the two others would tell it.
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
    if view.channels or view.segments:
        grid = lay_out(cells, *_places(_quarter(books, View(view.quarter), quarter).grid))
    return _Layer(grid, unit, pattern(books, view, quarter, by_month=False))


def _months(books: Books, view: View, quarter: Quarter, scales: tuple[int, ...]) -> tuple[_Layer, ...]:
    whole = _quarter(books, view, quarter)
    cells, unit = _cells(books, view, quarter, scales)
    hiding = pattern(books, view, quarter, by_month=True)
    grids = [lay_out(cells.select(month=month), *_places(whole.grid)) for month in quarter.months]
    return tuple(_Layer(grid, unit, hiding) for grid in grids)


def pattern(books: Books, view: View, quarter: Quarter, *, by_month: bool) -> Hiding:
    """What a quarter hides when it is narrowed to a view's channels and segments, and cut by month."""
    whole: Hiding = books.shelf.get(("pattern", quarter), lambda: _of_all(books, quarter))
    rows = rated_by(books, grid_of(books, quarter)).select(month=quarter.months)
    cuts: list[list[Cut]] = [
        cuts_of(kind, chosen, rows.keys[kind], rows.sums["n_resp"])
        for kind, chosen in (("channel", view.channels), ("segment", view.segments))
        if chosen
    ]
    if by_month:
        cuts.append([Cut("month", tuple((month,) for month in quarter.months))])
    found = [whole]
    for some in together(cuts):
        make = partial(_of_parts, books, quarter, some, whole)
        found.append(books.shelf.get(("pattern", quarter, some), make))
    if books.wider is not None:
        found.append(_of_network(books, books.wider, view, quarter, by_month=by_month))
    return united(found)


def _of_network(books: Books, wider: Books, view: View, quarter: Quarter, *, by_month: bool) -> Hiding:
    """What those who see the whole network must not see of the branches of these books."""
    hiding = pattern(wider, view, quarter, by_month=by_month)
    grid, whole = grid_of(books, quarter), grid_of(wider, quarter)
    rows, columns = (
        [known.tolist().index(one) for one in wanted.tolist()]
        for known, wanted in ((whole.touchpoints, grid.touchpoints), (whole.branches, grid.branches))
    )
    selected = np.isin(whole.branches, grid.branches)
    totals, everything = hiding.of_selection(whole.base, selected, n_suppress=books.thresholds.n_suppress)
    cells = hiding.cells[np.ix_(rows, columns)]
    return Hiding(
        cells, totals[rows], hiding.branches[columns], everything, hiding.parts[np.ix_([*rows, -1], columns)]
    )


def grid_of(books: Books, quarter: Quarter) -> Grid:
    """The whole quarter, before anything is chosen; for counting only, its scales may be mixed."""
    kept: Grid = books.shelf.get(("grid", quarter), lambda: _grid(books, books.cells(quarter)))
    return kept


def _of_all(books: Books, quarter: Quarter) -> Hiding:
    grid = grid_of(books, quarter)
    people = _per_branch(rated_by(books, grid).select(month=quarter.months), grid)
    return hide(grid.base, people, regions_of(books, grid), n_suppress=books.thresholds.n_suppress)


def _of_parts(books: Books, quarter: Quarter, cuts: tuple[Cut, ...], whole: Hiding) -> Hiding:
    grid, cells = grid_of(books, quarter), books.cells(quarter)
    rows = rated_by(books, grid).select(month=quarter.months)
    bases, persons = [], []
    for part in parts_of(cuts):
        tally = lay_out(cells.select(**part), *_places(grid), fields=("n", "n_p")).tally
        bases.append(np.where(grid.alone[:, None], tally.n_p, tally.n))
        persons.append(_per_branch(rows.select(**part), grid))
    regions, least = regions_of(books, grid), books.thresholds.n_suppress
    return hide_alike([whole], bases, persons, regions, n_suppress=least)


def _places(grid: Grid) -> tuple[list[int], list[int]]:
    return grid.touchpoints.tolist(), grid.branches.tolist()


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


def rated_by(books: Books, grid: Grid) -> Tallies:
    """The roll-ups that count who rated anything, of all times."""
    measure = Measure.GAP if grid.paired else Measure.PERCEPTION_ALL
    return books.rollups(measure).select(group=int(Group.ALL))


def _per_branch(rolled: Tallies, grid: Grid) -> Ints:
    rows = rolled.group("branch")
    there = dict(zip(rows.keys["branch"].tolist(), rows.sums["n_resp"].tolist(), strict=True))
    return np.array([there.get(int(b), 0) for b in grid.branches], dtype=np.int64)


def quarters_with_data(cube: Cube) -> tuple[Quarter, ...]:
    """The quarters in which anything was answered, earliest first."""
    months = np.unique(cube.outcomes.keys["month"])
    return tuple(sorted({Quarter.of_month(int(month)) for month in months}))
