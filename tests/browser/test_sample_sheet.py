"""The sheet to print: one page of paper, in the browser as it comes out of the download."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from mot.reports.sample_sheet import Row, Sheet, to_html
from tests.browser.conftest import NewPage, Server, settled


def sheet(touchpoints: int, name: str = "排队等候") -> bytes:
    rows = [Row(f"{name}{i + 1}", "少于 10", "80", "≤80") for i in range(touchpoints)]
    return to_html(
        Sheet("zh", "江城银行　样本计划　2026 年第三季度", "老城支行", ("目的：估准差距。",) * 3,
              ("触点", "已有", "需要", "还需收集", "登记"), rows, ("负责人：", "开始日期：", "完成日期："), ("说明。",) * 3)
    )  # fmt: skip


def pages(pdf: bytes) -> int:
    return pdf.count(b"/Type /Page\n") + pdf.count(b"/Type /Page/")


@pytest.mark.parametrize(
    ("touchpoints", "name", "sheets"),
    [(10, "排队等候", 1), (10, "等" * 40, 1), (60, "x", 3)],
    ids=["usual", "long names", "many"],
)
def test_ten_touchpoints_take_one_page_upright(page: Page, touchpoints: int, name: str, sheets: int) -> None:
    page.set_content(sheet(touchpoints, name).decode())
    printed = page.pdf(prefer_css_page_size=True)
    assert b"/MediaBox [0 0 594" in printed or b"/MediaBox [0 0 595" in printed
    assert pages(printed) == sheets
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0


def test_the_sheet_of_a_branch_is_downloaded_and_reads_as_the_page(
    server: Server, new_page: NewPage, tmp_path: Path
) -> None:
    page = new_page()
    page.goto(f"{server.url}/planner")
    settled(page)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="下载该网点").click()
    told = waiting.value
    assert told.suggested_filename == "样本计划 老城支行 2026Q3.html"
    file = tmp_path / "sheet.html"
    told.save_as(file)
    other = new_page()
    other.set_content(file.read_text("utf-8"))
    assert other.get_by_role("heading", name="老城支行").is_visible()
    assert other.locator("tbody tr").count() == 10
    assert pages(other.pdf(prefer_css_page_size=True)) == 1
