"""Whether actions worked, as each reader may see it."""

import datetime as dt

import sqlalchemy as sa

from mot.analysis.effects import Judged
from mot.domain.access import Actor, Permission


def verdict(engine: sa.Engine, actor: Actor, number: int, today: dt.date | None = None) -> Judged:
    """What the answers say of one action as of today, with the imports that were counted.

    Raises
    ------
    ActionNotFoundError
    """
    actor.require(Permission.VIEW_RESULTS)
    raise NotImplementedError


def verdicts(engine: sa.Engine, actor: Actor, today: dt.date | None = None) -> dict[int, Judged]:
    """What the answers say of every action the actor may see, by number; without the numbers of imports."""
    actor.require(Permission.VIEW_RESULTS)
    raise NotImplementedError
