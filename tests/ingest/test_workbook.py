"""Files that cannot be read get a sentence; files that can are read with their places."""

import io
import zipfile

import openpyxl
import pytest

from mot.ingest.choose import NoHeaderError, NoRatingsError, NoRowsError, SheetNotFoundError
from mot.ingest.draft import Decisions
from mot.ingest.workbook import (
    EmptyWorkbookError,
    Limits,
    NotAWorkbookError,
    StrayCellError,
    TooLargeError,
    UnknownLockError,
)
from tests.ingest.ingest_samples import HEADER, draft, rows, workbook


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", EmptyWorkbookError),
        (b"  \r\n", EmptyWorkbookError),
        (workbook([]), EmptyWorkbookError),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"),
            UnknownLockError,
        ),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 broken", NotAWorkbookError),
        (b"PK\x03\x04 broken", NotAWorkbookError),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", NotAWorkbookError),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", NotAWorkbookError),
        ("只是一句话".encode(), NotAWorkbookError),
        (workbook(rows(4))[:-400], NotAWorkbookError),
        (workbook([[1, 2, 3], [4, 5, 6]]), NoHeaderError),
        (workbook([["网点", "意见"], ["老城支行", "很好"], ["老城支行", "排队太久"]]), NoRatingsError),
        (workbook([list(HEADER)]), NoRowsError),
    ],
)
def test_each_kind_of_bad_input_has_its_own_error(content, error):
    with pytest.raises(error) as caught:
        draft(content)
    assert "{" not in str(caught.value)
    assert str(caught.value).endswith(".")


def test_a_zip_that_is_no_workbook_is_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("readme.txt", "hello")
    with pytest.raises(NotAWorkbookError):
        draft(out.getvalue())


def test_limits_on_size_hold_before_anything_is_unpacked():
    content = workbook(rows(50))
    with pytest.raises(TooLargeError):
        draft(content, limits=Limits(bytes=len(content) - 1))
    with pytest.raises(TooLargeError):
        draft(content, limits=Limits(unpacked=1000))


def test_a_stray_cell_far_away_does_not_exhaust_the_memory():
    book = openpyxl.Workbook()
    for line in rows(5):
        book.active.append(line)
    book.active["XFD1048576"] = "x"
    out = io.BytesIO()
    book.save(out)
    with pytest.raises(StrayCellError, match="XFD1048576"):
        draft(out.getvalue())


def test_a_sheet_that_does_not_exist_is_named():
    with pytest.raises(SheetNotFoundError, match="四月"):
        draft(workbook(rows(5)), decisions=Decisions(sheet="四月"))


def test_hidden_rows_count_and_hidden_sheets_do_not():
    book = openpyxl.Workbook()
    for line in rows(5):
        book.active.append(line)
    book.active.row_dimensions[3].hidden = True
    hidden = book.create_sheet("旧")
    for line in rows(50):
        hidden.append(line)
    hidden.sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    assert draft(out.getvalue()).counts.responses == 5
    assert draft(out.getvalue(), decisions=Decisions(sheet="旧")).counts.responses == 50
