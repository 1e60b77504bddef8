"""Who may come in."""

import sqlalchemy as sa

from mot.domain.access import Actor, Role
from mot.domain.errors import N_, MotError
from mot.storage import people

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
