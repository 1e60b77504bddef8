"""Branches side by side."""

import sqlalchemy as sa

from mot.analysis import branches as analysis
from mot.analysis.measured import ALL_TOUCHPOINTS
from mot.domain.access import Actor, Permission
from mot.domain.cube import View
from mot.services.books import open_books


def branches(
    engine: sa.Engine, actor: Actor, view: View, touchpoint: int = ALL_TOUCHPOINTS
) -> analysis.Branches:
    """The branches within the actor's scope against each other, over all touchpoints or at one (its id)."""
    actor.require(Permission.VIEW_RESULTS)
    return analysis.branches(open_books(engine, actor), view, touchpoint)
