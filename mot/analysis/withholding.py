"""What windows of time may show beside the quarters and months of the pages without giving a small group away."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from mot.analysis.answered import answered
from mot.analysis.books import Books
from mot.analysis.grid import Mask
from mot.analysis.lens import grid_of, pattern
from mot.analysis.shelf import Shelf
from mot.analysis.spans import month_after
from mot.domain.cube import Ints, View
from mot.domain.periods import Quarter
from mot.stats.suppression import CellState, suppress

Interval = tuple[int, int]  # months counted from the year 0: the first, and the one after the last


@dataclass(frozen=True, slots=True)
class _Lines:
    """What pages hide of a touchpoint in a quarter and its months, branches in the order of `Answered`.

    whole, months: int (branches,), parts of the hidden cells as in `Hiding`, -1 where nothing is hidden;
    whole_total, months_total: whether the sum over all branches is hidden · rows: the parts that each month would
    hide for its own sake; what a month hides beside these protects other months.
    """

    whole: Ints
    whole_total: bool
    months: Ints
    months_total: bool
    rows: tuple[Ints, ...]


def withheld(
    books: Books, touchpoint: int, branches: frozenset[int], windows: Sequence[Sequence[int]]
) -> bool:
    """Whether the answers of some branches in windows of months (yyyymm) have to stay hidden.

    They are hidden when a window has a few answers; when the other branches' answers in it would be given away; and
    when a window, less the quarters and months that pages show, leaves a few answers or what pages hide.
    """
    found = answered(books, touchpoint)
    chosen, least = found.at(branches), books.thresholds.n_suppress
    for window in windows:
        line = found.answers(window)
        if _hides(_row(line, least), bool(0 < line.sum() < least), line, chosen, least):
            return True
    shown: list[Interval] = []
    hidden: list[Interval] = []
    for quarter in sorted({Quarter.of_month(month) for window in windows for month in window}):
        lines = _lines(books, touchpoint, quarter)
        told = hidden if hidden_quarter(books, touchpoint, branches, quarter) else shown
        told.append(_interval(quarter.months))
        for month, row in zip(quarter.months, lines.rows, strict=True):
            line = found.answers((month,))
            if not _hides(lines.months, lines.months_total, line, chosen, least):
                shown.append(_interval((month,)))
            elif _hides(row, bool(0 < line.sum() < least), line, chosen, least):
                hidden.append(_interval((month,)))
    counts = found.counts[:, chosen].sum(axis=1).tolist()
    answers = dict(zip((_position(month) for month in found.months.tolist()), counts, strict=True))
    known = _given_away(shown, hidden, answers, least)
    added = [*shown, *(_interval(window) for window in windows)]
    return bool(_given_away(added, hidden, answers, least) - known)


def hidden_quarter(books: Books, touchpoint: int, branches: frozenset[int], quarter: Quarter) -> bool:
    """Whether the pages hide what some branches answered in a quarter."""
    found, lines = answered(books, touchpoint), _lines(books, touchpoint, quarter)
    line, least = found.answers(quarter.months), books.thresholds.n_suppress
    return _hides(lines.whole, lines.whole_total, line, found.at(branches), least)


def _lines(books: Books, touchpoint: int, quarter: Quarter) -> _Lines:
    store: Shelf = books.shelf.get(("lines",), lambda: Shelf(4096))
    kept: _Lines = store.get((touchpoint, quarter), lambda: _taken(books, touchpoint, quarter))
    return kept


def _taken(books: Books, touchpoint: int, quarter: Quarter) -> _Lines:
    grid, found, least = grid_of(books, quarter), answered(books, touchpoint), books.thresholds.n_suppress
    rows = tuple(_row(found.answers((month,)), least) for month in quarter.months)
    nothing = np.full(len(found.branches), -1, dtype=np.int64)
    if touchpoint not in grid.touchpoints:
        return _Lines(nothing, False, nothing, False, rows)
    row = int(np.flatnonzero(grid.touchpoints == touchpoint)[0])
    place = {int(branch): column for column, branch in enumerate(grid.branches)}
    at = [place[int(branch)] for branch in found.branches]  # whoever answered is in the grid
    whole, months = (pattern(books, View(quarter), quarter, by_month=cut) for cut in (False, True))
    totals = bool(whole.totals[row]), bool(months.totals[row])
    return _Lines(whole.parts[row, at], totals[0], months.parts[row, at], totals[1], rows)


def _row(line: Ints, least: int) -> Ints:
    """What one period hides at one touchpoint: its hidden cells stand together."""
    return np.where(suppress(line, least) == CellState.HIDDEN, 0, -1)


def _hides(parts: Ints, total_hidden: bool, line: Ints, chosen: Mask, least: int) -> bool:
    """Whether the sum over chosen branches is hidden, by the rule of `Hiding.of_selection`."""
    inside, outside = parts[chosen], parts[~chosen]
    cut = bool(set(inside[inside >= 0].tolist()) & set(outside[outside >= 0].tolist()))
    whole = not ((line[~chosen] > 0) | (outside >= 0)).any()
    kept_back = total_hidden and (whole or bool((inside >= 0).any()))
    return cut or kept_back or bool(0 < line[chosen].sum() < least)


def _given_away(
    known: Sequence[Interval], hidden: Sequence[Interval], answers: dict[int, int], least: int
) -> set[Interval]:
    """What sums over known intervals tell that is small or hidden.

    Two ends between which a chain of known intervals leads have a known sum between them.
    """
    home: dict[int, int] = {}

    def root(end: int) -> int:
        home.setdefault(end, end)
        while home[end] != end:
            end = home[end]
        return end

    for first, last in known:
        home[root(first)] = root(last)
    chains: dict[int, list[int]] = {}
    for end in sorted(home):
        chains.setdefault(root(end), []).append(end)
    pieces = {piece for chain in chains.values() for piece in pairwise(chain)}
    small = {
        (first, last)
        for first, last in pieces
        if 0 < sum(answers.get(month, 0) for month in range(first, last)) < least
    }
    return small | {(a, b) for a, b in hidden if a in home and b in home and root(a) == root(b)}


def _position(month: int) -> int:
    return month // 100 * 12 + month % 100 - 1


def _interval(months: Sequence[int]) -> Interval:
    return _position(months[0]), _position(month_after(months[-1], 1))
