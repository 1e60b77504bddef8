"""Branches against the funnel of what chance, and the usual differences between them, allow."""

from typing import Any

import altair as alt

from mot.charts import theme
from mot.charts.branches import DIFFERS, STRONG
from mot.charts.row_marks import NARROW
from mot.charts.theme import expr, ink
from mot.charts.words import Words

HEIGHT = 340


def funnel(
    words: Words,
    *,
    description: str,
    signed: bool = True,
    value: str = "",
    fair: str = "",
    height: int = HEIGHT,
    size: float = 1.0,
) -> Any:
    """Each branch by its number of answers, over the limits within which branches usually lie.

    Parameters
    ----------
    words : Words
        Uses `answers` (also the scale's title), `interval`, `conclusion`.
    description, signed, value, fair, size
        As of `branches.ranked`; `value` is also the title of the upright scale.
    height : int
        Height in pixels.

    Returns
    -------
    altair.LayerChart
        Without rows. Columns: `kind` ('curve' or 'branch') and `n`; of a curve `lo95`, `hi95`, `lo998`, `hi998`,
        `lo_chance`, `hi_chance` (null without such lines), `centre`, and in its last row, the only one with
        `last`, `bottom` and `top` (the part of the scale that is drawn), `centre_text` (at the left end where
        `left`), `inner_text`, `outer_text`, `chance_text`; of a branch `value`, `state`, `sure`, `chosen` (bool;
        others are faint), `crowd` (bool: too many for large dots), `label`, `name` (drawn beside the dot, or
        ""), `side` ('right', 'left', 'over', 'under'), `value_text`, `interval_text`, `fair_text`, `n_text`,
        `status_text`.
    """
    chart = alt.Chart(height=height)
    curve, dots = (
        chart.transform_filter("datum.kind == 'curve'"),
        chart.transform_filter("datum.kind == 'branch'"),
    )
    base = alt.X(
        "n:Q",
        title=f"{words.answers} \u2192",
        scale=alt.Scale(type="sqrt", zero=False, nice=False),
        axis=alt.Axis(
            grid=False, tickCount=expr("width < 420 ? 4 : 6"), format=",d", labelFontSize=11 * size
        ),
    )
    level = alt.Y(
        "value:Q",
        title=value,
        scale=alt.Scale(zero=False, nice=False, padding=0),
        axis=alt.Axis(
            tickCount=6,
            grid=False,
            labelExpr=theme.SIGNED_NUMBER if signed else theme.PLAIN_NUMBER,
            labelFontSize=11 * size,
        ),
    )
    bands = [
        curve.mark_area(color=ink("faint"), opacity=opacity).encode(
            x=base, y=theme.moved(level, f"lo{which}"), y2=f"hi{which}:Q"
        )
        for which, opacity in (("998", 0.1), ("95", 0.13))
    ]
    lines = [
        curve.transform_filter(f"isValid(datum.{side}_chance)")
        .mark_line(color=ink("faint"), strokeDash=[1, 3], strokeWidth=1.2)
        .encode(x=base, y=theme.moved(level, f"{side}_chance"))
        for side in ("lo", "hi")
    ]
    ends = [
        curve.transform_filter(f"datum.last && isValid(datum.{field})")
        .mark_text(
            align=expr(f"datum.{left} ? 'left' : 'right'") if left else "right",
            baseline=baseline,
            dx=expr(f"datum.{left} ? 4 : -4") if left else -4,
            dy=dy,
            color=ink("sub"),
            fontSize=10.5 * size,
        )
        .encode(
            x=alt.value(expr(f"datum.{left} ? 0 : width") if left else "width"),
            y=theme.moved(level, field),
            text=f"{text}:N",
        )
        for field, text, baseline, dy, left in (
            ("hi998", "outer_text", "top", 3, ""),
            ("hi95", "inner_text", "top", 3, ""),
            ("centre", "centre_text", "bottom", -4, "left"),
            ("lo_chance", "chance_text", "top", 3, ""),
        )
    ]
    colour = theme.state_colour()
    return alt.layer(
        curve.transform_filter("datum.last")
        .mark_rule(opacity=0)
        .encode(x=alt.value(0), y=theme.moved(level, "bottom"), y2="top:Q"),
        *bands,
        *lines,
        curve.mark_line(color=ink("sub"), strokeWidth=1, opacity=0.8).encode(
            x=base, y=theme.moved(level, "centre")
        ),
        *ends,
        dots.mark_circle(
            size=expr(f"(datum.crowd && datum.state == 'unclear' ? 26 : 72) * {size**2}"),
            opacity=expr("!datum.chosen ? .3 : datum.crowd && datum.state == 'unclear' ? .6 : 1"),
        ).encode(x=base, y=level, color=colour),
        *(
            _name(dots, size, **halo).encode(x=base, y=level, text="name:N", **fill)
            for halo, fill in _twice()
        ),
        dots.mark_circle(size=420, opacity=0.001).encode(
            x=base,
            y=level,
            tooltip=theme.tooltip(
                "label",
                value_text=value,
                interval_text=words.interval,
                n_text=words.answers,
                fair_text=fair,
                status_text=words.conclusion,
            ),
        ),
        data=theme.rows(),
    ).properties(description=description)


def _twice() -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """A name is drawn twice: a halo in the page's colour, and over it the letters."""
    return [
        ({"stroke": ink("paper"), "strokeWidth": 3, "strokeJoin": "round"}, {}),
        ({}, {"fill": theme.state_ink()}),
    ]


def _name(dots: Any, size: float, **look: Any) -> Any:
    """A branch's name at its side of the dot; on a phone only where the branch differs."""
    beside = "datum.side == 'right' ? 'left' : datum.side == 'left' ? 'right' : 'center'"
    seen = f"width >= {NARROW} || {DIFFERS} ? 1 : 0"
    return dots.transform_filter("datum.name != ''").mark_text(
        align=expr(beside),
        baseline=expr("datum.side == 'over' ? 'bottom' : datum.side == 'under' ? 'top' : 'middle'"),
        dx=expr("datum.side == 'right' ? 9 : datum.side == 'left' ? -9 : 0"),
        dy=expr("datum.side == 'over' ? -8 : datum.side == 'under' ? 8 : 0"),
        opacity=expr(seen),
        fontWeight=STRONG,
        fontSize=11.5 * size,
        **look,
    )
