"""A new snapshot in place of an older one: the author's words come along, the older draft makes room."""

import datetime as dt

import sqlalchemy as sa

from mot.domain.access import Actor, Permission
from mot.domain.reviews import Content, Review, State
from mot.services import reviews
from mot.storage import audit
from mot.storage import review_writing as writing
from mot.storage import reviews as storage


def succeed(engine: sa.Engine, actor: Actor, number: int, content: Content) -> Review:
    """Freeze `content` as the new snapshot of a review, with its title, sections, sentences and comments.

    An older draft is archived; what was presented stays presented.

    Raises
    ------
    OutOfScopeError, ReviewNotFoundError
    """
    actor.require(Permission.WRITE_REVIEWS)
    at = dt.datetime.now(dt.UTC)
    archived = {"state": State.ARCHIVED.value, "archived_at": at, "archived_by": actor.login}
    with engine.begin() as tx:
        storage.get(tx, actor.scope, number)
        if writing.change(tx, number, by=actor.login, at=at, version=None, values=archived):
            audit.write(tx, actor.login, "review_archived", f"review:{number}", {}, at=at)
        old = storage.get(tx, actor.scope, number)
        new = reviews.freeze(tx, actor, content, title=old.title, sections=old.sections, previous=number)
        writing.carry(tx, number, new.id)
        audit.write(tx, actor.login, "review_renewed", f"review:{new.id}", {"previous": number}, at=at)
        return storage.get(tx, actor.scope, new.id)
