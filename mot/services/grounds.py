"""What a file is read against: the institution, what was decided for its like before, and whether both still hold."""

import datetime as dt
import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace

import sqlalchemy as sa

from mot.domain.access import Actor
from mot.domain.progress import Progress, unheard
from mot.domain.survey import Institution
from mot.ingest.changes import Remembered
from mot.ingest.draft import Decisions, Draft, SourceFile
from mot.ingest.prepare import prepare
from mot.services.keys import secret
from mot.services.limits import limits
from mot.storage import institution, recipes


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reading was told: a hash of the institution, and every answer about earlier questionnaires."""

    institution: str
    recalled: tuple[tuple[str, Decisions | None], ...] = ()
    similar: tuple[tuple[str, tuple[Remembered, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Ground:
    """The institution as far as a person may import into it, and the questions that can be asked meanwhile."""

    institution: Institution
    secret: bytes
    recall: Callable[[str], Decisions | None]
    similar: Callable[[str], tuple[Remembered, ...]]

    def read(self, source: SourceFile, decisions: Decisions, *, progress: Progress = unheard) -> Draft:
        """What a file would become, not yet compared with what is stored."""
        return prepare(
            source,
            self.institution,
            decisions=decisions,
            secret=self.secret,
            today=dt.date.today(),
            recall=self.recall,
            similar=self.similar,
            limits=limits(),
            progress=progress,
        )


def ground(engine: sa.Engine, actor: Actor) -> Ground:
    """What files are read against now."""

    def recall(fingerprint: str) -> Decisions | None:
        with engine.connect() as tx:
            return recipes.get(tx, fingerprint)

    def similar(layout: str) -> tuple[Remembered, ...]:
        with engine.connect() as tx:
            return recipes.similar(tx, layout)

    with engine.connect() as tx:
        there = institution.load(tx)
    mine = tuple(b for b in there.branches if b.active and actor.scope.allows(b.id))
    return Ground(replace(there, branches=mine), secret(engine), recall, similar)


class Noting:
    """A ground that notes what it is asked."""

    def __init__(self, ground: Ground) -> None:
        self._recalled: dict[str, Decisions | None] = {}
        self._similar: dict[str, tuple[Remembered, ...]] = {}
        self._institution = _hash_of(ground.institution)

        def recall(fingerprint: str) -> Decisions | None:
            return self._recalled.setdefault(fingerprint, ground.recall(fingerprint))

        def similar(layout: str) -> tuple[Remembered, ...]:
            return self._similar.setdefault(layout, ground.similar(layout))

        self.ground = replace(ground, recall=recall, similar=similar)

    @property
    def asked(self) -> Asked:
        """All that was asked so far."""
        return Asked(self._institution, tuple(self._recalled.items()), tuple(self._similar.items()))


def still_holds(ground: Ground, asked: Asked) -> bool:
    """Whether a reading would be told the same now."""
    return (
        _hash_of(ground.institution) == asked.institution
        and all(ground.recall(fingerprint) == told for fingerprint, told in asked.recalled)
        and all(ground.similar(layout) == told for layout, told in asked.similar)
    )


def _hash_of(there: Institution) -> str:
    return hashlib.sha256(repr(there).encode()).hexdigest()
