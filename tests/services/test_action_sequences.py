"""Whatever is changed and taken back in whatever order, an action is what a simple model says it is."""

import datetime as dt
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mot.domain.access import Actor
from mot.domain.improvements import (
    Action,
    ActionChangedError,
    Again,
    Content,
    Learning,
    Lever,
    NothingToUndoError,
    Stage,
)
from mot.services import action_parts, actions
from mot.storage import database, institution
from tests.conftest import BANK, examples
from tests.services.action_samples import BEFORE, content
from tests.services.test_at_once import at_once

pytestmark = pytest.mark.both

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20).map(str.strip)
DAYS = st.dates(dt.date(2026, 7, 2), dt.date(2027, 6, 30))
CHANGES: st.SearchStrategy[Callable[[Content], Content]] = st.one_of(
    TEXTS.filter(bool).map(lambda text: lambda c: replace(c, title=text)),
    TEXTS.map(lambda text: lambda c: replace(c, description=text)),
    st.sampled_from(Lever).map(lambda lever: lambda c: replace(c, lever=lever)),
    st.sampled_from(Stage).map(lambda stage: lambda c: replace(c, stage=stage)),
    st.one_of(st.none(), DAYS).map(lambda day: lambda c: replace(c, due=day)),
    DAYS.map(lambda day: lambda c: replace(c, plan=replace(c.plan, evaluate=day))),
    st.sets(st.sampled_from([3, 4]), min_size=1).map(
        lambda b: lambda c: replace(c, plan=replace(c.plan, branches=frozenset(b)))
    ),
    st.sampled_from([None, -3.5, 2.0]).map(
        lambda target: lambda c: replace(c, plan=replace(c.plan, target=target))
    ),
    st.sampled_from(Again).map(lambda again: lambda c: replace(c, learning=Learning("学到了", again))),
)
STEPS = st.lists(st.one_of(CHANGES, st.sampled_from(["undo", "undo", "remark", "stale"])), max_size=12)


@pytest.fixture
def number(engine: sa.Engine, bank: object, mei: Actor) -> int:
    """An action that is compared with one branch, so that the model need not work out the others."""
    return actions.create(engine, mei, content(3, comparison=frozenset({5})), today=BEFORE).id


@settings(max_examples=examples(25), suppress_health_check=list(HealthCheck))
@given(steps=STEPS)
def test_an_action_is_what_its_changes_and_undos_make_of_it(
    engine: sa.Engine, mei: Actor, number: int, steps: list
) -> None:
    one = actions.create(engine, mei, content(3, comparison=frozenset({5})), today=BEFORE)
    states, version = [_state(one)], 1
    for step in steps:
        ask, now = (engine, mei, one.id), {"version": version, "today": BEFORE}
        if step == "remark":
            action_parts.remark(*ask, "一句")
        elif step == "stale":
            with pytest.raises(ActionChangedError):
                actions.change(*ask, content(4), version=version - 1, today=BEFORE)
        elif step == "undo" and len(states) == 1:
            with pytest.raises(NothingToUndoError):
                actions.undo_change(*ask, **now)
        elif step == "undo":
            states.pop()
            assert _state(actions.undo_change(*ask, **now)) == states[-1]
            version += 1
        else:
            found = _state(actions.change(*ask, step(states[-1][0]), **now))
            assert found[0] == step(states[-1][0])
            if found[0] != states[-1][0]:
                states.append(found)
                version += 1
        there = actions.action(*ask)
        assert (_state(there), there.version) == (states[-1], version)
    numbered = [line.version for line in actions.log(engine, mei, one.id) if line.event != "remarked"]
    assert numbered == list(range(version, 0, -1)), "every version has its line"


def _state(one: Action) -> tuple:
    return one.content, one.all_others, one.closed_at, one.verdict


def test_of_two_who_save_at_once_one_is_told_and_neither_text_is_lost(
    engine: sa.Engine, ada: Actor, mei: Actor, number: int
) -> None:
    for version in range(1, 6):
        texts = {actor: f"{actor.name} {version}" for actor in (ada, mei)}
        mine = {
            actor: content(3, comparison=frozenset({5}), description=text) for actor, text in texts.items()
        }
        found = at_once(
            *(
                lambda a=a, c=c, v=version: actions.change(engine, a, number, c, version=v, today=BEFORE)
                for a, c in mine.items()
            )
        )
        saved = [one for one in found if isinstance(one, Action)]
        told = [one for one in found if isinstance(one, ActionChangedError)]
        assert (len(saved), len(told)) == (1, 1)
        assert told[0].theirs.content == saved[0].content == actions.action(engine, ada, number).content
        assert saved[0].version == version + 1
    assert len(actions.log(engine, ada, number)) == 6


def test_an_undo_and_a_change_at_once_never_mix(engine: sa.Engine, mei: Actor, number: int) -> None:
    actions.change(
        engine, mei, number, content(3, comparison=frozenset({5}), title="二"), version=1, today=BEFORE
    )
    third = content(3, comparison=frozenset({5}), title="三")
    found = at_once(
        lambda: actions.undo_change(engine, mei, number, version=2, today=BEFORE),
        lambda: actions.change(engine, mei, number, third, version=2, today=BEFORE),
    )
    assert sum(isinstance(one, ActionChangedError) for one in found) == 1
    there = actions.action(engine, mei, number)
    assert there.version == 3
    assert there.content.title in ("叫号分流", "三")


def test_two_processes_of_one_database_see_each_others_version(
    tmp_path: Path, sqlite_template: Path, mei: Actor
) -> None:
    path = tmp_path / "shared.db"
    shutil.copyfile(sqlite_template, path)
    one, other = (database.connect(f"sqlite:///{path}") for _ in range(2))
    with one.begin() as tx:
        institution.save_pack(tx, BANK)
    made = actions.create(one, mei, content(), today=BEFORE)
    actions.change(other, mei, made.id, replace(made.content, title="另一台"), version=1, today=BEFORE)
    with pytest.raises(ActionChangedError) as caught:
        actions.change(one, mei, made.id, replace(made.content, title="这一台"), version=1, today=BEFORE)
    assert caught.value.theirs.content.title == "另一台"
    for engine in (one, other):
        engine.dispose()
