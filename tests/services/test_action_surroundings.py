"""What an action is linked with may change or be taken out of sight; the action goes on."""

import datetime as dt
import time
from dataclasses import replace

import pytest
import sqlalchemy as sa

from mot.domain.access import Actor, Role, Scope
from mot.domain.cube import View
from mot.domain.moments import Judgement, Kind, MomentNotFoundError, Visibility
from mot.domain.periods import Quarter
from mot.domain.survey import Institution, Name
from mot.services import actions, books, moments, setup
from mot.services.setup import BranchRow
from mot.storage import actions as stored
from mot.storage import institution
from tests.services.action_samples import BEFORE, DURING, content
from tests.services.service_samples import bring_in, feedback

QUARTER = Quarter(2026, 3)


def tag(engine: sa.Engine, actor: Actor, *branches: int, visibility: Visibility = Visibility.BRANCH) -> int:
    judgement = Judgement(Kind.WEAK, note="只有标记里有的话", visibility=visibility)
    return moments.tag(engine, actor, View(QUARTER, branches), 2, judgement).id


def test_an_action_from_tags_copies_nothing_of_them_but_the_link(
    engine: sa.Engine, bank: Institution, ada: Actor, mei: Actor
) -> None:
    bring_in(engine, ada, feedback())
    tags = [tag(engine, mei, 3), tag(engine, mei, 4)]
    made = actions.create(engine, mei, content(3), moments=[*reversed(tags), tags[0]], today=BEFORE)
    assert made.moments == tuple(sorted(tags))
    assert "只有标记里有的话" not in repr(made)
    assert [moments.moment(engine, mei, number).actions for number in tags] == [(made.id,)] * 2
    gone = moments.moment(engine, mei, tags[0])
    moments.withdraw(engine, mei, gone.id, version=gone.version)
    assert actions.action(engine, mei, made.id).moments == made.moments


def test_mei_links_no_tag_that_she_may_not_read(
    engine: sa.Engine, bank: Institution, ada: Actor, lin: Actor, mei: Actor
) -> None:
    bring_in(engine, ada, feedback())
    hidden, offered = tag(engine, lin, 1), tag(engine, lin, 2, visibility=Visibility.NETWORK)
    with pytest.raises(MomentNotFoundError):
        actions.create(engine, mei, content(3), moments=[hidden], today=BEFORE)
    with pytest.raises(MomentNotFoundError):
        actions.create(engine, mei, content(3), moments=[999], today=BEFORE)
    assert actions.actions(engine, ada) == ()
    copied = actions.create(engine, mei, content(3), moments=[offered], today=BEFORE)
    assert copied.moments == (offered,)
    shared = actions.create(engine, ada, content(1, 3), moments=[hidden, offered], today=BEFORE)
    assert shared.moments == (hidden, offered)
    assert actions.action(engine, mei, shared.id).moments == (offered,)


def test_an_action_goes_on_when_its_branches_and_touchpoint_are_put_aside(
    engine: sa.Engine, bank: Institution, ada: Actor, mei: Actor
) -> None:
    made = actions.create(engine, mei, content(3), today=BEFORE)
    rows = [
        BranchRow(b.id, b.name, "", b.aliases, b.id not in (3, 5))
        for b in books.open_books(engine, ada).institution.branches
    ]
    setup.save_branches(engine, ada, rows)
    setup.save_touchpoints(engine, ada, [replace(t, active=t.id != 2) for t in bank.touchpoints])
    assert actions.action(engine, mei, made.id) == made
    words = replace(made.content, title="照常")
    changed = actions.change(engine, mei, made.id, words, version=1, today=DURING)
    assert changed.content.plan == made.content.plan
    assert actions.undo_change(engine, mei, made.id, version=2, today=DURING).content == made.content
    later = actions.create(engine, mei, content(4, touchpoint=1), today=BEFORE)
    assert later.content.plan.comparison == {1, 2}, "a branch put aside is compared with nobody"


def test_mei_keeps_her_actions_when_a_branch_moves_to_the_north(
    engine: sa.Engine, bank: Institution, ada: Actor, mei: Actor
) -> None:
    made = actions.create(engine, mei, content(3), today=BEFORE)
    rows = [BranchRow(b.id, b.name, "北区", b.aliases, b.active) for b in bank.branches]
    setup.save_branches(engine, ada, rows)
    assert actions.action(engine, mei, made.id) == made


def test_a_scope_that_shrinks_shows_and_changes_less_at_once(
    engine: sa.Engine, bank: Institution, mei: Actor
) -> None:
    made = actions.create(engine, mei, content(3, 4), today=BEFORE)
    less = replace(mei, scope=Scope(frozenset({4, 5})))
    assert actions.action(engine, less, made.id) == made
    assert not actions.may_change(less, made)
    assert actions.actions(engine, replace(mei, scope=Scope(frozenset({5})))) == ()
    assert actions.actions(engine, replace(mei, scope=Scope(frozenset()))) == ()


def test_a_hundred_actions_of_a_thousand_branches_are_read_at_once(engine: sa.Engine) -> None:
    with engine.begin() as tx:
        touchpoint = institution.add_touchpoint(tx, Name("排队"))
        branches = [institution.add_branch(tx, Name(f"支行{i}")) for i in range(1_000)]
        others = frozenset(branches[10:])
        for i in range(100):
            written = content(branches[i % 10], touchpoint=touchpoint, comparison=others)
            stored.insert(tx, written, login="x", at=dt.datetime(2026, 6, 1, i % 24, tzinfo=dt.UTC))
    half = Actor("x", "X", Role.MANAGER, Scope(frozenset(branches[:500])))
    for actor in (half, replace(half, scope=Scope())):
        actions.actions(engine, actor)
        begun = time.perf_counter()
        found = actions.actions(engine, actor)
        took = time.perf_counter() - begun
        assert len(found) == 100
        assert all(one.content.plan.comparison == others for one in found)
        assert took < 1.5, f"{took:.2f} s"
