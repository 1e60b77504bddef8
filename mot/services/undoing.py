"""The way back, and forth again: every number becomes what it was, and what depends on an import is named."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import sqlalchemy as sa

from mot.domain.access import Actor, OutOfScopeError, Permission
from mot.domain.batches import AlreadyUndoneError, Batch, BatchStatus
from mot.domain.dependence import (
    CameInOtherwiseError,
    Dependent,
    NotUndoneError,
    OtherKindOfFigureError,
    ReplacedError,
)
from mot.ingest import earlier, said
from mot.ingest.block import from_parquet
from mot.ingest.draft import Draft
from mot.ingest.earlier import Past
from mot.ingest.repeats import COUNT, REPEATED
from mot.services.comparing import ANYWAY, SAME_FILE
from mot.services.dependents import FINDERS
from mot.storage import answers, audit, batches, figures, institution, links, responses, settings
from mot.storage.links import Link, LinkKind


def undo(engine: sa.Engine, actor: Actor, number: int) -> Batch:
    """Make a batch count no more; every number goes back to what it was without it.

    Raises
    ------
    BatchNotFoundError, AlreadyUndoneError, OutOfScopeError
    """
    actor.require(Permission.UNDO_IMPORT)
    now = dt.datetime.now(dt.UTC)
    with engine.begin() as tx:
        take_back(tx, actor, number, now)
        settings.bump_version(tx)
        return batches.get(tx, actor.scope, number)


def redo(engine: sa.Engine, actor: Actor, number: int) -> Batch:
    """Make an undone batch count again; every number goes back to what it was with it.

    Raises
    ------
    BatchNotFoundError, NotUndoneError, OutOfScopeError
    ReplacedError, CameInOtherwiseError, OtherKindOfFigureError
        When another batch has its responses meanwhile: they would count twice.
    """
    actor.require(Permission.UNDO_IMPORT)
    now = dt.datetime.now(dt.UTC)
    with engine.begin() as tx:
        settings.hold_version(tx)
        batch = _own(tx, actor, number)
        if batch.status is BatchStatus.COMMITTED:
            raise NotUndoneError(number=number)
        _is_not_there_otherwise(tx, actor, batch)
        batches.mark_redone(tx, number)
        audit.write(tx, actor.login, "import_redone", str(number), {"file": batch.file_name}, at=now)
        settings.bump_version(tx)
        return batches.get(tx, actor.scope, number)


def dependents(engine: sa.Engine, actor: Actor, number: int) -> tuple[Dependent, ...]:
    """What hangs together with a batch, for a person to know before it is undone or redone.

    Raises
    ------
    BatchNotFoundError
    """
    actor.require(Permission.UNDO_IMPORT)
    with engine.connect() as tx:
        batch = batches.get(tx, actor.scope, number)
        return tuple(found for finder in FINDERS for found in finder(tx, actor.scope, batch))


@dataclass(frozen=True, slots=True)
class Notes:
    """About some batches: which the actor sees as a `whole`, and by which batch others were replaced."""

    whole: frozenset[int]
    replaced_by: dict[int, int]


def notes(engine: sa.Engine, actor: Actor, numbers: Collection[int]) -> Notes:
    """What the history says of batches besides what they hold."""
    actor.require(Permission.IMPORT)
    with engine.connect() as tx:
        return Notes(batches.whole(tx, actor.scope, numbers), links.replacements(tx, numbers))


def require(tx: sa.Connection, actor: Actor, number: int) -> Batch:
    """The batch, which counts and which the actor may undo.

    Raises
    ------
    NotAllowedError, BatchNotFoundError, OutOfScopeError, AlreadyUndoneError
    """
    actor.require(Permission.UNDO_IMPORT)
    batch = _own(tx, actor, number)
    if batch.status is BatchStatus.UNDONE:
        raise AlreadyUndoneError(number=number)
    return batch


def take_back(tx: sa.Connection, actor: Actor, number: int, now: dt.datetime) -> Batch:
    """Undo within a transaction; the batch as it was before.

    Raises
    ------
    NotAllowedError, BatchNotFoundError, OutOfScopeError, AlreadyUndoneError
    """
    settings.hold_version(tx)
    batch = require(tx, actor, number)
    batches.mark_undone(tx, number, actor.login, now)
    audit.write(tx, actor.login, "import_undone", str(number), {"file": batch.file_name}, at=now)
    return batch


def link(tx: sa.Connection, number: int, draft: Draft, replaced: Batch | None) -> None:
    """Write down which imports a new one left rows out for, and which one it replaces."""
    found = [Link(number, other, LinkKind.SKIPPED, rows) for other, rows in draft.skipped]
    if replaced is not None:
        counts = replaced.counts
        found.append(Link(number, replaced.id, LinkKind.REPLACES, counts.responses + counts.figures))
    links.insert(tx, found)


def _own(tx: sa.Connection, actor: Actor, number: int) -> Batch:
    batch = batches.get(tx, actor.scope, number)
    if not batches.covered(tx, actor.scope, number):
        raise OutOfScopeError(name=actor.name)
    return batch


def _is_not_there_otherwise(tx: sa.Connection, actor: Actor, batch: Batch) -> None:
    """Stop when a batch that counts stands in the place of an undone one, or has responses of it."""
    takers = {one.batch for one in links.of(tx, batch.id) if one.kind is LinkKind.REPLACES} - {batch.id}
    for taker in batches.among(tx, takers):
        raise ReplacedError(number=batch.id, other=taker.id)
    if batch.counts.figures:
        _same_kind_of_figures(tx, actor, batch)
        return
    details = batches.details(tx, actor.scope, batch.id)
    block = from_parquet(answers.stored_block(tx, batch.id))
    ours = said.of_import(block, *responses.told_by(tx, batch.id))
    if batch.first_day is None or batch.last_day is None:
        return
    days = batch.first_day, batch.last_day
    known = responses.known_respondents(tx, ours.who, *days)
    owner = known.owners(ours.who, ours.day)
    near = batches.of_questionnaire(tx, details.fingerprint, details.branches, *days)
    if ours.nameless.any():
        past = [
            Past(
                one.id,
                said.of_import(
                    from_parquet(answers.stored_block(tx, one.id)), *responses.told_by(tx, one.id)
                ),
            )
            for one in near
        ]
        owner = np.maximum(owner, earlier.owners(ours, past))
    chosen = {issue.key: issue.chosen for issue in details.issues}
    if chosen.get(REPEATED) == COUNT or chosen.get(SAME_FILE) == ANYWAY:
        owner[owner < batch.id] = 0  # somebody decided to count them beside the earlier ones
    if owner.any():
        others, counts = np.unique(owner[owner > 0], return_counts=True)
        most = int(np.argmax(counts))
        raise CameInOtherwiseError(number=batch.id, count=int(counts[most]), other=int(others[most]))


def _same_kind_of_figures(tx: sa.Connection, actor: Actor, batch: Batch) -> None:
    rows, rates = figures.of_batch(tx, actor.scope, batch.id), figures.rates(tx)
    for number in np.unique(rows["figure"]).tolist():
        has_one = bool((rows["denominator"][rows["figure"] == number] > 0).any())
        if rates.get(number, has_one) != has_one:
            names = {label.id: label.name for label in institution.load(tx).figures}
            raise OtherKindOfFigureError(number=batch.id, name=names[number].zh or names[number].en)
