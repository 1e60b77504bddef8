"""What authors make of a review: title, sections, state, sentences and comments; never its content.

Every change is made by one UPDATE that names the state and the version it starts from, in the same transaction
as the rows beside it. What is no draft therefore cannot change, and of two authors with one version one wins.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from mot.domain.reviews import State
from mot.storage.schema_reviews import review, review_outline, review_remark, review_text

_OF_A_DRAFT = {"title", "sections"}
_OF_ANY = {"state", "presented_at", "presented_by", "archived_at", "archived_by"}


def change(
    tx: sa.Connection,
    number: int,
    *,
    by: str,
    at: dt.datetime,
    version: int | None,
    was: State = State.DRAFT,
    values: Mapping[str, Any] | None = None,
) -> bool:
    """Change a review that is in the state `was` and at `version` (any without one), and count the version up.

    False when it is in another state or at another version; nothing was changed then.
    """
    changed = dict(values or {})
    allowed = _OF_A_DRAFT | _OF_ANY if was is State.DRAFT else _OF_ANY
    if not changed.keys() <= allowed:
        raise ValueError(f"of a review that is {was.value} these cannot all be changed: {sorted(changed)}")
    c = review.c
    there = (c.id == number) & (c.state == was.value)
    if version is not None:
        there &= c.version == version
    stamps = {"version": c.version + 1, "updated_by": by, "updated_at": at}
    return tx.execute(sa.update(review).where(there).values(**changed, **stamps)).rowcount == 1


def put_text(
    tx: sa.Connection, number: int, language: str, slide: str, field: str, text: str | None, *, by: str,
    at: dt.datetime, version: int,
) -> bool:  # fmt: skip
    """Set an author's sentence in a draft at `version`, or take it back with None; False as of `change`."""
    if not change(tx, number, by=by, at=at, version=version):
        return False
    c = review_text.c
    mine = (c.review_id == number) & (c.language == language) & (c.slide == slide) & (c.field == field)
    tx.execute(sa.delete(review_text).where(mine))
    if text is not None:
        row = {"review_id": number, "language": language, "slide": slide, "field": field}
        tx.execute(sa.insert(review_text).values(row | {"text": text, "at": at, "login": by}))
    return True


def add_remark(tx: sa.Connection, number: int, slide: str, text: str, *, by: str, at: dt.datetime) -> bool:
    """Add a comment to a slide of a draft, at any version; False when it is no draft."""
    if not change(tx, number, by=by, at=at, version=None):
        return False
    row = {"review_id": number, "slide": slide, "at": at, "login": by, "text": text}
    tx.execute(sa.insert(review_remark).values(row))
    return True


def remarks(tx: sa.Connection, number: int) -> int:
    """How many comments a review has."""
    c = review_remark.c
    return int(tx.scalar(sa.select(sa.func.count()).where(c.review_id == number)) or 0)


def outline(tx: sa.Connection, login: str) -> tuple[str, ...]:
    """The sections in the order that a person keeps for the next review; () when none."""
    found = tx.execute(sa.select(review_outline.c.sections).where(review_outline.c.login == login)).scalar()
    return tuple(found or ())


def put_outline(tx: sa.Connection, login: str, sections: Sequence[str], *, at: dt.datetime) -> None:
    """Keep a person's order of sections; () forgets it."""
    tx.execute(sa.delete(review_outline).where(review_outline.c.login == login))
    if sections:
        row = {"login": login, "sections": list(sections), "updated_at": at}
        tx.execute(sa.insert(review_outline).values(row))


def carry(tx: sa.Connection, old: int, new: int) -> None:
    """Copy the sentences and comments of a review to its new snapshot, as they were written."""
    for table in (review_text, review_remark):
        named = [c.name for c in table.columns if c.name not in ("id", "review_id")]
        rows = sa.select(sa.literal(new), *(table.c[name] for name in named)).where(table.c.review_id == old)
        if table is review_remark:
            rows = rows.order_by(table.c.id)
        tx.execute(sa.insert(table).from_select(["review_id", *named], rows))
