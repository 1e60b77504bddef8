"""A large sheet read in parts, each by a process of its own, is the sheet that one reading finds."""

import datetime as dt
import io
import zipfile
from dataclasses import replace

import openpyxl
import pyarrow as pa
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from mot.ingest.containers import apart, parts
from mot.ingest.containers.apart import read_apart
from mot.ingest.containers.kinds import Kind
from mot.ingest.containers.limits import Limits
from mot.ingest.containers.packages import check, inside
from mot.ingest.containers.reading import Opened, Request, read_here, read_part
from mot.ingest.sheet import Sheet
from tests.conftest import examples

HEADER = ["编号", "日期", "期望-排队", "感知-排队", "意见"]
CELLS = st.one_of(
    st.none(),
    st.integers(-3, 12),
    st.sampled_from([1.5, 2.0, "", "好", "5", "5分", "不适用", True, dt.datetime(2026, 7, 1), "<row r="]),
    st.text(max_size=8),
)
FAST = 1  # bytes of XML from which a sheet counts as large here


def workbook(rows: list[list[object]], *, first_row: int = 0, shared: bool = True) -> bytes:
    """The rows below a header, as Excel's own way of writing or with the texts in their cells."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"constant_memory": not shared, "default_date_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet("答卷")
    for place, row in enumerate([HEADER, *rows]):
        for column, value in enumerate(row):
            if value is not None:
                write = sheet.write_string if isinstance(value, str) else sheet.write
                write(first_row + place, column, value)
    book.close()
    return out.getvalue()


def asked(content: bytes, part: tuple[int, int] = (0, 1)) -> Request:
    return Request("a.xlsx", content, "", "", FAST, Limits(), part=part)


def whole(content: bytes) -> Sheet:
    (sheet,) = read_here(asked(content), Kind.XLSX).sheets
    return sheet


def in_parts(content: bytes, count: int) -> Sheet | None:
    """The sheet from its parts, read here; None when they do not fit."""
    package = inside(content, "a", check(content, "a", Limits()))
    found: list[Opened] = [read_part(asked(content, (place, count)), package) for place in range(count)]
    joined = apart._joined(found)
    return joined.sheets[0] if joined else None


def plain_rows(count: int) -> list[list[object]]:
    day = dt.datetime(2026, 7, 1)
    return [
        [
            f"R{n:04d}",
            day + dt.timedelta(days=n % 90),
            1 + n % 5,
            1 + n * 7 % 5,
            "排队太久" if n % 9 == 0 else None,
        ]
        for n in range(count)
    ]


def same(one: Sheet, other: Sheet) -> None:
    assert one.arrow is not None
    assert other.arrow is not None
    assert one.arrow.schema.names == other.arrow.schema.names
    assert one.arrow.schema.types == other.arrow.schema.types
    assert one.arrow.columns == other.arrow.columns
    assert replace(one, arrow=None) == replace(other, arrow=None)


@pytest.mark.parametrize("count", [2, 3, 4])
@pytest.mark.parametrize("first_row", [0, 6])
@pytest.mark.parametrize("shared", [True, False])
def test_parts_make_the_whole(count, first_row, shared):
    content = workbook(plain_rows(500), first_row=first_row, shared=shared)
    found = in_parts(content, count)
    assert found is not None
    same(found, whole(content))
    assert found.n_rows == 501


@given(
    rows=st.lists(st.lists(CELLS, min_size=5, max_size=5), min_size=1, max_size=60),
    count=st.integers(2, 4),
    shared=st.booleans(),
)
@settings(max_examples=examples(150), deadline=None)
def test_whatever_the_cells_hold_parts_are_the_whole_or_nothing(rows, count, shared):
    content = workbook(rows, shared=shared)
    found, wanted = in_parts(content, count), whole(content)
    if found is not None and wanted.arrow is not None:
        same(found, wanted)
    assert found is None or wanted.arrow is not None


def test_numbers_and_fractions_agree_and_an_empty_half_follows_the_other():
    rows = plain_rows(400)
    for row in rows[300:]:
        row[2] = 2.5
    for row in rows[:250]:
        row[3] = row[4] = None
    content = workbook(rows)
    found = in_parts(content, 2)
    assert found is not None
    same(found, whole(content))


def test_a_column_of_numbers_here_and_words_there_is_read_in_one_piece():
    rows = plain_rows(400)
    for row in rows[300:]:
        row[2] = "5分"
    assert in_parts(workbook(rows), 2) is None


def test_an_empty_row_where_parts_meet_is_never_lost():
    for empty in range(190, 215):
        rows = plain_rows(400)
        rows[empty] = [None] * 5
        content = workbook(rows)
        found = in_parts(content, 2)
        if found is not None:
            same(found, whole(content))


def test_hidden_rows_and_columns_are_known_from_every_part():
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in [HEADER, *plain_rows(400)]:
        sheet.append(row)
    for row in (5, 380, 401):
        sheet.row_dimensions[row].hidden = True
    sheet.column_dimensions["D"].hidden = True
    out = io.BytesIO()
    book.save(out)
    found = in_parts(out.getvalue(), 3)
    assert found is not None
    assert found.hidden_rows == {4, 379, 400}
    assert found.hidden_columns == {3}
    same(found, whole(out.getvalue()))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'<row r="300"', b'<row r="9000"'),
        (b'<row r="300"', b'<row r="7"'),
        (b'<row r="300"', b'<row><!-- <row r="300" -->'),
        (b'<row r="300"', b"<row"),
        (b'<row r="260"', b'<row z="260"'),
    ],
)
def test_rows_that_do_not_follow_each_other_are_read_in_one_piece_or_the_same(old, new):
    content = edited(workbook(plain_rows(500)), old, new)
    found = in_parts(content, 2)
    if found is not None:
        same(found, whole(content))


def edited(content: bytes, old: bytes, new: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as package, zipfile.ZipFile(out, "w") as made:
        for name in package.namelist():
            data = package.read(name)
            if name == "xl/worksheets/sheet1.xml":
                assert old in data
                data = data.replace(old, new, 1)
            made.writestr(name, data)
    return out.getvalue()


def test_processes_read_parts_and_what_is_beside_them(monkeypatch):
    monkeypatch.setattr(parts, "WORTH", 10_000)
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in [HEADER, *plain_rows(600)]:
        sheet.append(row)
    book.create_sheet("说明").append(["每行一位客户"])
    out = io.BytesIO()
    book.save(out)
    request = asked(out.getvalue())._replace(large=5_000)
    by_two = read_apart(request, Kind.XLSX, most_parts=2)
    by_one = read_apart(request, Kind.XLSX, most_parts=1)
    assert [s.name for s in by_two.sheets] == ["Sheet", "说明"]
    same(by_two.sheets[0], by_one.sheets[0])
    assert by_two.sheets[1] == by_one.sheets[1]


def test_a_person_who_stops_stops_every_part(monkeypatch):
    class StopError(Exception):
        pass

    def stop() -> None:
        raise StopError

    monkeypatch.setattr(parts, "WORTH", 10_000)
    with pytest.raises(StopError):
        read_apart(asked(workbook(plain_rows(3000))), Kind.XLSX, stop, most_parts=2)


def test_parts_that_do_not_fit_are_told_apart():
    def piece(values: list[object], header: tuple[str, ...] = ("甲",)) -> Sheet:
        return Sheet("a", header=header, arrow=pa.record_batch({header[0]: pa.array(values)}))

    assert parts.joined([piece([1, 2]), piece([3])], [0, 2]) is not None
    assert parts.joined([piece([1, 2]), piece([3])], [0, 3]) is None
    assert parts.joined([piece([1, 2]), piece([3])], [1, 3]) is None
    assert parts.joined([piece([1, 2]), piece(["3"])], [0, 2]) is None
    assert parts.joined([piece([1, 2]), piece([3], ("乙",))], [0, 2]) is None
