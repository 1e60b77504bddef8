"""Nobody gets past the front door: a page asked for directly, first thing after a start, has its frame."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Start


@pytest.mark.parametrize(
    ("slug", "says"),
    [("imports", "导入"), ("settings", "设置"), ("gaps", "触点")],
)
def test_the_first_request_after_a_start_gets_the_page_inside_the_frame(
    slug: str, says: str, start: Start, page: Page, settle: Callable[[Page], None]
) -> None:
    server = start()
    page.goto(f"{server.url}/{slug}")
    settle(page)
    expect(page).to_have_title(re.compile("^关键时刻 · "))
    expect(page.get_by_role("link", name="总览")).to_be_visible()
    expect(page.get_by_role("link", name=says)).to_be_visible()
    expect(page.get_by_test_id("stMain").get_by_text(says).first).to_be_visible()
    assert page.url.split("?")[0].endswith(f"/{slug}")
    assert page.get_by_test_id("stException").count() == 0
