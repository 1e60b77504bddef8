"""Whether actions worked, as each reader may see it.

The comparison branches were stored with the action and may lie outside a reader's scope: the verdict rests on the
books of the whole network, and what is shown of it is worked out from the reader's own.
"""

import dataclasses
import datetime as dt

import sqlalchemy as sa

from mot.analysis.before_after import countable
from mot.analysis.books import Books
from mot.analysis.effects import Judged, judge
from mot.analysis.spans import spans
from mot.domain.access import Actor, Permission, Scope
from mot.domain.improvements import ActionNotFoundError
from mot.services.books import open_books
from mot.storage import actions, cells


def verdict(engine: sa.Engine, actor: Actor, number: int, today: dt.date | None = None) -> Judged:
    """What the answers say of one action as of today, with the imports that were counted.

    Raises
    ------
    ActionNotFoundError
    """
    actor.require(Permission.VIEW_RESULTS)
    with engine.connect() as tx:
        found = actions.get(tx, actor.scope, number)
    if found is None:
        raise ActionNotFoundError(number=number)
    network, own, plan = _network(engine, actor), open_books(engine, actor), found.content.plan
    judged, when = judge(network, own, plan, today or dt.date.today()), spans(plan)
    seen = frozenset(b.id for b in own.institution.branches)
    counted = plan.branches | countable(network, plan, when, seen)
    with engine.connect() as tx:
        batches = cells.batches_counted(tx, plan.touchpoint, counted, (*when.before, *when.after))
    return dataclasses.replace(judged, batches=batches)


def verdicts(engine: sa.Engine, actor: Actor, today: dt.date | None = None) -> dict[int, Judged]:
    """What the answers say of every action the actor may see, by number; without the numbers of imports."""
    actor.require(Permission.VIEW_RESULTS)
    with engine.connect() as tx:
        found = actions.every(tx, actor.scope)
    if not found:
        return {}
    network, own, day = _network(engine, actor), open_books(engine, actor), today or dt.date.today()
    return {one.id: judge(network, own, one.content.plan, day) for one in found}


def _network(engine: sa.Engine, actor: Actor) -> Books:
    """The books of all branches; nothing of those outside the actor's scope may leave this module but verdicts."""
    return open_books(engine, dataclasses.replace(actor, scope=Scope()))
