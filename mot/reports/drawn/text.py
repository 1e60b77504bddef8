"""The words of a slide in their boxes: finding, sentences, takeaways, and what stands small around them."""

import re
from collections.abc import Sequence

from mot.domain.slides import TITLE, Slide, Takeaway
from mot.reports.drawn.marks import TONES, Area, Mark, Pen, Text, cropped, stacked
from mot.reports.layout import COVER, LEADING, PARAGRAPH, TEXT_SIZES, TITLE_SIZES, Box, Places

COVER_SIZES = (46.0, 42.0, 38.0, 34.0, 30.0)  # of the title on the first slide
READ_SIZES = (24.0, 22.0, 20.0, 18.5, *TEXT_SIZES)  # of sentences that have a slide for themselves
SMALL_SIZES = (13.0, 12.0, 11.0, 10.0)
PAUSE = re.compile(r"[，；：。]|[,;:](?= )")  # after which a finding may best go on in its second line
SHORT = 0.45  # the least length of one line beside the other
FINDING = 1.28  # leading of the finding, as the boxes of slides expect it
DASH = 16.0  # width of the mark before a sentence, with the room after it
VALUES = ((30.0, 15.0, 26.0), (26.0, 14.0, 18.0), (22.0, 12.0, 12.0), (18.0, 10.0, 8.0))
"""Of takeaways: size of the number, of its words, and units between two, from large to small."""


def heading(slide: Slide, places: Places) -> list[Mark]:
    """Kicker and finding; a finding that three lines do not hold ends with an ellipsis."""
    cover = slide.section == TITLE
    small = Pen(COVER if cover else 13.5, "sub")
    box = places.kicker
    marks: list[Mark] = [*stacked([small.cut(slide.kicker, box.width)], box.x, box.y, small)]
    pen, lines = finding(slide, places)
    box = places.title
    most = max(1, int(box.height / (pen.size * FINDING) + 0.05))
    first = box.y + pen.size * (0.92 + (FINDING - 1) / 2)
    kept = cropped(lines, most, box.width, pen)
    return marks + [Text(box.x, first + i * pen.size * FINDING, line, pen) for i, line in enumerate(kept)]


def finding(slide: Slide, places: Places) -> tuple[Pen, tuple[str, ...]]:
    """The letters and lines of a slide's title, at the largest size at which it fits, if it fits at one."""
    box, lines = places.title, tuple[str, ...]()
    pen = Pen(0, serif=True)
    for size in COVER_SIZES if slide.section == TITLE else TITLE_SIZES:
        pen = pen.of(size)
        lines = pen.wrap(slide.title, box.width)
        if len(lines) * size * FINDING <= box.height:
            return pen, _balanced(slide.title, len(lines), box.width, pen) if len(lines) > 1 else lines
    return pen, lines


def _balanced(text: str, count: int, room: float, pen: Pen) -> tuple[str, ...]:
    """As many lines, of about the same length; two lines part at a comma where that leaves no short one."""
    if count == 2:
        pauses = [match.end() for match in PAUSE.finditer(text)]
        halves = [(text[:at].rstrip(), text[at:].lstrip()) for at in pauses]
        wide = [(max(map(pen.width, pair)), min(map(pen.width, pair)), pair) for pair in halves if all(pair)]
        good = [(most, pair) for most, least, pair in wide if most <= room and least >= SHORT * most]
        if good:
            return min(good)[1]
    lines = pen.wrap(text, room)
    for step in range(1, 40):
        closer = pen.wrap(text, room * (1 - step / 80))
        if len(closer) > count:
            break
        lines = closer
    return lines


def sentences(slide: Slide, box: Box) -> list[Mark]:
    """Sentences under one another; where they have the slide for themselves, larger and with a mark before each."""
    alone = not slide.chart and not slide.table and slide.section != TITLE
    indent = DASH if alone or (len(slide.lines) > 1 and slide.section != TITLE) else 0.0
    sizes = READ_SIZES if alone else (20.0, *TEXT_SIZES) if slide.section == TITLE else TEXT_SIZES
    room = box.width - indent
    pen, apart, wrapped = Pen(sizes[-1]), PARAGRAPH, [Pen(sizes[-1]).wrap(line, room) for line in slide.lines]
    for size in sizes:
        pen, apart = Pen(size, "sub" if slide.section == TITLE else "ink"), size * 0.7 if alone else PARAGRAPH
        wrapped = [pen.wrap(line, room) for line in slide.lines]
        tall = pen.height(sum(map(len, wrapped))) + apart * (len(wrapped) - 1)
        if tall <= box.height:
            break
    return _paragraphs(wrapped, box, pen, apart, indent)


def _paragraphs(
    wrapped: Sequence[Sequence[str]], box: Box, pen: Pen, apart: float, indent: float
) -> list[Mark]:
    """Paragraphs from the top of a box; what does not fit is cut with an ellipsis."""
    marks: list[Mark] = []
    top = box.y
    for number, lines in enumerate(wrapped):
        following = len(wrapped) - number - 1
        room = (box.bottom - top + 0.5) / (pen.size * LEADING)
        most = int(room) - (0 if room >= len(lines) + following else min(following, int(room) - 1))
        if most < 1:
            break
        kept = cropped(lines, most, box.width - indent, pen)
        if indent:
            marks.append(Area(Box(box.x, top + pen.size * LEADING / 2 - 1, indent - 8, 2), "brand"))
        marks += stacked(kept, box.x + indent, top, pen)
        top += pen.height(len(kept)) + apart
    return marks


def takeaways(told: Sequence[Takeaway], box: Box) -> list[Mark]:
    """Numbers to remember under one another, each with its name in bold and what it says."""
    value, size, apart = takeaway_sizes(told, box)
    blocks = [_takeaway(one, box.width, value, size) for one in told]
    marks: list[Mark] = []
    top = box.y
    for block, height in blocks:
        if top + height > box.bottom + 1:
            break
        marks += [Text(box.x + one.x, top + one.y, one.text, one.pen) for one in block]
        top += height + apart
    return marks


def takeaway_sizes(told: Sequence[Takeaway], box: Box) -> tuple[float, float, float]:
    """Of the number and of the words, and what stands between two, so that all fit."""
    for value, size, apart in VALUES:
        heights = [_takeaway(one, box.width, value, size)[1] for one in told]
        if sum(heights) + apart * (len(heights) - 1) <= box.height:
            return value, size, apart
    return VALUES[-1]


def _takeaway(one: Takeaway, room: float, value: float, size: float) -> tuple[list[Text], float]:
    """The lines of a takeaway from its own corner, and their height."""
    number = Pen(value, TONES[one.tone], serif=True)
    name, said = Pen(size, bold=True), Pen(size)
    top, made = 0.0, list[Text]()
    for text, pen, most in ((one.value, number, 2), (one.label, name, 2), (one.text, said, 5)):
        if text:
            lines = cropped(pen.wrap(text, room), most, room, pen)
            made += stacked(lines, 0, top, pen)
            top += pen.height(len(lines))
    return made, top


def small(text: str, box: Box, *, right: bool = False, colour: str = "sub") -> list[Mark]:
    """A small line, in two lines or smaller where it is long; `right` puts it at the right end."""
    if right:
        pen = Pen(12.0, colour)
        return [Text(box.right, box.y + 15, pen.cut(text, box.width), pen, right=True)] if text else []
    for size in SMALL_SIZES:
        pen = Pen(size, colour)
        lines = pen.wrap(text, box.width)
        if len(lines) == 1:
            break
    lines = cropped(lines, 2, box.width, pen)
    return [Text(box.x, box.y + 15 + i * pen.size * 1.25, line, pen) for i, line in enumerate(lines) if line]
