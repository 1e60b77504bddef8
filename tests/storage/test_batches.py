"""A batch is stored once with everything about it, undone once, and seen only by those it concerns."""

import datetime as dt
import hashlib

import pytest
import sqlalchemy as sa

from mot.domain.access import Actor, Scope
from mot.domain.batches import Batch, BatchNotFoundError, BatchStatus, Counts
from mot.domain.issues import Issue, Place, SetAside, Severity
from mot.domain.survey import Institution, Scale
from mot.ingest.draft import Decisions
from mot.storage import answers, batches, files
from mot.storage.schema import kept_file, source_file
from tests.storage.storage_samples import NOW, a_batch

LATER = NOW + dt.timedelta(hours=2)


def test_a_batch_comes_back_as_it_was_stored(engine: sa.Engine, bank: Institution) -> None:
    with engine.begin() as tx:
        number = a_batch(tx, branches=[1, 3], first_day=dt.date(2026, 7, 1), last_day=dt.date(2026, 9, 30))
    with engine.connect() as tx:
        stored = batches.get(tx, Scope(), number)
    assert stored == Batch(
        id=number,
        status=BatchStatus.COMMITTED,
        file_name="反馈.xlsx",
        sha256=stored.sha256,
        layout="paired",
        counts=Counts(rows=3, responses=1, ratings=4, set_aside=1, duplicates=1, values_missing=2),
        created_at=NOW,
        created_by="lin",
        first_day=dt.date(2026, 7, 1),
        last_day=dt.date(2026, 9, 30),
    )
    assert stored.created_at.tzinfo is dt.UTC


def test_how_it_was_read_comes_back_too(engine: sa.Engine, bank: Institution) -> None:
    decisions = Decisions(sheet="答卷", fields={3: "perception:queue"}, values={"branch:老城": "n2"})
    issue = Issue(
        "unknown_branch",
        Severity.DECIDE,
        Place("答卷", (4, 9), "B", "网点"),
        {"name": "老城", "count": 2},
        count=2,
        key="branch:老城",
        choices=("n2", "-"),
        chosen="n2",
    )
    with engine.begin() as tx:
        number = a_batch(
            tx,
            branches=[3, 1],
            decisions=decisions,
            issues=[issue],
            fingerprint="abc",
            demonstration=True,
            product_version="0.1.0",
            overall_scale=Scale(0, 10),
        )
        found = batches.details(tx, Scope(), number)
    assert found == batches.Details(
        scale=Scale(1, 5),
        overall_scale=Scale(0, 10),
        fingerprint="abc",
        decisions=decisions,
        issues=(issue,),
        branches=frozenset({1, 3}),
        demonstration=True,
        product_version="0.1.0",
    )


def test_rows_set_aside_keep_their_order_and_place(engine: sa.Engine, bank: Institution) -> None:
    rows = (SetAside("答卷", 9, "no_date", "C", "昨天"), SetAside("答卷", 4, "no_branch"))
    with engine.begin() as tx:
        number = a_batch(tx, branches=[1], rows_set_aside=rows)
        assert batches.set_aside_of(tx, Scope(), number) == rows


def test_the_file_is_kept_once_however_often_it_is_imported(engine: sa.Engine, bank: Institution) -> None:
    with engine.begin() as tx:
        first, second = (a_batch(tx, branches=[1], sealed=secret) for secret in (b"secret", b"other seal"))
        kept = files.of_batch(tx, Scope(), first)
        assert kept == files.of_batch(tx, Scope(), second)
        assert (kept.name, kept.size, kept.sealed) == ("反馈.xlsx", len(b"some workbook"), b"secret")
        assert tx.scalar(sa.select(sa.func.count()).select_from(source_file)) == 1


def test_a_file_that_is_not_kept_leaves_its_hash_and_size(engine: sa.Engine, bank: Institution) -> None:
    with engine.begin() as tx:
        number = a_batch(tx, branches=[1])
        kept = files.of_batch(tx, Scope(), number)
        assert (kept.sha256, kept.size, kept.sealed) == (
            hashlib.sha256(b"some workbook").hexdigest(),
            13,
            None,
        )
        assert tx.execute(sa.select(kept_file)).all() == []


def test_it_is_undone_exactly_once(engine: sa.Engine, bank: Institution) -> None:
    with engine.begin() as tx:
        number = a_batch(tx, branches=[1])
        assert batches.mark_undone(tx, number, "ada", LATER)
        assert not batches.mark_undone(tx, number, "lin", LATER + dt.timedelta(days=1))
        assert not batches.mark_undone(tx, 999, "lin", LATER)
        undone = batches.get(tx, Scope(), number)
    assert (undone.status, undone.undone_at, undone.undone_by) == (BatchStatus.UNDONE, LATER, "ada")


def test_only_a_batch_that_counts_makes_a_file_known(engine: sa.Engine, bank: Institution) -> None:
    with engine.begin() as tx:
        number = a_batch(tx, branches=[1])
        sha = batches.get(tx, Scope(), number).sha256
        assert [b.id for b in batches.committed_with_sha(tx, sha)] == [number]
        batches.mark_undone(tx, number, "ada", LATER)
        assert batches.committed_with_sha(tx, sha) == ()


def test_history_is_newest_first_and_keeps_undone_batches(engine: sa.Engine, bank: Institution) -> None:
    with engine.begin() as tx:
        numbers = [a_batch(tx, branches=[1]) for _ in range(3)]
        batches.mark_undone(tx, numbers[1], "ada", LATER)
        assert [b.id for b in batches.history(tx, Scope(), 10)] == numbers[::-1]
        assert [b.id for b in batches.history(tx, Scope(), 2)] == numbers[:0:-1]


def test_mei_sees_no_batch_of_the_north(engine: sa.Engine, bank: Institution, mei: Actor) -> None:
    with engine.begin() as tx:
        north = a_batch(tx, branches=[1, 2], rows_set_aside=[SetAside("s", 2, "no_date")])
        answers.insert_block(tx, north, b"north")
    with engine.connect() as tx:
        assert batches.history(tx, mei.scope) == ()
        assert not batches.covered(tx, mei.scope, north)
        assert batches.set_aside_of(tx, mei.scope, north) == ()
        for read in (batches.get, files.of_batch, batches.details, answers.read_block):
            with pytest.raises(BatchNotFoundError):
                read(tx, mei.scope, north)


def test_mei_sees_that_a_shared_batch_exists_but_not_the_file(
    engine: sa.Engine, bank: Institution, mei: Actor
) -> None:
    with engine.begin() as tx:
        shared = a_batch(tx, branches=[2, 3], rows_set_aside=[SetAside("s", 2, "no_date")])
        answers.insert_block(tx, shared, b"both")
    with engine.connect() as tx:
        assert [b.id for b in batches.history(tx, mei.scope)] == [shared]
        assert batches.get(tx, mei.scope, shared).id == shared
        assert not batches.covered(tx, mei.scope, shared)
        assert batches.set_aside_of(tx, mei.scope, shared) == ()
        for read in (files.of_batch, batches.details, answers.read_block):
            with pytest.raises(BatchNotFoundError):
                read(tx, mei.scope, shared)


def test_mei_reads_all_of_a_batch_of_her_own(engine: sa.Engine, bank: Institution, mei: Actor) -> None:
    aside = (SetAside("s", 2, "no_date"),)
    with engine.begin() as tx:
        hers = a_batch(tx, branches=[4, 5], rows_set_aside=aside, sealed=b"secret")
        answers.insert_block(tx, hers, b"south")
    with engine.connect() as tx:
        assert batches.covered(tx, mei.scope, hers)
        assert files.of_batch(tx, mei.scope, hers).sealed == b"secret"
        assert batches.details(tx, mei.scope, hers).branches == {4, 5}
        assert batches.set_aside_of(tx, mei.scope, hers) == aside
        assert answers.read_block(tx, mei.scope, hers) == b"south"


def test_the_answers_of_a_batch_are_stored_once(engine: sa.Engine, bank: Institution) -> None:
    with engine.begin() as tx:
        number = a_batch(tx, branches=[1])
        answers.insert_block(tx, number, b"\0\xff first")
    with pytest.raises(sa.exc.IntegrityError), engine.begin() as tx:
        answers.insert_block(tx, number, b"second")
    with engine.connect() as tx:
        assert answers.read_block(tx, Scope(), number) == b"\0\xff first"


def test_a_branch_with_feedback_cannot_disappear(engine: sa.Engine, bank: Institution) -> None:
    with engine.begin() as tx:
        a_batch(tx, branches=[1])
    with pytest.raises(sa.exc.IntegrityError), engine.begin() as tx:
        tx.execute(sa.text("DELETE FROM branch WHERE id = 1"))


def test_a_batch_without_a_branch_is_a_mistake(engine: sa.Engine, bank: Institution) -> None:
    with pytest.raises(ValueError, match="at least one branch"), engine.begin() as tx:
        a_batch(tx, branches=[])
