"""Where a layout of a template lets a slide's parts stand, and with which letters."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pptx.oxml.ns import qn

from mot.domain.deck_templates import Layout, Layouts, Placeholder
from mot.reports import layout as page
from mot.reports.layout import Box, Places
from mot.reports.pptx.backdrop import dark
from mot.reports.pptx.text import Pen
from mot.reports.pptx.theme import EAST_ASIAN

ROW = 24.0  # units of the kicker and of the footnote, where they stand in the body of a layout
LEAST = 0.35  # of the slide's height, below which a body placeholder is not the body
INSETS = 19.2, 9.6  # of a placeholder, left and right, above and below


@dataclass(frozen=True, slots=True)
class Stage:
    """A layout as slides are made on it; boxes in units.

    title: where its title stands, None where the slide itself says · size: of its letters · body: what is free
    for sentences, charts and tables, None on the product's own template · footer, number: its placeholders ·
    dark: whether the product's colours could not be read on it.
    """

    layout: Any
    heading: Pen
    pen: Pen
    title: Box | None
    kind: str
    size: float
    body: Box | None
    footer: Placeholder | None
    number: Placeholder | None
    subtitle: Placeholder | None
    dark: bool = False

    def box(self, holder: Placeholder) -> Box:
        """Where a placeholder stands, in units."""
        return boxed(holder, self.pen.unit)

    @property
    def rows(self) -> tuple[Box, Box]:
        """The footnote's and the slide number's place under the body."""
        body = self.body or Box(page.LEFT, 0, page.RIGHT - page.LEFT, page.BOTTOM)
        wide = min(100.0, body.width * 0.15)
        return (
            Box(body.x, body.bottom + 4, body.width - wide - 8, ROW - 4),
            Box(body.right - wide, body.bottom + 4, wide, ROW - 4),
        )

    def moved(self, box: Box | None, places: Places) -> Box | None:
        """A box of a slide's content, in the body of this layout."""
        if box is None or self.body is None:
            return box
        top, body = places.title.bottom + 10, self.body
        x, y = body.width / (page.RIGHT - page.LEFT), body.height / (page.BOTTOM - top)
        return Box(
            body.x + (box.x - page.LEFT) * x, body.y + (box.y - top) * y, box.width * x, box.height * y
        )


def unit_of(layouts: Layouts) -> float:
    """EMU per unit: a slide is 720 units high, and at least 960 wide."""
    return min(layouts.height / page.HEIGHT, layouts.width / 960)


def boxed(holder: Placeholder, unit: float) -> Box:
    """A placeholder's place in units."""
    return Box(holder.x / unit, holder.y / unit, holder.width / unit, holder.height / unit)


def stage(layout: Any, about: Layout, layouts: Layouts, language: str, *, own: bool) -> Stage:
    """What a layout of an opened presentation offers; `own` where the product drew it."""
    unit = unit_of(layouts)
    title = layouts.layout(about.number).holder("title")
    if title is None:
        raise ValueError(f"the layout {about.name} has no title")
    if own:
        pen = Pen(language, unit=unit)
        size = page.TITLE_SIZES[0]
        footer, number = about.holder("footer"), about.holder("number")
        return Stage(layout, pen, pen, None, _kind(layout), size, None, footer, number, None)
    where = boxed(title, unit)
    footer, number = (_foot(about.holder(kind), kind, unit) for kind in ("footer", "number"))
    body = _body(about, layouts, where, unit)
    kept = 0.0 if footer and number else ROW
    body = Box(body.x, body.y + ROW, body.width, body.height - ROW - kept)
    inner = Box(where.x, where.y, where.width - INSETS[0], where.height - INSETS[1])
    heading, pen = (Pen(language, *_faces(layout, face), unit=unit) for face in ("major", "minor"))
    size = _size(layout, title.idx) * 127 / unit
    return Stage(
        layout,
        heading,
        pen,
        inner,
        _kind(layout),
        size,
        body,
        footer,
        number,
        about.holder("subtitle"),
        dark(layout),
    )


def _kind(layout: Any) -> str:
    """Which kind of title placeholder the layout has, as the attributes of one on a slide."""
    centred = any(ph.get("type") == "ctrTitle" for ph in layout._element.iter(qn("p:ph")))
    return 'type="ctrTitle"' if centred else 'type="title"'


def _foot(holder: Placeholder | None, kind: str, unit: float) -> Placeholder | None:
    """A placeholder that has room for its text; None for one that is too small for it."""
    if holder is None:
        return None
    box = boxed(holder, unit)
    return holder if box.width >= (420 if kind == "footer" else 60) and box.height >= 16 else None


def _body(about: Layout, layouts: Layouts, title: Box, unit: float) -> Box:
    """The body placeholder's place, or what is left under the title and above the feet."""
    wide, high = layouts.width / unit, layouts.height / unit
    holder = about.holder("body")
    if holder is not None:
        box = boxed(holder, unit)
        if box.height >= LEAST * high and box.width >= 0.5 * wide and box.y >= title.y + 0.5 * title.height:
            return Box(box.x, max(box.y, title.bottom), box.width, box.bottom - max(box.y, title.bottom))
    feet = [boxed(p, unit) for p in about.placeholders if p.kind in ("footer", "number", "date")]
    edge = min((box.y for box in feet if box.y > 0.75 * high), default=high - 44) - 8
    if title.bottom > 0.6 * high:
        return Box(title.x, 0.06 * high, title.width, title.y - 0.06 * high - 8)
    left, right = min(title.x, 0.08 * wide), max(title.right, 0.92 * wide)
    return Box(left, title.bottom + 8, right - left, edge - title.bottom - 8)


def _faces(layout: Any, face: str) -> tuple[str, str]:
    """The template's own typefaces, by reference to its theme; its East Asian one only where it has one."""
    short = "mj" if face == "major" else "mn"
    found = _theme(layout)
    return f"+{short}-lt", f"+{short}-ea" if _named(found, face) else EAST_ASIAN


def _theme(layout: Any) -> str:
    for relation in layout.slide_master.part.rels.values():
        if relation.reltype.endswith("/theme"):
            return bytes(relation.target_part.blob).decode("utf-8", "replace")
    return ""


def _named(theme: str, face: str) -> bool:
    part = theme.partition(f"<a:{face}Font>")[2].partition(f"</a:{face}Font>")[0]
    named = part.partition("<a:ea ")[2].partition(">")[0]
    return 'typeface="' in named and 'typeface=""' not in named


def _size(layout: Any, idx: int) -> int:
    """The size of a title's letters in hundredths of a point, as the layout or its master says."""
    for element in _styles(layout, idx):
        for level in element.iter(qn("a:lvl1pPr")):
            letters = level.find(qn("a:defRPr"))
            if letters is not None and letters.get("sz"):
                return int(letters.get("sz"))
    return 4400


def _styles(layout: Any, idx: int) -> Iterator[Any]:
    for shapes, same in (
        (layout.placeholders, lambda one: one.placeholder_format.idx == idx),
        (layout.slide_master.placeholders, lambda one: "title" in str(one.element.ph_type).lower()),
    ):
        for holder in shapes:
            if same(holder):
                yield holder._element.txBody
    styles = layout.slide_master._element.find(qn("p:txStyles"))
    if styles is not None and styles.find(qn("p:titleStyle")) is not None:
        yield styles.find(qn("p:titleStyle"))
