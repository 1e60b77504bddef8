"""Who may come in."""

from collections.abc import Collection

import sqlalchemy as sa

from mot.domain.access import Actor, Permission, Role, Scope
from mot.domain.errors import N_, MotError
from mot.storage import audit, institution, people

LOCAL_LOGIN = "local"


class UnknownPersonError(MotError):
    """Somebody signed in whom the administrator has not let in."""

    message = N_("{login} has no access yet. Ask the administrator to add this sign-in.")


def local_actor() -> Actor:
    """The one person of an installation without sign-in: its administrator."""
    return Actor(LOCAL_LOGIN, LOCAL_LOGIN, Role.ADMIN)


def sign_in(engine: sa.Engine, login: str) -> Actor:
    """The person behind a sign-in.

    Raises
    ------
    UnknownPersonError
    """
    with engine.connect() as tx:
        found = people.get(tx, login)
    if found is None:
        raise UnknownPersonError(login=login)
    return found


class NoSuchBranchError(MotError):
    """A code that no branch carries."""

    message = N_("There is no branch with the code {code}. The codes are: {codes}.")


def admit(
    engine: sa.Engine, actor: Actor, login: str, name: str, role: Role, codes: Collection[str] = ()
) -> Actor:
    """Let a person in, or change what they may see: the branches with these codes, or all without any.

    Raises
    ------
    NoSuchBranchError
    """
    actor.require(Permission.MANAGE_PEOPLE)
    with engine.begin() as tx:
        ids = {b.code: b.id for b in institution.load(tx).branches if b.active}
        for code in codes:
            if code not in ids:
                raise NoSuchBranchError(code=code, codes=", ".join(sorted(ids)))
        scope = Scope(frozenset(ids[code] for code in codes)) if codes else Scope()
        person = Actor(login, name or login, role, scope)
        people.put(tx, person)
        detail = {"role": role.value, "branches": sorted(codes)}
        audit.write(tx, actor.login, "person_admitted", login, detail)
    return person


def shut_out(engine: sa.Engine, actor: Actor, login: str) -> None:
    """Take a person's access away; what they did stays on record.

    Raises
    ------
    UnknownPersonError
    """
    actor.require(Permission.MANAGE_PEOPLE)
    with engine.begin() as tx:
        person = people.get(tx, login)
        if person is None:
            raise UnknownPersonError(login=login)
        people.put(tx, person, active=False)
        audit.write(tx, actor.login, "person_shut_out", login)


def everyone(engine: sa.Engine, actor: Actor) -> tuple[Actor, ...]:
    """All who may come in, by login."""
    actor.require(Permission.MANAGE_PEOPLE)
    with engine.connect() as tx:
        return people.everyone(tx)
