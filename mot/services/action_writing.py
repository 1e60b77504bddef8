"""How a change of an action is written: the new version, its line in the log and in the audit, all at once."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from mot.domain import action_fields
from mot.domain.access import Actor
from mot.domain.improvements import Action, ActionChangedError, Change, Content
from mot.services import action_closing
from mot.storage import action_log, audit, people
from mot.storage import actions as stored
from mot.storage.actions import State

CREATED, CHANGED, UNDONE = "created", "changed", "undone"  # events of the log that make a version
_KEPT_BACK = ("verdict", "batches", "closed_at")  # in the log for the way back, not for reading


def fields(tx: sa.Connection, there: Action) -> dict[str, Any]:
    """All of an action that a change may change, as plain values."""
    return _fields(there.content, there.all_others, state_of(tx, there))


def state_of(tx: sa.Connection, there: Action) -> State:
    """When it was closed, what was judged then and from which imports."""
    return there.closed_at, there.verdict, stored.batches_of(tx, there.id)


def replace(
    tx: sa.Connection,
    actor: Actor,
    there: Action,
    content: Content,
    *,
    all_others: bool,
    state: State,
    event: str,
    at: dt.datetime,
) -> None:
    """Write the next version of `there`, unless nothing differs.

    Raises
    ------
    ActionChangedError
    """
    before, after = action_fields.differences(fields(tx, there), _fields(content, all_others, state))
    if not after and event == CHANGED:
        return
    done = stored.update(
        tx, there.id, there.version, content, login=actor.login, at=at, all_others=all_others, state=state,
        planned=bool(after.keys() & {"branches", "comparison"}),
    )  # fmt: skip
    if not done:
        raise conflict(tx, actor, there)
    note(tx, actor, there.id, event, at=at, version=there.version + 1, before=before, after=after)


def note(
    tx: sa.Connection,
    actor: Actor,
    number: int,
    event: str,
    *,
    at: dt.datetime,
    version: int,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> None:
    """Add a line to the log of an action, and one to the audit that names the fields alone."""
    action_log.write(tx, number, event, login=actor.login, at=at, version=version, before=before, after=after)
    detail = {"version": version, "fields": sorted({*(before or ()), *(after or ())})}
    audit.write(tx, actor.login, f"action_{event}", str(number), detail, at=at)


def conflict(tx: sa.Connection, actor: Actor, there: Action) -> ActionChangedError:
    """What a person is told whose change was made from a version that is not the newest any more."""
    theirs = stored.get(tx, actor.scope, there.id) or there
    by, at = theirs.updated_by, theirs.updated_at
    for line in action_log.of(tx, there.id):
        if line.event in (CREATED, CHANGED, UNDONE):
            by, at = line.login, line.at
            break
    names = {one.login: one.name for one in people.everyone(tx, active=None)}
    error = ActionChangedError(name=names.get(by, by), time=f"{at.astimezone():%Y-%m-%d %H:%M}")
    error.theirs = action_closing.as_seen(actor, theirs)
    return error


def last_standing(lines: tuple[Change, ...]) -> Change | None:
    """The newest change that was not taken back, of lines from new to old."""
    standing: list[Change] = []
    for line in reversed(lines):
        if line.event == CHANGED:
            standing.append(line)
        elif line.event == UNDONE and standing:
            standing.pop()
    return standing[-1] if standing else None


def told(side: Mapping[str, Any]) -> dict[str, Any]:
    """Of one side of a line, what is there to be read."""
    return {name: value for name, value in side.items() if name not in _KEPT_BACK}


def _fields(content: Content, all_others: bool, state: State) -> dict[str, Any]:
    closed_at, verdict, batches = state
    return {
        **action_fields.plain(content),
        "all_others": all_others,
        "closed_at": closed_at and closed_at.isoformat(),
        "verdict": verdict,
        "batches": sorted(batches),
    }
