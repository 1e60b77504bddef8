"""A real server, a real browser: every test of this folder drives Chromium against `streamlit run app.py`."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.browser import chromium

ROOT = Path(__file__).parents[2]
PATIENCE = 60  # seconds for anything that a slow machine may take long for
HOME = {"localhost", "127.0.0.1", "[::1]", "::1"}
IDLE = (
    '[data-testid="stApp"][data-test-script-state="notRunning"][data-test-connection-state="CONNECTED"]'
    ':not(:has([data-stale="true"])):not(:has([data-testid="stSkeleton"]))'
    ':not(:has([data-testid="stAppSkeleton"]))'
)

Start = Callable[..., "Server"]
NewPage = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what lies in this folder, and begin with it: it waits more than it works."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
    items.sort(key=lambda item: here not in item.path.parents)


@dataclass(frozen=True, slots=True)
class Server:
    """The running product: its address, its data folder and the file with what it printed."""

    url: str
    data_dir: Path
    log: Path
    process: subprocess.Popen[bytes]

    def stop(self) -> None:
        """End this server and no other."""
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(10)


@pytest.fixture(scope="module")
def start(whole_demonstration: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Start]:
    """Start servers: `start()` on a copy of the demonstration, `start(demo=False)` on an empty folder.

    `start(fresh=True)` begins with the files of MOT_DEMO_DIR.
    """
    running: list[Server] = []

    def start_one(*, demo: bool = True, fresh: bool = False, **settings: str) -> Server:
        home = tmp_path_factory.mktemp("server")
        folder = home / "data"
        if demo and not fresh:
            shutil.copytree(whole_demonstration, folder)
        server = _launch(folder, home / "server.log", {"MOT_DEMO": str(demo).lower(), **settings})
        running.append(server)
        _wait_until_up(server)
        return server

    yield start_one
    for server in running:
        server.stop()


@pytest.fixture(scope="module")
def server(start: Start) -> Server:
    """The product on a demonstration bank of this module's own."""
    return start()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium. Where none can be had, the test is skipped, which fails the run under CI."""
    program = chromium.find()
    if program is None:
        pytest.skip(chromium.MISSING)
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=program, args=list(chromium.ARGUMENTS))
        yield found
        found.close()


@pytest.fixture
def new_page(browser: Browser) -> Iterator[NewPage]:
    """Open pages, as a Chinese reader's desktop unless told otherwise; nothing may leave this machine.

    Options are Playwright's for a context: ``new_page(color_scheme="dark", locale="en-GB")``.
    """
    contexts: list[BrowserContext] = []
    foreign: list[str] = []

    def note(url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("data", "blob") and parts.hostname not in HOME:
            foreign.append(url)

    def open_one(**options: object) -> Page:
        usual: dict[str, object] = {
            "locale": "zh-CN",
            "timezone_id": "Asia/Shanghai",
            "viewport": {"width": 1440, "height": 900},
        }
        context = browser.new_context(**(usual | options))  # type: ignore[arg-type]
        contexts.append(context)
        context.set_default_timeout(PATIENCE * 1000)
        context.set_default_navigation_timeout(PATIENCE * 1000)
        context.on("request", lambda request: note(request.url))
        page = context.new_page()
        page.on("websocket", lambda socket: note(socket.url))
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert not foreign, f"these requests would have left this machine: {sorted(set(foreign))}"


@pytest.fixture
def page(new_page: NewPage) -> Page:
    """A fresh visit: Chinese, 1440 by 900, light."""
    return new_page()


@pytest.fixture
def settle() -> Callable[[Page], None]:
    """Wait until Streamlit has finished: connected, no script running, nothing stale or half drawn."""
    return settled


def settled(page: Page) -> None:
    """Wait until the page is finished, and stays finished for a moment."""
    calm = 0
    until = time.monotonic() + PATIENCE
    while calm < 3:
        expect(page.locator(IDLE)).to_have_count(1, timeout=PATIENCE * 1000)
        page.wait_for_timeout(100)
        calm = calm + 1 if page.locator(IDLE).count() else 0
        if time.monotonic() > until:
            raise TimeoutError(f"{page.url} did not come to rest within {PATIENCE} s")


def choose(page: Page, name: re.Pattern[str], option: str | re.Pattern[str]) -> None:
    """Choose in a list, as a person does: come to it, then open it. A list closes when its page scrolls."""
    box = page.get_by_role("combobox", name=name)
    box.scroll_into_view_if_needed()
    settled(page)
    box.click()
    page.get_by_role("option", name=option).click()


def _environment(folder: Path) -> dict[str, str]:
    own = {k: v for k, v in os.environ.items() if not k.startswith(("MOT_", "STREAMLIT_", "PYTEST_"))}
    return own | {"MOT_DATA_DIR": str(folder), "MOT_DATABASE_URL": ""}


def _launch(folder: Path, log: Path, settings: dict[str, str]) -> Server:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    options = {
        "server.port": port,
        "server.address": "localhost",
        "server.headless": "true",
        "server.fileWatcherType": "none",
    }
    flags = [f"--{name}={value}" for name, value in options.items()]
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", "app.py", *flags],
            cwd=ROOT,
            env=_environment(folder) | settings,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    return Server(f"http://localhost:{port}", folder, log, process)


def _wait_until_up(server: Server) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and server.process.poll() is None:
        try:
            with urllib.request.urlopen(f"{server.url}/_stcore/health", timeout=5) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise RuntimeError(f"the server did not start; it said:\n{server.log.read_text('utf-8')}")
