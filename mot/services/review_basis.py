"""What a review is frozen from: quarter, places, rules, and the imports, tags and actions in their versions."""

import datetime as dt
from collections.abc import Collection, Iterator

import sqlalchemy as sa

import mot
from mot.analysis import overview
from mot.analysis.books import Books
from mot.analysis.lens import months_of
from mot.domain.access import Actor, OutOfScopeError, Permission
from mot.domain.cube import View
from mot.domain.periods import Quarter
from mot.domain.reviews import IMPORTS, Basis, NothingToReviewError, Place, Source
from mot.domain.survey import Name
from mot.services import actions, moments
from mot.services.books import open_books
from mot.storage import batches, institution, review_sources


def basis(engine: sa.Engine, actor: Actor, view: View, earlier: Quarter, today: dt.date) -> Basis:
    """Everything that a review of this view rests on, as of now.

    Raises
    ------
    OutOfScopeError, NothingToReviewError
    """
    actor.require(Permission.VIEW_RESULTS)
    if earlier >= view.quarter:
        raise ValueError(f"{earlier.code} is not before {view.quarter.code}")
    books = open_books(engine, actor)
    there = {b.id: b for b in books.institution.branches}
    if not there.keys() >= set(view.branches):
        raise OutOfScopeError(name=actor.name)
    wanted = [b for b in there.values() if not view.branches or b.id in view.branches]
    unit, responses = overview.unit_and_responses(books, view)
    if not responses:
        raise NothingToReviewError
    sources = sources_of(engine, actor, view, earlier, books)
    with engine.connect() as tx:
        demonstration = review_sources.of_demonstration(
            tx, [one.number for one in sources if one.kind in IMPORTS]
        )
    return Basis(
        quarter=view.quarter,
        comparison=earlier,
        everything=not view.branches and actor.scope.everything,
        branches=tuple(Place(b.id, b.code, b.name) for b in wanted),
        touchpoints=tuple(
            Place(t.id, t.code, t.name, tuple(t.aliases)) for t in books.institution.touchpoints
        ),
        sources=sources,
        settings=books.thresholds.as_dict(),
        unit=unit.scale.code if unit.scale else "",
        decimals=unit.digits,
        responses=responses,
        data_version=books.version,
        product_version=mot.__version__,
        today=today,
        made_at=dt.datetime.now(dt.UTC),
        made_by=actor.name,
        institution=books.institution.name,
        region=_region(engine, actor, {b.id for b in wanted}),
        demonstration=demonstration,
    )


def sources_of(
    engine: sa.Engine, actor: Actor, view: View, earlier: Quarter, books: Books
) -> tuple[Source, ...]:
    """The imports that count with responses or outcome figures of the view and of an earlier quarter, the tags and
    the actions.

    An import that also holds branches outside the view is not named: not all who read the review see those.
    """
    actor.require(Permission.VIEW_RESULTS)
    months = (*months_of(view), *earlier.months)
    scope = actor.scope.narrowed(view.branches) if view.branches else actor.scope
    with engine.connect() as tx:
        sizes = {
            "batch": review_sources.responses_behind(tx, actor.scope, months, view.branches),
            "figures": review_sources.figures_behind(tx, actor.scope, months, view.branches),
        }
        behind = {kind: batches.among(tx, tuple(found)) for kind, found in sizes.items()}
        whole = batches.whole(tx, scope, [number for found in sizes.values() for number in found])
    imports = (
        Source(
            kind,
            b.id,
            b.file_name if b.id in whole else "",
            1,
            b.status.value,
            b.created_at,
            sizes[kind][b.id],
            b.sha256,
        )
        for kind, found in behind.items()
        for b in found
    )
    return (*imports, *_tags(engine, actor, view, books), *_actions(engine, actor, view, books))


def view_of(basis: Basis) -> View:
    """The question that a review answers: whoever asks, it is about the same branches."""
    return View(basis.quarter, () if basis.everything else tuple(place.id for place in basis.branches))


def whole_regions(engine: sa.Engine, actor: Actor) -> dict[int, frozenset[int]]:
    """The active branches of each region of which the actor sees all, by the region's id.

    Of who sees a part of a region, that part must not go by the region's name.
    """
    actor.require(Permission.VIEW_RESULTS)
    with engine.connect() as tx:
        there = institution.load(tx)
    own = {
        r.id: frozenset(b.id for b in there.branches if b.region == r.id and b.active) for r in there.regions
    }
    return {region: ids for region, ids in own.items() if ids and all(map(actor.scope.allows, ids))}


def _region(engine: sa.Engine, actor: Actor, branches: Collection[int]) -> Name | None:
    """The region whose branches these are, when they are all of one."""
    with engine.connect() as tx:
        names = {r.id: r.name for r in institution.load(tx).regions}
    mine = frozenset(branches)
    return next((names[r] for r, ids in whole_regions(engine, actor).items() if ids == mine), None)


def _in_view(branches: frozenset[int], view: View, books: Books) -> bool:
    return branches <= ({*view.branches} or {b.id for b in books.institution.branches})


def _tags(engine: sa.Engine, actor: Actor, view: View, books: Books) -> Iterator[Source]:
    """The tags of the view's branches whose evidence the actor may read."""
    names = {t.id: t.name for t in books.institution.touchpoints}
    for one in moments.moments(engine, actor):
        if one.evidence is None or not _in_view(one.branches, view, books):
            continue
        title = names[one.touchpoint].zh or names[one.touchpoint].en
        yield Source(
            "moment", one.id, title, one.version, one.judgement.kind.value, one.updated_at,
            digest=one.evidence.digest,
        )  # fmt: skip


def _actions(engine: sa.Engine, actor: Actor, view: View, books: Books) -> Iterator[Source]:
    """The actions at any of the view's branches."""
    seen = {*view.branches} or {b.id for b in books.institution.branches}
    for one in actions.actions(engine, actor):
        if one.content.plan.branches & seen:
            stage = one.content.stage.value
            yield Source("action", one.id, one.content.title, one.version, stage, one.updated_at)
