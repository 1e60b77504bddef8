"""What of a file is not imported is kept so that the mended rows are the same questionnaire, whatever its form."""

import io

import openpyxl
import pytest

from mot.ingest.draft import Draft
from mot.ingest.rejects import from_bytes, to_bytes
from mot.locale.words import Locale
from mot.reports.rejected import rejected_rows
from tests.ingest.ingest_samples import HEADER, draft, row, rows, workbook


def again(found: Draft, mend: dict[str, object], *, sheet: int = 0) -> Draft:
    """The draft of the rejected rows, mended."""
    kept = from_bytes(to_bytes(found.rejects.with_aside(found.set_aside)))
    book = openpyxl.load_workbook(io.BytesIO(rejected_rows(kept, Locale("zh"))))
    for place, value in mend.items():
        book.worksheets[sheet][place] = value
    out = io.BytesIO()
    book.save(out)
    return draft(out.getvalue(), name="feedback 待改.xlsx")


def test_titles_and_a_header_of_two_rows_stand_above_the_rows_again() -> None:
    upper = ["老城支行 2026年第三季度回访", None, None, None, None, None]
    first = [None, None, "排队等候", None, "柜台办理", None]
    second = ["编号", "日期", "期望", "感知", "期望", "感知"]
    data = [[f"R{i}", f"2026-07-{i:02d}", 5, 1 + i % 5, 5, 3] for i in range(1, 25)]
    data[4][1] = "2030-07-05"
    merged = (("C3:D3", "排队等候"), ("E3:F3", "柜台办理"))
    found = draft(workbook([upper, [None], first, second, *data], merged=merged))
    assert (found.layout, [one.row for one in found.set_aside]) == ("two_row", [9])
    mended = again(found, {"B5": "2026-07-05"})
    assert (mended.layout, mended.fingerprint) == (found.layout, found.fingerprint)
    assert mended.counts.responses == 1
    assert [r.code for r in mended.branches] == ["old"], "the branch is still told by the title"


def test_rows_of_several_sheets_go_back_to_their_sheets() -> None:
    one, two = rows(20), [list(HEADER), *(row(i) for i in range(101, 121))]
    one[3][2], two[5][2] = "2030-07-05", "2030-07-06"
    found = draft(workbook(one, two, names=("东厅", "西厅")))
    assert [(s.sheet, s.row) for s in found.set_aside] == [("东厅", 4), ("西厅", 6)]
    mended = again(found, {"C2": "2026-07-05"})
    assert mended.fingerprint == found.fingerprint
    assert (mended.counts.responses, [s.sheet for s in mended.set_aside]) == (1, ["西厅"])


def test_all_rows_of_a_long_form_are_kept_together() -> None:
    header = ["答卷编号", "网点", "日期", "触点", "期望", "感知"]
    data = [
        [f"R{i}", "老城支行", "2026-07-01", touchpoint, 5, 1 + i % 5]
        for i in range(1, 25)
        for touchpoint in ("排队等候", "柜台办理", "手机银行")
    ]
    for line in data[6:9]:
        line[1] = None
    found = draft(workbook([header, *data]))
    assert found.layout == "long"
    assert found.rejects.rows["row"].to_pylist() == [8, 9, 10]
    mended = again(found, {"B2": "老城支行", "B3": "老城支行", "B4": "老城支行"})
    assert (mended.fingerprint, mended.counts.responses, mended.counts.ratings) == (found.fingerprint, 1, 6)


def test_the_mended_respondent_is_the_one_who_was_rejected() -> None:
    table = rows(20)
    table[3][2] = "某天"
    who = again(draft(workbook(table)), {"C2": "2026-07-05"}).responses.respondent.to_pylist()
    table[3][2] = "2026-07-05"
    assert who == [draft(workbook(table)).responses.respondent.to_pylist()[2]]


def test_answers_that_cannot_be_used_are_listed_one_by_one() -> None:
    table = rows(30)
    table[4][8], table[6][9], table[6][8] = 9, 2.5, "无所谓啦"
    found = draft(workbook(table)).rejects.cells.to_pylist()
    told = {(one["row"], one["column"]): (one["reason"], one["value"], one["aside"]) for one in found}
    assert told[5, "I"] == ("out_of_scale", "9", False)
    assert told[7, "J"] == ("fraction", "2.5", False)
    assert told[7, "I"][1] == "无所谓啦"


@pytest.mark.parametrize("large", [1, 10**9])
def test_it_is_the_same_however_the_sheet_is_read(large: int) -> None:
    table = rows(40)
    table[3][1], table[9][8] = None, 9
    found = draft(workbook(table), large=large).rejects
    assert found.rows["row"].to_pylist() == [4]
    assert found.rows["I"].to_pylist() == ["5"]
    assert {one["reason"] for one in found.cells.to_pylist()} == {"no_branch", "out_of_scale"}


def test_everything_imported_leaves_nothing() -> None:
    found = draft(workbook(rows(20))).rejects
    assert (len(found), found.rows.num_rows, found.heads) == (0, 0, ())
