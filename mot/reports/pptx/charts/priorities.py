"""Importance against performance: crosses of both intervals around a dashed crosshair."""

from collections.abc import Mapping

from mot.charts.drivers import COLOURS, WIDTHS
from mot.charts.drivers import MARKS as PLACES
from mot.domain.errors import N_
from mot.domain.slides import Chart
from mot.locale.words import Locale
from mot.reports.layout import Box
from mot.reports.measure import width as letters
from mot.reports.pptx.charts.labels import Label, Labels
from mot.reports.pptx.charts.look import (
    AXIS,
    BAND_ALPHA,
    NO_FILL,
    NO_LINE,
    SIZE,
    Axis,
    level,
    line,
    solid,
)
from mot.reports.pptx.charts.marks import Series, marker, pointed
from mot.reports.pptx.charts.ranges import Range, nice, numbers
from mot.reports.pptx.charts.rows import Rows
from mot.reports.pptx.charts.segments import End, segments
from mot.reports.pptx.charts.sheet import Ref, Sheet

SCALE = 1.2  # a slide's letters beside a page's, for which the places of the names were found
SHARE, DECIMALS = "0%;;0%", 2
DOT = 12.5
INKS: Mapping[str, str] = {"first": "weak", "open": "sub"}
SURE: Mapping[str, str] = {
    "first": N_("to begin with"),
    "keep": N_("to keep up"),
    "calm": N_("less important"),
    "open": N_("cannot tell"),
}


def priorities(chart: Chart, box: Box, locale: Locale) -> tuple[bytes, Sheet]:
    """Touchpoints by how well they are rated and how much they matter, named where there is room."""
    rows = Rows(chart, locale, Sheet())
    names = rows.add(rows.t("Touchpoint"), rows.texts("label"))
    x = _measure(rows, "performance", rows.word("perception"), level(DECIMALS))
    y = _measure(rows, "importance", rows.told("importance") or rows.t("Importance"), SHARE)
    rows.add(rows.word("conclusion"), rows.texts("status_text"))
    span_x = nice(numbers(*(rows.figures(c)[:1] for c in ("left", "right", "cross_x"))), ticks=7, spare=0.0)
    span_y = nice(numbers(*(rows.figures(c)[:1] for c in ("bottom", "top", "cross_y"))), ticks=5, spare=0.0)
    plot = Box(box.x + 44, box.y + 26, box.width - 64, box.height - 26 - 50)
    cross = (rows.figures("cross_x")[0], rows.figures("cross_y")[0])
    series = [
        *(_crosshair(rows, cross[0], cross[1], span_x, span_y, plot) if None not in cross else []),
        *_crosses(rows, x, y),
        *_points(rows, x[0], y[0]),
        *_names(rows, names, x[0], y[0], plot, box),
        *_corners(rows, cross, span_x, span_y, plot),
    ]
    title = rows.told("across")
    end = (plot.right - box.x - letters(title, AXIS) - 8) / box.width
    across = Axis(
        span_x, "b", level(span_x.digits), title=title, title_at=(end, 1 - 24 / box.height)
    )
    up = Axis(span_y, "l", SHARE, title=rows.told("up"), title_at=(0.0, 0.0))
    return pointed(series, across, up, plot, box, locale), rows.sheet


Measure = tuple[Ref, Ref, Ref]


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
    middle = (End(None, (y + span_y.high) / 2),) * 2
    tall = (1 - span_y.share(y)) * plot.height
    dashed = line("sub", 1, dash="dash")
    low_x, high_x = End(None, span_x.low), End(None, span_x.high)
    low_y, high_y = End(None, span_y.low), End(None, span_y.high)
    found = [
        segments(rows.sheet, heading, across, up, [True], look)
        for heading, across, up, look in (
            (
                rows.t("Quadrant to begin with"),
                (low_x, End(None, x)),
                (middle[0], middle[1]),
                line("weak", max(1.0, tall), alpha=BAND_ALPHA),
            ),
            (rows.t("Crosshair, importance"), (low_x, high_x), (End(None, y), End(None, y)), dashed),
            (rows.t("Crosshair, performance"), (End(None, x), End(None, x)), (low_y, high_y), dashed),
        )
    ]
    return [one for one in found if one]


def _names(rows: Rows, names: Ref, x: Ref, y: Ref, plot: Box, box: Box) -> list[Series]:
    """Names beside their points, where the page found room for them."""
    fitting = [i for i, width in enumerate(WIDTHS) if plot.width / SCALE >= width]
    chosen = fitting[-1] if fitting else 0
    drawn: list[Label | None] = []
    for name, dx, dy, state in zip(
        rows.texts("label"), rows.figures(f"dx{chosen}"), rows.figures(f"dy{chosen}"), rows.states,
        strict=True,
    ):  # fmt: skip
        if dx is None or dy is None:
            drawn.append(None)
            continue
        place = "r" if dx > 0 else "l" if dx < 0 else "b" if dy > 0 else "t"
        spare = dy * SCALE if dx else (abs(dy) - 16) * SCALE * (1 if dy > 0 else -1)
        drawn.append(
            Label(
                name, place, INKS.get(state, "ink"), bold=state == "first", moved=(0.0, spare / box.height)
            )
        )
    return [Series(names, x, y, labels=Labels(names, drawn, SIZE))] if any(drawn) else []


def _corners(
    rows: Rows, cross: tuple[float | None, float | None], span_x: Range, span_y: Range, plot: Box
) -> list[Series]:
    """The quadrants' names in their corners; left out where one is narrower than its name."""
    corners = rows.chart.options.get("corners", ())
    if not isinstance(corners, tuple) or None in cross or cross[0] is None or cross[1] is None:
        return []
    inner, tall = span_x.share(cross[0]), span_y.share(cross[1])
    edge = 14 / plot.height
    told: list[tuple[str, float, float, Label]] = []
    for number, name in enumerate(corners):
        right, low = number % 2, number // 2
        wide = (1 - inner if right else inner) * plot.width
        high = (tall if low else 1 - tall) * plot.height
        if name and wide > letters(name, SIZE) + 10 and high > 26:
            look = Label(name, "l" if right else "r", "sub" if number else "weak", bold=not number)
            at = span_y.at(edge if low else 1 - edge)
            told.append((name, span_x.high if right else span_x.low, at, look))
    if not told:
        return []
    cells = rows.add(rows.t("Quadrant"), [name for name, *_ in told])
    x = rows.add(rows.t("Its place"), [x for _, x, *_ in told])
    y = rows.add(rows.t("Its height"), [y for *_, y, _ in told])
    return [Series(cells, x, y, labels=Labels(cells, [look for *_, look in told], SIZE))]
