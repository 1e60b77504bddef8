"""Three reviews of one quarter: a draft of the whole network, one presented of North, one presented of South."""

import sqlalchemy as sa

from mot.domain.access import Actor
from mot.domain.cube import View
from mot.domain.periods import Quarter
from mot.reports import composing
from mot.services import review_writing
from tests.conftest import NORTH, SOUTH

DRAFT, OF_NORTH, OF_SOUTH = 1, 2, 3
QUARTER = Quarter(2026, 3)


def make(engine: sa.Engine, ada: Actor) -> None:
    """Make the three, in this order."""
    composing.make(engine, ada, View(QUARTER), title="全行 *草稿*")
    for title, branches in (("北区回顾", NORTH), ("南区回顾", SOUTH)):
        made = composing.make(engine, ada, View(QUARTER, tuple(sorted(branches))), title=title)
        review_writing.present(engine, ada, made.id, version=made.version)
