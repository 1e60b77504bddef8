"""The books: everything a page's questions are answered from, held in memory per scope and data version."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace
from threading import Lock
from typing import Any

import sqlalchemy as sa

from mot.domain.access import Actor, Permission, Scope
from mot.domain.cube import Cube
from mot.domain.survey import Institution
from mot.domain.thresholds import Thresholds
from mot.storage import cells, institution, settings


@dataclass(frozen=True, slots=True)
class Books:
    """The committed feedback within a scope, and what it is read against, at one data version.

    `institution` has the branches within the scope only.
    """

    version: int
    institution: Institution
    thresholds: Thresholds
    cube: Cube


class Shelf:
    """A small store of values by key, the least recently used one leaving first; safe for threads."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], Any]) -> Any:
        """The value kept under `key`, made now when it is not there."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        value = make()
        with self._lock:
            self._kept[key] = value
            while len(self._kept) > self._size:
                self._kept.popitem(last=False)
        return value

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._kept.clear()


_BOOKS = Shelf(32)


def version_of(engine: sa.Engine) -> int:
    """The data version: it rises with every commit, undo and change of the institution."""
    with engine.connect() as tx:
        return settings.data_version(tx)


def open_books(engine: sa.Engine, actor: Actor) -> Books:
    """The books this actor may read, as of now."""
    actor.require(Permission.VIEW_RESULTS)
    version = version_of(engine)
    kept: Books = _BOOKS.get((str(engine.url), version, actor.scope), lambda: _read(engine, actor.scope))
    return kept


def _read(engine: sa.Engine, scope: Scope) -> Books:
    with engine.connect() as tx:
        there = institution.load(tx)
        return Books(
            settings.data_version(tx),
            replace(there, branches=tuple(b for b in there.branches if scope.allows(b.id))),
            Thresholds.from_dict(settings.get(tx, "thresholds", {})),
            cells.load(tx, scope),
        )
