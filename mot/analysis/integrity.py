"""Is a gap real? What speaks for it and against it, beside the number itself."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import pandas as pd

from mot.analysis.books import Books
from mot.analysis.gaps import GapTable
from mot.analysis.grid import Grid, Mask, lay_out
from mot.analysis.hiding import Hiding, hide
from mot.analysis.lens import Lens, focus, regions_of, scales_of
from mot.analysis.units import common
from mot.domain.cube import FLAGGED, Ints, View
from mot.domain.survey import Against
from mot.stats.intervals import gap_stats
from mot.stats.multiplicity import Status
from mot.stats.scales import pomp_per_point
from mot.stats.sums import quotient

FLAG_MATTERS = 1.0  # POMP by which flagged answers may move a gap before it is said


class Verdict(StrEnum):
    """What the answers allow to say of a gap."""

    REAL = "real"
    UNDECIDED = "undecided"
    TOO_FEW = "too_few"


_DECIDED = (Status.WEAK, Status.LIKELY_WEAK, Status.DELIGHT, Status.MEETS, Status.SLIGHTLY_BELOW)
_TOO_FEW = (Status.NO_RESPONSES, Status.SUPPRESSED, Status.TOO_FEW)


@dataclass(frozen=True, slots=True)
class Integrity:
    """Evidence per touchpoint.

    `frame`: touchpoint, verdict (`Verdict`), n (pairs), gap, columns (mean of all perceptions less mean of all
    expectations), disagree (bool: the two tell different stories), n_alone (answers without a partner),
    share_alone (of the people who answered either), ceiling (share of expectations at the top), n_flagged,
    gap_flagged (the gap with flagged answers), moved (by how much they move it), flags_matter (bool). Gaps in
    the unit shown. NaN where hidden: also where only a few answers lack a partner or are flagged, for the
    difference of two means would tell them; `partly_hidden` (bool) says so.
    """

    frame: pd.DataFrame


def integrity(books: Books, view: View, table: GapTable) -> Integrity:
    """Paired gap beside the difference of column means, missing partners, ceiling and flagged answers.

    Parameters
    ----------
    table : GapTable
        Of the same view and its quarter.
    """
    lens = focus(books, view, view.quarter)
    sides = _sides(books, view, lens)
    unit = lens.unit
    tally = lens.grid.tally[:, lens.selected].sum(axis=1)
    marked = sides.flagged.tally[:, lens.selected].sum(axis=1)
    shown = ~table.frame["hidden"].to_numpy() & (tally.n > 0)
    few_e, few_p, few_flagged = (_told_by(books, view, lens, guarded) for guarded in sides.guards)
    alone = (tally.n_e - tally.n) + (tally.n_p - tally.n)
    columns = quotient(tally.s_p_all, tally.n_p) - quotient(tally.s_e_all, tally.n_e)
    told = shown & ~few_e & ~few_p
    both = gap_stats(tally + marked)
    plain = gap_stats(tally)
    flags_told = shown & ~few_flagged
    per_point = pomp_per_point(unit.low, unit.high)
    moved = np.where(flags_told, both.gap - plain.gap, np.nan)
    frame = pd.DataFrame(
        {
            "touchpoint": lens.grid.touchpoints,
            "verdict": [_verdict(s) for s in table.frame["status"]],
            "n": np.where(shown, tally.n, 0),
            "gap": table.frame["gap"].to_numpy(),
            "columns": np.where(told, columns * unit.factor, np.nan),
            "n_alone": np.where(told, alone, np.nan),
            "share_alone": np.where(told, quotient(alone, alone + tally.n), np.nan),
            "ceiling": table.frame["ceiling"].to_numpy(),
            "n_flagged": np.where(flags_told, marked.n, np.nan),
            "gap_flagged": np.where(flags_told, both.gap * unit.factor, np.nan),
            "moved": moved * unit.factor,
            "flags_matter": np.abs(np.nan_to_num(moved * per_point)) > FLAG_MATTERS,
            "partly_hidden": shown & ~(told & flags_told),
        }
    )
    lo, hi = table.frame["lo"].to_numpy(), table.frame["hi"].to_numpy()
    frame["disagree"] = _disagree(
        frame["gap"].to_numpy(), frame["columns"].to_numpy(), lo, hi, unit.shown(1.0)
    )
    return Integrity(frame)


def _disagree(
    gap: np.ndarray, columns: np.ndarray, lo: np.ndarray, hi: np.ndarray, least: float
) -> np.ndarray:
    """The column means lie outside the interval of the pairs, by more than `least`."""
    outside = (columns < lo) | (columns > hi)
    return np.asarray(outside & (np.abs(columns - gap) > least))


def _verdict(status: str) -> str:
    if status in _TOO_FEW:
        return str(Verdict.TOO_FEW)
    return str(Verdict.REAL if status in _DECIDED else Verdict.UNDECIDED)


@dataclass(frozen=True, slots=True)
class _Sides:
    flagged: Grid
    guards: tuple[tuple[Hiding, Ints], ...]  # expectations alone, perceptions alone, flagged pairs


def _sides(books: Books, view: View, lens: Lens) -> _Sides:
    """What stands beside the pairs, and what of it must stay hidden whichever branches are chosen."""

    def make() -> _Sides:
        cells = books.cells(view.quarter, Against.EXPECTATION, FLAGGED).select(
            channel=view.channels or None, segment=view.segments or None
        )
        cells, _ = common(cells, scales_of(books.cube, view))
        flagged = lay_out(cells, lens.grid.touchpoints.tolist(), lens.grid.branches.tolist())
        tally = lens.grid.tally
        bases = (tally.n_e - tally.n, tally.n_p - tally.n, flagged.tally.n)
        return _Sides(flagged, tuple((guard(books, lens, base), base) for base in bases))

    kept: _Sides = books.shelf.get(("sides", view.quarter, view.channels, view.segments), make)
    return kept


def guard(books: Books, lens: Lens, base: Ints) -> Hiding:
    """What a further touchpoint × branch table must hide: answers that only some means contain."""
    people = base.max(axis=0) if len(base) else np.zeros(base.shape[1], dtype=np.int64)
    return hide(base, people, regions_of(books, lens.grid), n_suppress=books.thresholds.n_suppress)


def _told_by(books: Books, view: View, lens: Lens, guarded: tuple[Hiding, Ints]) -> Mask:
    """Touchpoints of which a mean with and one without these answers would tell what a few people said."""
    hiding, base = guarded
    if view.channels or view.segments:  # less than all: what is left out of one channel may be a few
        return np.asarray(base.any(axis=1))
    return hiding.of_selection(base, lens.selected, n_suppress=books.thresholds.n_suppress)[0]


def hidden_rest(books: Books, view: View, lens: Lens, whole: Ints, part: Ints) -> Mask:
    """Touchpoints for which a mean over `part` beside one over `whole` would tell the few in between."""
    base = whole - part
    return _told_by(books, view, lens, (guard(books, lens, base), base))
