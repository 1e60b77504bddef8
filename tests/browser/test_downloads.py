"""What the menu beside a chart gives: files that open, with the numbers of the page, and the way to the method."""

import io
from collections.abc import Callable

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewPage, Server

Settle = Callable[[Page], None]


def take(page: Page, settle: Settle, chart: str, kind: str) -> bytes:
    """Open the menu of a chart, then its dialog, and download one of the files."""
    page.locator(f".st-key-more_{chart}_zh").get_by_role("button").click()
    page.get_by_role("menuitem", name="下载").or_(page.get_by_text("下载", exact=True)).first.click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    with page.expect_download() as waiting:
        dialog.get_by_role("button", name=kind).click()
    path = waiting.value.path()
    content = path.read_bytes()
    dialog.get_by_role("button", name="Close").click()
    expect(dialog).to_be_hidden()
    settle(page)
    return content


@pytest.fixture
def gaps(server: Server, new_page: NewPage, settle: Settle) -> Page:
    page = new_page()
    page.goto(f"{server.url}/gaps")
    settle(page)
    return page


def test_the_table_and_the_picture_of_a_chart_can_be_taken_away(gaps: Page, settle: Settle) -> None:
    book = load_workbook(io.BytesIO(take(gaps, settle, "dumbbell", "Excel")))
    sheet = book["数据"]
    titles = [cell.value for cell in sheet[1]]
    assert {"触点", "n", "差距", "区间下限", "结论"} <= set(titles)
    assert sheet.max_row == 11
    assert any("2026" in str(cell.value) for row in book["说明"].iter_rows() for cell in row)
    assert take(gaps, settle, "dumbbell", "PNG").startswith(b"\x89PNG")
    svg = take(gaps, settle, "heatmap", "SVG").decode()
    assert "老城支行" in svg
    assert "font/woff2" in svg
    csv = take(gaps, settle, "heatmap", "CSV").decode("utf-8-sig")
    assert csv.splitlines()[0].startswith("触点")


def test_the_menu_leads_to_the_method_of_its_chart(gaps: Page, settle: Settle) -> None:
    gaps.locator(".st-key-more_heatmap_zh").get_by_role("button").click()
    gaps.get_by_text("计算方法", exact=True).first.click()
    expect(gaps.get_by_role("heading", name="热力图与公平差距")).to_be_visible()
    settle(gaps)
