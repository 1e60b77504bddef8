"""Many series over the months, one below the other: small lines, last values, and what each says in words."""

from typing import Any

import altair as alt

from mot.charts import theme
from mot.charts.theme import expr, ink
from mot.charts.trend_words import TrendWords

ROW, HEAD = 40, 20
VALUE, BASE, FINDING = 52, 48, 118  # columns at the right of the small lines
NARROW = 420


def board(
    words: TrendWords, *, description: str, count: int, select_name: str = "tp", size: float = 1.0
) -> Any:
    """Many series one below the other: small line, last value, answers, and what it says in words.

    Parameters
    ----------
    words : TrendWords
        Uses `value` (also a heading), `interval`, `answers`, `conclusion`.
    description : str
        What a screen reader says in place of the picture.
    count : int
        Series, at least 1.
    select_name : str
        Name of the selection, which reports `code`.
    size : float
        Factor on text, 1.2 on slides.

    Returns
    -------
    altair.LayerChart
        Without rows. One row per series and month: `row` (0 on top), `at` (position of the month), `part`, `y`,
        `y_low`, `y_high` (within [row, row + 1], downwards; null where there is nothing), `mark` ('none', 'low',
        'high'), `state`; and, in the row of each series' last month only, `head` (bool), `label`, `code`,
        `value_text`, `interval_text`, `n_text`, `status_text`, `finding` (short), `hollow` (bool).
    """
    if count < 1:
        raise ValueError(f"a board has at least one series, not {count}")
    wide = f"width >= {NARROW}"
    room = f"({wide} ? {(VALUE + BASE + FINDING) * size} : {(VALUE + FINDING) * size})"
    chart = alt.Chart(height=round((count * ROW + HEAD) * size))
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[0, count], range=[0, expr("height")]))
    x = alt.X(
        "at:Q", axis=None, scale=alt.Scale(zero=False, nice=False, range=[4, expr(f"width - {room} - 8")])
    )
    line = chart.encode(x=x, detail=["row:N", "part:N"])
    head = chart.transform_filter("datum.head")
    middle = head.transform_calculate(middle="datum.row + .5", foot="datum.row + 1").encode(
        y=theme.moved(y, "middle")
    )
    colour = theme.state_colour()
    picked = theme.selection(select_name)
    value_at = f"width - {FINDING * size} - ({wide} ? {BASE * size} : 0)"
    texts = {"align": "right", "fontSize": 12 * size}
    return alt.layer(
        middle.mark_rule(color=ink("hair"), strokeWidth=1).encode(
            y=theme.moved(y, "foot"), x=alt.value(0), x2=alt.value("width")
        ),
        line.mark_area(color=ink("hair"), opacity=0.8).encode(y=theme.moved(y, "y_low"), y2="y_high:Q"),
        line.mark_line(color=ink("brand"), strokeWidth=1.4).encode(y=y),
        chart.transform_filter("datum.mark != 'none' && isValid(datum.y)")
        .mark_point(
            shape=expr("datum.mark == 'low' ? 'triangle-down' : 'triangle-up'"),
            size=36,
            filled=True,
            opacity=1,
        )
        .encode(x=x, y=y, color=colour),
        chart.transform_filter("datum.head && isValid(datum.y) && datum.mark == 'none'")
        .mark_circle(size=34, opacity=1, color=ink("brand"))
        .encode(x=x, y=y),
        middle.mark_text(**texts).encode(x=alt.value(expr(value_at)), text="value_text:N"),
        middle.mark_text(
            align="right", color=ink("sub"), fontSize=11.5 * size, opacity=expr(f"{wide} ? 1 : 0")
        ).encode(x=alt.value(expr(f"width - {FINDING * size}")), text="n_text:N"),
        middle.mark_text(
            align="right", fontWeight=theme.LOUD, fontSize=11.5 * size, limit=(FINDING - 12) * size
        ).encode(x=alt.value("width"), text="finding:N", fill=theme.state_ink()),
        *_headings(chart, words, value_at, wide, size),
        theme.row_names(middle, "label"),
        middle.mark_rect(color=ink("ink"), cursor="pointer")
        .encode(
            x=alt.value(0),
            x2=alt.value("width"),
            y=theme.moved(y, "row"),
            y2="foot:Q",
            opacity=alt.condition(picked, alt.value(0.05), alt.value(0.001), empty=False),
            tooltip=theme.tooltip(
                "label",
                month_text=words.change,
                value_text=words.value,
                interval_text=words.interval,
                n_text=words.answers,
                status_text=words.conclusion,
            ),
        )
        .add_params(picked),
        data=theme.rows(),
    ).properties(description=description)


def _headings(chart: Any, words: TrendWords, value_at: str, wide: str, size: float) -> list[Any]:
    """The headings of the columns, once above the first row."""
    first = chart.transform_filter("datum.head && datum.row == 0").encode(y=alt.value(0))
    look = {"align": "right", "baseline": "bottom", "dy": -5, "color": ink("sub"), "fontSize": 11 * size}
    return [
        first.mark_text(**look).encode(x=alt.value(expr(value_at)), text=alt.value(words.value)),
        first.mark_text(**look, opacity=expr(f"{wide} ? 1 : 0")).encode(
            x=alt.value(expr(f"width - {FINDING * size}")), text=alt.value(words.answers)
        ),
        first.mark_text(**look).encode(x=alt.value("width"), text=alt.value(words.conclusion)),
    ]
