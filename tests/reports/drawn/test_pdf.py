"""The PDF has a page per slide, says everything that the slide says, and is dated with its snapshot."""

import io
import re
from dataclasses import replace

import pypdfium2
import pytest
from pypdf import PdfReader

from mot.locale.cells import written
from mot.reports.drawn import pdf as slide_pdf
from mot.reports.drawn.slide import locale_of
from mot.reports.layout import foot
from tests.reports import slide_samples


def flat(text):
    return re.sub(r"\s", "", text)


@pytest.fixture(scope="module", params=["zh", "en"])
def made(request):
    doc = slide_samples.document(request.param)
    content = slide_pdf.to_pdf(doc)
    return doc, content, PdfReader(io.BytesIO(content))


def test_each_slide_is_a_page_of_thirteen_by_seven_and_a_half_inch(made):
    doc, _, reader = made
    assert len(reader.pages) == len(doc.deck.slides)
    assert {(float(p.mediabox.width), float(p.mediabox.height)) for p in reader.pages} == {(960.0, 540.0)}


def test_what_a_slide_says_can_be_selected_on_its_page(made):
    doc, _, reader = made
    locale = locale_of(doc)
    for page, slide in zip(reader.pages, doc.deck.slides, strict=True):
        text = flat(page.extract_text())
        wanted = [slide.title, foot(doc, slide), doc.review.stamp, *slide.lines]
        wanted += [part for one in slide.takeaways for part in (one.value, one.label, one.text)]
        if slide.table and len(slide.table.rows) < 6:
            cells = [zip(row, slide.table.columns, strict=True) for row in slide.table.rows]
            wanted += [written(locale, value, column) for row in cells for value, column in row]
        for part in wanted:
            letters = sorted(flat(part))
            assert flat(part) in text or _subsequence(letters, sorted(text)), (slide.key, part)


def _subsequence(short, long):
    """Whether every letter is there as often: lines of neighbouring columns are read across."""
    rest = iter(long)
    return all(letter in rest for letter in short)


def test_the_names_and_numbers_of_a_chart_can_be_selected_too(made):
    doc, _, reader = made
    journey = [slide.key for slide in doc.deck.slides].index("journey")
    text = flat(reader.pages[journey].extract_text())
    assert all(flat(gap) in text for gap in doc.deck.slides[journey].chart.columns["gap_text"])


def test_bookmarks_page_labels_title_author_and_language(made):
    doc, _, reader = made
    names = [item.title for item in reader.outline]
    assert names == [f"{n}  {slide.title}" for n, slide in enumerate(doc.deck.slides, start=1)]
    assert [reader.get_destination_page_number(item) for item in reader.outline] == list(range(len(names)))
    assert reader.page_labels == [str(n) for n in range(1, len(names) + 1)]
    about = reader.metadata
    assert (about.title, about.author, about.subject) == (doc.review.title, "lin", "R12-3f9a1c2b")
    assert about.creation_date == slide_samples.MADE
    assert reader.root_object["/Lang"] == {"zh": "zh-CN", "en": "en-GB"}[doc.deck.language]
    assert reader.root_object["/ViewerPreferences"]["/DisplayDocTitle"].value is True


def test_fonts_are_within_and_are_the_projects(made):
    _, _, reader = made
    found = set()
    for page in reader.pages:
        for font in page["/Resources"].get("/Font", {}).values():
            below = font.get_object()["/DescendantFonts"][0].get_object()
            assert {"/FontFile3", "/FontFile2"} & set(below["/FontDescriptor"])
            found.add(re.sub(r"^/?[A-Z]{6}\+", "", str(below["/BaseFont"])).lstrip("/"))
    assert {"NotoSansSC-Regular", "NotoSansSC-Bold", "MomentsSerifSC-Bold"} <= found
    assert all(name.startswith(("NotoSansSC", "MomentsSerifSC", "LiberationSans")) for name in found), found


def test_the_same_document_gives_the_same_bytes_and_reports_on_its_way():
    doc = slide_samples.document("zh", slide_samples.every_part("zh")[:3])
    heard = []
    first = slide_pdf.to_pdf(doc, told=lambda share, title: heard.append((round(share, 2), title)))
    assert slide_pdf.to_pdf(doc) == first
    assert heard == [(round(n / 3, 2), slide.title) for n, slide in enumerate(doc.deck.slides)]
    other = replace(doc, review=replace(doc.review, digest="0" * 64))
    assert slide_pdf.to_pdf(other) != first


def test_a_page_is_white_with_something_on_it(made):
    _, content, _ = made
    for page in pypdfium2.PdfDocument(content):
        picture = page.render(scale=0.25).to_pil().convert("L")
        dark = sum(picture.histogram()[:200])
        assert picture.getpixel((2, 2)) == 255
        assert 40 < dark < 0.5 * picture.width * picture.height


def test_a_review_without_slides_is_an_empty_file():
    empty = slide_samples.document("en", ())
    assert len(PdfReader(io.BytesIO(slide_pdf.to_pdf(empty))).pages) == 0
