"""The books: everything a page's questions are answered from, held in memory per scope and data version."""

from dataclasses import replace

import sqlalchemy as sa

from mot.analysis.books import Books
from mot.analysis.shelf import Shelf
from mot.domain.access import Actor, Permission, Scope
from mot.domain.thresholds import Thresholds
from mot.storage import cells, institution, questions, settings

_BOOKS = Shelf(32)


def version_of(engine: sa.Engine) -> int:
    """The data version: it rises with every commit, undo and change of the institution."""
    with engine.connect() as tx:
        return settings.data_version(tx)


def open_books(engine: sa.Engine, actor: Actor) -> Books:
    """The books this actor may read, as of now."""
    actor.require(Permission.VIEW_RESULTS)
    version, scope = version_of(engine), actor.scope
    if not scope.for_all:
        kept: Books = _BOOKS.get((str(engine.url), version, scope), lambda: _read(engine, scope))
        return kept
    wider = open_books(engine, replace(actor, scope=Scope()))
    told: Books = _BOOKS.get(
        (str(engine.url), wider.version, scope), lambda: replace(_read(engine, scope), wider=wider)
    )
    return told if told.version == wider.version else open_books(engine, actor)


def _read(engine: sa.Engine, scope: Scope) -> Books:
    with engine.connect() as tx:
        there = institution.load(tx)
        return Books(
            settings.data_version(tx),
            replace(there, branches=tuple(b for b in there.branches if scope.allows(b.id))),
            Thresholds.from_dict(settings.get(tx, "thresholds", {})),
            cells.load(tx, scope),
            questions.load(tx, scope, there),
        )
