"""The quarter in a few numbers: overall gap, perception, weak moments, answers, and how they moved."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from mot.analysis.books import Books
from mot.analysis.gaps import GapTable, gap_table
from mot.analysis.lens import Lens, focus, quarters_of, rollups
from mot.analysis.rewordings import reworded
from mot.analysis.trends import movements, overall
from mot.analysis.units import Unit
from mot.domain.cube import CLEAN, Cube, View
from mot.domain.periods import Quarter
from mot.domain.survey import Institution, Measure
from mot.domain.thresholds import Thresholds
from mot.stats.estimates import Estimate, change
from mot.stats.multiplicity import Status


@dataclass(frozen=True, slots=True)
class Moved:
    """A number's change since the quarter before; `clear` when its interval excludes no change."""

    change: float
    lo: float
    hi: float
    clear: bool


@dataclass(frozen=True, slots=True)
class Coverage:
    """Branches of the view with enough responses for a plain interval (`n_plain`), and those there are."""

    enough: int
    branches: int


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything the overview shows; frames as in `gap_table`, `overall` and `movements`.

    gaps and perceptions: per quarter · weak: weak moments per quarter (NaN where nothing could be judged) ·
    responses: per quarter.
    """

    quarters: tuple[Quarter, ...]
    unit: Unit
    now: GapTable
    before: GapTable
    moves: pd.DataFrame
    gaps: pd.DataFrame
    perceptions: pd.DataFrame
    gap_moved: Moved
    perception_moved: Moved
    weak: tuple[float, ...]
    responses: tuple[int, ...]
    coverage: Coverage


def overview(books: Books, view: View) -> Overview:
    """Answer the overview's question for a view, against the quarter before and eight quarters of history."""
    quarters, thresholds = quarters_of(view), books.thresholds
    lenses = [focus(books, view, quarter) for quarter in quarters]
    tables = [_table(lens, thresholds) for lens in lenses]
    hidden = [lens.hidden_overall for lens in lenses]
    signed, gap_unit = rollups(books, view, Measure.GAP)
    measure = Measure.PERCEPTION if tables[-1].paired else Measure.PERCEPTION_ALL
    levels, level_unit = rollups(books, view, measure)
    gaps = overall(signed, gap_unit, quarters, thresholds, Measure.GAP, hidden=hidden)
    perceptions = overall(levels, level_unit, quarters, thresholds, measure, hidden=hidden)
    answered = [_responses(books.cube, view, quarter) for quarter in quarters]
    return Overview(
        quarters=quarters,
        unit=level_unit,
        now=tables[-1],
        before=tables[-2],
        moves=movements(
            tables[-1], tables[-2], thresholds, without=reworded(books, quarters[-2], quarters[-1])
        ),
        gaps=gaps,
        perceptions=perceptions,
        gap_moved=moved(gaps.iloc[-2], gaps.iloc[-1], thresholds),
        perception_moved=moved(perceptions.iloc[-2], perceptions.iloc[-1], thresholds),
        weak=tuple(weak_moments(t) for t in tables),
        responses=tuple(int(per_branch.sum()) for per_branch in answered),
        coverage=_coverage(answered[-1], books.institution, view, thresholds),
    )


def unit_and_responses(books: Books, view: View) -> tuple[Unit, int]:
    """The unit of an overview's scores and the responses of its quarter, without its history."""
    paired = table(books, view, view.quarter).paired
    _, unit = rollups(books, view, Measure.PERCEPTION if paired else Measure.PERCEPTION_ALL)
    return unit, int(_responses(books.cube, view, view.quarter).sum())


def table(books: Books, view: View, quarter: Quarter) -> GapTable:
    """Gaps per touchpoint in one quarter of a view."""
    return _table(focus(books, view, quarter), books.thresholds)


def _table(lens: Lens, thresholds: Thresholds) -> GapTable:
    return gap_table(lens.grid, lens.unit, thresholds, selected=lens.selected, hidden=lens.hidden_totals)


def weak_moments(found: GapTable) -> float:
    """How many touchpoints are clearly weak; NaN when none could be judged."""
    return float((found.frame["status"] == str(Status.WEAK)).sum()) if found.tested else float("nan")


def _responses(cube: Cube, view: View, quarter: Quarter) -> "pd.Series[int]":
    """Responses per branch id in a quarter of a view."""
    rows = cube.outcomes.select(
        month=quarter.months,
        quality=CLEAN,
        branch=view.branches or None,
        channel=view.channels or None,
        segment=view.segments or None,
    ).group("branch")
    return pd.Series(rows.sums["responses"], index=rows.keys["branch"])


def _coverage(
    answered: "pd.Series[int]", institution: Institution, view: View, thresholds: Thresholds
) -> Coverage:
    wanted: Sequence[int] = [
        b.id for b in institution.branches if b.active and (not view.branches or b.id in view.branches)
    ]
    there = answered.reindex(wanted, fill_value=0)
    return Coverage(int((there >= thresholds.n_plain).sum()), len(wanted))


def moved(before: "pd.Series[float]", now: "pd.Series[float]", thresholds: Thresholds) -> Moved:
    """The change from one quarter to another, each a row of `overall`."""
    found = change(
        Estimate(*(np.asarray(before[c], dtype=np.float64) for c in ("mean", "se", "df"))),
        Estimate(*(np.asarray(now[c], dtype=np.float64) for c in ("mean", "se", "df"))),
        conf=thresholds.confidence,
    )
    lo, hi = float(found.lo), float(found.hi)
    return Moved(float(found.difference), lo, hi, lo > 0 or hi < 0)
