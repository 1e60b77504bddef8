"""Presentations as institutions have them, made for tests."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Sequence
from typing import Any

from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.util import Emu, Inches

SECRET = "去年的机密页"
PRESENTATION = b"presentationml.presentation.main+xml"


def saved(book: Any) -> bytes:
    """An opened presentation as bytes."""
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def png() -> bytes:
    """A small red picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 2, 2, 8, 2, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\xcc\x00\x00" * 2) * 2)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def bank(*, slides: int = 2, keep: Sequence[str] = (), wide: bool = False) -> bytes:
    """A template of 4:3 (or 16:9 as older versions have it) with a logo on its master and slides of its own."""
    book = Presentation()
    master = book.slide_masters[0]
    for layout in list(master.slide_layouts):
        if keep and layout.name not in keep:
            master.slide_layouts.remove(layout)
    if wide:
        _widen(book)
    logo, number = master.part.get_or_add_image_part(io.BytesIO(png()))
    tree = master.shapes._spTree
    tree.append(
        parse_xml(
            '<p:pic xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
            'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
            'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><p:nvPicPr>'
            '<p:cNvPr id="99" name="Logo" descr="Logo"/><p:cNvPicPr/><p:nvPr/></p:nvPicPr><p:blipFill>'
            f'<a:blip r:embed="{number}"/><a:stretch><a:fillRect/></a:stretch></p:blipFill><p:spPr><a:xfrm>'
            f'<a:off x="{book.slide_width - 900000}" y="100000"/><a:ext cx="700000" cy="300000"/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>'
        )
    )
    assert logo is not None
    for n in range(slides):
        _own_slide(book, n)
    _branded(master)
    return saved(book)


def retyped(content: bytes, kind: bytes) -> bytes:
    """The same package with another type of its main part."""
    return repacked(
        content, lambda name, data: data.replace(PRESENTATION, kind) if name.startswith("[") else data
    )


def repacked(content: bytes, change: Callable[[str, bytes], bytes], **more: bytes) -> bytes:
    """The package with parts changed, and with more of them."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
        for name, data in more.items():
            new.writestr(name, data)
    return out.getvalue()


def with_links() -> bytes:
    """A template whose layouts link to a page, show a linked picture and carry an embedded file."""
    book = Presentation(io.BytesIO(bank(slides=0)))
    layout = book.slide_masters[0].slide_layouts[1]
    page = layout.part.relate_to("https://bank.example/", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    picture = layout.part.relate_to("file://server/logo.png", RELATIONSHIP_TYPE.IMAGE, is_external=True)
    spaces = (
        'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    )
    place = '<a:xfrm><a:off x="0" y="0"/><a:ext cx="9" cy="9"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
    tree = layout.shapes._spTree
    tree.append(
        parse_xml(
            f'<p:sp {spaces}><p:nvSpPr><p:cNvPr id="71" name="Linked text"/><p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr>'
            f'<p:spPr>{place}</p:spPr><p:txBody><a:bodyPr/><a:p><a:r><a:rPr><a:hlinkClick r:id="{page}"/></a:rPr>'
            "<a:t>bank.example</a:t></a:r></a:p></p:txBody></p:sp>"
        )
    )
    tree.append(
        parse_xml(
            f'<p:pic {spaces}><p:nvPicPr><p:cNvPr id="72" name="Linked picture"/><p:cNvPicPr/><p:nvPr/></p:nvPicPr>'
            f'<p:blipFill><a:blip r:link="{picture}"/></p:blipFill><p:spPr>{place}</p:spPr></p:pic>'
        )
    )
    return saved(book)


def _own_slide(book: Any, number: int) -> None:
    slide = book.slides.add_slide(book.slide_layouts[len(book.slide_layouts) - 1])
    box = slide.shapes.add_textbox(Inches(1), Inches(1), Inches(4), Inches(1))
    box.text_frame.text = f"{SECRET} {number}"
    slide.notes_slide.notes_text_frame.text = SECRET
    data = CategoryChartData()
    data.categories = [SECRET, "b"]
    data.add_series(SECRET, (1.0, 2.0))
    slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, 0, 0, Inches(3), Inches(3), data)
    slide.shapes.add_picture(io.BytesIO(png()), 0, 0)


def _branded(master: Any) -> None:
    """A font and a colour of the bank's own in its theme."""
    theme = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme._blob = theme.blob.replace(b'<a:ea typeface=""/>', '<a:ea typeface="方正兰亭黑"/>'.encode())


def _widen(book: Any) -> None:
    """From 10 × 7.5 to 10 × 5.625 inch."""
    book.slide_height = Emu(5143500)
    for sheet in (book.slide_masters[0], *book.slide_layouts):
        for shape in sheet.shapes:
            if shape._element.find(".//{*}xfrm") is not None:
                shape.top, shape.height = Emu(round(shape.top * 0.75)), Emu(round(shape.height * 0.75))
