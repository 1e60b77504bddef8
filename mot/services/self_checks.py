"""The five-question check of a team, kept with the tag of the weak moment it was made for.

Only those who see all branches of a tag read its checks; a tag that is read by its words alone has none to show.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

import sqlalchemy as sa

from mot.domain.access import Actor, OutOfScopeError, Permission
from mot.domain.moments import LONGEST_NOTE, Moment, MomentNotFoundError, NoteTooLongError, Principle
from mot.domain.self_check import Questions, SelfCheck, checked, load_questions
from mot.services import moments as tags
from mot.storage import audit, self_checks


@dataclass(frozen=True, slots=True)
class Asked:
    """What a team is asked: the moment, the questions, and its last answers where there are any."""

    moment: Moment
    questions: Questions
    last: SelfCheck | None


def ask(engine: sa.Engine, actor: Actor, moment: int) -> Asked:
    """The check for a moment, for those who may answer it.

    Raises
    ------
    NotAllowedError, MomentNotFoundError, OutOfScopeError
    """
    actor.require(Permission.TAG_MOMENTS)
    found = _open(engine, actor, moment)
    with engine.connect() as tx:
        before = self_checks.of(tx, [moment])
    return Asked(found, load_questions(), before[-1] if before else None)


def answer(
    engine: sa.Engine,
    actor: Actor,
    moment: int,
    answers: Mapping[Principle, int],
    note: str = "",
    *,
    at: dt.datetime | None = None,
) -> SelfCheck:
    """Keep a team's answers, 1 (never) to 5 (every time), with the tag; `at` is now unless given.

    Raises
    ------
    NotAllowedError, MomentNotFoundError, OutOfScopeError, SelfCheckIncompleteError, NoteTooLongError
    """
    actor.require(Permission.TAG_MOMENTS)
    _open(engine, actor, moment)
    whole, said = checked(answers), note.strip()
    if len(said) > LONGEST_NOTE:
        raise NoteTooLongError(count=len(said), most=LONGEST_NOTE)
    then = dt.datetime.now(dt.UTC) if at is None else at
    with engine.begin() as tx:
        number = self_checks.insert(tx, moment, actor.login, whole, said, at=then)
        audit.write(tx, actor.login, "self_check", f"moment:{moment}", {"answers": dict(whole)})
    return SelfCheck(number, moment, then, actor.login, whole, said)


def history(engine: sa.Engine, actor: Actor, moment: int) -> tuple[SelfCheck, ...]:
    """The checks of one moment, oldest first.

    Raises
    ------
    NotAllowedError, MomentNotFoundError, OutOfScopeError
    """
    actor.require(Permission.VIEW_RESULTS)
    _whole(engine, actor, moment)
    with engine.connect() as tx:
        return self_checks.of(tx, [moment])


def histories(engine: sa.Engine, actor: Actor) -> dict[int, tuple[SelfCheck, ...]]:
    """The checks of every moment that the actor sees whole, by its number; moments without any left out."""
    actor.require(Permission.VIEW_RESULTS)
    mine = [one.id for one in tags.moments(engine, actor) if one.evidence is not None]
    with engine.connect() as tx:
        found = self_checks.of(tx, mine)
    return {number: tuple(c for c in found if c.moment == number) for number in {c.moment for c in found}}


def _open(engine: sa.Engine, actor: Actor, number: int) -> Moment:
    found = _whole(engine, actor, number)
    if found.withdrawn:
        raise MomentNotFoundError(number=number)
    return found


def _whole(engine: sa.Engine, actor: Actor, number: int) -> Moment:
    found = tags.moment(engine, actor, number)
    if found.evidence is None or not all(actor.scope.allows(branch) for branch in found.branches):
        raise OutOfScopeError(name=actor.name)
    return found
