"""A review as a presentation: opened again, everything is in its place, native, in both fonts, and within the page."""

import io
import itertools
from dataclasses import replace

import pytest
from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.util import Emu

from mot.domain.slides import TITLE, Deck, Slide
from mot.reports.layout import foot
from mot.reports.pptx import deck
from mot.reports.pptx.theme import EAST_ASIAN, LATIN
from tests.reports import slide_samples

DOCUMENTS = {lang: slide_samples.document(lang) for lang in ("zh", "en")}
MADE = {lang: deck.to_pptx(document) for lang, document in DOCUMENTS.items()}


@pytest.fixture(params=["zh", "en"])
def lang(request):
    return request.param


@pytest.fixture
def document(lang):
    return DOCUMENTS[lang]


@pytest.fixture
def book(lang):
    return Presentation(io.BytesIO(MADE[lang]))


def texts(slide):
    return [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]


def runs(slide):
    return [one for part in (slide, slide.notes_slide) for one in part._element.iter(qn("a:r"), qn("a:fld"))]


def test_there_is_a_slide_for_each_slide_with_its_finding_as_the_title_of_the_outline(book, document):
    assert len(book.slides) == len(document.deck.slides)
    for made, told in zip(book.slides, document.deck.slides, strict=True):
        assert made.shapes.title is not None
        assert made.shapes.title.text_frame.text == told.title


def test_every_run_names_a_latin_and_an_east_asian_font_and_its_language(book, lang):
    tag = {"zh": "zh-CN", "en": "en-GB"}[lang]
    for slide in book.slides:
        for run in runs(slide):
            about = run.find(qn("a:rPr"))
            assert about.find(qn("a:latin")).get("typeface") == LATIN
            assert about.find(qn("a:ea")).get("typeface") == EAST_ASIAN
            assert about.get("lang") == tag


def test_kicker_sentences_takeaways_and_captions_stand_on_the_slide(book, document):
    for made, told in zip(book.slides, document.deck.slides, strict=True):
        said = "\n".join(texts(made))
        expected = [told.kicker, *told.lines, *(one.value for one in told.takeaways)]
        expected += [one.text for one in told.takeaways]
        expected += [told.chart.caption] if told.chart else []
        for sentence in expected:
            assert sentence in said, (told.key, sentence)


def test_the_foot_tells_period_sample_and_snapshot_and_the_corner_the_number(book, document):
    assert document.review.stamp == "R12-3f9a1c2b"
    for n, (made, told) in enumerate(zip(book.slides, document.deck.slides, strict=True), start=1):
        feet = [text for text in texts(made) if text.startswith(foot(document, told))]
        assert len(feet) == 1
        assert document.review.stamp in feet[0]
        assert f"{n} / {len(book.slides)}" in texts(made)
    first = "\n".join(texts(book.slides[0]))
    assert ("演示数据" if document.deck.language == "zh" else "Demonstration data") in first


def test_notes_tell_the_method_and_the_snapshot(book, document):
    for made, told in zip(book.slides, document.deck.slides, strict=True):
        said = made.notes_slide.notes_text_frame.text
        assert told.notes in said
        assert document.review.stamp in said


def test_what_is_not_text_is_told_to_screen_readers(book, document):
    for made, told in zip(book.slides, document.deck.slides, strict=True):
        frames = [
            shape for shape in made.shapes if shape.has_chart or shape.has_table or shape.shape_type == 13
        ]
        assert len(frames) == bool(told.chart) + bool(told.table), told.key
        for frame in frames:
            assert frame._element.find(f".//{qn('p:cNvPr')}").get("descr"), told.key


def test_no_text_needs_powerpoint_to_make_it_fit(book):
    for slide in book.slides:
        for body in slide._element.iter(qn("a:bodyPr")):
            assert body.find(qn("a:normAutofit")) is None
            assert body.find(qn("a:spAutoFit")) is None


def test_everything_stands_within_the_page_and_nothing_over_another(book):
    for slide in book.slides:
        boxes = []
        for shape in slide.shapes:
            right, bottom = shape.left + shape.width, shape.top + shape.height
            assert shape.left >= 0, shape.name
            assert right <= book.slide_width + 9525, shape.name
            assert bottom <= book.slide_height, shape.name
            boxes.append((shape.name, shape.left, shape.top, right, bottom))
        for a, b in itertools.combinations(boxes, 2):
            apart = a[3] <= b[1] + 9525 or b[3] <= a[1] + 9525 or a[4] <= b[2] + 9525 or b[4] <= a[2] + 9525
            assert apart, (a[0], b[0])


def test_every_shape_of_a_slide_has_a_number_of_its_own(book):
    for slide in book.slides:
        numbers = [one.get("id") for one in slide._element.iter(qn("p:cNvPr"))]
        assert len(set(numbers)) == len(numbers)


def test_the_file_says_what_it_is_who_made_it_and_when(book, document, lang):
    told = book.core_properties
    assert told.title == document.review.title
    assert told.author == "lin"
    assert told.created.replace(tzinfo=None) == document.basis.made_at.replace(tzinfo=None)
    assert told.identifier == document.review.stamp
    assert told.language == {"zh": "zh-CN", "en": "en-GB"}[lang]


def test_the_products_template_can_be_restyled_by_its_named_placeholders(book):
    assert (book.slide_width, book.slide_height) == (Emu(12192000), Emu(6858000))
    for layout in book.slide_layouts:
        named = {holder.name for holder in layout.placeholders}
        assert named == {"Title", "Kicker", "Sentences", "Footer", "Slide number"}
    theme = next(
        r.target_part for r in book.slide_masters[0].part.rels.values() if r.reltype.endswith("/theme")
    )
    assert f'<a:latin typeface="{LATIN}"/><a:ea typeface="{EAST_ASIAN}"/>'.encode() in theme.blob
    assert b'<a:accent1><a:srgbClr val="0E4A5B"/>' in theme.blob


def test_the_presentation_names_the_master_of_its_notes_before_its_slides(book):
    root = book.part._element
    named = [child.tag.rpartition("}")[2] for child in root][:4]
    assert named == ["sldMasterIdLst", "notesMasterIdLst", "sldIdLst", "sldSz"]
    number = root.find(f".//{qn('p:notesMasterId')}").get(qn("r:id"))
    assert book.part.rels[number].reltype.endswith("/notesMaster")
    assert root.find(qn("p:sldSz")).get("type") is None


def test_the_same_review_gives_the_same_slides():
    again = Presentation(io.BytesIO(deck.to_pptx(DOCUMENTS["zh"])))
    for one, other in zip(Presentation(io.BytesIO(MADE["zh"])).slides, again.slides, strict=True):
        assert one.part.blob == other.part.blob


def test_letters_that_xml_does_not_know_and_line_breaks_do_no_harm():
    slide = Slide("x", "x", "a\x01b", "One\x0b two\nthree", ("<&>\x00",), footnote="\x1f", notes="a\r\nb\x02")
    document = replace(DOCUMENTS["en"], deck=Deck("en", (slide,)))
    made = Presentation(io.BytesIO(deck.to_pptx(document))).slides[0]
    assert made.shapes.title.text_frame.text == "One two\vthree"
    assert "<&>" in texts(made)
    assert made.notes_slide.notes_text_frame.text.startswith("a\nb")


def test_a_slide_with_nothing_but_its_title_is_made():
    for section in (TITLE, "methods"):
        document = replace(DOCUMENTS["zh"], deck=Deck("zh", (Slide(section, section, "", "题"),)))
        assert len(Presentation(io.BytesIO(deck.to_pptx(document))).slides) == 1
