"""Titles of axes: flat texts above the upright axis and behind the end of the other."""

from mot.reports.layout import Box
from mot.reports.measure import width as letters
from mot.reports.pptx.charts.labels import Label, Labels
from mot.reports.pptx.charts.look import AXIS
from mot.reports.pptx.charts.marks import Series
from mot.reports.pptx.charts.ranges import Range
from mot.reports.pptx.charts.rows import Rows

ABOVE, BELOW = 16.0, 28.0  # units from the plot to the middle of a title


def titled(rows: Rows, up: str, across: str, spans: tuple[Range, Range], plot: Box, box: Box) -> list[Series]:
    """Titles of the upright axis and of the other one; "" for none. `spans` are those of x and y."""
    span_x, span_y = spans
    told: list[tuple[str, float, float, Label]] = []
    if up:
        moved = ((box.x - plot.x) / box.width, -ABOVE / box.height)
        told.append((up, span_x.low, span_y.high, Label(up, "r", "sub", moved=moved)))
    if across:
        half = letters(across, AXIS) / 2
        below = Label(across, "b", "sub", moved=(0.0, (BELOW - 8) / box.height))
        told.append((across, span_x.at(1 - half / plot.width), span_y.low, below))
    if not told:
        return []
    cells = rows.add(rows.t("Title of the axis"), [text for text, *_ in told])
    x = rows.add(rows.t("Its place"), [x for _, x, *_ in told])
    y = rows.add(rows.t("Its height"), [y for *_, y, _ in told])
    return [Series(cells, x, y, labels=Labels(cells, [one for *_, one in told], AXIS))]
