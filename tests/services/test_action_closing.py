"""Closing an action keeps what was judged, from which imports; opening it again forgets it, and undoing restores it."""

import datetime as dt
import json
from dataclasses import replace

import numpy as np
import pytest
import sqlalchemy as sa

from mot.domain.access import Actor, Role, Scope
from mot.domain.dependence import Dependence
from mot.domain.improvements import Action, Stage
from mot.services import actions, undoing, verdicts
from mot.services.action_closing import as_seen, plain
from mot.storage import actions as stored
from tests.services.action_samples import BEFORE, DURING, content
from tests.services.service_samples import EVERYWHERE, SOUTH_NAMES, bring_in, feedback

pytestmark = pytest.mark.usefixtures("bank")
LATER = dt.date(2027, 1, 15)
OF_PLAN = {"start": dt.date(2026, 5, 10), "evaluate": dt.date(2026, 9, 30)}


@pytest.fixture
def counted(engine: sa.Engine, ada: Actor) -> list[int]:
    """The imports of April (before) and of June and July (after the start in May); one of the year before."""
    files = [
        feedback(EVERYWHERE, seed=1, month=4, each=30),
        feedback(EVERYWHERE, seed=2, month=6, each=30),
        feedback(SOUTH_NAMES, seed=3, month=7, each=30),
    ]
    numbers = [bring_in(engine, ada, file).id for file in files]
    bring_in(engine, ada, feedback(EVERYWHERE, seed=4, month=1, each=30))
    return numbers


def closed(engine: sa.Engine, actor: Actor, *branches: int) -> Action:
    made = actions.create(engine, actor, content(*branches, **OF_PLAN), today=BEFORE)
    done = replace(made.content, stage=Stage.CLOSED)
    return actions.change(engine, actor, made.id, done, version=1, today=LATER)


def test_closing_keeps_the_verdict_of_that_day_and_its_imports(
    engine: sa.Engine, ada: Actor, counted: list[int]
) -> None:
    one = closed(engine, ada, 3)
    judged = verdicts.verdict(engine, ada, one.id, LATER)
    assert one.verdict == plain(judged)
    assert one.verdict is not None
    assert one.verdict["verdict"] == judged.verdict.value
    assert one.verdict["effect"] == judged.effect
    assert one.verdict["unit"] == {"scale": "1-5", "low": 1, "high": 5, "factor": 1.0, "pomp": 25.0}
    assert one.verdict["series"]["n"]
    assert one.closed_at is not None
    json.dumps(one.verdict, allow_nan=False)
    with engine.connect() as tx:
        assert stored.batches_of(tx, one.id) == tuple(counted) == tuple(judged.batches)


def test_the_kept_verdict_does_not_move_whatever_is_imported_or_undone(
    engine: sa.Engine, ada: Actor, counted: list[int]
) -> None:
    one = closed(engine, ada, 3)
    bring_in(engine, ada, feedback(EVERYWHERE, seed=9, month=6, each=40))
    undoing.undo(engine, ada, counted[0])
    assert actions.action(engine, ada, one.id) == one
    words = replace(one.content, description="补充说明")
    later = actions.change(engine, ada, one.id, words, version=2, today=LATER)
    assert (later.verdict, later.closed_at) == (one.verdict, one.closed_at)
    with engine.connect() as tx:
        assert stored.batches_of(tx, one.id) == tuple(counted)


def test_opening_again_forgets_the_verdict_and_undoing_that_restores_it(
    engine: sa.Engine, ada: Actor, counted: list[int]
) -> None:
    one = closed(engine, ada, 3)
    opened = actions.change(
        engine, ada, one.id, replace(one.content, stage=Stage.REMEASURE), version=2, today=LATER
    )
    assert (opened.verdict, opened.closed_at) == (None, None)
    with engine.connect() as tx:
        assert stored.batches_of(tx, one.id) == ()
    undoing.undo(engine, ada, counted[1])
    back = actions.undo_change(engine, ada, one.id, version=3, today=LATER)
    assert (back.verdict, back.closed_at, back.content) == (one.verdict, one.closed_at, one.content)
    with engine.connect() as tx:
        assert stored.batches_of(tx, one.id) == tuple(counted)
    told = [line.before | line.after for line in actions.log(engine, ada, one.id)]
    assert not any({"verdict", "batches", "closed_at"} & side.keys() for side in told)


def test_dropping_an_action_judges_nothing(engine: sa.Engine, ada: Actor, counted: list[int]) -> None:
    made = actions.create(engine, ada, content(3, **OF_PLAN), today=BEFORE)
    dropped = replace(made.content, stage=Stage.DROPPED)
    gone = actions.change(engine, ada, made.id, dropped, version=1, today=LATER)
    assert gone.verdict is None
    assert gone.closed_at is not None
    assert not gone.open


def test_closing_without_answers_keeps_no_verdict(engine: sa.Engine, ada: Actor) -> None:
    assert closed(engine, ada, 3).verdict is None


def test_an_action_can_be_closed_at_once_where_there_is_no_feedback_at_all(
    engine: sa.Engine, ada: Actor
) -> None:
    made = actions.create(engine, ada, content(3), today=BEFORE)
    done = replace(made.content, stage=Stage.CLOSED)
    assert actions.change(engine, ada, made.id, done, version=1, today=BEFORE).verdict is None


def test_an_action_entered_after_the_fact_is_judged_at_once(
    engine: sa.Engine, ada: Actor, counted: list[int]
) -> None:
    made = actions.create(engine, ada, content(3, stage=Stage.CLOSED, **OF_PLAN), today=LATER)
    assert made.verdict == plain(verdicts.verdict(engine, ada, made.id, LATER))
    assert (made.version, made.closed_at is not None) == (1, True)


def test_stages_come_in_any_order(engine: sa.Engine, mei: Actor) -> None:
    one = actions.create(engine, mei, content(), today=BEFORE)
    ways = (Stage.CLOSED, Stage.PLANNED, Stage.REMEASURE, Stage.DROPPED, Stage.UNDER_WAY, Stage.CLOSED)
    for version, stage in enumerate(ways, start=1):
        changed = replace(one.content, stage=stage)
        one = actions.change(engine, mei, one.id, changed, version=version, today=DURING)
        assert one.content.stage is stage
        assert (one.closed_at is None) == one.open


def test_mei_sees_of_a_verdict_with_north_only_what_tells_nothing_of_it(
    engine: sa.Engine, ada: Actor, mei: Actor, counted: list[int]
) -> None:
    whole = closed(engine, ada, 1, 3)
    seen = actions.action(engine, mei, whole.id)
    assert whole.verdict is not None
    assert seen.verdict is not None
    assert seen.verdict["verdict"] == whole.verdict["verdict"]
    assert not seen.verdict["whole"]
    hers = {"before", "after", "n_before", "n_after", "change", "series", "expected_bounce", "grounds"}
    assert not hers & seen.verdict.keys()
    assert actions.actions(engine, mei)[0].verdict == seen.verdict
    assert (seen.verdict["effect"], seen.verdict["lo"], seen.verdict["hi"]) == (None, None, None), (
        "one comparison branch is not hers: what it contributes could be worked out"
    )


def test_an_effect_is_shown_beyond_ones_branches_where_it_tells_of_no_small_group(
    engine: sa.Engine, ada: Actor, counted: list[int]
) -> None:
    whole = closed(engine, ada, 1, 3)
    assert whole.verdict is not None
    grounds = {"least": 10, "compared": [2, 4, 5, 6, 7, 8], "done": {"1": [30, 30, 9, 30], "3": [30] * 4}}
    plan = replace(whole.content.plan, comparison=frozenset(range(4, 11)))
    kept = replace(
        whole, content=replace(whole.content, plan=plan), verdict={**whole.verdict, "grounds": grounds}
    )

    def effect(*branches: int) -> object:
        reader = Actor("x", "X", Role.MANAGER, Scope(frozenset(branches)))
        seen = as_seen(reader, kept).verdict
        assert seen is not None
        assert "grounds" not in seen
        return seen["effect"]

    everywhere = (1, 3, 4, 5, 6, 7, 8, 9, 10)
    assert effect(*everywhere) == whole.verdict["effect"]
    assert effect(1, 3) == whole.verdict["effect"], "five of those outside have answers"
    assert effect(1, 3, 4) is None, "four of those outside have answers"
    assert effect(1, 3, 4, 5, 6, 7, 8) == whole.verdict["effect"], "none of those outside has answers"
    assert effect(1) == whole.verdict["effect"]
    assert effect(3) is None, "nine gaps of the branch outside are too few"


def test_mei_sees_all_of_her_own_verdict_but_what_tells_of_those_it_is_compared_with(
    engine: sa.Engine, ada: Actor, mei: Actor, counted: list[int]
) -> None:
    whole = closed(engine, ada, 3)
    seen = actions.action(engine, mei, whole.id)
    assert whole.verdict is not None
    assert seen.verdict is not None
    gone = {"compared_before", "compared_after", "effect", "lo", "hi", "expected_bounce"}
    assert {name for name, value in seen.verdict.items() if value != whole.verdict[name]} == {
        *gone, "controls_known"
    }  # fmt: skip
    assert all(seen.verdict[name] is None for name in gone)
    assert seen.verdict["n_before"] == 30
    assert not seen.verdict["controls_known"]


def test_undoing_an_import_names_the_verdicts_that_counted_it_to_those_who_see_them(
    engine: sa.Engine, ada: Actor, lin: Actor, mei: Actor, counted: list[int]
) -> None:
    one = closed(engine, ada, 3)

    def named(actor: Actor, number: int) -> list[tuple[int, object]]:
        found = undoing.dependents(engine, actor, number)
        return [(d.number, d.about) for d in found if d.kind is Dependence.JUDGED]

    assert [named(ada, number) for number in counted] == [[(one.id, "叫号分流")]] * 3
    assert named(mei, counted[0]) == [(one.id, "叫号分流")]
    assert named(lin, counted[0]) == []


def test_what_no_json_holds_becomes_plain(engine: sa.Engine, ada: Actor, counted: list[int]) -> None:
    one = closed(engine, ada, 3)
    judged = verdicts.verdict(engine, ada, one.id, LATER)
    odd = plain(replace(judged, effect=np.float64("nan"), lo=float("-inf"), expected=dt.date(2027, 1, 1)))
    assert (odd["effect"], odd["lo"], odd["expected"]) == (None, None, "2027-01-01")
    json.dumps(odd, allow_nan=False)
