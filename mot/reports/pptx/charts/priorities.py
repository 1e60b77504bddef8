"""Importance against performance: crosses of both intervals around a dashed crosshair."""

import math
from collections.abc import Mapping

import numpy as np

from mot.charts.drivers import COLOURS
from mot.charts.drivers import MARKS as PLACES
from mot.charts.frames.drivers import SERVED
from mot.charts.labels import LIMIT, Floats, beside
from mot.domain.errors import N_
from mot.domain.slides import Chart
from mot.locale.words import Locale
from mot.reports.layout import Box
from mot.reports.measure import told_apart
from mot.reports.measure import width as letters
from mot.reports.pptx.charts.labels import Label, Labels, aside
from mot.reports.pptx.charts.look import (
    BAND_ALPHA,
    NO_FILL,
    NO_LINE,
    SIZE,
    Axis,
    level,
    line,
    solid,
)
from mot.reports.pptx.charts.marks import Drawn, Series, marker, pointed
from mot.reports.pptx.charts.ranges import Range, nice, numbers
from mot.reports.pptx.charts.rows import Rows, sheet_for
from mot.reports.pptx.charts.segments import End, segments
from mot.reports.pptx.charts.sheet import Ref
from mot.reports.pptx.charts.titles import titled

SCALE = 1.2  # a slide's letters beside a page's, for which the places of the names were found
SHARE, DECIMALS = "0%;;0%", 2
DOT = 12.5
Measure = tuple[Ref, Ref, Ref]
Corner = tuple[str, float, float, Label]
Taken = list[tuple[float, float, float, float]]
STRIPE = 48.0  # units of a line that tints, at most: some programs draw no thicker ones
INKS: Mapping[str, str] = {"first": "weak", "open": "sub"}
SURE: Mapping[str, str] = {
    "first": N_("to begin with"),
    "keep": N_("to keep up"),
    "calm": N_("less important"),
    "open": N_("cannot tell"),
}


def priorities(chart: Chart, box: Box, locale: Locale) -> Drawn:
    """Touchpoints by how well they are rated and how much they matter, named where there is room."""
    rows = Rows(chart, locale, sheet_for(locale))
    names = rows.add(rows.t("Touchpoint"), rows.texts("label"))
    x = _measure(rows, "performance", rows.word("perception"), level(DECIMALS))
    y = _measure(rows, "importance", rows.told("importance") or rows.t("Importance"), SHARE)
    rows.add(rows.word("conclusion"), rows.texts("status_text"))
    rows.sheet.draw()
    span_x = nice(
        numbers(*(rows.figures(c)[:1] for c in ("left", "right", "cross_x"))),
        ticks=7,
        spare=0.0,
        open_end=True,
    )
    span_y = nice(
        numbers(*(rows.figures(c)[:1] for c in ("bottom", "top", "cross_y"))),
        ticks=5,
        spare=0.0,
        open_end=True,
    )
    plot = Box(box.x + 44, box.y + 26, box.width - 64, box.height - 26 - 50)
    cross = (rows.figures("cross_x")[0], rows.figures("cross_y")[0])
    corners = _places(rows, cross, span_x, span_y, plot)
    series = [
        *(_crosshair(rows, cross[0], cross[1], span_x, span_y, plot) if None not in cross else []),
        *_crosses(rows, x, y),
        *_points(rows, x[0], y[0]),
        *_names(rows, names, x[0], y[0], (span_x, span_y), plot, box, [area for _, area in corners]),
        *_corners(rows, [one for one, _ in corners]),
        *titled(rows, rows.told("up"), rows.told("across"), (span_x, span_y), plot, box),
    ]
    across = Axis(span_x, "b", level(span_x.digits))
    up = Axis(span_y, "l", SHARE)
    return pointed(rows.sheet, series, across, up, plot, box, locale)


def _measure(rows: Rows, name: str, heading: str, form: str) -> Measure:
    """A value and its interval."""
    return (
        rows.add(heading, rows.figures(name), form),
        rows.add(rows.t("{column}, from", column=heading), rows.figures(f"{name}_lo"), form),
        rows.add(rows.t("{column}, to", column=heading), rows.figures(f"{name}_hi"), form),
    )


def _heading(rows: Rows, heading: str, state: str) -> str:
    return rows.t("{column} ({state})", column=heading, state=rows.t(SURE[state]))


def _crosses(rows: Rows, x: Measure, y: Measure) -> list[Series]:
    """Both intervals of each touchpoint."""
    drawn = []
    for state, token in zip(PLACES, COLOURS, strict=True):
        look = line(token, 3, alpha=0.4, cap="flat")
        keep = [s == state for s in rows.states]
        for heading, across, up in (
            (x[0].heading, (End(x[1]), End(x[2])), (End(y[0]), End(y[0]))),
            (y[0].heading, (End(x[0]), End(x[0])), (End(y[1]), End(y[2]))),
        ):
            told = _heading(rows, rows.t("Interval: {column}", column=heading), state)
            drawn.append(segments(rows.sheet, told, across, up, keep, look))
    return [one for one in drawn if one]


def _points(rows: Rows, x: Ref, y: Ref) -> list[Series]:
    """Filled where the quadrant is sure, hollow where it cannot be told."""
    drawn = []
    for state, token in zip(PLACES, COLOURS, strict=True):
        known = [s == state for s in rows.states]
        if any(known):
            part = rows.part(y, known, _heading(rows, y.heading, state))
            hollow = state == "open"
            fill, edge = (NO_FILL, line(token, 2)) if hollow else (solid(token), NO_LINE)
            drawn.append(Series(part, x, part, mark=marker("circle", DOT, fill, edge)))
    return drawn


def _crosshair(
    rows: Rows, x: float | None, y: float | None, span_x: Range, span_y: Range, plot: Box
) -> list[Series]:
    """The tint of the quadrant to begin with, and the two dashed lines."""
    if x is None or y is None:
        return []
    dashed = line("sub", 1, dash="dash")
    low_x, high_x = End(None, span_x.low), End(None, span_x.high)
    low_y, high_y = End(None, span_y.low), End(None, span_y.high)
    lines = [
        segments(rows.sheet, heading, across, up, [True], dashed)
        for heading, across, up in (
            (rows.t("Crosshair, importance"), (low_x, high_x), (End(None, y), End(None, y))),
            (rows.t("Crosshair, performance"), (End(None, x), End(None, x)), (low_y, high_y)),
        )
    ]
    tall = (1 - span_y.share(y)) * plot.height
    count = max(1, math.ceil(tall / STRIPE))
    heights = [y + (span_y.high - y) * (i + 0.5) / count for i in range(count)]
    middles = rows.add(rows.t("Stripes of the quadrant"), heights)
    tint = segments(
        rows.sheet, rows.t("Quadrant to begin with"), (low_x, End(None, x)), (End(middles), End(middles)),
        [True] * count, line("weak", tall / count, alpha=BAND_ALPHA),
    )  # fmt: skip
    return [one for one in (tint, *lines) if one]


def _names(
    rows: Rows, names: Ref, x: Ref, y: Ref, spans: tuple[Range, Range], plot: Box, box: Box, taken: Taken
) -> list[Series]:
    """Names beside their points, each where it covers no other and crosses the fewest intervals."""
    span_x, span_y = spans

    def across(name: str) -> Floats:
        values = [math.nan if v is None else v for v in rows.figures(name)]
        return np.asarray([span_x.share(v) * plot.width / SCALE for v in values])

    def down(name: str) -> Floats:
        values = [math.nan if v is None else v for v in rows.figures(name)]
        return np.asarray([(1 - span_y.share(v)) * plot.height / SCALE for v in values])

    told = told_apart(rows.texts("label"), SIZE, LIMIT * SCALE, bold=True)
    importance = rows.figures("importance")
    first = sorted(
        (i for i in range(rows.size) if importance[i] is not None),
        key=lambda i: (SERVED.index(rows.states[i]), -(importance[i] or 0.0)),
    )
    placed = beside(
        across("performance"),
        down("importance"),
        [letters(name, SIZE, bold=True) / SCALE for name in told],
        size=(plot.width / SCALE, plot.height / SCALE),
        first=first,
        reach=(
            across("performance_lo"), across("performance_hi"),
            down("importance_hi"), down("importance_lo"),
        ),
        taken=taken,
    )  # fmt: skip
    drawn: list[Label | None] = []
    for name, dx, dy, state in zip(told, placed.dx, placed.dy, rows.states, strict=True):
        if math.isnan(dx):
            drawn.append(None)
            continue
        place = "r" if dx > 0 else "l" if dx < 0 else "b" if dy > 0 else "t"
        spare = dy * SCALE if dx else (abs(dy) - 16) * SCALE * (1 if dy > 0 else -1)
        moved = (0.0, float(spare) / box.height)
        label = Label(name, place, INKS.get(state, "ink"), bold=state == "first", moved=moved)
        drawn.append(aside(label, 3.0 if dx else 0.0, box))
    return [Series(names, x, y, labels=Labels(names, drawn, SIZE))] if any(drawn) else []


def _places(
    rows: Rows, cross: tuple[float | None, float | None], span_x: Range, span_y: Range, plot: Box
) -> list[tuple[Corner, tuple[float, float, float, float]]]:
    """The quadrants' names, and the room they take; left out where a quadrant is narrower than its name."""
    corners = rows.chart.options.get("corners", ())
    if not isinstance(corners, tuple) or cross[0] is None or cross[1] is None:
        return []
    inner, tall = span_x.share(cross[0]), span_y.share(cross[1])
    edge = 14 / plot.height
    told = []
    for number, name in enumerate(corners):
        right, low = number % 2, number // 2
        wide = (1 - inner if right else inner) * plot.width
        high = (tall if low else 1 - tall) * plot.height
        needed = letters(name, SIZE, bold=True) + 10
        if name and wide > needed and high > 26:
            look = Label(name, "l" if right else "r", "sub" if number else "weak", bold=not number)
            at = span_y.at(edge if low else 1 - edge)
            left, top = plot.width - needed if right else 0.0, plot.height - 26 if low else 0.0
            area = (left / SCALE, top / SCALE, (left + needed) / SCALE, (top + 26) / SCALE)
            told.append(((name, span_x.high if right else span_x.low, at, look), area))
    return told


def _corners(rows: Rows, told: list[Corner]) -> list[Series]:
    """The quadrants' names in their corners."""
    if not told:
        return []
    cells = rows.add(rows.t("Quadrant"), [name for name, *_ in told])
    x = rows.add(rows.t("Its place"), [x for _, x, *_ in told])
    y = rows.add(rows.t("Its height"), [y for *_, y, _ in told])
    return [Series(cells, x, y, labels=Labels(cells, [look for *_, look in told], SIZE))]
