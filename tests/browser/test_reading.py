"""The same numbers for every reader: Chinese and English, desktop and phone, light and dark."""

import re
import tomllib
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.conftest import ROOT, NewPage, Server

Settle = Callable[[Page], None]
WORK = ROOT / "sample_data" / "demo" / "work.toml"


def test_switching_the_language_keeps_filters_and_numbers(server: Server, page: Page, settle: Settle) -> None:
    page.goto(f"{server.url}/?q=2026Q1&ch=app")
    settle(page)
    values = page.get_by_test_id("stMetricValue").all_inner_texts()
    page.get_by_role("radio", name="EN").click()
    expect(page.get_by_role("link", name="Overview")).to_be_visible()
    settle(page)
    expect(page).to_have_url(re.compile("q=2026Q1.*lang=en"))
    english = page.get_by_test_id("stMetricValue").all_inner_texts()
    same = [(a, b) for a, b in zip(english, values, strict=True) if "万" not in b]  # how Chinese counts
    assert [a.replace(" of ", " / ") for a, _ in same] == [b.replace(" of ", " / ") for _, b in same]
    assert len(same) >= 8
    assert page.locator("html").get_attribute("lang") == "en"
    text = page.get_by_test_id("stMain").inner_text()
    for row in tomllib.loads(WORK.read_text("utf-8"))["actions"]:
        text = text.replace(row["title"], "")  # people's own words are in their own language
    assert not re.search("[\u4e00-\u9fff]", text.replace("中文", "")), text


def test_a_phone_shows_everything_within_its_width(server: Server, new_page: NewPage, settle: Settle) -> None:
    page = new_page(viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True)
    for path in ("", "gaps", "moments", "diagnosis", "actions", "actions?action=1", "imports", "settings"):
        page.goto(f"{server.url}/{path}")
        settle(page)
        expect(page.get_by_role("heading", level=2)).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, path


def test_dark_mode_turns_the_page_and_its_charts_dark(
    server: Server, new_page: NewPage, settle: Settle
) -> None:
    page = new_page(color_scheme="dark")
    page.goto(server.url)
    settle(page)
    chart = page.get_by_test_id("stVegaLiteChart").first
    expect(chart).to_be_visible()
    background = page.evaluate(
        "getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor"
    )
    assert background == "rgb(18, 23, 28)"


def test_a_click_on_the_journey_opens_the_touchpoint(server: Server, page: Page, settle: Settle) -> None:
    page.goto(server.url)
    settle(page)
    chart = page.get_by_test_id("stVegaLiteChart").first
    box = chart.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] * 0.15, box["y"] + box["height"] * 0.5)
    page.wait_for_url(re.compile("/gaps"))
    settle(page)
    expect(page).to_have_url(re.compile("tp=queue"))
    expect(page.get_by_role("heading", name="取号排队")).to_be_visible()
