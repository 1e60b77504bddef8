"""The mission from end to end: a quarter comes in, a weak moment is tagged, an action begun, and judged a quarter later."""

import datetime as dt
import re
import shutil
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import ROOT, Server, Start

DEMO = ROOT / "sample_data" / "demo"
Settle = Callable[[Page], None]


@pytest.fixture(scope="module")
def bank(start: Start, tmp_path_factory: pytest.TempPathFactory) -> Server:
    """The demonstration bank as it was after the first quarter of 2026, without anybody's work in it."""
    folder = tmp_path_factory.mktemp("spring")
    for name in ("institution.toml", "demo_2025Q4.xlsx", "demo_2026Q1.xlsx"):
        shutil.copyfile(DEMO / name, folder / name)
    return start(fresh=True, MOT_DEMO_DIR=str(folder))


def bring_in(page: Page, server: Server, settle: Settle, quarter: str) -> None:
    page.goto(f"{server.url}/imports")
    settle(page)
    page.locator("input[type=file]").set_input_files(DEMO / f"demo_{quarter}.xlsx")
    expect(page.get_by_role("heading", level=2)).not_to_have_text("拖入一份反馈文件", timeout=60_000)
    settle(page)
    page.get_by_role("button", name=re.compile("^提交 [0-9,]+ 份")).click()
    expect(page.get_by_text(re.compile("已导入 [0-9,]+ 份"))).to_be_visible(timeout=60_000)
    settle(page)


def put_day(page: Page, drawer: Locator, settle: Settle, label: str, day: dt.date) -> None:
    """Type a day into a field of three parts."""
    field = drawer.get_by_role("group", name=label)
    for part, value in (("year", day.year), ("month", day.month), ("day", day.day)):
        spin = field.get_by_role("spinbutton", name=re.compile(part))
        spin.click()
        page.keyboard.type(f"{value:02d}")
    drawer.get_by_text("新建行动").first.click()  # the calendar closes
    settle(page)


def verdict(page: Page, server: Server, settle: Settle) -> str:
    """What the page of the action says of it."""
    page.goto(f"{server.url}/actions?action=1")
    settle(page)
    return page.get_by_test_id("stMain").inner_text()


def test_from_a_weak_moment_to_a_verdict(bank: Server, page: Page, settle: Settle) -> None:
    bring_in(page, bank, settle, "2026Q2")

    page.goto(f"{bank.url}/gaps?q=2026Q2&tp=queue&br=JC01")
    settle(page)
    page.get_by_role("button", name="标注", exact=True).first.click()
    drawer = page.get_by_role("dialog")
    expect(drawer.get_by_text("将随标注固定的依据")).to_be_visible()
    expect(drawer.get_by_text(re.compile("n = 3[0-9]{2}"))).to_be_visible()
    drawer.get_by_role("button", name="人手与资源").click()
    settle(page)
    drawer.get_by_role("textbox").first.fill("午间只开一个柜口")
    drawer.get_by_role("button", name=re.compile("标注并")).click()

    expect(drawer.get_by_text(re.compile("来自标注：取号排队"))).to_be_visible()
    settle(page)
    drawer.get_by_role("textbox", name="标题").fill("午间加开两个柜口")
    settle(page)
    put_day(page, drawer, settle, "开始日期", dt.date(2026, 6, 8))
    drawer.get_by_role("button", name="新建", exact=True).click()
    expect(page.get_by_text("午间加开两个柜口").first).to_be_visible()
    settle(page)

    before = verdict(page, bank, settle)
    assert "还缺 20 份答卷" in before
    assert "实施后" not in before
    bring_in(page, bank, settle, "2026Q3")
    after = verdict(page, bank, settle)
    assert "还缺" not in after
    assert "实施后" in after
    assert re.search("暂无证据|已改善|变差|无实质变化", after), after

    page.goto(f"{bank.url}/moments?q=2026Q2")
    settle(page)
    told = page.get_by_test_id("stMain").inner_text()
    assert "取号排队 · 老城支行" in told
    assert "行动 1 号" in told
    page.goto(f"{bank.url}/?q=2026Q3")
    settle(page)
    assert "午间加开两个柜口" in page.get_by_test_id("stMain").inner_text()
