"""The institution's own figures month by month: complaint rates, acceptance rates and plain counts."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import pandas as pd

from mot.analysis.books import Books
from mot.analysis.judging import Standing, judge
from mot.analysis.lens import months_of
from mot.analysis.outcomes import Kind
from mot.analysis.watching import MIN_BASELINE
from mot.domain.cube import Ints, Tallies, View, add_up
from mot.domain.periods import month_of
from mot.domain.survey import Label, Name
from mot.stats.monitoring import Trend, TrendState, trend
from mot.stats.shares import top_box

MIN_CASES = 5  # cases below which a month is shown but not judged
HIGH_IS_BAD = frozenset({"complaints", "returned_dishes"})
HIGH_IS_GOOD = frozenset({"proposals", "applications", "treatments", "attendance", "suggestions"})


class Better(StrEnum):
    """Which way is good; nobody knows of a figure that the institution named itself."""

    LOW = "low"
    HIGH = "high"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class FigureTrend:
    """One figure over the selection or at one branch.

    frame: one row per month: month (yyyymm), places (branches that reported), n (cases, the denominator; 0 for a
    count), value (a share between 0 and 1, or the count), lo, hi (Wilson), lower, upper (limits), ewma,
    ewma_limit, signal, tested, in_baseline, running as in `mot.analysis.monitoring.ControlChart` · better: which
    way is good · state, standing, sure: as there, `sure` among the figures shown together · centre: the usual
    share · baseline: months it rests on · restarts: months with which a baseline may begin anew.
    """

    id: int
    code: str
    name: Name
    kind: Kind
    better: Better
    frame: pd.DataFrame
    state: TrendState
    standing: Standing
    sure: bool
    centre: float
    baseline: int
    restarts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Sums:
    """One figure's sums per month: cases counted, cases asked (0 for a count), branches that reported."""

    label: Label
    events: Ints
    cases: Ints
    places: Ints


def figure_trends(
    books: Books,
    view: View,
    today: dt.date,
    branch: int | None = None,
    *,
    baseline_from: int | None = None,
) -> tuple[FigureTrend, ...]:
    """Every figure that was reported in the view's eight quarters, in the institution's order.

    Figures follow the branches of a view only: they count cases, not people who answered, so nothing is hidden.
    A rate's months are judged by the chart for shares that allows for a level going up and down by itself.

    Parameters
    ----------
    branch : int, optional
        One of the branches in place of the selection.
    today, baseline_from
        As in `mot.analysis.watching.watch`.
    """
    wanted = view.branches if branch is None else (branch,) if branch in (view.branches or (branch,)) else ()
    rows = books.cube.figures.select(
        month=months_of(view), branch=wanted if wanted or branch is not None else None
    )
    if not len(rows):
        return ()
    met = rows.keys["month"]
    every = months_of(view)
    months = np.array(every[every.index(met.min()) : every.index(met.max()) + 1], dtype=np.int64)
    there = set(rows.keys["figure"].tolist())
    sums = [_add_up(rows, label, months) for label in books.institution.figures if label.id in there]
    running = np.flatnonzero(months == month_of(today))
    charts = _charts(sums, months, running, baseline_from, books.thresholds.n_baseline)
    verdicts = judge(
        charts,
        first=int(np.searchsorted(months, view.quarter.months[0])),
        alpha=books.thresholds.alpha,
        alike=np.arange(len(sums)),
    )
    return tuple(
        _figure(
            one,
            months,
            running,
            charts,
            place,
            verdicts.standing[place],
            bool(verdicts.sure[place]),
            books.thresholds.confidence,
        )
        for place, one in enumerate(sums)
    )


def _add_up(rows: Tallies, label: Label, months: Ints) -> _Sums:
    mine = rows.select(figure=label.id)
    rate = mine.sums["denominator"] > 0
    if rate.any():
        mine = mine.where(rate)
    at, size = np.searchsorted(months, mine.keys["month"]), len(months)
    return _Sums(
        label,
        add_up(at, mine.sums["numerator"], size),
        add_up(at, mine.sums["denominator"], size),
        add_up(at, np.ones(len(at), dtype=np.int64), size),
    )


def _charts(
    sums: list[_Sums], months: Ints, running: Ints, baseline_from: int | None, baseline: int
) -> Trend:
    events, cases = np.stack([one.events for one in sums]), np.stack([one.cases for one in sums])
    seen = months >= (baseline_from or 0)
    last = len(months) - 1
    seen[running[running < last]] = False
    events, cases = np.where(seen & (cases > 0), events, 0), np.where(seen, cases, 0)
    return trend(
        cases,
        events,
        events,
        baseline=baseline,
        min_baseline=MIN_BASELINE,
        min_n=MIN_CASES,
        unfinished=bool((running == last).any()),
    )


def _figure(
    one: _Sums,
    months: Ints,
    running: Ints,
    charts: Trend,
    place: int,
    standing: Standing,
    sure: bool,
    confidence: float,
) -> FigureTrend:
    kind = Kind.SHARE if one.cases.any() else Kind.COUNT
    share = top_box(np.where(one.cases > 0, one.events, 0), one.cases, conf=confidence)
    none = np.full(len(months), np.nan)
    counted = np.where(one.places > 0, one.events.astype(np.float64), np.nan)
    frame = pd.DataFrame(
        {
            "month": months,
            "places": one.places,
            "n": one.cases,
            "value": share.share if kind is Kind.SHARE else counted,
            "lo": share.lo if kind is Kind.SHARE else none,
            "hi": share.hi if kind is Kind.SHARE else none,
            "lower": np.clip(charts.lower[place], 0, 1),
            "upper": np.clip(charts.upper[place], 0, 1),
            "ewma": charts.ewma[place],
            "ewma_limit": charts.ewma_limit[place],
            "signal": [str(signal) for signal in charts.signal[place]],
            "tested": charts.tested[place],
            "in_baseline": charts.in_baseline[place],
            "running": np.isin(np.arange(len(months)), running),
        }
    )
    known = frame["value"].notna() & ~frame["running"]
    return FigureTrend(
        id=one.label.id,
        code=one.label.code,
        name=one.label.name,
        kind=kind,
        better=better(one.label.code),
        frame=frame,
        state=TrendState(charts.state[place]),
        standing=standing,
        sure=sure,
        centre=float(charts.centre[place]),
        baseline=int(charts.baseline[place]),
        restarts=tuple(int(month) for month in months[known]),
    )


def better(code: str) -> Better:
    """Which way is good for a figure, by its code.

    >>> better("complaints"), better("our_own")
    (<Better.LOW: 'low'>, <Better.UNKNOWN: 'unknown'>)
    """
    if code in HIGH_IS_BAD:
        return Better.LOW
    return Better.HIGH if code in HIGH_IS_GOOD else Better.UNKNOWN
