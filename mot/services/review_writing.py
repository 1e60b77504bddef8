"""What an author makes of a frozen review: title, sections, sentences, comments and its states.

Only a draft changes. A change starts from the version its author saw; of two that start from one, one wins.
"""

import datetime as dt
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from mot.domain.access import Actor, Permission
from mot.domain.review_writing import (
    LONGEST_REMARK,
    LONGEST_TITLE,
    MOST_REMARKS,
    NoRemarkError,
    NoSectionError,
    NoSuchSentenceError,
    NoSuchSlideError,
    NoTitleError,
    TooManyRemarksError,
    UnknownSectionError,
    fitting,
    keys_of,
    longest,
    one_line,
    several_lines,
)
from mot.domain.reviews import ArchivedError, NotADraftError, Review, ReviewChangedError, State
from mot.domain.slides import TITLE, fields_of
from mot.services import reviews
from mot.storage import audit
from mot.storage import review_writing as writing
from mot.storage import reviews as storage

Write = Callable[[sa.Connection, dt.datetime], bool]
_OPEN = (State.DRAFT, State.PRESENTED)


def rename(engine: sa.Engine, actor: Actor, number: int, title: str, *, version: int) -> Review:
    """Give a draft another title.

    Raises
    ------
    NoTitleError, TooLongForSlideError, ReviewNotFoundError, NotADraftError, ReviewChangedError
    """
    actor.require(Permission.WRITE_REVIEWS)
    name = fitting(one_line(title), LONGEST_TITLE)
    if not name:
        raise NoTitleError
    write = _values(actor, number, version, State.DRAFT, {"title": name})
    return _changed(engine, actor, number, "review_renamed", {"title": name}, write)


def choose(engine: sa.Engine, actor: Actor, number: int, sections: Sequence[str], *, version: int) -> Review:
    """Choose a draft's sections and their order; the title is always there and always first.

    Raises
    ------
    NoSectionError, UnknownSectionError, ReviewNotFoundError, NotADraftError, ReviewChangedError
    """
    actor.require(Permission.WRITE_REVIEWS)
    told = reviews.review(engine, actor, number)
    decks = reviews.content(engine, actor, number).decks
    shown = {slide.section for deck in decks.values() for slide in deck.slides}
    order = (TITLE, *dict.fromkeys(section for section in sections if section != TITLE))
    for section in order:
        if section not in shown and section not in told.sections:
            raise UnknownSectionError(number=number, section=section)
    if not shown & {*order[1:]}:
        raise NoSectionError
    write = _values(actor, number, version, State.DRAFT, {"sections": list(order)})
    return _changed(engine, actor, number, "review_arranged", {"sections": list(order)}, write)


def write(
    engine: sa.Engine, actor: Actor, number: int, language: str, slide: str, field: str, text: str | None, *,
    version: int,
) -> Review:  # fmt: skip
    """Write over a sentence of a draft; None, the original or an empty title takes it back.

    An empty line is left out of its slide.

    Raises
    ------
    NoSuchSentenceError, TooLongForSlideError, ReviewNotFoundError, NotADraftError, ReviewChangedError
    """
    actor.require(Permission.WRITE_REVIEWS)
    deck = reviews.content(engine, actor, number).decks.get(language)
    own = next((fields_of(one).get(field) for one in deck.slides if one.key == slide), None) if deck else None
    if own is None:
        raise NoSuchSentenceError
    words = None if text is None else fitting(one_line(text), longest(field, own))
    if words == own or (field == "title" and not words):
        words = None

    def put(tx: sa.Connection, at: dt.datetime) -> bool:
        return writing.put_text(
            tx, number, language, slide, field, words, by=actor.login, at=at, version=version
        )

    detail = {"language": language, "slide": slide, "field": field, "text": words}
    return _changed(engine, actor, number, "review_written", detail, put)


def comment(engine: sa.Engine, actor: Actor, number: int, slide: str, text: str) -> Review:
    """Add a comment to a slide of a draft, whatever its version.

    Raises
    ------
    NoRemarkError, TooLongForSlideError, TooManyRemarksError, NoSuchSlideError, ReviewNotFoundError, NotADraftError
    """
    actor.require(Permission.WRITE_REVIEWS)
    decks = reviews.content(engine, actor, number).decks
    if not any(one.key == slide for deck in decks.values() for one in deck.slides):
        raise NoSuchSlideError(number=number)
    words = fitting(several_lines(text), LONGEST_REMARK)
    if not words:
        raise NoRemarkError

    def put(tx: sa.Connection, at: dt.datetime) -> bool:
        if writing.remarks(tx, number) >= MOST_REMARKS:
            raise TooManyRemarksError(number=number, most=MOST_REMARKS)
        return writing.add_remark(tx, number, slide, words, by=actor.login, at=at)

    return _changed(engine, actor, number, "review_commented", {"slide": slide, "text": words}, put)


def present(engine: sa.Engine, actor: Actor, number: int, *, version: int) -> Review:
    """Say that a draft was presented: from now on it stays as it is.

    Raises
    ------
    ReviewNotFoundError, NotADraftError, ReviewChangedError
    """
    actor.require(Permission.WRITE_REVIEWS)

    def put(tx: sa.Connection, at: dt.datetime) -> bool:
        values = {"state": State.PRESENTED.value, "presented_at": at, "presented_by": actor.login}
        return writing.change(tx, number, by=actor.login, at=at, version=version, values=values)

    return _changed(engine, actor, number, "review_presented", {}, put)


def archive(engine: sa.Engine, actor: Actor, number: int, *, version: int) -> Review:
    """Put a draft or a presented review out of the way.

    Raises
    ------
    ReviewNotFoundError, ArchivedError, ReviewChangedError
    """
    actor.require(Permission.WRITE_REVIEWS)

    def put(tx: sa.Connection, at: dt.datetime) -> bool:
        values = {"state": State.ARCHIVED.value, "archived_at": at, "archived_by": actor.login}
        return any(
            writing.change(tx, number, by=actor.login, at=at, version=version, was=was, values=values)
            for was in (State.DRAFT, State.PRESENTED)
        )

    return _changed(engine, actor, number, "review_archived", {}, put, of=_OPEN)


def restore(engine: sa.Engine, actor: Actor, number: int, *, version: int) -> Review:
    """Make an archived review what it was: presented, or a draft. One that is not archived stays as it is.

    Raises
    ------
    ReviewNotFoundError, ReviewChangedError
    """
    actor.require(Permission.WRITE_REVIEWS)
    told = reviews.review(engine, actor, number)
    if told.state is not State.ARCHIVED:
        return told
    was = State.PRESENTED if told.presented_at else State.DRAFT
    values = {"state": was.value, "archived_at": None, "archived_by": ""}
    put = _values(actor, number, version, State.ARCHIVED, values)
    return _changed(engine, actor, number, "review_restored", {"state": was.value}, put, of=(State.ARCHIVED,))


def outline(engine: sa.Engine, actor: Actor) -> tuple[str, ...]:
    """The sections in the order that the author keeps for the next review; () when none."""
    actor.require(Permission.WRITE_REVIEWS)
    with engine.connect() as tx:
        return writing.outline(tx, actor.login)


def keep_outline(engine: sa.Engine, actor: Actor, sections: Sequence[str]) -> None:
    """Keep sections in this order for the author's next review; () forgets them. What cannot be a key is left out."""
    actor.require(Permission.WRITE_REVIEWS)
    kept = keys_of(sections)
    with engine.begin() as tx:
        writing.put_outline(tx, actor.login, kept, at=dt.datetime.now(dt.UTC))
        audit.write(tx, actor.login, "review_outline_kept", f"person:{actor.login}", {"sections": list(kept)})


def _values(actor: Actor, number: int, version: int, was: State, values: Mapping[str, Any]) -> Write:
    def put(tx: sa.Connection, at: dt.datetime) -> bool:
        return writing.change(tx, number, by=actor.login, at=at, version=version, was=was, values=values)

    return put


def _changed(
    engine: sa.Engine,
    actor: Actor,
    number: int,
    event: str,
    detail: Mapping[str, object],
    put: Write,
    *,
    of: Collection[State] = (State.DRAFT,),
) -> Review:
    """Make a change of a review in one of the states `of` and its audit line together, or say why it cannot be."""
    at = dt.datetime.now(dt.UTC)
    with engine.begin() as tx:
        storage.get(tx, actor.scope, number)
        if not put(tx, at):
            found = storage.get(tx, actor.scope, number)
            if found.state in of:
                raise ReviewChangedError(number=number)
            raise (
                ArchivedError(number=number)
                if found.state is State.ARCHIVED
                else NotADraftError(number=number)
            )
        audit.write(tx, actor.login, event, f"review:{number}", detail, at=at)
        return storage.get(tx, actor.scope, number)
