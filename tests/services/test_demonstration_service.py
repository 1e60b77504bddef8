"""The demonstration comes in by the common door, goes in one step, and never touches real feedback."""

import shutil
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import openpyxl
import pytest
import sqlalchemy as sa

from mot.domain.access import Actor, NotAllowedError
from mot.domain.survey import Institution, Name
from mot.ingest.draft import SourceFile
from mot.services import books, demonstration, imports, setup, startup
from mot.services.demonstration import NoDemonstrationError, OwnFeedbackError
from mot.settings import Settings
from mot.storage import database, settings
from tests.conftest import THOROUGH
from tests.services.service_samples import assert_same_numbers, bring_in, feedback, numbers, sums, workbook

DEMO = Path(__file__).parents[2] / "sample_data" / "demo"
QUARTERS = ("demo_2026Q2.xlsx", "demo_2026Q3.xlsx")


@pytest.fixture(scope="module")
def quarters(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two quarters of the demonstration: what everybody said, in a quick run every tenth person."""
    home = tmp_path_factory.mktemp("quarters")
    for name in QUARTERS:
        with closing(openpyxl.load_workbook(DEMO / name, read_only=True)) as book:
            header, *rows = book.worksheets[0].iter_rows(values_only=True)
        content = (DEMO / name).read_bytes() if THOROUGH else workbook(rows[::10], header)
        (home / name).write_bytes(content)
    return home


@pytest.fixture
def folder(quarters: Path, tmp_path: Path) -> Path:
    """Two quarters of the demonstration."""
    home = tmp_path / "demo"
    shutil.copytree(quarters, home)
    shutil.copyfile(DEMO / "institution.toml", home / "institution.toml")
    return home


def test_it_comes_in_through_the_import_and_says_what_it_is(
    engine: sa.Engine, ada: Actor, folder: Path
) -> None:
    assert demonstration.load(engine, ada, folder) == 2
    there, _ = setup.current(engine, ada)
    assert there.demonstration
    assert len(there.branches) == 12
    history = imports.history(engine, ada)
    assert [b.file_name for b in history] == list(reversed(QUARTERS))
    assert demonstration.load(engine, ada, folder) == 2, "loaded anew"
    assert len(imports.history(engine, ada)) == 2


def test_its_figures_come_in_by_the_same_door_and_go_with_it(
    engine: sa.Engine, ada: Actor, folder: Path
) -> None:
    for name in QUARTERS:
        (folder / name).unlink()
    shutil.copyfile(DEMO / "figures.xlsx", folder / "figures.xlsx")
    assert demonstration.load(engine, ada, folder) == 1
    (batch,) = imports.history(engine, ada)
    assert (batch.layout, batch.counts.figures, batch.counts.set_aside) == ("figures", 1152, 0)
    found = books.open_books(engine, ada).cube.figures
    assert len(found) == 1152
    assert int((found["denominator"] == 0).sum()) == 288
    assert [f.code for f in setup.current(engine, ada)[0].figures] == [
        "complaints", "proposals", "applications", "transactions",
    ]  # fmt: skip
    demonstration.put_away(engine, ada)
    assert len(books.open_books(engine, ada).cube.figures) == 0


def test_it_goes_without_a_trace(engine: sa.Engine, ada: Actor, folder: Path) -> None:
    demonstration.load(engine, ada, folder)
    demonstration.put_away(engine, ada)
    there, _ = setup.current(engine, ada)
    assert (there.name, there.branches, there.regions, there.demonstration) == (Name(""), (), (), False)
    assert [t.code for t in there.touchpoints], "the journey stays"
    assert imports.history(engine, ada) == ()
    assert len(books.open_books(engine, ada).cube.outcomes) == 0
    assert not startup.wants_demonstration(engine), "it does not come back by itself"


def test_own_feedback_stays_whole_when_it_goes(engine: sa.Engine, ada: Actor, folder: Path) -> None:
    (folder / QUARTERS[0]).unlink()
    demonstration.load(engine, ada, folder)
    own = bring_in(engine, ada, feedback(("老城支行", "滨江支行"), month=4))
    demonstration.put_away(engine, ada)
    assert [b.id for b in imports.history(engine, ada)] == [own.id]
    there, _ = setup.current(engine, ada)
    assert not there.demonstration
    assert {b.name.zh for b in there.branches if b.active} == {"老城支行", "滨江支行"}
    assert int(sums(engine, ada)["outcomes"]["responses"].sum()) == 24  # type: ignore[index]


def test_it_does_not_mix_with_own_feedback(
    engine: sa.Engine, bank: Institution, ada: Actor, folder: Path
) -> None:
    bring_in(engine, ada, feedback())
    before = numbers(engine, ada)
    with pytest.raises(OwnFeedbackError):
        demonstration.load(engine, ada, folder)
    assert_same_numbers(numbers(engine, ada), before)
    assert setup.current(engine, ada)[0] == bank


def test_an_interrupted_loading_goes_on_where_it_stopped(engine: sa.Engine, ada: Actor, folder: Path) -> None:
    complete = (folder / QUARTERS[1]).read_bytes()
    (folder / QUARTERS[1]).write_bytes(complete[:1000])
    with pytest.raises(Exception, match=r"demo_2026Q3"):
        demonstration.load(engine, ada, folder)
    assert startup.wants_demonstration(engine)
    assert len(imports.history(engine, ada)) == 1
    (folder / QUARTERS[1]).write_bytes(complete)
    assert demonstration.load(engine, ada, folder) == 1
    assert [b.file_name for b in imports.history(engine, ada)] == list(reversed(QUARTERS))
    assert not startup.wants_demonstration(engine)


def test_files_that_are_not_there_are_named(engine: sa.Engine, ada: Actor, tmp_path: Path) -> None:
    with pytest.raises(NoDemonstrationError, match=str(tmp_path)):
        demonstration.load(engine, ada, tmp_path)
    with engine.connect() as tx:
        assert settings.data_version(tx) == 0


def test_only_ada_loads_it_or_puts_it_away(
    engine: sa.Engine, lin: Actor, mei: Actor, chen: Actor, folder: Path
) -> None:
    for actor in (lin, mei, chen):
        with pytest.raises(NotAllowedError):
            demonstration.load(engine, actor, folder)
        with pytest.raises(NotAllowedError):
            demonstration.put_away(engine, actor)


def test_a_customer_file_of_the_same_bank_adds_to_the_demonstration(
    engine: sa.Engine, ada: Actor, folder: Path
) -> None:
    (folder / QUARTERS[0]).unlink()
    demonstration.load(engine, ada, folder)
    before = numbers(engine, ada)
    sample = DEMO.parent / "messy" / "paired.xlsx"
    batch = bring_in(engine, ada, SourceFile(sample.name, sample.read_bytes()))
    imports.undo(engine, ada, batch.id)
    assert_same_numbers(numbers(engine, ada), before)


# --- the start


def chosen(backend: str, engine_url: str, folder: Path, tmp_path: Path, **other: object) -> Settings:
    url = "" if backend == "sqlite" else engine_url
    given: dict[str, object] = {"data_dir": tmp_path / "data", "database_url": url, "demo_dir": folder}
    return Settings(**(given | other))  # type: ignore[arg-type]


def test_a_second_start_changes_nothing(backend: str, bare_url: str, folder: Path, tmp_path: Path) -> None:
    settled = chosen(backend, bare_url, folder, tmp_path)
    first = startup.prepare(settled)
    version = books.version_of(first)
    first.dispose()
    second = startup.prepare(settled)
    assert books.version_of(second) == version
    with second.connect() as tx:
        assert len(settings.get(tx, "secret")) == 64
    second.dispose()


def test_without_the_demonstration_the_start_is_empty(
    backend: str, bare_url: str, folder: Path, tmp_path: Path, ada: Actor
) -> None:
    engine = startup.prepare(chosen(backend, bare_url, folder, tmp_path, demo=False))
    assert setup.current(engine, ada)[0].touchpoints == ()
    assert imports.history(engine, ada) == ()
    engine.dispose()


@pytest.mark.both
def test_two_processes_that_start_at_once_load_it_once(
    backend: str, bare_url: str, folder: Path, tmp_path: Path, ada: Actor
) -> None:
    (folder / QUARTERS[0]).unlink()
    settled = chosen(backend, bare_url, folder, tmp_path)
    program = (
        "import sys; from pathlib import Path; from mot.services.startup import prepare;"
        "from mot.settings import Settings;"
        "prepare(Settings(data_dir=Path(sys.argv[1]), database_url=sys.argv[2], demo_dir=Path(sys.argv[3])))"
    )
    told = [sys.executable, "-c", program, str(settled.data_dir), settled.database_url, str(folder)]
    running = [
        subprocess.Popen(told, cwd=DEMO.parents[1], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        for _ in range(2)
    ]
    said = [process.communicate(timeout=120)[0].decode() for process in running]
    assert [process.returncode for process in running] == [0, 0], said
    engine = database.connect(settled.url)
    assert [b.file_name for b in imports.history(engine, ada)] == [QUARTERS[1]]
    assert not startup.wants_demonstration(engine)
    assert len(setup.current(engine, ada)[0].branches) == 12
    engine.dispose()
