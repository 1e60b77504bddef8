"""A slide drawn as SVG: the same boxes as in .pptx, letters of the project's fonts, the page's own chart.

A letter that these fonts do not have is drawn in another one, and nothing is put in its place: Greek and Cyrillic
in Liberation Sans, which vl-convert brings along; a rare Chinese name in whatever font of this machine has it,
and as an empty box where none does. `uncovered` lists such letters.
"""

from mot.domain.reviews import Document
from mot.domain.slides import TITLE, Slide
from mot.locale.words import Locale
from mot.reports import measure
from mot.reports.drawn import chart as slide_svg_chart
from mot.reports.drawn import table as slide_svg_table
from mot.reports.drawn import text as slide_svg_text
from mot.reports.drawn.marks import Area, Mark, Picture, Text, page
from mot.reports.layout import (
    HEIGHT,
    LEFT,
    RIGHT,
    RULE,
    RULE_HEIGHT,
    RULE_WIDTH,
    WIDTH,
    Box,
    Places,
    foot,
    places,
)

HAIRLINE = 656  # over the footnote
MARK = (
    '<g transform="translate({x} {y}) scale({scale})" fill="none" stroke-linecap="round">'
    '<path d="M2 5H18" stroke="#1F8093" stroke-width="3"/><path d="M10 5V17" stroke="#1F8093" stroke-width="2.2"/>'
    '<circle cx="10" cy="18.5" r="4" fill="#D2521C"/></g>'
)
"""The product's mark: a tick, what was expected, and a dot, what was met."""


def svg(document: Document, position: int, *, scale: float = 1.0, style: str = "") -> str:
    """A slide by its place in the deck, from 0, as SVG of 1280 × 720 units, `scale` pixels each."""
    return page(marks(document, position), WIDTH, HEIGHT, scale=scale, style=style)


def marks(document: Document, position: int) -> list[Mark]:
    """Everything that is drawn on a slide."""
    slide, locale = document.deck.slides[position], locale_of(document)
    where = places(slide)
    drawn = slide_svg_text.heading(slide, where)
    if where.lines:
        drawn += slide_svg_text.sentences(slide, where.lines)
    if slide.chart and where.chart:
        drawn += _chart(slide, where)
    if slide.table and where.table:
        drawn += slide_svg_table.drawn(slide.table, where.table, locale)
    if where.takeaways:
        drawn += slide_svg_text.takeaways(slide.takeaways, where.takeaways)
    return drawn + _frame(document, position, where, locale)


def uncovered(document: Document) -> tuple[str, ...]:
    """The letters of a deck that the project's fonts do not have, each once, in the order of their codes."""
    drawn = (mark for at in range(len(document.deck.slides)) for mark in marks(document, at))
    missing = {
        letter
        for mark in drawn
        if isinstance(mark, Text)
        for letter in mark.text
        if not measure.covers(letter, bold=mark.pen.bold, serif=mark.pen.serif)
    }
    charts = (slide.chart.columns.values() for slide in document.deck.slides if slide.chart)
    shown = {v for columns in charts for column in columns for v in column if isinstance(v, str)}
    return tuple(
        sorted(missing | {letter for text in shown for letter in text if not measure.covers(letter)})
    )


def locale_of(document: Document) -> Locale:
    """The language that a deck is told in."""
    return Locale("en" if document.deck.language == "en" else "zh")


def _chart(slide: Slide, where: Places) -> list[Mark]:
    """The chart at the top of its box, and close under it what its marks mean."""
    if not slide.chart or not where.chart or not where.caption:
        return []
    drawn = slide_svg_chart.picture(slide.chart, where.chart, slide.key)
    under = where.caption
    caption = Box(under.x, drawn.box.bottom + 4, under.width, under.height)
    return [drawn, *slide_svg_text.small(slide.chart.caption, caption)]


def _frame(document: Document, position: int, where: Places, locale: Locale) -> list[Mark]:
    """Hairline, mark, footnote and the slide's number."""
    slides = document.deck.slides
    slide = slides[position]
    first = slide.section == TITLE
    sign = _sign(LEFT - 3, 140, 1.6) if first else _sign(34, 667, 0.8)
    told = foot(document, slide)
    if first and document.basis.demonstration:
        told = f"{told} · {locale.t('Demonstration data')}"
    rule = Area(Box(LEFT, RULE, RULE_WIDTH, RULE_HEIGHT), "brand")
    return [
        sign,
        *([rule] if first else []),
        Area(Box(LEFT, HAIRLINE, RIGHT - LEFT, 1), "hair"),
        *slide_svg_text.small(told, where.footnote),
        *slide_svg_text.small(f"{position + 1} / {len(slides)}", where.number, right=True),
    ]


def _sign(x: float, y: float, scale: float) -> Picture:
    """The product's mark."""
    return Picture(Box(x, y, 20 * scale, 24 * scale), MARK.format(x=x, y=y, scale=scale))
