"""A slide's chart as SVG: the page's own specification and rows, as large as its box, never distorted."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from xml.etree import ElementTree

import vl_convert

from mot.charts import slides
from mot.domain.slides import Chart, Value
from mot.domain.slides import Drawing as Kind
from mot.reports.drawn.marks import Picture
from mot.reports.fonts import SANS, register
from mot.reports.layout import Box
from mot.reports.measure import told_apart

LARGER = 1.2  # than on the pages
EDGE = 3  # pixels around a chart, for letters that reach beyond their place
CELLS = (Kind.HEAT, Kind.NEEDED)
LEAST_ROW, ABOVE = 19.0, 34.0  # pixels of a chart's row, and of what stands over and under the rows
LEAST_CELL, NAMES, OVER_CELLS = (
    33.0,
    150.0,
    96.0,
)  # of a cell's width, and of the names beside and above cells
STRETCH = 1.45  # the most by which rows are taller than on the pages
FLAT = 0.78  # the least height, of a chart that has one, beside that on the pages
WIDER = 1.3  # than the least, that a cell stays beside long names
LIMIT, SLANTED = 150.0, 120.0  # pixels at which charts cut names, and slanted ones
HAIR = 1.0  # pixels that a name is shorter than where it would be cut
NAMES_SHARE = 0.38  # of a chart's width, that the names of its rows may take
ROWS = "rows"
SVG = "http://www.w3.org/2000/svg"


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart as SVG in its own pixels.

    inner: what stands inside the `svg` element · width, height: pixels · scale: units of the slide per pixel.
    """

    inner: str
    width: float
    height: float
    scale: float

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in units of the slide."""
        return self.width * self.scale, self.height * self.scale


def drawing(chart: Chart, box: Box, key: str) -> Drawing:
    """A chart for a box of the slide; `key` makes its ids the chart's own."""
    spec = slides.specification(chart)
    scale, height = fit(chart, spec, box)
    wide, high = round(box.width / scale, 2), round(height / scale, 2)
    return Drawing(_drawn(_filled(chart, spec, wide, high), _identifier(key)), wide, high, scale)


def picture(chart: Chart, box: Box, key: str) -> Picture:
    """A chart in its box, at the top of it where it needs less height; `key` makes its ids the chart's own."""
    drawn = drawing(chart, box, key)
    width, height = drawn.size
    head = (
        f'<svg x="{box.x:.2f}" y="{box.y:.2f}" width="{width:.2f}" height="{height:.2f}"'
        f' viewBox="0 0 {drawn.width:g} {drawn.height:g}" overflow="visible">'
    )
    return Picture(Box(box.x, box.y, width, height), f"{head}{drawn.inner}</svg>")


def fit(chart: Chart, spec: Mapping[str, Any], box: Box) -> tuple[float, float]:
    """How much larger than on the pages a chart is drawn, and the height it takes of its box.

    Charts with rows are as tall as their rows, which are neither squeezed nor torn apart; others fill the box.
    """
    size = chart.options.get("size", 1.0)
    largest = LARGER / (size if isinstance(size, (int, float)) and size > 0 else 1.0)
    natural = spec.get("height", 0)
    if not isinstance(natural, Mapping):
        return min(largest, box.height / (FLAT * float(natural) + ABOVE)), box.height
    over = OVER_CELLS if chart.drawing in CELLS else ABOVE
    rows = _count(chart, "row_order", "order")
    scale = min(largest, box.height / (rows * LEAST_ROW + over))
    if chart.drawing in CELLS:
        scale = min(scale, box.width / (NAMES + LEAST_CELL * _count(chart, "column_order")))
    return scale, min(box.height, scale * (rows * float(natural["step"]) * STRETCH + over))


def _count(chart: Chart, *names: str) -> int:
    """Different values of the first of these columns that there is."""
    found = next((chart.columns[name] for name in names if name in chart.columns), ())
    return max(1, len(set(found)))


def _filled(chart: Chart, spec: Mapping[str, Any], width: float, height: float) -> str:
    """The chart as a Vega specification with its rows and size, as JSON."""
    names_room = _names_room(chart, width)
    columns = {**chart.columns, **_fitting_names(chart, names_room, width)}
    values = [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
    made = _compiled(json.dumps(_seen(spec, names_room)))
    data = [{**part, "values": values} if part["name"] == ROWS else part for part in made["data"]]
    return json.dumps({**made, "data": data, "width": width, "height": height})


def _names_room(chart: Chart, width: float) -> float:
    """Pixels that the names of rows may take, in tens."""
    if chart.drawing in CELLS:
        free = width - LEAST_CELL * WIDER * _count(chart, "column_order")
        return max(NAMES, min(NAMES_SHARE * width, free)) // 10 * 10
    return NAMES_SHARE * width // 10 * 10


def _fitting_names(chart: Chart, room: float, width: float) -> dict[str, tuple[Value, ...]]:
    """Names that a chart would cut, cut so that they stay different: their own columns by name."""
    column, size, most = "touchpoint" if chart.drawing in CELLS else "label", 12.5, max(room, LIMIT)
    if chart.drawing is Kind.JOURNEY:
        size, most = 12.0, SLANTED
        if width / max(1, chart.size) > SLANTED:  # then they stand level, uncut
            return {}
    elif chart.drawing is Kind.PRIORITIES:
        most = LIMIT
    names = [str(name or "") for name in chart.columns.get(column, ())]
    different = list(dict.fromkeys(names))
    bold = chart.drawing is Kind.PRIORITIES
    told = dict(zip(different, told_apart(different, size, most - HAIR, bold=bold), strict=True))
    return {column: tuple(told[name] for name in names)} if names else {}


def _seen(spec: Mapping[str, Any], room: float) -> dict[str, Any]:
    """The specification with the project's font, without the layers that only take a pointer.

    The names of rows may take so many pixels where that is more than on the pages.
    """
    layers = [_named(one, room) for one in spec["layer"] if "tooltip" not in one.get("encoding", {})]
    look = {"background": "#FFFFFF", "padding": EDGE}
    config = {**spec["config"], **look, "font": SANS}
    size = {"width": 100, "height": 100}  # whichever: it is told later
    whole = {name: part for name, part in spec.items() if name != "params"}
    return {**whole, **look, **size, "layer": layers, "config": config, "data": {"name": ROWS, "values": []}}


def _named(layer: dict[str, Any], room: float) -> dict[str, Any]:
    """A layer with more room for the names of its rows, if it is they."""
    mark = layer.get("mark", {})
    names = isinstance(mark, dict) and mark.get("type") == "text" and mark.get("align") == "right"
    if names and 0 < mark.get("limit", 0) < room:
        return {**layer, "mark": {**mark, "limit": room}}
    return layer


@lru_cache(maxsize=96)
def _compiled(spec: str) -> dict[str, Any]:
    """Vega-Lite as Vega: the same for all rows and sizes."""
    return dict(vl_convert.vegalite_to_vega(spec))


@lru_cache(maxsize=96)
def _drawn(vega: str, prefix: str) -> str:
    """The inside of the drawing, without what only a browser's tooltip or a screen reader would use."""
    register()
    root = ElementTree.fromstring(vl_convert.vega_to_svg(vega))
    _lighten(root)
    for node in root.iter():
        for name, value in list(node.attrib.items()):
            if name == "class" or name.startswith(("aria-", "role")):
                del node.attrib[name]
            elif name == "id":
                node.set(name, f"{prefix}-{value}")
            elif "url(#" in value:
                node.set(name, value.replace("url(#", f"url(#{prefix}-"))
    ElementTree.register_namespace("", SVG)
    inner = "".join(ElementTree.tostring(child, encoding="unicode") for child in root)
    return inner.replace(f' xmlns="{SVG}"', "")


def _lighten(node: ElementTree.Element) -> None:
    """Take out shapes that nobody sees, such as the white ground."""
    for child in list(node):
        if child.tag in (f"{{{SVG}}}path", f"{{{SVG}}}rect") and _unseen(child):
            node.remove(child)
        else:
            _lighten(child)
            _plain(child)


def _unseen(shape: ElementTree.Element) -> bool:
    ground = shape.get("class") == "background" or (
        shape.tag.endswith("rect") and shape.get("fill") == "#FFFFFF" and shape.get("x") is None
    )
    return ground or float(shape.get("opacity", 1)) == 0


def _plain(shape: ElementTree.Element) -> None:
    """Say of a shape that has one colour how far it is seen through in the way that costs a PDF no group."""
    painted = [name for name in ("fill", "stroke") if shape.get(name, "none") not in ("none", "transparent")]
    if "opacity" in shape.attrib and len(shape) == 0 and len(painted) == 1:
        name = f"{painted[0]}-opacity"
        seen = float(shape.attrib.pop("opacity")) * float(shape.get(name, 1))
        if seen < 1:
            shape.set(name, f"{seen:g}")


def _identifier(key: str) -> str:
    return re.sub(r"[^A-Za-z0-9_-]", "_", f"chart-{key}")
