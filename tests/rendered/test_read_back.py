"""Files read back: what stands in a deck and in its appendix is what was frozen, and that is what the services say."""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from pptx import Presentation

from mot.domain.access import Actor, Role, Scope
from mot.domain.cube import View
from mot.domain.slides import Chart, Form, Slide, Table
from mot.locale.cells import written
from mot.locale.words import LANGUAGES, Locale
from mot.reports import composing, outputs
from mot.services import reviews
from mot.services.books import open_books
from mot.services.people import local_actor
from tests.rendered.answers import numbers
from tests.rendered.decks import QUARTER, TODAY, Bank
from tests.rendered.test_rendered import texts

OF_THE_DRAWING = (
    "位置",
    "高度",
    "起点",
    "分隔线",
    "底色",
    "象限",
    "零线",
    "平方根",
    "底线",
    "轴上",
    "十字线",
)
NUMBER = re.compile(r"[−+-]?\d[\d,]*(?:\.\d+)?")


@pytest.fixture(scope="session")
def appendix(bank: Bank) -> Workbook:
    """The appendix of the review in Chinese."""
    content = outputs.write(".xlsx", bank.engine, local_actor(), bank.number, "zh")
    return openpyxl.load_workbook(io.BytesIO(content))


def charts_of(deck: Any) -> Iterator[tuple[int, Any]]:
    """Every chart of a presentation with the number of its slide from 0."""
    for number, slide in enumerate(deck.slides):
        yield from ((number, shape.chart) for shape in slide.shapes if shape.has_chart)


def workbook(chart: Any) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob), data_only=True)


def told(slide: Slide, locale: Locale) -> str:
    """Everything a slide says, in one text."""
    parts = [slide.kicker, slide.title, *slide.lines, slide.footnote]
    parts += [part for one in slide.takeaways for part in (one.value, one.label, one.text)]
    if slide.chart:
        parts += [slide.chart.caption, *slide.chart.words.values(), *map(str, slide.chart.options.values())]
        parts += [str(v) for column in slide.chart.columns.values() for v in column if isinstance(v, str)]
    for table in (slide.table, *slide.data):
        if table:
            parts += [table.title, table.note, *(column.title for column in table.columns)]
            parts += [text for row in table.rows for text in _written(locale, table, row)]
    return "\n".join(parts)


def _written(locale: Locale, table: Table, row: tuple[Any, ...]) -> list[str]:
    return [written(locale, value, column) for value, column in zip(row, table.columns, strict=True)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_number_on_a_slide_was_frozen(bank: Bank, language: str):
    deck, locale = bank.decks[language], Locale(language)
    document = deck.document
    pages = Presentation(deck.file).slides
    assert len(pages) == len(document.deck.slides)
    for number, (slide, page) in enumerate(zip(document.deck.slides, pages, strict=True), start=1):
        frame = f"{document.review.stamp} {number} / {len(pages)}"
        known = set(NUMBER.findall(f"{told(slide, locale)} {frame}"))
        cut = {
            number
            for shape in page.shapes
            for text in texts(shape)
            if "…" in text
            for number in NUMBER.findall(text)
        }
        said = {found for shape in page.shapes for text in texts(shape) for found in NUMBER.findall(text)}
        assert said - known - cut == set(), slide.key


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_and_takeaway_is_on_its_slide(bank: Bank, language: str):
    deck = bank.decks[language]
    for slide, page in zip(deck.document.deck.slides, Presentation(deck.file).slides, strict=True):
        said = _closed(" ".join(text for shape in page.shapes for text in texts(shape)))
        assert _closed(slide.title) in said
        for one in slide.takeaways:
            assert _closed(one.value) in said, slide.key


def _closed(text: str) -> str:
    return "".join(text.split())


def test_a_chart_is_drawn_from_the_frozen_rows_alone(bank: Bank):
    deck = bank.decks["zh"]
    seen = 0
    for number, chart in charts_of(Presentation(deck.file)):
        frozen = deck.document.deck.slides[number].chart
        assert frozen is not None
        known = [float(v) for c in frozen.columns.values() for v in c if isinstance(v, int | float)]
        for heading, *column in workbook(chart).worksheets[0].iter_cols(values_only=True):
            if any(word in heading for word in OF_THE_DRAWING):
                continue
            for value in (v for v in column if isinstance(v, int | float)):
                assert _near(value, known) or _is_a_place(value, frozen), (number + 1, heading, value)
                seen += 1
    assert seen >= 200


def _near(value: float, known: Iterable[float]) -> bool:
    return any(abs(value - one) <= 1e-12 * max(1.0, abs(one)) for one in known)


def _is_a_place(value: float, chart: Chart) -> bool:
    """Where a mark stands among the rows, in hundredths of a row; a measured value has more digits."""
    return round(value * 100, 9).is_integer() and 0 <= value <= chart.size + 1


def test_what_was_frozen_is_what_the_services_say(bank: Bank):
    answered = numbers(bank.engine, local_actor(), View(QUARTER), TODAY)
    rounded = {round(one, 9) for one in answered}
    document = bank.decks["zh"].document
    unknown = []
    for slide in document.deck.slides:
        for table in (slide.table, *slide.data):
            for row in table.rows if table else ():
                for value, column in zip(row, table.columns, strict=True):  # type: ignore[union-attr]
                    if column.form in (Form.SCORE, Form.SIGNED, Form.SHARE) and isinstance(value, float):
                        unknown += [] if round(value, 9) in rounded else [(slide.key, column.title, value)]
    assert unknown == []


def test_the_appendix_holds_the_frozen_tables(bank: Bank, appendix: Workbook):
    locale = Locale("zh")
    sheets = [[list(row) for row in sheet.iter_rows(values_only=True)] for sheet in appendix.worksheets]
    for slide in bank.decks["zh"].document.deck.slides:
        for table in (slide.table, *slide.data):
            if table:
                assert any(_holds(rows, table, locale) for rows in sheets), (slide.key, table.title)


def _holds(rows: list[list[Any]], table: Table, locale: Locale) -> bool:
    """Whether a sheet has the table's headings, and below them its rows to the last bit."""
    heads = [column.title for column in table.columns]
    for at, row in enumerate(rows):
        if row[: len(heads)] == heads:
            below = [one[: len(heads)] for one in rows[at + 1 : at + 1 + len(table.rows)]]
            if all(_same(one, row, table) for one, row in zip(table.rows, below, strict=False)):
                return len(below) == len(table.rows)
    return False


def _same(frozen: tuple[Any, ...], row: list[Any], table: Table) -> bool:
    for value, found, column in zip(frozen, row, table.columns, strict=True):
        if isinstance(value, float) and isinstance(found, int | float):
            if abs(value - found) > 1e-12 * max(1.0, abs(value)):
                return False
        elif column.form is Form.DATE:
            if (value or None) != (found.date().isoformat() if hasattr(found, "date") else found):
                return False
        elif (value if value != "" else None) != found:
            return False
    return True


def test_nothing_is_hidden_in_a_workbook(bank: Bank, appendix: Workbook):
    books = [workbook(chart) for _, chart in charts_of(Presentation(bank.decks["zh"].file))]
    for book in [*books, appendix]:
        for sheet in book.worksheets:
            assert sheet.sheet_state == "visible"
            assert not any(one.hidden for one in sheet.row_dimensions.values())
            assert not any(one.hidden for one in sheet.column_dimensions.values())


def test_branches_with_three_answers_have_no_number_anywhere(bank: Bank, appendix: Workbook):
    """In the hard bank every tenth branch has three answers."""
    if bank.name != "hard":
        assert bank.name == "demonstration"
        return
    engine, actor = bank.engine, local_actor()
    few = {b.name.zh for b in open_books(engine, actor).institution.branches if b.id % 10 == 0}
    books = [appendix, *(workbook(c) for _, c in charts_of(Presentation(bank.decks["zh"].file)))]
    met = 0
    for sheet in (sheet for book in books for sheet in book.worksheets):
        if sheet.title.startswith(("样本计划", "18", "19")):
            continue
        for row in sheet.iter_rows(values_only=True):
            if few & {v for v in row if isinstance(v, str)}:
                met += 1
                scores = [v for v in row if isinstance(v, float) and not v.is_integer()]
                assert scores == [], (sheet.title, row)
    assert met


def test_a_manager_gets_nothing_of_other_branches(bank: Bank):
    """Every file of a review of two branches, unpacked to its last part."""
    everyone = open_books(bank.engine, local_actor()).institution.branches
    mine, others = everyone[:2], everyone[2:]
    wei = Actor("wei", "Wei", Role.MANAGER, Scope(frozenset(b.id for b in mine)))
    review = composing.make(bank.engine, wei, View(QUARTER), today=TODAY)
    assert reviews.review(bank.engine, wei, review.id).branches == frozenset(b.id for b in mine)
    for suffix in (".pptx", ".html", ".xlsx", ".zip"):
        for language in LANGUAGES:
            parts = "\n".join(_texts(outputs.write(suffix, bank.engine, wei, review.id, language)))
            found = [b.name.in_language(language) for b in others if b.name.in_language(language) in parts]
            assert found == [], (suffix, language)
    with pytest.raises(reviews.ReviewNotFoundError):
        reviews.document(bank.engine, wei, bank.number, "zh")


def _texts(content: bytes) -> Iterator[str]:
    """The texts of a file and of the files packed in it."""
    if not content.startswith(b"PK"):
        yield content.decode("utf-8", errors="ignore")
        return
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for name in package.namelist():
            yield name
            yield from _texts(package.read(name))
