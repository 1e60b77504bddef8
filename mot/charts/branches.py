"""Branches one under another with their intervals."""

from typing import Any

import altair as alt

from mot.charts import theme
from mot.charts.row_marks import NARROW, answers_column, first_row, hatch
from mot.charts.theme import expr, ink
from mot.charts.words import Words

ROW = 30
VALUE_COLUMN = 58
BASE_COLUMN = 52  # answers, left of the value where there is room for both
MEASURED = "isValid(datum.value)"
DIFFERS = "datum.sure || datum.state == 'weak' || datum.state == 'above'"
STRONG = expr(f"{DIFFERS} ? 700 : 400")
"""Weight of a number: bold where the branch differs for sure, whether or not it has a colour."""


def ranked(
    words: Words,
    *,
    description: str,
    signed: bool = True,
    value: str = "",
    fair: str = "",
    place: str = "",
    adjusted: str = "",
    size: float = 1.0,
) -> Any:
    """Rows in the order given: dot = measured, ribbon = its interval, diamond = fair score, dashed = network mean.

    Parameters
    ----------
    words : Words
        Uses `interval`, `answers`, `conclusion`, `note`.
    description : str
        What a screen reader says in place of the picture.
    signed : bool
        Whether the scores are gaps, with a line at 0.
    value, fair, place, adjusted : str
        What the measured value (also the heading of the right column), the fair score, the range of ranks and
        the adjusted value are called.
    size : float
        Factor on text and row height, 1.2 on slides.

    Returns
    -------
    altair.LayerChart
        Without rows. Columns: `label`, `order` (unique integers, first on top), `value`, `lo`, `hi`, `fair`,
        `centre` (the network mean, the same in every row), `centre_text`, `state` (coloured only outside the
        funnel), `sure` (bool), `fold` (text of a row that stands for several, else ""), `value_text`,
        `interval_text`, `fair_text`, `place_text`, `adjusted_text`, `n_text`, `status_text`, `hidden_text`.
    """
    chart = alt.Chart(height=alt.Step(ROW * size)).encode(y=theme.slot("y"))
    room = f"(width < {NARROW} ? {VALUE_COLUMN * size} : {(VALUE_COLUMN + BASE_COLUMN) * size})"
    level = alt.X(
        "value:Q",
        title=None,
        scale=alt.Scale(zero=signed, nice=False, padding=12, range=[0, expr(f"width - {room}")]),
        axis=alt.Axis(
            orient="top",
            tickCount=expr("width < 420 ? 3 : 5"),
            labelExpr=theme.SIGNED_NUMBER if signed else theme.PLAIN_NUMBER,
            labelFontSize=11 * size,
            grid=False,
        ),
    )
    colour = theme.state_colour()
    row = {"x": alt.value(0), "x2": alt.value("width")}
    top = first_row(chart)
    zero = [first_row(alt.Chart()).mark_rule(color=ink("sub")).encode(x=alt.XDatum(0))] if signed else []
    return alt.layer(
        *zero,
        first_row(alt.Chart())
        .transform_filter("isValid(datum.centre)")
        .mark_rule(color=ink("faint"), strokeDash=[4, 3])
        .encode(x=theme.moved(level, "centre")),
        top.transform_filter("isValid(datum.centre)")
        .mark_text(baseline="top", dy=5, color=ink("sub"), fontSize=11 * size)
        .encode(x=theme.moved(level, "centre"), y=alt.value("height"), text="centre_text:N"),
        chart.transform_filter("isValid(datum.lo)")
        .mark_bar(opacity=0.28, height=9 * size, cornerRadius=4.5 * size)
        .encode(x=theme.moved(level, "lo"), x2="hi:Q", color=colour),
        chart.transform_filter(MEASURED)
        .mark_circle(size=70 * size**2, opacity=1)
        .encode(x=level, color=colour),
        chart.transform_filter("isValid(datum.fair)")
        .mark_point(
            shape="diamond",
            size=44 * size**2,
            fill=ink("paper"),
            stroke=ink("sub"),
            strokeWidth=1.3,
            opacity=1,
        )
        .encode(x=theme.moved(level, "fair")),
        hatch(chart, 150).encode(x=alt.value(14)),
        chart.transform_filter("datum.fold != ''")
        .mark_text(align="left", color=ink("sub"), fontSize=11.5 * size)
        .encode(x=alt.value(4), text="fold:N"),
        chart.mark_text(align="right", dx=-2, fontWeight=STRONG, fontSize=12.5 * size).encode(
            x=alt.value("width"), text="value_text:N", fill=theme.state_ink()
        ),
        answers_column(chart.mark_text, size, VALUE_COLUMN, baseline="middle").encode(text="n_text:N"),
        answers_column(top.mark_text, size, VALUE_COLUMN, baseline="bottom", dy=-5).encode(
            y=alt.value(0), text=alt.value(words.answers)
        ),
        top.mark_text(
            align="right", baseline="bottom", dx=-2, dy=-5, color=ink("sub"), fontSize=11.5 * size
        ).encode(x=alt.value("width"), y=alt.value(0), text=alt.value(value)),
        theme.row_names(chart, "label"),
        chart.mark_rect(opacity=0.001).encode(
            **row,
            tooltip=theme.tooltip(
                "label",
                value_text=value,
                interval_text=words.interval,
                n_text=words.answers,
                fair_text=fair,
                status_text=words.conclusion,
                place_text=place,
                adjusted_text=adjusted,
                hidden_text=words.note,
            ),
        ),
        data=theme.rows(),
    ).properties(description=description)
