"""Quarter by quarter around an action: what the pages show of its branches."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from mot.analysis.answered import Answered, answered, last_month
from mot.analysis.books import Books
from mot.analysis.grid import Mask
from mot.analysis.spans import Spans
from mot.analysis.units import Unit
from mot.analysis.withholding import hidden_quarter
from mot.domain.cube import Ints
from mot.domain.periods import Quarter
from mot.domain.thresholds import Thresholds
from mot.stats.estimates import Estimate, t_bounds
from mot.stats.stabilised import pooled_variance, stabilise
from mot.stats.windows import Answers

MOST_BEFORE, MOST_AFTER = 5, 4  # quarters before and after that of the start
COLUMNS = ("first", "value", "lo", "hi", "n", "side")


def timeline(
    books: Books, touchpoint: int, branches: frozenset[int], when: Spans, *, paired: bool, unit: Unit
) -> pd.DataFrame:
    """One row per quarter with answers around the start; see `Judged`. Nothing without branches."""
    found = answered(books, touchpoint)
    chosen = found.at(branches)
    rows = []
    for quarter in _quarters(found, chosen, when, last_month(books)):
        cells = found.within(quarter.months)[0 if paired else 1].sum(axis=1)
        hidden = hidden_quarter(books, touchpoint, branches, quarter)
        numbers = (np.nan,) * 4 if hidden else _numbers(found, cells, chosen, paired, unit, books.thresholds)
        first, _, last = quarter.months
        side = "before" if last < when.start else "after" if first > when.start else "start"
        rows.append((first, *numbers, side))
    return pd.DataFrame(rows, columns=list(COLUMNS))


def level(unit: Unit, pomp: float, *, paired: bool) -> float:
    """A gap, or a perception, in the unit shown."""
    return unit.shown(pomp) if paired else unit.shown_low + unit.shown(pomp)


def bounds(n: int, mean: float, var: float, usual: float, rules: Thresholds) -> tuple[float, float]:
    """Ends of the interval of a mean in POMP; of few answers with the usual variance in the balance."""
    if n < 1 or np.isnan(usual):
        return np.nan, np.nan
    count, spread = np.array([n], dtype=np.int64), np.array([var])
    df = np.array([n - 1.0])
    if n < rules.n_plain or not var > 0:
        spread, df = stabilise(count, spread, max(usual, rules.floor_pomp**2), prior_df=rules.prior_df)
    lo, hi = t_bounds(Estimate(np.array([mean]), np.sqrt(spread / n), df), rules.confidence)
    return float(lo[0]), float(hi[0])


def _numbers(
    found: Answered, cells: Ints, chosen: Mask, paired: bool, unit: Unit, rules: Thresholds
) -> tuple[float, float, float, float]:
    low, high = (0, found.unit.high - found.unit.low) if paired else (found.unit.low, found.unit.high)
    together = cells[:, chosen].sum(axis=1)
    every = Answers.from_sums(cells[0], cells[1], cells[2], low, high)
    whole = Answers.from_sums(together[0], together[1], together[2], low, high)
    usual = float(np.ravel(pooled_variance(every.n, every.var))[0])
    mean, n = float(whole.mean[0]), int(whole.n[0])
    lo, hi = bounds(n, mean, float(whole.var[0]), usual, rules)
    value, lower, upper = (level(unit, x, paired=paired) for x in (mean, lo, hi))
    return value, lower, upper, float(n)


def _quarters(found: Answered, chosen: Mask, when: Spans, last: int) -> Iterator[Quarter]:
    """The quarters around the start in which anybody was asked."""
    if not chosen.any() or not last:
        return
    start = Quarter.of_month(when.start)
    asked = (found.rated[0] + found.gaps[0]).any(axis=(0, 2))
    there = {Quarter.of_month(int(month)) for month in found.months[asked]}
    end = Quarter.of_month(last)
    middle = min(start, end)
    for back in range(-MOST_BEFORE, MOST_AFTER + 1):
        if (quarter := middle.shifted(back)) in there and quarter <= end:
            yield quarter
