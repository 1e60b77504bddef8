"""The main job, as a branch manager does it: drop a file in, commit, see the numbers, undo."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import ROOT, Server, choose

MESSY = ROOT / "sample_data" / "messy"
Settle = Callable[[Page], None]


def figures(page: Page) -> list[str]:
    """The four numbers of the overview with what they rest on."""
    main = page.get_by_test_id("stMain")
    told = main.get_by_test_id("stMetricValue").all_inner_texts()
    return [*told, *main.get_by_test_id("stCaptionContainer").all_inner_texts()]


def upload(page: Page, server: Server, settle: Settle, *names: str) -> None:
    page.goto(f"{server.url}/imports")
    settle(page)
    page.locator("input[type=file]").set_input_files([MESSY / name for name in names])
    expect(page.get_by_role("heading", level=2)).not_to_have_text("拖入一份反馈文件")
    settle(page)


def overview(page: Page, server: Server, settle: Settle) -> list[str]:
    page.goto(f"{server.url}/?q=2026Q3")
    settle(page)
    expect(page.get_by_test_id("stMetricValue").first).to_be_visible()
    return figures(page)


def test_a_messy_workbook_changes_the_overview_and_undoing_it_restores_every_number(
    server: Server, page: Page, settle: Settle
) -> None:
    before = overview(page, server, settle)
    upload(page, server, settle, "titled.xlsx")
    commit = page.get_by_role("button", name=re.compile("^提交 [0-9]+ 份"))
    expect(commit).to_be_enabled()
    commit.click()
    expect(page.get_by_text(re.compile("已导入 [0-9,]+ 份"))).to_be_visible()
    settle(page)
    page.get_by_role("button", name="查看总览").click()
    settle(page)
    after = overview(page, server, settle)
    assert after != before

    page.goto(f"{server.url}/imports")
    settle(page)
    page.get_by_role("button", name="撤销").first.click()
    page.get_by_role("button", name="撤销这次导入").click()
    expect(page.get_by_text("已撤销").first).to_be_visible()
    settle(page)
    assert overview(page, server, settle) == before


@pytest.mark.parametrize(
    ("name", "says"),
    [("bad_text.xlsx", "不是可读取的表格"), ("bad_no_ratings.xlsx", "评分")],
)
def test_a_file_that_cannot_be_read_gets_one_sentence_and_stores_nothing(
    name: str, says: str, server: Server, page: Page, settle: Settle
) -> None:
    upload(page, server, settle, name)
    expect(page.get_by_test_id("stAlert")).to_contain_text("没有导入任何数据")
    expect(page.get_by_test_id("stAlert")).to_contain_text(says)
    assert page.get_by_test_id("stException").count() == 0
    page.get_by_role("button", name="放弃这份文件").click()
    settle(page)


def test_a_file_without_a_branch_asks_for_it_before_it_can_be_committed(
    server: Server, page: Page, settle: Settle
) -> None:
    upload(page, server, settle, "no_branch.xlsx")
    commit = page.get_by_role("button", name=re.compile("^提交 [0-9]+ 份"))
    expect(commit).to_be_disabled()
    choose(page, re.compile("网点"), "湖滨支行")
    settle(page)
    expect(commit).to_be_enabled()
