"""The imports that a review rests on, as its readers may see them."""

from dataclasses import dataclass

import sqlalchemy as sa

from mot.analysis.lens import months_of
from mot.domain.access import Actor, Permission
from mot.domain.batches import Batch
from mot.domain.cube import View
from mot.domain.periods import Quarter
from mot.storage import batches, review_sources


@dataclass(frozen=True, slots=True)
class Imports:
    """Imports with answers of a review's branches, the oldest first, and the numbers of those that are `whole`.

    Those that are not hold other branches too: their files are not named, and what they hold is not counted.
    """

    batches: tuple[Batch, ...]
    whole: frozenset[int]


def imports(engine: sa.Engine, actor: Actor, view: View, earlier: Quarter) -> Imports:
    """The imports behind the eight quarters of a view and an earlier one."""
    actor.require(Permission.VIEW_RESULTS)
    scope = actor.scope.narrowed(view.branches) if view.branches else actor.scope
    with engine.connect() as tx:
        found = review_sources.batches_behind(tx, scope, (*months_of(view), *earlier.months))
        return Imports(found, batches.whole(tx, scope, [one.id for one in found]))
