"""Who did what and when: lines that are only ever added."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from mot.storage.schema import audit


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One event: `subject` is what it happened to, for example ``batch:12``."""

    id: int
    at: dt.datetime
    login: str
    event: str
    subject: str
    detail: dict[str, Any]


def write(
    tx: sa.Connection,
    actor_login: str,
    event: str,
    subject: str,
    detail: Mapping[str, Any] | None = None,
    *,
    at: dt.datetime | None = None,
) -> None:
    """Add a line, in the transaction of the event itself; `at` is now unless given."""
    moment = dt.datetime.now(dt.UTC) if at is None else at
    line = {
        "at": moment,
        "login": actor_login,
        "event": event,
        "subject": subject,
        "detail": dict(detail or {}),
    }
    tx.execute(sa.insert(audit).values(line))


def read(tx: sa.Connection, limit: int = 100) -> tuple[AuditLine, ...]:
    """The newest lines, newest first."""
    query = sa.select(audit).order_by(audit.c.id.desc()).limit(limit)
    return tuple(AuditLine(**row) for row in tx.execute(query).mappings())
