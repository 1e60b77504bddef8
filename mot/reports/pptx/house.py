"""The template that the product draws: a white page, a hairline above the footnote, the mark at its left."""

import io
import re
from functools import lru_cache

from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.util import Emu

from mot.reports import layout as page
from mot.reports.layout import Box
from mot.reports.pptx import theme
from mot.reports.pptx.text import FIELD, NAMESPACES, Pen, place

PEN = Pen("en")
KICKER, LINES, FOOTER, NUMBER = 13, 14, 11, 12  # idx of the placeholders beside the title
ACCENTS = ("brand", "weak", "above", "below", "unclear", "heat_higher")


@lru_cache(maxsize=1)
def content() -> bytes:
    """The template as the bytes of a presentation without slides; its layouts are `Title` and `Content`."""
    made = Presentation()
    made.slide_width, made.slide_height = Emu(PEN.emu(page.WIDTH)), Emu(PEN.emu(page.HEIGHT))
    made.part._element.sldSz.attrib.pop("type", None)
    master = made.slide_masters[0]
    for spare in list(master.slide_layouts)[2:]:
        master.slide_layouts.remove(spare)
    for relation in list(made.part.rels.values()):
        if relation.reltype == RELATIONSHIP_TYPE.PRINTER_SETTINGS:
            made.part.drop_rel(relation.rId)
    for relation in list(made.part.package._rels.values()):
        if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL:
            made.part.package.drop_rel(relation.rId)
    look = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    look._blob = _coloured(look.blob.decode()).encode()
    _draw(master, "", _master(), background=True)
    _styled(master)
    for layout, name, shapes in zip(
        master.slide_layouts, ("Title", "Content"), (_title(), _content()), strict=True
    ):
        _draw(layout, name, shapes)
    master.slide_layouts[0]._element.set("showMasterSp", "0")
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _coloured(xml: str) -> str:
    """The theme with the product's fonts and colours."""
    tokens = {
        "dk1": "ink",
        "lt1": "paper",
        "dk2": "sub",
        "lt2": "heat_zero",
        "hlink": "brand",
        "folHlink": "sub",
    }
    tokens |= {f"accent{i}": token for i, token in enumerate(ACCENTS, start=1)}
    colours = "".join(
        f'<a:{name}><a:srgbClr val="{theme.colour(token)}"/></a:{name}>'
        for name, token in sorted(tokens.items(), key=lambda one: _ORDER.index(one[0]))
    )
    faces = f'<a:latin typeface="{theme.LATIN}"/><a:ea typeface="{theme.EAST_ASIAN}"/><a:cs typeface=""/>'
    fonts = f"<a:majorFont>{faces}</a:majorFont><a:minorFont>{faces}</a:minorFont>"
    xml = re.sub(
        r"(<a:clrScheme)[^>]*>.*?(</a:clrScheme>)", rf'\1 name="Moments">{colours}\2', xml, flags=re.S
    )
    return re.sub(
        r"(<a:fontScheme)[^>]*>.*?(</a:fontScheme>)", rf'\1 name="Moments">{fonts}\2', xml, flags=re.S
    )


_ORDER = (
    "dk1", "lt1", "dk2", "lt2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "hlink",
    "folHlink",
)  # fmt: skip


def _draw(sheet: object, name: str, shapes: str, *, background: bool = False) -> None:
    """Replace what stands on a master or a layout."""
    data = sheet._element.cSld  # type: ignore[attr-defined]
    if name:
        data.set("name", name)
    tree = data.spTree
    for old in list(tree)[2:]:
        tree.remove(old)
    for new in parse_xml(f"<p:spTree {NAMESPACES}>{shapes}</p:spTree>"):
        tree.append(new)
    if background:
        for old in data.findall(f"{{{data.nsmap['p']}}}bg"):
            data.remove(old)
        white = '<p:bgPr><a:solidFill><a:schemeClr val="bg1"/></a:solidFill><a:effectLst/></p:bgPr>'
        data.insert(0, parse_xml(f"<p:bg {NAMESPACES}>{white}</p:bg>"))


def _styled(master: object) -> None:
    """Letters of titles and texts as the theme's fonts have them, without bullets."""
    styles = master._element.find(f"{{{master._element.nsmap['p']}}}txStyles")  # type: ignore[attr-defined]
    levels = "".join(
        f'<a:lvl{i}pPr marL="{(i - 1) * 228600}" indent="0" algn="l"><a:buNone/>{_letters(17, "mn")}</a:lvl{i}pPr>'
        for i in range(1, 6)
    )
    title = f'<a:lvl1pPr algn="l"><a:buNone/>{_letters(page.TITLE_SIZES[0], "mj", bold=True)}</a:lvl1pPr>'
    made = parse_xml(
        f"<p:txStyles {NAMESPACES}><p:titleStyle>{title}</p:titleStyle><p:bodyStyle>{levels}</p:bodyStyle>"
        f"<p:otherStyle>{levels}</p:otherStyle></p:txStyles>"
    )
    styles.getparent().replace(styles, made)


def _letters(size: float, face: str, *, bold: bool = False, colour: str = "tx1") -> str:
    return (
        f'<a:defRPr sz="{PEN.size(size)}" b="{int(bold)}"><a:solidFill><a:schemeClr val="{colour}"/></a:solidFill>'
        f'<a:latin typeface="+{face}-lt"/><a:ea typeface="+{face}-ea"/></a:defRPr>'
    )


def _holder(
    number: int, name: str, kind: str, box: Box, text: str = "", *, size: float = 0, colour: str = "tx1",
    align: str = "l", bold: bool = False, face: str = "mn", field: bool = False, anchor: str = "t",
) -> str:  # fmt: skip
    """A placeholder with its name, its place and its letters."""
    letters = _letters(size, face, bold=bold, colour=colour)
    style = f'<a:lvl1pPr marL="0" indent="0" algn="{align}"><a:buNone/>{letters}</a:lvl1pPr>'
    run = f'<a:fld {FIELD}><a:rPr lang="en-GB"/><a:t>‹#›</a:t></a:fld>'
    words = run if field else f'<a:r><a:rPr lang="en-GB"/><a:t>{text}</a:t></a:r>' if text else ""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f"<p:nvPr><p:ph {kind}/></p:nvPr></p:nvSpPr><p:spPr>{place(PEN, box)}"
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>'
        f'<p:txBody><a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="{anchor}"><a:noAutofit/></a:bodyPr>'
        f"<a:lstStyle>{style if size else ''}</a:lstStyle><a:p>{words}</a:p></p:txBody></p:sp>"
    )


def _master() -> str:
    """Hairline and mark, and the placeholders that every layout takes up."""
    body = Box(page.LEFT, 164, page.RIGHT - page.LEFT, page.BOTTOM - 164)
    title = Box(page.LEFT, page.TOP + 26, page.RIGHT - page.LEFT, 84)
    return (
        _hairline(2)
        + _mark(3, 34, 669, 1)
        + _holder(6, "Title", 'type="title"', title, "Title", size=page.TITLE_SIZES[0], bold=True, face="mj")
        + _holder(7, "Text", 'type="body" idx="1"', body, "Text", size=17)
        + _feet(8, "3", "4")
    )


def _feet(number: int, footer: str, slide: str) -> str:
    foot, digit = Box(page.LEFT, 668, 1000, 22), Box(1116, 668, 100, 22)
    small = page.SMALL
    return _holder(
        number, "Footer", f'type="ftr" sz="quarter" idx="{footer}"', foot, size=small, colour="tx2"
    ) + _holder(
        number + 1, "Slide number", f'type="sldNum" sz="quarter" idx="{slide}"', digit, size=small, colour="tx2",
        align="r", field=True,
    )  # fmt: skip


def _title() -> str:
    """The first slide: the mark stands large above the title."""
    wide, kind = page.RIGHT - page.LEFT, f'type="body" sz="quarter" idx="{KICKER}"'
    title, text = Box(page.LEFT, 236, wide, 120), Box(page.LEFT, page.FACTS, wide, 160)
    rule = Box(page.LEFT, page.RULE, page.RULE_WIDTH, page.RULE_HEIGHT)
    return (
        _mark(7, page.LEFT, 146, 2)
        + _hairline(10)
        + _holder(2, "Title", 'type="ctrTitle"', title, "Title", size=42, bold=True, face="mj")
        + _filled(11, "Rule", "rect", rule, "accent1")
        + _holder(3, "Kicker", kind, Box(page.LEFT, 196, wide, 30), "Kicker", size=page.COVER, colour="tx2")
        + _holder(4, "Sentences", f'type="subTitle" idx="{LINES}"', text, "Text", size=20, colour="tx2")
        + _feet(5, str(FOOTER), str(NUMBER))
    )


def _content() -> str:
    wide, kind = page.RIGHT - page.LEFT, f'type="body" sz="quarter" idx="{KICKER}"'
    title, text = Box(page.LEFT, page.TOP + 26, wide, 84), Box(page.LEFT, 164, wide, page.BOTTOM - 164)
    return (
        _holder(2, "Title", 'type="title"', title, "Title", size=page.TITLE_SIZES[0], bold=True, face="mj")
        + _holder(3, "Kicker", kind, Box(page.LEFT, page.TOP, wide, 22), "Kicker", size=13.5, colour="tx2")
        + _holder(4, "Sentences", f'type="body" idx="{LINES}"', text, "Text", size=17)
        + _feet(5, str(FOOTER), str(NUMBER))
    )


def _hairline(number: int) -> str:
    return _line(number, "Hairline", Box(page.LEFT, 656, page.RIGHT - page.LEFT, 0), "bg2")


def _line(number: int, name: str, box: Box, colour: str) -> str:
    paint = f'<a:solidFill><a:schemeClr val="{colour}"><a:lumMod val="90000"/></a:schemeClr></a:solidFill>'
    return (
        f'<p:cxnSp><p:nvCxnSpPr><p:cNvPr id="{number}" name="{name}"/><p:cNvCxnSpPr/><p:nvPr userDrawn="1"/>'
        f'</p:nvCxnSpPr><p:spPr>{place(PEN, box)}<a:prstGeom prst="line"><a:avLst/></a:prstGeom>'
        f'<a:ln w="9525">{paint}</a:ln></p:spPr></p:cxnSp>'
    )


def _filled(number: int, name: str, form: str, box: Box, colour: str) -> str:
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr>'
        f'<p:spPr>{place(PEN, box)}<a:prstGeom prst="{form}"><a:avLst/></a:prstGeom>'
        f'<a:solidFill><a:schemeClr val="{colour}"/></a:solidFill><a:ln><a:noFill/></a:ln></p:spPr></p:sp>'
    )


def _mark(number: int, left: float, top: float, scale: float) -> str:
    """Tick, stem and dot of the product's mark, 14 × 15 units at a scale of 1."""

    def piece(n: int, form: str, box: Box, colour: str) -> str:
        x, y = left + box.x * scale, top + box.y * scale
        return _filled(n, "Mark", form, Box(x, y, box.width * scale, box.height * scale), colour)

    return (
        piece(number, "roundRect", Box(0, 0, 14, 2.4), "accent1")
        + piece(number + 1, "rect", Box(6.1, 0, 1.8, 10), "accent1")
        + piece(number + 2, "ellipse", Box(3.8, 8.6, 6.4, 6.4), "accent2")
    )
