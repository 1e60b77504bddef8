"""What a required number of answers rests on: how far answers lie apart, and how many people there are to ask."""

from dataclasses import dataclass

import numpy as np

from mot.analysis.books import Books
from mot.analysis.grid import Grid, Mask
from mot.analysis.lens import focus, quarters_of
from mot.domain.cube import Ints, View
from mot.domain.thresholds import Thresholds
from mot.stats.sums import quotient, variance

USUAL_SD = 22.0  # POMP; of gaps, where the institution's own answers cannot tell yet
POPULATION = "transactions"  # the outcome figure that says how many there are to ask


@dataclass(frozen=True, slots=True)
class Habits:
    """How a touchpoint has been answered: sd (POMP, within a branch and quarter), own (whether the institution's
    own answers tell it), share (answers per answer to the touchpoint that most people rate, 0 to 1).
    """

    sd: np.ndarray
    own: Mask
    share: np.ndarray


def habits(books: Books, view: View, grid: Grid) -> Habits:
    """Spread and share per touchpoint of a grid.

    Pooled over those branches and quarters of the view that are shown; the spread is that of the perception
    where no expectation is asked, and `USUAL_SD` where there are too few answers.
    """
    scatter, freedom, answers = np.zeros((3, len(grid.touchpoints)))
    for quarter in quarters_of(view):
        lens = focus(books, view, quarter)
        tally, alone = lens.grid.tally, lens.grid.alone[:, None]
        n, s, s2 = (
            np.where(alone, p, g)
            for p, g in ((tally.n_p, tally.n), (tally.s_p_all, tally.s_g), (tally.s_p2_all, tally.s_g2))
        )
        seen = ~lens.hidden & (n >= books.thresholds.n_suppress)
        df = np.where(seen, n - 1, 0)
        part = np.where(seen, df * np.nan_to_num(variance(n, s, s2)), 0.0).sum(axis=1)
        here = np.isin(lens.grid.touchpoints, grid.touchpoints)
        at = np.searchsorted(
            grid.touchpoints, lens.grid.touchpoints[here], sorter=np.argsort(grid.touchpoints)
        )
        at = np.argsort(grid.touchpoints)[at]
        scatter[at] += part[here] * lens.unit.to_pomp**2
        freedom[at] += df.sum(axis=1)[here]
        answers[at] += np.where(seen, n, 0).sum(axis=1)[here]
    own = freedom >= books.thresholds.n_plain
    sd = np.maximum(np.nan_to_num(np.sqrt(quotient(scatter, freedom))), books.thresholds.floor_pomp)
    share = np.where(own, answers / max(1.0, answers.max(initial=0.0)), 1.0)
    return Habits(np.where(own, sd, USUAL_SD), own, share)


def population(books: Books, view: View, branches: Ints) -> np.ndarray:
    """Customers served in the latest whole quarter of the view, per branch; NaN where that is not known.

    Of a channel or a segment they are not counted.
    """
    there = np.full(len(branches), np.nan)
    figure = next((f.id for f in books.institution.figures if f.code == POPULATION), None)
    if figure is None or view.channels or view.segments:
        return there
    for quarter in quarters_of(view):
        rows = books.cube.figures.select(figure=figure, month=quarter.months, branch=branches.tolist())
        held = (
            (rows.keys["branch"][:, None] == branches[None, :]) if len(rows) else np.zeros((0, len(branches)))
        )
        months, total = held.sum(axis=0), rows.sums["numerator"] @ held
        whole = (months == len(quarter.months)) & (total > 0)
        there[whole] = total[whole]
    return there


def corrected(required: Ints, people: np.ndarray) -> Ints:
    """Answers needed where there are only so many people to ask: n / (1 + (n-1)/N); n where N is not known.

    References
    ----------
    Cochran (1977), Sampling techniques, chapter 4.
    """
    share = 1 + (required - 1) / np.where(np.isfinite(people), people, np.inf)
    return np.asarray(np.ceil(required / share * (1 - 1e-9)), dtype=np.int64)


def least_useful(rules: Thresholds) -> int:
    """Answers below which a cell is hidden or gets no verdict, however narrow its interval would be."""
    return max(rules.n_suppress, rules.n_status)
