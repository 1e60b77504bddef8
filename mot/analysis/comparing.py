"""A quarter against an earlier one of one's choice."""

from dataclasses import dataclass, replace

import pandas as pd

from mot.analysis import overview
from mot.analysis.books import Books
from mot.analysis.gaps import GapTable
from mot.analysis.overview import Moved, Overview
from mot.analysis.rewordings import reworded
from mot.analysis.trends import movements
from mot.domain.cube import View
from mot.domain.periods import Quarter
from mot.domain.thresholds import Thresholds

NOT_TOLD = Moved(float("nan"), float("nan"), float("nan"), False)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Gaps per touchpoint now and then; `moves` as in `movements`, without touchpoints asked in other words.

    Before the view's eight quarters another scale may have been in use; `moves` is then empty.
    """

    quarter: Quarter
    earlier: Quarter
    now: GapTable
    before: GapTable
    moves: pd.DataFrame


def compare(books: Books, view: View, earlier: Quarter) -> Comparison:
    """The quarter of a view against an earlier one, through the same branches, channels and segments."""
    now = overview.table(books, view, view.quarter)
    before = overview.table(books, view, earlier)
    then = before if before.unit == now.unit else replace(before, frame=before.frame.iloc[:0], unit=now.unit)
    moves = movements(now, then, books.thresholds, without=reworded(books, earlier, view.quarter))
    return Comparison(view.quarter, earlier, now, before, moves)


def overall(found: Overview, earlier: Quarter, rules: Thresholds) -> tuple[Moved, Moved]:
    """Change of the overall gap and of the perception since an earlier quarter; NaN before the eight quarters."""
    if earlier not in found.quarters[:-1]:
        return NOT_TOLD, NOT_TOLD
    at = found.quarters.index(earlier)
    gap, perception = (
        overview.moved(frame.iloc[at], frame.iloc[-1], rules) for frame in (found.gaps, found.perceptions)
    )
    return gap, perception
