"""Many files by several processes come to what one import after the other comes to."""

import os
import shutil
import sys
import threading
import types
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
import sqlalchemy as sa

from mot.domain.access import Actor, NotAllowedError
from mot.domain.survey import Institution
from mot.ingest.draft import SourceFile
from mot.services import folders, reading_ahead
from mot.services.folders import Done, Outcome, ReaderLostError, import_files
from mot.services.imports import NO_DECISIONS
from mot.services.reading_ahead import Reader, ahead
from mot.storage import database, institution, settings
from mot.storage.schema import metadata
from sample_data.locks import lock
from tests.conftest import BANK
from tests.services.service_samples import (
    EVERYWHERE,
    HEADER,
    NORTH_NAMES,
    SOUTH_NAMES,
    assert_same_numbers,
    bring_in,
    everything_stored,
    feedback,
    numbers,
    people,
    workbook,
)

SECRET = "ab" * 32
PASSING = {
    "batch": ("created_at", "undone_at"),
    "audit": ("at",),
    "recipe": ("created_at",),
}  # what a clock tells


@pytest.fixture(autouse=True)
def as_from_the_command_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages run by other tests leave their script as the main module, which new processes would then load."""
    monkeypatch.setitem(sys.modules, "__main__", types.ModuleType("__main__"))
    monkeypatch.setattr(
        reading_ahead, "_started", lambda _pool: None
    )  # the others read from the first file on


def put(folder: Path, **files: bytes) -> list[Path]:
    """Write files into a folder; their paths in the order of their names."""
    for name, content in files.items():
        (folder / f"{name}.xlsx").write_bytes(content)
    return list(folders.files_in(folder))


def learning_files(folder: Path) -> list[Path]:
    """Later files depend on earlier ones: a new touchpoint and channel, repeated people, the very same file."""
    new = [h.replace("理财咨询", "贵宾厅") for h in HEADER]
    rows = people(EVERYWHERE, each=4, seed=3)
    for row in rows:
        row[3] = "微信银行"
    return put(
        folder,
        a1=feedback(NORTH_NAMES, seed=1, each=6).content,
        a2=workbook(rows, new),
        a3=workbook([[*r[:3], "微信银行", *r[4:]] for r in people(EVERYWHERE, each=5, seed=4)], new),
        a4=workbook(people(EVERYWHERE, each=6, seed=3), new),
        a5=b"no workbook",
        a6=feedback(NORTH_NAMES, seed=1, each=6).content,
        a7=feedback(SOUTH_NAMES, seed=5, each=6).content,
        a8=workbook([[r[0], *r[2:]] for r in people(EVERYWHERE, seed=6)], (HEADER[0], *HEADER[2:])),
    )


def die(_path: Path) -> None:
    """What a process does whose memory is taken away."""
    os._exit(9)


def all_done(engine: sa.Engine, actor: Actor, paths: Sequence[Path], **options: int) -> list[Done]:
    """Import files; what became of each."""
    with engine.begin() as tx:
        settings.put(tx, "secret", SECRET)
    return list(import_files(engine, actor, paths, **options))  # type: ignore[arg-type]


def lasting(engine: sa.Engine) -> dict[str, list[tuple[object, ...]]]:
    """All rows of all tables, without the moments at which they were written."""
    found = everything_stored(engine)
    for table, columns in PASSING.items():
        places = [metadata.tables[table].c.keys().index(column) for column in columns]
        found[table] = [tuple(v for i, v in enumerate(row) if i not in places) for row in found[table]]
    return found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder for files."""
    made = tmp_path / "files"
    made.mkdir()
    return made


@pytest.fixture
def twins(sqlite_template: Path, tmp_path: Path) -> Iterator[tuple[sa.Engine, sa.Engine]]:
    """Two databases with the same bank, the same key and no feedback."""
    made = []
    for name in ("one", "two"):
        shutil.copyfile(sqlite_template, tmp_path / name)
        made.append(database.connect(f"sqlite:///{tmp_path / name}"))
        with made[-1].begin() as tx:
            institution.save_pack(tx, BANK)
    yield made[0], made[1]
    for engine in made:
        engine.dispose()


def test_two_processes_store_what_one_stores(
    twins: tuple[sa.Engine, sa.Engine], ada: Actor, folder: Path
) -> None:
    paths = learning_files(folder)
    one, two = all_done(twins[0], ada, paths, jobs=1), all_done(twins[1], ada, paths, jobs=2)
    assert [(done.path.stem, done.outcome.value) for done in one] == [
        ("a1", "imported"),
        ("a2", "imported"),
        ("a3", "imported"),
        ("a4", "imported"),
        ("a5", "left_out"),
        ("a6", "there"),
        ("a7", "imported"),
        ("a8", "left_out"),
    ]
    assert [(d.path, d.outcome, repr(d.error)) for d in two] == [
        (d.path, d.outcome, repr(d.error)) for d in one
    ]
    assert_same_numbers(numbers(twins[1], ada), numbers(twins[0], ada))
    assert lasting(twins[1]) == lasting(twins[0])


def test_one_import_after_the_other_comes_to_the_same(
    twins: tuple[sa.Engine, sa.Engine], ada: Actor, folder: Path
) -> None:
    paths = learning_files(folder)[:4]
    all_done(twins[0], ada, paths, jobs=2)
    all_done(twins[1], ada, ())  # makes the key
    for path in paths:
        bring_in(twins[1], ada, SourceFile(path.name, path.read_bytes()))
    assert lasting(twins[0]) == lasting(twins[1])


def test_several_processes_read_for_either_database(
    engine: sa.Engine, bank: Institution, ada: Actor, folder: Path
) -> None:
    paths = put(folder, a=feedback(seed=1).content, b=feedback(seed=2).content)
    assert [done.outcome for done in all_done(engine, ada, paths, jobs=2)] == [Outcome.IMPORTED] * 2
    assert [done.outcome for done in all_done(engine, ada, paths, jobs=2)] == [Outcome.THERE] * 2


def test_whoever_stops_asking_keeps_whole_batches(
    twins: tuple[sa.Engine, sa.Engine], ada: Actor, folder: Path
) -> None:
    paths = put(folder, **{f"a{i}": feedback(seed=i).content for i in range(6)})
    work = import_files(twins[0], ada, paths, jobs=2)
    batches = [next(work).batch, next(work).batch]
    work.close()
    assert [batch.counts.responses for batch in batches if batch] == [60, 60]
    stored = everything_stored(twins[0])
    assert (len(stored["batch"]), len(stored["response"]), len(stored["answer_block"])) == (2, 120, 2)


def test_a_preview_of_a_folder_stores_nothing(
    twins: tuple[sa.Engine, sa.Engine], ada: Actor, folder: Path
) -> None:
    all_done(twins[0], ada, ())
    before = everything_stored(twins[0])
    paths = put(folder, a=feedback(seed=1).content, b=b"no workbook")
    done = list(import_files(twins[0], ada, paths, jobs=1, only_preview=True))
    assert [one.outcome for one in done] == [Outcome.READY, Outcome.LEFT_OUT]
    assert everything_stored(twins[0]) == before


def test_a_file_whose_people_are_all_there_is_there(
    twins: tuple[sa.Engine, sa.Engine], ada: Actor, folder: Path
) -> None:
    everybody = people(EVERYWHERE)
    paths = put(folder, a=workbook(everybody), b=workbook(everybody[:40]))
    assert [done.outcome for done in all_done(twins[0], ada, paths)] == [Outcome.IMPORTED, Outcome.THERE]


def test_a_file_that_vanished_is_left_out_with_a_sentence(
    twins: tuple[sa.Engine, sa.Engine], ada: Actor, folder: Path
) -> None:
    (done,) = all_done(twins[0], ada, [folder / "gone.xlsx"])
    assert done.outcome is Outcome.LEFT_OUT
    assert "gone.xlsx cannot be opened" in str(done.error)


def test_a_password_opens_locked_files(twins: tuple[sa.Engine, sa.Engine], ada: Actor, folder: Path) -> None:
    path = lock(put(folder, locked=feedback().content)[0], "geheim")
    assert "password" in str(all_done(twins[0], ada, [path])[0].error)
    (opened,) = import_files(twins[0], ada, [path], password="geheim", jobs=2)
    assert opened.outcome is Outcome.IMPORTED
    assert "geheim" not in repr(everything_stored(twins[0]))


def test_only_feedback_files_are_looked_for_and_in_the_order_of_their_names(folder: Path) -> None:
    for name in (
        "b/2.xlsx",
        "b/1.CSV",
        "a.ods",
        "~$a.xlsx",
        ".hidden.csv",
        ".git/c.csv",
        "note.docx",
        "plain",
    ):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(b"")
    found = [path.relative_to(folder).as_posix() for path in folders.files_in(folder)]
    assert found == ["a.ods", "b/1.CSV", "b/2.xlsx"]


def test_a_reading_process_that_dies_is_said(
    twins: tuple[sa.Engine, sa.Engine], ada: Actor, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading_ahead, "_read", die)
    with pytest.raises(ReaderLostError, match="--jobs 1"):
        all_done(twins[0], ada, put(folder, a=feedback().content), jobs=2)
    assert not everything_stored(twins[0])["batch"]


def test_who_may_not_import_reads_nothing(
    twins: tuple[sa.Engine, sa.Engine], chen: Actor, folder: Path
) -> None:
    with pytest.raises(NotAllowedError):
        next(import_files(twins[0], chen, put(folder, a=feedback().content)))


def test_this_process_reads_while_the_others_start(
    twins: tuple[sa.Engine, sa.Engine], ada: Actor, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = threading.Event()
    monkeypatch.setattr(reading_ahead, "_started", lambda _pool: begun.wait(60))
    paths = put(folder, a=feedback().content, b=feedback(seed=2).content, c=feedback(seed=3).content)
    here = Reader(twins[0], ada, NO_DECISIONS, "")
    coming = ahead(here, paths, 2)
    first, read = next(coming)
    assert first == paths[0]
    assert read.func == here.read  # type: ignore[attr-defined]
    begun.set()
    rest = [(path, found()) for path, found in coming]
    assert [path for path, _ in rest] == list(paths[1:])
    assert all(found.draft is not None for _, found in rest)


def test_a_second_process_pays_from_some_files_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folders, "cores", lambda: 8)
    assert [folders.worthwhile_jobs(n) for n in (0, 1, 7, 8, 31, 500)] == [1, 1, 1, 2, 7, 8]
