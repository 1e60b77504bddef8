"""Month by month: a control chart, with its smoothed level below."""

from typing import Any

import altair as alt

from mot.charts import theme
from mot.charts.theme import expr, ink
from mot.charts.trend_words import LABELS, Axis, TrendWords

LINE, LEVEL, GAP, SMOOTH, FOOT = 14, 180, 28, 56, 34  # pixels from top to bottom; the foot holds the months


def control(
    words: TrendWords,
    *,
    description: str,
    axis: Axis = Axis.SIGNED,
    smoothed: bool = True,
    breaks: int = 0,
    size: float = 1.0,
) -> Any:
    """Months in order: dot and interval, shaded range of normal variation, breaks; below it the smoothed level.

    Parameters
    ----------
    words : TrendWords
        Uses `value`, `interval`, `usual`, `answers`, `conclusion`, `baseline`, `smoothed`.
    description : str
        What a screen reader says in place of the picture.
    axis : Axis
        How values are written along the axis.
    smoothed : bool
        Whether the panel of the smoothed level is drawn.
    breaks : int
        Lines kept free above the plot for the reasons of breaks, 0 to 3.
    size : float
        Factor on text, 1.2 on slides.

    Returns
    -------
    altair.LayerChart
        Without rows. Columns: `order` (unique integers), `month` and `year` (short labels), `part`
        (number of the stretch between breaks), `value`, `lo`, `hi`, `lower`, `upper`, `centre`, `ewma`,
        `ewma_low`, `ewma_high` (numbers), `base`, `running` (bool), `mark` ('none', 'low', 'high'), `state` and
        `mark_text` (its colour and word), `drift`, `drift_state`, `drift_text` (the same of the smoothed level),
        `side` (of those words), `cut_text`, `cut_line` (0, 1, 2: in which line above) and `cut_side` (towards
        which it runs), and texts for the tooltip: `month_text`, `value_text`, `interval_text`, `usual_text`,
        `n_text`, `status_text`.
    """
    foot = "height" if not smoothed else f"(height - {GAP + SMOOTH})"
    top = 4 + LINE * breaks
    height = top + LEVEL + FOOT + (GAP + SMOOTH if smoothed else 0)
    chart = alt.Chart(height=height).encode(x=theme.slot("x"))
    level = alt.Y(
        "value:Q",
        title=None,
        scale=alt.Scale(zero=False, nice=False, range=[expr(f"{foot} - 14"), top + 20]),
        axis=alt.Axis(tickCount=4, labelExpr=LABELS[axis], labelFontSize=11 * size),
    )
    layers = [
        *_range(chart, level, words, (top, foot), size),
        *_months(chart, level),
        *_marks(chart, level, size),
        *_breaks(chart, size),
        *_labels(chart, size),
        _hover(chart, words),
    ]
    upper = alt.layer(*layers)
    if not smoothed:
        return alt.layer(upper, data=theme.rows()).properties(description=description)
    lower = alt.layer(*_smoothed(chart, words, size))
    return (
        alt.layer(upper, lower, data=theme.rows())
        .resolve_scale(y="independent")
        .properties(description=description)
    )


def _range(chart: Any, level: Any, words: TrendWords, ends: tuple[int, str], size: float) -> list[Any]:
    """The baseline's months, the range of normal variation month by month, and its centre."""
    wide = "bandwidth('x')"
    known = chart.transform_filter("isValid(datum.lower)")
    learned = chart.transform_filter("datum.base")
    top, foot = ends
    return [
        learned.mark_rect(color=ink("brand"), opacity=0.05).encode(
            y=alt.value(top), y2=alt.value(expr(foot))
        ),
        learned.transform_aggregate(order="min(order)")
        .mark_text(align="left", baseline="top", dx=4, dy=3, color=ink("sub"), fontSize=10.5 * size)
        .encode(x=theme.slot("x", at=0), y=alt.value(top), text=alt.value(words.baseline)),
        known.mark_rect(color=ink("hair"), opacity=0.75).encode(y=theme.moved(level, "lower"), y2="upper:Q"),
        known.mark_tick(
            orient="horizontal", color=ink("faint"), thickness=1, opacity=0.9, size=expr(wide)
        ).encode(y=theme.moved(level, "lower")),
        known.mark_tick(
            orient="horizontal", color=ink("faint"), thickness=1, opacity=0.9, size=expr(wide)
        ).encode(y=theme.moved(level, "upper")),
        known.mark_tick(
            orient="horizontal", color=ink("sub"), thickness=1, opacity=0.8, size=expr(f"{wide} * .5")
        ).encode(y=theme.moved(level, "centre")),
    ]


def _months(chart: Any, level: Any) -> list[Any]:
    """Intervals, the line and its dots; a month that is not over is hollow and off the line."""
    over = chart.transform_filter("isValid(datum.value) && !datum.running")
    return [
        chart.transform_filter("isValid(datum.lo)")
        .mark_bar(color=ink("brand"), opacity=0.22, width=expr("min(9, bandwidth('x') * .6)"), cornerRadius=4)
        .encode(y=theme.moved(level, "lo"), y2="hi:Q"),
        chart.transform_calculate(drawn="datum.running ? null : datum.value")
        .mark_line(color=ink("brand"), strokeWidth=1.5)
        .encode(y=theme.moved(level, "drawn"), detail="part:N"),
        over.mark_circle(color=ink("brand"), size=30, opacity=1).encode(y=level),
        chart.transform_filter("datum.running && isValid(datum.value)")
        .mark_point(shape="circle", size=46, filled=False, stroke=ink("brand"), strokeWidth=1.6, opacity=1)
        .encode(y=level),
    ]


def _marks(chart: Any, level: Any, size: float) -> list[Any]:
    """Months outside the range: a triangle that points the way, and the word beside the last of each run."""
    colour = theme.state_colour()
    told = chart.transform_filter("datum.mark_text != ''")
    low = "datum.mark == 'low'"
    edge = f"{low} ? min(datum.value, datum.lo) : max(datum.value, datum.hi)"
    return [
        chart.transform_filter(f"{low} || datum.mark == 'high'")
        .mark_point(shape=expr(f"{low} ? 'triangle-down' : 'triangle-up'"), size=90, filled=True, opacity=1)
        .encode(y=level, color=colour),
        told.transform_calculate(edge=f"isValid(datum.lo) ? {edge} : datum.value")
        .mark_text(
            align=expr("datum.side"),
            dx=expr("datum.side == 'right' ? 8 : 0"),
            dy=expr(f"{low} ? 11 : -11"),
            fontWeight=700,
            fontSize=11.5 * size,
        )
        .encode(y=theme.moved(level, "edge"), text="mark_text:N", fill=theme.state_ink()),
    ]


def _breaks(chart: Any, size: float) -> list[Any]:
    """A line before the month of each break, with its reason above the plot."""
    cut = chart.transform_filter("datum.cut_text != ''").encode(x=theme.slot("x", at=0))
    left = "datum.cut_side == 'left'"
    look = {
        "align": expr(f"{left} ? 'left' : 'right'"),
        "baseline": "top",
        "dx": expr(f"{left} ? 4 : -4"),
        "dy": expr(f"datum.cut_line * {LINE}"),
        "fontSize": 11.5 * size,
        "limit": expr("width"),
    }
    reason = {"y": alt.value(0), "text": "cut_text:N"}
    return [
        cut.mark_rule(color=ink("ink"), strokeWidth=1.2, strokeDash=[5, 3]).encode(
            y=alt.value(0), y2=alt.value("height")
        ),
        cut.mark_text(stroke=ink("paper"), strokeWidth=4, **look).encode(**reason),
        cut.mark_text(color=ink("ink"), **look).encode(**reason),
    ]


def _labels(chart: Any, size: float) -> list[Any]:
    """Months below; of many, only as many as have room, the last one always. Years stand below their first."""
    room = "max(1, ceil(datum.slots * 26 / max(1, width)))"
    shown = (
        chart.transform_window(place="row_number()", sort=[alt.SortField("order")])
        .transform_joinaggregate(slots="count()")
        .transform_filter(f"(datum.slots - datum.place) % {room} == 0")
    )
    look = {"baseline": "top", "color": ink("sub"), "fontSize": 11 * size}
    return [
        shown.mark_text(dy=8, **look).encode(y=alt.value("height"), text="month:N"),
        shown.transform_joinaggregate(first="min(order)", groupby=["year"])
        .transform_filter("datum.order == datum.first")
        .mark_text(dy=8 + 13 * size, **look)
        .encode(y=alt.value("height"), text="year:N"),
    ]


def _hover(chart: Any, words: TrendWords) -> Any:
    return chart.mark_rect(opacity=0.001).encode(
        y=alt.value(0),
        y2=alt.value("height"),
        tooltip=theme.tooltip(
            "month_text",
            value_text=words.value,
            interval_text=words.interval,
            usual_text=words.usual,
            n_text=words.answers,
            status_text=words.conclusion,
        ),
    )


def _smoothed(chart: Any, words: TrendWords, size: float) -> list[Any]:
    """The smoothed level in its own range; the word stands where it left it last."""
    height = alt.Y(
        "ewma:Q",
        axis=None,
        scale=alt.Scale(zero=True, nice=False, range=[expr("height - 4"), expr(f"height - {SMOOTH - 4}")]),
    )
    known = chart.transform_filter("isValid(datum.ewma)")
    colour, fill = theme.state_colour(), theme.state_ink()
    colour.shorthand = fill.shorthand = "drift_state:N"
    return [
        known.mark_rect(color=ink("hair"), opacity=0.75).encode(
            y=theme.moved(height, "ewma_low"), y2="ewma_high:Q"
        ),
        known.mark_tick(
            orient="horizontal", color=ink("sub"), thickness=1, opacity=0.8, size=expr("bandwidth('x') * .5")
        ).encode(y=alt.YDatum(0, axis=None)),
        chart.mark_line(color=ink("sub"), strokeWidth=1.5).encode(y=height, detail="part:N"),
        known.transform_filter("datum.drift != 'none'")
        .mark_circle(size=44, opacity=1)
        .encode(y=height, color=colour),
        chart.transform_filter("datum.drift_text != ''")
        .mark_text(
            align=expr("datum.side"),
            baseline="bottom",
            dx=expr("datum.side == 'right' ? 8 : 0"),
            fontWeight=700,
            fontSize=11.5 * size,
        )
        .encode(y=alt.value(expr(f"height - {SMOOTH}")), text="drift_text:N", fill=fill),
        known.transform_aggregate(order="min(order)")
        .mark_text(align="right", baseline="middle", dx=-8, color=ink("sub"), fontSize=11 * size)
        .encode(
            x=theme.slot("x", at=0),
            y=alt.value(expr(f"height - {SMOOTH / 2}")),
            text=alt.value(words.smoothed),
        ),
    ]
