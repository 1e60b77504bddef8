"""A quarter against an earlier one of one's choice."""

from dataclasses import dataclass

import pandas as pd

from mot.analysis import overview
from mot.analysis.books import Books
from mot.analysis.gaps import GapTable
from mot.analysis.rewordings import reworded
from mot.analysis.trends import movements
from mot.domain.cube import View
from mot.domain.periods import Quarter


@dataclass(frozen=True, slots=True)
class Comparison:
    """Gaps per touchpoint now and then; `moves` as in `movements`, without touchpoints asked in other words."""

    quarter: Quarter
    earlier: Quarter
    now: GapTable
    before: GapTable
    moves: pd.DataFrame


def compare(books: Books, view: View, earlier: Quarter) -> Comparison:
    """The quarter of a view against an earlier one, through the same branches, channels and segments."""
    now = overview.table(books, view, view.quarter)
    before = overview.table(books, view, earlier)
    moves = movements(now, before, books.thresholds, without=reworded(books, earlier, view.quarter))
    return Comparison(view.quarter, earlier, now, before, moves)
