"""What is made of the rows of a ledger, and of workbooks that only look like one."""

import datetime as dt
from collections.abc import Sequence

import pytest

from mot.domain.access import Actor, Role, Scope
from mot.domain.issues import Severity
from mot.ingest.draft import Decisions, SourceFile
from mot.ingest.ledger.draft import LedgerDraft
from mot.ingest.ledger.lines import MOST_ROWS, LedgerTooLongError
from mot.ingest.ledger.reading import Ground, read_ledger
from mot.ingest.ledger.sheets import recognise
from mot.ingest.ledger.texts import NoLedgerError
from mot.ingest.sheet import Sheet
from mot.ingest.workbook import Workbook
from tests.ingest.ingest_samples import BANK

TODAY = dt.date(2026, 10, 15)
HEADER = ("触点", "措施", "网点", "责任人", "开始日期", "完成时限", "状态")
GOOD = ("排队等候", "增开窗口", "老城支行", "王芳", "2026-07-06", "2026-09-30", "进行中")


def read(
    *rows: Sequence[object], header: Sequence[str] = HEADER, people: Sequence[Actor] = (), everything: bool = True,
    **decided: object,
) -> LedgerDraft:  # fmt: skip
    book = Workbook("台账.xlsx", (Sheet("台账", grid=[list(header), *map(list, rows)]),))
    ground = Ground(BANK, (), tuple(people), lambda number, version: None, TODAY, everything)
    source = SourceFile("台账.xlsx", b"bytes")
    return read_ledger(source, book, ground, Decisions(**decided))  # type: ignore[arg-type]


def changed(**cells: object) -> tuple[object, ...]:
    return tuple(cells.get(name, value) for name, value in zip(HEADER, GOOD, strict=True))


@pytest.mark.parametrize(
    "header",
    [
        ("网点", "日期", "期望-排队等候", "感知-排队等候"),
        ("网点", "月份", "指标", "分子", "分母"),
        ("编号", "提交时间", "状态", "建议", "网点"),
        ("Respondent", "Status", "Start Date", "End Date", "Expectation", "Perception"),
        ("措施", "责任人", "状态", "期望-排队等候", "感知-排队等候"),
        ("姓名", "电话", "部门"),
        ("问题", "原因", "网点"),
    ],
)
def test_other_sheets_are_no_ledgers(header: Sequence[str]) -> None:
    sheet = Sheet("Sheet1", grid=[list(header), *[["x"] * len(header)] * 3])
    assert recognise(sheet) is None


def test_an_empty_sheet_and_a_wide_one_are_no_ledgers() -> None:
    assert recognise(Sheet("leer", grid=[])) is None
    assert recognise(Sheet("breit", grid=[[*HEADER, *map(str, range(300))]])) is None
    with pytest.raises(NoLedgerError):
        read(header=HEADER)


def test_a_sheet_longer_than_any_ledger_is_refused() -> None:
    with pytest.raises(LedgerTooLongError):
        read(*[GOOD] * (MOST_ROWS + 1))


def test_several_columns_of_one_kind_are_all_kept() -> None:
    header = ("措施", "具体措施", "触点", "网点", "负责人", "计划完成时间", "实际完成时间", "状态")
    row = ("增开窗口", "午间两个", "排队等候", "老城支行", "王芳", "2026-09-30", "2026-09-12", "已完成")
    (told,) = read(row, header=header).rows
    assert told.content.title == "增开窗口"
    assert told.content.description == "午间两个\n实际完成时间：2026-09-12"
    assert told.content.due == dt.date(2026, 9, 30)


def test_a_long_text_in_place_of_a_title_is_kept_whole_below_a_short_one() -> None:
    text = "一是增开弹性窗口。二是" + "引导分流" * 60
    (told,) = read(changed(措施=text)).rows
    assert told.content.title == "一是增开弹性窗口"
    assert told.content.description == text


def test_the_owner_is_whoever_has_the_name_and_sees_the_branch() -> None:
    here = Actor("wang", "王芳", Role.MANAGER, Scope(frozenset({1})))
    elsewhere = Actor("wang2", "王芳", Role.MANAGER, Scope(frozenset({3})))
    assert read(GOOD, people=[here]).rows[0].content.owner == "wang"
    assert read(GOOD, people=[elsewhere]).rows[0].content.owner == ""
    assert read(GOOD, people=[here, elsewhere]).rows[0].content.owner == "wang"
    twin = Actor("wang3", "王芳", Role.AUTHOR)
    found = read(GOOD, people=[here, twin]).rows[0].content
    assert (found.owner, found.owner_name) == ("", "王芳"), "of two, none is picked"


def test_the_whole_network_is_only_for_who_sees_it() -> None:
    assert read(changed(网点="全行")).rows[0].content.plan.branches == {1, 2, 3}
    draft = read(changed(网点="全行"), everything=False)
    assert [issue.code for issue in draft.issues if issue.severity is Severity.BLOCKING] == ["ledger_branch"]
    assert read(changed(网点="各网点"), everything=False).rows[0].content.plan.branches == {1, 2, 3}


def test_rows_without_a_start_may_be_left_out() -> None:
    draft = read(changed(开始日期=None))
    assert draft.rows[0].content.plan.start == dt.date(2026, 9, 30), "the deadline, which has passed"
    without = read(changed(开始日期=None), GOOD, answers={"start": "-"})
    assert [row.row for row in without.rows] == [3]
    assert without.rejects.cells.to_pylist()[0]["reason"] == "no_start"
    assert "ledger_start" in [issue.code for issue in without.issues], "she can think better of it"


def test_days_that_can_be_read_in_two_ways_wait_for_a_person() -> None:
    rows = (changed(开始日期="05/07/2026", 完成时限="08/09/2026"),)
    draft = read(*rows)
    (asked,) = [issue for issue in draft.issues if issue.severity is Severity.BLOCKING]
    assert asked.code == "day_or_month"
    settled = read(*rows, answers={asked.key: "day_first"})
    assert settled.rows[0].content.due == dt.date(2026, 9, 8)
    assert settled.open == 0


def test_an_unknown_lever_is_a_choice_and_an_unknown_stage_a_question() -> None:
    header = (*HEADER, "类型")
    draft = read((*changed(状态="七成"), "服务"), header=header)
    kinds = {issue.code: (issue.severity, issue.chosen) for issue in draft.issues}
    assert kinds["ledger_stage"] == (Severity.BLOCKING, "")
    assert kinds["ledger_lever"] == (Severity.DECIDE, "lever.process")
    assert draft.waiting == 1
    settled = read((*changed(状态="七成"), "服务"), header=header, values={"stage:七成": "-"})
    assert settled.rejects.cells.to_pylist()[0]["reason"] == "stage_refused"


def test_a_meaning_that_a_person_gave_a_column_comes_first() -> None:
    header = ("触点", "干啥", "网点", "责任人", "开始日期", "完成时限", "状态", "措施")
    row = (*GOOD, "旧列")
    assert read(row, header=header).rows[0].content.title == "旧列"
    assert read(row, header=header, fields={1: "title", 7: "ignore"}).rows[0].content.title == "增开窗口"


def test_merged_areas_that_lie_outside_of_the_cells_or_upon_each_other_do_no_harm() -> None:
    areas = [(0, -3, 0, 400), (-1, 0, 5, 0), (2, 90, 4, 95), (900, 0, 990, 0), *[(1, 0, 4000, 0)] * 500]
    sheet = Sheet("台账", grid=[list(HEADER), list(GOOD), ["", *GOOD[1:]]], merged=tuple(areas))
    ground = Ground(BANK, (), (), lambda number, version: None, TODAY)
    draft = read_ledger(SourceFile("台账.xlsx", b""), Workbook("台账.xlsx", (sheet,)), ground)
    assert [row.row for row in draft.rows] == [2]
    assert [cell["reason"] for cell in draft.rejects.cells.to_pylist()] == ["repeated"]
