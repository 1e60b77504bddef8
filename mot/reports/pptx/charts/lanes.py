"""Rows one under another: where their names, their marks and their numbers stand."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from mot.charts.theme import State
from mot.reports.layout import Box
from mot.reports.measure import told_apart
from mot.reports.measure import width as letters
from mot.reports.pptx.charts.labels import Label, Labels
from mot.reports.pptx.charts.look import AXIS, BAND_ALPHA, INKS, SIZE, SMALLEST, Axis, line
from mot.reports.pptx.charts.marks import Series
from mot.reports.pptx.charts.ranges import Range
from mot.reports.pptx.charts.rows import Rows
from mot.reports.pptx.charts.segments import End, segments
from mot.reports.pptx.charts.sheet import Ref

TALLEST = 42.0  # units of a row: few rows do not spread over the whole slide
WIDEST = 0.42  # of the chart's width, for the names
AXIS_ROOM, HEAD, FOOT = 26.0, 22.0, 22.0  # units for the axis's numbers, a heading, a text below


@dataclass(frozen=True, slots=True)
class Lanes:
    """The geometry of the rows: `plot` holds the marks, `pitch` is the height of a row, in units.

    box: what the chart takes of its room; few rows do not need all of it.
    """

    box: Box
    plot: Box
    pitch: float
    size: float
    names: tuple[str, ...]
    head: float  # rows left free on top, for a heading
    on_top: bool  # whether the axis stands there

    @property
    def count(self) -> int:
        """The number of rows."""
        return len(self.names)

    @property
    def upright(self) -> Axis:
        """The axis that the rows lie along, the first on top; it is not seen."""
        return Axis(Range(0.5 - self.head, self.count + 0.5, 1.0), "l", shown=False, turned=True)

    def across(self, span: Range, form: str, *, grid: bool = False) -> Axis:
        """The axis of the values."""
        return Axis(span, "t" if self.on_top else "b", form, grid=grid, cut_at_end=not self.on_top)

    @property
    def shown(self) -> list[bool]:
        """Whose name and number find room: all, or every so many-th."""
        every = max(1, round(SMALLEST * 1.15 / self.pitch))
        return [row % every == 0 for row in range(self.count)]


def lanes(
    box: Box,
    names: Sequence[str],
    numbers: Sequence[str],
    *,
    heading: str = "",
    on_top: bool = False,
    foot: bool = False,
    axis: bool = True,
) -> Lanes:
    """Room for rows in a box: names at the left, as large as they fit, numbers at the right, marks between."""
    count = max(1, len(names))
    head = HEAD if heading else 4.0
    around = (AXIS_ROOM if axis else 4.0) + head + (FOOT if foot else 0.0) + 2
    room = box.height - around
    pitch = min(TALLEST, room / count)
    size = max(SMALLEST, min(SIZE, pitch * 0.8))
    most = box.width * WIDEST
    longest = max((letters(name, 1.0) for name in names), default=0.0)
    if longest * size > most:
        size = max(min(size, 11.0), min(size, most / longest))
    told = told_apart(names, size, most)
    left = max((letters(name, size) for name in told), default=0.0) + 16
    right = max((letters(text, size, bold=True) for text in numbers), default=0.0) + 16
    right = max(right, letters(heading, AXIS) + 14 if heading else 0.0)
    top = box.y + (AXIS_ROOM if on_top else 2.0)
    plot = Box(box.x + left, top, max(40.0, box.width - left - right), head + count * pitch)
    taken = replace(box, height=min(box.height, around + count * pitch))
    return Lanes(taken, plot, pitch, size, told, head / pitch, on_top)


def named(rows: Rows, room: Lanes, cells: Ref, place: Ref, span: Range) -> list[Series]:
    """The names of the rows before the plot."""
    x = rows.add(rows.t("Place of the name"), [span.low] * rows.size)
    drawn = [
        Label(name, "l", "ink") if name and there else None
        for name, there in zip(room.names, room.shown, strict=True)
    ]
    return [Series(cells, x, place, labels=Labels(cells, drawn, room.size))] if any(drawn) else []


def numbered(
    rows: Rows,
    room: Lanes,
    cells: Ref,
    texts: Sequence[str],
    place: Ref,
    span: Range,
    strong: Sequence[bool] = (),
) -> list[Series]:
    """The numbers of the rows behind the plot, in the colour of what they say."""
    x = rows.add(rows.t("Place of the number"), [span.high] * rows.size)
    drawn: list[Label | None] = []
    bold = strong or [s in INKS for s in rows.states]
    for text, state, loud, there in zip(texts, rows.states, bold, room.shown, strict=True):
        drawn.append(Label(text, "r", INKS.get(state, "sub"), bold=loud) if text and there else None)
    return [Series(cells, x, place, labels=Labels(cells, drawn, room.size))] if any(drawn) else []


def headed(rows: Rows, room: Lanes, heading: str, span: Range) -> list[Series]:
    """What the numbers are, above them."""
    if not heading:
        return []
    cells = rows.add(rows.t("Heading of the numbers"), [heading])
    x = rows.add(rows.t("Its place"), [span.high])
    y = rows.add(rows.t("Its height"), [0.5 - room.head / 2])
    return [Series(cells, x, y, labels=Labels(cells, [Label(heading, "r", "sub")], AXIS))]


def banded(rows: Rows, room: Lanes, place: Ref, span: Range) -> list[Series]:
    """A tint behind the rows of weak moments."""
    if State.WEAK not in rows.states:
        return []
    ends = (End(None, span.low), End(None, span.high))
    look = line("weak", max(room.pitch * 0.8, room.pitch - 2), alpha=BAND_ALPHA)
    return rows.segments(rows.t("Band of a weak moment"), ends, (End(place), End(place)), look, State.WEAK)


def ruled(rows: Rows, room: Lanes, heading: str, value: float, look: str) -> list[Series]:
    """An upright line at a value, across all rows."""
    x, y = (End(None, value),) * 2, (End(None, 0.5), End(None, room.count + 0.5))
    found = segments(rows.sheet, heading, x, y, [True], look)
    return [found] if found else []
