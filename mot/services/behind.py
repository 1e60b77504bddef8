"""The imports that a quarter's answers came by."""

import sqlalchemy as sa

from mot.domain.access import Actor, Permission
from mot.domain.cube import View
from mot.services.review_imports import Imports
from mot.storage import batches, review_sources


def behind(engine: sa.Engine, actor: Actor, view: View) -> Imports:
    """The imports that count with answers of a view's quarter and branches, oldest first."""
    actor.require(Permission.VIEW_RESULTS)
    scope = actor.scope.narrowed(view.branches) if view.branches else actor.scope
    with engine.connect() as tx:
        found = review_sources.batches_behind(tx, scope, view.quarter.months)
        return Imports(found, batches.whole(tx, scope, [one.id for one in found]))
