"""The whole way of a file, from dropping it in to the import history, for every kind of file a manager has."""

import io
import re
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import ROOT, Server, choose

MESSY = ROOT / "sample_data" / "messy"
Settle = Callable[[Page], None]
COMMIT = re.compile("^提交 [0-9,]+ (份|条)")


@pytest.fixture
def imports(server: Server, page: Page, settle: Settle) -> Page:
    """The import page."""
    page.goto(f"{server.url}/imports")
    settle(page)
    return page


def drop(page: Page, settle: Settle, *files: Path | dict[str, object]) -> None:
    """Drop files in and wait for what is made of them."""
    leave(page, settle)
    page.locator("input[type=file]").set_input_files(list(files))  # type: ignore[arg-type]
    expect(page.get_by_role("heading", level=2)).not_to_have_text("拖入一份反馈文件", timeout=60_000)
    settle(page)


def leave(page: Page, settle: Settle) -> None:
    """Give up what another test left in hand."""
    settle(page)
    give_up = page.get_by_role("button", name="放弃这份文件")
    if give_up.count():
        give_up.first.click()
        expect(page.get_by_role("heading", level=2)).to_have_text("拖入一份反馈文件", timeout=60_000)
        settle(page)


def commit(page: Page, settle: Settle) -> str:
    """Commit what is ready; what the page says then."""
    button = page.get_by_role("button", name=COMMIT)
    expect(button).to_be_enabled()
    button.click()
    said = page.get_by_text(re.compile("已导入 [0-9,]+ "))
    expect(said).to_be_visible(timeout=60_000)
    settle(page)
    return said.inner_text()


def sheet(name: str, change: Callable[[openpyxl.worksheet.worksheet.Worksheet], None]) -> dict[str, object]:
    """A sample under another name, with something changed in its first sheet."""
    book = openpyxl.load_workbook(MESSY / name)
    change(book.worksheets[0])
    out = io.BytesIO()
    book.save(out)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return {"name": f"again_{name}", "mimeType": kind, "buffer": out.getvalue()}


def open_points(page: Page) -> int:
    """How many decisions the headline asks for."""
    found = re.search(r"([0-9]+) 处", page.get_by_role("heading", level=2).inner_text())
    return int(found[1]) if found else 0


def test_a_two_row_header_goes_in_without_a_single_question(imports: Page, settle: Settle) -> None:
    drop(imports, settle, MESSY / "two_row.xlsx")
    assert open_points(imports) == 0
    assert "140" in commit(imports, settle)


def test_the_very_same_file_adds_nothing_and_names_the_earlier_import(imports: Page, settle: Settle) -> None:
    drop(imports, settle, MESSY / "paired.xlsx")
    commit(imports, settle)
    drop(imports, settle, MESSY / "paired.xlsx")
    assert open_points(imports) == 1
    expect(imports.get_by_role("button", name=COMMIT)).to_be_disabled()
    expect(imports.get_by_text(re.compile("编号 [0-9]+|第 ?[0-9]+ ?号")).first).to_be_visible()
    imports.get_by_role("button", name="放弃这份文件").click()
    expect(imports.get_by_role("heading", level=2)).to_have_text("拖入一份反馈文件")


def test_a_file_in_hand_is_still_there_after_a_refresh(server: Server, imports: Page, settle: Settle) -> None:
    drop(imports, settle, MESSY / "no_branch.xlsx")
    choose(imports, re.compile("网点"), "湖滨支行")
    settle(imports)
    imports.reload()
    settle(imports)
    expect(imports.get_by_text(re.compile("都保留着"))).to_be_visible()
    expect(imports.get_by_role("button", name=COMMIT)).to_be_enabled()
    imports.get_by_role("button", name="放弃这份文件").click()
    settle(imports)


def test_a_corrected_file_takes_the_place_of_the_one_it_corrects(imports: Page, settle: Settle) -> None:
    drop(imports, settle, MESSY / "titled.xlsx")
    commit(imports, settle)
    last = imports.get_by_test_id("stMain").locator("[class*=st-key-batch_]")
    before = last.count()

    def mend(first: openpyxl.worksheet.worksheet.Worksheet) -> None:
        for row in range(10, 20):
            first.cell(row, 7).value = 1 + row % 5

    drop(imports, settle, sheet("titled.xlsx", mend))
    expect(imports.get_by_text(re.compile("更正|替换|取代")).first).to_be_visible()
    assert open_points(imports) == 0
    commit(imports, settle)
    assert last.count() == before + 1
    expect(imports.get_by_text(re.compile("已撤销|被替换|已被")).first).to_be_visible()


def test_an_export_of_wenjuanxing_goes_in_without_a_single_question(imports: Page, settle: Settle) -> None:
    drop(imports, settle, MESSY / "wenjuanxing_text.xlsx")
    assert open_points(imports) == 0
    expect(imports.get_by_text("问卷星导出").first).to_be_visible()
    expect(imports.get_by_text(re.compile("识别依据：.*提交答卷时间"))).to_be_visible()
    commit(imports, settle)


def test_numbers_without_words_wait_until_somebody_says_which_end_is_best(
    imports: Page, settle: Settle
) -> None:
    book = openpyxl.Workbook()
    first = book.worksheets[0]
    first.append(["网点", "日期", "期望-取号排队", "感知-取号排队", "期望-柜台办理", "感知-柜台办理"])
    for row in range(40):
        first.append(["老城支行", "2026-08-03", 1 + row % 2, 1 + row % 5, 1 + row % 2, 1 + row * 2 % 5])
    out = io.BytesIO()
    book.save(out)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    drop(imports, settle, {"name": "只有数字.xlsx", "mimeType": kind, "buffer": out.getvalue()})
    assert open_points(imports) == 1
    expect(imports.get_by_role("button", name=COMMIT)).to_be_disabled()
    expect(imports.get_by_test_id("stTable").get_by_role("row")).to_have_count(4)
    choose(imports, re.compile("最好"), re.compile("最低|最小|数字越小"))
    settle(imports)
    assert open_points(imports) == 0
    commit(imports, settle)
    drop(imports, settle, {"name": "下一季.xlsx", "mimeType": kind, "buffer": later(out.getvalue())})
    assert open_points(imports) == 0
    imports.get_by_role("button", name="放弃这份文件").click()
    settle(imports)


def later(content: bytes) -> bytes:
    """The same questionnaire, answered by others on another day."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    first = book.worksheets[0]
    for row in range(2, first.max_row + 1):
        first.cell(row, 2).value = "2026-09-04"
        first.cell(row, 4).value = 1 + row * 3 % 5
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_an_import_is_undone_and_redone_from_the_history(imports: Page, settle: Settle) -> None:
    drop(imports, settle, MESSY / "long.xlsx")
    commit(imports, settle)
    imports.get_by_role("button", name="撤销").first.click()
    imports.get_by_role("button", name="撤销这次导入").click()
    expect(imports.get_by_text("已撤销").first).to_be_visible()
    settle(imports)
    imports.get_by_role("button", name=re.compile("恢复|重做")).first.click()
    settle(imports)
