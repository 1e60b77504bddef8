"""What lies behind one gap: the spread of the answers, the service dimensions, the zone of tolerance."""

from dataclasses import replace
from typing import Any

import altair as alt

from mot.charts import overview, theme
from mot.charts.row_marks import NARROW, hatch
from mot.charts.theme import expr, ink
from mot.charts.words import Words

HEIGHT = 176
ROW = 34
COLUMN = 96  # the words at the right of the zones


def spread(words: Words, *, description: str, size: float = 1.0) -> Any:
    """Share of the people per step of the scale: bar = perceived, tick = expected.

    Parameters
    ----------
    words : Words
        Uses `expectation`, `perception`.
    description : str
        What a screen reader says in place of the picture.
    size : float
        Factor on text and height, 1.2 on slides.

    Returns
    -------
    altair.LayerChart
        Without rows. Columns: `label` (the step), `order` (unique integers), `expected`, `perceived` (shares, null
        where not asked), `expected_text`, `perceived_text`.
    """
    chart = alt.Chart(height=HEIGHT * size).encode(x=theme.slot("x"))
    share = alt.Y("perceived:Q", title=None, axis=None, scale=alt.Scale(zero=True, nice=False, padding=20))
    expected = theme.moved(share, "expected")
    wide = "bandwidth('x')"
    last = chart.transform_joinaggregate(last="max(order)").transform_filter("datum.order == datum.last")
    return alt.layer(
        chart.mark_bar(color=ink("brand"), opacity=0.32, width=expr(f"min(58, {wide} * .62)")).encode(
            y=share
        ),
        chart.transform_filter("isValid(datum.expected)")
        .mark_tick(
            orient="horizontal",
            color=ink("ink"),
            thickness=2.2,
            opacity=1,
            size=expr(f"min(66, {wide} * .74)"),
        )
        .encode(y=expected),
        chart.mark_text(
            baseline="top", dy=5, color=ink("brand"), fontWeight=600, fontSize=11.5 * size
        ).encode(y=alt.value(expr("height")), text="perceived_text:N"),
        chart.mark_text(baseline="top", dy=21, color=ink("sub"), fontSize=12 * size).encode(
            y=alt.value(expr("height")), text="label:N"
        ),
        last.transform_filter("isValid(datum.expected)")
        .mark_text(align="right", dx=expr(f"{wide} / 2"), dy=-9, color=ink("sub"), fontSize=11 * size)
        .encode(y=expected, text=alt.value(words.expectation)),
        chart.mark_rect(opacity=0.001).encode(
            y=alt.value(0),
            y2=alt.value("height"),
            tooltip=theme.tooltip("label", perceived_text=words.perception, expected_text=words.expectation),
        ),
        data=theme.rows(),
    ).properties(description=description)


def dimensions(words: Words, *, description: str) -> Any:
    """Gap per service dimension and overall, as the largest movements are drawn: dot, interval, zero line.

    Columns as in `overview.movements`.
    """
    return overview.movements(replace(words, change=words.gap), description=description)


def zones(words: Words, *, description: str, decimals: int = 2, size: float = 1.0) -> Any:
    """Band from the least acceptable to the expected, dot = perceived with its interval, the zone in words.

    Parameters
    ----------
    words : Words
        Uses `least`, `expectation`, `perception`, `answers`, `conclusion`.
    description : str
        What a screen reader says in place of the picture.
    decimals : int
        Decimals of the scores in the tooltip.
    size : float
        Factor on text and row height, 1.2 on slides.

    Returns
    -------
    altair.LayerChart
        Without rows. Columns: `label`, `order` (unique integers, first on top), `least`, `expectation`,
        `perception`, `lo`, `hi`, `state`, `n_text`, `zone_text` (short), `status_text` (whole).
    """
    chart = alt.Chart(height=alt.Step(ROW * size)).encode(y=theme.slot("y"))
    room = f"(width < {NARROW} ? 0 : {COLUMN * size})"
    level = alt.X(
        "perception:Q",
        title=None,
        scale=alt.Scale(zero=False, nice=False, padding=14, range=[0, expr(f"width - {room}")]),
        axis=alt.Axis(
            orient="top",
            tickCount=expr("width < 420 ? 3 : 5"),
            labelExpr=theme.PLAIN_NUMBER,
            labelFontSize=11,
        ),
    )
    colour = theme.state_colour()
    known = chart.transform_filter("isValid(datum.perception)")
    return alt.layer(
        known.mark_bar(color=ink("hair"), height=14 * size, cornerRadius=2).encode(
            x=theme.moved(level, "least"), x2="expectation:Q"
        ),
        known.mark_tick(orient="vertical", color=ink("ink"), thickness=2.2, size=17 * size, opacity=1).encode(
            x=theme.moved(level, "expectation")
        ),
        known.mark_tick(orient="vertical", color=ink("faint"), thickness=2, size=14 * size, opacity=1).encode(
            x=theme.moved(level, "least")
        ),
        known.transform_filter("isValid(datum.lo)")
        .mark_bar(opacity=0.34, height=8 * size, cornerRadius=4 * size)
        .encode(x=theme.moved(level, "lo"), x2="hi:Q", color=colour),
        known.mark_circle(size=80 * size**2, opacity=1).encode(x=level, color=colour),
        hatch(chart, 160).encode(x=alt.value(14)),
        chart.mark_text(
            align="right", dx=-2, fontSize=11.5 * size, opacity=expr(f"width < {NARROW} ? 0 : 1")
        ).encode(x=alt.value("width"), text="zone_text:N", fill=theme.state_ink()),
        theme.row_names(chart, "label"),
        chart.transform_calculate(
            least_text=theme.score("least", decimals),
            expectation_text=theme.score("expectation", decimals),
            perception_text=theme.score("perception", decimals),
        )
        .mark_rect(opacity=0.001)
        .encode(
            x=alt.value(0),
            x2=alt.value("width"),
            tooltip=theme.tooltip(
                "label",
                least_text=words.least,
                expectation_text=words.expectation,
                perception_text=words.perception,
                n_text=words.answers,
                status_text=words.conclusion,
            ),
        ),
        data=theme.rows(),
    ).properties(description=description)
