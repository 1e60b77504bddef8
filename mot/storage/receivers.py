"""Who gets digests where, sealed; and what was sent to whom, so that nothing is sent twice."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

import sqlalchemy as sa

from mot.storage.schema_work import digest_sent, receiver

_SENT = ""  # the claim of what has arrived


@dataclass(frozen=True, slots=True)
class Stored:
    """A receiver as stored: the addresses are sealed."""

    login: str
    sealed: bytes
    language: str
    active: bool


def get(tx: sa.Connection, login: str, *, hold: bool = False) -> Stored | None:
    """What is stored of a person; with `hold` nobody else changes it or claims its items meanwhile."""
    query = sa.select(receiver).where(receiver.c.login == login)
    row = tx.execute(query.with_for_update() if hold else query).one_or_none()
    return None if row is None else Stored(row.login, row.sealed, row.language, row.active)


def everyone(tx: sa.Connection) -> tuple[Stored, ...]:
    """All that is stored, by login."""
    rows = tx.execute(sa.select(receiver).order_by(receiver.c.login))
    return tuple(Stored(row.login, row.sealed, row.language, row.active) for row in rows)


def put(tx: sa.Connection, stored: Stored) -> None:
    """Add a person, or replace what is stored of them."""
    values = {
        "sealed": stored.sealed,
        "language": stored.language,
        "active": stored.active,
        "updated_at": dt.datetime.now(dt.UTC),
    }
    changed = tx.execute(sa.update(receiver).where(receiver.c.login == stored.login).values(values))
    if changed.rowcount == 0:
        tx.execute(sa.insert(receiver).values(login=stored.login, **values))


def told(tx: sa.Connection, login: str, address: str) -> frozenset[str]:
    """The items that were sent to an address of a person, or are being sent now."""
    return frozenset(tx.scalars(sa.select(digest_sent.c.item).where(_to(login, address))))


def claim(
    tx: sa.Connection,
    login: str,
    address: str,
    items: Collection[str],
    token: str,
    *,
    now: dt.datetime,
    given_up: dt.datetime,
) -> frozenset[str]:
    """Take those of the items on oneself that were never sent there and that nobody else is sending.

    Only for who holds the receiver (`get` with `hold`). A claim from before `given_up` was left by a program
    that ended before it knew: it lapses.
    """
    tx.execute(
        sa.delete(digest_sent).where(
            _to(login, address), digest_sent.c.claim != _SENT, digest_sent.c.at < given_up
        )
    )
    mine = frozenset(items) - told(tx, login, address)
    if mine:
        row = {"login": login, "address": address, "at": now, "claim": token}
        tx.execute(sa.insert(digest_sent), [{**row, "item": item} for item in sorted(mine)])
    return mine


def settle(tx: sa.Connection, token: str, *, now: dt.datetime) -> None:
    """Note that what was claimed under a token has arrived."""
    mine = digest_sent.c.claim == token
    tx.execute(sa.update(digest_sent).where(mine).values(claim=_SENT, at=now))


def release(tx: sa.Connection, token: str) -> None:
    """Give back what was claimed under a token: the next run tries again."""
    tx.execute(sa.delete(digest_sent).where(digest_sent.c.claim == token))


def _to(login: str, address: str) -> sa.ColumnElement[bool]:
    return (digest_sent.c.login == login) & (digest_sent.c.address == address)
