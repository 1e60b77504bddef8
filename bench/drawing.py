"""The touchpoint page, drawn the usual way and the product's way: runs a second with 25 visits open.

The usual way authors each Altair chart anew with its data and leaves the garbage collector alone; the
product's way looks up a kept specification, sends rows as Arrow, and keeps imports out of the collector's way.
"""

import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.results import Line, ratio
from mot.settings import ROOT

SESSIONS = 25
ROUNDS = 1
REPEATS = 2
PATIENCE = 300  # seconds
WAYS = ("usual", "product")


def measure() -> list[Line]:
    """Each way in a process of its own, taking turns."""
    found: dict[str, list[float]] = {way: [] for way in WAYS}
    with tempfile.TemporaryDirectory(prefix="mot-bench-") as home:
        house = Path(home)
        prepare = [sys.executable, "-m", "bench.drawing", "prepare", str(house)]
        subprocess.run(prepare, check=True, stdout=subprocess.DEVNULL)
        for _ in range(REPEATS):
            for way in WAYS:
                done = subprocess.run(
                    [sys.executable, "-m", "bench.drawing", way, str(house)],
                    check=True, capture_output=True, text=True,
                )  # fmt: skip
                found[way].append(json.loads(done.stdout.splitlines()[-1]))
    usual, product = (statistics.median(found[way]) for way in WAYS)
    return [
        Line("usual way", f"{usual:.1f} runs/s"),
        Line("product's way", f"{product:.1f} runs/s"),
        ratio("product's way / usual way", product / usual, at_least=8),
    ]


def once(way: str, house: Path) -> None:
    """Open the page in 25 visits, then run them in turn; print the runs per second."""
    from streamlit.logger import set_log_level
    from streamlit.testing.v1 import AppTest

    from mot.settings import load_settings
    from mot.ui import frame, session

    set_log_level("error")
    settings = load_settings().model_copy(update={"data_dir": house / "data", "database_url": ""})
    from mot.services.startup import prepare

    engine = prepare(settings)
    if way == "prepare":
        for name in ("pages", "static", ".streamlit"):
            shutil.copytree(ROOT / name, house / name)
        shutil.copy(ROOT / "app.py", house)
        shutil.copytree(house / "pages", house / "usual" / "pages")
        for name in ("static", ".streamlit"):
            shutil.copytree(ROOT / name, house / "usual" / name)
        shutil.copy(ROOT / "app.py", house / "usual")
        shutil.copy(ROOT / "bench" / "usual_gaps.py", house / "usual" / "pages" / "gaps.py")
        return
    session.engine = lambda: engine  # type: ignore[assignment]
    if way == "usual":
        house = house / "usual"
        frame._SETTLED.append(True)  # leaves the garbage collector as it is
    frame.ROOT = house
    visits = []
    for _ in range(SESSIONS):
        app = AppTest.from_file(str(house / "app.py"), default_timeout=PATIENCE)
        app.run()
        app.switch_page("pages/gaps.py").run()
        if app.exception:
            raise RuntimeError(app.exception[0].message)
        visits.append(app)
    begin = time.perf_counter()
    for _ in range(ROUNDS):
        for app in visits:
            app.run()
    print(json.dumps(SESSIONS * ROUNDS / (time.perf_counter() - begin)))
    engine.dispose()


if __name__ == "__main__":
    once(sys.argv[1], Path(sys.argv[2]))
