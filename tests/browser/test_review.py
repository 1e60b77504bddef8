"""The quarterly review in a browser: made, written over, taken away for PowerPoint, opened again, shown to an audience."""

import re
from collections.abc import Callable
from pathlib import Path

import pptx
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import NewPage, Server, settled

Settle = Callable[[Page], None]
OWN = "排队只在午间难受，先改午间"
FITS = """() => {
    const part = document.querySelector('[data-testid="stMain"]');
    const whole = part.scrollHeight <= part.clientHeight + 1 && part.scrollWidth <= part.clientWidth + 1;
    const charts = [...document.querySelectorAll('[data-testid="stVegaLiteChart"]')];
    return whole && charts.every((chart) => {
        const drawn = chart.querySelector('svg, canvas');
        return drawn && drawn.getBoundingClientRect().right <= chart.getBoundingClientRect().right + 2;
    });
}"""


@pytest.fixture(scope="module")
def made(server: Server, browser: Browser) -> str:
    """The address of a review that was made by hand."""
    context = browser.new_context(locale="zh-CN", viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.goto(f"{server.url}/review")
    settled(page)
    page.get_by_role("button", name="生成 2026 年第三季度回顾").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible(timeout=60_000)
    settled(page)
    number = re.search(r"r=(\d+)", page.url)
    context.close()
    assert number, page.url
    return f"{server.url}/review?r={number[1]}"


def slides(page: Page) -> int:
    found = re.search(r"\d+ / (\d+)", page.get_by_test_id("stMain").inner_text())
    assert found
    return int(found[1])


def words_of(file: Path) -> str:
    deck = pptx.Presentation(str(file))
    return "\n".join(
        shape.text_frame.text for one in deck.slides for shape in one.shapes if shape.has_text_frame
    )


def test_a_sentence_is_written_over_and_stands_in_the_deck_and_in_the_review(
    made: str, page: Page, settle: Settle, tmp_path: Path
) -> None:
    page.goto(f"{made}&s=4")
    settle(page)
    count = slides(page)
    page.get_by_text("编辑", exact=True).click()
    settle(page)
    field = page.get_by_role("textbox", name="结论")
    field.fill(OWN)
    field.press("Tab")
    expect(page.get_by_role("heading", level=1)).to_have_text(OWN)
    settle(page)

    page.get_by_role("button", name="下载", exact=True).click()
    dialog = page.get_by_role("dialog")
    with page.expect_download() as waiting:
        dialog.get_by_role("button", name="PowerPoint").click()
    name = waiting.value.suggested_filename
    assert re.fullmatch(r"季度回顾 2026Q3 全部网点 R\d+-[0-9a-f]{8}\.pptx", name), name
    file = tmp_path / "deck.pptx"
    waiting.value.save_as(file)
    assert OWN in words_of(file)
    assert len(pptx.Presentation(str(file)).slides) == count

    page.goto(f"{made}&s=4")
    settle(page)
    expect(page.get_by_role("heading", level=1)).to_have_text(OWN)


def test_from_any_slide_the_way_leads_back_to_all_reviews(made: str, page: Page, settle: Settle) -> None:
    page.goto(made)
    settle(page)
    page.get_by_role("button", name="目录").click()
    page.get_by_role("menuitem", name=re.compile(r"^4\W+客户旅程")).click()
    expect(page.get_by_text(f"4 / {slides(page)}", exact=True)).to_be_visible()
    settle(page)
    page.get_by_role("button", name="全部回顾").click()
    expect(page.get_by_role("button", name="新建回顾")).to_be_visible()
    assert "s=" not in page.url
    assert "r=" not in page.url


def test_a_large_projector_shows_slides_larger_with_charts_in_their_place(
    made: str, new_page: NewPage, settle: Settle
) -> None:
    seen = []
    for width, height in ((1280, 720), (1920, 1080)):
        page = new_page(viewport={"width": width, "height": height})
        page.goto(f"{made}&s=4&present=1&embed=true")
        settle(page)
        page.wait_for_function(FITS)
        page.keyboard.press("ArrowRight")
        expect(page.get_by_text("5 / ")).to_be_visible()
        page.keyboard.press("ArrowLeft")
        expect(page.get_by_text("4 / ")).to_be_visible()
        settle(page)
        page.wait_for_function(FITS)
        assert page.get_by_test_id("stPaginationPage").count() >= 4, "numbers to turn to"
        seen.append(page.locator("svg.marks").bounding_box())
    small, large = seen
    assert small
    assert large
    assert large["width"] > 1.4 * small["width"]
    assert large["height"] > 1.4 * small["height"]


def test_the_projector_shows_every_slide_whole_in_light_colours_and_hears_the_keyboard(
    made: str, new_page: NewPage, settle: Settle
) -> None:
    page = new_page(viewport={"width": 1280, "height": 720}, color_scheme="dark")
    page.goto(made)
    settle(page)
    with page.context.expect_page() as opening:
        page.get_by_role("link", name="投影").click()
    shown = opening.value
    settle(shown)
    assert (
        shown.get_by_test_id("stApp").evaluate("app => getComputedStyle(app).backgroundColor")
        == "rgb(255, 255, 255)"
    )
    expect(shown.get_by_role("link", name="总览")).to_have_count(0)
    main = shown.get_by_test_id("stMain")
    count, seen = slides(shown), []
    for number in range(1, count + 1):
        expect(main.get_by_text(f"{number} / {count}", exact=True)).to_be_visible()
        settle(shown)
        shown.wait_for_function(FITS)
        seen.append(shown.get_by_role("heading", level=1).inner_text())
        if number < count:
            shown.keyboard.press("ArrowRight" if number % 2 else "PageDown")
    assert len(set(seen)) > count // 2
    shown.keyboard.press("ArrowLeft")
    expect(main.get_by_text(f"{count - 1} / {count}", exact=True)).to_be_visible()
    settle(shown)
    shown.keyboard.press("Escape")
    expect(shown.get_by_role("link", name="总览")).to_be_visible()
    assert f"s={count - 1}" in shown.url
    assert "embed" not in shown.url


def test_on_a_phone_in_the_dark_no_slide_is_wider_than_the_window(
    made: str, new_page: NewPage, settle: Settle
) -> None:
    page = new_page(viewport={"width": 390, "height": 844}, locale="en-GB", color_scheme="dark")
    page.goto(f"{made}&lang=en")
    settle(page)
    count = slides(page)
    for number in range(1, count + 1):
        expect(page.get_by_text(f"{number} / {count}", exact=True)).to_be_visible()
        wide = page.evaluate(
            "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert wide <= 0, number
        if number < count:
            page.keyboard.press("ArrowRight")
