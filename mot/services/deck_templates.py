"""The institution's own templates for decks: mapped once by an administrator, then used for every review."""

import datetime as dt
import hashlib

import sqlalchemy as sa

from mot.domain.access import Actor, Permission
from mot.domain.deck_templates import (
    LARGEST,
    DeckTemplate,
    Layouts,
    Template,
    TemplateNameMissingError,
    TemplateTooLargeError,
)
from mot.storage import audit
from mot.storage import deck_templates as storage


def templates(engine: sa.Engine, actor: Actor) -> tuple[DeckTemplate, ...]:
    """All templates, newest first."""
    actor.require(Permission.EDIT_INSTITUTION)
    with engine.connect() as tx:
        return storage.listed(tx)


def add(engine: sa.Engine, actor: Actor, name: str, content: bytes, layouts: Layouts) -> DeckTemplate:
    """Store a template with the layouts chosen for slides; decks are made on it from now on.

    `layouts` is what `reports.pptx.templates.inspect` found in the file, with other layouts chosen or not.

    Raises
    ------
    TemplateNameMissingError, TemplateTooLargeError, NoSuchLayoutError
    """
    actor.require(Permission.EDIT_INSTITUTION)
    if not name.strip():
        raise TemplateNameMissingError()
    if len(content) > LARGEST:
        raise TemplateTooLargeError(name=name, size=LARGEST // 1_000_000)
    for number in (layouts.title, layouts.content):
        layouts.layout(number)
    digest, at = hashlib.sha256(content).hexdigest(), dt.datetime.now(dt.UTC)
    new = DeckTemplate(0, name.strip(), digest, len(content), layouts, False, at, actor.login)
    with engine.begin() as tx:
        number = storage.insert(tx, new, content)
        storage.activate(tx, number)
        detail = {"name": new.name, "digest": digest}
        audit.write(tx, actor.login, "deck_template_added", f"deck_template:{number}", detail, at=at)
        return storage.get(tx, number)


def use(engine: sa.Engine, actor: Actor, number: int | None) -> None:
    """Make decks on this template from now on; on the product's own with None.

    Raises
    ------
    TemplateNotFoundError
    """
    actor.require(Permission.EDIT_INSTITUTION)
    with engine.begin() as tx:
        if number is not None:
            storage.get(tx, number)
        storage.activate(tx, number)
        audit.write(tx, actor.login, "deck_template_used", f"deck_template:{number or 'own'}")


def remove(engine: sa.Engine, actor: Actor, number: int) -> None:
    """Delete a template; was it the active one, decks are made on the product's own again.

    Raises
    ------
    TemplateNotFoundError
    """
    actor.require(Permission.EDIT_INSTITUTION)
    with engine.begin() as tx:
        gone = storage.get(tx, number)
        storage.delete(tx, number)
        detail = {"name": gone.name, "digest": gone.digest}
        audit.write(tx, actor.login, "deck_template_removed", f"deck_template:{number}", detail)


def active(engine: sa.Engine, actor: Actor) -> DeckTemplate | None:
    """The template that decks are made on; None for the product's own."""
    actor.require(Permission.VIEW_RESULTS)
    actor.require(Permission.WRITE_REVIEWS)
    with engine.connect() as tx:
        return storage.active(tx)


def content(engine: sa.Engine, actor: Actor, number: int) -> bytes:
    """The file of a template.

    Raises
    ------
    TemplateNotFoundError
    """
    actor.require(Permission.VIEW_RESULTS)
    actor.require(Permission.WRITE_REVIEWS)
    with engine.connect() as tx:
        return storage.content(tx, number)


def chosen(engine: sa.Engine, actor: Actor) -> Template | None:
    """The active template as decks are made on it; None for the product's own.

    Whoever may read a review may take it away; a template holds no results.
    """
    actor.require(Permission.VIEW_RESULTS)
    with engine.connect() as tx:
        found = storage.active(tx)
        return Template(storage.content(tx, found.id), found.layouts) if found else None
