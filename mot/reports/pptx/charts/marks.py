"""Series of points with their marks, and the chart they stand in."""

from collections.abc import Sequence
from dataclasses import dataclass

from mot.locale.words import Locale
from mot.reports.layout import Box
from mot.reports.pptx.charts.labels import Labels
from mot.reports.pptx.charts.look import NO_LINE, Axis, shape, text, value_axis
from mot.reports.pptx.charts.sheet import Ref, Sheet
from mot.reports.pptx.theme import POINTS

HEAD = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
)
NO_MARKER = '<c:marker><c:symbol val="none"/></c:marker>'


def marker(symbol: str, size: float, fill: str, edge: str = NO_LINE) -> str:
    """A mark of a diameter in units."""
    points = max(2, min(72, round(size * POINTS)))
    return f'<c:marker><c:symbol val="{symbol}"/><c:size val="{points}"/>{shape(fill, edge)}</c:marker>'


@dataclass(frozen=True, slots=True)
class Series:
    """Points by two columns of the workbook, named by a third; `path` joins them, `mark` stands at each."""

    name: Ref
    x: Ref
    y: Ref
    mark: str = NO_MARKER
    path: str = NO_LINE
    labels: Labels | None = None


def scatter(series: Sequence[Series], locale: Locale) -> str:
    """XML of points, each at an x and a y.

    All series are equally long: LibreOffice loses those that are longer than the first.
    """
    height = max(len(one.y.values) for one in series)
    drawn = "".join(
        f'<c:ser><c:idx val="{i}"/><c:order val="{i}"/>{one.name.title()}{shape(one.path)}{one.mark}'
        f"{one.labels.points(locale) if one.labels else ''}"
        f"<c:xVal>{one.x.down_to(height).numbers()}</c:xVal><c:yVal>{one.y.down_to(height).numbers()}</c:yVal>"
        f'<c:smooth val="0"/>{one.labels.range(height) if one.labels else ""}</c:ser>'
        for i, one in enumerate(series)
    )
    return (
        f'<c:scatterChart><c:scatterStyle val="lineMarker"/><c:varyColors val="0"/>{drawn}'
        '<c:axId val="1"/><c:axId val="2"/></c:scatterChart>'
    )


@dataclass(frozen=True, slots=True)
class Drawn:
    """A chart as it goes into a deck: its XML, its workbook, and the box that it takes."""

    xml: bytes
    sheet: Sheet
    box: Box


def pointed(
    sheet: Sheet, series: Sequence[Series], across: Axis, up: Axis, plot: Box, box: Box, locale: Locale
) -> Drawn:
    """A whole chart of points: `plot` is where the axes meet, within `box`."""
    axes = value_axis(across, 1, 2, locale) + value_axis(up, 2, 1, locale)
    return Drawn(chart_space(scatter(series, locale) + axes, plot, box, locale), sheet, box)


def chart_space(drawn: str, plot: Box, box: Box, locale: Locale) -> bytes:
    """XML of a chart part: no title, no legend, nothing hidden drawn, gaps stay gaps."""
    place = "".join(
        f'<c:{name} val="{value:.6f}"/>'
        for name, value in (
            ("x", (plot.x - box.x) / box.width),
            ("y", (plot.y - box.y) / box.height),
            ("w", plot.width / box.width),
            ("h", plot.height / box.height),
        )
    )
    modes = '<c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
    told = (
        f'{HEAD}<c:date1904 val="0"/><c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/>'
        f"<c:plotArea><c:layout><c:manualLayout>{modes}{place}</c:manualLayout></c:layout>{drawn}"
        f'{shape("<a:noFill/>", NO_LINE)}</c:plotArea><c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/>'
        f"</c:chart>{shape('<a:noFill/>', NO_LINE)}{text(15, 'ink', locale=locale)}</c:chartSpace>"
    )
    return told.encode()
