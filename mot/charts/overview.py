"""The charts of the overview: the journey strip, the quarters and the largest movements."""

import json
from typing import Any

import altair as alt

from mot.charts import theme
from mot.charts.journey import journey
from mot.charts.theme import expr, ink
from mot.charts.words import Words

__all__ = ["journey", "movements", "trend"]

TREND_HEIGHT = 190
ROW = 30
SEEN = "isValid(datum.perception)"
ASKED = "isValid(datum.expectation)"


def trend(
    words: Words, *, description: str, decimals: int = 2, height: int = TREND_HEIGHT, size: float = 1
) -> Any:
    """Quarters in order: dashed expectation, perception with its interval, the shortfall shaded.

    Parameters
    ----------
    words : Words
        Uses `expectation`, `perception`, `interval`, `answers`.
    description : str
        What a screen reader says in place of the picture.
    decimals : int
        Decimals of the scores at the line ends and in the tooltip.
    height : int
        Height in pixels.
    size : float
        Factor on text, 1.2 on slides.

    Returns
    -------
    altair.LayerChart
        Without rows. Columns: `quarter` (short label), `order` (unique integers), `expectation`,
        `perception`, `lo`, `hi` (interval of the perception), `n_text`, `interval_text`. Missing numbers are
        null and break the lines; a quarter between two gaps keeps its mark.
    """
    chart = alt.Chart(height=height).encode(x=theme.slot("x"))
    level = alt.Y(
        "perception:Q",
        title=None,
        scale=alt.Scale(zero=False, nice=False, padding=22 * size),
        axis=alt.Axis(tickCount=4, labelExpr=theme.PLAIN_NUMBER, labelFontSize=11 * size),
    )
    expected = theme.moved(level, "expectation")
    by_order = [alt.SortField("order")]
    return alt.layer(
        chart.transform_calculate(
            met=f"{ASKED} ? max(datum.expectation, datum.perception) : datum.perception"
        )
        .mark_area(color=ink("weak"), opacity=0.06)
        .encode(y=level, y2="met:Q"),
        chart.mark_area(color=ink("brand"), opacity=0.16).encode(y=theme.moved(level, "lo"), y2="hi:Q"),
        chart.mark_line(color=ink("sub"), strokeWidth=1.5, strokeDash=[4, 3]).encode(y=expected),
        chart.transform_window(before="lag(expectation)", after="lead(expectation)", sort=by_order)
        .transform_filter(f"{ASKED} && !isValid(datum.before) && !isValid(datum.after)")
        .mark_tick(orient="horizontal", color=ink("sub"), thickness=1.5, size=14, opacity=1)
        .encode(y=expected),
        chart.transform_window(before="lag(lo)", after="lead(lo)", sort=by_order)
        .transform_filter("isValid(datum.lo) && !isValid(datum.before) && !isValid(datum.after)")
        .mark_bar(color=ink("brand"), opacity=0.16, width=9, cornerRadius=4.5)
        .encode(y=theme.moved(level, "lo"), y2="hi:Q"),
        chart.mark_line(color=ink("brand"), strokeWidth=2).encode(y=level),
        chart.transform_filter(SEEN).mark_circle(color=ink("brand"), size=32, opacity=1).encode(y=level),
        *_line_ends(chart, level, words, decimals, size),
        _quarters(chart, size),
        chart.transform_calculate(
            expectation_text=theme.score("expectation", decimals),
            perception_text=theme.score("perception", decimals),
        )
        .mark_rect(opacity=0.001)
        .encode(
            y=alt.value(0),
            y2=alt.value("height"),
            tooltip=theme.tooltip(
                "quarter",
                expectation_text=words.expectation,
                perception_text=words.perception,
                interval_text=words.interval,
                n_text=words.answers,
            ),
        ),
        data=theme.rows(),
    ).properties(description=description)


def _line_ends(chart: Any, level: Any, words: Words, decimals: int, size: float) -> list[Any]:
    """Word and last value at the end of each line, outside the pair of lines and clear of what lies under the words."""
    slot, words_room = "width / datum.slots", 78 * size
    room = f"datum.slots > 1 && (datum.last - datum.order - 1) * {slot} < {words_room}"
    under = f"datum.order == datum.last ? 1 : min(1, {words_room} / ((datum.last - datum.order) * {slot}))"
    by_order, whole = [alt.SortField("order")], [None, None]
    ends = []
    for word, field, other, colour, weight in (
        (words.expectation, "expectation", "perception", "sub", 400),
        (words.perception, "perception", "expectation", "brand", 700),
    ):
        low, high = ("lo", "hi") if field == "perception" else (field, field)
        above = ">=" if field == "expectation" else ">"
        ends.append(
            chart.transform_joinaggregate(slots="count()")
            .transform_filter(f"isValid(datum.{field})")
            .transform_joinaggregate(last="max(order)")
            .transform_filter(f"datum.order == datum.last || {room}")
            .transform_calculate(
                low=f"isValid(datum.{low}) ? min(datum.{low}, datum.{field}) : datum.{field}",
                high=f"isValid(datum.{high}) ? max(datum.{high}, datum.{field}) : datum.{field}",
            )
            .transform_window(
                end_low="last_value(low)", end_high="last_value(high)", sort=by_order, frame=whole
            )
            .transform_calculate(
                low=f"datum.end_low + (datum.low - datum.end_low) * ({under})",
                high=f"datum.end_high + (datum.high - datum.end_high) * ({under})",
            )
            .transform_joinaggregate(low="min(low)", high="max(high)")
            .transform_filter("datum.order == datum.last")
            .transform_calculate(top=f"datum.{field} {above} datum.{other}")
            .transform_calculate(
                end=f"{json.dumps(word)} + ' ' + ({theme.score(field, decimals)})",
                edge="datum.top ? datum.high : datum.low",
            )
            .mark_text(
                align=expr("datum.slots > 1 ? 'right' : 'center'"),
                dx=expr("datum.slots > 1 ? 6 : 0"),
                dy=expr(f"datum.top ? {-10 * size} : {11 * size}"),
                color=ink(colour),
                fontWeight=weight,
                fontSize=12 * size,
            )
            .encode(y=theme.moved(level, "edge"), text="end:N")
        )
    return ends


def _quarters(chart: Any, size: float) -> Any:
    """Quarter labels below; of many, only as many as have room, the last one always."""
    room = "max(1, ceil(datum.slots * 42 / max(1, width)))"
    return (
        chart.transform_window(place="row_number()", sort=[alt.SortField("order")])
        .transform_joinaggregate(slots="count()")
        .transform_filter(f"(datum.slots - datum.place) % {room} == 0")
        .mark_text(baseline="top", dy=9, color=ink("sub"), fontSize=11 * size)
        .encode(y=alt.value("height"), text="quarter:N")
    )


def movements(words: Words, *, description: str) -> Any:
    """Change of the gap per touchpoint with its interval around a zero line, in the order given.

    Parameters
    ----------
    words : Words
        Uses `change`, `interval`, `conclusion`.
    description : str
        What a screen reader says in place of the picture.

    Returns
    -------
    altair.LayerChart
        Without rows. Columns: `label`, `order` (unique integers, first on top), `change`, `lo`, `hi`,
        `change_text`, `state`, `interval_text`, `n_text`, `status_text`.
    """
    chart = alt.Chart(height=alt.Step(ROW)).encode(y=theme.slot("y"))
    amount = alt.X(
        "change:Q",
        title=None,
        scale=alt.Scale(zero=True, nice=False, padding=46),
        axis=alt.Axis(tickCount=5, labelExpr=theme.SIGNED_NUMBER, grid=False, labelFontSize=11),
    )
    colour = theme.state_colour()
    return alt.layer(
        chart.transform_filter("isValid(datum.lo)")
        .mark_bar(opacity=0.28, height=9, cornerRadius=4.5)
        .encode(x=theme.moved(amount, "lo"), x2="hi:Q", color=colour),
        alt.Chart().mark_rule(color=ink("sub")).encode(x=alt.XDatum(0)),
        chart.mark_circle(size=70, opacity=1).encode(x=amount, color=colour),
        chart.transform_calculate(left="isValid(datum.hi) && datum.hi < 0")
        .transform_calculate(
            edge="!isValid(datum.hi) ? datum.change : datum.left ? datum.lo : max(datum.hi, datum.change)"
        )
        .mark_text(
            align=expr("datum.left ? 'right' : 'left'"), dx=expr("datum.left ? -6 : 6"), fontWeight=theme.LOUD
        )
        .encode(x=theme.moved(amount, "edge"), text="change_text:N", fill=theme.state_ink()),
        theme.row_names(chart, "label", limit=130),
        chart.mark_rect(opacity=0.001).encode(
            x=alt.value(0),
            x2=alt.value("width"),
            tooltip=theme.tooltip(
                "label",
                change_text=words.change,
                interval_text=words.interval,
                n_text=words.answers,
                status_text=words.conclusion,
            ),
        ),
        data=theme.rows(),
    ).properties(description=description)
