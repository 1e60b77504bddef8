"""Touchpoints one under another, and touchpoints by branches."""

from typing import Any

import altair as alt

from mot.charts import theme
from mot.charts.columns import column_names
from mot.charts.row_marks import NARROW, answers_column, first_row, hatch
from mot.charts.theme import expr, ink
from mot.charts.words import Words

ROW = 34
GAP_COLUMN = 64
BASE_COLUMN = 52  # answers, left of the gap where there is room for both
SEEN = "isValid(datum.perception)"
ASKED = "isValid(datum.expectation)"


def dumbbell(words: Words, *, description: str, decimals: int = 2, size: float = 1.0) -> Any:
    """Rows in the order given: tick = expectation, dot = perception, ribbon = interval; answers and gap at the right.

    Parameters
    ----------
    words : Words
        Uses `expectation`, `perception`, `gap` (also the heading of the right column), `interval`,
        `answers`, `conclusion`.
    description : str
        What a screen reader says in place of the picture.
    decimals : int
        Decimals of the scores in the tooltip.
    size : float
        Factor on text and row height, 1.2 on slides.

    Returns
    -------
    altair.LayerChart
        Without rows. Columns as in `overview.journey` (without `short2` and `stage`), first `order` on top.
        The selection `tp` reports `code`.
    """
    chart = alt.Chart(height=alt.Step(ROW * size)).encode(y=theme.slot("y"))
    room = f"(width < {NARROW} ? {GAP_COLUMN * size} : {(GAP_COLUMN + BASE_COLUMN) * size})"
    level = alt.X(
        "perception:Q",
        title=None,
        scale=alt.Scale(zero=False, nice=False, padding=14, range=[0, expr(f"width - {room}")]),
        axis=alt.Axis(
            orient="top",
            tickCount=expr("width < 420 ? 3 : 5"),
            labelExpr=theme.PLAIN_NUMBER,
            labelFontSize=11 * size,
        ),
    )
    expected = theme.moved(level, "expectation")
    row = {"x": alt.value(0), "x2": alt.value("width")}
    colour = theme.state_colour()
    picked = theme.selection()
    return alt.layer(
        chart.transform_filter("datum.state == 'weak'")
        .mark_rect(color=ink("weak"), fillOpacity=0.065, stroke=ink("paper"), strokeWidth=2)
        .encode(**row),
        chart.transform_filter("isValid(datum.lo)")
        .mark_bar(opacity=0.3, height=10 * size, cornerRadius=5 * size)
        .encode(x=theme.moved(level, "lo"), x2="hi:Q", color=colour),
        chart.transform_filter(f"{SEEN} && {ASKED}")
        .mark_rule(strokeWidth=1.5 * size)
        .encode(x=expected, x2="perception:Q", color=colour),
        chart.transform_filter(ASKED)
        .mark_tick(orient="vertical", color=ink("ink"), thickness=2.2 * size, size=17 * size, opacity=1)
        .encode(x=expected),
        chart.transform_filter(SEEN).mark_circle(size=80 * size**2, opacity=1).encode(x=level, color=colour),
        hatch(chart, 160).encode(x=alt.value(14)),
        chart.mark_text(align="right", dx=-2, fontWeight=theme.LOUD, fontSize=12.5 * size).encode(
            x=alt.value("width"), text="gap_text:N", fill=theme.state_ink()
        ),
        answers_column(chart.mark_text, size, GAP_COLUMN, baseline="middle").encode(text="n_text:N"),
        answers_column(first_row(chart).mark_text, size, GAP_COLUMN, baseline="bottom", dy=-5).encode(
            y=alt.value(0), text=alt.value(words.answers)
        ),
        first_row(chart)
        .mark_text(align="right", baseline="bottom", dx=-2, dy=-5, color=ink("sub"), fontSize=11.5 * size)
        .encode(x=alt.value("width"), y=alt.value(0), text=alt.value(words.gap)),
        theme.row_names(chart, "label"),
        chart.transform_calculate(
            expectation_text=theme.score("expectation", decimals),
            perception_text=theme.score("perception", decimals),
        )
        .mark_rect(color=ink("ink"), cursor="pointer")
        .encode(
            **row,
            opacity=alt.condition(picked, alt.value(0.05), alt.value(0.001), empty=False),
            tooltip=theme.tooltip(
                "label",
                expectation_text=words.expectation,
                perception_text=words.perception,
                gap_text=words.gap,
                interval_text=words.interval,
                n_text=words.answers,
                status_text=words.conclusion,
            ),
        )
        .add_params(picked),
        data=theme.rows(),
    ).properties(description=description)


def heatmap(words: Words, *, clamp: float, description: str) -> Any:
    """Gap per touchpoint and place, coloured by the fair gap; bold where weak or delightful, hatched where hidden.

    Parameters
    ----------
    words : Words
        Uses `branch`, `gap`, `interval`, `answers`, `fair`, `conclusion`, `note`.
    clamp : float
        Difference at which the colour is full, in scale points, above 0: a quarter of the scale's width.
    description : str
        What a screen reader says in place of the picture.

    Returns
    -------
    altair.LayerChart
        Without rows. Columns: `touchpoint`, `branch`, `row_order`, `column_order` (integers, one per row and
        per column), `shade` (what the colour tells, null when hidden), `gap_text`, `clear` (bool), `hidden` ('no',
        'few', 'protected', 'none'), `n_text`, `interval_text`, `fair_text`, `status_text`, `hidden_text`, `code` (of
        the cell; the selection `cell` reports it).
        Give it at least `columns.width_of` pixels; cells
        under 30 pixels carry no number.
    """
    if clamp <= 0:
        raise ValueError(f"clamp must be above 0, not {clamp}")
    chart = alt.Chart(height=alt.Step(ROW)).encode(
        x=theme.slot("x", field="column_order"), y=theme.slot("y", field="row_order")
    )
    shade = alt.Color(
        "shade:Q",
        legend=None,
        scale=alt.Scale(
            domain=[-clamp, -clamp / 2, 0, clamp / 2, clamp],
            range=[ink(token) for token in theme.HEAT],
            clamp=True,
            interpolate="rgb",
        ),
    )
    number = f"abs(datum.shade) > {0.85 * clamp} ? '#FFFFFF' : ink"
    shown, hatched = "datum.hidden == 'no'", "datum.hidden == 'few' || datum.hidden == 'protected'"
    cell = "bandwidth('x')"
    picked = theme.selection("cell")
    return alt.layer(
        chart.transform_filter(f"{shown} && isValid(datum.shade)")
        .mark_rect(stroke=ink("paper"), strokeWidth=expr(f"{cell} < 12 ? .5 : 2"))
        .encode(color=shade),
        chart.transform_filter(f"!({shown})").mark_rect(
            fillOpacity=0, stroke=ink("hair"), strokeDash=[2, 2], strokeWidth=1
        ),
        chart.transform_filter(hatched).mark_point(
            shape=theme.HATCH,
            size=expr(f"{cell} < 20 ? 60 : 200"),
            stroke=ink("faint"),
            strokeWidth=1,
            opacity=0.8,
            fillOpacity=0,
        ),
        chart.transform_filter(f"{shown} && isValid(datum.shade)")
        .mark_text(
            color=expr(number),
            opacity=expr("datum.clear ? 1 : .55"),
            fontWeight=expr("datum.clear ? 700 : 400"),
            fontSize=expr(f"{cell} < 30 ? 0 : {cell} < 40 ? 10 : 11.5"),
        )
        .encode(text="gap_text:N"),
        column_names(chart, "branch"),
        theme.row_names(
            chart.transform_joinaggregate(left="min(column_order)").transform_filter(
                "datum.column_order == datum.left"
            ),
            "touchpoint",
        ),
        chart.mark_rect(fillOpacity=0.001, stroke=ink("ink"), strokeWidth=2, cursor="pointer")
        .encode(
            strokeOpacity=alt.condition(picked, alt.value(0.9), alt.value(0), empty=False),
            tooltip=theme.tooltip(
                "touchpoint",
                branch=words.branch,
                gap_text=words.gap,
                interval_text=words.interval,
                n_text=words.answers,
                fair_text=words.fair,
                status_text=words.conclusion,
                hidden_text=words.note,
            ),
        )
        .add_params(picked),
        data=theme.rows(),
    ).properties(description=description)
