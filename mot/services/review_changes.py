"""What became of a review since it was frozen, and how its new snapshot differs from it."""

from collections.abc import Collection

import sqlalchemy as sa

import mot
from mot.analysis import review_differences as analysis
from mot.analysis.review_differences import Differences, News
from mot.domain.access import Actor, Permission
from mot.domain.batches import BatchStatus
from mot.domain.reviews import IMPORTS, NoEarlierSnapshotError, Source
from mot.domain.slides import Texts
from mot.services import review_basis, reviews
from mot.services.books import open_books
from mot.storage import links, review_sources


def news(engine: sa.Engine, actor: Actor, number: int) -> News:
    """What changed since a review was frozen, of what it rests on: nothing is worked out again.

    Raises
    ------
    ReviewNotFoundError, ReviewDamagedError
    """
    actor.require(Permission.VIEW_RESULTS)
    basis = reviews.content(engine, actor, number).basis
    books, view = open_books(engine, actor), review_basis.view_of(basis)
    there = books.institution
    sources = review_basis.sources_of(engine, actor, view, basis.comparison, books)
    known = {place.id for place in basis.branches}
    return analysis.news(
        basis,
        sources=sources,
        settings=books.thresholds.as_dict(),
        product=mot.__version__,
        places={
            "branch": {
                b.id: b.name.zh or b.name.en for b in there.branches if basis.everything or b.id in known
            },
            "touchpoint": {t.id: t.name.zh or t.name.en for t in there.touchpoints},
        },
        replaced=_replaced(engine, basis.sources, sources),
    )


def differences(engine: sa.Engine, actor: Actor, number: int) -> Differences:
    """A snapshot against the one it is a new snapshot of; both as the reader may read them.

    Raises
    ------
    ReviewNotFoundError, ReviewDamagedError, NoEarlierSnapshotError
    """
    actor.require(Permission.VIEW_RESULTS)
    told = reviews.review(engine, actor, number)
    if told.previous is None:
        raise NoEarlierSnapshotError(number=number)
    before = reviews.review(engine, actor, told.previous)
    old, new = (reviews.content(engine, actor, one.id) for one in (before, told))
    came_along: dict[str, Texts] = {
        language: {
            key: text for key, text in texts.items() if before.texts.get(language, {}).get(key) == text
        }
        for language, texts in told.texts.items()
    }
    why = analysis.news(
        old.basis,
        sources=new.basis.sources,
        settings=new.basis.settings,
        product=new.basis.product_version,
        places=analysis.named(new.basis),
        replaced=_replaced(engine, old.basis.sources, new.basis.sources),
    )
    return analysis.differences(old, new, came_along, numbers=(before.id, told.id), why=why)


def _replaced(engine: sa.Engine, old: Collection[Source], new: Collection[Source]) -> dict[int, int]:
    """By the numbers of imports that went, the ones that took their place and count."""
    batches = [{one.number for one in sources if one.kind in IMPORTS} for sources in (old, new)]
    gone = batches[0] - batches[1]
    if not gone:
        return {}
    with engine.connect() as tx:
        takers = links.replacements(tx, gone)
        status = review_sources.status_of(tx, takers.values())
    return {earlier: later for earlier, later in takers.items() if status.get(later) is BatchStatus.COMMITTED}
