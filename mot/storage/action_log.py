"""Who changed what of an action: lines that are only ever added."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from mot.domain.improvements import Change
from mot.storage.schema_work import action_change


def write(
    tx: sa.Connection,
    number: int,
    event: str,
    *,
    login: str,
    at: dt.datetime,
    version: int,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> None:
    """Add a line, in the transaction of the change itself."""
    line = {"action_id": number, "at": at, "login": login, "version": version, "event": event}
    tx.execute(sa.insert(action_change).values(**line, before=dict(before or {}), after=dict(after or {})))


def of(tx: sa.Connection, number: int) -> tuple[Change, ...]:
    """The lines of an action, newest first; who may see the action is not looked at."""
    c = action_change.c
    query = sa.select(c.id, c.at, c.login, c.version, c.event, c.before, c.after).where(c.action_id == number)
    return tuple(Change(*row) for row in tx.execute(query.order_by(c.id.desc())))
