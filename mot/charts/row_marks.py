"""Marks that every chart with rows has: the hatch of a hidden row, and the columns of text beside the plot."""

from typing import Any

import altair as alt

from mot.charts import theme
from mot.charts.theme import expr, ink

NARROW = 420  # pixels below which only one column of text has room


def hatch(chart: Any, size: float | Any) -> Any:
    """The small striped square of rows whose `state` is hidden; it still has to be placed."""
    return chart.transform_filter("datum.state == 'hidden'").mark_point(
        shape=theme.HATCH, size=size, stroke=ink("faint"), strokeWidth=1, opacity=1, fillOpacity=0
    )


def first_row(chart: Any) -> Any:
    """Only the row on top, to write above and below the columns."""
    return chart.transform_joinaggregate(top="min(order)").transform_filter("datum.order == datum.top")


def answers_column(mark: Any, size: float, right: float, **place: Any) -> Any:
    """A text of the column of answers, `right` pixels from the edge; gone where the chart is narrow."""
    shown = expr(f"width < {NARROW} ? 0 : 1")
    text = mark(align="right", color=ink("sub"), fontSize=11.5 * size, opacity=shown, **place)
    return text.encode(x=alt.value(expr(f"width - {right * size}")))
