"""What windows of time may show beside the quarters and months of the pages without giving a small group away."""

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from typing import Any

import numpy as np

from mot.analysis.answered import Answered, answered
from mot.analysis.books import Books
from mot.analysis.grid import Mask
from mot.analysis.hiding import Hiding
from mot.analysis.lens import grid_of, pattern
from mot.analysis.spans import month_after
from mot.domain.cube import Ints, View
from mot.domain.periods import Quarter
from mot.stats.suppression import CellState, suppress

Interval = tuple[int, int]  # months counted from the year 0: the first, and the one after the last


def withheld(
    books: Books, touchpoint: int, branches: Collection[int], windows: Sequence[Sequence[int]]
) -> bool:
    """Whether the answers of some branches in windows of months (yyyymm) have to stay hidden.

    They are hidden when a window has a few answers; when the other branches' answers in it would be given away; and
    when a window, less the quarters and months that pages show, leaves a few answers or what pages hide.
    """
    found = answered(books, touchpoint)
    chosen, least = found.at(frozenset(branches)), books.thresholds.n_suppress
    lines = [_counts(found, window) for window in windows]
    if any(_of_line(*_row(line, least), line, chosen, least) for line in lines):
        return True
    asked = [month for window in windows for month in window]
    shown: list[Interval] = []
    hidden: list[Interval] = []
    for quarter in sorted({Quarter.of_month(month) for month in asked}):
        for months, kept_back in _of_quarter(books, found, touchpoint, chosen, quarter):
            (hidden if kept_back else shown).append(_interval(months))
    before = {_position(int(m)): int(n) for m, n in zip(found.months, _monthly(found, chosen), strict=True)}
    known = _given_away(shown, hidden, before, least)
    added = [*shown, *(_interval(window) for window in windows)]
    return bool(_given_away(added, hidden, before, least) - known)


def hidden_quarter(books: Books, touchpoint: int, branches: Collection[int], quarter: Quarter) -> bool:
    """Whether the pages hide what some branches answered in a quarter."""
    found = answered(books, touchpoint)
    (_, kept_back), *_ = _of_quarter(books, found, touchpoint, found.at(frozenset(branches)), quarter)
    return kept_back


def _of_quarter(
    books: Books, found: Answered, touchpoint: int, chosen: Mask, quarter: Quarter
) -> Iterator[tuple[tuple[int, ...], bool]]:
    """The quarter and its three months, each with whether pages hide it."""
    least, view = books.thresholds.n_suppress, View(quarter)
    grid = grid_of(books, quarter)
    (row,) = np.flatnonzero(grid.touchpoints == touchpoint) if touchpoint in grid.touchpoints else (-1,)
    if row < 0:
        yield from ((months, False) for months in (quarter.months, *((m,) for m in quarter.months)))
        return
    there = np.isin(grid.branches, found.branches[chosen])
    whole = pattern(books, view, quarter, by_month=False)
    yield quarter.months, _hides(whole, int(row), grid.base[row], there, least)
    alike = pattern(books, view, quarter, by_month=True)
    for month in quarter.months:
        line = np.zeros(len(grid.branches), dtype=np.int64)
        known = np.isin(grid.branches, found.branches)
        line[known] = _counts(found, (month,))[np.searchsorted(found.branches, grid.branches[known])]
        yield (month,), _hides(alike, int(row), line, there, least)


def _hides(hiding: Hiding, row: int, line: Ints, chosen: Mask, least: int) -> bool:
    return _of_line(hiding.parts[row], bool(hiding.totals[row]), line, chosen, least)


def _of_line(parts: Ints, total_hidden: bool, line: Ints, chosen: Mask, least: int) -> bool:
    """Whether the sum over chosen branches is hidden, by the rule of `Hiding.of_selection`."""
    inside, outside = parts[chosen], parts[~chosen]
    cut = bool(set(inside[inside >= 0].tolist()) & set(outside[outside >= 0].tolist()))
    whole = not ((line[~chosen] > 0) | (outside >= 0)).any()
    kept_back = total_hidden and (whole or bool((inside >= 0).any()))
    return cut or kept_back or bool(0 < line[chosen].sum() < least)


def _row(line: Ints, least: int) -> tuple[Ints, bool]:
    """What one window hides at the touchpoint: the hidden cells stand together."""
    hidden = suppress(line, least) == CellState.HIDDEN
    return np.where(hidden, 0, -1), bool(0 < line.sum() < least)


def _counts(found: Answered, months: Sequence[int]) -> Ints:
    """Answers per branch in some months, over all scales: pairs, or perceptions where nothing was expected."""
    gaps, rated = (sums[0].sum(axis=0) for sums in found.within(months))
    return np.asarray(gaps if gaps.any() else rated)


def _monthly(found: Answered, chosen: Mask) -> Ints:
    return np.array([_counts(found, (int(m),))[chosen].sum() for m in found.months], dtype=np.int64)


def _given_away(
    known: Sequence[Interval], hidden: Sequence[Interval], answers: dict[int, int], least: int
) -> set[Any]:
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
