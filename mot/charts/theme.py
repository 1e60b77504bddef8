"""The look of every chart: colours that follow light and dark, one Altair theme, and small shared layers.

A chart is drawn once per language without its rows (`rows()` stands in for them); `spec` turns it into a
plain dictionary that can be kept for ever, and the rows travel beside it. Colours are Vega parameters that
read the page's `background` in the browser, so one spec serves light and dark.
"""

from enum import StrEnum
from typing import Any

import altair as alt

THEME = "moments"

PALETTE: dict[str, tuple[str, str]] = {
    "ink": ("#1D2731", "#E9E7E2"),
    "sub": ("#55616C", "#AEB7BF"),
    "faint": ("#8A949D", "#7D8790"),
    "hair": ("#E6E3DC", "#2A333B"),
    "paper": ("#FFFFFF", "#12171C"),
    "brand": ("#0E4A5B", "#6CC0CF"),
    "weak": ("#B8400F", "#F2946B"),
    "below": ("#CB7E58", "#A86A4C"),
    "unclear": ("#8A949D", "#7D8790"),
    "above": ("#1A66A8", "#74B4E8"),
    "heat_low": ("#B8400F", "#B9572A"),
    "heat_lower": ("#EBB9A2", "#6B3D2A"),
    "heat_zero": ("#F4F3EF", "#1F272E"),
    "heat_higher": ("#A9CBE6", "#27506F"),
    "heat_high": ("#1A66A8", "#2F78B4"),
}
"""Token -> (on a light page, on a dark page)."""

HEAT = ("heat_low", "heat_lower", "heat_zero", "heat_higher", "heat_high")
HATCH = "M-1,-.25L-.25,-1M-1,.75L.75,-1M-.25,1L1,-.25M.55,1L1,.55"
"""A small striped square: there are answers, but they are not shown."""

PLAIN_NUMBER = "replace(datum.label, '-', '\u2212')"
SIGNED_NUMBER = f"datum.value > 0 ? '+' + datum.label : datum.value == 0 ? '0' : {PLAIN_NUMBER}"
"""Axis labels of a level and of a difference, with a true minus sign."""


class State(StrEnum):
    """What a mark says by its colour."""

    WEAK = "weak"
    BELOW = "below"
    UNCLEAR = "unclear"
    ABOVE = "above"
    HIDDEN = "hidden"


def ink(token: str) -> Any:
    """Reference to a colour of the palette, valid wherever Vega-Lite takes a colour or a range."""
    if token not in PALETTE:
        raise ValueError(f"no colour is called {token}; there are {', '.join(PALETTE)}")
    return alt.ExprRef(token)


def expr(text: str) -> Any:
    """A mark property worked out in the browser; may read `datum`, `width`, `bandwidth('x')`."""
    return alt.ExprRef(text)


def slot(channel: str, *, at: float | None = None, field: str = "order") -> Any:
    """Place by an integer column, one slot per value, without an axis; `at` from 0 (start) to 1 (end)."""
    make = alt.X if channel == "x" else alt.Y
    place = {} if at is None else {"bandPosition": at}
    return make(f"{field}:O", axis=None, scale=alt.Scale(padding=0), **place)


def moved(channel: Any, field: str) -> Any:
    """The same position channel, read from another number column."""
    other = channel.copy()
    other.shorthand = f"{field}:Q"
    return other


def ems(text: str) -> str:
    """Expression: about how wide a text is, in units of its font size."""
    wide = f"length(replace({text}, /[^\\u2e80-\\uffff]/g, ''))"
    return f"({wide} + .51 * (length({text}) - {wide}))"


def rows() -> Any:
    """Stand-in for the rows, which travel beside the spec."""
    return alt.NamedData(name="rows")


def state_colour() -> Any:
    """Colour of marks by the column `state`."""
    marks = ["weak", "below", "unclear", "above", "faint"]
    return alt.Color(
        "state:N", scale=alt.Scale(domain=list(State), range=[ink(m) for m in marks]), legend=None
    )


def state_ink() -> Any:
    """Colour of numbers by the column `state`: only conclusions that ask for attention are coloured."""
    texts = ["weak", "sub", "sub", "above", "faint"]
    return alt.Fill(
        "state:N", scale=alt.Scale(domain=list(State), range=[ink(t) for t in texts]), legend=None
    )


LOUD = expr("datum.state == 'weak' || datum.state == 'above' ? 700 : 500")
"""Weight of a number: the second cue beside its colour."""


def score(field: str, decimals: int) -> str:
    """Expression that writes a number column with fixed decimals, or a dash where it is missing."""
    value = f"datum['{field}']"
    return f"isValid({value}) ? replace(format({value}, '.{decimals}f'), '-', '\u2212') : '\u2013'"


def tooltip(heading: str, **titles: str) -> list[Any]:
    """Tooltip with the column `heading` on top and one titled line per text column."""
    return [
        alt.Tooltip(f"{heading}:N", title="title"),
        *(alt.Tooltip(f"{field}:N", title=title) for field, title in titles.items()),
    ]


def row_names(chart: Any, field: str, *, limit: int = 150) -> Any:
    """Names of the rows, right-aligned before the plot, cut at `limit` pixels."""
    return chart.mark_text(align="right", dx=-9, fontSize=12.5, limit=limit).encode(
        x=alt.value(0), text=f"{field}:N"
    )


def selection(name: str = "tp", *, field: str = "code") -> Any:
    """A click selection that reports `field`; a double click clears it."""
    return alt.selection_point(name=name, fields=[field], on="click", clear="dblclick")


def spec(chart: Any) -> dict[str, Any]:
    """Vega-Lite dictionary of a chart without rows, theme included; safe to keep and to share.

    The result has no `data`: pass the rows beside it, as to ``st.vega_lite_chart(rows, spec)``.
    """
    with alt.theme.enable(THEME):
        drawn: dict[str, Any] = chart.to_dict(validate=False)
    drawn["autosize"] = {"type": "fit", "contains": "padding", "resize": True}
    drawn.pop("data", None)
    drawn.pop("datasets", None)
    return drawn


def _theme() -> alt.theme.ThemeConfig:
    params = [
        {"name": name, "expr": f"luminance(background) > 0.4 ? '{light}' : '{dark}'"}
        for name, (light, dark) in PALETTE.items()
    ]
    axis = {
        "labelFontSize": 12,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
        "labelColor": {"expr": "sub"},
        "titleColor": {"expr": "sub"},
        "gridColor": {"expr": "hair"},
        "domain": False,
        "ticks": False,
        "labelPadding": 6,
        "titlePadding": 8,
        "labelLimit": 220,
        "labelBound": False,
        "labelFlush": False,
        "labelOverlap": False,
    }
    config = {
        "params": params,
        "axis": axis,
        "axisY": {"titleAngle": 0, "titleAlign": "left", "titleAnchor": "end", "titleX": 0, "titleY": -14},
        "axisX": {"titleAnchor": "end", "titleAlign": "right"},
        "text": {"color": {"expr": "ink"}, "fontSize": 12},
        "rule": {"color": {"expr": "hair"}},
        "view": {"stroke": None},
        "legend": {"disable": True},
    }
    return {"config": config}


alt.theme.register(THEME, enable=True)(_theme)
