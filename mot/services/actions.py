"""Improvement actions: made from tagged moments, changed by those who run them, every change logged and undoable.

An action is seen by who sees any branch it is done at, and changed by who sees all of them. What it is judged by
is fixed from the day it starts. Two people who change one action at once both keep their text.
"""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from mot.domain import action_fields
from mot.domain.access import Actor, Permission, Scope
from mot.domain.improvements import (
    Action,
    Change,
    Content,
    NothingToUndoError,
    Plan,
    Stage,
)
from mot.services import action_closing, action_rules, action_writing
from mot.services.action_writing import CHANGED, CREATED, UNDONE
from mot.storage import action_log, people
from mot.storage import actions as stored
from mot.storage.actions import OPEN, State


def create(
    engine: sa.Engine,
    actor: Actor,
    content: Content,
    *,
    moments: Sequence[int] = (),
    today: dt.date | None = None,
) -> Action:
    """Store a new action, with the tags it came from; without a comparison it gets the default one.

    Raises
    ------
    NotAllowedError, OutOfScopeError, MomentNotFoundError, EmptyTitleError, TextTooLongError, DatesCrossError
    NoBranchError, UnknownOwnerError
    """
    actor.require(Permission.MANAGE_ACTIONS)
    now, day = dt.datetime.now(dt.UTC), today or dt.date.today()
    _may_link(engine, actor, moments)
    with engine.begin() as tx:
        settled, all_others = action_rules.settle(tx, actor, content, None, day)
        state: State = OPEN if settled.stage not in (Stage.CLOSED, Stage.DROPPED) else (now, None, ())
        number = stored.insert(
            tx, settled, login=actor.login, at=now, all_others=all_others, moments=moments, state=state
        )
        after = action_fields.plain(settled)
        action_writing.note(tx, actor, number, CREATED, at=now, version=1, after=after)
    if settled.stage is Stage.CLOSED:  # an action entered after the fact
        verdict, batches = action_closing.judged(engine, actor, number, settled.plan, day)
        with engine.begin() as tx:
            stored.keep_verdict(tx, number, 1, verdict, batches)
    return action(engine, actor, number)


def actions(engine: sa.Engine, actor: Actor) -> tuple[Action, ...]:
    """All actions the actor may see, the one changed last first."""
    actor.require(Permission.VIEW_RESULTS)
    with engine.connect() as tx:
        found = stored.every(tx, actor.scope)
    return tuple(action_closing.as_seen(actor, one) for one in found)


def action(engine: sa.Engine, actor: Actor, number: int) -> Action:
    """One action.

    Raises
    ------
    ActionNotFoundError
    """
    with engine.connect() as tx:
        return action_closing.as_seen(actor, action_rules.readable(tx, actor, number))


def may_change(actor: Actor, one: Action) -> bool:
    """Whether the actor may change this action."""
    return actor.may(Permission.MANAGE_ACTIONS) and all(
        actor.scope.allows(branch) for branch in one.content.plan.branches
    )


def change(
    engine: sa.Engine,
    actor: Actor,
    number: int,
    content: Content,
    *,
    version: int,
    today: dt.date | None = None,
) -> Action:
    """Replace what an action says; `version` is the one that the person saw when they began.

    Closing it keeps the verdict of that day and the imports it counted; opening it again forgets them.

    Raises
    ------
    ActionChangedError
        When somebody else changed it meanwhile; `theirs` is the action as it now is.
    PlanFixedError
    ActionNotFoundError, OutOfScopeError, and what `create` raises
    """
    actor.require(Permission.MANAGE_ACTIONS)
    now, day = dt.datetime.now(dt.UTC), today or dt.date.today()
    verdict: dict[str, Any] | None = None
    batches: tuple[int, ...] = ()
    if content.stage is Stage.CLOSED:
        before = action(engine, actor, number)
        if before.content.stage is not Stage.CLOSED and may_change(actor, before):
            verdict, batches = action_closing.judged(engine, actor, number, before.content.plan, day)
    with engine.begin() as tx:
        there = action_rules.changeable(tx, actor, number)
        if there.version != version:
            raise action_writing.conflict(tx, actor, there)
        settled, all_others = action_rules.settle(tx, actor, content, there, day)
        state = OPEN
        if settled.stage is there.content.stage:
            state = action_writing.state_of(tx, there)
        elif settled.stage in (Stage.CLOSED, Stage.DROPPED):
            state = now, verdict, batches
        action_writing.replace(
            tx, actor, there, settled, all_others=all_others, state=state, event=CHANGED, at=now
        )
    return action(engine, actor, number)


def undo_change(
    engine: sa.Engine, actor: Actor, number: int, *, version: int, today: dt.date | None = None
) -> Action:
    """Take the last change back that was not taken back already; this is itself a change in the log.

    Raises
    ------
    NothingToUndoError, ActionChangedError, PlanFixedError, ActionNotFoundError, OutOfScopeError
    """
    actor.require(Permission.MANAGE_ACTIONS)
    now, day = dt.datetime.now(dt.UTC), today or dt.date.today()
    with engine.begin() as tx:
        there = action_rules.changeable(tx, actor, number)
        if there.version != version:
            raise action_writing.conflict(tx, actor, there)
        last = action_writing.last_standing(action_log.of(tx, number))
        if last is None:
            raise NothingToUndoError
        fields = {**action_writing.fields(tx, there), **last.before}
        content = action_fields.content(fields)
        action_rules.may_stand_again(actor, content.plan, there.content.plan, day)
        closed_at = fields["closed_at"] and dt.datetime.fromisoformat(fields["closed_at"])
        state: State = closed_at, fields["verdict"], fields["batches"]
        action_writing.replace(
            tx, actor, there, content, all_others=fields["all_others"], state=state, event=UNDONE, at=now
        )
    return action(engine, actor, number)


def can_undo(engine: sa.Engine, actor: Actor, number: int) -> Change | None:
    """The change that `undo_change` would take back, None when there is none left.

    Raises
    ------
    ActionNotFoundError
    """
    return action_writing.last_standing(log(engine, actor, number))


def log(engine: sa.Engine, actor: Actor, number: int) -> tuple[Change, ...]:
    """Who changed what and when, newest first.

    Raises
    ------
    ActionNotFoundError
    """
    with engine.connect() as tx:
        action_rules.readable(tx, actor, number)
        found = action_log.of(tx, number)
    return tuple(
        replace(one, before=action_writing.told(one.before), after=action_writing.told(one.after))
        for one in found
    )


def people_to_own(engine: sa.Engine, actor: Actor, branches: Collection[int] = ()) -> tuple[Actor, ...]:
    """The people who may own an action at these branches (at any of the actor's without), the actor among them.

    Of what they see, only the part is told that the actor sees too.
    """
    actor.require(Permission.VIEW_RESULTS)
    wanted = actor.scope.narrowed(branches) if branches else actor.scope
    with engine.connect() as tx:
        everyone = people.everyone(tx)
    known = everyone if actor.login in {one.login for one in everyone} else (actor, *everyone)
    able = [one for one in known if (both := _shared(one, wanted)).everything or both.branches]
    return tuple(replace(one, scope=_shared(one, actor.scope)) for one in able)


def default_comparison(
    engine: sa.Engine,
    actor: Actor,
    touchpoint: int,
    branches: Collection[int],
    *,
    start: dt.date | None = None,
    window: int = 3,
    seasonal: bool = False,
) -> frozenset[int]:
    """All other active branches of the network that run no action at the touchpoint in the months compared.

    `start` is today unless given.
    """
    actor.require(Permission.VIEW_RESULTS)
    begin = start or dt.date.today()
    plan = Plan(touchpoint, frozenset(branches), begin, begin, window, seasonal=seasonal)
    with engine.connect() as tx:
        return action_rules.others(tx, plan)


def _shared(one: Actor, scope: Scope) -> Scope:
    """The part of what a person sees that lies within a scope."""
    return one.scope if scope.branches is None else one.scope.narrowed(scope.branches)


def _may_link(engine: sa.Engine, actor: Actor, numbers: Sequence[int]) -> None:
    """Stop unless the actor may read all of these tags."""
    from mot.services import moments as tags  # they ask for actions themselves

    for number in numbers:
        tags.moment(engine, actor, number)
