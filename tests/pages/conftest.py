"""Visits to the product without a browser: `visit(data)` opens the front door on a copy of some data."""

import shutil
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
import sqlalchemy as sa
from streamlit.testing.v1 import AppTest

from mot.domain.access import Actor
from mot.ingest.direction import HIGH_IS_BEST, KEY
from mot.ingest.draft import Decisions, SourceFile
from mot.services import imports, startup
from mot.services.people import local_actor
from mot.settings import Settings, load_settings
from mot.storage import institution
from mot.ui import session
from tests.conftest import BANK, Shared
from tests.pages import driven, hasty, reviewed
from tests.services.service_samples import EVERYWHERE, HEADER, feedback, people, workbook

ROOT = Path(__file__).parents[2]
PAGES = (
    "overview",
    "gaps",
    "moments",
    "actions",
    "priorities",
    "diagnosis",
    "branches",
    "planner",
    "review",
    "trends",
    "imports",
    "methods",
    "settings",
)
LANGUAGES = ("zh", "en")
RECENT = ("demo_2026Q1.xlsx", "demo_2026Q2.xlsx", "demo_2026Q3.xlsx")
PATIENCE = 60
# What Streamlit finds out once per application: the pages of the front door, and the components that are installed.
KNOWN: dict[str, dict[str, object]] = {}
COMPONENTS: dict[str, object] = {}
# Three people alone do not prove which end of a scale is the best.
SURE = Decisions(answers={KEY: HIGH_IS_BEST})

Data = Callable[[str], Path]
Visit = Callable[..., AppTest]


@pytest.fixture(scope="session")
def data(shared: Shared) -> Data:
    """Prepared data folders by name, each made once; not to be written to."""
    made: dict[str, Path] = {}

    def prepare(name: str) -> Path:
        if name not in made:
            made[name] = shared(f"pages-{name}", partial(_prepare, name))
        return made[name]

    return prepare


def _prepare(name: str, home: Path) -> None:
    demo = name == "demonstration"
    if demo:
        files = home / "demo"
        files.mkdir()
        for file in ("institution.toml", *RECENT):
            shutil.copyfile(ROOT / "sample_data" / "demo" / file, files / file)
    settled = Settings(data_dir=home, database_url="", demo=demo, demo_dir=home / "demo")  # type: ignore[call-arg]
    engine = startup.prepare(settled)
    ada = local_actor()
    if not demo:
        with engine.begin() as tx:
            if name != "empty":
                institution.save_pack(tx, BANK)
    for source in _files(name):
        imports.commit(engine, ada, imports.preview(engine, ada, source, SURE))
    if name == "reviewed":
        reviewed.make(engine, ada)
    engine.dispose()


def _files(name: str) -> list[SourceFile]:
    """The feedback of each state of the product."""
    if name == "thin":  # three people at one branch, in two quarters
        return [feedback(("北门支行",), each=3, seed=1), feedback(("北门支行",), each=3, seed=2, month=4)]
    if name == "small_branch":  # plenty of people, three of them at one branch
        few = people(("码头支行",), each=3, seed=9)
        return [SourceFile("反馈.xlsx", workbook([*people(EVERYWHERE[:4], each=40), *few]))]
    if name == "rare_touchpoint":  # hardly anybody was advised
        asked = [row if i < 3 else [*row[:-2], None, None] for i, row in enumerate(people(EVERYWHERE))]
        return [SourceFile("反馈.xlsx", workbook(asked))]
    if name == "perception":
        kept = [i for i, title in enumerate(HEADER) if not title.startswith("期望")]
        rows = [[row[i] for i in kept] for row in people(EVERYWHERE)]
        return [SourceFile("感知.xlsx", workbook(rows, [HEADER[i] for i in kept]))]
    if name == "tolerance":  # the least acceptable level was asked as well
        least = [f"最低可接受-{title.removeprefix('期望-')}" for title in HEADER if title.startswith("期望-")]
        rows = [[*row, *(max(1, int(str(e)) - 1) for e in row[8::2])] for row in people(EVERYWHERE, each=40)]
        return [SourceFile("容忍区.xlsx", workbook(rows, [*HEADER, *least]))]
    if name == "mixed":  # a file on 1 to 5, and one on 1 to 7
        wider = [[*row[:8], *(int(str(x)) + 2 for x in row[8:])] for row in people(EVERYWHERE, seed=2)]
        return [feedback(), SourceFile("七分.xlsx", workbook(wider))]
    if name == "reviewed":  # two quarters everywhere
        return [feedback(each=40, seed=1), feedback(each=40, seed=2, month=4)]
    if name in driven.MADE:
        return driven.files(name)
    if name in hasty.MADE:
        return hasty.files(name)
    return []


@pytest.fixture
def visit(data: Data, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Visit]:
    """Open a page: `visit("gaps", data="thin", language="en", br=["n1"])`, further options for the address."""
    copies: dict[str, Path] = {}

    def open_page(
        page: str = "overview", *, data: str = "demonstration", language: str = "zh", **address: object
    ) -> AppTest:
        if data not in copies:
            copies[data] = tmp_path / data
            shutil.copytree(source(data), copies[data])
        monkeypatch.setenv("MOT_DATA_DIR", str(copies[data]))
        monkeypatch.setenv("MOT_DEMO", "false")
        monkeypatch.setenv("MOT_DATABASE_URL", "")
        _forget()
        app = AppTest.from_file(ROOT / "app.py", default_timeout=PATIENCE)
        app.query_params["lang"] = language
        for key, value in address.items():
            app.query_params[key] = value  # type: ignore[assignment]
        app._bidi_component_manager = COMPONENTS.get("all")
        if page == "overview" or not KNOWN:
            app.run()
            COMPONENTS["all"] = app._bidi_component_manager
            KNOWN.update(app._registered_pages)
        if page != "overview":
            app._registered_pages = KNOWN
            app.switch_page(f"pages/{page}.py").run()
        assert not app.exception, app.exception
        return app

    source = data
    _forget()
    yield open_page
    if copies:
        session.engine().dispose()
    _forget()


def _forget() -> None:
    """Let the next visit read its settings and open its database anew."""
    load_settings.cache_clear()
    session.engine.clear()  # type: ignore[attr-defined]


@pytest.fixture
def engine_of(visit: Visit) -> Callable[[], sa.Engine]:
    """The database of the visit that is open."""
    return session.engine


@pytest.fixture
def ada() -> Actor:
    """The one person of an installation without sign-in."""
    return local_actor()


def address(app: AppTest) -> dict[str, list[str]]:
    """What stands in the address, by key."""
    return {
        key: [value] if isinstance(value, str) else list(value) for key, value in app.query_params.items()
    }


def headline(app: AppTest) -> str:
    """The finding of the page."""
    (only,) = app.header
    return str(only.value)


def sentences(app: AppTest) -> list[str]:
    """Every text that a reader meets outside charts and tables: sentences, figures and labels."""
    found = [str(e.value) for kind in ("header", "subheader", "caption", "markdown") for e in app.get(kind)]
    for figure in app.metric:
        found += [figure.label, figure.value, figure.delta or "", figure.help or ""]
    for kind in ("button", "selectbox", "multiselect", "error", "warning", "success", "info"):
        for element in app.get(kind):
            found += [str(getattr(element, "label", "")), str(element.value)]
    return found


def texts(app: AppTest) -> list[str]:
    """Every text that a reader meets outside charts."""
    found = sentences(app)
    for table in app.dataframe:
        found += table.value.astype(str).to_numpy().ravel().tolist()
    return found


def charts(app: AppTest) -> list[pd.DataFrame]:
    """The rows that each chart of the page was given."""
    return [
        pa.ipc.open_stream(chart.proto.data.data).read_all().to_pandas()
        for chart in app.get("vega_lite_chart")
    ]


def sparklines(app: AppTest) -> list[list[float]]:
    """The history under each figure."""
    return [list(figure.proto.chart_data) for figure in app.metric]


def told_numbers(rows: pd.DataFrame) -> pd.Series:
    """Per row of a chart, whether it tells any number at all."""
    numbers = [c for c in rows.columns if pd.api.types.is_float_dtype(rows[c]) and not c.endswith("order")]
    written = [
        c for c in rows.columns if c in ("gap_text", "interval_text", "change_text", "n_text", "fair_text")
    ]
    told = np.zeros(len(rows), dtype=bool)
    for column in numbers:
        told |= rows[column].notna().to_numpy()
    for column in written:
        told |= (rows[column].fillna("") != "").to_numpy()
    return pd.Series(told, index=rows.index)
