"""The importance-performance map: how much a touchpoint matters against how well it is rated."""

from typing import Any

import altair as alt

from mot.charts import theme
from mot.charts.theme import expr, ink
from mot.charts.words import Words

HEIGHT = 430
WIDTHS = (300, 560, 820)
"""Widths of the plot for which names are placed, in pixels; those of the widest that fits are used."""
MARKS = ("first", "keep", "calm", "open")
COLOURS = ("weak", "above", "sub", "unclear")
CORNERS = (("left", 8, 0), ("right", -8, 0), ("left", 8, 1), ("right", -8, 1))  # align, dx, from the top
ONCE = "datum.order == 0"


def importance_map(
    words: Words,
    *,
    description: str,
    corners: tuple[str, str, str, str] = ("", "", "", ""),
    across: str = "",
    up: str = "",
    importance: str = "",
    priority: str = "",
    size: float = 1.0,
) -> Any:
    """Touchpoints as crosses of both intervals; a dashed crosshair; the corner to begin with is tinted.

    Filled and coloured where the quadrant is sure: orange to begin with, blue to keep up, dark grey for the
    two less important ones; hollow and grey where it cannot be told.

    Parameters
    ----------
    words : Words
        Uses `perception`, `gap`, `answers`, `conclusion`.
    description : str
        What a screen reader says in place of the picture.
    corners : four str
        Names of the quadrants: upper left, upper right, lower left, lower right.
    across, up : str
        Titles of the axes.
    importance, priority : str
        Titles of the tooltip's lines.
    size : float
        Factor on text and height, 1.2 on slides.

    Returns
    -------
    altair.LayerChart
        Without rows. Columns: `label`, `order` (from 0), `performance`, `performance_lo`, `performance_hi`,
        `importance`, `importance_lo`, `importance_hi` (0 to 1), `state` (one of `MARKS`); the same on every
        row: `left`, `right`, `bottom`, `top` (ends of the axes), `cross_x`, `cross_y`; `dx0`, `dy0`, `dx1`, …
        (pixels from point to name for each of `WIDTHS`, null where there is no room); `perception_text`,
        `importance_text`, `gap_text`, `priority_text`, `n_text`, `status_text`.
    """
    chart = alt.Chart(height=HEIGHT * size)
    x = alt.X(
        "performance:Q",
        title=across,
        scale=alt.Scale(zero=False, nice=False),
        axis=alt.Axis(
            grid=False,
            tickCount=expr("width < 420 ? 4 : 7"),
            labelExpr=theme.PLAIN_NUMBER,
            labelFontSize=11 * size,
        ),
    )
    y = alt.Y(
        "importance:Q",
        title=up,
        scale=alt.Scale(zero=False, nice=False),
        axis=alt.Axis(
            grid=False,
            tickCount=5,
            labelExpr="datum.value < 0 || datum.value > 1 ? '' : format(datum.value, '~%')",
            labelFontSize=11 * size,
        ),
    )
    once = chart.transform_filter(ONCE)
    colour = alt.Color(
        "state:N", scale=alt.Scale(domain=list(MARKS), range=[ink(c) for c in COLOURS]), legend=None
    )
    dashed = {"color": ink("sub"), "strokeDash": [4, 3], "strokeWidth": 1}
    return alt.layer(
        once.mark_rect(color=ink("weak"), fillOpacity=0.065).encode(
            x=theme.moved(x, "left"), x2="cross_x:Q", y=theme.moved(y, "cross_y"), y2="top:Q"
        ),
        once.mark_rule(**dashed).encode(x=theme.moved(x, "left"), x2="right:Q", y=theme.moved(y, "cross_y")),
        once.mark_rule(**dashed).encode(x=theme.moved(x, "cross_x"), y=theme.moved(y, "bottom"), y2="top:Q"),
        *_corner_names(once, corners, size),
        chart.mark_rule(strokeWidth=2.4 * size, opacity=0.4, strokeCap="round").encode(
            x=theme.moved(x, "performance_lo"), x2="performance_hi:Q", y=y, color=colour
        ),
        chart.mark_rule(strokeWidth=2.4 * size, opacity=0.4, strokeCap="round").encode(
            x=x, y=theme.moved(y, "importance_lo"), y2="importance_hi:Q", color=colour
        ),
        chart.mark_point(
            size=82 * size**2, strokeWidth=2, opacity=1, fillOpacity=1, filled=False, fill=expr(_filling())
        ).encode(x=x, y=y, color=colour),
        *_names(chart, x, y, size),
        chart.mark_point(size=420 * size**2, filled=True, opacity=0.001).encode(
            x=x,
            y=y,
            tooltip=theme.tooltip(
                "label",
                perception_text=words.perception,
                importance_text=importance,
                gap_text=words.gap,
                priority_text=priority,
                n_text=words.answers,
                status_text=words.conclusion,
            ),
        ),
        data=theme.rows(),
    ).properties(description=description)


def _filling() -> str:
    """Expression: the inside of a point, empty where the quadrant cannot be told."""
    known = zip(MARKS[:-1], COLOURS[:-1], strict=True)
    return " : ".join([*(f"datum.state == '{mark}' ? {colour}" for mark, colour in known), "paper"])


def _corner_names(once: Any, corners: tuple[str, str, str, str], size: float) -> list[Any]:
    """The quadrants' names in their corners; gone where the quadrant is narrower than its name."""
    inner = "(datum.cross_x - datum.left) / (datum.right - datum.left)"
    tall = "(datum.top - datum.cross_y) / (datum.top - datum.bottom)"
    drawn = []
    for place, (name, (align, dx, down)) in enumerate(zip(corners, CORNERS, strict=True)):
        wide = inner if align == "left" else f"(1 - {inner})"
        high = f"(1 - {tall})" if down else tall
        room = f"{wide} * width > {8 + 6.6 * size * _letters(name)} && {high} * height > {20 * size}"
        drawn.append(
            once.mark_text(
                align=align,
                dx=dx,
                baseline="bottom" if down else "top",
                dy=-7 if down else 8,
                color=ink("sub" if place else "weak"),
                fontWeight=400 if place else 700,
                fontSize=12.5 * size,
                opacity=expr(f"{room} ? 1 : 0"),
            ).encode(
                x=alt.value(0 if align == "left" else "width"),
                y=alt.value("height" if down else 0),
                text=alt.value(name),
            )
        )
    return drawn


def _letters(name: str) -> int:
    """Length of a name in narrow letters."""
    return sum(2 if ord(letter) >= 0x2E80 else 1 for letter in name)


def _names(chart: Any, x: Any, y: Any, size: float) -> list[Any]:
    """Names beside their points, over the intervals: first their edge in the colour of the page."""

    def chosen(field: str) -> str:
        narrow, middle, wide = (f"datum.{field}{place}" for place in range(len(WIDTHS)))
        return f"width < {WIDTHS[1]} ? {narrow} : width < {WIDTHS[2]} ? {middle} : {wide}"

    named = chart.transform_calculate(dx=chosen("dx"), dy=chosen("dy")).transform_filter("isValid(datum.dx)")
    place = {
        "align": expr("datum.dx > 0 ? 'left' : datum.dx < 0 ? 'right' : 'center'"),
        "dx": expr(f"datum.dx * {size}"),
        "dy": expr(f"datum.dy * {size}"),
        "baseline": "middle",
        "fontSize": 12.5 * size,
        "limit": 150 * size,
    }
    fill = alt.Fill(
        "state:N",
        scale=alt.Scale(domain=list(MARKS), range=[ink(c) for c in ("weak", "ink", "ink", "sub")]),
        legend=None,
    )
    weight = expr("datum.state == 'first' ? 700 : 400")
    return [
        named.mark_text(
            **place, fontWeight=weight, color=ink("paper"), stroke=ink("paper"), strokeWidth=3
        ).encode(x=x, y=y, text="label:N"),
        named.mark_text(**place, fontWeight=weight).encode(x=x, y=y, text="label:N", fill=fill),
    ]
