"""Which behaviour step fails where: from the answers, and from what people tagged."""

import sqlalchemy as sa

from mot.analysis import diagnosis as analysis
from mot.analysis.diagnosis import Diagnosis
from mot.domain.access import Actor, Permission
from mot.domain.cube import View
from mot.services import moments as tags
from mot.services.books import open_books


def diagnosis(engine: sa.Engine, actor: Actor, view: View) -> Diagnosis:
    """Gap per behaviour step of a view, and what the tags of its branches say of steps, principles and causes.

    Tags that the actor reads by their words alone belong to other branches and are not counted.
    """
    actor.require(Permission.VIEW_RESULTS)
    return analysis.diagnosis(open_books(engine, actor), view, tags.moments(engine, actor))
