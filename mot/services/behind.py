"""The imports that a quarter's answers came by."""

import sqlalchemy as sa

from mot.domain.access import Actor, Permission
from mot.domain.batches import Batch
from mot.domain.cube import View
from mot.storage import review_sources


def behind(engine: sa.Engine, actor: Actor, view: View) -> tuple[Batch, ...]:
    """The imports that count with answers of a view's quarter and branches, oldest first."""
    actor.require(Permission.VIEW_RESULTS)
    with engine.connect() as tx:
        return review_sources.batches_behind(tx, actor.scope, view.quarter.months, view.branches)
