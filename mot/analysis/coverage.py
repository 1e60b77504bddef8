"""How many of those served have answered: responses against the transactions that were imported."""

from dataclasses import dataclass

import numpy as np

from mot.analysis.books import Books
from mot.analysis.lens import focus
from mot.analysis.needs import POPULATION
from mot.domain.cube import CLEAN, Ints, View, add_up
from mot.domain.periods import Quarter
from mot.stats.sums import Floats, quotient


@dataclass(frozen=True, slots=True)
class Covered:
    """Per branch: responses, transactions and their ratio.

    responses, transactions: in the quarter, NaN where there is no ratio · share: their ratio; a branch has none
    when it is hidden, or when a month in which somebody answered has no transactions. `imported`: whether any
    transactions of the quarter are known.
    """

    responses: Floats
    transactions: Floats
    share: Floats
    imported: bool


def coverage(books: Books, quarter: Quarter, branches: Ints) -> Covered:
    """Responses of a quarter against the transactions of its months, over all channels and segments.

    Transactions are not counted by channel or segment, nor by touchpoint.
    """
    figure = next((f.id for f in books.institution.figures if f.code == POPULATION), None)
    months = np.array(quarter.months, dtype=np.int64)
    shape = (len(months), len(branches))
    rows = books.cube.figures.select(figure=figure, month=quarter.months, branch=branches.tolist())
    if figure is None or not len(rows):
        nothing = np.full(len(branches), np.nan)
        return Covered(nothing, nothing, nothing, False)
    answered = books.cube.outcomes.select(month=quarter.months, quality=CLEAN, branch=branches.tolist())
    responses, served = (
        add_up(_place(told.keys, months, branches), told[name], shape[0] * shape[1]).reshape(shape)
        for told, name in ((answered, "responses"), (rows, "numerator"))
    )
    known = ~((responses > 0) & (served <= 0)).any(axis=0) & (served.sum(axis=0) > 0)
    total = responses.sum(axis=0)
    lens = focus(books, View(quarter), quarter)
    safe = ~np.isin(branches, lens.grid.branches[lens.hidden_branches])
    seen = known & safe & (total >= books.thresholds.n_suppress)
    told_n, told_of = (np.where(seen, x, np.nan) for x in (total, served.sum(axis=0)))
    return Covered(told_n, told_of, quotient(told_n, told_of), True)


def _place(keys: dict[str, Ints], months: Ints, branches: Ints) -> Ints:
    order = np.argsort(branches)
    column = order[np.searchsorted(branches[order], keys["branch"])]
    return np.searchsorted(months, keys["month"]) * len(branches) + column
