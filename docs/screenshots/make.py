"""Take the README's pictures of the real pages, from the demonstration bank: `make screenshots`."""

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(ROOT))

from tests.browser import chromium  # noqa: E402
from tests.browser.conftest import settled  # noqa: E402

DESKTOP = (1440, 900)
PHONE = (390, 844)
PROJECTOR = (1280, 720)
PATIENCE = 120  # seconds
FLAGS = ("--server.address=localhost", "--server.headless=true", "--server.fileWatcherType=none")


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: its file name, the page's address, language, look and size."""

    name: str
    path: str
    locale: str = "zh-CN"
    look: str = "light"
    size: tuple[int, int] = DESKTOP


SHOTS = (
    Shot("overview-zh", "/"),
    Shot("overview-en", "/", locale="en-GB"),
    Shot("overview-dark", "/", look="dark"),
    Shot("gaps-zh", "/gaps"),
    Shot("moments-zh", "/moments"),
    Shot("diagnosis-zh", "/diagnosis"),
    Shot("actions-zh", "/actions"),
    Shot("actions-en", "/actions", locale="en-GB"),
    Shot("priorities-zh", "/priorities"),
    Shot("branches-zh", "/branches"),
    Shot("trends-zh", "/trends"),
    Shot("planner-zh", "/planner"),
    Shot("imports-zh", "/imports"),
    Shot("review-zh", "/review?r=1&s=4"),
    Shot("review-en", "/review?r=1&s=7", locale="en-GB"),
    Shot(
        "review-projector", "/review?r=1&s=5&present=1&embed=true&embed_options=light_theme", size=PROJECTOR
    ),
    Shot("methods-zh", "/methods"),
    Shot("branches-en", "/branches", locale="en-GB"),
    Shot("trends-dark", "/trends", look="dark"),
    Shot("phone-zh", "/", size=PHONE),
)


def main() -> None:
    """Start the product on a fresh demonstration bank and take every picture named, or all."""
    wanted = set(sys.argv[1:])
    program = chromium.find()
    if program is None:
        sys.exit(chromium.MISSING)
    with _product() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(chromium.ARGUMENTS))
        for shot in SHOTS:
            if not wanted or shot.name in wanted:
                _take(browser, address, shot)
                print(f"docs/screenshots/{shot.name}.png", flush=True)
        browser.close()


def _take(browser: Browser, address: str, shot: Shot) -> None:
    width, height = shot.size
    context = browser.new_context(
        locale=shot.locale,
        timezone_id="Asia/Shanghai",
        viewport={"width": width, "height": height},
        color_scheme="dark" if shot.look == "dark" else "light",
        device_scale_factor=2 if shot.size == PHONE else 1,
        is_mobile=shot.size == PHONE,
    )
    page = context.new_page()
    page.set_default_timeout(PATIENCE * 1000)
    page.goto(address + shot.path)
    settled(page)
    if shot.size != PHONE:  # Streamlit scrolls inside its main part: a window as tall as that shows all of it
        tall = page.get_by_test_id("stMain").evaluate("part => part.scrollHeight")
        page.set_viewport_size({"width": width, "height": max(height, int(tall))})
        settled(page)
    page.evaluate("document.fonts.ready")
    page.wait_for_timeout(800)  # charts fade in
    page.screenshot(path=HERE / f"{shot.name}.png")
    context.close()


@contextmanager
def _product() -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://localhost:{port}"
    with tempfile.TemporaryDirectory(prefix="mot-screenshots-") as home:
        environment = os.environ | {"MOT_DATA_DIR": home, "MOT_DATABASE_URL": ""}
        for job in (["prepare"], ["review", "--period", "2026Q3"]):
            subprocess.run([sys.executable, "-m", "mot", *job], cwd=ROOT, env=environment, check=True)
        server = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", "app.py", f"--server.port={port}", *FLAGS],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            _wait_for(address)
            yield address
        finally:
            server.terminate()
            server.wait(10)


def _wait_for(address: str) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=5):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise TimeoutError(f"{address} did not start")


if __name__ == "__main__":
    main()
