"""What of a template is left out: its slides and whatever is neither drawn by PowerPoint nor a picture."""

import re
from collections.abc import Iterator
from typing import Any

from pptx.oxml.ns import qn

_R = qn("r:id")[: -len("id")]
KEPT_OF_BOOK = {"slideMaster", "notesMaster", "handoutMaster", "theme", "presProps", "tableStyles", "font"}
KEPT_OF_SHEET = {"slideLayout", "slideMaster", "theme", "themeOverride", "image", "hdphoto"}
KEPT_OF_PACKAGE = {"officeDocument"}
OWN = {"slide": "slides", "commentAuthors": "comments", "authors": "comments", "customXml": "comments"}
SILENT = {
    "slide",
    "notesSlide",
    "viewProps",
    "printerSettings",
    "thumbnail",
    "extended-properties",
    "core-properties",
}
SHAPES = {qn("p:pic"), qn("p:sp"), qn("p:graphicFrame"), qn("p:cxnSp"), qn("p:contentPart"), qn("p:control")}
LINKS = {qn("a:hlinkClick"), qn("a:hlinkHover"), qn("a:hlinkMouseOver")}


def clean(book: Any) -> set[str]:
    """Take out of an opened presentation what is left out; the keys of `templates.LEFT_OUT` that apply."""
    told: set[str] = {"slides"} if len(book.slides) else set()
    part = book.part
    for number, relation in list(part.rels.items()):
        if relation.reltype.endswith("/notesMaster") and not _has_body(relation.target_part):
            _without(part._element, number)
            part.rels.pop(number)
    told |= _dropped(part, KEPT_OF_BOOK)
    for name in ("p:custShowLst", "p:extLst", "p:custDataLst", "p:photoAlbum", "p:smartTags"):
        for element in part._element.findall(qn(name)):
            part._element.remove(element)
    _dropped(part.package, KEPT_OF_PACKAGE)
    for sheet in _sheets(book):
        told |= _dropped(sheet, KEPT_OF_SHEET)
    return told


def _has_body(notes: Any) -> bool:
    """Whether a master of notes has a place for them; without one the usual master is taken."""
    return any(holder.get("type") == "body" for holder in notes._element.iter(qn("p:ph")))


def _sheets(book: Any) -> Iterator[Any]:
    """Masters and layouts, those of notes and handouts too, and the parts beside them that have no elements."""
    seen = set()
    waiting = [relation.target_part for relation in book.part.rels.values()]
    while waiting:
        part = waiting.pop()
        if part.partname in seen:
            continue
        seen.add(part.partname)
        yield part
        waiting += [relation.target_part for relation in part.rels.values() if not relation.is_external]


def _dropped(part: Any, kept: set[str]) -> set[str]:
    """Drop the relationships that are not kept, with the shapes that need them; what to tell of it."""
    told = set()
    rels = part.rels if hasattr(part, "rels") else part._rels
    for number, relation in list(rels.items()):
        kind = relation.reltype.rpartition("/")[2]
        if kind in kept and not relation.is_external:
            continue
        element = getattr(part, "_element", None)
        if element is not None:
            _without(element, number)
        elif kind not in SILENT and hasattr(part, "_blob"):
            part._blob = re.sub(rb'\sr:(?:link|embed|id)="%b"' % number.encode(), b"", part.blob)
        rels.pop(number)
        if relation.is_external:
            told.add("links")
        elif kind not in SILENT:
            told.add(OWN.get(kind, "objects"))
    return told


def _without(root: Any, number: str) -> None:
    """Remove what refers to a relationship: a link from its text, anything else with its shape."""
    for element in [one for one in root.iter() if isinstance(one.tag, str)]:
        if not any(value == number and name.startswith(_R) for name, value in element.attrib.items()):
            continue
        gone = element
        if element.tag not in LINKS:
            gone = next((one for one in element.iterancestors() if one.tag in SHAPES), element)
        while gone.getparent() is not None and gone.getparent().tag.startswith(
            "{http://schemas.openxmlformats.org/markup-compatibility/"
        ):
            gone = gone.getparent()
        if gone.getparent() is not None:
            gone.getparent().remove(gone)
