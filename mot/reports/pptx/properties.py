"""What a deck says of itself: title, author, day and language, and nothing that a template left there."""

import datetime as dt
from typing import Any

from pptx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI

from mot.domain.reviews import Document
from mot.locale.words import Locale
from mot.reports.pptx.theme import tag

_APPLICATION = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>Microsoft Office PowerPoint</Application><Slides>{slides}</Slides></Properties>"
)


def describe(book: Any, document: Document, locale: Locale) -> None:
    """Set the properties of a presentation from the review it shows."""
    basis, told = document.basis, book.core_properties
    told.title = document.review.title or document.deck.slides[0].title
    told.subject = locale.quarter(basis.quarter)
    told.author = told.last_modified_by = basis.made_by
    told.created = told.modified = basis.made_at.astimezone(dt.UTC)
    told.language = tag(locale.language)
    told.identifier = document.review.stamp
    told.revision = 1
    for name in ("category", "comments", "content_status", "keywords", "version"):
        setattr(told, name, "")
    package = book.part.package
    for number, relation in list(package._rels.items()):
        if relation.reltype == RELATIONSHIP_TYPE.EXTENDED_PROPERTIES:
            package.drop_rel(number)
    written = _APPLICATION.format(slides=len(book.slides)).encode()
    part = Part(PackURI("/docProps/app.xml"), CONTENT_TYPE.OFC_EXTENDED_PROPERTIES, package, written)
    package.relate_to(part, RELATIONSHIP_TYPE.EXTENDED_PROPERTIES)
