"""Touchpoints by branches as a native table: each cell in the colour that the page's chart gives it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mot.domain.slides import Chart, Drawing, Value
from mot.reports import measure
from mot.reports.layout import Box
from mot.reports.pptx import theme
from mot.reports.pptx.tables import Cell, frame
from mot.reports.pptx.text import SLACK, Pen

TALLEST = 34.0  # units of a row
SIZES = (12.0, 11.0, 10.0, 9.0, 8.0)
NAMES = 0.28  # of the width, at most, for the names of the rows
LEVEL = 3.0  # ems of the heading where the names of the columns stand level, in at most two lines
UPRIGHT = 11.0  # and at most where they run upwards
FULL = 0.6  # share still missing from which a number stands on the full colour
LOUD = 0.85  # share of the clamp from which it does on a gap's
DRAWN = (Drawing.HEAT, Drawing.NEEDED)
HATCHED = ("few", "protected")


@dataclass(frozen=True, slots=True)
class Drawn:
    """A table as XML, and where it ends."""

    xml: str
    bottom: float


def draw(pen: Pen, number: int, chart: Chart, box: Box) -> Drawn:
    """The chart's rows as a table that fills the box, at most `TALLEST` units a row."""
    rows = [
        dict(zip(chart.columns, values, strict=True)) for values in zip(*chart.columns.values(), strict=True)
    ]
    points = {int(row["row_order"]): str(row["touchpoint"]) for row in rows}
    places = {int(row["column_order"]): str(row["branch"]) for row in rows}
    across, down = sorted(places), sorted(points)
    cells = {(int(row["row_order"]), int(row["column_order"])): row for row in rows}
    at = _fitted([points[r] for r in down], [places[c] for c in across], box)
    most = (at.top - at.head) / SLACK + 0.1
    told_above = measure.told_apart([places[c] for c in across], at.head, most) if at.upright else ()
    head = [_name(name, at) for name in told_above or [places[c] for c in across]]
    grid = [[Cell("", edge=""), *head]]
    clamp = float(str(chart.options.get("clamp", 1.0)))
    names = measure.told_apart([points[r] for r in down], at.size, (at.names - at.size) / SLACK + 0.1)
    for r, name in zip(down, names, strict=True):
        grid.append(
            [Cell(name, edge=""), *(_cell(chart.drawing, cells.get((r, c), {}), clamp) for c in across)]
        )
    where = Box(box.x, box.y, box.width, at.top + at.high * len(down))
    widths, heights = [at.names, *[at.wide] * len(across)], [at.top, *[at.high] * len(down)]
    told = chart.description
    xml = frame(pen, number, told, where, widths, heights, grid, at.size, description=told, side=0.15)
    return Drawn(xml, where.bottom)


def _cell(drawing: Drawing, row: Mapping[str, Value], clamp: float) -> Cell:
    paper, ink, sub = (theme.COLOURS[token] for token in ("paper", "ink", "sub"))
    if drawing is Drawing.NEEDED:
        share = _number(row.get("share"))
        if share is None:
            return Cell("", frame=paper)
        on = paper if share > FULL else ink if share > 0 else sub
        text = str(row.get("still_text") or "")
        edge = paper if row.get("exact") else sub
        return Cell(text, on, bold=share > 0, align="ctr", fill=theme.missing(share), frame=edge)
    shade = _number(row.get("shade"))
    if row.get("hidden") in HATCHED:
        return Cell("·", sub, align="ctr", hatched=True, frame=paper)
    if row.get("hidden") != "no" or shade is None:
        return Cell("", frame=theme.COLOURS["hair"])
    on = paper if abs(shade) > LOUD * clamp else ink
    clear = bool(row.get("clear"))
    fill = theme.heat(shade, clamp)
    quiet = on if clear else theme.blend(fill, on, 0.62)
    return Cell(str(row.get("gap_text") or ""), quiet, bold=clear, align="ctr", fill=fill, frame=paper)


def _number(value: Any) -> float | None:
    return float(value) if isinstance(value, int | float) else None


@dataclass(frozen=True, slots=True)
class _Measures:
    """Of a table of cells: letters, width of the names, of a cell, height of the heading, of a row.

    `head`: letters of the heading · `upright`: whether its names run upwards.
    """

    size: float
    names: float
    wide: float
    top: float
    high: float
    head: float
    upright: bool


def _fitted(points: list[str], places: list[str], box: Box) -> _Measures:
    for size in SIZES:
        longest = max(measure.width(name, size) for name in points) * SLACK + size
        names = min(longest, NAMES * box.width)
        wide = (box.width - names) / len(places)
        level = next((s for s in SIZES if s <= size and all(_level(n, s, wide) for n in places)), None)
        head = level or size
        top = head * LEVEL if level else _upright(places, size)
        high = min(TALLEST, (box.height - top) / len(points))
        if high >= 1.36 * size and wide >= 2.4 * size and longest <= NAMES * box.width:
            break
    return _Measures(size, names, wide, top, high, head, level is None)


def _level(name: str, size: float, wide: float) -> bool:
    """Whether a name stands over a column in at most two lines, no word of it broken."""
    room = (wide - 0.4 * size) / SLACK
    words = name.split(" ")
    whole = all(measure.width(word, size) <= room for word in words) or not name.isascii()
    return whole and len(measure.wrap(name, size, room)) <= 2


def _upright(places: list[str], size: float) -> float:
    return min(UPRIGHT * size, max(measure.width(name, size) for name in places) * SLACK + size)


def _name(name: str, at: _Measures) -> Cell:
    sub = theme.COLOURS["sub"]
    if not at.upright:
        return Cell(name, sub, align="ctr", edge="", anchor="b", size=at.head)
    return Cell(name, sub, edge="", vertical=True, size=at.head)
