"""One slide as a picture, or its chart alone: PNG for a document, SVG for whoever wants it sharp at any size."""

from html import unescape

import vl_convert

from mot.domain.errors import N_, MotError
from mot.domain.reviews import Document
from mot.domain.slides import Slide
from mot.reports.drawn import chart as slide_svg_chart
from mot.reports.drawn import slide as slide_svg
from mot.reports.drawn.marks import page
from mot.reports.fonts import embedded, register
from mot.reports.layout import WIDTH, Box

SCALE = 1.5  # pixels per unit of the slide: 1920 × 1080
CHART_SCALE = 2.0
CHART = Box(24, 24, WIDTH - 320, 480)  # of a chart by itself, on a white page


class SlideNotFoundError(MotError):
    """The review has no such slide, or the slide has no chart."""

    message = N_("This review has no such picture. Choose a slide that it has.")


def to_png(document: Document, slide_key: str, *, chart: bool = False) -> bytes:
    """A slide of 1920 × 1080 pixels, or its chart alone at twice the size of the screen.

    Raises
    ------
    SlideNotFoundError
    """
    register()
    drawn = _drawn(document, slide_key, chart=chart, scale=CHART_SCALE if chart else SCALE, carried=False)
    return bytes(vl_convert.svg_to_png(drawn))


def to_svg(document: Document, slide_key: str, *, chart: bool = False) -> bytes:
    """A slide, or its chart alone, as SVG that carries the letters it shows.

    Raises
    ------
    SlideNotFoundError
    """
    return _drawn(document, slide_key, chart=chart, scale=1.0, carried=True).encode()


def _drawn(document: Document, slide_key: str, *, chart: bool, scale: float, carried: bool) -> str:
    slides = document.deck.slides
    position = next((i for i, one in enumerate(slides) if one.key == slide_key), None)
    if position is None:
        raise SlideNotFoundError()

    def made(style: str) -> str:
        if chart:
            return _chart(slides[position], scale, style)
        return slide_svg.svg(document, position, scale=scale, style=style)

    plain = made("")
    if not carried:
        return plain
    letters = "".join(sorted(set(unescape(plain))))
    return made(f"<style>{embedded(letters, titles='' if chart else letters)}</style>")


def _chart(slide: Slide, scale: float, style: str) -> str:
    """A chart on a page of its own, with room around it."""
    if slide.chart is None:
        raise SlideNotFoundError()
    drawn = slide_svg_chart.picture(slide.chart, CHART, slide.key)
    width, height = drawn.box.right + CHART.x, drawn.box.bottom + CHART.y
    return page([drawn], width, height, scale=scale, style=style)
