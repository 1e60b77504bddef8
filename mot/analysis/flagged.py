"""Scores and gaps with and without the responses that are flagged for their quality."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from mot.analysis.books import Books
from mot.analysis.gaps import GapTable, gap_table
from mot.analysis.grid import Grid, Mask, lay_out
from mot.analysis.hiding import Hiding, hide
from mot.analysis.integrity import FLAG_MATTERS, guard
from mot.analysis.lens import Lens, focus, regions_of, scales_of
from mot.analysis.trends import overall
from mot.analysis.units import Unit, common, common_rollups
from mot.domain.cube import CLEAN, FLAGGED, Ints, Tallies, View
from mot.domain.survey import Against, Group, Measure

WHOLE = 0  # stands for all touchpoints together
NUMBERS = ("gap", "gap_lo", "gap_hi", "gap_with", "gap_moved", "score", "score_with", "score_moved")


@dataclass(frozen=True, slots=True)
class Compared:
    """What the flagged responses would change, in the unit shown.

    `frame`: touchpoint (id; first `WHOLE`, all together), n (pairs, or perceptions where no expectations were
    asked; people in the first row), n_flagged (as many of the flagged), gap, gap_lo, gap_hi (without the
    flagged), gap_with, gap_moved (by how much they move it), score, score_with, score_moved (perception),
    matters (bool: either moves by more than `FLAG_MATTERS` POMP). NaN where hidden, which also a number is
    that is met by a few flagged responses only: it would tell what they said. `flagged`: people flagged in
    the view, NaN when hidden. `paired`: whether expectations were asked.
    """

    frame: pd.DataFrame
    unit: Unit
    paired: bool
    flagged: float

    @property
    def matters(self) -> bool:
        """Whether the flagged responses move any number noticeably."""
        return bool(self.frame["matters"].any())

    @property
    def hidden(self) -> bool:
        """Whether there are flagged responses and no number may be shown with them."""
        return bool(np.isnan(self.flagged) and self.frame[["gap_with", "score_with"]].isna().all(axis=None))


@dataclass(frozen=True, slots=True)
class _Marked:
    """The flagged responses of a quarter, and what hides them: per touchpoint, and as people."""

    grid: Grid
    base: Ints
    touchpoints: Hiding
    people: Ints
    persons: Hiding


def compared(books: Books, view: View) -> Compared:
    """Compare all numbers of a view's quarter with and without the flagged responses."""
    lens, rules = focus(books, view, view.quarter), books.thresholds
    marked = _marked(books, view, lens)
    both = Grid(lens.grid.touchpoints, lens.grid.branches, lens.grid.tally + marked.grid.tally)
    few, few_people = _hidden(books, view, lens, marked)
    few |= both.alone != lens.grid.alone
    hidden = lens.hidden_totals
    plain = gap_table(lens.grid, lens.unit, rules, selected=lens.selected, hidden=hidden)
    more = gap_table(both, lens.unit, rules, selected=lens.selected, hidden=hidden | few)
    n_flagged = marked.base[:, lens.selected].sum(axis=1).astype(np.float64)
    shown = ~plain.frame["hidden"].to_numpy()
    n = np.where(lens.grid.alone, plain.frame["n_p"], plain.frame["n"]).astype(np.float64)
    rows = pd.DataFrame(
        {
            "touchpoint": lens.grid.touchpoints,
            "n": np.where(shown, n, np.nan),
            "n_flagged": np.where(shown & ~few, n_flagged, np.nan),
            **_ends(plain, more),
        }
    )
    people = float(marked.people[lens.selected].sum())
    first = _whole(books, view, lens, hidden_with=few_people, n_flagged=people, paired=plain.paired)
    frame = pd.concat([pd.DataFrame([first]), rows], ignore_index=True)
    for name in ("gap", "score"):
        frame[f"{name}_moved"] = frame[f"{name}_with"] - frame[name]
    width = lens.unit.shown(FLAG_MATTERS)
    frame["matters"] = (frame[["gap_moved", "score_moved"]].abs() > width + 1e-12).any(axis=1)
    told = np.nan if few_people else people
    return Compared(
        frame[["touchpoint", "n", "n_flagged", *NUMBERS, "matters"]], lens.unit, plain.paired, told
    )


def _ends(plain: GapTable, more: GapTable) -> dict[str, np.ndarray]:
    """Columns of two tables of the same touchpoints."""
    one, other = plain.frame, more.frame
    alone = one["gap"].isna().to_numpy()  # the interval is then that of the perception
    return {
        "gap": one["gap"].to_numpy(),
        "gap_lo": np.where(alone, np.nan, one["lo"]),
        "gap_hi": np.where(alone, np.nan, one["hi"]),
        "gap_with": other["gap"].to_numpy(),
        "score": one["perception"].to_numpy(),
        "score_with": other["perception"].to_numpy(),
    }


def _whole(
    books: Books, view: View, lens: Lens, *, hidden_with: bool, n_flagged: float, paired: bool
) -> dict[str, float]:
    """The row of all touchpoints together, over people."""
    levels = Measure.PERCEPTION if paired else Measure.PERCEPTION_ALL
    found: dict[str, float] = {"touchpoint": WHOLE}
    for name, measure in (("gap", Measure.GAP), ("score", levels)):
        plain = _mean(books, view, measure, (CLEAN,), hidden=lens.hidden_overall)
        more = _mean(books, view, measure, (CLEAN, FLAGGED), hidden=lens.hidden_overall or hidden_with)
        found |= {name: plain["mean"], f"{name}_with": more["mean"]}
        if name == "gap":
            found |= {"gap_lo": plain["lo"], "gap_hi": plain["hi"]}
        if measure is levels:
            found["n"] = plain["n"] if not np.isnan(plain["mean"]) else np.nan
    told = not hidden_with and not np.isnan(found["score"])
    return found | {"n_flagged": n_flagged if told else np.nan}


def _mean(
    books: Books, view: View, measure: Measure, qualities: tuple[int, ...], *, hidden: bool
) -> "pd.Series[float]":
    rows = Tallies.join(_of_quarter(books, view, measure, quality) for quality in qualities).select(
        branch=view.branches or None, channel=view.channels or None, segment=view.segments or None
    )
    rows, unit = common_rollups(rows, scales_of(books.cube, view), signed=measure is Measure.GAP)
    return overall(rows, unit, (view.quarter,), books.thresholds, measure, hidden=(hidden,)).iloc[0]


def _of_quarter(books: Books, view: View, measure: Measure, quality: int) -> Tallies:
    """The roll-ups over all touchpoints of a quarter."""
    kept: Tallies = books.shelf.get(
        ("rolled", view.quarter, measure, quality),
        lambda: books.rollups(measure, quality).select(month=view.quarter.months, group=int(Group.ALL)),
    )
    return kept


def _marked(books: Books, view: View, lens: Lens) -> _Marked:
    def make() -> _Marked:
        chosen = {"channel": view.channels or None, "segment": view.segments or None}
        cells = books.cells(view.quarter, Against.EXPECTATION, FLAGGED).select(**chosen)
        cells, _ = common(cells, scales_of(books.cube, view))
        grid = lay_out(cells, lens.grid.touchpoints.tolist(), lens.grid.branches.tolist())
        base = np.where(lens.grid.alone[:, None], grid.tally.n_p, grid.tally.n)
        measure = Measure.GAP if lens.grid.paired else Measure.PERCEPTION_ALL
        rated = books.rollups(measure, FLAGGED).select(
            group=int(Group.ALL), month=view.quarter.months, **chosen
        )
        people = _per_branch(rated, lens.grid.branches)
        persons = hide(
            people[None, :], people, regions_of(books, lens.grid), n_suppress=books.thresholds.n_suppress
        )
        return _Marked(grid, base, guard(books, lens, base), people, persons)

    kept: _Marked = books.shelf.get(("marked", view.quarter, view.channels, view.segments), make)
    return kept


def _per_branch(rolled: Tallies, branches: Ints) -> Ints:
    rows = rolled.group("branch")
    there = dict(zip(rows.keys["branch"].tolist(), rows.sums["n_resp"].tolist(), strict=True))
    return np.array([there.get(int(b), 0) for b in branches], dtype=np.int64)


def _hidden(books: Books, view: View, lens: Lens, marked: _Marked) -> tuple[Mask, bool]:
    """Touchpoints, and whether all together, of which the difference would tell what a few flagged people said.

    Books for all who see some branches are asked of branches by number.
    """
    if view.channels or view.segments:  # less than all: what is left out of one channel may be a few
        return np.asarray(marked.base.any(axis=1)), bool(marked.people.any())
    least = books.thresholds.n_suppress
    rows, whole = marked.touchpoints.of_selection(marked.base, lens.selected, n_suppress=least)
    people, _ = marked.persons.of_selection(marked.people[None, :], lens.selected, n_suppress=least)
    shut, all_shut = rows, bool(whole or people[0])
    if books.wider is None:
        return shut, all_shut
    wide = focus(books.wider, view, view.quarter)
    more, all_more = _hidden(books.wider, view, wide, _marked(books.wider, view, wide))
    known = dict(zip(wide.grid.touchpoints.tolist(), more.tolist(), strict=True))
    return shut | np.array(
        [known[t] for t in lens.grid.touchpoints.tolist()], dtype=bool
    ), all_shut or all_more
