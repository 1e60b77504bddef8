"""How the rows of a ledger are written and taken back, within the transaction of the whole ledger."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import replace

import sqlalchemy as sa

from mot.domain import action_fields
from mot.domain.access import Actor
from mot.domain.improvements import Content, Stage
from mot.domain.survey import Institution
from mot.ingest.ledger.draft import Fate, LedgerRow
from mot.services import action_closing, action_rules, action_writing
from mot.services import actions as service
from mot.services.action_writing import CHANGED, CREATED, UNDONE
from mot.storage import action_log
from mot.storage import actions as stored
from mot.storage.actions import OPEN, State

OVER = (Stage.CLOSED, Stage.DROPPED)


def earlier(tx: sa.Connection, actor: Actor, number: int, version: int) -> Content | None:
    """What an action said in one of its versions."""
    there = stored.get(tx, actor.scope, number)
    if there is None or not 1 <= version <= there.version:
        return None
    fields = action_writing.fields(tx, there)
    for line in action_log.of(tx, number):
        if line.version > version and line.event in (CHANGED, UNDONE):
            fields |= line.before
    return action_fields.content(fields)


def closing(
    engine: sa.Engine, actor: Actor, rows: Sequence[LedgerRow], now: dt.datetime, day: dt.date
) -> dict[int, State]:
    """What is kept of the actions whose stage the rows change, by number."""
    states: dict[int, State] = {}
    for row in rows:
        if row.fate is not Fate.CHANGED or "stage" not in row.changed:
            continue
        one, stage = about(row), row.content.stage
        states[one] = (now, None, ()) if stage in OVER else OPEN
        if stage is Stage.CLOSED:
            plan = service.action(engine, actor, one).content.plan
            states[one] = (now, *action_closing.judged(engine, actor, one, plan, day))
    return states


def keep_verdicts(engine: sa.Engine, actor: Actor, created: Collection[int], day: dt.date) -> None:
    """Judge the actions that were closed already when they were made."""
    for one in service.actions(engine, actor):
        if one.id in created and one.content.stage is Stage.CLOSED:
            verdict, batches = action_closing.judged(engine, actor, one.id, one.content.plan, day)
            with engine.begin() as tx:
                stored.keep_verdict(tx, one.id, 1, verdict, batches)


def create(
    tx: sa.Connection, actor: Actor, row: LedgerRow, place: Institution, now: dt.datetime, day: dt.date
) -> int:
    """Make the action of a row; its number."""
    settled, all_others = action_rules.settle(tx, actor, row.content, None, day, place=place)
    state: State = (now, None, ()) if settled.stage in OVER else OPEN
    number = stored.insert(tx, settled, login=actor.login, at=now, all_others=all_others, state=state)
    after = action_fields.plain(settled)
    action_writing.note(tx, actor, number, CREATED, at=now, version=1, after=after)
    return number


def change(
    tx: sa.Connection,
    actor: Actor,
    row: LedgerRow,
    place: Institution,
    states: dict[int, State],
    now: dt.datetime,
    day: dt.date,
) -> int | None:
    """Change an action as a row says; its version afterwards, None when somebody changed it since the preview."""
    there = action_rules.changeable(tx, actor, about(row))
    if there.version != row.version:
        return None
    settled, all_others = action_rules.settle(tx, actor, row.content, there, day, place=place)
    state = states.get(there.id) or action_writing.state_of(tx, there)
    action_writing.replace(
        tx, actor, there, settled, all_others=all_others, state=state, event=CHANGED, at=now
    )
    after = stored.get(tx, actor.scope, there.id)
    return after.version if after else None


def restore(
    tx: sa.Connection, actor: Actor, number: int, version: int, now: dt.datetime, day: dt.date
) -> bool:
    """Write an action as it was before one version, unless somebody changed it since or its plan is fixed now."""
    there = action_rules.changeable(tx, actor, number)
    line = next((one for one in action_log.of(tx, number) if one.version == version), None)
    if there.version != version or line is None:
        return False
    fields = {**action_writing.fields(tx, there), **line.before}
    content = action_fields.content(fields)
    if content.plan != there.content.plan and day >= there.content.plan.start:
        return False
    closed_at = fields["closed_at"] and dt.datetime.fromisoformat(fields["closed_at"])
    state: State = closed_at, fields["verdict"], fields["batches"]
    action_writing.replace(
        tx, actor, there, content, all_others=fields["all_others"], state=state, event=UNDONE, at=now
    )
    return True


def about(row: LedgerRow) -> int:
    """The number of the action that a row is about."""
    if row.number is None:
        raise ValueError(f"row {row.row} is about no action that is stored")
    return row.number


def drop(tx: sa.Connection, actor: Actor, number: int, version: int, now: dt.datetime) -> bool:
    """Drop an action that was made in a version, unless somebody worked on it since."""
    one = action_rules.changeable(tx, actor, number)
    if (one.version, one.updated_at) != (version, one.created_at) or one.content.stage is Stage.DROPPED:
        return False
    content, state = replace(one.content, stage=Stage.DROPPED), (now, None, ())
    action_writing.replace(
        tx, actor, one, content, all_others=one.all_others, state=state, event=CHANGED, at=now
    )
    return True
