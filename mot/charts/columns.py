"""Names above the columns of a table of cells."""

from typing import Any

import altair as alt

from mot.charts import theme
from mot.charts.theme import expr, ink

CELL, NARROW_CELL = 46, 18  # pixels per column, up to MANY columns and beyond
MANY = 25
NAMES = 130  # pixels that the names of the rows take


def width_of(columns: int) -> int:
    """Pixels that a table of so many columns needs so that its cells stay readable."""
    return NAMES + columns * (CELL if columns <= MANY else NARROW_CELL)


def column_names(chart: Any, field: str, *, row: str = "row_order") -> Any:
    """Names above the first row: level where they fit, else slanted or upright.

    `field` names the columns of cells, `row` is the column of integers that places the rows.
    """
    fit = "(width / datum.slots)"
    return (
        chart.transform_joinaggregate(top=f"min({row})")
        .transform_filter(f"datum.{row} == datum.top")
        .transform_calculate(ems=theme.ems(f"datum.{field}"))
        .transform_joinaggregate(ems="max(ems)", slots="count()")
        .transform_calculate(
            way=f"datum.ems * 11.5 < {fit} - 4 ? 'level' : {fit} > 24 ? 'slanted' : 'upright'"
        )
        .mark_text(
            align=expr("datum.way == 'level' ? 'center' : 'left'"),
            baseline=expr("datum.way == 'level' ? 'bottom' : 'middle'"),
            angle=expr("datum.way == 'level' ? 0 : datum.way == 'slanted' ? -45 : -90"),
            dx=expr("datum.way == 'level' ? 0 : 8"),
            dy=expr("datum.way == 'level' ? -8 : 0"),
            limit=110,
            color=ink("sub"),
            fontSize=expr("bandwidth('x') < 16 ? 10 : 11.5"),
        )
        .encode(y=alt.value(0), text=f"{field}:N")
    )
