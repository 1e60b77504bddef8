"""How what belongs to an action is changed: one person after the other, each change noted."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from mot.domain.access import Actor, Permission
from mot.domain.errors import N_, MotError
from mot.domain.improvements import Action
from mot.services import action_rules, action_writing
from mot.storage import actions


class PartGoneError(MotError):
    """The task, link or file is not there (any more)."""

    message = N_("This was removed meanwhile. Load the page again.")


@dataclass(frozen=True, slots=True)
class Work:
    """A change of what belongs to an action, under way."""

    tx: sa.Connection
    actor: Actor
    there: Action
    at: dt.datetime

    def note(
        self, event: str, *, before: dict[str, Any] | None = None, after: dict[str, Any] | None = None
    ) -> None:
        """Write it down."""
        actions.touch(self.tx, self.there.id, login=self.actor.login, at=self.at)
        action_writing.note(
            self.tx, self.actor, self.there.id, event, at=self.at, version=self.there.version, before=before,
            after=after,
        )  # fmt: skip


@contextmanager
def changing(engine: sa.Engine, actor: Actor, number: int, *, whole: bool = True) -> Iterator[Work]:
    """A transaction in which nobody else changes what belongs to this action; `whole` for all of its branches."""
    actor.require(Permission.MANAGE_ACTIONS)
    with engine.begin() as tx:
        actions.hold(tx, number)
        may = action_rules.changeable if whole else action_rules.readable
        yield Work(tx, actor, may(tx, actor, number), dt.datetime.now(dt.UTC))


def gone_unless(there: bool) -> None:
    """Stop when there was nothing to take away."""
    if not there:
        raise PartGoneError
