"""People: what they are and which branches they see. People are switched off, never removed."""

from collections import defaultdict

import sqlalchemy as sa

from mot.domain.access import Actor, Role, Scope
from mot.storage.schema import person, person_branch


def get(tx: sa.Connection, login: str) -> Actor | None:
    """The active person with this login."""
    found = _read(tx, (person.c.login == login) & person.c.active)
    return found[0] if found else None


def put(tx: sa.Connection, actor: Actor, *, active: bool = True) -> None:
    """Add a person, or replace what is known about the one with this login."""
    values = {
        "name": actor.name,
        "role": actor.role.value,
        "everything": actor.scope.everything,
        "active": active,
    }
    changed = tx.execute(sa.update(person).where(person.c.login == actor.login).values(values))
    if changed.rowcount == 0:
        tx.execute(sa.insert(person).values(login=actor.login, **values))
    tx.execute(sa.delete(person_branch).where(person_branch.c.login == actor.login))
    if actor.scope.branches:
        seen = [{"login": actor.login, "branch_id": b} for b in sorted(actor.scope.branches)]
        tx.execute(sa.insert(person_branch), seen)


def everyone(tx: sa.Connection, *, active: bool | None = True) -> tuple[Actor, ...]:
    """All active people by login; with ``active=False`` those switched off, with None both."""
    return _read(tx, sa.true() if active is None else person.c.active.is_(active))


def _read(tx: sa.Connection, wanted: sa.ColumnElement[bool]) -> tuple[Actor, ...]:
    seen: defaultdict[str, set[int]] = defaultdict(set)
    pairs = sa.select(person_branch).where(person_branch.c.login.in_(sa.select(person.c.login).where(wanted)))
    for login, branch in tx.execute(pairs):
        seen[login].add(branch)
    rows = tx.execute(sa.select(person).where(wanted).order_by(person.c.login))
    return tuple(
        Actor(r.login, r.name, Role(r.role), Scope(None if r.everything else frozenset(seen[r.login])))
        for r in rows
    )
