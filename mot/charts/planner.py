"""Answers still needed, touchpoints by branches."""

from typing import Any

import altair as alt

from mot.charts import theme
from mot.charts.columns import column_names
from mot.charts.theme import expr, ink
from mot.charts.words import Words

ROW = 34
FULL = 0.6  # share still missing from which a number stands on the full colour


def still_needed(
    words: Words,
    *,
    description: str,
    still: str = "",
    so_far: str = "",
    required: str = "",
    margin: str = "",
) -> Any:
    """Answers still needed per touchpoint and branch: darker where a larger part of the sample is missing.

    Parameters
    ----------
    words : Words
        Uses `branch` and `note`.
    description : str
        What a screen reader says in place of the picture.
    still, so_far, required, margin : str
        Titles of the tooltip's lines.

    Returns
    -------
    altair.LayerChart
        Without rows. Columns: `touchpoint`, `branch`, `row_order`, `column_order` (integers, one per row and per
        column), `share` (still needed of required, 0 to 1), `exact` (bool; False: a hidden cell, outlined),
        `still_text`, `so_far_text`, `required_text`, `margin_text`, `note_text`. Give it at least
        `columns.width_of` pixels; cells under 30 pixels carry no number.
    """
    chart = alt.Chart(height=alt.Step(ROW)).encode(
        x=theme.slot("x", field="column_order"), y=theme.slot("y", field="row_order")
    )
    shade = alt.Color(
        "share:Q",
        legend=None,
        scale=alt.Scale(domain=[0, 1], range=[ink("heat_zero"), ink("brand")], clamp=True, interpolate="rgb"),
    )
    cell = "bandwidth('x')"
    return alt.layer(
        chart.mark_rect(stroke=ink("paper"), strokeWidth=expr(f"{cell} < 12 ? .5 : 2")).encode(color=shade),
        chart.transform_filter("!datum.exact").mark_rect(
            fillOpacity=0, stroke=ink("sub"), strokeDash=[2, 2], strokeWidth=1
        ),
        chart.mark_text(
            color=expr(f"datum.share > {FULL} ? paper : datum.share > 0 ? ink : sub"),
            fontWeight=expr("datum.share > 0 ? 600 : 400"),
            fontSize=expr(f"{cell} < 30 ? 0 : {cell} < 40 ? 10 : 11.5"),
        ).encode(text="still_text:N"),
        column_names(chart, "branch"),
        theme.row_names(
            chart.transform_joinaggregate(left="min(column_order)").transform_filter(
                "datum.column_order == datum.left"
            ),
            "touchpoint",
        ),
        chart.mark_rect(opacity=0.001).encode(
            tooltip=theme.tooltip(
                "touchpoint",
                branch=words.branch,
                still_text=still,
                so_far_text=so_far,
                required_text=required,
                margin_text=margin,
                note_text=words.note,
            )
        ),
        data=theme.rows(),
    ).properties(description=description)
