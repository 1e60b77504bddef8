"""Actions: made, seen, changed and taken back, each by those who may."""

import datetime as dt
from dataclasses import replace

import pytest
import sqlalchemy as sa

from mot.domain.access import Actor, NotAllowedError, OutOfScopeError, Role, Scope
from mot.domain.improvements import (
    LONGEST_TEXT,
    LONGEST_TITLE,
    ActionChangedError,
    ActionNotFoundError,
    Again,
    DatesCrossError,
    EmptyTitleError,
    Learning,
    Lever,
    NothingToUndoError,
    PlanFixedError,
    Stage,
    TextTooLongError,
)
from mot.services import actions
from mot.services.action_rules import NoBranchError, UnknownOwnerError
from mot.services.people import admit, shut_out
from mot.storage import audit
from tests.services.action_samples import BEFORE, DURING, EVALUATE, START, content

pytestmark = pytest.mark.usefixtures("bank")


def test_an_action_comes_back_as_it_was_written(engine: sa.Engine, mei: Actor) -> None:
    written = content(
        3,
        4,
        title="弹性窗口",
        description="午间增开两个窗口\n第二行",
        lever=Lever.TRAINING,
        owner_name="外部讲师",
        due=dt.date(2026, 9, 1),
        stage=Stage.UNDER_WAY,
        audience="大堂经理",
        trained=dt.date(2026, 8, 1),
        learning=Learning("提前排班有效", Again.CHANGED),
        window=6,
        target=-5.5,
        seasonal=True,
        comparison=frozenset({5}),
    )
    made = actions.create(engine, mei, written, today=BEFORE)
    assert made.content == written
    assert (made.version, made.created_by, made.closed_at, made.verdict) == (1, "mei", None, None)
    assert not made.all_others
    assert actions.action(engine, mei, made.id) == made
    assert actions.actions(engine, mei) == (made,)


def test_without_a_comparison_it_is_compared_with_all_others_that_run_none(
    engine: sa.Engine, lin: Actor, mei: Actor, ada: Actor
) -> None:
    first = actions.create(engine, mei, content(3), today=BEFORE)
    assert first.content.plan.comparison == {1, 2, 4, 5}
    assert first.all_others
    second = actions.create(engine, lin, content(1), today=BEFORE)
    assert second.content.plan.comparison == {2, 4, 5}
    assert actions.action(engine, mei, first.id).content.plan.comparison == {1, 2, 4, 5}, "as it was resolved"
    elsewhere = actions.create(engine, ada, content(2, touchpoint=1), today=BEFORE)
    assert elsewhere.content.plan.comparison == {1, 3, 4, 5}
    assert actions.default_comparison(engine, mei, 2, {4}, start=START) == {2, 5}


def test_actions_of_other_months_and_dropped_ones_leave_a_branch_for_comparison(
    engine: sa.Engine, lin: Actor, mei: Actor
) -> None:
    past = {"start": dt.date(2024, 1, 10), "evaluate": dt.date(2024, 6, 30)}
    actions.create(engine, lin, content(1, **past), today=BEFORE)
    dropped = actions.create(engine, lin, content(2), today=BEFORE)
    assert actions.default_comparison(engine, mei, 2, {3}, start=START) == {1, 4, 5}
    actions.change(
        engine, lin, dropped.id, replace(dropped.content, stage=Stage.DROPPED), version=1, today=DURING
    )
    assert actions.default_comparison(engine, mei, 2, {3}, start=START) == {1, 2, 4, 5}


def test_mei_sees_no_action_of_the_north_and_cannot_touch_one(
    engine: sa.Engine, lin: Actor, mei: Actor
) -> None:
    of_north = actions.create(engine, lin, content(1), today=BEFORE)
    assert actions.actions(engine, mei) == ()
    jobs = (
        lambda: actions.action(engine, mei, of_north.id),
        lambda: actions.log(engine, mei, of_north.id),
        lambda: actions.change(engine, mei, of_north.id, content(3), version=1, today=BEFORE),
        lambda: actions.undo_change(engine, mei, of_north.id, version=1, today=BEFORE),
    )
    for job in jobs:
        with pytest.raises(ActionNotFoundError):
            job()
    assert actions.action(engine, lin, of_north.id) == of_north


def test_mei_sees_an_action_of_the_whole_bank_and_cannot_change_it(
    engine: sa.Engine, ada: Actor, mei: Actor
) -> None:
    shared = actions.create(engine, ada, content(1, 3), today=BEFORE)
    assert actions.actions(engine, mei) == (shared,)
    assert not actions.may_change(mei, shared)
    assert actions.may_change(ada, shared)
    with pytest.raises(OutOfScopeError):
        actions.change(engine, mei, shared.id, replace(shared.content, title="别的"), version=1, today=BEFORE)
    with pytest.raises(OutOfScopeError):
        actions.undo_change(engine, mei, shared.id, version=1, today=BEFORE)
    assert actions.action(engine, ada, shared.id) == shared


def test_mei_cannot_put_an_action_on_a_branch_of_the_north_nor_pick_one_to_compare(
    engine: sa.Engine, mei: Actor
) -> None:
    for wrong in (content(1), content(1, 3), content(3, comparison=frozenset({1, 4}))):
        with pytest.raises(OutOfScopeError):
            actions.create(engine, mei, wrong, today=BEFORE)
    mine = actions.create(engine, mei, content(3, comparison=frozenset({4})), today=BEFORE)
    for wrong in (content(1), content(1, 3), content(3, comparison=frozenset({1, 4}))):
        with pytest.raises(OutOfScopeError):
            actions.change(engine, mei, mine.id, wrong, version=1, today=BEFORE)
    assert actions.actions(engine, mei) == (mine,)


def test_the_leader_sees_all_and_changes_nothing(engine: sa.Engine, lin: Actor, chen: Actor) -> None:
    made = actions.create(engine, lin, content(1), today=BEFORE)
    assert actions.actions(engine, chen) == (made,)
    for job in (
        lambda: actions.create(engine, chen, content(3), today=BEFORE),
        lambda: actions.change(engine, chen, made.id, content(1, title="x"), version=1, today=BEFORE),
        lambda: actions.undo_change(engine, chen, made.id, version=1, today=BEFORE),
    ):
        with pytest.raises(NotAllowedError):
            job()


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"title": " \n\t"}, EmptyTitleError),
        ({"title": "\0"}, EmptyTitleError),
        ({"title": "长" * (LONGEST_TITLE + 1)}, TextTooLongError),
        ({"description": "长" * (LONGEST_TEXT + 1)}, TextTooLongError),
        ({"learning": Learning("长" * (LONGEST_TEXT + 1), Again.NO)}, TextTooLongError),
        ({"evaluate": START}, DatesCrossError),
        ({"due": START - dt.timedelta(days=1)}, DatesCrossError),
        ({"owner": "nobody"}, UnknownOwnerError),
        ({"branches": frozenset()}, NoBranchError),
    ],
)
def test_what_cannot_be_kept_is_refused_with_a_sentence(
    engine: sa.Engine, mei: Actor, changes: dict, error: type
) -> None:
    with pytest.raises(error):
        actions.create(engine, mei, content(**changes), today=BEFORE)
    made = actions.create(engine, mei, content(), today=BEFORE)
    with pytest.raises(error):
        actions.change(engine, mei, made.id, content(**changes), version=1, today=BEFORE)
    assert actions.actions(engine, mei) == (made,)


@pytest.mark.parametrize(
    "changes",
    [
        {"window": 4},
        {"target": float("nan")},
        {"target": 1e9},
        {"touchpoint": 99},
        {"comparison": frozenset({77})},
    ],
)
def test_what_no_page_sends_is_a_slip_of_a_programmer(engine: sa.Engine, ada: Actor, changes: dict) -> None:
    with pytest.raises(ValueError, match=r"compared|aimed|no touchpoint|no branch"):
        actions.create(engine, ada, content(**changes), today=BEFORE)


def test_texts_keep_what_people_write_and_lose_what_no_database_keeps(engine: sa.Engine, mei: Actor) -> None:
    odd = "a\0b\ud800c 🙂 <script>'; DROP TABLE action; -- "
    made = actions.create(engine, mei, content(title=odd, description="=1+1"), today=BEFORE)
    assert made.content.title == "abc 🙂 <script>'; DROP TABLE action; --"
    assert made.content.description == "=1+1"


@pytest.mark.parametrize(
    "changes",
    [
        {"touchpoint": 1},
        {"branches": frozenset({3, 4})},
        {"comparison": frozenset({5})},
        {"start": START + dt.timedelta(days=1)},
        {"evaluate": EVALUATE + dt.timedelta(days=1)},
        {"window": 6},
        {"target": -2.0},
        {"seasonal": True},
    ],
)
def test_what_it_is_judged_by_is_fixed_from_the_day_it_starts(
    engine: sa.Engine, mei: Actor, changes: dict
) -> None:
    made = actions.create(engine, mei, content(target=-4.0), today=BEFORE)
    other = replace(made.content, plan=replace(made.content.plan, **changes))
    for day in (START, DURING):
        with pytest.raises(PlanFixedError, match="2026-07-01"):
            actions.change(engine, mei, made.id, other, version=1, today=day)
    assert actions.action(engine, mei, made.id) == made
    late = START - dt.timedelta(days=1)
    assert (
        actions.change(engine, mei, made.id, other, version=1, today=late).content.plan != made.content.plan
    )
    with pytest.raises(PlanFixedError):
        actions.undo_change(engine, mei, made.id, version=2, today=DURING)


def test_the_rest_may_change_at_any_time(engine: sa.Engine, mei: Actor) -> None:
    made = actions.create(engine, mei, content(), today=BEFORE)
    words = replace(made.content, title="新标题", stage=Stage.UNDER_WAY, due=dt.date(2026, 10, 1))
    changed = actions.change(engine, mei, made.id, words, version=1, today=DURING)
    assert changed.content == words
    assert changed.version == 2
    as_default = replace(words, title="再改", plan=replace(words.plan, comparison=None))
    assert (
        actions.change(engine, mei, made.id, as_default, version=2, today=DURING).content.plan == words.plan
    )


def test_all_others_are_resolved_anew_while_the_plan_may_change(
    engine: sa.Engine, lin: Actor, mei: Actor
) -> None:
    made = actions.create(engine, mei, content(3), today=BEFORE)
    actions.create(engine, lin, content(1, touchpoint=3), today=BEFORE)
    moved = replace(made.content, plan=replace(made.content.plan, touchpoint=3, branches=frozenset({4})))
    changed = actions.change(engine, mei, made.id, moved, version=1, today=BEFORE)
    assert changed.all_others
    assert changed.content.plan.comparison == {2, 3, 5}
    chosen = replace(changed.content, plan=replace(changed.content.plan, comparison=frozenset({3, 5})))
    fixed = actions.change(engine, mei, made.id, chosen, version=2, today=BEFORE)
    assert not fixed.all_others
    assert fixed.content.plan.comparison == {3, 5}
    back = actions.undo_change(engine, mei, made.id, version=3, today=BEFORE)
    assert (back.all_others, back.content) == (True, changed.content)


def test_an_owner_is_somebody_who_sees_the_action_or_a_name(
    engine: sa.Engine, ada: Actor, lin: Actor, mei: Actor, chen: Actor
) -> None:
    for person in (lin, mei, chen):
        admit(engine, ada, person.login, person.name, person.role, _codes(person))
    with pytest.raises(UnknownOwnerError):
        actions.create(engine, mei, content(owner="lin"), today=BEFORE)
    made = actions.create(engine, mei, content(owner="mei", owner_name="Someone"), today=BEFORE)
    assert made.content.owner_name == "梅"
    own = replace(made.content, owner="chen")
    assert actions.change(engine, mei, made.id, own, version=1, today=BEFORE).content.owner_name == "陈"
    free = replace(own, owner="", owner_name="物业王师傅")
    assert (
        actions.change(engine, mei, made.id, free, version=2, today=BEFORE).content.owner_name == "物业王师傅"
    )


def test_an_owner_who_left_stays_named_and_the_action_goes_on(
    engine: sa.Engine, ada: Actor, mei: Actor
) -> None:
    admit(engine, ada, "hua", "华", Role.MANAGER, ["s1"])
    made = actions.create(engine, mei, content(owner="hua"), today=BEFORE)
    shut_out(engine, ada, "hua")
    assert actions.action(engine, mei, made.id).content.owner_name == "华"
    words = replace(made.content, title="继续")
    changed = actions.change(engine, mei, made.id, words, version=1, today=DURING)
    assert (changed.content.owner, changed.content.owner_name) == ("hua", "华")
    with pytest.raises(UnknownOwnerError):
        actions.create(engine, mei, content(owner="hua"), today=BEFORE)


def test_mei_is_offered_those_who_see_her_branches_and_not_what_else_they_see(
    engine: sa.Engine, ada: Actor, lin: Actor, mei: Actor, chen: Actor
) -> None:
    for person in (lin, chen, Actor("hua", "华", Role.MANAGER, Scope(frozenset({1, 4})))):
        admit(engine, ada, person.login, person.name, person.role, _codes(person))
    offered = {one.login: one.scope.branches for one in actions.people_to_own(engine, mei)}
    assert offered == {"chen": {3, 4, 5}, "hua": {4}, "mei": {3, 4, 5}}
    assert {one.login for one in actions.people_to_own(engine, mei, {3})} == {"chen", "mei"}
    assert {one.login for one in actions.people_to_own(engine, ada)} == {"ada", "chen", "hua", "lin"}


def test_a_change_from_an_old_version_is_refused_and_shows_the_newer_one(
    engine: sa.Engine, ada: Actor, mei: Actor
) -> None:
    admit(engine, ada, "mei", "梅", Role.MANAGER, ["s1", "s2", "s3"])
    made = actions.create(engine, ada, content(), today=BEFORE)
    hers = actions.change(engine, mei, made.id, replace(made.content, title="梅的"), version=1, today=BEFORE)
    with pytest.raises(ActionChangedError, match=r"^梅 changed this action at 20") as caught:
        actions.change(engine, ada, made.id, replace(made.content, title="Ada's"), version=1, today=BEFORE)
    assert caught.value.theirs == hers
    with pytest.raises(ActionChangedError):
        actions.undo_change(engine, ada, made.id, version=1, today=BEFORE)
    assert actions.action(engine, ada, made.id) == hers


def test_saving_without_a_change_leaves_no_trace(engine: sa.Engine, mei: Actor) -> None:
    made = actions.create(engine, mei, content(), today=BEFORE)
    assert actions.change(engine, mei, made.id, made.content, version=1, today=DURING) == made
    assert [line.event for line in actions.log(engine, mei, made.id)] == ["created"]


def test_every_change_stands_in_the_log_and_in_the_audit_without_its_words(
    engine: sa.Engine, mei: Actor, lin: Actor
) -> None:
    made = actions.create(engine, mei, content(), today=BEFORE)
    words = replace(made.content, title="秘密标题", stage=Stage.UNDER_WAY)
    actions.change(engine, mei, made.id, words, version=1, today=DURING)
    actions.undo_change(engine, mei, made.id, version=2, today=DURING)
    undone, changed, created = actions.log(engine, mei, made.id)
    assert [line.event for line in (created, changed, undone)] == ["created", "changed", "undone"]
    assert [line.version for line in (created, changed, undone)] == [1, 2, 3]
    assert changed.before == {"title": "叫号分流", "stage": "planned"}
    assert changed.after == {"title": "秘密标题", "stage": "under_way"} == undone.before
    with engine.connect() as tx:
        lines = [line for line in audit.read(tx) if line.event.startswith("action_")]
    assert [line.event for line in lines] == ["action_undone", "action_changed", "action_created"]
    assert {line.subject for line in lines} == {str(made.id)}
    assert lines[1].detail == {"version": 2, "fields": ["stage", "title"]}
    assert "秘密" not in repr(lines)


def test_undoing_goes_back_one_change_after_another_and_then_says_so(engine: sa.Engine, mei: Actor) -> None:
    made = actions.create(engine, mei, content(title="一"), today=BEFORE)
    for version, title in enumerate("二三", start=1):
        actions.change(engine, mei, made.id, content(title=title), version=version, today=BEFORE)
    titles = []
    for version in (3, 4):
        assert actions.can_undo(engine, mei, made.id)
        titles.append(actions.undo_change(engine, mei, made.id, version=version, today=BEFORE).content.title)
    assert titles == ["二", "一"]
    assert actions.can_undo(engine, mei, made.id) is None
    with pytest.raises(NothingToUndoError):
        actions.undo_change(engine, mei, made.id, version=5, today=BEFORE)


def _codes(person: Actor) -> list[str]:
    codes = {1: "n1", 2: "n2", 3: "s1", 4: "s2", 5: "s3"}
    return [codes[b] for b in sorted(person.scope.branches or ())]
