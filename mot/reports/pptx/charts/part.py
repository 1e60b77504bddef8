"""A chart's part of a deck: its XML, the workbook inside it, and the frame on the slide."""

from dataclasses import dataclass
from typing import Any

from pptx.enum.chart import XL_CHART_TYPE
from pptx.shapes.graphfrm import GraphicFrame
from pptx.util import Emu

from mot.reports.layout import Box
from mot.reports.pptx.theme import UNIT


@dataclass(frozen=True, slots=True)
class _Drawn:
    """Stands where python-pptx expects chart data: it asks for these two only."""

    xml: bytes
    xlsx_blob: bytes

    def xml_bytes(self, _: Any) -> bytes:
        """The chart part; its kind is in the XML itself."""
        return self.xml


def placed(shapes: Any, xml: bytes, xlsx: bytes, box: Box, description: str) -> GraphicFrame:
    """Add the chart to the slide, with what a screen reader says in its place."""
    place = [Emu(round(value * UNIT)) for value in (box.x, box.y, box.width, box.height)]
    frame: GraphicFrame = shapes.add_chart(XL_CHART_TYPE.XY_SCATTER, *place, _Drawn(xml, xlsx))
    about = frame._element.nvGraphicFramePr.cNvPr
    about.set("descr", description)
    return frame
