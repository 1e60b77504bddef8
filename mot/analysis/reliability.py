"""Are the touchpoints of a service dimension rated alike? Cronbach's alpha, from sums of products over people."""

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from mot.analysis.books import Books
from mot.analysis.dimensions import FIVE
from mot.analysis.lens import focus
from mot.domain.cube import Ints, View
from mot.domain.survey import Dimension, Scale
from mot.stats.reliability import alpha_from_cross


@dataclass(frozen=True, slots=True)
class Cross:
    """People who answered every item; sum of each item, and of the products of each two, in points from 0.

    `width`: the points of the whole scale.
    """

    n: int
    sums: Ints
    cross: Ints
    width: int

    def stretched(self, times: int) -> "Cross":
        """The same answers on a scale so many times as wide."""
        return Cross(self.n, self.sums * times, self.cross * times**2, self.width * times)


def count(items: Ints, there: np.ndarray, scale: Scale, *, signed: bool = False) -> Cross:
    """Count the people who answered everything.

    Parameters
    ----------
    items : int array (people, items)
        Answers, or gaps when `signed`.
    there : bool array (people, items)
        What was answered; the rest is not looked at.
    """
    kept = items[there.all(axis=1)].astype(np.int64) - (0 if signed else scale.low)
    return Cross(len(kept), kept.sum(axis=0), kept.T @ kept, scale.width)


def together(parts: Sequence[Cross]) -> Cross:
    """Add counts of several scales on one that all of their widths divide."""
    width = math.lcm(*(part.width for part in parts))
    same = [part.stretched(width // part.width) for part in parts]
    return Cross(
        sum(part.n for part in same),
        np.sum([part.sums for part in same], axis=0),
        np.sum([part.cross for part in same], axis=0),
        width,
    )


def items_of(books: Books, view: View) -> dict[Dimension, dict[int, bool]]:
    """The touchpoints of each dimension that were answered in a view and may be shown, and whether they have gaps."""
    lens = focus(books, view, view.quarter)
    open_ = (lens.grid.base[:, lens.selected].sum(axis=1) > 0) & ~lens.hidden_totals
    paired = dict(zip(lens.grid.touchpoints[open_].tolist(), (~lens.grid.alone[open_]).tolist(), strict=True))
    return {
        d: {t.id: paired[t.id] for t in books.institution.touchpoints if t.dimension is d and t.id in paired}
        for d in FIVE
    }


def reliability(
    books: Books, items: Mapping[Dimension, Collection[int]], found: Mapping[Dimension, tuple[Cross, Cross]]
) -> pd.DataFrame:
    """Alpha per dimension.

    Parameters
    ----------
    items : mapping
        Touchpoints per dimension.
    found : mapping
        Counts of perceptions and of gaps per dimension, the gaps over nobody where a touchpoint has none.

    Returns
    -------
    DataFrame
        One row per dimension: dimension, touchpoints (how many), n (people who answered all of them, with
        expectations where these were asked), perception, gap (alpha); NaN below `n_plain` people, n too, and
        with fewer than two touchpoints.
    """
    rows = []
    for dimension in FIVE:
        perceptions, gaps = found.get(dimension, (None, None))
        n = perceptions.n if perceptions else 0
        told = n >= books.thresholds.n_plain
        alphas = [
            alpha_from_cross(side.n, side.sums, side.cross).alpha if told and side and side.n else np.nan
            for side in (perceptions, gaps)
        ]
        rows.append((str(dimension), len(items[dimension]), n if told else np.nan, *alphas))
    return pd.DataFrame(rows, columns=["dimension", "touchpoints", "n", "perception", "gap"])
