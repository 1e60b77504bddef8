"""Script time of the pages on the demonstration bank, against an empty page in the same frame and filter bar."""

import shutil
import statistics
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from streamlit.logger import set_log_level
from streamlit.testing.v1 import AppTest

from bench.results import Line, ratio
from mot.domain.access import Permission
from mot.services.startup import prepare
from mot.settings import ROOT, load_settings
from mot.ui import frame, navigation, session

REPEATS = 7
TURNS = 25
PATIENCE = 120  # seconds
EMPTY = "empty"
MOST = 3.0  # times the empty page


def measure() -> list[Line]:
    """Run every page through the front door: first after new feedback, then again with its answers kept."""
    set_log_level("error")  # it remarks on running without a browser
    with tempfile.TemporaryDirectory(prefix="mot-bench-") as home:
        house = Path(home)
        _house_with_an_empty_page(house)
        settings = load_settings().model_copy(update={"data_dir": house / "data", "database_url": ""})
        engine = prepare(settings)
        session.engine = lambda: engine  # type: ignore[assignment]
        frame.ROOT = house
        navigation.PAGES = (
            *navigation.PAGES,
            replace(navigation.PAGES[0], slug=EMPTY, title="Empty", permission=Permission.VIEW_RESULTS),
        )
        slugs = [entry.slug for entry in navigation.PAGES]
        runs = {slug: _opened(house, slug) for slug in slugs}
        new = {slug: _typical(runs[slug], new_feedback=True) for slug in slugs}
        again = _in_turns(runs)
        engine.dispose()
    lines = [Line("empty page", f"{again[EMPTY] * 1000:.0f} ms")]
    for slug in slugs[:-1]:
        lines.append(
            Line(
                f"{slug}, after new feedback / again", f"{new[slug] * 1000:.0f} / {again[slug] * 1000:.0f} ms"
            )
        )
        lines.append(ratio(f"{slug} again / empty page", again[slug] / again[EMPTY], at_most=MOST))
    return lines


def _house_with_an_empty_page(house: Path) -> None:
    for name in ("pages", "static", ".streamlit"):
        shutil.copytree(ROOT / name, house / name)
    shutil.copy(ROOT / "app.py", house)
    (house / "pages" / f"{EMPTY}.py").write_text(
        f'from mot.ui.filters import pick\nfrom mot.ui.frame import open_page\n\npick(open_page("{EMPTY}"))\n',
        "utf-8",
    )


def _opened(house: Path, slug: str) -> AppTest:
    app = AppTest.from_file(str(house / "app.py"), default_timeout=PATIENCE)
    app.run()
    app.switch_page(f"pages/{slug}.py").run()
    if app.exception:
        raise RuntimeError(f"{slug}: {app.exception[0].message}")
    return app


def _in_turns(runs: dict[str, AppTest]) -> dict[str, float]:
    """Every page in turn, so that a busy moment meets them alike; the typical run of each."""
    taken: dict[str, list[float]] = {slug: [] for slug in runs}
    for _ in range(TURNS):
        for slug, app in runs.items():
            begin = time.perf_counter()
            app.run()
            taken[slug].append(time.perf_counter() - begin)
    return {slug: statistics.median(times) for slug, times in taken.items()}


def _typical(app: AppTest, *, new_feedback: bool = False) -> float:
    taken = []
    for _ in range(REPEATS):
        if new_feedback:
            frame._ANSWERS.clear()
        begin = time.perf_counter()
        app.run()
        taken.append(time.perf_counter() - begin)
    return statistics.median(taken)
