"""Improvement actions: made from tagged moments, changed by those who run them, every change logged and undoable.

An action is seen by who sees any branch it is done at, and changed by who sees all of them. What it is judged by
is fixed from the day it starts. Two people who change one action at once both keep their text.
"""

import datetime as dt
from collections.abc import Collection, Sequence

import sqlalchemy as sa

from mot.domain.access import Actor
from mot.domain.improvements import Action, Change, Content


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
    raise NotImplementedError


def actions(engine: sa.Engine, actor: Actor) -> tuple[Action, ...]:
    """All actions the actor may see, the one changed last first."""
    raise NotImplementedError


def action(engine: sa.Engine, actor: Actor, number: int) -> Action:
    """One action.

    Raises
    ------
    ActionNotFoundError
    """
    raise NotImplementedError


def may_change(actor: Actor, one: Action) -> bool:
    """Whether the actor may change this action."""
    raise NotImplementedError


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

    Raises
    ------
    ActionChangedError
        When somebody else changed it meanwhile; `theirs` is the action as it now is.
    PlanFixedError
    ActionNotFoundError, OutOfScopeError, and what `create` raises
    """
    raise NotImplementedError


def undo_change(
    engine: sa.Engine, actor: Actor, number: int, *, version: int, today: dt.date | None = None
) -> Action:
    """Take the last change back that was not taken back already; this is itself a change in the log.

    Raises
    ------
    NothingToUndoError, ActionChangedError, PlanFixedError, ActionNotFoundError, OutOfScopeError
    """
    raise NotImplementedError


def log(engine: sa.Engine, actor: Actor, number: int) -> tuple[Change, ...]:
    """Who changed what and when, newest first.

    Raises
    ------
    ActionNotFoundError
    """
    raise NotImplementedError


def people_to_own(engine: sa.Engine, actor: Actor, branches: Collection[int] = ()) -> tuple[Actor, ...]:
    """The people who may own an action at these branches (at any of the actor's without), the actor among them."""
    raise NotImplementedError


def default_comparison(
    engine: sa.Engine,
    actor: Actor,
    touchpoint: int,
    branches: Collection[int],
    *,
    start: dt.date | None = None,
    window: int = 3,
) -> frozenset[int]:
    """All other active branches of the network that run no action at the touchpoint in the months compared."""
    raise NotImplementedError
