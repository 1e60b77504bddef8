"""Month by month: one control chart, and all of them side by side."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from mot.analysis.books import Books
from mot.analysis.breaks import Break
from mot.analysis.family import family
from mot.analysis.grid import Mask
from mot.analysis.judging import Standing, Verdicts, at_month
from mot.analysis.lines import Lines, overall_lines, touchpoint_lines
from mot.analysis.units import Unit
from mot.analysis.watching import Watch, watch
from mot.domain.cube import Ints, View
from mot.stats.monitoring import TrendState

ALL = 0  # the key of the series over all touchpoints
Floats = np.ndarray[Any, Any]


@dataclass(frozen=True, slots=True)
class ControlChart:
    """One series of months, what was usual, and which months are not.

    frame: one row per month: month (yyyymm), n (answers or, over all touchpoints, people; 0 where hidden), value,
    lo, hi, lower, upper (limits), in the unit shown, ewma and ewma_limit (standard errors), signal
    (`mot.stats.monitoring.Signal`), tested, in_baseline, running (bool); numbers are NaN where hidden or not
    there · breaks: the cuts, earliest first · paired: whether a gap is charted or a perception · state: why there
    are no limits, or OK · standing, sure: of the last month, the latter among all charts of the view · centre:
    the usual level, unit shown · baseline: months it rests on · restarts: months with which a baseline may begin.
    """

    frame: pd.DataFrame
    breaks: tuple[Break, ...]
    unit: Unit
    paired: bool
    state: TrendState
    standing: Standing
    sure: bool
    centre: float
    baseline: int
    restarts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Board:
    """Charts side by side.

    frame: one row per series: key (touchpoint or branch id, `ALL` for the series over all touchpoints),
    standing, sure, paired, month (yyyymm of the numbers, 0 where there are none), n, value, lo, hi (of the last
    month that is over, unit shown), centre · months: yyyymm · value, lower, upper: (series, months), unit shown,
    the value without the month that is not over · signal: `mot.stats.monitoring.Signal`, same shape · part: the
    number of cuts up to each month, same shape.
    """

    frame: pd.DataFrame
    unit: Unit
    months: tuple[int, ...]
    value: Floats
    lower: Floats
    upper: Floats
    signal: Floats
    part: Ints


def control_chart(
    books: Books,
    view: View,
    today: dt.date,
    touchpoint: int | None,
    branch: int | None,
    *,
    baseline_from: int | None = None,
) -> ControlChart:
    """One touchpoint (or all of them) over the selection, or at one of its branches.

    Parameters
    ----------
    touchpoint, branch : int or None
        Ids; None stands for all touchpoints, and for the selection. What nobody answered has no months.
    today, baseline_from
        As in `mot.analysis.watching.watch`.
    """
    watched = watch(books, view, today, baseline_from=baseline_from, overall=touchpoint is None)
    found, places = watched.found, [None, *watched.branches.tolist()]
    known = branch in places and touchpoint in (None, *found.touchpoints.tolist())
    place = places.index(branch) if known else 0
    row = found.touchpoints.tolist().index(touchpoint) if known and touchpoint is not None else None
    at = slice(place, place + 1) if known and found.months else slice(0, 0)
    lines = overall_lines(watched, at) if row is None else touchpoint_lines(watched, slice(row, row + 1), at)
    if not len(lines.n):
        return _nothing(found.unit)
    verdicts = watched.verdicts(lines.trend)
    sure = verdicts.sure[0]
    if row is not None:
        among = family(books, view, today, baseline_from)[1].verdicts.sure
        sure = among[row, min(place, among.shape[1] - 1)]
    chart, factor = lines.trend, found.unit.factor
    starts = watched.cut.of_people(found) if row is None else watched.cut.of_touchpoints(found)[row]
    frame = pd.DataFrame({"month": found.months, "n": lines.n[0]})
    for name, values in (
        ("value", lines.value), ("lo", lines.lo), ("hi", lines.hi), ("lower", chart.lower), ("upper", chart.upper),
    ):  # fmt: skip
        frame[name] = values[0] * factor
    frame["ewma"], frame["ewma_limit"] = chart.ewma[0], chart.ewma_limit[0]
    frame["signal"] = [str(signal) for signal in chart.signal[0]]
    frame["tested"], frame["in_baseline"] = chart.tested[0], chart.in_baseline[0]
    frame["running"] = np.arange(len(frame)) == watched.running
    return ControlChart(
        frame=frame,
        breaks=watched.cut.told(found, place, row),
        unit=found.unit,
        paired=found.all_paired if row is None else bool(found.paired[row]),
        state=TrendState(chart.state[0]),
        standing=_standings(lines, verdicts)[0],
        sure=bool(sure),
        centre=float(chart.centre[0] * factor),
        baseline=int(chart.baseline[0]),
        restarts=_restarts(frame, int(starts[place])),
    )


def touchpoint_board(books: Books, view: View, today: dt.date, *, baseline_from: int | None = None) -> Board:
    """All touchpoints together, then each of them, over the selection."""
    watched, judged = family(books, view, today, baseline_from)
    together = watch(books, view, today, baseline_from=baseline_from, overall=True)
    selection = slice(0, 1)
    first = overall_lines(together, selection)
    each = touchpoint_lines(watched, slice(None), selection)
    keys = [ALL, *watched.found.touchpoints.tolist()]
    paired = [watched.found.all_paired, *watched.found.paired.tolist()]
    sure = [*watched.verdicts(first.trend).sure, *judged.verdicts.sure[:, 0]]
    return _board(watched, [first, each], keys, paired, sure)


def branch_board(
    books: Books, view: View, today: dt.date, touchpoint: int | None, *, baseline_from: int | None = None
) -> Board:
    """One touchpoint, or all of them together, at each of the chosen branches."""
    places = slice(1, None)
    if touchpoint is None:
        watched = watch(books, view, today, baseline_from=baseline_from, overall=True)
        lines = overall_lines(watched, places)
        sure, paired = watched.verdicts(lines.trend).sure, watched.found.all_paired
    else:
        watched, judged = family(books, view, today, baseline_from)
        rows = np.flatnonzero(watched.found.touchpoints == touchpoint).tolist()
        row = slice(rows[0], rows[0] + 1) if rows else slice(0, 0)
        lines = touchpoint_lines(watched, row, places)
        among = judged.verdicts.sure  # one branch alone is the selection's column
        sure = among[row, among.shape[1] - len(watched.branches) :].ravel()
        paired = bool(watched.found.paired[row].any())
    keys = watched.branches.tolist() if len(lines.n) else []
    return _board(watched, [lines], keys, [paired] * len(keys), sure)


def _board(
    watched: Watch,
    parts: Sequence[Lines],
    keys: Sequence[int],
    paired: Sequence[bool],
    sure: Sequence[bool] | Mask,
) -> Board:
    factor, months = watched.found.unit.factor, np.array(watched.found.months, dtype=np.int64)
    standings = [standing for part in parts for standing in _standings(part, watched.verdicts(part.trend))]
    n, value, lo, hi = (
        np.concatenate([getattr(part, name) for part in parts]) for name in ("n", "value", "lo", "hi")
    )
    lower, upper, signal = (
        np.concatenate([getattr(part.trend, name) for part in parts]) for name in ("lower", "upper", "signal")
    )
    centre = np.concatenate([part.trend.centre for part in parts])
    value = np.where(np.arange(len(months)) == watched.running, np.nan, value)
    last = np.where(np.isfinite(value), np.arange(len(months)), -1).max(axis=-1, initial=-1)
    there = last >= 0
    frame = pd.DataFrame(
        {
            "key": np.array(keys, dtype=np.int64),
            "standing": [str(standing) for standing in standings],
            "sure": np.array(sure, dtype=bool),
            "paired": np.array(paired, dtype=bool),
            "month": np.where(there, months[last], 0) if len(months) else 0,
            "n": np.nan_to_num(at_month(n, last)).astype(np.int64),
            "value": at_month(value, last) * factor,
            "lo": at_month(lo, last) * factor,
            "hi": at_month(hi, last) * factor,
            "centre": centre * factor,
        }
    )
    unit, every = watched.found.unit, watched.found.months
    part = np.concatenate([lines.part for lines in parts])
    return Board(frame, unit, every, value * factor, lower * factor, upper * factor, signal, part)


def _standings(lines: Lines, verdicts: Verdicts) -> list[Standing]:
    """The verdicts; a series whose months all lie before a cut has too short a history, not none."""
    some = np.any(np.isfinite(lines.value), axis=-1)
    return [
        standing
        if standing is not Standing.NO_DATA
        else Standing.HISTORY
        if there
        else Standing.HIDDEN
        if hidden
        else standing
        for there, hidden, standing in zip(some, lines.hidden, verdicts.standing, strict=True)
    ]


def _restarts(frame: pd.DataFrame, start: int) -> tuple[int, ...]:
    """The months since the last cut in which there is something to learn from."""
    kept = frame["value"].notna() & ~frame["running"] & (np.arange(len(frame)) >= start)
    return tuple(int(month) for month in frame.loc[kept, "month"])


def _nothing(unit: Unit) -> ControlChart:
    columns = (
        "month", "n", "value", "lo", "hi", "lower", "upper", "ewma", "ewma_limit", "signal", "tested",
        "in_baseline", "running",
    )  # fmt: skip
    nan = float("nan")
    frame = pd.DataFrame({name: [] for name in columns})
    return ControlChart(frame, (), unit, True, TrendState.NO_DATA, Standing.NO_DATA, False, nan, 0, ())
