"""What stays hidden so that nothing shown gives a small cell away, whichever branches are chosen."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from mot.domain.cube import Ints
from mot.stats.bridges import bridges
from mot.stats.suppression import CellState, suppress_table

Mask = np.ndarray


@dataclass(frozen=True, slots=True)
class Hiding:
    """What a touchpoint × branch table hides.

    cells: bool (touchpoints, branches) · totals: bool (touchpoints,), over all branches · branches: bool
    (branches,), over all touchpoints · everything: over all of both · parts: int (touchpoints + 1, branches),
    numbers the hidden cells of each line whose sum may be shown together, -1 where nothing is hidden; the
    last line is the one over all touchpoints.
    """

    cells: Mask
    totals: Mask
    branches: Mask
    everything: bool
    parts: Ints

    def of_selection(self, base: Ints, selected: Mask, *, n_suppress: int) -> tuple[Mask, bool]:
        """Which touchpoints' sums over the selected branches are hidden, and whether that over all is.

        A sum is shown only when it cuts through no part: then it tells nothing that the whole table with
        the sums of the parts does not tell, however many selections are put together.
        """
        lines = np.vstack([base, base.sum(axis=0)])
        inside, outside = self.parts[:, selected], self.parts[:, ~selected]
        cut = np.array([bool(set(a[a >= 0]) & set(b[b >= 0])) for a, b in zip(inside, outside, strict=True)])
        whole = ~((lines[:, ~selected] > 0) | (outside >= 0)).any(axis=1)
        kept_back = np.append(self.totals, self.everything) & (whole | (inside >= 0).any(axis=1))
        answers = lines[:, selected].sum(axis=1)
        hidden = cut | kept_back | ((answers > 0) & (answers < n_suppress))
        return hidden[:-1], bool(hidden[-1])

    def of_each(self, base: Ints, *, n_suppress: int) -> tuple[Mask, Mask]:
        """What `of_selection` says of each branch alone: bool (touchpoints, branches) and (branches,)."""
        lines = np.vstack([base, base.sum(axis=0)])
        there = self.parts >= 0
        alike = np.zeros_like(self.parts)
        for number in np.unique(self.parts[there]):
            mine = self.parts == number
            alike += mine * mine.sum(axis=1, keepdims=True)
        active = (lines > 0) | there
        whole = active.sum(axis=1, keepdims=True) == active
        kept_back = np.append(self.totals, self.everything)[:, None] & (whole | there)
        hidden = (alike > 1) | kept_back | ((lines > 0) & (lines < n_suppress))
        return hidden[:-1], hidden[-1]


def hide(
    base: Ints,
    people: Ints,
    regions: Ints,
    *,
    n_suppress: int,
    also: Mask | None = None,
    least: Ints | None = None,
    by_region: bool = True,
) -> Hiding:
    """Work out what a touchpoint × branch table must hide.

    Parameters
    ----------
    base : int array (touchpoints, branches)
        Answers per cell, over all branches in scope.
    people : int array (branches,)
        Who answered at all, per branch.
    regions : int array (branches,)
        The region of each branch. Where it is safe, the hidden cells of one region make a part, so that the
        region's sums can be shown.
    n_suppress : int
        Fewer answers are hidden.
    also : bool array (touchpoints + 1, branches + 1), optional
        Cells, and in the last column and line totals, to hide for other reasons.
    least : int array (touchpoints, branches), optional
        Answers that a hidden cell counts for, where that is fewer than `base`.
    by_region : bool
        Whether hidden cells may make a part per region; else those of a line stand together.
    """
    found = suppress_table(base, n_suppress, also=also, least=least)
    counted = base if least is None else least
    cells, totals = found.cells == CellState.HIDDEN, found.row_totals == CellState.HIDDEN
    branches = (found.column_totals == CellState.HIDDEN) | ((people > 0) & (people < n_suppress))
    everything = found.total == CellState.HIDDEN
    hidden = np.block([[cells, totals[:, None]], [branches, np.array(everything)]])
    _protect_branches(hidden, base, people, n_suppress)
    lines = np.vstack([counted, counted.sum(axis=0)])
    together = np.where(hidden[:, :-1], 0, -1)
    parts = _parts(hidden, lines, regions, n_suppress) if by_region else together
    return Hiding(cells, totals, hidden[-1, :-1], bool(hidden[-1, -1]), parts)


def hide_alike(
    wholes: Sequence[Hiding], bases: Sequence[Ints], people: Sequence[Ints], regions: Ints, *, n_suppress: int
) -> Hiding:
    """One pattern for all parts of a table, such as its months or its channels.

    What is small in any part, or hidden in the whole, is hidden in every part. Then an amount can move from part
    to part along a circle of hidden cells and leave everything shown as it is, in the parts and in the whole.
    Parts in which nobody answered anything do not count; where only one is left, it is the whole itself.

    Parameters
    ----------
    wholes : sequence of Hiding
        Of the whole; of further tables, made of some of the parts, that are shown as well.
    bases, people : sequences of int array
        As `base` and `people` of `hide`, one per part; the parts add up to the whole.
    """
    busy = [(b, p) for b, p in zip(bases, people, strict=True) if b.any()]
    if len(busy) < 2:
        return wholes[0]
    tables, persons = (np.stack(parts) for parts in zip(*busy, strict=True))
    full = np.stack([np.block([[t, t.sum(axis=1)[:, None]], [t.sum(axis=0), t.sum()]]) for t in tables])
    also: Mask = np.asarray(((full > 0) & (full < n_suppress)).any(axis=0))
    few = (persons > 0) & (persons < n_suppress)
    also[-1, :-1] |= few.any(axis=0)
    for whole in wholes:
        also |= np.block([[whole.cells, whole.totals[:, None]], [whole.branches, np.array(whole.everything)]])
    return hide(
        tables.sum(axis=0),
        persons.min(axis=0),
        regions,
        n_suppress=n_suppress,
        also=also,
        least=tables.min(axis=0),
        by_region=False,
    )


def united(found: Sequence[Hiding]) -> Hiding:
    """What any of several patterns hides; cells of a line that are hidden stand together."""
    if len(found) == 1:
        return found[0]
    cells, totals, branches = (
        np.logical_or.reduce([getattr(one, name) for one in found])
        for name in ("cells", "totals", "branches")
    )
    hidden = np.vstack([cells, branches])
    everything = any(one.everything for one in found)
    return Hiding(cells, totals, branches, everything, np.where(hidden, 0, -1))


def _protect_branches(hidden: Mask, base: Ints, people: Ints, n_suppress: int) -> None:
    """Hide one more sum over all touchpoints, in place, or as many as it takes to protect those hidden.

    Only a branch with hidden cells can protect another; what all its cells tell needs no hiding.
    """

    def safe() -> bool:
        there = hidden[-1, :-1]
        if not there.any():
            return True
        enough = hidden[-1, -1] or (there.sum() > 1 and people[there].sum() >= n_suppress)
        return bool(enough and all(row < len(base) for row, _ in bridges(hidden)))

    others = [b for b in np.argsort(base.sum(axis=0), kind="stable") if hidden[:-1, b].any() > hidden[-1, b]]
    for branch in others:
        if safe():
            return
        hidden[-1, branch] = True
        if not safe():
            hidden[-1, branch] = False
    if not safe():
        hidden[-1, others] = True
    if not safe():
        hidden[-1] = True


def _parts(hidden: Mask, base: Ints, regions: Ints, n_suppress: int) -> Ints:
    """Split the hidden cells of each line by region as far as no hidden cell can be computed then."""
    whole = np.where(hidden[:, :-1], 0, -1)
    wanted = whole.copy()
    for line in np.flatnonzero(hidden[:, :-1].any(axis=1) & ~hidden[:, -1]):
        wanted[line] = _by_region(hidden[line, :-1], base[line], regions, n_suppress)
    if _safe(hidden, wanted):
        return wanted
    for place in range(len(whole)):
        tried = whole.copy()
        tried[place] = wanted[place]
        if _safe(hidden, tried):
            whole = tried
    return whole


def _by_region(hidden: Mask, base: Ints, regions: Ints, n_suppress: int) -> Ints:
    """Number a line's hidden cells by region, small groups joined until each may be shown as a sum."""
    part = np.where(hidden, np.unique(regions, return_inverse=True)[1], -1)
    while True:
        size = {int(p): (int((part == p).sum()), int(base[part == p].sum())) for p in np.unique(part[hidden])}
        small = [p for p, (cells, answers) in size.items() if cells < 2 or answers < n_suppress]
        if not small or len(size) == 1:
            return part
        first = min(small, key=lambda p: size[p][1])
        other = min((p for p in size if p != first), key=lambda p: size[p][1])
        part[part == first] = other


def _safe(hidden: Mask, parts: Ints) -> bool:
    """Whether no hidden cell can be computed when the sum of each part is known."""
    lines = []
    for line, part in zip(hidden, parts, strict=True):
        numbers = np.unique(part[part >= 0])
        if len(numbers) < 2:
            lines.append(line)
            continue
        lines += [np.append(part == number, False) for number in numbers]
    return not bridges(np.array(lines))
