"""Stored reviews: the content is written once, drafts alone change, and each reader finds their own."""

import datetime as dt
from typing import Any

import pytest
import sqlalchemy as sa

from mot.domain.access import Actor, Scope
from mot.domain.reviews import ReviewNotFoundError, State
from mot.storage import batches, cells, demonstration
from mot.storage import review_writing as writing
from mot.storage import reviews as storage
from mot.storage.review_sources import batches_behind, of_demonstration, responses_behind, status_of
from mot.storage.schema import metadata
from mot.storage.schema_reviews import review, review_batch
from tests.conftest import NORTH, SOUTH
from tests.services.review_samples import draft
from tests.storage.storage_samples import a_batch, some_cube

pytestmark = pytest.mark.usefixtures("bank")
AT = dt.datetime(2026, 11, 26, 8, tzinfo=dt.UTC)
EVERYWHERE = NORTH | SOUTH
STAMP: Any = {"by": "mei", "at": AT}


def _found(tx: sa.Connection, number: int, *imports: int) -> None:
    tx.execute(sa.insert(review_batch), [{"review_id": number, "batch_id": one} for one in imports])


def test_a_review_is_read_by_who_sees_every_branch_of_it(engine: sa.Engine, ada: Actor) -> None:
    north, south, network = (draft(engine, ada, *sorted(b)).id for b in (NORTH, SOUTH, EVERYWHERE))
    with engine.connect() as tx:
        for scope, seen in (
            (Scope(), [network, south, north]),
            (Scope(NORTH), [north]),
            (Scope(SOUTH), [south]),
            (Scope(frozenset({3})), []),
            (Scope(frozenset()), []),
        ):
            assert [one.id for one in storage.listed(tx, scope)] == seen
            for number in {north, south, network} - {*seen}:
                for read in (storage.get, storage.content):
                    with pytest.raises(ReviewNotFoundError):
                        read(tx, scope, number)


def test_nothing_but_a_draft_takes_words(engine: sa.Engine, mei: Actor) -> None:
    number = draft(engine, mei).id
    with engine.begin() as tx:
        assert writing.put_text(tx, number, "zh", "gaps", "title", "一", version=1, **STAMP)
        assert not writing.put_text(tx, number, "zh", "gaps", "title", "二", version=1, **STAMP)
        assert writing.add_remark(tx, number, "gaps", "备注", **STAMP)
        values = {"state": State.PRESENTED.value, "presented_at": AT, "presented_by": "mei"}
        assert writing.change(tx, number, version=3, values=values, **STAMP)
        before = storage.get(tx, Scope(), number)
        assert not writing.put_text(tx, number, "zh", "gaps", "title", "三", version=4, **STAMP)
        assert not writing.put_text(tx, number, "zh", "gaps", "title", None, version=4, **STAMP)
        assert not writing.add_remark(tx, number, "gaps", "晚了", **STAMP)
        assert not writing.change(tx, number, version=4, values={"title": "另一个"}, **STAMP)
        assert not writing.change(tx, number, version=4, values={"sections": ["gaps"]}, **STAMP)
        for name in ("title", "sections"):
            with pytest.raises(ValueError, match="cannot all be changed"):
                writing.change(tx, number, version=4, was=State.PRESENTED, values={name: []}, **STAMP)
        for name in ("content", "content_sha256", "quarter", "data_version"):
            with pytest.raises(ValueError, match="cannot all be changed"):
                writing.change(tx, number, version=4, values={name: "x"}, **STAMP)
        assert storage.get(tx, Scope(), number) == before
        assert before.texts == {"zh": {("gaps", "title"): "一"}}


def test_words_are_carried_to_a_new_snapshot_with_who_said_them_and_when(
    engine: sa.Engine, mei: Actor
) -> None:
    old, new = draft(engine, mei).id, draft(engine, mei).id
    with engine.begin() as tx:
        writing.put_text(tx, old, "zh", "gaps", "title", "一", version=1, **STAMP)
        for text in ("甲", "乙"):
            writing.add_remark(tx, old, "gaps", text, **STAMP)
        writing.carry(tx, old, new)
        there, here = storage.get(tx, Scope(), old), storage.get(tx, Scope(), new)
    assert here.texts == there.texts
    assert [(r.text, r.at, r.login) for r in here.remarks] == [("甲", AT, "mei"), ("乙", AT, "mei")]
    assert not {r.id for r in here.remarks} & {r.id for r in there.remarks}


def test_the_imports_behind_a_review_are_counted_within_its_branches_and_months(engine: sa.Engine) -> None:
    with engine.begin() as tx:
        first = a_batch(tx, branches=[1, 3], sha256="a")
        cells.insert(tx, first, some_cube(seed=1, branches=[1, 3]))
        second = a_batch(tx, branches=[3], sha256="b", demonstration=True)
        cells.insert(tx, second, some_cube(seed=2, branches=[3]))
        cube = some_cube(seed=1, branches=[1, 3])
        months = sorted({int(m) for m in cube.outcomes["month"]})
        whole = responses_behind(tx, Scope(), months)
        south = responses_behind(tx, Scope(SOUTH), months)
        chosen = responses_behind(tx, Scope(), months, [1])
        assert set(whole) == set(south) == {first, second}
        assert whole[first] == int(cube.outcomes["responses"].sum())
        assert south[first] + chosen[first] == whole[first]
        assert set(chosen) == {first}
        assert responses_behind(tx, Scope(NORTH), [190001]) == {}
        assert [b.id for b in batches_behind(tx, Scope(), months)] == [first, second]
        assert of_demonstration(tx, [first, second])
        assert not of_demonstration(tx, [first])
        batches.mark_undone(tx, first, "mei", AT)
        assert set(responses_behind(tx, Scope(), months)) == {second}
        assert {n: s.value for n, s in status_of(tx, [first, second]).items()} == {
            first: "undone", second: "committed",
        }  # fmt: skip


def test_reviews_of_the_demonstration_go_with_it_and_others_stay(engine: sa.Engine, ada: Actor) -> None:
    with engine.begin() as tx:
        shown = a_batch(tx, branches=[3], sha256="a", demonstration=True)
        own = a_batch(tx, branches=[3], sha256="b")
    played, kept = draft(engine, ada, 3), draft(engine, ada, 3)
    with engine.begin() as tx:
        tx.execute(sa.update(review).where(review.c.id == played.id).values(demonstration=True))
        tx.execute(sa.update(review).where(review.c.id == kept.id).values(previous_id=played.id))
        _found(tx, played.id, shown)
        _found(tx, kept.id, shown, own)
        writing.add_remark(tx, played.id, "gaps", "x", **STAMP)
        writing.put_text(tx, played.id, "zh", "gaps", "title", "x", version=2, **STAMP)
        assert [r.id for r in storage.founded_on(tx, Scope(), shown)] == [kept.id, played.id]
        assert storage.founded_on(tx, Scope(NORTH), shown) == ()
        demonstration.remove(tx)
    with engine.connect() as tx:
        (left,) = storage.listed(tx, Scope())
        assert (left.id, left.previous) == (kept.id, None)
        assert [r.id for r in storage.founded_on(tx, Scope(), own)] == [kept.id]


def test_all_reviews_go_when_the_institution_goes(engine: sa.Engine, ada: Actor) -> None:
    with engine.begin() as tx:
        shown = a_batch(tx, branches=[3], sha256="a", demonstration=True)
    first, second = draft(engine, ada, 3), draft(engine, ada, 4)
    with engine.begin() as tx:
        tx.execute(sa.update(review).where(review.c.id == second.id).values(previous_id=first.id))
        _found(tx, first.id, shown)
        demonstration.remove(tx)
    with engine.connect() as tx:
        left = {t.name for t in metadata.sorted_tables if tx.execute(sa.select(t)).first() is not None}
    assert left == {"setting", "audit"}
