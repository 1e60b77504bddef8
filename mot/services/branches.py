"""Branches side by side."""

import sqlalchemy as sa

from mot.analysis import branches as analysis
from mot.analysis import each_branch as alone
from mot.analysis.measured import ALL_TOUCHPOINTS
from mot.domain.access import Actor, Permission
from mot.domain.cube import View
from mot.domain.periods import Quarter
from mot.services.books import open_books


def branches(
    engine: sa.Engine, actor: Actor, view: View, touchpoint: int = ALL_TOUCHPOINTS
) -> analysis.Branches:
    """The branches within the actor's scope against each other, over all touchpoints or at one (its id)."""
    actor.require(Permission.VIEW_RESULTS)
    return analysis.branches(open_books(engine, actor), view, touchpoint)


def each_branch(engine: sa.Engine, actor: Actor, view: View, earlier: Quarter) -> alone.EachBranch:
    """Every branch within the actor's scope as a view of it alone shows it, beside an earlier quarter."""
    actor.require(Permission.VIEW_RESULTS)
    return alone.each_branch(open_books(engine, actor), view, earlier)
