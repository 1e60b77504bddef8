"""The institution's own presentation as a template: mapped, emptied of its slides, and refused where it does harm."""

import io
import zipfile
from dataclasses import replace

import pytest
from openpyxl import Workbook
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml.ns import qn

from mot.domain.deck_templates import LARGEST, NoSuchLayoutError, Template, TemplateTooLargeError
from mot.reports.pptx import cells, deck, house, templates
from mot.reports.pptx.backdrop import dark
from mot.reports.pptx.template_package import (
    DamagedTemplateError,
    MacrosInTemplateError,
    NotAPresentationError,
    PasswordProtectedTemplateError,
    UnsafeTemplateError,
)
from tests.reports import slide_samples
from tests.reports.pptx import template_samples as samples

WHOLE = slide_samples.document("zh")
SHORT = slide_samples.document("zh", (*WHOLE.deck.slides[:3], WHOLE.deck.slides[-3]))
BANK = samples.bank()
CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
TITLE_ONLY = ("Title Slide", "Title Only", "Blank")
KINDS = {
    "4:3": BANK,
    "10 inch wide": samples.bank(wide=True),
    "no body": samples.bank(keep=TITLE_ONLY),
    "template": samples.retyped(BANK, b"presentationml.template.main+xml"),
    "show": samples.retyped(BANK, b"presentationml.slideshow.main+xml"),
    "the product's own": house.content(),
}


def made(content, document=SHORT):
    return deck.to_pptx(document, template=Template(content, templates.inspect(content)))


def shown(kind):
    """Every kind of slide on the two kinds of page, some slides on the others."""
    return WHOLE if kind in ("4:3", "10 inch wide") else SHORT


@pytest.fixture(scope="module")
def files():
    return {name: made(content, shown(name)) for name, content in KINDS.items()}


def everything(content):
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_layouts_are_told_with_a_proposal():
    found = templates.inspect(BANK)
    assert found.layout(found.title).name == "Title Slide"
    assert found.layout(found.content).name == "Title and Content"
    assert (found.width, found.height, found.slides) == (9144000, 6858000, 2)
    assert found.left_out == ("slides",)
    kinds = {holder.kind for holder in found.layout(found.content).placeholders}
    assert kinds == {"title", "body", "date", "footer", "number"}


def test_without_a_body_the_layout_with_a_title_alone_is_proposed():
    found = templates.inspect(KINDS["no body"])
    assert found.layout(found.content).name == "Title Only"


@pytest.mark.parametrize("kind", KINDS)
def test_slides_stand_on_the_chosen_layouts_with_title_notes_and_all_within_the_page(files, kind):
    book = Presentation(io.BytesIO(files[kind]))
    names = [slide.slide_layout.name for slide in book.slides]
    found = templates.inspect(KINDS[kind])
    assert names == [found.layout(found.title).name, *[found.layout(found.content).name] * (len(names) - 1)]
    for slide, told in zip(book.slides, shown(kind).deck.slides, strict=True):
        assert slide.shapes.title.text_frame.text == told.title
        assert shown(kind).review.stamp in slide.notes_slide.notes_text_frame.text
        for shape in slide.shapes:
            assert shape.left >= 0, (told.key, shape.name)
            assert shape.left + shape.width <= book.slide_width + 9525, (told.key, shape.name)
            assert shape.top + shape.height <= book.slide_height + 9525, (told.key, shape.name)
        for run in slide._element.iter(qn("a:r")):
            assert run.find(f"{qn('a:rPr')}/{qn('a:ea')}").get("typeface"), told.key


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_of_the_templates_own_slides_is_left(files, kind):
    parts = everything(files[kind])
    slides = len(shown(kind).deck.slides)
    for folder in ("slides/slide", "notesSlides/notesSlide"):
        assert sum(name.startswith(f"ppt/{folder}") for name in parts) == slides
    drawn = [s.chart.drawing for s in shown(kind).deck.slides if s.chart]
    native = sum(one not in cells.DRAWN for one in drawn)
    assert sum(name.startswith("ppt/charts/chart") for name in parts) == native
    for name, data in parts.items():
        assert samples.SECRET.encode() not in data, name
        if name.endswith(".xlsx"):
            inside = everything(data)
            assert not any(samples.SECRET.encode() in part for part in inside.values()), name


def test_the_template_keeps_its_logo_and_gives_titles_its_fonts(files):
    book = Presentation(io.BytesIO(files["4:3"]))
    assert any(shape.name == "Logo" for shape in book.slide_masters[0].shapes)
    title = book.slides[2].shapes.title
    letters = next(title._element.iter(qn("a:rPr")))
    assert letters.find(qn("a:ea")).get("typeface") == "+mj-ea"
    assert letters.find(qn("a:solidFill")) is None
    assert title._element.find(f".//{qn('a:xfrm')}") is None  # it stands where the layout says


def test_content_stands_in_the_body_of_the_layout(files):
    book = Presentation(io.BytesIO(files["4:3"]))
    layout = book.slides[2].slide_layout
    body = next(p for p in layout.placeholders if p.placeholder_format.idx == 1)
    for slide in list(book.slides)[1:]:
        for shape in slide.shapes:
            if shape.is_placeholder:
                continue
            assert shape.top >= body.top - 9525, shape.name
            assert shape.top + shape.height <= body.top + body.height + 9525, shape.name
            assert shape.left >= body.left - 9525, shape.name
            assert shape.left + shape.width <= body.left + body.width + 9525, shape.name


def test_letters_shrink_with_the_slide(files):
    def caption(kind):
        slide = Presentation(io.BytesIO(files[kind])).slides[2]
        box = next(shape for shape in slide.shapes if shape.name == "Caption")
        return int(next(box._element.iter(qn("a:rPr"))).get("sz"))

    assert caption("10 inch wide") == pytest.approx(0.75 * caption("4:3"), abs=5)


def test_lines_and_letters_of_charts_shrink_with_the_slide(files):
    def measures(kind):
        slide = Presentation(io.BytesIO(files[kind])).slides[2]
        chart = next(shape for shape in slide.shapes if shape.has_chart).chart._chartSpace
        lines = min(int(line.get("w")) for line in chart.iter(qn("a:ln")) if line.get("w"))
        return lines, max(int(one.get("sz")) for one in chart.iter(qn("a:defRPr")) if one.get("sz"))

    small, usual = measures("10 inch wide"), measures("4:3")
    assert small == pytest.approx([0.75 * one for one in usual], rel=0.02)


def test_another_layout_may_be_chosen_when_it_has_a_title():
    found = templates.inspect(BANK)
    other = next(one for one in found.layouts if one.name == "Two Content")
    blank = next(one for one in found.layouts if one.name == "Blank")
    content = deck.to_pptx(SHORT, template=Template(BANK, replace(found, content=other.number)))
    assert Presentation(io.BytesIO(content)).slides[1].slide_layout.name == "Two Content"
    with pytest.raises(NoSuchLayoutError, match="Blank"):
        deck.to_pptx(SHORT, template=Template(BANK, replace(found, content=blank.number)))


def test_links_and_linked_pictures_are_left_out_and_told():
    content = samples.with_links()
    assert "links" in templates.inspect(content).left_out
    parts = everything(made(content))
    assert not any(b"bank.example/" in data or b"file://" in data for data in parts.values())
    assert not any(b'TargetMode="External"' in data for data in parts.values())
    layout = next(data for data in parts.values() if b"Linked text" in data)
    assert b"hlinkClick" not in layout
    assert b"Linked picture" not in layout


def test_charts_on_a_layout_are_left_out_with_their_numbers():
    book = Presentation(io.BytesIO(BANK))
    chart = next(shape for shape in book.slides[0].shapes if shape.has_chart)
    layout = book.slide_layouts[1]
    number = layout.part.relate_to(
        chart.chart.part, "http://schemas.openxmlformats.org/officeDocument/2006/relationships/chart"
    )
    frame = chart._element
    frame.find(f".//{qn('c:chart')}").set(qn("r:id"), number)
    layout.shapes._spTree.append(frame)
    content = samples.saved(book)
    assert "objects" in templates.inspect(content).left_out
    assert not any(samples.SECRET.encode() in data for data in everything(made(content)).values())


def test_what_a_template_says_of_itself_is_replaced():
    book = Presentation(io.BytesIO(BANK))
    book.core_properties.keywords = book.core_properties.author = samples.SECRET
    package, kind = book.part.package, "application/vnd.openxmlformats-officedocument.custom-properties+xml"
    told = Part(
        PackURI("/docProps/custom.xml"), kind, package, f"<Properties>{samples.SECRET}</Properties>".encode()
    )
    package.relate_to(told, CUSTOM)
    assert not any(samples.SECRET.encode() in data for data in everything(made(samples.saved(book))).values())


def test_a_dark_layout_gets_a_white_page_behind_the_slides_parts():
    book = Presentation(io.BytesIO(BANK))
    assert not dark(book.slide_layouts[1])
    book.slide_layouts[1].background.fill.solid()
    book.slide_layouts[1].background.fill.fore_color.rgb = RGBColor(0x10, 0x20, 0x50)
    assert dark(book.slide_layouts[1])
    slides = Presentation(io.BytesIO(made(samples.saved(book)))).slides
    assert all(any(shape.name == "Page" for shape in slide.shapes) for slide in list(slides)[1:])


def test_a_master_of_notes_without_a_place_for_them_is_not_used():
    book = Presentation(io.BytesIO(BANK))
    master = book.notes_master
    for holder in list(master.placeholders):
        holder._element.getparent().remove(holder._element)
    slides = Presentation(io.BytesIO(made(samples.saved(book)))).slides
    assert all(SHORT.review.stamp in slide.notes_slide.notes_text_frame.text for slide in slides)


def test_macros_are_refused():
    for kind in (
        b"vnd.ms-powerpoint.presentation.macroEnabled.main+xml",
        b"vnd.ms-powerpoint.template.macroEnabled.main+xml",
    ):
        content = samples.repacked(
            BANK,
            lambda name, data, kind=kind: data.replace(
                b"vnd.openxmlformats-officedocument.presentationml.presentation.main+xml", kind
            ),
        )
        with pytest.raises(MacrosInTemplateError, match="bank"):
            templates.inspect(content, "bank.pptm")


def test_what_is_no_presentation_is_refused():
    book = io.BytesIO()
    Workbook().save(book)
    for content in (b"", b"hello", book.getvalue(), b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600):
        with pytest.raises(NotAPresentationError):
            templates.inspect(content)
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
    with pytest.raises(PasswordProtectedTemplateError):
        templates.inspect(locked)


@pytest.mark.parametrize(
    "part", ["ppt/presentation.xml", "ppt/slideMasters/slideMaster1.xml", "ppt/slideLayouts/slideLayout2.xml"]
)
def test_a_damaged_file_is_refused(part):
    with pytest.raises(DamagedTemplateError):
        templates.inspect(
            samples.repacked(BANK, lambda name, data: data[: len(data) // 2] if name == part else data)
        )
    with pytest.raises(DamagedTemplateError):
        templates.inspect(samples.repacked(BANK, lambda name, data: b"<a/>" if name == part else data))


def test_a_file_that_was_cut_off_or_changed_is_refused():
    with pytest.raises(DamagedTemplateError):
        templates.inspect(BANK[: len(BANK) // 2])
    at = BANK.index(b"ppt/slideMasters/slideMaster1.xml") + 200
    with pytest.raises(DamagedTemplateError):
        templates.inspect(BANK[:at] + bytes(b ^ 0xFF for b in BANK[at : at + 40]) + BANK[at + 40 :])


def test_a_bomb_is_refused_before_it_is_unpacked():
    with pytest.raises(UnsafeTemplateError):
        templates.inspect(
            samples.repacked(BANK, lambda _, data: data, **{"ppt/media/x.bin": b"\0" * 20_000_000})
        )
    many = {f"ppt/media/{n}.bin": b"" for n in range(5_001)}
    with pytest.raises(UnsafeTemplateError):
        templates.inspect(samples.repacked(BANK, lambda _, data: data, **many))


def test_more_than_thirty_megabytes_are_refused():
    with pytest.raises(TemplateTooLargeError, match="30 MB"):
        templates.inspect(b"PK" + b"\0" * LARGEST, "big.pptx")


def test_a_template_without_any_title_is_refused():
    with pytest.raises(templates.NoTitleLayoutError, match="bank"):
        templates.inspect(samples.bank(keep=("Blank",)), "bank.potx")


def test_every_kind_of_thing_left_out_has_its_sentence():
    assert set(templates.LEFT_OUT) == {"slides", "links", "objects", "comments"}
