"""Uploaded files that wait to be imported: sealed, each seen by its owner only, until a day that is set."""

import base64
import datetime as dt
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from mot.storage.schema import draft_file

_TOLD = tuple(c for c in draft_file.c if c.name not in ("login", "sealed"))


@dataclass(frozen=True, slots=True)
class Waiting:
    """A file that waits; `size` in bytes of the file as it came, `told` what is known of it, sealed."""

    id: int
    file_name: str
    sha256: str
    size: int
    told: bytes
    created_at: dt.datetime
    updated_at: dt.datetime
    expires_at: dt.datetime


def insert(
    tx: sa.Connection,
    login: str,
    *,
    file_name: str,
    sha256: str,
    size: int,
    sealed: bytes,
    told: bytes,
    at: dt.datetime,
    until: dt.datetime,
) -> int:
    """Keep a file for a person; its number. Of the same bytes kept twice at once, what is told later stays.

    `sealed` is the file, `told` its name and what was decided about it, both encrypted; `file_name` is a name
    without personal data.
    """
    new = (
        (postgresql if tx.dialect.name == "postgresql" else sqlite)
        .insert(draft_file)
        .values(
            login=login,
            file_name=file_name,
            sha256=sha256,
            size=size,
            sealed=sealed,
            decisions=_text(told),
            created_at=at,
            updated_at=at,
            expires_at=until,
        )
    )
    fresh = {name: new.excluded[name] for name in ("file_name", "decisions", "updated_at", "expires_at")}
    either = new.on_conflict_do_update(index_elements=["login", "sha256"], set_=fresh)
    return int(tx.execute(either.returning(draft_file.c.id)).scalar_one())


def update(
    tx: sa.Connection,
    login: str,
    number: int,
    *,
    told: bytes,
    at: dt.datetime,
    until: dt.datetime,
    file_name: str | None = None,
) -> bool:
    """Take note of what was decided; False when the person has no such file."""
    values: dict[str, Any] = {
        "decisions": _text(told),
        "updated_at": at,
        "expires_at": until,
    }
    if file_name is not None:
        values["file_name"] = file_name
    return tx.execute(sa.update(draft_file).where(*_own(login, number)).values(values)).rowcount == 1


def with_sha(tx: sa.Connection, login: str, sha256: str) -> int | None:
    """The number under which these very bytes wait for this person already."""
    return tx.scalar(
        sa.select(draft_file.c.id).where(draft_file.c.login == login, draft_file.c.sha256 == sha256)
    )


def of(tx: sa.Connection, login: str, at: dt.datetime) -> tuple[Waiting, ...]:
    """What waits for a person at a moment, in the order in which it came."""
    query = sa.select(*_TOLD).where(draft_file.c.login == login, draft_file.c.expires_at > at)
    return tuple(_waiting(row) for row in tx.execute(query.order_by(draft_file.c.id)))


def get(tx: sa.Connection, login: str, number: int) -> Waiting | None:
    """One of a person's files."""
    row = tx.execute(sa.select(*_TOLD).where(*_own(login, number))).one_or_none()
    return None if row is None else _waiting(row)


def sealed(tx: sa.Connection, login: str, number: int) -> bytes | None:
    """The sealed content of one of a person's files."""
    content = tx.scalar(sa.select(draft_file.c.sealed).where(*_own(login, number)))
    return None if content is None else bytes(content)


def remove(tx: sa.Connection, login: str, number: int) -> bool:
    """Drop one of a person's files; False when there is none."""
    return tx.execute(sa.delete(draft_file).where(*_own(login, number))).rowcount == 1


def remove_sha(tx: sa.Connection, login: str, sha256: str) -> None:
    """Drop the file with these very bytes, if it waits for this person."""
    tx.execute(sa.delete(draft_file).where(draft_file.c.login == login, draft_file.c.sha256 == sha256))


def purge(tx: sa.Connection, at: dt.datetime) -> int:
    """Drop whatever waited too long; how many."""
    return tx.execute(sa.delete(draft_file).where(draft_file.c.expires_at <= at)).rowcount


def _own(login: str, number: int) -> tuple[sa.ColumnElement[bool], ...]:
    return draft_file.c.id == number, draft_file.c.login == login


def _waiting(row: sa.Row[Any]) -> Waiting:
    found = dict(row._mapping)
    return Waiting(told=base64.b64decode(found.pop("decisions")), **found)


def _text(sealed: bytes) -> str:
    return base64.b64encode(sealed).decode()
