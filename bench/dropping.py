"""A branch file of 40 answers, from the moment it is dropped on the page to its preview."""

import io
import statistics
import tempfile
import time
from collections.abc import Callable

from streamlit.logger import set_log_level
from streamlit.testing.v1 import AppTest

from bench.folder import write_branch_file
from bench.results import Line
from bench.survey import fresh
from mot.ingest.draft import SourceFile
from mot.services import drafts, imports
from mot.services.people import local_actor
from mot.services.startup import Engine
from mot.settings import ROOT
from mot.ui import session, uploads

ANSWERS = 40
REPEATS = 9
MOST = 1.0  # seconds
PATIENCE = 120  # seconds


def measure() -> list[Line]:
    """Drop files one after the other on the page (`AppTest`, no browser), and preview them without a page."""
    set_log_level("error")  # it remarks on running without a browser
    with tempfile.TemporaryDirectory(prefix="mot-bench-") as home:
        engine = fresh(f"sqlite:///{home}/moments.db")
        session.engine = lambda: engine  # type: ignore[assignment]
        files = [_file(number) for number in range(2 * REPEATS + 1)]
        first = _dropped(engine, files[0])
        page = sorted(_dropped(engine, file) for file in files[1 : REPEATS + 1])
        actor = local_actor()
        alone = sorted(
            _seconds(lambda f=file: imports.preview(engine, actor, f)) for file in files[REPEATS + 1 :]
        )
        engine.dispose()
    typical = statistics.median(page)
    return [
        Line("preview without a page, fastest / median", _both(alone)),
        Line("the first drop after the start", f"{first * 1000:.0f} ms"),
        Line(
            "from drop to preview on the page, fastest / median",
            _both(page),
            f"≤ {MOST:.0f} s",
            typical <= MOST,
        ),
    ]


def _file(number: int) -> SourceFile:
    out = io.BytesIO()
    name = write_branch_file(out, number, ANSWERS)
    return SourceFile(name, out.getvalue())


def _drop(app: AppTest, file: SourceFile) -> None:
    app.get("file_uploader")[0].set_value((file.name, file.content, "application/xlsx")).run()
    if app.exception:
        raise RuntimeError(app.exception[0].message)
    if app.session_state[uploads.DRAFT][1].file_name != file.name:
        raise RuntimeError(f"no preview of {file.name}")


def _dropped(engine: Engine, file: SourceFile) -> float:
    """The seconds of a drop on an open page where no other file waits."""
    for kept in drafts.waiting(engine, local_actor()):
        drafts.discard(engine, local_actor(), kept.id)
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=PATIENCE)
    app.run()
    app.switch_page("pages/imports.py").run()
    return _seconds(lambda: _drop(app, file))


def _seconds(run: Callable[[], object]) -> float:
    begin = time.perf_counter()
    run()
    return time.perf_counter() - begin


def _both(times: list[float]) -> str:
    return f"{times[0] * 1000:.0f} / {statistics.median(times) * 1000:.0f} ms"
