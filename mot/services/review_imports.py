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
    """Imports with answers or outcome figures of a review's branches, the oldest first.

    `whole` holds the numbers of those of which every branch belongs to the review. The others hold branches that not
    every reader may see: their files are not named, and what they hold is not counted.
    """

    batches: tuple[Batch, ...]
    whole: frozenset[int]


def imports(engine: sa.Engine, actor: Actor, view: View, earlier: Quarter) -> Imports:
    """The imports behind the eight quarters of a view and an earlier one, those of outcome figures included."""
    actor.require(Permission.VIEW_RESULTS)
    scope = actor.scope.narrowed(view.branches) if view.branches else actor.scope
    months = (*months_of(view), *earlier.months)
    with engine.connect() as tx:
        figures = review_sources.figures_behind(tx, scope, months)
        found = batches.among(tx, {*review_sources.responses_behind(tx, scope, months), *figures})
        return Imports(found, batches.whole(tx, scope, [one.id for one in found]))
