"""The first visit: a Chinese browser, a fresh installation, the demonstration bank."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.conftest import Server


def test_it_opens_in_chinese_on_the_overview_and_says_that_the_data_are_invented(
    server: Server, page: Page, settle: Callable[[Page], None]
) -> None:
    page.goto(server.url)
    settle(page)
    expect(page).to_have_title("关键时刻 · 总览")
    expect(page.get_by_role("link", name="总览")).to_be_visible()
    expect(page.get_by_text("演示数据").first).to_be_visible()
    expect(page.get_by_role("heading").first).to_be_visible()
    assert page.locator("html").get_attribute("lang") == "zh-CN"
    assert page.get_by_test_id("stException").count() == 0
    assert page.get_by_test_id("stAlert").count() == 0
