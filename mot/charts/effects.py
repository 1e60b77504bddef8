"""Before and after an action: the small chart of a card, and the chart of its verdict.

Both read one table. Its column `kind` tells what a row is: *point* (a quarter), *mean* (a window of months),
*compared* (the comparison branches in that window), *start* or *target*.
"""

from typing import Any

import altair as alt

from mot.charts import theme
from mot.charts.theme import expr, ink
from mot.charts.words import Words

MINI_HEIGHT, HEIGHT = 92, 230
ROOMY = expr("width < 430 ? 0 : 12")  # letters that only wide charts have room for
COLUMNS = (
    "kind", "at", "until", "value", "lo", "hi", "state", "label", "raised", "edge", "period", "value_text",
    "interval_text", "n_text",
)  # fmt: skip


def mini(words: Words, *, description: str) -> Any:
    """Quarters with their intervals, grey before the start; the means before and after; the target dashed.

    Parameters
    ----------
    words : Words
        Uses `gap`, `interval`, `answers`.
    description : str
        What a screen reader says in place of the picture.

    Returns
    -------
    altair.LayerChart
        Without rows. Columns: `kind` as above, `at` and `until` (months, a quarter lies in its middle), `value`, `lo`,
        `hi`, `state`, `period` (a quarter's short label), `edge` ("first", "last" or ""), `value_text`,
        `interval_text`, `n_text`. Missing numbers are null and draw nothing.
    """
    chart, level = alt.Chart(height=MINI_HEIGHT), _level(None)
    points = chart.transform_filter("datum.kind == 'point'")
    return alt.layer(
        *_marks(chart, level, thickness=7, size=26),
        *(
            points.transform_filter(f"datum.edge == '{edge}'")
            .mark_text(align=align, baseline="top", dy=4, fontSize=10.5, color=ink("sub"))
            .encode(x=_time(), y=alt.value("height"), text="period:N")
            for edge, align in (("first", "center"), ("last", "center"))
        ),
        _touch(points, words),
        data=theme.rows(),
    ).properties(description=description)


def before_after(words: Words, *, description: str, height: int = HEIGHT) -> Any:
    """The same in full: an axis, the intervals of the means as bands, the comparison branches dashed, and labels.

    Parameters
    ----------
    words : Words
        Uses `gap`, `interval`, `answers`.
    description : str
        What a screen reader says in place of the picture.
    height : int
        Height in pixels.

    Returns
    -------
    altair.LayerChart
        Without rows. Columns as for `mini`; besides, `label` (what stands at a mean, the start, the target or the
        comparison) and `raised` (whether it stands above its line).
    """
    chart = alt.Chart(height=height)
    level = _level(alt.Axis(tickCount=5, labelExpr=theme.SIGNED_NUMBER, labelFontSize=11))
    means = chart.transform_filter("datum.kind == 'mean' && isValid(datum.value)")
    compared = chart.transform_filter("datum.kind == 'compared' && isValid(datum.value)")
    points = chart.transform_filter("datum.kind == 'point'")
    return alt.layer(
        means.transform_filter("isValid(datum.lo)")
        .mark_rect(opacity=0.13)
        .encode(x=_time(), x2="until:Q", y=theme.moved(level, "lo"), y2="hi:Q", color=theme.state_colour()),
        compared.mark_rule(color=ink("sub"), strokeWidth=1.5, strokeDash=[2, 3]).encode(
            x=_time(), x2="until:Q", y=level
        ),
        *_marks(chart, level, thickness=9, size=50),
        *_labels(means, compared, level),
        chart.transform_filter("datum.kind == 'start'")
        .mark_text(align="left", baseline="top", dx=5, dy=1, color=ink("sub"), fontSize=11.5)
        .encode(x=_time(), y=alt.value(0), text="label:N"),
        chart.transform_filter("datum.kind == 'target' && isValid(datum.value)")
        .mark_text(align="left", baseline="bottom", dy=-3, color=ink("sub"), fontSize=11.5)
        .encode(x=alt.value(2), y=level, text="label:N"),
        points.mark_text(baseline="top", dy=9, color=ink("sub"), fontSize=11).encode(
            x=_time(), y=alt.value("height"), text="period:N"
        ),
        _touch(points, words),
        data=theme.rows(),
    ).properties(description=description)


def _time() -> Any:
    return alt.X("at:Q", axis=None, scale=alt.Scale(zero=False, nice=False, padding=18))


def _level(axis: Any) -> Any:
    return alt.Y("value:Q", title=None, axis=axis, scale=alt.Scale(zero=False, nice=False, padding=10))


def _marks(chart: Any, level: Any, *, thickness: int, size: int) -> list[Any]:
    """Target, start, quarters with their intervals, and the two means."""
    colour = theme.state_colour()
    points = chart.transform_filter("datum.kind == 'point' && isValid(datum.value)")
    return [
        chart.transform_filter("datum.kind == 'target' && isValid(datum.value)")
        .mark_rule(color=ink("faint"), strokeDash=[4, 3])
        .encode(y=level),
        chart.transform_filter("datum.kind == 'start'")
        .mark_rule(color=ink("sub"), strokeWidth=1)
        .encode(x=_time()),
        points.transform_filter("isValid(datum.lo)")
        .mark_rule(opacity=0.28, strokeWidth=thickness, strokeCap="round")
        .encode(x=_time(), y=theme.moved(level, "lo"), y2="hi:Q", color=colour),
        points.mark_circle(size=size, opacity=1).encode(x=_time(), y=level, color=colour),
        chart.transform_filter("datum.kind == 'mean' && isValid(datum.value)")
        .mark_rule(strokeWidth=1.6)
        .encode(x=_time(), x2="until:Q", y=level, color=colour),
    ]


def _labels(means: Any, compared: Any, level: Any) -> list[Any]:
    """What stands at the lines, above those that are higher and below the others, in the middle of each."""
    said = []
    for raised, baseline, dy in (("true", "bottom", -5), ("false", "top", 6)):
        for rows, fill, letters in (
            (means, theme.state_ink(), 12),
            (compared, alt.FillValue(ink("sub")), ROOMY),
        ):
            text = rows.transform_filter(f"datum.raised == {raised}").transform_calculate(
                middle="(datum.at + datum.until) / 2"
            )
            place = {"x": theme.moved(_time(), "middle"), "y": level, "text": "label:N"}
            look = {"baseline": baseline, "dy": dy, "fontSize": letters}
            halo = text.mark_text(stroke=ink("paper"), strokeWidth=3, strokeJoin="round", **look)
            said += [halo.encode(**place), text.mark_text(**look).encode(**place, fill=fill)]
    return said


def _touch(points: Any, words: Words) -> Any:
    """What a quarter says when it is touched."""
    return points.mark_bar(width=26, opacity=0.001).encode(
        x=_time(),
        y=alt.value(0),
        y2=alt.value("height"),
        tooltip=theme.tooltip(
            "period", value_text=words.gap, interval_text=words.interval, n_text=words.answers
        ),
    )
