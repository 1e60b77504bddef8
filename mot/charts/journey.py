"""The journey strip: every touchpoint in order, what was expected and what was met."""

from typing import Any

import altair as alt

from mot.charts import theme
from mot.charts.row_marks import hatch
from mot.charts.theme import expr, ink
from mot.charts.words import Words

HEIGHT = 290
SLOT = "bandwidth('x')"
SEEN = "isValid(datum.perception)"
ASKED = "isValid(datum.expectation)"


def journey(words: Words, *, description: str, decimals: int = 2, size: float = 1.0) -> Any:
    """Strip of touchpoints in journey order: tick = expectation, dot = perception, ribbon = interval.

    Parameters
    ----------
    words : Words
        Uses `expectation`, `perception`, `gap`, `interval`, `answers`, `conclusion`.
    description : str
        What a screen reader says in place of the picture.
    decimals : int
        Decimals of the scores in the tooltip.
    size : float
        Factor on text and marks, 1.2 on slides.

    Returns
    -------
    altair.LayerChart
        Without rows. Columns: `label`, `short2` (two lines parted by ``|``), `stage`, `order` (unique
        integers), `code`, `expectation`, `perception`, `lo`, `hi` (interval of the perception),
        `gap_text`, `state` (see `theme.State`), `n_text`, `interval_text`, `status_text`. Missing numbers
        are null. The selection `tp` reports `code`.
    """
    chart = alt.Chart(height=HEIGHT * size).encode(x=theme.slot("x"))
    level = alt.Y(
        "perception:Q",
        title=None,
        scale=alt.Scale(zero=False, nice=False, padding=26 * size),
        axis=alt.Axis(tickCount=4, labelExpr=theme.PLAIN_NUMBER, labelFontSize=12 * size),
    )
    column = {"y": alt.value(0), "y2": alt.value("height")}
    colour = theme.state_colour()
    ribbon = f"min({11 * size}, {SLOT} * .4)"
    under = "datum.perception < datum.expectation"
    first = chart.transform_window(before="lag(stage)", sort=[alt.SortField("order")]).transform_filter(
        "datum.stage !== datum.before"
    )
    return alt.layer(
        chart.transform_filter("datum.state == 'weak'")
        .mark_rect(color=ink("weak"), opacity=0.075)
        .encode(**column),
        first.transform_filter("isValid(datum.before)")
        .mark_rule(color=ink("hair"))
        .encode(x=theme.slot("x", at=0), **column),
        first.mark_text(
            align="left",
            baseline="bottom",
            dx=expr("isValid(datum.before) ? 6 : 2"),
            dy=-9,
            color=ink("sub"),
            fontSize=12 * size,
        ).encode(x=theme.slot("x", at=0), y=alt.value(0), text="stage:N"),
        chart.transform_filter("isValid(datum.lo)")
        .mark_bar(opacity=0.28, width=expr(ribbon), cornerRadius=expr(f"{ribbon} / 2"))
        .encode(y=theme.moved(level, "lo"), y2="hi:Q", color=colour),
        chart.transform_filter(f"{SEEN} && {ASKED}")
        .mark_rule(strokeWidth=1.4 * size)
        .encode(y=theme.moved(level, "expectation"), y2="perception:Q", color=colour),
        chart.transform_filter(ASKED)
        .mark_tick(
            orient="horizontal",
            color=ink("ink"),
            opacity=1,
            thickness=2.5 * size,
            size=expr(f"min({48 * size}, {SLOT} * .42)"),
        )
        .encode(y=theme.moved(level, "expectation")),
        chart.transform_filter(SEEN)
        .mark_circle(opacity=1, size=expr(f"{SLOT} < 40 ? 46 : {85 * size**2}"))
        .encode(y=level, color=colour),
        chart.transform_filter(SEEN)
        .transform_calculate(
            edge=f"!isValid(datum.lo) ? datum.perception : {under} ? min(datum.perception, datum.lo)"
            " : max(datum.perception, datum.hi)"
        )
        .mark_text(
            dy=expr(f"({under} ? 1 : -1) * (isValid(datum.lo) ? {12 * size} : {15 * size})"),
            fontWeight=theme.LOUD,
            fontSize=expr(f"{SLOT} < 24 ? 0 : {SLOT} < 29 ? 9 : {SLOT} < 44 ? 10 : {12.5 * size}"),
        )
        .encode(y=theme.moved(level, "edge"), text="gap_text:N", fill=theme.state_ink()),
        hatch(chart, 180 * size).encode(y=alt.value(expr("height / 2"))),
        *_last_words(chart, level, words, size),
        _names(chart, size),
        _answer(chart, words, decimals).encode(**column),
        data=theme.rows(),
    ).properties(description=description)


def _last_words(chart: Any, level: Any, words: Words, size: float) -> list[Any]:
    """Direct labels beside the last touchpoint that has both marks, pushed apart where they would touch."""
    apart = "(scale('y', datum.perception) - scale('y', datum.expectation))"
    push = f"abs({apart}) < 14 ? 7 - abs({apart}) / 2 : 0"
    down = f"({apart} < 0 ? -1 : 1)"
    last = (
        chart.transform_filter(f"{SEEN} && {ASKED}")
        .transform_joinaggregate(last="max(order)")
        .transform_filter("datum.order == datum.last")
    )
    look: dict[str, Any] = {
        "align": "left",
        "dx": expr(f"min({26 * size}, {SLOT} * .25) + 5"),
        "color": ink("sub"),
        "fontSize": expr(f"{SLOT} < 80 ? 0 : {11 * size}"),
    }
    return [
        last.mark_text(dy=expr(f"-{down} * ({push})"), **look).encode(
            y=theme.moved(level, "expectation"), text=alt.value(words.expectation)
        ),
        last.mark_text(dy=expr(f"{down} * ({push})"), **look).encode(
            y=level, text=alt.value(words.perception)
        ),
    ]


def _names(chart: Any, size: float) -> Any:
    """Touchpoint names below: in one line, in two, in two smaller ones, slanted or upright: what fits first."""
    fit = "(width / datum.slots)"
    one, two, small = 12.5 * size, f"({fit} < 44 ? 10 : {12 * size})", 10
    return (
        chart.transform_calculate(
            first="split(isValid(datum.short2) ? datum.short2 : datum.label, '|')[0]",
            second="split(isValid(datum.short2) ? datum.short2 : datum.label, '|')[1]",
        )
        .transform_calculate(
            one=theme.ems("datum.label"),
            two=f"max({theme.ems('datum.first')}, isValid(datum.second) ? {theme.ems('datum.second')} : 0)",
        )
        .transform_joinaggregate(one="max(one)", two="max(two)", slots="count()")
        .transform_calculate(
            way=f"datum.one * {one} < {fit} - 4 ? 'one' : datum.two * {two} < {fit} - 2 ? 'two'"
            f" : datum.two * {small} < {fit} - 2 ? 'small' : {fit} > 17 ? 'slanted' : 'upright'"
        )
        .transform_calculate(
            lying="datum.way == 'one' || datum.way == 'two' || datum.way == 'small'",
        )
        .transform_calculate(
            name="datum.lying && datum.way != 'one' && isValid(datum.short2) ? datum.short2 : datum.label"
        )
        .mark_text(
            lineBreak="|",
            lineHeight=expr(f"{SLOT} < 44 ? 13 : {15 * size}"),
            align=expr("datum.lying ? 'center' : 'right'"),
            baseline=expr("datum.lying ? 'top' : 'middle'"),
            angle=expr("datum.lying ? 0 : datum.way == 'slanted' ? -45 : -90"),
            dx=expr("datum.lying ? 0 : -10"),
            dy=expr("datum.lying ? 10 : 0"),
            limit=expr("datum.lying ? 0 : 120"),
            fontSize=expr(
                f"datum.way == 'one' ? {one} : datum.way == 'small' || {SLOT} < 44 ? {small} : {12 * size}"
            ),
        )
        .encode(y=alt.value("height"), text="name:N")
    )


def _answer(chart: Any, words: Words, decimals: int) -> Any:
    """Full-height column that takes the click and carries the tooltip."""
    picked = theme.selection()
    return (
        chart.transform_calculate(
            expectation_text=theme.score("expectation", decimals),
            perception_text=theme.score("perception", decimals),
        )
        .mark_rect(color=ink("ink"), cursor="pointer")
        .encode(
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
        .add_params(picked)
    )
