"""An institution's own presentation as a template: what it offers, and what of it is left out."""

import io
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from pptx import Presentation
from pptx.exc import PythonPptxError
from pptx.oxml.ns import qn

from mot.domain.deck_templates import Layout, Layouts, Placeholder
from mot.domain.errors import N_, MotError
from mot.ingest.containers.packages import BROKEN
from mot.reports.pptx import template_package
from mot.reports.pptx.template_cleaning import clean
from mot.reports.pptx.template_package import DamagedTemplateError

DAMAGED = (*BROKEN, SyntaxError, PythonPptxError, AttributeError, TypeError)  # that of lxml is a SyntaxError
LEFT_OUT: Mapping[str, str] = MappingProxyType(
    {
        "slides": N_("Its own slides are left out; only the layouts are used."),
        "links": N_("Links to pages and files elsewhere are left out."),
        "objects": N_("Charts, embedded files, films and controls on its layouts are left out."),
        "comments": N_("Comments, custom data and the names of its authors are left out."),
    }
)
"""What of a template does not come into a deck, by key."""

_KINDS = {
    "title": "title", "ctrTitle": "title", "subTitle": "subtitle", "body": "body", "obj": "body",
    "ftr": "footer", "sldNum": "number", "dt": "date", "pic": "picture",
}  # fmt: skip
_FIRST = ("title slide", "cover", "标题幻灯片", "封面", "首页")


class NoTitleLayoutError(MotError):
    """No layout has a title."""

    message = N_(
        "None of the layouts of {name} has a placeholder for a title. Add one in the slide master and upload the "
        "template again."
    )


def inspect(content: bytes, name: str = "") -> Layouts:
    """The layouts of a presentation or template (.pptx, .potx), with a proposal of which to use.

    Raises
    ------
    TemplateTooLargeError, NotAPresentationError, PasswordProtectedTemplateError, MacrosInTemplateError,
    UnsafeTemplateError, DamagedTemplateError, NoTitleLayoutError
    """
    named = name or "template.pptx"
    book, found, left_out = _opened(content, named)
    titled = [one for one in found if one.holder("title")]
    if not titled or not book.slide_width or not book.slide_height:
        raise NoTitleLayoutError(name=named)
    first = max(titled, key=_as_first)
    content_layout = max(titled, key=lambda one: _as_content(one, first, book.slide_width, book.slide_height))
    return Layouts(
        width=book.slide_width,
        height=book.slide_height,
        layouts=found,
        title=first.number,
        content=content_layout.number,
        slides=left_out.get("slides", 0),
        left_out=tuple(left_out),
    )


@lru_cache(maxsize=2)
def cleaned(content: bytes) -> bytes:
    """The template as decks are made on it: a presentation without slides and without what is left out.

    Raises
    ------
    As `inspect`.
    """
    book, _, _ = _opened(content, "template.pptx")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def every_layout(book: Any) -> list[Any]:
    """The layouts of all masters of an opened presentation, in order: a layout's number counts here."""
    return [layout for master in book.slide_masters for layout in master.slide_layouts]


def _opened(content: bytes, name: str) -> tuple[Any, tuple[Layout, ...], Mapping[str, int]]:
    """The presentation without what is left out, its layouts, and what that is: of slides, how many there were."""
    package = template_package.checked(content, name)
    try:
        book = Presentation(io.BytesIO(package))
        slides = len(book.slides)
        left_out = clean(book)
        found = tuple(_layout(number, layout) for number, layout in enumerate(every_layout(book)))
    except DAMAGED as error:
        raise DamagedTemplateError(name=name) from error
    return book, found, {key: slides if key == "slides" else 1 for key in LEFT_OUT if key in left_out}


def _layout(number: int, layout: Any) -> Layout:
    holders = tuple(_holder(one) for one in layout.placeholders)
    return Layout(number, layout.name or str(number + 1), holders)


def _holder(one: Any) -> Placeholder:
    told = one.element.find(f".//{qn('p:ph')}")
    kind = _KINDS.get(told.get("type", "obj"), "other") if told.get("orient") != "vert" else "other"
    sizes = (one.left, one.top, one.width, one.height)
    return Placeholder(int(told.get("idx", 0)), kind, one.name, *(int(size or 0) for size in sizes))


def _as_first(layout: Layout) -> float:
    """How well a layout suits the first slide."""
    named = any(word in layout.name.lower() for word in _FIRST)
    return 2 * named + 3 * (layout.holder("subtitle") is not None) - 0.01 * layout.number


def _as_content(layout: Layout, first: Layout, width: int, height: int) -> float:
    """How well a layout suits all other slides: a title, one large body and no pictures."""
    bodies = [one for one in layout.placeholders if one.kind == "body" and one.width * one.height]
    large = [one for one in bodies if one.width * one.height > 0.3 * width * height]
    others = sum(one.kind in ("picture", "other") for one in layout.placeholders)
    score = 4.0 * (len(bodies) == 1 and len(large) == 1) + 2.0 * (not bodies) - 3 * others
    return (
        score
        - 6 * (layout.number == first.number)
        - 3 * (layout.holder("subtitle") is not None)
        - (0.01 * layout.number)
    )
