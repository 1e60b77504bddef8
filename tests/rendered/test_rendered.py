"""Decks as an office draws them: every page, every letter, nothing over the edge."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pptx import Presentation
from pptx.shapes.base import BaseShape
from pptx.util import Emu

from mot.locale.words import LANGUAGES
from mot.reports import measure
from tests.rendered import office, pages
from tests.rendered.decks import Bank, Deck
from tests.rendered.pages import Drawn

POINTS = 12_700  # EMU in a point
ROOM = 4.0  # points that letters may stand over their shape: ascenders, rounding

pytestmark = pytest.mark.skipif(office.find() is None, reason=office.MISSING)


@pytest.fixture(scope="session")
def drawn(bank: Bank) -> dict[str, tuple[Deck, list[Drawn]]]:
    """The deck of a bank in each language, and its pages."""
    return {
        language: (deck, pages.read(office.to_pdf(deck.file, bank.folder)))
        for language, deck in bank.decks.items()
    }


def texts(shape: BaseShape) -> Iterator[str]:
    """The paragraphs of a shape, cells of tables included."""
    if shape.has_text_frame:
        yield from (p.text for p in shape.text_frame.paragraphs if p.text.strip())
    elif shape.has_table:
        yield from (cell.text for row in shape.table.rows for cell in row.cells if cell.text.strip())


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_is_a_page_for_every_slide(drawn: dict, language: str):
    deck, found = drawn[language]
    assert 12 <= len(found) == len(deck.document.deck.slides)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_fonts_have_every_letter_of_the_deck(drawn: dict, language: str):
    deck, found = drawn[language]
    lacking = {letter for page in found for letter in page.text if not measure.covers(letter)}
    assert not lacking
    for page in Presentation(deck.file).slides:
        for text in (text for shape in page.shapes for text in texts(shape)):
            assert measure.covers(text, bold=True), text


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_slide_says_is_drawn(drawn: dict, language: str):
    """A letter without a glyph, or a text that is cut off, is not found again in what was drawn."""
    deck, found = drawn[language]
    for number, (slide, page) in enumerate(zip(Presentation(deck.file).slides, found, strict=True), start=1):
        for shape in slide.shapes:
            for text in texts(shape):
                lines = [line for line in text.replace("\v", "\n").split("\n") if line.strip()]
                for line in lines:
                    whole = set("".join(line.split())) <= set(page.text)
                    assert whole, f"slide {number}: “{line}” lacks letters of it on the page"


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_letter_stands_over_the_edge_of_its_page(drawn: dict, language: str):
    _, found = drawn[language]
    over = {number: page.outside() for number, page in enumerate(found, start=1) if page.outside()}
    assert not over


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_stands_over_its_shape(drawn: dict, language: str):
    deck, found = drawn[language]
    over = []
    for number, (slide, page) in enumerate(zip(Presentation(deck.file).slides, found, strict=True), start=1):
        for shape in slide.shapes:
            if not (shape.has_text_frame or shape.has_table) or not shape.height:
                continue
            low = Emu(shape.top + shape.height) / POINTS + ROOM
            right = Emu(shape.left + shape.width) / POINTS + ROOM
            for text in texts(shape):
                box = page.box_of(text)
                if box and _is_of(box, shape) and (box.bottom > low or box.right > right):
                    over.append(f"slide {number}: “{text}” ends at {box.bottom:.0f}, its shape at {low:.0f}")
    assert not over


def _is_of(box: pages.Letter, shape: BaseShape) -> bool:
    """Whether the text found on the page begins in this shape; the same words may stand elsewhere too."""
    left, top = shape.left / POINTS, shape.top / POINTS
    return (
        left - ROOM <= box.left <= left + shape.width / POINTS
        and top - ROOM <= box.top <= top + shape.height / POINTS
    )


def test_a_letter_beyond_the_edge_is_noticed(tmp_path: Path):
    """The check itself: a text box that hangs over the lower edge."""
    book = Presentation()
    slide = book.slides.add_slide(book.slide_layouts[6])
    box = slide.shapes.add_textbox(
        Emu(POINTS * 50), book.slide_height - Emu(POINTS * 8), Emu(POINTS * 200), Emu(POINTS * 8)
    )
    box.text_frame.text = "over"
    book.save(tmp_path / "over.pptx")
    (page,) = pages.read(office.to_pdf(tmp_path / "over.pptx", tmp_path))
    assert page.outside()
