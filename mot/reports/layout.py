"""Where things stand on a slide of 1280 × 720 units, the same in .pptx and .pdf."""

from dataclasses import dataclass

from mot.domain.reviews import Document
from mot.domain.slides import TITLE, Drawing, Slide
from mot.reports.measure import largest, wrap

WIDTH, HEIGHT = 1280, 720  # one unit is 1/96 inch: a slide of 13.333 × 7.5 inch
LEFT, RIGHT = 64, 1216
TOP, BOTTOM = 44, 640  # of the content; below it stands the footnote
GAP = 40
COVER, FACTS = (
    20.0,
    396.0,
)  # on the first slide: letters of the kicker, and where the facts under the title begin
RULE, RULE_WIDTH, RULE_HEIGHT = 374.0, 72.0, 3.0  # the short line above these facts
SIDE = 250  # width of the takeaways
TITLE_SIZES = (36.0, 32.0, 28.0, 25.0, 22.0)  # units; of the finding, in at most two lines, three at the last
TEXT_SIZES = (17.0, 16.0, 15.0, 14.0, 13.0, 12.0)
TABLE_SIZES = (14.0, 13.0, 12.0, 11.0, 10.0)
SMALL = 12.0  # of kicker and footnote
TITLE_HEIGHT = 86.0  # the most that the finding takes
MOST_SPOKEN = 0.34  # of the room under the finding, for sentences above a chart or a table
PARAGRAPH = 5.0  # between two sentences
LEADING = 1.35


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in units of the slide."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.y + self.height


@dataclass(frozen=True, slots=True)
class Places:
    """The boxes of a slide; None for what it does not have. `caption` explains the chart's marks, under it."""

    kicker: Box
    title: Box
    lines: Box | None
    chart: Box | None
    caption: Box | None
    table: Box | None
    takeaways: Box | None
    footnote: Box
    number: Box


def places(slide: Slide) -> Places:
    """Where the parts of a slide stand.

    The finding takes the height that its lines need, and so do the sentences under it, across the slide;
    takeaways stand at the right; a chart fills what is left. With a chart and a table, the table stands at the
    right of the chart; a table alone takes the whole width.
    """
    kicker = Box(LEFT, TOP, RIGHT - LEFT, 22)
    footnote, number = Box(LEFT, 668, 1000, 22), Box(1116, 668, 100, 22)
    if slide.section == TITLE:
        return Places(
            Box(LEFT, 196, RIGHT - LEFT, 30), Box(LEFT, 236, RIGHT - LEFT, 120),
            Box(LEFT, FACTS, RIGHT - LEFT, 160), None, None, None, None, footnote, number,
        )  # fmt: skip
    title = Box(LEFT, TOP + 26, RIGHT - LEFT, _title_height(slide))
    top = title.bottom + 10
    if not slide.chart and not slide.table:
        top += 12
        side = Box(RIGHT - 360, top, 360, BOTTOM - top) if slide.takeaways else None
        room = (side.x - GAP if side else RIGHT) - LEFT
        lines = Box(LEFT, top, room, BOTTOM - top) if slide.lines else None
        return Places(kicker, title, lines, None, None, None, side, footnote, number)
    spoken = min(_lines_height(slide), MOST_SPOKEN * (BOTTOM - top))
    lines = Box(LEFT, top, RIGHT - LEFT, spoken) if slide.lines else None
    body = (lines.bottom + 10) if lines else top + 4
    side = Box(RIGHT - SIDE, body, SIDE, BOTTOM - body) if slide.takeaways else None
    edge = side.x - GAP if side else RIGHT
    if slide.chart and slide.table:
        wide = 0.5 if slide.chart.drawing is not Drawing.HEAT else 0.6
        middle = LEFT + (edge - LEFT) * wide
        chart = Box(LEFT, body, middle - LEFT - GAP / 2, BOTTOM - body - 26)
        table = Box(middle + GAP / 2, body, edge - middle - GAP / 2, BOTTOM - body)
        return Places(
            kicker, title, lines, chart, Box(LEFT, chart.bottom + 4, chart.width, 22), table, side,
            footnote, number,
        )  # fmt: skip
    whole = Box(LEFT, body, edge - LEFT, BOTTOM - body - (26 if slide.chart else 0))
    caption = Box(LEFT, whole.bottom + 4, whole.width, 22) if slide.chart else None
    return Places(
        kicker, title, lines, whole if slide.chart else None, caption, None if slide.chart else whole, side,
        footnote, number,
    )  # fmt: skip


def foot(document: Document, slide: Slide) -> str:
    """What stands under a slide: period, n and what else its numbers rest on, and the snapshot's id."""
    return " · ".join(part for part in (slide.footnote, document.review.stamp) if part)


def _title_height(slide: Slide) -> float:
    """Of the finding in one line, in two or, at the smallest size, in three."""
    size, lines = largest(slide.title, TITLE_SIZES, RIGHT - LEFT, TITLE_HEIGHT, bold=True)
    return min(TITLE_HEIGHT, max(48.0, len(lines) * size * 1.3))


def _lines_height(slide: Slide) -> float:
    """Of the sentences at their largest size, each a paragraph of its own."""
    size = TEXT_SIZES[0]
    rows = sum(len(wrap(line, size, RIGHT - LEFT)) for line in slide.lines)
    return rows * size * LEADING + (len(slide.lines) - 1) * PARAGRAPH + 4
