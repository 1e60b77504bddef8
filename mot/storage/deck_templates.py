"""The institution's templates for decks: files with the layouts that were chosen, at most one of them active."""

import sqlalchemy as sa
from pydantic import TypeAdapter

from mot.domain.deck_templates import DeckTemplate, Layouts, TemplateNotFoundError
from mot.storage.schema_reviews import deck_template

_LAYOUTS = TypeAdapter(Layouts)
_LISTED = [column for column in deck_template.c if column.name != "content"]


def insert(tx: sa.Connection, new: DeckTemplate, content: bytes) -> int:
    """Store a template; its number."""
    values = {
        "name": new.name,
        "content": content,
        "content_sha256": new.digest,
        "layouts": _LAYOUTS.dump_python(new.layouts, mode="json"),
        "active": new.active,
        "created_at": new.created_at,
        "created_by": new.created_by,
    }
    insertion = sa.insert(deck_template).values(values).returning(deck_template.c.id)
    return int(tx.execute(insertion).scalar_one())


def listed(tx: sa.Connection) -> tuple[DeckTemplate, ...]:
    """All templates, newest first."""
    return _read(tx, sa.true())


def get(tx: sa.Connection, number: int) -> DeckTemplate:
    """One template.

    Raises
    ------
    TemplateNotFoundError
    """
    found = _read(tx, deck_template.c.id == number)
    if not found:
        raise TemplateNotFoundError(number=number)
    return found[0]


def active(tx: sa.Connection) -> DeckTemplate | None:
    """The template that decks are made on; None for the product's own."""
    return next(iter(_read(tx, deck_template.c.active)), None)


def content(tx: sa.Connection, number: int) -> bytes:
    """The file of a template.

    Raises
    ------
    TemplateNotFoundError
    """
    query = sa.select(deck_template.c.content).where(deck_template.c.id == number)
    found = tx.execute(query).one_or_none()
    if found is None:
        raise TemplateNotFoundError(number=number)
    return bytes(found.content)


def activate(tx: sa.Connection, number: int | None) -> None:
    """Make one template the active one, or none."""
    chosen = sa.false() if number is None else deck_template.c.id == number
    tx.execute(sa.update(deck_template).values(active=chosen))


def delete(tx: sa.Connection, number: int) -> None:
    """Remove a template."""
    tx.execute(sa.delete(deck_template).where(deck_template.c.id == number))


def _read(tx: sa.Connection, wanted: sa.ColumnElement[bool]) -> tuple[DeckTemplate, ...]:
    size = sa.func.length(deck_template.c.content).label("size")
    query = sa.select(*_LISTED, size).where(wanted).order_by(deck_template.c.id.desc())
    return tuple(
        DeckTemplate(
            id=row.id,
            name=row.name,
            digest=row.content_sha256,
            size=row.size,
            layouts=_LAYOUTS.validate_python(row.layouts),
            active=row.active,
            created_at=row.created_at,
            created_by=row.created_by,
        )
        for row in tx.execute(query)
    )
