"""The appendix: every table as it was frozen, nothing that runs, nothing hidden, nothing outside itself."""

import datetime as dt
import io
import re
import zipfile
from dataclasses import replace

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from mot.domain.branch_sheets import to_plain
from mot.domain.reviews import Content, Document, Fact, Source
from mot.domain.slides import Column, Deck, Form, Slide, Table, Tone
from mot.locale.words import Locale
from mot.reports.appendix import workbook as appendix
from mot.reports.appendix.book import Book
from tests.reports import sheet_samples as samples

NASTY = (
    "=1+1",
    "+cmd|' /C calc'!A1",
    "-2",
    "@SUM(A1)",
    "\t=1",
    " =1",
    "{=1}",
    "http://evil.example/x",
    "a\x07b",
)
COLUMNS = (
    Column("name", "名称/[x]:*?", Form.TEXT),
    Column("n", "n", Form.COUNT),
    Column("score", "感知", Form.SCORE, 2),
    Column("gap", "差距", Form.SIGNED, 2),
    Column("share", "占比", Form.SHARE),
    Column("day", "日期", Form.DATE),
    Column("finding", "结论", Form.MARK),
)
ROWS = (
    ("老城支行", 1234, 4.0833333333333, -0.8471, 0.305, "2026-09-30", "薄弱"),
    ('=HYPERLINK("http://x")', None, None, 0.0012, None, None, ""),
    (samples.LONG, 0, -1.5, 0.4, 1.0, "不是日期", "@惊喜"),
)
TONES = tuple(("", "", "", str(Tone.WEAK), "", "", str(Tone.WEAK)) for _ in ROWS)
TABLE = Table("t", "=各网点:差距?", COLUMNS, ROWS, TONES, "+说明")
TOLD = Table("u", "=各网点:差距?", (COLUMNS[0],), tuple((text,) for text in NASTY))
FACTS = (
    Fact("summary", "overall", "gap", -0.2463, -0.26, -0.22, 3993, ""),
    Fact("summary", "overall", "answers", 3994.0),
    Fact("gaps", "touchpoint:2", "gap", -0.86, -0.9, -0.83, 3101, "weak"),
    Fact("gaps", "branch:7", "change", None, None, None, None, "unclear"),
    Fact("elsewhere", "ghost:4", "wonder", 1 / 3),
)


def document(language: str = "zh", tables: tuple[Table, ...] = (TOLD,)) -> Document:
    """A review with three slides, two of them with tables."""
    slides = (
        Slide("title", "title", "", "封面"),
        Slide("gaps", "gaps", "", "=发现", table=TABLE, data=tables, footnote="2026 年第三季度 · n"),
        Slide("gaps-2", "gaps", "", "再看", data=(replace(TABLE, title="'x'"),)),
    )
    batch = Source("batch", 3, "=三季度.xlsx", 1, "committed", samples.AT, 500, "ab" * 32)
    basis = replace(samples.basis(), sources=(batch,), demonstration=True)
    return Document(samples.review(title="=三季度回顾"), basis, Deck(language, slides))


def content(told: Document) -> Content:
    """What it was frozen with."""
    return Content(told.basis, FACTS, {told.deck.language: told.deck}, (to_plain(samples.sheet()),))


def opened(language: str = "zh", tables: tuple[Table, ...] = (TOLD,)) -> Workbook:
    told = document(language, tables)
    return openpyxl.load_workbook(io.BytesIO(appendix.to_xlsx(told, content(told))))


def head_of(sheet: Worksheet) -> int:
    """The row of headings: the one that is repeated when printing."""
    return int(re.findall(r"\d+", sheet.print_title_rows)[0])


@pytest.fixture(scope="module")
def book() -> Workbook:
    return opened()


def test_every_value_stands_as_it_was_frozen(book: Workbook):
    sheet = book.worksheets[1]
    head = head_of(sheet)
    assert [cell.value for cell in sheet[head]] == [column.title for column in COLUMNS]
    found = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=head + 1)]
    wanted = [[value if value != "" else None for value in row] for row in ROWS]
    wanted[0][5] = dt.datetime(2026, 9, 30)
    assert found == wanted


def test_numbers_are_written_as_on_the_slides(book: Workbook):
    sheet = book.worksheets[1]
    first = sheet[head_of(sheet) + 1]
    formats = [cell.number_format for cell in first]
    assert formats[1:6] == ["#,##0", '0.00;"−"0.00', '+0.00;"−"0.00;0.00', "0%", "yyyy-mm-dd"]
    assert first[5].is_date
    assert sheet.cell(head_of(sheet) + 2, 4).number_format == "0.00"  # 0.0012 is written without a sign
    assert first[3].font.color.rgb.endswith("B8400F")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_nothing_in_it_runs(language: str):
    for sheet in opened(language):
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f", (sheet.title, cell.coordinate, cell.value)
                if isinstance(cell.value, str) and cell.value.lstrip().startswith(("=", "+", "-", "@", "\t")):
                    assert cell.quotePrefix, (sheet.title, cell.coordinate, cell.value)


def test_odd_texts_come_back_letter_by_letter(book: Workbook):
    sheet = book.worksheets[2]
    found = [row[0].value for row in sheet.iter_rows(min_row=head_of(sheet) + 1)]
    assert found[:-1] == list(NASTY[:-1])
    assert found[-1].replace("_x0007_", "\x07") == NASTY[-1]


def test_nothing_is_hidden_and_nothing_points_outside():
    told = document()
    written = appendix.to_xlsx(told, content(told))
    with zipfile.ZipFile(io.BytesIO(written)) as parts:
        names = parts.namelist()
        assert not [name for name in names if "external" in name.lower() or "vba" in name.lower()]
        for name in names:
            text = parts.read(name).decode("utf-8", "replace")
            assert 'TargetMode="External"' not in text, name
            assert "<f>" not in text, name
            assert 'hidden="1"' not in text, name
            assert 'state="hidden"' not in text, name
    for sheet in openpyxl.load_workbook(io.BytesIO(written)):
        assert sheet.sheet_state == "visible"
        links = [cell.hyperlink for row in sheet.iter_rows() for cell in row if cell.hyperlink]
        assert all(link.location and not link.target for link in links)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_sheets_have_names_that_excel_takes(language: str):
    many = tuple(replace(TOLD, key=f"k{i}", title=f"{samples.LONG}{samples.LONG}/{i % 3}") for i in range(40))
    names = opened(language, many).sheetnames
    assert len({name.lower() for name in names}) == len(names) == 1 + 1 + 40 + 1 + 2
    for name in names:
        assert 0 < len(name.encode("utf-16-le")) / 2 <= 31
        assert not set(name) & set("[]:*?/\\'")
        assert name.lower() != "history"


def test_names_that_say_nothing_still_become_names():
    book = Book(title="", author="", created=samples.AT)
    assert [book.named(one) for one in ("History", "", "'", "?", "😀" * 20)] == [
        "History 2", "1", "1 2", "1 3", "😀" * 15,
    ]  # fmt: skip


def test_the_first_sheet_says_what_it_rests_on(book: Workbook):
    sheet = book.worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    told = {row[0]: row[1] for row in rows if row[0]}
    zh = Locale("zh").t
    assert rows[0][0] == "=三季度回顾"
    assert told[zh("Snapshot")] == "R12-3f9a1c2b"
    assert told[zh("Digest of the content, SHA-256")] == "3f9a1c2b" * 8
    assert told[zh("Period")] == "2026 年第三季度"
    assert told[zh("Compared with")] == "2026 年第二季度"
    assert told[zh("Responses")] == 1234
    assert told[zh("Frozen by")] == "林"
    assert told[zh("State")] == zh("Draft")
    assert told[zh("Confidence of intervals")] == 0.95
    assert told["unknown"] == 1
    (imported,) = [row for row in rows if row[2] == "ab" * 32]
    assert (imported[0], imported[1], imported[3]) == ("=三季度.xlsx", 3, 500)


def test_its_list_leads_to_every_sheet_and_each_leads_back(book: Workbook):
    first = book.worksheets[0]
    found = [cell.hyperlink.location for (cell,) in first.iter_rows(max_col=1) if cell.hyperlink]
    assert [re.fullmatch(r"'(.+)'!A1", place)[1] for place in found] == book.sheetnames[1:]  # type: ignore[index]
    for sheet in book.worksheets[1:]:
        (back,) = [c.hyperlink for (c,) in sheet.iter_rows(max_col=1, max_row=8) if c.hyperlink]
        assert back.location == f"'{book.sheetnames[0]}'!A1"


def test_a_sheet_says_its_slide_and_prints_across_one_page(book: Workbook):
    sheet = book.worksheets[1]
    head = [sheet.cell(row, 1).value for row in range(1, head_of(sheet))]
    assert head[:4] == ["=各网点:差距?", "第 2 页：=发现", "+说明", "2026 年第三季度 · n · R12-3f9a1c2b"]
    assert sheet.freeze_panes == f"B{head_of(sheet) + 1}"
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.page_setup.fitToWidth in (None, 1)
    assert sheet.page_setup.fitToHeight == 0
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert all(8 < sheet.column_dimensions[letter].width < 50 for letter in "ABCDEFG")


def test_all_numbers_stand_on_one_sheet(book: Workbook):
    sheet = book.worksheets[-1]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=head_of(sheet) + 1)]
    assert [row[3:7] for row in rows] == [
        [-0.2463, -0.26, -0.22, 3993],
        [3994, None, None, None],
        [-0.86, -0.9, -0.83, 3101],
        [None, None, None, None],
        [1 / 3, None, None, None],
    ]
    assert rows[2][1] == "第2个触点的名称也可以非常长很长"
    assert rows[3][1] == samples.LONG
    assert rows[2][7] == Locale("zh").t("Weak moment")
    assert rows[4][:3] == ["elsewhere", "4", "wonder"]


def test_what_a_branch_may_not_show_is_empty_for_it(book: Workbook):
    told = samples.sheet(touchpoints=9)
    document_ = document()
    frozen = replace(content(document_), basis=samples.basis(touchpoints=9), sheets=(to_plain(told),))
    written = openpyxl.load_workbook(io.BytesIO(appendix.to_xlsx(document_, frozen)))
    sheet = written[book.sheetnames[-2]]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=head_of(sheet) + 1)]
    assert len(rows) == 9
    for row, one in zip(rows, told.rows, strict=True):
        shown = [
            one.n,
            one.expected,
            one.perceived,
            one.gap,
            one.lo,
            one.hi,
            one.change if one.clear else None,
        ]
        near = [
            pytest.approx(x, rel=1e-15) if isinstance(x, float) else x for x in shown
        ]  # 16 digits are kept
        assert [*row[3:9], row[11]] == near
    assert any(set(row[3:9]) == {None} for row in rows)


def test_a_review_without_tables_still_has_its_manifest():
    told = replace(document(), deck=Deck("en", (Slide("title", "title", "", "Title"),)))
    written = appendix.to_xlsx(told, Content(told.basis, (), {}))
    assert openpyxl.load_workbook(io.BytesIO(written)).sheetnames == ["Contents", "All numbers"]
