"""Files to take away hold what the page shows, and nothing that a spreadsheet would run."""

import csv
import io

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from mot.reports.tables import Table, harmless, to_csv, to_xlsx

NASTY = [
    "=1+1",
    "+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "  =1",
    "　=1",
    "老城",
    "a,b",
    '"quoted"',
    "x\ny",
]
FRAME = pd.DataFrame(
    {"=名称": NASTY, "n": pd.array([5, None, *range(9)], dtype="Int64"), "差距": [-0.5, np.nan, *[0.25] * 9]}
)
TABLE = Table("触点", FRAME, [("季度", "2026 年第三季度"), ("=范围", "=1+1")])


def test_a_workbook_holds_numbers_as_numbers_and_no_formula():
    book = load_workbook(io.BytesIO(to_xlsx(TABLE, sheet="数据", about="说明")))
    assert book.sheetnames == ["数据", "说明"]
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]
    sheet = book["数据"]
    assert [sheet.cell(i + 2, 1).value for i in range(11)] == NASTY
    assert sheet["C2"].value == -0.5
    assert sheet["B2"].value == 5
    assert sheet["B3"].value is None
    assert sheet["C3"].value is None
    assert all(sheet.cell(i + 2, 1).quotePrefix for i in range(5))


def test_nothing_in_a_workbook_is_hidden():
    book = load_workbook(io.BytesIO(to_xlsx(TABLE, sheet="数据", about="说明")))
    for sheet in book:
        assert sheet.sheet_state == "visible"
        assert not [r for r, d in sheet.row_dimensions.items() if d.hidden]
        assert not [c for c, d in sheet.column_dimensions.items() if d.hidden]


def test_a_csv_opens_in_excel_as_chinese_and_runs_nothing():
    content = to_csv(TABLE)
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert rows[0] == ["'=名称", "n", "差距"]
    assert rows[1] == ["'=1+1", "5", "-0.5"]
    assert rows[2][1:] == ["", ""]
    for row in rows[1:]:
        assert not row[0].lstrip(" \u3000").startswith(("=", "+", "-", "@", "\t"))


@given(st.text())
def test_no_text_begins_like_a_formula(text):
    kept = harmless(text)
    assert kept.endswith(text)
    assert not kept.lstrip(" \u3000").startswith(("=", "+", "-", "@", "\t", "\r"))


@pytest.mark.parametrize("value", [-1.5, 0, None, True])
def test_numbers_stay_numbers(value):
    assert harmless(value) is value
