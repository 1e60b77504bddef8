"""Cells laid out as touchpoint × branch."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from mot.domain.cube import Ints, Tallies, add_up
from mot.stats.tally import PAIR_FIELDS, PairTally

Mask = np.ndarray


@dataclass(frozen=True, slots=True)
class Grid:
    """A dense table of tallies, one row per touchpoint and one column per branch (their ids)."""

    touchpoints: Ints
    branches: Ints
    tally: PairTally

    @property
    def alone(self) -> Mask:
        """Touchpoints that nobody was asked to expect anything of, though they were rated: bool per row."""
        return np.asarray((self.tally.n.sum(axis=1) == 0) & (self.tally.n_p.sum(axis=1) > 0))

    @property
    def paired(self) -> bool:
        """Whether expectations were asked; also true while nothing was answered at all."""
        return bool(self.tally.n.sum() > 0 or self.tally.n_p.sum() == 0)

    @property
    def base(self) -> Ints:
        """The answers behind each cell: pairs, or perceptions where no expectation was asked."""
        return np.where(self.alone[:, None], self.tally.n_p, self.tally.n)


def lay_out(
    cells: Tallies,
    touchpoints: Sequence[int],
    branches: Sequence[int],
    *,
    fields: Collection[str] = PAIR_FIELDS,
) -> Grid:
    """Lay the cells out; touchpoints and branches that are not listed are left out, empty ones are zero.

    Sums that are not among `fields` are left at zero.
    """
    rows, columns = np.array(touchpoints, dtype=np.int64), np.array(branches, dtype=np.int64)
    row, row_known = _positions(rows, cells.keys["touchpoint"])
    column, column_known = _positions(columns, cells.keys["branch"])
    known = row_known & column_known
    flat = row[known] * len(columns) + column[known]
    size = len(rows) * len(columns)
    sums = {}
    for name in PAIR_FIELDS:
        total = (
            add_up(flat, cells.sums[name][known], size) if name in fields else np.zeros(size, dtype=np.int64)
        )
        sums[name] = total.reshape(len(rows), len(columns))
    return Grid(rows, columns, PairTally.from_columns(sums))


def _positions(known: Ints, wanted: Ints) -> tuple[Ints, Mask]:
    """The position of each wanted id among the known ones, and whether it is there."""
    if not len(known):
        return np.zeros(len(wanted), dtype=np.int64), np.zeros(len(wanted), dtype=bool)
    order = np.argsort(known)
    at = np.clip(np.searchsorted(known[order], wanted), 0, len(known) - 1)
    found = order[at]
    return found, known[found] == wanted
