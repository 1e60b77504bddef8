"""Where the Chromium is that the browser tests drive; run as a script, it gets one where none is found.

An installed one comes first, then the one that Playwright keeps, then Debian's package when this is root.
"""

import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Error, sync_playwright

NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
    "microsoft-edge-stable",
    "msedge",
    "chrome",
)
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
MISSING = "No Chromium: the browser tests did not run. Install Chromium, Chrome or Edge, or name one in MOT_CHROMIUM."


def find() -> Path | None:
    """The program of a Chromium, Chrome or Edge on this machine, or None."""
    named = os.environ.get("MOT_CHROMIUM")
    if named:
        return Path(named)
    for name in NAMES:
        found = shutil.which(name)
        if found:
            return Path(found)
    for place in PLACES:
        if Path(place).is_file():
            return Path(place)
    return _playwrights_own()


def _playwrights_own() -> Path | None:
    with sync_playwright() as playwright:
        own = Path(playwright.chromium.executable_path)
    return own if own.is_file() else None


def starts(program: Path) -> bool:
    """Whether this browser shows a page on this machine; one without its system libraries does not."""
    with sync_playwright() as playwright:
        try:
            playwright.chromium.launch(executable_path=program, args=list(ARGUMENTS)).close()
        except Error:
            return False
    return True


def get() -> Path | None:
    """A Chromium that starts: a found one, else one downloaded by Playwright, else Debian's package."""
    found = find()
    if found and starts(found):
        return found
    print("No Chromium here. Trying Playwright's ...", flush=True)
    if _succeeds(sys.executable, "-m", "playwright", "install", "chromium"):
        own = _playwrights_own()
        if own and starts(own):
            return own
    if _is_debian_root():
        print("Trying Debian's package ...", flush=True)
        quietly = {"DEBIAN_FRONTEND": "noninteractive"}
        _succeeds("apt-get", "update", "-qq", **quietly)
        if _succeeds("apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium", **quietly):
            return find()
    return None


def _is_debian_root() -> bool:
    if not hasattr(os, "geteuid") or os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    about = platform.freedesktop_os_release()
    return bool({"debian", "ubuntu"} & {about.get("ID"), *about.get("ID_LIKE", "").split()})


def _succeeds(*command: str, **environment: str) -> bool:
    done = subprocess.run(
        command, check=False, stdin=subprocess.DEVNULL, stdout=sys.stderr, env=os.environ | environment
    )
    return done.returncode == 0


if __name__ == "__main__":
    print(f"Chromium: {get() or MISSING}")
