"""The words of a slide as shapes: kicker, finding, sentences, takeaways and what stands under them."""

from collections.abc import Sequence
from itertools import pairwise

from mot.domain.slides import TITLE, Slide, Takeaway
from mot.reports import measure
from mot.reports.layout import COVER, PARAGRAPH, TEXT_SIZES, TITLE_SIZES, Box, Places
from mot.reports.pptx import theme
from mot.reports.pptx.house import KICKER, LINES
from mot.reports.pptx.stage import Stage
from mot.reports.pptx.text import FIELD, SLACK, TITLE_LEADING, Pen, fitted, shape, spread

COVER_SIZES = (46.0, 42.0, 38.0, 34.0, 30.0)  # of the title on the first slide
READ_SIZES = (24.0, 22.0, 20.0, 18.5, *TEXT_SIZES)  # of sentences that have a slide for themselves
SMALL_SIZES = (12.0, 11.0, 10.0, 9.0)
VALUES = ((30.0, 15.0, 26.0), (26.0, 14.0, 18.0), (22.0, 12.0, 12.0), (18.0, 10.0, 8.0))
"""Of takeaways: size of the number, of its words, and units between two, from large to small."""
SMALLER = (
    64.0,
    56.0,
    50.0,
    44.0,
    40.0,
    36.0,
    32.0,
    28.0,
    25.0,
    22.0,
    20.0,
)  # of a title on the institution's layout
EASTERN, AIR = 0x2E80, 0.2  # the first Chinese letter, and ems between one and a Latin letter
DASH = 0.95  # ems from the dash before a sentence to its text
INK, SUB = theme.COLOURS["ink"], theme.COLOURS["sub"]


def finding(stage: Stage, number: int, slide: Slide, places: Places) -> str:
    """The slide's title, in the placeholder that outlines and screen readers take it from."""
    pen, cover = stage.heading, slide.section == TITLE
    if stage.title is None:
        box = places.title
        sizes: tuple[float, ...] = COVER_SIZES if cover else TITLE_SIZES
        size, text = fitted(slide.title, sizes, box.width, box.height + 2, bold=True, leading=TITLE_LEADING)
        words = pen.paragraph(pen.run(text, size, INK, bold=True))
        return shape(pen, number, "Title", box, words, placeholder=stage.kind)
    sizes = (stage.size, *(size for size in SMALLER if size < stage.size))
    size, text = fitted(
        slide.title, sizes, stage.title.width, stage.title.height, bold=True, leading=TITLE_LEADING
    )
    words = f"<a:p>{pen.run(text, size if size < stage.size else None)}</a:p>"
    return shape(pen, number, "Title", None, words, placeholder=stage.kind)


def kicker(stage: Stage, number: int, slide: Slide, places: Places) -> str:
    """The small line above; on a layout of the institution's it stands on top of the body."""
    if not slide.kicker:
        return ""
    size = COVER if slide.section == TITLE else 13.5
    body = stage.body
    box = places.kicker if body is None else Box(body.x, body.y - 24, body.width, 20)
    text = measure.cut_short(slide.kicker, size, box.width / SLACK)
    words = stage.pen.paragraph(stage.pen.run(text, size, SUB))
    own = f'type="body" sz="quarter" idx="{KICKER}"' if stage.title is None else ""
    return shape(stage.pen, number, "Kicker", box, words, placeholder=own)


def sentences(stage: Stage, number: int, slide: Slide, box: Box) -> str:
    """Sentences under one another, several with a dash each; larger where they have the slide for themselves."""
    alone = not slide.chart and not slide.table
    dashed = alone or len(slide.lines) > 1
    sizes: tuple[float, ...] = READ_SIZES if alone else TEXT_SIZES
    apart = 0.7 if alone else 0.3
    room = box.width - DASH * sizes[0] * dashed
    size, texts = spread(slide.lines, sizes, room, box.height + 2, gap=apart)
    pen = stage.pen
    words = "".join(
        pen.paragraph(
            pen.run(text, size, INK), before=apart * size if i and alone else PARAGRAPH * 0.8 * bool(i),
            dash=DASH * size if dashed else 0,
        )
        for i, text in enumerate(texts)
    )  # fmt: skip
    own = f'type="body" idx="{LINES}"' if stage.title is None else ""
    return shape(pen, number, "Sentences", box, words, placeholder=own)


def opening(stage: Stage, number: int, slide: Slide, places: Places) -> str:
    """The sentences of the first slide, under its title; the institution's layout says where, if it has a place."""
    pen, lines, box = stage.pen, slide.lines, places.lines
    told, ink = "", ""
    if stage.title is None:
        told, ink = f'type="subTitle" idx="{LINES}"', SUB
    else:
        lines = tuple(line for line in (slide.kicker, *lines) if line)
        if stage.subtitle is not None:
            told, box = f'type="subTitle" idx="{stage.subtitle.idx}"', stage.box(stage.subtitle)
        else:
            room = max(60.0, min(160.0, 650 - stage.title.bottom))
            box = Box(stage.title.x, stage.title.bottom + 16, stage.title.width, room)
    if box is None or not lines:
        return ""
    size, texts = spread(lines, (20.0, *TEXT_SIZES), box.width, box.height)
    words = "".join(
        pen.paragraph(pen.run(text, size, ink), align="l" if ink else "", before=0.35 * size * bool(i))
        for i, text in enumerate(texts)
    )
    return shape(pen, number, "Sentences", box, words, placeholder=told)


def caption(stage: Stage, number: int, text: str, box: Box) -> str:
    """What the marks of a chart mean, close under it."""
    return small(stage.pen, number, "Caption", text, Box(box.x, box.y, box.width, max(box.height, 20)))


def takeaways(stage: Stage, number: int, told: Sequence[Takeaway], box: Box) -> str:
    """Numbers to remember, each with its name in bold and what it says; one box each, at most so many as fit."""
    room = box.width / SLACK
    for value, size, apart in VALUES:
        heights = [_height(one, room, value, size) for one in told]
        if sum(heights) + apart * (len(told) - 1) <= box.height:
            break
    drawn, top = list[str](), box.y
    for one, high in zip(told, heights, strict=True):
        if top + high > box.bottom + 2:
            break
        where = Box(box.x, top, box.width, high)
        drawn.append(
            shape(
                stage.pen,
                number + len(drawn),
                one.label or one.value,
                where,
                _takeaway(stage.pen, one, value, size),
            )
        )
        top += high + apart
    return "".join(drawn)


def small(
    pen: Pen, number: int, name: str, text: str, box: Box, *, placeholder: str = "", colour: str = SUB
) -> str:
    """A small line, smaller or in two lines where it is long."""
    for size in SMALL_SIZES:
        if measure.width(text, size) * SLACK <= box.width:
            break
    else:
        size, text = fitted(text, (11.0, 10.0, 9.0), box.width, max(box.height, 2 * 9 * 1.3), leading=1.25)
    words = pen.paragraph(pen.run(text, size, colour))
    return shape(pen, number, name, box, words, placeholder=placeholder)


def feet(stage: Stage, number: int, told: str, at: int, of: int, places: Places) -> str:
    """Footnote and slide number, in the layout's placeholders where it has them; else under the body."""
    pen, own = stage.pen, stage.title is None
    line, corner = stage.rows
    foot, kind = line, ""
    if stage.footer is not None:
        foot, kind = stage.box(stage.footer), f'type="ftr" sz="quarter" idx="{stage.footer.idx}"'
    if own:
        foot = places.footnote
    drawn = small(
        pen, number, "Footnote", told, foot, placeholder=kind, colour=SUB if own or not kind else ""
    )
    box, kind = corner, ""
    if stage.number is not None:
        box, kind = stage.box(stage.number), f'type="sldNum" sz="quarter" idx="{stage.number.idx}"'
    ink = SUB if own or not kind else ""
    field = f"<a:fld {FIELD}>{pen.letters(12, ink)}<a:t>{at}</a:t></a:fld>"
    words = pen.paragraph(field + pen.run(f" / {of}", 12, ink), align="r")
    return drawn + shape(pen, number + 1, "Slide number", box, words, placeholder=kind)


def panel(stage: Stage, number: int) -> str:
    """A white page behind everything on a dark layout, so that the product's colours can be read."""
    if not stage.dark or stage.body is None:
        return ""
    body = stage.body
    box = Box(body.x - 10, body.y - 30, body.width + 20, body.height + 62)
    return shape(stage.pen, number, "Page", box, "<a:p/>", fill=theme.COLOURS["paper"])


def _height(one: Takeaway, room: float, value: float, size: float) -> float:
    rows = [
        len(measure.wrap(text, size, room - _air(text, size, room), bold=bold))
        for text, bold in ((one.label, True), (one.text, False))
        if text
    ]
    return len(measure.wrap(one.value, value, room, bold=True)) * value * 1.35 + sum(rows) * size * 1.35


def _air(text: str, size: float, room: float) -> float:
    """What some programs leave free on a line where Chinese letters meet other ones."""
    meetings = sum((ord(a) < EASTERN) != (ord(b) < EASTERN) for a, b in pairwise(text))
    return AIR * size * meetings / len(measure.wrap(text, size, room))


def _takeaway(pen: Pen, one: Takeaway, value: float, size: float) -> str:
    words = pen.paragraph(pen.run(one.value, value, theme.TONES[one.tone], bold=True))
    if one.label:
        words += pen.paragraph(pen.run(one.label, size, INK, bold=True))
    return words + (pen.paragraph(pen.run(one.text, size, INK)) if one.text else "")
