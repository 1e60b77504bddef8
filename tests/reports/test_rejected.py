"""Workbooks with marks: whole rows, locked and old files, and very large ones."""

import io

import openpyxl
import pyarrow as pa
import pytest

from mot.domain.issues import SetAside
from mot.ingest.draft import SourceFile
from mot.ingest.rejects import CELLS, Head, Rejects
from mot.locale.words import Locale
from mot.reports import rejected
from tests.ingest.ingest_samples import draft, rows, workbook

EN = Locale("en")


def sheets(content: bytes) -> list[openpyxl.worksheet.worksheet.Worksheet]:
    return openpyxl.load_workbook(io.BytesIO(content)).worksheets


def test_a_whole_row_is_marked_where_it_begins() -> None:
    table = [[None, *line] for line in rows(6)]
    book = Rejects.of([SetAside("Sheet1", 4, "no_answers")])
    (sheet,) = sheets(rejected.marked_copy(SourceFile("a.xlsx", workbook(table)), book, EN))
    assert sheet["B4"].comment.text == EN.t("No answers in this row")
    assert sheet["A4"].comment is None


def test_two_reasons_of_one_cell_are_both_told() -> None:
    book = Rejects.of([SetAside("Sheet1", 4, "no_date", "C"), SetAside("Sheet1", 4, "no_branch", "C")])
    (sheet,) = sheets(rejected.marked_copy(SourceFile("a.xlsx", workbook(rows(6))), book, EN))
    assert sheet["C4"].comment.text.split("\n") == [EN.t("No date that can be read"), EN.t("No branch")]


def test_a_mark_in_a_merged_area_lands_on_its_first_cell() -> None:
    content = workbook(rows(6), merged=(("P4:P6", "合并"),))
    book = Rejects.of([SetAside("Sheet1", 5, "no_branch", "P")])
    (sheet,) = sheets(rejected.marked_copy(SourceFile("a.xlsx", content), book, EN))
    assert sheet["P4"].comment is not None


def test_of_a_very_large_workbook_only_the_rejected_rows_are_written(monkeypatch: pytest.MonkeyPatch) -> None:
    table = rows(30)
    table[3][1] = None
    content = workbook(table)
    monkeypatch.setattr(rejected, "MOST_CELLS", 100)
    first, second = sheets(rejected.marked_copy(SourceFile("a.xlsx", content), draft(content).rejects, EN))
    assert (first.max_row, second.title) == (2, "Reasons")


def test_a_text_file_is_read_in_the_encoding_that_was_chosen() -> None:
    text = "网点,期望-排队等候\n老城支行,5\n".encode("gb18030")
    (sheet,) = sheets(rejected.marked_copy(SourceFile("a.csv", text), Rejects.none(), EN, encoding="gb18030"))
    assert [cell.value for cell in sheet[2]] == ["老城支行", 5]


def test_texts_stay_texts_and_numbers_become_numbers() -> None:
    columns = {"sheet": ["s"], "row": [9], "form": [9], "A": ["=1+1"], "B": ["007"], "C": ["3"], "D": ["2.5"]}
    head = Head("s", 1, 0, (("a", "b", "c", "d"),))
    book = Rejects((head,), pa.table(columns), CELLS.empty_table())
    sheet, _ = sheets(rejected.rejected_rows(book, EN))
    assert [(cell.value, cell.data_type) for cell in sheet[2]] == [
        ("=1+1", "s"), ("007", "s"), (3, "n"), (2.5, "n"),
    ]  # fmt: skip
    assert sheet["A2"].quotePrefix


def test_names_that_excel_does_not_allow_for_sheets_are_mended() -> None:
    head = Head("七月/八月:[反馈]" * 4, 1, 0, (("a",),))
    rows_of = pa.table({"sheet": [head.sheet], "row": [2], "form": [2], "A": ["x"]})
    sheet, _ = sheets(rejected.rejected_rows(Rejects((head,), rows_of, CELLS.empty_table()), EN))
    assert len(sheet.title) <= 31
