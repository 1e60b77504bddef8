"""Who else is concerned when an import is undone: finders, each of one kind of thing.

What is founded on imports, such as tags, actions and reviews, adds a finder to `FINDERS`.
"""

from collections.abc import Callable, Iterator

import sqlalchemy as sa

from mot.domain.access import Scope
from mot.domain.batches import Batch, BatchStatus
from mot.domain.dependence import Dependence, Dependent
from mot.domain.reviews import State
from mot.storage import actions, batches, figures, institution, links, moments, reviews
from mot.storage.links import LinkKind

Finder = Callable[[sa.Connection, Scope, Batch], Iterator[Dependent]]


def linked(tx: sa.Connection, scope: Scope, batch: Batch) -> Iterator[Dependent]:
    """Later imports that left rows out because of this one, and imports that replace each other."""
    for one in links.of(tx, batch.id):
        later = one.earlier == batch.id
        if one.kind is LinkKind.REPLACES:
            kind = Dependence.REPLACED_BY if later else Dependence.REPLACES
        elif later:
            kind = Dependence.SKIPPED
        else:
            continue
        yield _dependent(tx, scope, kind, one.rows, one.batch if later else one.earlier)


def figures_of_others(tx: sa.Connection, scope: Scope, batch: Batch) -> Iterator[Dependent]:
    """Imports that count with figures of the same branches and months."""
    if not batch.counts.figures:
        return
    for other, count in figures.shared(tx, batch.id).items():
        kind = Dependence.FIGURES_AFTER if other > batch.id else Dependence.FIGURES_BEFORE
        yield _dependent(tx, scope, kind, count, other)


def tagged(tx: sa.Connection, scope: Scope, batch: Batch) -> Iterator[Dependent]:
    """Tagged moments whose evidence the import was counted for; their evidence stays as it is."""
    found = moments.founded_on(tx, scope, batch.id)
    if not found:
        return
    names = {t.id: t.name for t in institution.load(tx).touchpoints}
    for one in found:
        about = names[one.touchpoint]
        yield Dependent(Dependence.TAGGED, 1, one.id, "", one.created_at, counts=True, about=about)


def judged(tx: sa.Connection, scope: Scope, batch: Batch) -> Iterator[Dependent]:
    """Closed actions whose verdict counted the import; the verdict stays as it was."""
    for number, title, made in actions.resting_on(tx, scope, batch.id):
        yield Dependent(Dependence.JUDGED, 1, number, "", made, counts=True, about=title)


def reviewed(tx: sa.Connection, scope: Scope, batch: Batch) -> Iterator[Dependent]:
    """Reviews that were frozen with the import; they stay as they are."""
    for one in reviews.founded_on(tx, scope, batch.id):
        if one.state is not State.ARCHIVED:
            yield Dependent(Dependence.REVIEWED, 1, one.id, "", one.created_at, counts=True, about=one.title)


FINDERS: tuple[Finder, ...] = (linked, figures_of_others, tagged, judged, reviewed)


def _dependent(tx: sa.Connection, scope: Scope, kind: Dependence, count: int, number: int) -> Dependent:
    other = batches.get(tx, Scope(), number)
    seen = number in batches.visible(tx, scope, (number,))
    counts = other.status is BatchStatus.COMMITTED
    return Dependent(kind, count, number, other.file_name if seen else "", other.created_at, counts)
