"""A chart's part of a deck: its XML, the workbook inside it, and the frame on the slide."""

import re
from dataclasses import dataclass
from typing import Any

from pptx.enum.chart import XL_CHART_TYPE
from pptx.shapes.graphfrm import GraphicFrame
from pptx.util import Emu

from mot.reports.pptx.charts.marks import Drawn
from mot.reports.pptx.theme import UNIT

SIZED = re.compile(rb'(<a:ln w="|<c:size val="| sz=")(\d+)')


@dataclass(frozen=True, slots=True)
class _Data:
    """Stands where python-pptx expects chart data: it asks for these two only."""

    xml: bytes
    xlsx_blob: bytes

    def xml_bytes(self, _: Any) -> bytes:
        """The chart part; its kind is in the XML itself."""
        return self.xml


def placed(shapes: Any, drawn: Drawn, description: str, unit: float) -> GraphicFrame:
    """Add the chart to the slide, with what a screen reader says in its place; `unit` in EMU."""
    box, data = drawn.box, _Data(scaled(drawn.xml, unit / UNIT), drawn.sheet.to_xlsx())
    place = [Emu(round(value * unit)) for value in (box.x, box.y, box.width, box.height)]
    frame: GraphicFrame = shapes.add_chart(XL_CHART_TYPE.XY_SCATTER, *place, data)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", description)
    return frame


def scaled(xml: bytes, by: float) -> bytes:
    """The chart with lines, marks and letters larger or smaller, for a slide of another size."""
    if by == 1:
        return xml

    def size(found: re.Match[bytes]) -> bytes:
        least = 2 if found[1].startswith(b"<c:size") else 1
        return found[1] + str(max(least, round(int(found[2]) * by))).encode()

    return SIZED.sub(size, xml)
