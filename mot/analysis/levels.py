"""Network, region and branch: one function rolls them all up, so that the parts add up to the whole."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from mot.analysis.books import Books
from mot.analysis.grid import Grid, Mask
from mot.analysis.lens import Lens
from mot.domain.cube import Ints
from mot.stats.tally import PAIR_FIELDS, PairTally

NETWORK_ID = 0


class Level(StrEnum):
    """How finely a table is cut."""

    NETWORK = "network"
    REGION = "region"
    BRANCH = "branch"


@dataclass(frozen=True, slots=True)
class RolledUp:
    """Touchpoints × places of one level.

    grid: tallies; its `branches` are the ids of the places (regions, branches, or `NETWORK_ID`) · hidden: cells
    that must not be shown · selected: places that hold a chosen branch, bool per column.
    """

    grid: Grid
    hidden: Mask
    selected: Mask


def roll_up(books: Books, lens: Lens, level: Level) -> RolledUp:
    """Add the branches of a lens up to a level.

    A place holds its chosen branches only, as far as any of them are chosen; otherwise all of its branches.
    What is hidden of a sum is what choosing exactly its branches would hide.
    """
    grid = lens.grid
    if level is Level.BRANCH:
        return RolledUp(grid, lens.hidden, lens.selected)
    home = _homes(books, grid, level)
    places = np.unique(home)
    members = [home == place for place in places]
    held = [m & lens.selected if (m & lens.selected).any() else m for m in members]
    shape = (len(grid.touchpoints), 0)
    sums = [grid.tally[:, m].sum(axis=1)[:, None] for m in held]
    tally = grid.tally[:, :0] if not sums else _beside(sums)
    hidden = [lens.hiding.of_selection(grid.base, m, n_suppress=books.thresholds.n_suppress)[0] for m in held]
    return RolledUp(
        Grid(grid.touchpoints, places, tally),
        np.stack(hidden, axis=1) if hidden else np.zeros(shape, dtype=bool),
        np.array([(m & lens.selected).any() for m in members], dtype=bool),
    )


def _homes(books: Books, grid: Grid, level: Level) -> Ints:
    if level is Level.NETWORK:
        return np.full(len(grid.branches), NETWORK_ID, dtype=np.int64)
    region = {b.id: b.region for b in books.institution.branches}
    return np.array([region[int(b)] for b in grid.branches], dtype=np.int64)


def _beside(parts: list[PairTally]) -> PairTally:
    columns = {name: np.concatenate([getattr(p, name) for p in parts], axis=1) for name in PAIR_FIELDS}
    return PairTally.from_columns(columns)
