"""What people type into a review, its branches, tags and actions: any length, any letters, in every output."""

import io
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import openpyxl
import pptx
import pypdf
import pytest
import sqlalchemy as sa

from mot.domain.access import Actor
from mot.domain.cube import View
from mot.domain.moments import Kind
from mot.domain.review_writing import LONGEST_TITLE, NoTitleError, TooLongForSlideError, TooManyRemarksError
from mot.domain.reviews import Review
from mot.domain.slides import fields_of
from mot.reports import composing
from mot.reports.appendix import workbook as appendix
from mot.reports.branch_sheets import files as branch_sheets
from mot.reports.drawn import html as slide_html
from mot.reports.drawn import pdf as slide_pdf
from mot.reports.drawn.html_style import SCRIPT
from mot.reports.pptx import deck
from mot.services import moments, review_writing, reviews
from mot.storage import settings
from mot.storage.schema import branch, touchpoint
from tests.reports.slides.surveys import ADA, NOW
from tests.reports.slides.work_samples import MEI, QUEUE, judgement, worked

FORMULA, MARKUP = '=HYPERLINK("http://x.test","y")', "<script>alert(1)</script>&amp;]]>"
NASTY = f"{FORMULA}{MARKUP}"
ESCAPE = "../../etc/<b>x</b>"


@pytest.fixture(scope="module")
def there(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[sa.Engine]:
    """A bank in which a branch, a touchpoint and a tag are called what nobody should be."""
    engine = worked(sqlite_template, tmp_path_factory.mktemp("input"))
    with engine.begin() as tx:
        for table, number, zh, en in (
            (branch, 3, FORMULA, FORMULA), (branch, 4, ESCAPE, MARKUP), (touchpoint, QUEUE, NASTY, NASTY),
        ):  # fmt: skip
            tx.execute(sa.update(table).where(table.c.id == number).values(name_zh=zh, name_en=en))
        settings.bump_version(tx)
    moments.tag(engine, MEI, View(NOW), QUEUE, judgement(Kind.WEAK, NASTY), branch=3)
    yield engine
    engine.dispose()


@pytest.fixture(scope="module")
def nasty(there: sa.Engine) -> Review:
    """A review whose title, sentences and comments are nasty too."""
    one = composing.make(there, ADA, View(NOW), title=f"{MARKUP}\x00\x0b\ud800 {FORMULA}")
    for language, found in reviews.content(there, ADA, one.id).decks.items():
        for slide in found.slides[1:4]:
            for field in ("title", *[f for f in fields_of(slide) if f.startswith("line")][:1]):
                text = f"{NASTY}\x00\x1b\ud800\ufffe"[:118]
                one = review_writing.write(
                    there, ADA, one.id, language, slide.key, field, text, version=one.version
                )
    return review_writing.comment(there, ADA, one.id, "summary", NASTY + "\x00\x0b\ud800")


class _Tags(HTMLParser):
    """The tags and attributes of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if self.found and self.found[-1][0] == "script" and self.cdata_elem == "script":
            self.scripts.append(data)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_name_or_sentence_becomes_a_formula_markup_or_a_path(
    there: sa.Engine, nasty: Review, language: str
) -> None:
    document = reviews.document(there, ADA, nasty.id, language)
    content = reviews.content(there, ADA, nasty.id)
    page = _Tags()
    page.feed(slide_html.to_html(document).decode())
    assert [script.strip() for script in page.scripts] == [SCRIPT.strip()], "its own script, no other"
    assert not [tag for tag, _ in page.found if tag in ("iframe", "object", "base", "link")]
    assert not [a for _, a in page.found if any(name.startswith("on") for name in a)]
    assert not [a for _, a in page.found if "http" in (a.get("href") or "") + (a.get("src") or "")]

    book = openpyxl.load_workbook(io.BytesIO(appendix.to_xlsx(document, content)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert not [c for c in cells if c.hyperlink is not None and (c.hyperlink.target or "").startswith("http")]
    assert any(cell.value == FORMULA for cell in cells)

    shown = pptx.Presentation(io.BytesIO(deck.to_pptx(document)))
    texts = [
        shape.text_frame.text for slide in shown.slides for shape in slide.shapes if shape.has_text_frame
    ]
    assert any("<script>alert(1)</script>&amp;]]>" in text for text in texts)
    assert pypdf.PdfReader(io.BytesIO(slide_pdf.to_pdf(document))).pages


def test_workbooks_within_charts_hold_no_formula_of_a_name(there: sa.Engine, nasty: Review) -> None:
    packed = zipfile.ZipFile(io.BytesIO(deck.to_pptx(reviews.document(there, ADA, nasty.id, "zh"))))
    books = [name for name in packed.namelist() if name.endswith(".xlsx")]
    assert books
    for name in books:
        book = openpyxl.load_workbook(io.BytesIO(packed.read(name)))
        told = [c.value for sheet in book for row in sheet.iter_rows() for c in row if c.data_type == "f"]
        assert not [value for value in told if "HYPERLINK" in str(value)]


def test_branch_pages_stay_in_their_folder(there: sa.Engine, nasty: Review) -> None:
    packed = branch_sheets.to_zip(nasty, reviews.content(there, ADA, nasty.id), "zh")
    names = zipfile.ZipFile(io.BytesIO(packed)).namelist()
    assert len(set(names)) == 5
    assert not [name for name in names if "/" in name or "\\" in name or name.startswith(".")]


def test_a_title_of_a_million_letters_is_refused_wherever_it_comes_from(
    there: sa.Engine, nasty: Review
) -> None:
    content = reviews.content(there, ADA, nasty.id)
    for title, error in (("x" * 1_000_000, TooLongForSlideError), (" \n\x00", NoTitleError)):
        with pytest.raises(error):
            reviews.store(there, ADA, content, title=title, sections=("title",))
    assert len(reviews.review(there, ADA, nasty.id).title) <= LONGEST_TITLE
    kept = reviews.store(there, ADA, content, title="x", sections=("title", "x" * 1_000_000, "gaps", "gaps"))
    assert kept.sections == ("title", "gaps")


def test_comments_and_kept_orders_end_somewhere(
    there: sa.Engine, nasty: Review, ada: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(review_writing, "MOST_REMARKS", 2)
    review_writing.comment(there, ada, nasty.id, "summary", "2")
    with pytest.raises(TooManyRemarksError):
        review_writing.comment(there, ada, nasty.id, "summary", "3")
    assert len(reviews.review(there, ada, nasty.id).remarks) == 2
    review_writing.keep_outline(there, ada, ["x" * 1_000_000, "", *(f"s{i}" for i in range(10_000))])
    assert review_writing.outline(there, ada) == tuple(f"s{i}" for i in range(64))
