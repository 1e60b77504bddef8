"""The touchpoints of a branch drawn under one another: tick, dot and ribbon, then the numbers and the finding."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mot.charts.frames.gaps import VISUAL
from mot.domain.branch_sheets import BranchSheet, Row
from mot.domain.reviews import Basis
from mot.domain.survey import Name
from mot.locale.statuses import STATUS_SHORT
from mot.locale.words import NO_VALUE, Locale
from mot.reports.drawn.marks import COLOURS, Area, Mark, Pen, Picture, Text, cropped
from mot.reports.layout import Box
from mot.reports.measure import told_apart
from mot.stats.multiplicity import Status

TALLEST, LOWEST = 36.0, 12.5  # height of a row
HEAD = 30.0
SMALLEST = 8.5  # letters of a name
NAME, PLOT, FINDING = 146.0, 208.0, 104.0  # widths; the numbers share what is left
LOUD = ("weak", "above")
OPEN = (Status.UNCLEAR, Status.TOO_FEW)  # findings that are none yet


@dataclass(frozen=True, slots=True)
class Place:
    """Where the plot stands and which scores its ends are."""

    left: float
    right: float
    low: float
    high: float

    def x(self, score: float) -> float:
        """The place of a score; what lies beyond the ends stands at them."""
        part = (score - self.low) / (self.high - self.low)
        return self.left + (self.right - self.left) * min(max(part, 0.0), 1.0)


def fitting(rows: Sequence[Row], height: float) -> int:
    """How many rows fit."""
    return min(len(rows), max(1, int((height - HEAD) / LOWEST)))


def drawn(
    sheet: BranchSheet, box: Box, locale: Locale, basis: Basis, names: Mapping[int, Name]
) -> tuple[list[Mark], float]:
    """As many rows as fit in the order of the journey, and where they end."""
    rows = sheet.rows[: fitting(sheet.rows, box.height)]
    step = min(TALLEST, (box.height - HEAD) / max(len(rows), 1))
    place = _place(sheet, Box(box.x + NAME + 12, box.y, PLOT, box.height))
    edges = _edges(box, place)
    size = min(12.5, step * 0.62)
    marks = _heading(sheet, box, edges, locale, basis)
    called = [locale.name(names[row.touchpoint]) for row in rows]
    short = told_apart(called, SMALLEST, NAME, bold=True)
    for number, row in enumerate(rows):
        top = box.y + HEAD + number * step
        pen = Pen(size, "ink", bold=row.status == Status.WEAK)
        marks += _name(called[number], short[number], box.x, top + step / 2, step, pen)
        marks += [Area(Box(box.x, top, box.width, 0.6), "hair")]
        marks += _row(row, top, step, size, box, place, edges, locale, basis)
    return marks, box.y + HEAD + len(rows) * step


def _place(sheet: BranchSheet, box: Box) -> Place:
    """From the lowest to the highest score drawn, with some room at both ends."""
    scores = [score for row in sheet.shown for score in _ends(row)]
    low, high = min(scores, default=0.0), max(scores, default=1.0)
    room = max((high - low) * 0.06, 0.05)
    return Place(box.x, box.right, low - room, high + room)


def _ends(row: Row) -> list[float]:
    """The scores of a row's marks."""
    middle = row.expected or 0.0
    ribbon = [middle + end for end in (row.lo, row.hi) if end is not None]
    return [score for score in (row.expected, row.perceived, *ribbon) if score is not None]


def _edges(box: Box, place: Place) -> tuple[float, float, float, float, float]:
    """Right edges of n, gap, gap before and change, and the left edge of the finding."""
    finding = box.right - FINDING
    first, room = place.right + 8, finding - 12 - place.right - 8
    parts = (0.19, 0.45, 0.72, 1.0)
    n, gap, before, change = (first + room * part for part in parts)
    return n, gap, before, change, finding


def _heading(
    sheet: BranchSheet, box: Box, edges: tuple[float, ...], locale: Locale, basis: Basis
) -> list[Mark]:
    t, pen = locale.t, Pen(9.5, "sub")
    titles = (
        "n", t("Gap") if sheet.signed else t("Perceived"), basis.comparison.short, t("Certain change")
    )  # fmt: skip
    lefts = (edges[0] - 40, *edges[:3])
    marks: list[Mark] = [
        Text(box.x, box.y + 24, t("Touchpoint"), pen),
        Text(edges[4], box.y + 24, t("Finding"), pen),
    ]
    for title, left, right in zip(titles, lefts, edges[:4], strict=True):
        lines = cropped(pen.wrap(title, right - left - 4), 2, right - left - 4, pen)
        top = box.y + 24 - (len(lines) - 1) * 11
        marks += [Text(right, top + i * 11, line, pen, right=True) for i, line in enumerate(lines)]
    return marks


def _row(
    row: Row, top: float, step: float, size: float, box: Box, place: Place, edges: tuple[float, ...],
    locale: Locale, basis: Basis,
) -> list[Mark]:  # fmt: skip
    state = VISUAL.get(Status(row.status), "unclear")
    loud = state in LOUD
    base, middle = top + step / 2 + size * 0.36, top + step / 2
    marks: list[Mark] = []
    if row.status == Status.WEAK:
        marks.append(Area(Box(box.x - 6, top + 0.6, box.width + 12, step - 0.6), "weak", 0.07))
    if row.perceived is not None:
        room = Box(place.left, top, place.right - place.left, step)
        marks.append(Picture(room, _picture(row, middle, step, place, state)))
    digits = basis.decimals
    value = locale.signed(row.gap, digits) if row.gap is not None else locale.score(row.perceived, digits)
    before = locale.signed(row.before, digits) if row.before is not None else ""
    change = locale.signed(row.change, digits) if row.clear else ""
    plain, strong = Pen(size, "sub"), Pen(size, state if loud else "ink", bold=loud)
    n = locale.count(row.n) if row.n is not None else NO_VALUE
    looks = (plain, strong, plain, Pen(size, bold=True))
    for text, right, look in zip((n, value, before, change), edges[:4], looks, strict=True):
        if text:
            marks.append(Text(right, base, text, look, right=True))
    word = Pen(min(size, 11.5), state if loud else "sub", bold=loud)
    return [*marks, Text(edges[4], base, word.cut(locale.t(STATUS_SHORT[row.status]), FINDING), word)]


def _name(name: str, short: str, x: float, middle: float, step: float, pen: Pen) -> list[Text]:
    """The name in one line, in two where the row is tall enough, or smaller; only then the short one."""
    small = pen.of(min(pen.size, 10.5))
    lines = (name,) if pen.width(name) <= NAME else small.wrap(name, NAME)
    if len(lines) > 1 and step >= 2.4 * small.size:
        first = middle - small.size * 0.25
        two = cropped(lines, 2, NAME, small)
        return [Text(x, first + i * small.size * 1.2, line, small) for i, line in enumerate(two)]
    sizes = (pen.size, 11.0, 9.5, SMALLEST)
    look = next((pen.of(s) for s in sizes if pen.of(s).width(name) <= NAME), None)
    told, look = (name, look) if look else (short, pen.of(SMALLEST))
    return [Text(x, middle + look.size * 0.36, told, look)]


def _picture(row: Row, y: float, step: float, place: Place, state: str) -> str:
    """Ribbon, line, tick and dot; the dot is hollow where nothing can be said yet, so that it shows without colour."""
    colour, thick = COLOURS[state if state in COLOURS else "unclear"], min(9.0, step * 0.42)
    parts, x = [], place.x(row.perceived or 0.0)
    middle = row.expected or 0.0
    if row.lo is not None and row.hi is not None:
        left, right = place.x(middle + row.lo), place.x(middle + row.hi)
        parts.append(_line(left, y, right, y, colour, thick, ' stroke-opacity="0.28" stroke-linecap="round"'))
    if row.expected is not None:
        at, half = place.x(row.expected), min(9.0, step * 0.36)
        parts.append(_line(at, y, x, y, colour, 1.2))
        parts.append(_line(at, y - half, at, y + half, COLOURS["ink"], 2.4))
    fill = COLOURS["paper"] if row.status in OPEN else colour
    parts.append(
        f'<circle cx="{x:.2f}" cy="{y:.2f}" r="{min(4.6, step * 0.24):.2f}" fill="{fill}" stroke="{colour}"'
        ' stroke-width="1.6"/>'
    )
    return "".join(parts)


def _line(x1: float, y1: float, x2: float, y2: float, colour: str, width: float, more: str = "") -> str:
    return (
        f'<line x1="{x1:.2f}" y1="{y1:.2f}" x2="{x2:.2f}" y2="{y2:.2f}" stroke="{colour}"'
        f' stroke-width="{width:.2f}"{more}/>'
    )
