"""A review as a presentation: one slide per slide, all of it native, on the institution's template or the product's."""

import io
from dataclasses import replace
from functools import lru_cache
from typing import Any

from pptx import Presentation
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn

from mot.domain.deck_templates import Layouts, Template
from mot.domain.reviews import Document
from mot.domain.slides import TITLE, Slide
from mot.locale.words import Locale
from mot.reports.layout import Box, Places, foot, places
from mot.reports.pptx import cells, charts, house, tables, theme, words
from mot.reports.pptx.notes import enlist, note
from mot.reports.pptx.properties import describe
from mot.reports.pptx.stage import Stage, stage
from mot.reports.pptx.templates import cleaned, every_layout, inspect
from mot.reports.pptx.text import NAMESPACES


def to_pptx(document: Document, *, template: Template | None = None) -> bytes:
    """The review as the bytes of a .pptx file, made from the document alone.

    On a template slides stand on the layouts that were chosen, in the template's fonts; what they show keeps
    the product's colours.

    Raises
    ------
    As `templates.inspect`, and NoSuchLayoutError, where the template is not one that was inspected.
    """
    content = cleaned(template.content) if template else house.content()
    layouts = template.layouts if template else _own()
    book = Presentation(io.BytesIO(content))
    locale = Locale("zh" if document.deck.language == "zh" else "en")
    found = every_layout(book)
    stages = {
        first: stage(found[number], layouts.layout(number), layouts, locale.language, own=template is None)
        for first, number in ((True, layouts.title), (False, layouts.content))
    }
    for position, slide in enumerate(document.deck.slides):
        _slide(book, stages[slide.section == TITLE], document, position, locale)
    enlist(book)
    describe(book, document, locale)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@lru_cache(maxsize=1)
def _own() -> Layouts:
    return inspect(house.content())


def _slide(book: Any, on: Stage, document: Document, position: int, locale: Locale) -> None:
    slide, where = document.deck.slides[position], places(document.deck.slides[position])
    made = book.slides.add_slide(on.layout)
    tree = made.shapes._spTree
    for holder in list(tree)[2:]:
        tree.remove(holder)
    _put(tree, _words(on, slide, where))
    if slide.chart:
        _chart(made, on, slide, where)
    number = _next(tree)
    parts = ""
    table, side = on.moved(where.table, where), on.moved(where.takeaways, where)
    if slide.table and table:
        parts += tables.draw(on.pen, number, slide.table, table, locale)
    if slide.takeaways and side:
        parts += words.takeaways(on, number + 3, slide.takeaways, side)
    told = foot(document, slide)
    if slide.section == TITLE and document.basis.demonstration:
        told = f"{told} · {locale.t('Demonstration data')}"
    slides = len(document.deck.slides)
    _put(
        tree,
        parts + words.feet(on, number + 3 + len(slide.takeaways), told, position + 1, slides, where),
    )
    note(made, slide, told, on.pen)


def _words(on: Stage, slide: Slide, where: Places) -> str:
    """Finding, kicker and sentences, in the order in which they are read aloud."""
    drawn = words.finding(on, 2, slide, where)
    if slide.section == TITLE:
        own = words.kicker(on, 3, slide, where) if on.title is None else ""
        return drawn + own + words.opening(on, 4, slide, where)
    drawn += words.panel(on, 5) + words.kicker(on, 3, slide, where)
    lines = on.moved(where.lines, where)
    return drawn + (words.sentences(on, 4, slide, lines) if slide.lines and lines else "")


def _chart(made: Any, on: Stage, slide: Slide, where: Places) -> None:
    """The chart as a native one, or as a table of cells; under it what its marks mean."""
    box, under = on.moved(where.chart, where), on.moved(where.caption, where)
    if slide.chart is None or box is None or not slide.chart.size:
        return
    tree = made.shapes._spTree
    if slide.chart.drawing in cells.DRAWN:
        high = cells.draw(on.pen, _next(tree), slide.chart, box)
        _put(tree, high.xml)
        under = Box(box.x, high.bottom + 6, box.width, 22)
    else:
        before = len(tree)
        locale = Locale("zh" if on.pen.language == "zh" else "en")
        frame = charts.draw(made.shapes, slide.chart, box, locale)
        if frame is not None and under:
            under = replace(under, y=(frame.top + frame.height) / theme.UNIT + 4)
        if on.pen.unit != theme.UNIT:
            _scaled(made, list(tree)[before:], on.pen.unit / theme.UNIT)
    if slide.chart.caption and under:
        _put(tree, words.caption(on, _next(tree), slide.chart.caption, under))


def _scaled(made: Any, frames: list[Any], by: float) -> None:
    """Bring charts that were drawn in units of 1/96 inch to the units of a smaller or larger slide.

    Letters, lines and markers too.
    """
    for frame in frames:
        for name, measures in ((qn("a:off"), ("x", "y")), (qn("a:ext"), ("cx", "cy"))):
            for element in frame.iter(name):
                for key in measures:
                    element.set(key, str(round(int(element.get(key, "0")) * by)))
    for shape in made.shapes:
        if getattr(shape, "has_chart", False):
            for element in shape.chart._chartSpace.iter():
                for key in ("sz", "w") if element.tag != qn("c:size") else ("val",):
                    if element.get(key, "").isdigit():
                        least = 2 if key == "val" else 1  # points, of a marker
                        element.set(key, str(max(least, round(int(element.get(key)) * by))))


def _put(tree: Any, shapes: str) -> None:
    for shape in parse_xml(f"<p:spTree {NAMESPACES}>{shapes}</p:spTree>"):
        tree.append(shape)


def _next(tree: Any) -> int:
    """A number that no shape of the slide has yet."""
    return max(int(one.get("id")) for one in tree.iter(qn("p:cNvPr"))) + 1
