"""Tagging moments: the evidence is frozen with the tag, what a person says of it may change."""

from collections.abc import Sequence

import sqlalchemy as sa

from mot.domain.access import Actor
from mot.domain.cube import View
from mot.domain.moments import Judgement, Moment, Now, Origin, Suggestion


def tag(
    engine: sa.Engine,
    actor: Actor,
    view: View,
    touchpoint: int,
    judgement: Judgement,
    *,
    branch: int | None = None,
    origin: Origin = Origin.TOUCHPOINT,
    said: str = "",
) -> Moment:
    """Tag a touchpoint of a view, or of one `branch` of it, and freeze what is known about it now."""
    raise NotImplementedError


def revise(engine: sa.Engine, actor: Actor, number: int, judgement: Judgement, *, version: int) -> Moment:
    """Say something else of a tagged moment; its evidence stays.

    Raises
    ------
    MomentNotFoundError, OutOfScopeError, NoteTooLongError
    MomentChangedError
        When it is no longer at `version`; `theirs` is the tag as it is now.
    """
    raise NotImplementedError


def withdraw(engine: sa.Engine, actor: Actor, number: int, *, version: int) -> Moment:
    """Take a tag off the lists; it can be restored."""
    raise NotImplementedError


def restore(engine: sa.Engine, actor: Actor, number: int, *, version: int) -> Moment:
    """Put a withdrawn tag back."""
    raise NotImplementedError


def moments(engine: sa.Engine, actor: Actor, *, withdrawn: bool = False) -> tuple[Moment, ...]:
    """The tags that the actor may read, newest first; those withdrawn instead where asked for."""
    raise NotImplementedError


def moment(engine: sa.Engine, actor: Actor, number: int) -> Moment:
    """One tag."""
    raise NotImplementedError


def now(engine: sa.Engine, actor: Actor, number: int) -> Now:
    """The question of a tag asked of today's books."""
    raise NotImplementedError


def nows(engine: sa.Engine, actor: Actor, found: Sequence[Moment]) -> dict[int, Now]:
    """The same for several tags whose evidence the actor may see."""
    raise NotImplementedError


def suggestions(engine: sa.Engine, actor: Actor, view: View) -> tuple[Suggestion, ...]:
    """Weak moments and delights of a view that nobody has tagged yet."""
    raise NotImplementedError


def practices(engine: sa.Engine, actor: Actor, touchpoint: int | None = None) -> tuple[Moment, ...]:
    """Delights of others that are offered to copy, newest first."""
    raise NotImplementedError
