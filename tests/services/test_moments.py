"""A tag keeps what was known when it was made; what is said of it may change, and its numbers go to few."""

import json

import pytest
import sqlalchemy as sa

from mot.domain.access import Actor, NotAllowedError, OutOfScopeError, Scope
from mot.domain.cube import View
from mot.domain.dependence import Dependence
from mot.domain.frozen import intact
from mot.domain.moments import (
    Cause,
    Judgement,
    Kind,
    Moment,
    MomentChangedError,
    MomentNotFoundError,
    Need,
    NoteTooLongError,
    Origin,
    Principle,
    Visibility,
)
from mot.domain.periods import Quarter
from mot.domain.survey import Institution, Step
from mot.services import demonstration as demo
from mot.services import gaps, imports, moments, undoing
from mot.storage import audit, people
from mot.storage.schema import metadata
from mot.storage.schema_work import moment as table
from tests.services.service_samples import (
    NORTH_NAMES,
    SOUTH_NAMES,
    assert_same_numbers,
    bring_in,
    feedback,
    numbers,
)

QUEUE = 2
VIEW = View(Quarter(2026, 3))
WEAK = Judgement(
    Kind.WEAK,
    (Cause.RESOURCES, Cause.PROCESS),
    (Step.EXPLORE,),
    (Principle.COMMUNICATION,),
    Need.IMPLICIT,
    "午间只开一个柜口。",
)


@pytest.fixture
def fed(engine: sa.Engine, bank: Institution, ada: Actor, lin: Actor, mei: Actor, chen: Actor) -> Institution:
    """Feedback of every branch in two files, and the cast as people."""
    with engine.begin() as tx:
        for person in (ada, lin, mei, chen):
            people.put(tx, person)
    bring_in(engine, ada, feedback(NORTH_NAMES, name="北.xlsx", each=30, seed=1))
    bring_in(engine, ada, feedback(SOUTH_NAMES, name="南.xlsx", each=30, seed=2))
    return bank


def stored(engine: sa.Engine, number: int) -> tuple[str, str]:
    """The evidence column and its digest as they lie in the database, letter by letter."""
    with engine.connect() as tx:
        column = (
            sa.cast(table.c.evidence, sa.Text) if engine.dialect.name != "sqlite" else sa.text("evidence")
        )
        row = tx.execute(sa.select(column, table.c.evidence_sha256).where(table.c.id == number)).one()
        return str(row[0]), str(row[1])


def test_a_tag_freezes_what_the_page_shows(engine: sa.Engine, fed: Institution, lin: Actor) -> None:
    made = moments.tag(engine, lin, VIEW, QUEUE, WEAK)
    shown = gaps.gap_table(engine, lin, VIEW).frame.set_index("touchpoint").loc[QUEUE]
    assert made.evidence is not None
    told = made.evidence.numbers
    for name in ("n", "expectation", "perception", "gap", "lo", "hi"):
        assert told[name] == pytest.approx(shown[name], abs=0, rel=0), name
    assert (told["n"], told["status"]) == (60, shown["status"])
    assert made.evidence.branches == ("n1", "n2")
    assert made.evidence.batches == (1,), "the file of the South was not counted for her"
    assert made.evidence.chart["quarter"][-1] == "2026Q3"
    assert made.evidence.chart["gap"][-1] == told["gap"]
    assert made.evidence.chart["n"][0] == 0
    assert made.evidence.settings["n_suppress"] == 10
    assert made.evidence.product_version
    assert intact(made.evidence)
    assert (made.judgement, made.version, made.created_by) == (WEAK, 1, "lin")


def test_a_tag_of_a_cell_freezes_the_finding_of_the_map(
    engine: sa.Engine, fed: Institution, ada: Actor
) -> None:
    made = moments.tag(engine, ada, VIEW, QUEUE, WEAK, branch=3, origin=Origin.CELL)
    cell = gaps.heatmap(engine, ada, VIEW).frame.query("touchpoint == @QUEUE and place == 3").iloc[0]
    assert made.evidence is not None
    assert made.evidence.numbers["gap"] == cell["value"]
    assert made.evidence.numbers["fair"] == cell["fair"]
    assert made.evidence.numbers["status"] == cell["status"]
    assert (made.branch, made.branches, made.evidence.branches) == (3, frozenset({3}), ("s1",))


def test_evidence_does_not_move_whatever_is_imported_undone_or_replaced_later(
    engine: sa.Engine, fed: Institution, ada: Actor
) -> None:
    made = moments.tag(engine, ada, VIEW, QUEUE, WEAK)
    then, first = stored(engine, made.id), moments.moment(engine, ada, made.id).evidence
    assert made.evidence is not None
    assert first == made.evidence
    assert then[1] == made.evidence.digest
    n, gap = made.evidence.numbers["n"], made.evidence.numbers["gap"]
    assert n == 150
    before = moments.now(engine, ada, made.id)
    assert (before.changed, before.undone, before.few) == (False, (), False)

    more = bring_in(engine, ada, feedback(NORTH_NAMES, each=20, seed=7, month=8))
    assert stored(engine, made.id) == then
    later = moments.now(engine, ada, made.id)
    assert later.changed
    assert later.undone == ()
    assert later.evidence.numbers["n"] == 190
    assert later.evidence.numbers["gap"] != gap

    undoing.undo(engine, ada, more.id)
    assert not moments.now(engine, ada, made.id).changed
    undoing.undo(engine, ada, 1)
    assert stored(engine, made.id) == then
    without = moments.now(engine, ada, made.id)
    assert (without.undone, without.changed, without.evidence.numbers["n"]) == ((1,), True, 90)

    undoing.redo(engine, ada, 1)
    corrected = feedback(NORTH_NAMES, name="北改.xlsx", each=30, seed=9)
    draft = imports.preview(engine, ada, corrected, replacing=1)
    new = imports.commit(engine, ada, draft, replacing=1)
    replaced = moments.now(engine, ada, made.id)
    assert (replaced.undone, dict(replaced.replaced)) == ((1,), {1: new.id})
    assert replaced.changed

    undoing.undo(engine, ada, new.id)
    bring_in(engine, ada, feedback(NORTH_NAMES, name="北.xlsx", each=30, seed=1))
    again = moments.now(engine, ada, made.id)
    assert again.undone == (1,)
    assert not again.changed, "the same answers came in otherwise"
    assert stored(engine, made.id) == then
    kept = moments.moment(engine, ada, made.id).evidence
    assert kept == made.evidence
    assert kept is not None
    assert intact(kept)
    assert json.loads(then[0])["numbers"]["gap"] == gap


def test_no_judgement_touches_the_evidence(engine: sa.Engine, fed: Institution, lin: Actor) -> None:
    made = moments.tag(engine, lin, VIEW, QUEUE, WEAK)
    then = stored(engine, made.id)
    changed = moments.revise(engine, lin, made.id, Judgement(Kind.WATCH, note="再看"), version=1)
    gone = moments.withdraw(engine, lin, made.id, version=2)
    back = moments.restore(engine, lin, made.id, version=3)
    assert [m.version for m in (made, changed, gone, back)] == [1, 2, 3, 4]
    assert (gone.withdrawn, back.withdrawn) == (True, False)
    assert back.judgement.note == "再看"
    assert stored(engine, made.id) == then


def test_a_few_answers_more_are_not_told_by_subtraction(
    engine: sa.Engine, fed: Institution, ada: Actor
) -> None:
    made = moments.tag(engine, ada, VIEW, QUEUE, WEAK)
    bring_in(engine, ada, feedback(NORTH_NAMES[:1], each=3, seed=8, month=8))
    found = moments.now(engine, ada, made.id)
    assert (found.changed, found.few) == (True, True)
    assert found.evidence.numbers["n"] is None
    assert found.evidence.numbers["gap"] is None
    assert set(found.evidence.chart["gap"]) == {None}


def test_frozen_numbers_do_not_give_a_small_neighbour_away(
    engine: sa.Engine, bank: Institution, ada: Actor
) -> None:
    bring_in(engine, ada, feedback(("北门支行", "老城支行"), each=20, seed=1))
    made = moments.tag(engine, ada, VIEW, QUEUE, WEAK, branch=2)
    assert made.evidence is not None
    assert made.evidence.numbers["n"] == 20
    bring_in(engine, ada, feedback(("码头支行",), each=3, seed=2))
    hidden = gaps.heatmap(engine, ada, VIEW).frame.query("touchpoint == @QUEUE")
    kept_back = set(hidden[hidden["why_hidden"] == "protected"]["place"])
    assert kept_back, "another cell is kept back to protect the three"
    other = moments.tag(engine, ada, VIEW, QUEUE, WEAK, branch=next(iter(kept_back)))
    assert other.evidence is not None
    assert other.evidence.numbers["n"] is other.evidence.numbers["gap"] is None
    if 2 in kept_back:
        seen = moments.moment(engine, ada, made.id).evidence
        assert seen is not None
        assert seen.numbers["gap"] is seen.numbers["n"] is seen.chart["gap"][-1] is None


def test_mei_reads_of_the_north_what_it_offers_and_never_a_number(
    engine: sa.Engine, fed: Institution, ada: Actor, lin: Actor, mei: Actor, chen: Actor
) -> None:
    of_visibility = {
        seen: moments.tag(
            engine, lin, VIEW, QUEUE, Judgement(Kind.DELIGHT, note="写好", visibility=seen), said="很好"
        )
        for seen in Visibility
    }
    found = moments.moments(engine, mei)
    assert [m.id for m in found] == [of_visibility[Visibility.NETWORK].id]
    assert found[0].evidence is None
    assert found[0].actions == ()
    assert found[0].judgement.note == "写好"
    for seen in (Visibility.BRANCH, Visibility.REGION):
        for ask in (moments.moment, moments.now):
            with pytest.raises(MomentNotFoundError):
                ask(engine, mei, of_visibility[seen].id)
        with pytest.raises(MomentNotFoundError):
            moments.revise(engine, mei, of_visibility[seen].id, WEAK, version=1)
    with pytest.raises(OutOfScopeError):
        moments.now(engine, mei, found[0].id)
    for job in (moments.withdraw, moments.restore):
        with pytest.raises(OutOfScopeError):
            job(engine, mei, found[0].id, version=1)
    assert moments.nows(engine, mei, found) == {}
    assert [m.id for m in moments.practices(engine, mei)] == [found[0].id]
    assert moments.practices(engine, mei, 3) == ()
    near = Actor("gao", "高", mei.role, Scope(frozenset({1})))
    assert {m.id for m in moments.moments(engine, near)} == {
        of_visibility[v].id for v in (Visibility.REGION, Visibility.NETWORK)
    }, "of two branches she sees one, so the words alone"
    assert all(m.evidence is None for m in moments.moments(engine, near))
    for whole in (ada, lin, chen):
        assert len(moments.moments(engine, whole)) == 3
        assert all(m.evidence is not None for m in moments.moments(engine, whole))
    assert moments.practices(engine, lin) == (), "her own are no news to her"


def test_who_may_not_tag_is_told(
    engine: sa.Engine, fed: Institution, lin: Actor, mei: Actor, chen: Actor
) -> None:
    made = moments.tag(engine, lin, VIEW, QUEUE, WEAK)
    for job in (
        lambda: moments.tag(engine, chen, VIEW, QUEUE, WEAK),
        lambda: moments.revise(engine, chen, made.id, WEAK, version=1),
        lambda: moments.withdraw(engine, chen, made.id, version=1),
    ):
        with pytest.raises(NotAllowedError):
            job()
    with pytest.raises(OutOfScopeError):
        moments.tag(engine, mei, View(VIEW.quarter, (1,)), QUEUE, WEAK)
    with pytest.raises(OutOfScopeError):
        moments.tag(engine, mei, VIEW, QUEUE, WEAK, branch=1)
    with pytest.raises(ValueError, match="no touchpoint"):
        moments.tag(engine, lin, VIEW, 99, WEAK)
    with pytest.raises(NoteTooLongError):
        moments.tag(engine, lin, VIEW, QUEUE, Judgement(Kind.WEAK, note="长" * 4001))
    of_mei = moments.tag(engine, mei, VIEW, QUEUE, WEAK)
    assert of_mei.branches == frozenset({3, 4, 5})
    assert of_mei.evidence is not None
    assert of_mei.evidence.batches == (2,)


def test_two_who_edit_the_same_tag_lose_no_text(
    engine: sa.Engine, fed: Institution, ada: Actor, lin: Actor
) -> None:
    made = moments.tag(engine, lin, VIEW, QUEUE, WEAK)
    moments.revise(engine, ada, made.id, Judgement(Kind.WATCH, note="Ada 写的"), version=1)
    with pytest.raises(MomentChangedError) as stopped:
        moments.revise(engine, lin, made.id, Judgement(Kind.WEAK, note="林写的"), version=1)
    assert stopped.value.theirs.judgement.note == "Ada 写的"
    assert stopped.value.params["name"] == "Ada"
    assert moments.moment(engine, lin, made.id).judgement.note == "Ada 写的"
    moments.revise(engine, lin, made.id, Judgement(Kind.WEAK, note="合在一起"), version=2)
    with engine.connect() as tx:
        lines = [line for line in audit.read(tx) if line.event.startswith("moment_")]
    assert [line.event for line in lines] == ["moment_revised", "moment_revised", "moment_tagged"]
    assert lines[0].detail["before"]["note"] == "Ada 写的"
    assert lines[2].detail["evidence"] == stored(engine, made.id)[1]


def test_undoing_an_import_names_the_tags_that_are_founded_on_it(
    engine: sa.Engine, fed: Institution, ada: Actor, lin: Actor
) -> None:
    made = moments.tag(engine, lin, VIEW, QUEUE, WEAK)

    def named(number: int) -> list[tuple[int, str]]:
        found = undoing.dependents(engine, ada, number)
        return [(d.number, d.about.zh) for d in found if d.kind is Dependence.TAGGED]

    assert named(1) == [(made.id, "排队等候")]
    assert named(2) == []
    moments.withdraw(engine, lin, made.id, version=1)
    assert named(1) == []


def test_what_is_tagged_is_suggested_no_more(
    engine: sa.Engine, fed: Institution, ada: Actor, lin: Actor
) -> None:
    found = moments.suggestions(engine, ada, VIEW)
    shown = gaps.gap_table(engine, ada, VIEW).frame
    assert {s.touchpoint for s in found} == set(
        shown[shown["status"].isin(["weak", "likely_weak", "delight"])]["touchpoint"]
    )
    assert found
    assert [s.gap for s in found] == sorted(s.gap for s in found)
    first = found[0]
    moments.tag(engine, lin, VIEW, first.touchpoint, WEAK)
    assert len(moments.suggestions(engine, ada, VIEW)) == len(found), "hers is about the North alone"
    made = moments.tag(engine, ada, VIEW, first.touchpoint, WEAK)
    assert [s.touchpoint for s in moments.suggestions(engine, ada, VIEW)] == [s.touchpoint for s in found[1:]]
    moments.withdraw(engine, ada, made.id, version=1)
    assert moments.suggestions(engine, ada, VIEW) == found


def test_a_tag_changes_no_number(engine: sa.Engine, fed: Institution, ada: Actor) -> None:
    before = numbers(engine, ada)
    made: Moment = moments.tag(engine, ada, VIEW, QUEUE, WEAK)
    moments.withdraw(engine, ada, made.id, version=1)
    assert_same_numbers(numbers(engine, ada), before)


def test_the_tags_of_the_demonstration_go_with_it(engine: sa.Engine, bank: Institution, ada: Actor) -> None:
    draft = imports.preview(engine, ada, feedback(each=20))
    imports.commit(engine, ada, draft, demonstration=True)
    shown = moments.tag(engine, ada, VIEW, QUEUE, WEAK)
    assert shown.demonstration
    demo.put_away(engine, ada)
    assert moments.moments(engine, ada) == ()
    with engine.connect() as tx:
        for name in ("moment", "moment_branch", "moment_batch"):
            assert not tx.execute(sa.select(metadata.tables[name])).all()
