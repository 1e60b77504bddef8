"""Every kind of file gives the same cells, and tells what is hidden, merged and not worked out."""

import datetime as dt
import io
from pathlib import Path

import openpyxl
import pandas as pd
import pyreadstat
import pytest
import xlsxwriter
import xlwt

from mot.ingest.containers.kinds import Kind, kind_of
from mot.ingest.containers.limits import Limits
from mot.ingest.containers.reading import Request
from mot.ingest.draft import SourceFile
from mot.ingest.workbook import PasswordNeededError, Workbook, WrongPasswordError, read_workbook
from sample_data.binary import write_xlsb
from sample_data.locks import lock, lock_old
from sample_data.open_sheets import write_ods
from sample_data.packings import edit
from tests.ingest.ingest_samples import rows, workbook
from tests.messy_samples import FOLDER

TABLE = [["网点", "日期", "期望-排队"], ["老城支行", dt.date(2026, 7, 1), 5], ["高新支行", None, 3.5]]
APART = Limits(apart=0)


def read(content: bytes, name: str = "a.xlsx", **options) -> Workbook:
    return read_workbook(SourceFile(name, content), **options)


def old(hidden: bool = False, dates_1904: bool = False) -> bytes:
    book = xlwt.Workbook()
    book.dates_1904 = dates_1904
    sheet = book.add_sheet("a")
    day = xlwt.easyxf(num_format_str="yyyy-mm-dd")
    for r, line in enumerate(TABLE):
        for c, value in enumerate(line):
            if value is not None:
                sheet.write(r, c, value, day) if isinstance(value, dt.date) else sheet.write(r, c, value)
    sheet.write_merge(4, 4, 0, 2, "合并")
    if hidden:
        sheet.row(1).hidden = True
        sheet.col(2).hidden = True
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_file_is_what_its_bytes_say_whatever_it_is_called(tmp_path):
    kinds = {
        Kind.XLSX: workbook(TABLE),
        Kind.XLS: old(),
        Kind.XLSB: write_xlsb(tmp_path / "b", "a", TABLE).read_bytes(),
        Kind.ODS: write_ods(tmp_path / "o", "a", TABLE).read_bytes(),
        Kind.TEXT: "网点,日期\n老城支行,2026-07-01\n".encode("utf-16"),
    }
    for kind, content in kinds.items():
        assert kind_of(content) is kind
        for ending in ("xlsx", "csv"):
            first = read(content, f"a.{ending}").sheets[0]
            assert first.grid[0][:2] == ["网点", "日期"]
            assert first.grid[1][0] == "老城支行"


@pytest.mark.parametrize(
    "name", ["filtered.xlsx", "far_size.xlsx", "uncached.xlsx", "since_1904.xlsx", "two_row.xlsx"]
)
def test_a_file_reads_the_same_here_and_in_a_process_of_its_own(name):
    content = (FOLDER / name).read_bytes()
    for large in (5_000_000, 0):
        here, apart = read(content, large=large), read(content, large=large, limits=APART)
        for one, other in zip(here.sheets, apart.sheets, strict=True):
            if one.arrow is not None:
                assert one.arrow.equals(other.arrow)
            assert (one.grid, one.header, one.merged) == (other.grid, other.header, other.merged)
            assert (one.hidden_rows, one.hidden_columns) == (other.hidden_rows, other.hidden_columns)
            assert (one.first_row, one.first_column, one.uncached) == (
                other.first_row,
                other.first_column,
                other.uncached,
            )


def hidden_xlsx() -> bytes:
    book = xlsxwriter.Workbook(out := io.BytesIO(), {"in_memory": True})
    sheet = book.add_worksheet("a")
    for r in range(3):
        sheet.write_row(2 + r, 1, [f"{r}", r, r, r])
    sheet.set_row(3, None, None, {"hidden": True})
    sheet.set_column(2, 3, None, None, {"hidden": True})
    sheet.set_row(40, None, None, {"hidden": True})
    book.close()
    return out.getvalue()


def test_hidden_rows_and_columns_are_told_relative_to_the_used_area(tmp_path):
    found = read(hidden_xlsx()).sheets[0]
    assert (found.first_row, found.first_column) == (3, 1)
    assert (found.hidden_rows, found.hidden_columns) == ({1}, {1, 2})
    before = read(old(hidden=True)).sheets[0]
    assert (before.hidden_rows, before.hidden_columns) == ({1}, {2})
    binary = write_xlsb(tmp_path / "b", "a", TABLE, hidden_rows=[2], hidden_columns=[0]).read_bytes()
    assert (read(binary).sheets[0].hidden_rows, read(binary).sheets[0].hidden_columns) == ({2}, {0})
    filtered = write_ods(tmp_path / "o", "a", TABLE, hidden_rows=[1, 2]).read_bytes()
    assert read(filtered).sheets[0].hidden_rows == {1, 2}
    assert read(workbook(TABLE)).sheets[0].hidden_rows == frozenset()


def test_merged_areas_are_told_for_every_kind(tmp_path):
    area = (0, 0, 0, 2)
    title = [["客户反馈", None, None], *TABLE]
    assert read(workbook(title, merged=(("A1:C1", "客户反馈"),))).sheets[0].merged == (area,)
    assert read(write_xlsb(tmp_path / "b", "a", title, merges=[area]).read_bytes()).sheets[0].merged == (
        area,
    )
    assert read(write_ods(tmp_path / "o", "a", TABLE, title="客户反馈").read_bytes()).sheets[0].merged == (
        area,
    )
    assert read(old()).sheets[0].merged == ((4, 0, 4, 2),)


def test_formulas_that_nobody_worked_out_are_counted_and_empty():
    book = openpyxl.Workbook()
    book.active.append(["a", "b", "c"])
    for n in range(2, 6):
        book.active.append([n, f"=A{n}*2", "x"])
    book.save(out := io.BytesIO())
    found = read(out.getvalue()).sheets[0]
    assert found.uncached == 4
    assert [row[1] for row in found.grid[1:]] == ["", "", "", ""]


def test_formulas_whose_value_is_stored_are_values_even_when_it_is_an_empty_text(tmp_path):
    book = xlsxwriter.Workbook(out := io.BytesIO(), {"in_memory": True})
    sheet = book.add_worksheet("a")
    sheet.write_row(0, 0, ["a", "b", "c"])
    sheet.write_formula(1, 0, "=1+1", None, 2)
    sheet.write_formula(1, 1, '=""', None, "")
    sheet.write_formula(1, 2, "=1/0", None, "#DIV/0!")
    book.close()
    (tmp_path / "a.xlsx").write_bytes(out.getvalue())
    edit(tmp_path / "a.xlsx", rb'<c r="B2">', rb'<c r="B2" t="str">')
    found = read((tmp_path / "a.xlsx").read_bytes()).sheets[0]
    assert found.uncached == 0
    assert found.grid[1] == [2.0, "", ""]


@pytest.mark.parametrize("since_1904", [False, True])
def test_days_and_times_are_right_in_both_calendars(since_1904):
    book = xlsxwriter.Workbook(out := io.BytesIO(), {"in_memory": True, "date_1904": since_1904})
    sheet = book.add_worksheet("a")
    forms = [book.add_format({"num_format": f}) for f in ("yyyy-mm-dd", "yyyy-mm-dd hh:mm", "hh:mm:ss")]
    sheet.write_row(0, 0, ["day", "moment", "time"])
    for r in range(1, 6):
        sheet.write_datetime(r, 0, dt.datetime(2026, 7, r), forms[0])
        sheet.write_datetime(r, 1, dt.datetime(2026, 7, r, 9, 30), forms[1])
        sheet.write_number(r, 2, (120 + r) / 86400, forms[2])
    book.close()
    for large in (5_000_000, 0):
        found = read(out.getvalue(), large=large).sheets[0]
        assert (found.arrow is None) == (large > 0)
        cells = [found.cells(column, 1).values for column in range(3)]
        days = [dt.datetime(2026, 7, r) for r in range(1, 6)]
        assert cells[0] == tuple(days) or cells[0] == tuple(str(day.date()) for day in days)
        assert cells[1] == tuple(day.replace(hour=9, minute=30) for day in days)
        assert cells[2] == tuple(f"00:02:0{r}" for r in range(1, 6))
    if since_1904:
        assert read(old(dates_1904=True)).sheets[0].grid[1][1] == dt.date(2026, 7, 1)


def test_hidden_sheets_are_told_and_chart_sheets_are_none():
    book = xlsxwriter.Workbook(out := io.BytesIO(), {"in_memory": True})
    for name in ("a", "旧", "很旧"):
        book.add_worksheet(name).write_row(0, 0, ["x", "y"])
    book.get_worksheet_by_name("旧").hide()
    book.get_worksheet_by_name("很旧").very_hidden()
    chart = book.add_chart({"type": "line"})
    chart.add_series({"values": "=a!$A$1:$B$1"})
    book.add_chartsheet("图").set_chart(chart)
    book.close()
    for limits in (Limits(), APART):
        assert [(s.name, s.hidden) for s in read(out.getvalue(), limits=limits).sheets] == [
            ("a", False), ("旧", True), ("很旧", True),
        ]  # fmt: skip


def locked(tmp_path: Path, password: str) -> list[bytes]:
    new, before = tmp_path / "a.xlsx", tmp_path / "a.xls"
    new.write_bytes(workbook(rows(12)))
    before.write_bytes(old())
    return [lock(new, password).read_bytes(), lock_old(before, password).read_bytes()]


def test_a_locked_workbook_asks_for_its_password_and_opens_with_it(tmp_path):
    for content in locked(tmp_path, "钥匙-2026"):
        with pytest.raises(PasswordNeededError, match=r"a\.xlsx is protected"):
            read(content)
        with pytest.raises(WrongPasswordError):
            read_workbook(SourceFile("a.xlsx", content, "guess"))
        found = read_workbook(SourceFile("a.xlsx", content, "钥匙-2026")).sheets[0]
        assert found.n_rows in (13, 5)


def test_a_workbook_that_excel_locks_for_everybody_needs_no_password(tmp_path):
    for content in locked(tmp_path, "VelvetSweatshop"):
        assert read(content).sheets[0].n_rows in (13, 5)


def test_a_password_is_never_shown():
    source = SourceFile("a.xlsx", b"", "钥匙-2026")
    assert "钥匙" not in repr(source)
    assert "钥匙" not in repr(Request("a.xlsx", b"", "钥匙-2026", "", 0, Limits()))


def saved(tmp_path: Path, frame: pd.DataFrame, **about) -> list[list[object]]:
    path = tmp_path / "a.sav"
    pyreadstat.write_sav(frame, str(path), **about)
    return read(path.read_bytes(), "a.sav").sheets[0].grid


def test_spss_labels_are_headers_and_words_are_cells(tmp_path):
    frame = pd.DataFrame({
        "q1": [1.0, 5.0, 99.0, None],
        "q2": [1.0, 3.0, 5.0, 2.0],
        "q3": ["好", "", "一般", "x"],
        "when": [dt.date(2026, 7, 1), dt.date(2026, 7, 2), None, dt.date(2026, 7, 4)],
        "br": [1.0, 2.0, 3.0, 1.0],
        "q6": [1.0, 2.0, 1.0, 2.0],
    })  # fmt: skip
    grid = saved(
        tmp_path,
        frame,
        column_labels=["总体满意度", "期望-排队", "意见", "", "网点", "网点"],
        variable_value_labels={
            "q1": {1.0: "非常不满意", 5.0: "非常满意", 99.0: "拒答"},
            "q2": {1.0: "很低", 5.0: "很高"},
            "br": {1.0: "老城支行", 2.0: "高新支行"},
            "q6": {1.0: "1", 2.0: "2"},
        },
        missing_ranges={"q1": [{"lo": 90.0, "hi": 99.0}]},
    )
    assert grid[0] == ["总体满意度", "期望-排队", "意见", "when", "网点 br", "网点 q6"]
    columns = list(zip(*grid[1:], strict=True))
    assert columns[0] == ("非常不满意", "非常满意", None, None), "what is declared missing is empty"
    assert columns[1] == (1.0, 3.0, 5.0, 2.0), "a scale whose ends alone are labelled stays in numbers"
    assert columns[2] == ("好", "", "一般", "x")
    assert columns[3] == (dt.date(2026, 7, 1), dt.date(2026, 7, 2), None, dt.date(2026, 7, 4))
    assert columns[4] == ("老城支行", "高新支行", 3.0, "老城支行")
    assert columns[5] == (1.0, 2.0, 1.0, 2.0)


def test_an_old_spss_file_that_does_not_tell_its_encoding_is_read_by_what_it_says(tmp_path):
    path = tmp_path / "a.sav"
    words = ["排队太久", "很好", "窗口太少", "无"]
    frame = pd.DataFrame({"q1": [1.0, 2.0, 3.0, 4.0], "q2": [f"{word:　<6}" for word in words]})
    pyreadstat.write_sav(frame, str(path), column_labels=["总体满意度", "意见建议"])
    content = path.read_bytes()
    changed = content
    for text in ("总体满意度", "意见建议", *(f"{word:　<6}" for word in words)):
        new = text.encode("gb18030")
        changed = changed.replace(text.encode(), new.ljust(len(text.encode())))
    changed = changed.replace(b"UTF-8", b"CP936")
    assert len(changed) == len(content)
    found = read(changed, "a.sav")
    assert found.sheets[0].grid[0] == ["总体满意度", "意见建议"]
    assert [str(row[1]).strip("　 ") for row in found.sheets[0].grid[1:]] == words


def page(body: str, charset: str = "utf-8") -> bytes:
    return f'<html><head><meta charset="{charset}"></head><body>{body}</body></html>'.encode(charset)


def test_a_web_page_that_is_called_a_workbook_gives_its_tables():
    table = (
        "<table><tr><th colspan=2>标题<br>二</th><th rowspan=2>分</th></tr><tr><td>老城&amp;支行</td><td> x </td></tr>"
        "<tr><td>高新<table><tr><td>inner</td></tr></table></td><td></td><td>&lt;b&gt;5</table><script>alert('no')</script>"
    )
    for charset in ("utf-8", "gb18030", "gb2312"):
        (sheet,) = read(page(table, charset), "a.xls").sheets
        assert sheet.grid == [["标题\n二", "", "分"], ["老城&支行", "x"], ["高新inner", "", "<b>5"]]
        assert (0, 0, 0, 1) in sheet.merged
    two = read(page("<table><tr><td>a<td>b</table><table><tr><td>c<td>d</table>"), "a.xls").sheets
    assert [sheet.grid for sheet in two] == [[["a", "b"]], [["c", "d"]]]


def test_a_page_that_tells_a_wrong_encoding_is_read_by_what_it_says():
    content = page("<table><tr><td>网点<td>满意度<tr><td>老城支行<td>5</table>", "gb18030").replace(
        b"gb18030", b"utf-8"
    )
    found = read(content, "a.xls")
    assert found.sheets[0].grid[0] == ["网点", "满意度"]
    assert found.encodings[0] == "gb18030"


def test_the_xml_of_excel_2003_tells_places_merges_days_and_what_is_hidden():
    name = "urn:schemas-microsoft-com:office:spreadsheet"
    cells = (
        '<Row ss:Index="2"><Cell ss:Index="2" ss:MergeAcross="1"><Data ss:Type="String">标题</Data></Cell>'
        '<Cell><Data ss:Type="Number">4.5</Data></Cell></Row><Row ss:Hidden="1"><Cell>'
        '<Data ss:Type="DateTime">2026-07-01T09:30:00.000</Data></Cell><Cell ss:Formula="=1+1"/>'
        '<Cell><Data ss:Type="Error">#REF!</Data></Cell></Row>'
    )
    content = (
        f'<?xml version="1.0"?><Workbook xmlns="{name}" xmlns:ss="{name}"><Worksheet ss:Name="反馈"><Table>'
        f'<Column/><Column ss:Hidden="1" ss:Span="1"/>{cells}</Table></Worksheet></Workbook>'
    ).encode()
    (sheet,) = read(content, "a.xls").sheets
    assert sheet.name == "反馈"
    assert sheet.grid == [[], [None, "标题", None, 4.5], [dt.datetime(2026, 7, 1, 9, 30), None, None]]
    assert (sheet.merged, sheet.uncached) == (((1, 1, 1, 2),), 1)
    assert (sheet.hidden_rows, sheet.hidden_columns) == ({2}, {1, 2})
