"""A quarter against an earlier one."""

import sqlalchemy as sa

from mot.analysis import comparing
from mot.analysis.comparing import Comparison
from mot.domain.access import Actor, Permission
from mot.domain.cube import View
from mot.domain.periods import Quarter
from mot.services.books import open_books


def comparison(engine: sa.Engine, actor: Actor, view: View, earlier: Quarter) -> Comparison:
    """Gap per touchpoint in a view's quarter and in an earlier one, and how each moved."""
    actor.require(Permission.VIEW_RESULTS)
    return comparing.compare(open_books(engine, actor), view, earlier)
