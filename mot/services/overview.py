"""The overview of one quarter."""

import sqlalchemy as sa

from mot.analysis import overview as analysis
from mot.domain.access import Actor, Permission
from mot.domain.cube import View
from mot.services.books import open_books


def overview(engine: sa.Engine, actor: Actor, view: View) -> analysis.Overview:
    """The quarter in a few numbers, with eight quarters of history, within the actor's scope."""
    actor.require(Permission.VIEW_RESULTS)
    return analysis.overview(open_books(engine, actor), view)
