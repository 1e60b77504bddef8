"""Speaker notes: what to know about a slide, where its numbers come from, and of which snapshot."""

from typing import Any

from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn

from mot.domain.slides import Slide
from mot.reports.pptx.text import NAMESPACES, Pen


def note(made: Any, slide: Slide, foot: str, pen: Pen) -> None:
    """Write the notes of a slide: its own, and under them period, n and snapshot as they stand on the slide."""
    body = made.notes_slide.notes_text_frame._txBody
    paragraphs = [part for text in (slide.notes, foot) for part in text.split("\n") if part]
    for old in list(body)[2:]:
        body.remove(old)
    written = "".join(f"<a:p>{pen.run(text, None)}</a:p>" for text in paragraphs) or "<a:p/>"
    for new in parse_xml(f"<p:txBody {NAMESPACES}><a:bodyPr/>{written}</p:txBody>")[1:]:
        body.append(new)


def enlist(book: Any) -> None:
    """Name the master of the notes in the presentation itself, where PowerPoint looks for it."""
    root = book.part._element
    number = next(
        (key for key, one in book.part.rels.items() if one.reltype == RELATIONSHIP_TYPE.NOTES_MASTER), None
    )
    for old in root.findall(qn("p:notesMasterIdLst")):
        root.remove(old)
    if number is not None:
        held = f'<p:notesMasterIdLst {NAMESPACES}><p:notesMasterId r:id="{number}"/></p:notesMasterIdLst>'
        root.find(qn("p:sldMasterIdLst")).addnext(parse_xml(held))
