"""Texts beside points that come from cells of the chart's workbook."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from mot.locale.words import Locale
from mot.reports.layout import Box
from mot.reports.pptx.charts.look import escaped, font, text
from mot.reports.pptx.charts.sheet import Ref

C15 = "http://schemas.microsoft.com/office/drawing/2012/chart"
RANGE_EXT, LABEL_EXT = "{02D57815-91ED-43cb-92C2-25804820EDAC}", "{CE6537A1-D6FC-4f65-9D91-7224C49458BB}"
FIELD = "{6B1D9F52-%04X-4B57-9B1E-%012d}"  # of the column and the row
SHOWN = "".join(
    f'<c:show{what} val="0"/>' for what in ("LegendKey", "Val", "CatName", "SerName", "Percent", "BubbleSize")
)


@dataclass(frozen=True, slots=True)
class Label:
    """How one text is drawn. place: l, r, t, b or ctr · moved: from there, to the right and down, in shares of the
    chart's width and height.
    """

    text: str
    place: str = "r"
    token: str = "ink"
    bold: bool = False
    size: float = 0.0  # 0: as the others
    moved: tuple[float, float] = (0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Labels:
    """Texts of a series: the cells they come from, and per point how it is drawn; None where there is none."""

    cells: Ref
    drawn: Sequence[Label | None]
    size: float
    turned: int = 0

    def points(self, locale: Locale) -> str:
        """XML `c:dLbls`."""
        place = next((one.place for one in self.drawn if one), "r")
        each = "".join(self._point(i, one, locale) for i, one in enumerate(self.drawn))
        return (
            f"<c:dLbls>{each}<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
            f"{text(self.size, 'ink', locale=locale, turned=self.turned)}"
            f'<c:dLblPos val="{place}"/>{SHOWN}'
            f'<c:extLst><c:ext uri="{LABEL_EXT}" xmlns:c15="{C15}"><c15:showDataLabelsRange val="1"/>'
            '<c15:showLeaderLines val="0"/></c:ext></c:extLst></c:dLbls>'
        )

    def range(self, height: int) -> str:
        """XML of the series' extension: the cells and what they hold, down to a row."""
        cells = self.cells.down_to(height)
        told = [one.text if one else "" for one in self.drawn]
        cache = cells.points(told + [""] * (height - len(told)))
        return (
            f'<c:extLst><c:ext uri="{RANGE_EXT}" xmlns:c15="{C15}"><c15:datalabelsRange>'
            f"<c15:f>{cells.area}</c15:f><c15:dlblRangeCache>{cache}</c15:dlblRangeCache>"
            "</c15:datalabelsRange></c:ext></c:extLst>"
        )

    def _point(self, number: int, one: Label | None, locale: Locale) -> str:
        if one is None or not one.text:
            return f'<c:dLbl><c:idx val="{number}"/><c:delete val="1"/></c:dLbl>'
        look = font(one.size or self.size, one.token, bold=one.bold, locale=locale, name="a:rPr")
        turn = f' rot="{self.turned * 60_000}" vert="horz"' if self.turned else ""
        aside = "".join(f'<c:{axis} val="{by:.6f}"/>' for axis, by in zip("xy", one.moved, strict=True))
        layout = f"<c:layout><c:manualLayout>{aside}</c:manualLayout></c:layout>" if any(one.moved) else ""
        return (
            f'<c:dLbl><c:idx val="{number}"/>{layout}<c:tx><c:rich><a:bodyPr{turn} wrap="none"/><a:lstStyle/><a:p>'
            f'<a:fld id="{FIELD % (self.cells.place, number)}" type="CELLRANGE">{look}<a:pPr/>'
            f"<a:t>{escaped(one.text)}</a:t></a:fld>"
            f'</a:p></c:rich></c:tx><c:dLblPos val="{one.place}"/>{SHOWN}'
            f'<c:extLst><c:ext uri="{LABEL_EXT}" xmlns:c15="{C15}"><c15:dlblFieldTable/>'
            '<c15:showDataLabelsRange val="1"/></c:ext></c:extLst></c:dLbl>'
        )


def aside(label: Label, units: float, box: Box) -> Label:
    """The same label further from its point, so that it does not touch the mark there."""
    right, down = {"r": (1, 0), "l": (-1, 0), "t": (0, -1), "b": (0, 1)}.get(label.place, (0, 0))
    x, y = label.moved
    return replace(label, moved=(x + right * units / box.width, y + down * units / box.height))
