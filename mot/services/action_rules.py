"""What an action may say: texts that fit, dates in order, an owner who sees it, a plan that is fixed once begun."""

import datetime as dt
import math
from collections.abc import Collection
from dataclasses import replace

import sqlalchemy as sa

from mot.domain.access import Actor, OutOfScopeError, Permission
from mot.domain.errors import N_, MotError
from mot.domain.improvements import (
    LONGEST_TEXT,
    LONGEST_TITLE,
    WINDOWS,
    Action,
    ActionNotFoundError,
    Content,
    DatesCrossError,
    EmptyTitleError,
    Learning,
    Plan,
    PlanFixedError,
    TextTooLongError,
)
from mot.domain.survey import Institution
from mot.storage import actions as stored
from mot.storage import institution, people


class NoBranchError(MotError):
    """An action is done somewhere."""

    message = N_("Choose at least one branch at which this is done.")


class UnknownOwnerError(MotError):
    """The owner has no access to what they own."""

    message = N_(
        "{name} cannot see this action and so cannot own it. Choose somebody else, or enter a name only."
    )


def changeable(tx: sa.Connection, actor: Actor, number: int) -> Action:
    """The action, which the actor may change.

    Raises
    ------
    NotAllowedError, ActionNotFoundError, OutOfScopeError
    """
    actor.require(Permission.MANAGE_ACTIONS)
    there = readable(tx, actor, number)
    if not all(actor.scope.allows(b) for b in there.content.plan.branches):
        raise OutOfScopeError(name=actor.name)
    return there


def readable(tx: sa.Connection, actor: Actor, number: int) -> Action:
    """The action, which the actor may see.

    Raises
    ------
    NotAllowedError, ActionNotFoundError
    """
    actor.require(Permission.VIEW_RESULTS)
    there = stored.get(tx, actor.scope, number)
    if there is None:
        raise ActionNotFoundError(number=number)
    return there


def settle(
    tx: sa.Connection,
    actor: Actor,
    content: Content,
    there: Action | None,
    today: dt.date,
    *,
    place: Institution | None = None,
) -> tuple[Content, bool]:
    """The content as it is stored, and whether its comparison is the default one; `there` is what it replaces.

    `place` is the whole institution, if it is at hand.

    Raises
    ------
    EmptyTitleError, TextTooLongError, DatesCrossError, NoBranchError, OutOfScopeError, UnknownOwnerError
    PlanFixedError
    """
    content = _fitting(content)
    _in_order(content)
    plan, all_others = _plan(tx, actor, content.plan, there, place)
    if there is not None:
        may_stand_again(actor, plan, there.content.plan, today)
    return _owned(tx, actor, replace(content, plan=plan), there), all_others


def may_stand_again(actor: Actor, plan: Plan, now: Plan, today: dt.date) -> None:
    """Stop unless an earlier plan may take the place of the present one.

    Raises
    ------
    OutOfScopeError, PlanFixedError
    """
    for branch in plan.branches:
        actor.require_branch(branch)
    if today >= now.start and plan != now:
        raise PlanFixedError(start=now.start)


def others(
    tx: sa.Connection, plan: Plan, *, besides: int | None = None, known: Collection[int] | None = None
) -> frozenset[int]:
    """All other active branches without an action at the touchpoint in the months that the plan compares.

    Another action counts from the month it starts to the last one it is judged by, unless it was dropped;
    `besides` is the number of the plan's own. `known` are the active branches, if they are at hand.
    """
    if known is None:
        known = [b.id for b in institution.load(tx).branches if b.active]
    start = _month(plan.start)
    first = start - (12 if plan.seasonal else plan.window)
    last = max(start + plan.window, _month(plan.evaluate))
    busy: set[int] = set()
    for number, begun, judged, window, branches in stored.at_touchpoint(tx, plan.touchpoint):
        begins, ends = _month(begun), max(_month(begun) + window, _month(judged))
        if number != besides and begins <= last and ends >= first:
            busy |= branches
    return frozenset(known) - plan.branches - busy


def clean(text: str, most: int = LONGEST_TEXT) -> str:
    """The text without what no database keeps, and without blanks around it.

    Raises
    ------
    TextTooLongError
    """
    text = text.replace("\0", "").encode("utf-8", "ignore").decode("utf-8").strip()
    if len(text) > most:
        raise TextTooLongError(count=len(text), most=most)
    return text


def _fitting(content: Content) -> Content:
    title = clean(content.title, LONGEST_TITLE)
    if not title:
        raise EmptyTitleError
    learning = content.learning
    return replace(
        content,
        title=title,
        description=clean(content.description),
        owner=clean(content.owner, LONGEST_TITLE),
        owner_name=clean(content.owner_name, LONGEST_TITLE),
        audience=clean(content.audience),
        learning=learning and Learning(clean(learning.worked), learning.again),
    )


def _in_order(content: Content) -> None:
    plan = content.plan
    if plan.evaluate <= plan.start or (content.due is not None and content.due < plan.start):
        raise DatesCrossError


def _plan(
    tx: sa.Connection, actor: Actor, plan: Plan, there: Action | None, place: Institution | None
) -> tuple[Plan, bool]:
    """The plan with its comparison resolved, and whether that is the default one."""
    if plan.window not in WINDOWS:
        raise ValueError(f"{plan.window} months cannot be compared, only one of {WINDOWS}")
    if plan.target is not None and not (math.isfinite(plan.target) and -100 <= plan.target <= 100):
        raise ValueError(f"a gap of {plan.target} points cannot be aimed at")
    if not plan.branches:
        raise NoBranchError
    for branch in plan.branches:
        actor.require_branch(branch)
    before = there.content.plan if there is not None else None
    chosen = None if plan.comparison is None else plan.comparison - plan.branches
    if there is not None and before is not None:
        same = chosen is not None and before.comparison in (plan.comparison, chosen)
        if (same or (chosen is None and there.all_others)) and replace(
            plan, comparison=before.comparison, target=before.target
        ) == before:
            return replace(plan, comparison=before.comparison), there.all_others
        if same and there.all_others:
            chosen = None  # everything else moved: so does what "all others" are
    place = place or institution.load(tx)
    if plan.touchpoint not in {t.id for t in place.touchpoints}:
        raise ValueError(f"there is no touchpoint {plan.touchpoint}")
    known = {b.id: b.active for b in place.branches}
    unknown = (plan.branches | (chosen or frozenset())) - known.keys()
    if unknown:
        raise ValueError(f"there is no branch {min(unknown)}")
    if chosen is not None:
        for branch in chosen - ((before.comparison if before else None) or frozenset()):
            actor.require_branch(branch)
        return replace(plan, comparison=chosen), False
    active = [b for b, here in known.items() if here]
    found = others(tx, plan, besides=there.id if there else None, known=active)
    return replace(plan, comparison=found), True


def _owned(tx: sa.Connection, actor: Actor, content: Content, there: Action | None) -> Content:
    """The content with the name of its owner; one who has left since keeps what they own."""
    login, branches = content.owner, content.plan.branches
    if not login:
        return content
    if there is not None and (login, branches) == (there.content.owner, there.content.plan.branches):
        return replace(content, owner_name=there.content.owner_name)
    person = people.get(tx, login) or (actor if actor.login == login else None)
    if person is None or not any(person.scope.allows(b) for b in branches):
        raise UnknownOwnerError(name=content.owner_name or login)
    return replace(content, owner_name=person.name)


def _month(day: dt.date) -> int:
    return day.year * 12 + day.month
