"""Several people at once: both commits land, a reader sees one state, only one undo counts."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
import sqlalchemy as sa

from mot.domain.access import Scope
from mot.domain.cube import Cube
from mot.domain.survey import Institution, Name
from mot.storage import audit, batches, cells, institution, settings
from mot.storage.schema import source_file
from tests.storage.storage_samples import NOW, a_batch, same_cube, some_cube


def at_once(*jobs: Callable[[], object]) -> list[object]:
    """Start all jobs at the same moment; what each returned."""
    together = threading.Barrier(len(jobs))

    def run(job: Callable[[], object]) -> object:
        together.wait()
        return job()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return list(pool.map(run, jobs))


def test_two_commits_at_once_both_land(engine: sa.Engine, bank: Institution) -> None:
    def commit(seed: int) -> int:
        with engine.begin() as tx:
            settings.data_version(tx)  # a commit reads before it writes
            number = a_batch(tx, branches=[1, 3], sha256=f"file {seed}")
            cells.insert(tx, number, some_cube(seed=seed, branches=[1, 3], rows=2000))
            audit.write(tx, "lin", "commit", f"batch:{number}")
            return settings.bump_version(tx)

    versions = at_once(*(lambda seed=seed: commit(seed) for seed in range(4)))
    assert sorted(versions) == [1, 2, 3, 4]
    with engine.connect() as tx:
        parts = [some_cube(seed=seed, branches=[1, 3], rows=2000) for seed in range(4)]
        assert same_cube(cells.load(tx, Scope()), Cube.join(parts))
        assert len(audit.read(tx)) == 4


def test_the_same_file_committed_twice_at_once_is_kept_once(engine: sa.Engine, bank: Institution) -> None:
    def commit() -> int:
        with engine.begin() as tx:
            return a_batch(tx, branches=[1])

    assert len(set(at_once(commit, commit, commit))) == 3
    with engine.connect() as tx:
        assert tx.scalar(sa.select(sa.func.count()).select_from(source_file)) == 1


def test_branches_added_at_once_get_different_codes(engine: sa.Engine, bank: Institution) -> None:
    def add(name: str) -> int:
        with engine.begin() as tx:
            return institution.add_branch(tx, Name(name))

    at_once(*(lambda name=name: add(name) for name in "甲乙丙丁"))
    with engine.connect() as tx:
        stored = institution.load(tx)
    assert sorted(b.code for b in stored.branches)[:4] == ["b001", "b002", "b003", "b004"]
    assert [r.code for r in stored.regions].count("unassigned") == 1


def test_only_one_of_two_undos_counts(engine: sa.Engine, bank: Institution) -> None:
    with engine.begin() as tx:
        number = a_batch(tx, branches=[1])

    def undo() -> bool:
        with engine.begin() as tx:
            return batches.mark_undone(tx, number, "ada", NOW)

    assert sorted(at_once(undo, undo)) == [False, True]


def test_a_reader_sees_one_state_from_first_to_last_query(engine: sa.Engine, bank: Institution) -> None:
    with engine.connect() as reader:
        before = settings.data_version(reader)
        with engine.begin() as writer:
            cells.insert(writer, a_batch(writer, branches=[1]), some_cube(seed=1, branches=[1]))
            settings.bump_version(writer)
        assert settings.data_version(reader) == before
        assert same_cube(cells.load(reader, Scope()), Cube.empty())
    with engine.connect() as reader:
        assert settings.data_version(reader) == before + 1
        assert len(cells.load(reader, Scope()).cells) > 0


def test_a_commit_that_fails_leaves_nothing(engine: sa.Engine, bank: Institution) -> None:
    def fail() -> None:
        with engine.begin() as tx:
            cells.insert(tx, a_batch(tx, branches=[1]), some_cube(seed=1, branches=[1]))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with engine.connect() as tx:
        assert batches.history(tx, Scope()) == ()
        assert np.array_equal(cells.load(tx, Scope()).cells["n"], [])
