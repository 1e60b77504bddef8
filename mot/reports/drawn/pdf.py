"""A review as PDF: one page of 13.333 × 7.5 inch per slide, letters that can be selected, fonts within."""

import datetime as dt
import io
from collections.abc import Callable

import vl_convert
from pypdf import PdfReader, PdfWriter
from pypdf.constants import PageLabelStyle
from pypdf.generic import BooleanObject, DictionaryObject, NameObject, TextStringObject

from mot.domain.reviews import Document
from mot.reports.drawn import slide as slide_svg
from mot.reports.fonts import register

POINTS = 0.75  # per unit of a slide: pages of 960 × 540 points
TAGS = {"zh": "zh-CN", "en": "en-GB"}
KINDS = ("/ColorSpace", "/ExtGState", "/Font", "/Pattern", "/Shading", "/XObject")
Told = Callable[[float, str], None]


def to_pdf(document: Document, *, told: Told | None = None) -> bytes:
    """The deck with its slides' findings as bookmarks; `told` hears of the share done and the slide at work.

    The same document gives the same bytes: the file is dated with the day on which the review was frozen.
    """
    register()
    locale = slide_svg.locale_of(document)
    writer = PdfWriter()
    slides = document.deck.slides
    for position, slide in enumerate(slides):
        if told:
            told(position / len(slides), slide.title)
        drawn = vl_convert.svg_to_pdf(slide_svg.svg(document, position, scale=POINTS))
        one = PdfReader(io.BytesIO(drawn)).pages[0]
        _order(one)
        page = writer.add_page(one)
        writer.add_outline_item(title=f"{position + 1}  {slide.title}", page_number=page)
    if slides:
        writer.set_page_label(0, len(slides) - 1, style=PageLabelStyle.DECIMAL)
    _about(writer, document, locale.t("Moments of Truth"))
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _order(part: DictionaryObject) -> None:
    """Sort what a page or a group draws with by name: it is drawn with by name, and listed by chance."""
    resources = part.get("/Resources", DictionaryObject()).get_object()
    for kind in KINDS:
        named = resources.get(kind, DictionaryObject()).get_object()
        items = sorted(named.items())
        named.clear()
        named.update(items)
        for _, item in items:
            below = item.get_object()
            if isinstance(below, DictionaryObject) and "/Resources" in below:
                _order(below)


def _about(writer: PdfWriter, document: Document, product: str) -> None:
    """Title, author, language, and how a reader opens the file."""
    review = document.review
    writer.metadata = None
    writer.add_metadata(
        {
            "/Title": review.title,
            "/Author": document.basis.made_by,
            "/Subject": review.stamp,
            "/Creator": product,
            "/CreationDate": _pdf_date(document.basis.made_at),
        }
    )
    root = writer.root_object
    root[NameObject("/Lang")] = TextStringObject(TAGS[document.deck.language])
    shown = DictionaryObject({NameObject("/DisplayDocTitle"): BooleanObject(True)})
    root[NameObject("/ViewerPreferences")] = shown


def _pdf_date(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).strftime("D:%Y%m%d%H%M%S+00'00'")
