"""The months of a view: what may be charted of each touchpoint and branch, month by month."""

from dataclasses import dataclass, replace

import numpy as np

from mot.analysis.books import Books
from mot.analysis.breaks import Turns, turns
from mot.analysis.grid import Mask
from mot.analysis.lens import Lens, focus_months, months_of, quarters_of, scales_of
from mot.analysis.units import Unit, common_rollups
from mot.domain.cube import Ints, Tallies, View, add_up
from mot.domain.survey import Group, Measure
from mot.stats.tally import ROLLUP_FIELDS, RollupTally


@dataclass(frozen=True, slots=True)
class Months:
    """Every touchpoint × branch in scope over the months of a view's eight quarters.

    months: yyyymm, one after the other from the first with answers to the last · unit: of the sums ·
    paired: bool (touchpoints,), whether the gap is charted or, where no expectation is asked, the perception ·
    n, s, s2: int (touchpoints, branches, months), answers, their sum and sum of squares; 0 where it is not
    what is charted · hidden: bool, same shape · people: `RollupTally` (branches, months), over all touchpoints,
    of gaps when all_paired · hidden_people: bool (branches, months) · asked: `Turns` (touchpoints, months), where
    expectations begin or cease to be asked; the last row is over all touchpoints.
    """

    months: tuple[int, ...]
    touchpoints: Ints
    branches: Ints
    unit: Unit
    paired: Mask
    n: Ints
    s: Ints
    s2: Ints
    hidden: Mask
    people: RollupTally
    all_paired: bool
    hidden_people: Mask
    asked: Turns


@dataclass(frozen=True, slots=True)
class Selected:
    """The same over the selected branches of a view.

    chosen: bool (branches,) · n, s, s2: int (touchpoints, months), 0 where hidden · hidden: bool, same shape ·
    people: `RollupTally` (months,), 0 where hidden · hidden_people: bool (months,).
    """

    chosen: Mask
    n: Ints
    s: Ints
    s2: Ints
    hidden: Mask
    people: RollupTally
    hidden_people: Mask


def monthly(books: Books, view: View) -> Months:
    """The months up to the view's quarter, over all branches in scope."""
    key = ("monthly", view.quarter, scales_of(books.cube, view), view.channels, view.segments)
    found: Months = books.shelf.get(key, lambda: _monthly(books, replace(view, branches=())))
    return found


def select(books: Books, view: View, found: Months) -> Selected:
    """Add up the selected branches, and leave out what is hidden of their sums."""
    lenses = _lenses(books, view, found.months)
    chosen = np.isin(found.branches, view.branches) if view.branches else np.ones(len(found.branches), bool)
    hidden = np.zeros((len(found.touchpoints), len(found.months)), dtype=bool)
    for month, lens in enumerate(lenses):
        hidden[_places(found.touchpoints, lens.grid.touchpoints), month] = lens.hidden_totals
    n, s, s2 = (np.where(hidden, 0, sums[:, chosen].sum(axis=1)) for sums in (found.n, found.s, found.s2))
    overall = np.array([lens.hidden_overall for lens in lenses], dtype=bool)
    people = found.people[chosen].sum(axis=0)
    return Selected(chosen, n, s, s2, hidden, without(people, overall), overall)


def without(people: RollupTally, hidden: Mask) -> RollupTally:
    """The roll-up with 0 where it is hidden."""
    return RollupTally.from_columns(
        {name: np.where(hidden, 0, getattr(people, name)) for name in ROLLUP_FIELDS}
    )


def _lenses(books: Books, view: View, months: tuple[int, ...]) -> list[Lens]:
    """One lens per month, through which its quarter's months hide alike."""
    every = dict(
        zip(
            months_of(view),
            (lens for quarter in quarters_of(view) for lens in focus_months(books, view, quarter)),
            strict=True,
        )
    )
    return [every[month] for month in months]


def _monthly(books: Books, view: View) -> Months:
    every = months_of(view)
    lenses = _lenses(books, view, every)
    busy = [i for i, lens in enumerate(lenses) if lens.grid.tally.n_p.any() or lens.grid.tally.n.any()]
    kept = slice(busy[0], busy[-1] + 1) if busy else slice(0, 0)
    months, lenses = every[kept], lenses[kept]
    touchpoints = _known([t.id for t in books.institution.touchpoints], [x.grid.touchpoints for x in lenses])
    branches = _known([b.id for b in books.institution.branches], [x.grid.branches for x in lenses])
    shape = (len(touchpoints), len(branches), len(months))
    pairs, rated = np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.int64)
    gap, gap2, level, level2 = (np.zeros(shape, dtype=np.int64) for _ in range(4))
    hidden, alone = np.zeros(shape, dtype=bool), np.zeros((shape[0], shape[2]), dtype=bool)
    shut = np.zeros(shape[1:], dtype=bool)
    for month, lens in enumerate(lenses):
        rows, columns = _places(touchpoints, lens.grid.touchpoints), _places(branches, lens.grid.branches)
        at, cells = (rows[:, None], columns[None, :], month), lens.grid.tally
        pairs[at], gap[at], gap2[at] = cells.n, cells.s_g, cells.s_g2
        rated[at], level[at], level2[at] = cells.n_p, cells.s_p_all, cells.s_p2_all
        hidden[at], alone[rows, month] = lens.hidden, lens.grid.alone
        shut[columns, month] = lens.hidden_branches
    was_paired = np.array([lens.grid.paired for lens in lenses], dtype=bool)
    asked = turns(_with_all(pairs)[None], _with_all(rated))
    paired = _still(_with_all(pairs), asked)
    mine = paired[:-1, None, None]
    seen = mine | alone[:, None, :]
    measure = Measure.GAP if paired[-1] else Measure.PERCEPTION_ALL
    people, unit = _people(books, view, measure, branches, months)
    if not paired[-1]:
        people = without(people, was_paired)  # those who were paired then are not who is counted now
    return Months(
        months=months,
        touchpoints=touchpoints,
        branches=branches,
        unit=unit,
        paired=paired[:-1],
        n=np.where(seen, np.where(mine, pairs, rated), 0),
        s=np.where(seen, np.where(mine, gap, level), 0),
        s2=np.where(seen, np.where(mine, gap2, level2), 0),
        hidden=hidden,
        people=people,
        all_paired=bool(paired[-1]),
        hidden_people=shut,
        asked=asked,
    )


def _with_all(counts: Ints) -> Ints:
    """Answers per touchpoint and month over all branches, and below them those at all touchpoints."""
    over = counts.sum(axis=1)
    return np.vstack([over, over.sum(axis=0)])


def _still(pairs: Ints, asked: Turns) -> Mask:
    """Whether there are pairs after the last month in which expectations ceased to be asked."""
    later = np.arange(pairs.shape[-1]) >= asked.last(ceased_only=True)[:, None]
    return np.asarray((pairs * later).any(axis=-1))


def _people(
    books: Books, view: View, measure: Measure, branches: Ints, months: tuple[int, ...]
) -> tuple[RollupTally, Unit]:
    """Roll-ups per branch and month."""
    chosen = books.rollups(measure).select(
        month=months,
        group=int(Group.ALL),
        channel=view.channels or None,
        segment=view.segments or None,
    )
    rows, unit = common_rollups(chosen, scales_of(books.cube, view), signed=measure is Measure.GAP)
    return RollupTally.from_columns(laid_out(rows, branches, months)), unit


def laid_out(rows: Tallies, branches: Ints, months: tuple[int, ...]) -> dict[str, Ints]:
    """Sums per branch and month of rows that have both keys; other branches are left out."""
    column = np.searchsorted(np.array(months, dtype=np.int64), rows.keys["month"])
    order = np.argsort(branches)
    place = np.clip(np.searchsorted(branches[order], rows.keys["branch"]), 0, max(len(branches) - 1, 0))
    known = branches[order][place] == rows.keys["branch"] if len(branches) else np.zeros(len(rows), bool)
    flat = (order[place] * len(months) + column)[known] if len(branches) else column[known]
    shape = (len(branches), len(months))
    return {
        name: add_up(flat, sums[known], shape[0] * shape[1]).reshape(shape)
        for name, sums in rows.sums.items()
    }


def _known(order: list[int], met: list[Ints]) -> Ints:
    """The ids that are met in any month, in the institution's order."""
    there = set(np.concatenate(met).tolist()) if met else set()
    return np.array([i for i in order if i in there], dtype=np.int64)


def _places(known: Ints, wanted: Ints) -> Ints:
    """The position of each wanted id; all of them are known."""
    order = np.argsort(known)
    return np.asarray(order[np.searchsorted(known[order], wanted)])
