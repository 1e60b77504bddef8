"""Reads native charts back out of a saved deck: the XML of a chart, and the workbook inside it."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import openpyxl
from lxml import etree
from pptx import Presentation
from pptx.util import Emu

from mot.domain.slides import Chart
from mot.locale.words import Locale
from mot.reports.layout import Box
from mot.reports.pptx.charts import draw

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
C15 = "{http://schemas.microsoft.com/office/drawing/2012/chart}"
BOX = Box(64, 150, 852, 440)
AREA = re.compile(r"Sheet1!\$([A-Z]+)\$(\d+)(?::\$([A-Z]+)\$(\d+))?")


@dataclass(frozen=True)
class Part:
    """A chart as it was saved: its frame, its XML, its workbook with values and with formulas."""

    frame: Any
    xml: Any
    values: Any
    formulas: Any
    blob: bytes

    def columns(self) -> dict[str, list[Any]]:
        """The workbook by heading; of several columns with one heading the first."""
        told: dict[str, list[Any]] = {}
        for column in self.values.iter_cols(values_only=True):
            told.setdefault(column[0], list(column[1:]))
        return told

    def series(self) -> Iterator["Plotted"]:
        """What is drawn, in order."""
        for one in self.xml.iter(f"{C}ser"):
            yield Plotted(one)


@dataclass(frozen=True)
class Plotted:
    """A series."""

    xml: Any

    @property
    def name(self) -> str:
        return self.xml.findtext(f"{C}tx//{C}v")

    def points(self) -> list[tuple[float, float] | None]:
        """Its points; None where there is a gap."""
        across, up = (cache(self.xml.find(f"{C}{axis}Val")) for axis in "xy")
        size = int(self.xml.find(f"{C}yVal//{C}ptCount").get("val"))
        return [(float(across[i]), float(up[i])) if i in across and i in up else None for i in range(size)]

    def pieces(self) -> list[list[tuple[float, float]]]:
        """Its points from gap to gap."""
        found: list[list[tuple[float, float]]] = [[]]
        for point in self.points():
            if point:
                found[-1].append(point)
            elif found[-1]:
                found.append([])
        return [piece for piece in found if piece]

    def labels(self) -> list[str]:
        """Its texts."""
        return [one.text for one in self.xml.iter(f"{A}t")]


def cache(reference: Any) -> dict[int, str]:
    """The cached values of a reference by place."""
    return {int(p.get("idx")): p.findtext(f"{C}v") for p in reference.iter(f"{C}pt")}


def saved(*charts: Chart, locale: Locale, box: Box = BOX) -> list[Part]:
    """The charts of a deck that was written and opened again, one per slide."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Emu(1280 * 9525), Emu(720 * 9525)
    for one in charts:
        draw(deck.slides.add_slide(deck.slide_layouts[6]).shapes, one, box, locale)
    out = io.BytesIO()
    deck.save(out)
    opened = Presentation(io.BytesIO(out.getvalue()))
    return [_part(slide) for slide in opened.slides]


def _part(slide: Any) -> Part:
    (frame,) = [s for s in slide.shapes if s.has_chart]
    part = frame.chart.part
    blob = part.chart_workbook.xlsx_part.blob
    told = openpyxl.load_workbook(io.BytesIO(blob), data_only=True)
    formulas = openpyxl.load_workbook(io.BytesIO(blob))
    return Part(frame, etree.fromstring(part.blob), told.active, formulas.active, blob)


def cells(sheet: Any, formula: str) -> list[Any]:
    """The values of an area of the workbook."""
    first, top, last, bottom = AREA.fullmatch(formula).groups()  # type: ignore[union-attr]
    area = sheet[f"{first}{top}:{last or first}{bottom or top}"]
    return [cell.value for row in area for cell in row]
