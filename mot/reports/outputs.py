"""What a review can be taken away as: one line per file format."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from mot.domain.access import Actor
from mot.domain.reviews import Content, Document
from mot.reports.appendix import workbook as appendix
from mot.reports.branch_sheets import files as branch_sheets
from mot.reports.drawn import html as slide_html
from mot.reports.drawn import pdf as slide_pdf
from mot.reports.pptx import deck
from mot.services import deck_templates, reviews
from mot.services.startup import Engine

Told = Callable[[float, str], None]


@dataclass(frozen=True, slots=True)
class Ordered:
    """What a file is made from: a review in one language, by whom it is asked for, and who hears of its making."""

    engine: Engine
    actor: Actor
    document: Document
    content: Content
    told: Told | None = None


Writer = Callable[[Ordered], bytes]


def _pptx(order: Ordered) -> bytes:
    """On the institution's template, where it has one."""
    return deck.to_pptx(order.document, template=deck_templates.chosen(order.engine, order.actor))


def _pdf(order: Ordered) -> bytes:
    return slide_pdf.to_pdf(order.document, told=order.told)


def _html(order: Ordered) -> bytes:
    return slide_html.to_html(order.document)


def _xlsx(order: Ordered) -> bytes:
    return appendix.to_xlsx(order.document, order.content)


def _zip(order: Ordered) -> bytes:
    document = order.document
    return branch_sheets.to_zip(document.review, order.content, document.deck.language, told=order.told)


OUTPUTS: Mapping[str, tuple[str, Writer]] = {
    ".pptx": ("application/vnd.openxmlformats-officedocument.presentationml.presentation", _pptx),
    ".pdf": ("application/pdf", _pdf),
    ".html": ("text/html", _html),
    ".xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _xlsx),
    ".zip": ("application/zip", _zip),
}
"""By suffix: the media type and the writer."""


def write(
    suffix: str, engine: Engine, actor: Actor, number: int, language: str, *, told: Told | None = None
) -> bytes:
    """The file of a review, made from what was frozen and its author's sentences.

    `told` hears of the share done (0 to 1) and what is at work, where a file takes long.

    Raises
    ------
    ReviewNotFoundError, ReviewDamagedError
    KeyError
        For a suffix that is not among `OUTPUTS`.
    """
    _, writer = OUTPUTS[suffix]
    document = reviews.document(engine, actor, number, language)
    return writer(Ordered(engine, actor, document, reviews.content(engine, actor, number), told))
