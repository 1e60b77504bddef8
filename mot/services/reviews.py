"""Quarterly reviews: what is frozen stays, what an author writes over it is kept beside it."""

import datetime as dt
import zlib
from collections.abc import Mapping, Sequence

import sqlalchemy as sa

from mot.analysis.shelf import Shelf
from mot.domain import review_content
from mot.domain.access import Actor, Permission
from mot.domain.review_writing import LONGEST_TITLE, NoTitleError, fitting, keys_of, one_line
from mot.domain.reviews import (
    IMPORTS,
    Content,
    Document,
    Review,
    ReviewDamagedError,
    ReviewNotFoundError,
    State,
)
from mot.domain.slides import Texts, arranged
from mot.storage import audit
from mot.storage import reviews as storage

_CONTENTS = Shelf(8)


def store(
    engine: sa.Engine,
    actor: Actor,
    content: Content,
    *,
    title: str,
    sections: Sequence[str],
    previous: int | None = None,
) -> Review:
    """Freeze a new review, as a draft.

    Raises
    ------
    OutOfScopeError, ReviewNotFoundError, NoTitleError, TooLongForSlideError
    """
    actor.require(Permission.WRITE_REVIEWS)
    with engine.begin() as tx:
        return freeze(tx, actor, content, title=title, sections=sections, previous=previous)


def freeze(
    tx: sa.Connection,
    actor: Actor,
    content: Content,
    *,
    title: str,
    sections: Sequence[str],
    previous: int | None = None,
) -> Review:
    """The same within a transaction that does more.

    Raises
    ------
    OutOfScopeError, ReviewNotFoundError, NoTitleError, TooLongForSlideError
    """
    actor.require(Permission.WRITE_REVIEWS)
    basis, name = content.basis, fitting(one_line(title), LONGEST_TITLE)
    if not name:
        raise NoTitleError
    for place in basis.branches:
        actor.require_branch(place.id)
    if previous is not None:
        storage.get(tx, actor.scope, previous)
    written, at = review_content.to_bytes(content), dt.datetime.now(dt.UTC)
    new = Review(
        id=0,
        title=name,
        quarter=basis.quarter,
        comparison=basis.comparison,
        everything=basis.everything,
        branches=frozenset(place.id for place in basis.branches),
        sections=keys_of(sections),
        state=State.DRAFT,
        digest=review_content.digest_of(written),
        data_version=basis.data_version,
        created_at=at,
        created_by=actor.login,
        updated_at=at,
        updated_by=actor.login,
        version=1,
        previous=previous,
        demonstration=basis.demonstration,
    )
    batches = {one.number for one in basis.sources if one.kind in IMPORTS}
    number = storage.insert(tx, new, review_content.packed(written), batches)
    audit.write(tx, actor.login, "review_made", f"review:{number}", {"digest": new.digest}, at=at)
    return storage.get(tx, actor.scope, number)


def reviews(engine: sa.Engine, actor: Actor) -> tuple[Review, ...]:
    """The reviews that the actor may read, newest first; for who does not write reviews, those presented."""
    actor.require(Permission.VIEW_RESULTS)
    with engine.connect() as tx:
        found = storage.listed(tx, actor.scope)
    return tuple(one for one in found if _may_read(one, actor))


def review(engine: sa.Engine, actor: Actor, number: int) -> Review:
    """One review, as of now.

    Raises
    ------
    ReviewNotFoundError
    """
    actor.require(Permission.VIEW_RESULTS)
    with engine.connect() as tx:
        return _seen(storage.get(tx, actor.scope, number), actor)


def content(engine: sa.Engine, actor: Actor, number: int) -> Content:
    """What a review was frozen with, checked against its digest.

    Raises
    ------
    ReviewNotFoundError, ReviewDamagedError
    """
    told = review(engine, actor, number)
    found: Content = _CONTENTS.get(
        (str(engine.url), number, told.digest), lambda: _opened(engine, actor, told)
    )
    return found


def document(engine: sa.Engine, actor: Actor, number: int, language: str) -> Document:
    """A review as it is shown and written into files: its sections in order, its author's sentences in place.

    Raises
    ------
    ReviewNotFoundError, ReviewDamagedError
    """
    told = review(engine, actor, number)
    frozen = content(engine, actor, number)
    texts: Mapping[str, Texts] = told.texts
    deck = arranged(frozen.decks[language], told.sections, texts.get(language, {}))
    return Document(told, frozen.basis, deck)


def _opened(engine: sa.Engine, actor: Actor, told: Review) -> Content:
    with engine.connect() as tx:
        stored = storage.content(tx, actor.scope, told.id)
    try:
        written = review_content.unpacked(stored)
    except zlib.error:
        raise ReviewDamagedError(number=told.id) from None
    if review_content.digest_of(written) != told.digest:
        raise ReviewDamagedError(number=told.id)
    return review_content.from_bytes(written)


def _may_read(told: Review, actor: Actor) -> bool:
    return told.presented_at is not None or actor.may(Permission.WRITE_REVIEWS)


def _seen(told: Review, actor: Actor) -> Review:
    if not _may_read(told, actor):
        raise ReviewNotFoundError(number=told.id)
    return told
