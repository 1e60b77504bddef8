"""Recommendation, satisfaction and the institution's own figures."""

import sqlalchemy as sa

from mot.analysis import outcomes as analysis
from mot.analysis.outcomes import Outcome
from mot.domain.access import Actor, Permission
from mot.domain.cube import View
from mot.services.books import open_books


def outcomes(engine: sa.Engine, actor: Actor, view: View) -> tuple[Outcome, ...]:
    """The outcomes of a view over eight quarters, within the actor's scope."""
    actor.require(Permission.VIEW_RESULTS)
    return analysis.outcomes(open_books(engine, actor), view)
