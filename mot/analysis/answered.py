"""The answers at one touchpoint by month and branch, each scale apart."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from mot.analysis.books import Books
from mot.analysis.grid import Mask
from mot.analysis.units import Unit, common, of_one_scale
from mot.domain.cube import CLEAN, Ints, add_up
from mot.domain.survey import Against, Scale
from mot.stats.tally import PairTally


@dataclass(frozen=True, slots=True)
class Answered:
    """Counts, sums and sums of squares of one touchpoint, without the answers that are flagged.

    months (yyyymm) and branches (ids) in rising order · scales: their keys · unit: of the sums, one for all scales ·
    gaps, rated: int (3, scales, months, branches), of gaps and of all perceptions · counts: int (months, branches),
    answers over all scales: pairs, or perceptions in quarters in which nobody was asked what they expected.
    """

    months: Ints
    branches: Ints
    scales: Ints
    unit: Unit
    gaps: Ints
    rated: Ints
    counts: Ints

    def within(self, months: Sequence[int]) -> tuple[Ints, Ints]:
        """Gaps and perceptions of a window: int (3, scales, branches) each."""
        there = np.isin(self.months, months)
        return self.gaps[:, :, there].sum(axis=2), self.rated[:, :, there].sum(axis=2)

    def answers(self, months: Sequence[int]) -> Ints:
        """Answers per branch in a window."""
        return np.asarray(self.counts[np.isin(self.months, months)].sum(axis=0))

    def at(self, branches: Sequence[int] | frozenset[int]) -> Mask:
        """Which of the branches are among those given: bool (branches,)."""
        return np.isin(self.branches, list(branches))

    def shown(self, chosen: Mask) -> Unit:
        """The unit in which numbers of some branches are shown: their scale where it is one, else percent."""
        used = self.scales[(self.rated[0][:, :, chosen] + self.gaps[0][:, :, chosen]).any(axis=(1, 2))]
        if len(used) == 1:
            return of_one_scale(Scale.from_key(int(used[0])))
        return self.unit if len(used) else of_one_scale(_usual(self.scales))


def answered(books: Books, touchpoint: int) -> Answered:
    """All answers at a touchpoint within the books; worked out once."""
    found: Answered = books.shelf.get(("answered", touchpoint), lambda: _lay_out(books, touchpoint))
    return found


def last_month(books: Books) -> int:
    """The last month (yyyymm) with answers, 0 without any."""
    found: int = books.shelf.get(("last_month",), lambda: int(books.cube.cells.keys["month"].max(initial=0)))
    return found


def _lay_out(books: Books, touchpoint: int) -> Answered:
    cells = books.cube.cells
    wanted = (cells.keys["touchpoint"] == touchpoint) & (cells.keys["against"] == int(Against.EXPECTATION))
    rows, unit = common(cells.where(wanted & (cells.keys["quality"] == CLEAN)))
    axes, places = zip(
        *(np.unique(rows.keys[key], return_inverse=True) for key in ("scale", "month", "branch")), strict=True
    )
    shape = tuple(len(axis) for axis in axes)
    flat = np.ravel_multi_index(places, shape) if len(rows) else np.zeros(0, dtype=np.int64)
    tally, size = PairTally.from_columns(rows.sums), int(np.prod(shape))
    gaps, rated = (
        np.stack([add_up(flat, column, size).reshape(shape) for column in columns])
        for columns in ((tally.n, tally.s_g, tally.s_g2), (tally.n_p, tally.s_p_all, tally.s_p2_all))
    )
    scales, months, branches = axes
    return Answered(months, branches, scales, unit, gaps, rated, _counts(months, gaps[0], rated[0]))


def _counts(months: Ints, pairs: Ints, rated: Ints) -> Ints:
    quarters = months // 100 * 4 + (months % 100 - 1) // 3
    found: Ints = pairs.sum(axis=0)
    for quarter in np.unique(quarters):
        there = quarters == quarter
        if not found[there].any():
            found[there] = rated.sum(axis=0)[there]
    return found


def _usual(scales: Ints) -> Scale:
    return Scale.from_key(int(scales[0])) if len(scales) else Scale(1, 5)
