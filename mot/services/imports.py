"""A file becomes a draft, a draft becomes a batch, a batch can be undone."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import sqlalchemy as sa

import mot
from mot.domain.access import Actor, OutOfScopeError, Permission
from mot.domain.batches import AlreadyUndoneError, Batch, DraftOutdatedError
from mot.domain.errors import N_, MotError
from mot.domain.issues import Issue, SetAside, Severity
from mot.domain.survey import UNKNOWN, Dimension, Group, Institution
from mot.ingest import block, cubing, recipe, repeats
from mot.ingest.draft import Decisions, Draft, SourceFile
from mot.ingest.prepare import prepare
from mot.services import naming
from mot.services.keys import secret
from mot.storage import answers, audit, batches, cells, institution, recipes, responses, settings

NO_DECISIONS = Decisions()
SAME_FILE = "same_file"
ANYWAY = "import_anyway"


class DraftNotReadyError(MotError):
    """Something blocks the commit."""

    message = N_("This file cannot be imported yet: {count} points need your decision.")


def preview(
    engine: sa.Engine, actor: Actor, source: SourceFile, decisions: Decisions = NO_DECISIONS
) -> Draft:
    """What a file would become. Nothing is stored.

    What was decided for the same questionnaire before is remembered; decisions made now come first.
    """
    actor.require(Permission.IMPORT)
    key = secret(engine)
    with engine.connect() as tx:
        there = institution.load(tx)

    def recall(fingerprint: str) -> Decisions | None:
        with engine.connect() as tx:
            return recipes.get(tx, fingerprint)

    draft = prepare(
        source, _within(there, actor), decisions=decisions, secret=key, today=dt.date.today(), recall=recall
    )
    with engine.connect() as tx:
        known = responses.known_respondents(tx, _hashes(draft))
        same = batches.committed_with_sha(tx, draft.sha256)
    draft = repeats.leave_out(draft, known)
    return _told_of_same_file(draft, same, decisions)


def _within(there: Institution, actor: Actor) -> Institution:
    """The institution as far as the actor may import into it."""
    return replace(there, branches=tuple(b for b in there.branches if b.active and actor.scope.allows(b.id)))


def _hashes(draft: Draft) -> set[str]:
    found = set(draft.responses.respondent.unique().to_pylist())
    found.discard("")
    return found


def _told_of_same_file(draft: Draft, same: Sequence[Batch], decisions: Decisions) -> Draft:
    if not same:
        return draft
    accepted = decisions.answers.get(SAME_FILE) == ANYWAY
    issue = Issue(
        SAME_FILE,
        Severity.DECIDE if accepted else Severity.BLOCKING,
        params={"number": same[-1].id, "date": same[-1].created_at.date().isoformat()},
        key=SAME_FILE,
        choices=("", ANYWAY),
        chosen=ANYWAY if accepted else "",
    )
    return replace(draft, issues=(issue, *draft.issues))


def commit(engine: sa.Engine, actor: Actor, draft: Draft, *, demonstration: bool = False) -> Batch:
    """Store a draft as a batch: file, answers, responses, cube and audit line, all or nothing.

    Raises
    ------
    DraftNotReadyError
        When something still blocks it.
    DraftOutdatedError
        When respondents or the file came in by another import since the preview.
    OutOfScopeError
        When it speaks of a branch that is not the actor's.
    """
    actor.require(Permission.IMPORT)
    if not draft.ready:
        raise DraftNotReadyError(count=sum(i.severity is Severity.BLOCKING for i in draft.issues))
    now = dt.datetime.now(dt.UTC)
    with engine.begin() as tx:
        _still_new(tx, draft)
        branch_ids = naming.ids(tx, actor, institution.Kind.BRANCH, draft.branches)
        touchpoint_ids = naming.ids(tx, actor, institution.Kind.TOUCHPOINT, draft.touchpoints)
        channel_ids = naming.ids(tx, actor, institution.Kind.CHANNEL, draft.channels)
        segment_ids = naming.ids(tx, actor, institution.Kind.SEGMENT, draft.segments)
        groups = {
            t.id: Group[t.dimension.name]
            for t in institution.load(tx).touchpoints
            if t.dimension is not Dimension.NONE
        }
        told = draft.responses
        days = told.day.astype("datetime64[D]")
        number = batches.insert(
            tx,
            file_name=draft.file_name,
            sha256=draft.sha256,
            content=draft.content,
            layout=draft.layout,
            counts=draft.counts,
            created_at=now,
            created_by=actor.login,
            branches=set(branch_ids[np.unique(told.branch)].tolist()),
            scale=draft.scale,
            overall_scale=draft.overall_scale,
            first_day=days.min().item(),
            last_day=days.max().item(),
            rows_set_aside=draft.set_aside,
            issues=draft.issues,
            fingerprint=draft.fingerprint,
            decisions=draft.decisions,
            demonstration=demonstration,
            product_version=mot.__version__,
        )
        ids = {
            "branch_ids": branch_ids,
            "touchpoint_ids": touchpoint_ids,
            "channel_ids": channel_ids,
            "segment_ids": segment_ids,
        }
        answers.insert_block(tx, number, block.to_parquet(told, draft.answers, **ids))
        columns = {
            "row": told.row,
            "day": told.day,
            "branch_id": branch_ids[told.branch],
            "channel_id": _labels(channel_ids, told.channel),
            "segment_id": _labels(segment_ids, told.segment),
            "overall": told.overall,
            "nps": told.nps,
            "respondent": told.respondent,
            "comment": told.comment,
        }
        responses.insert(tx, number, columns)
        cells.insert(
            tx,
            number,
            cubing.tally(
                told,
                draft.answers,
                scale=draft.scale,
                overall_scale=draft.overall_scale,
                dimension_of=groups,
                **ids,
            ),
        )
        recipes.put(tx, draft.fingerprint, recipe.remember(draft), actor.login, now)
        detail = {"file": draft.file_name, "sha256": draft.sha256, "responses": draft.counts.responses}
        audit.write(tx, actor.login, "import_committed", str(number), detail, at=now)
        settings.bump_version(tx)
        return batches.get(tx, actor.scope, number)


def _still_new(tx: sa.Connection, draft: Draft) -> None:
    """Nothing of this came in since the preview, and nothing comes in before this transaction ends."""
    settings.hold_version(tx)
    told = {issue.code for issue in draft.issues}
    if batches.committed_with_sha(tx, draft.sha256) and SAME_FILE not in told:
        raise DraftOutdatedError
    if repeats.stored_already(draft, responses.known_respondents(tx, _hashes(draft))).any():
        raise DraftOutdatedError


def _labels(ids: np.ndarray, positions: np.ndarray) -> np.ndarray:
    """Ids by position, with the sentinel for what was not stated."""
    return np.asarray(np.append(ids, UNKNOWN)[positions], dtype=np.int64)


def undo(engine: sa.Engine, actor: Actor, number: int) -> Batch:
    """Make a batch count no more; every number goes back to what it was without it.

    Raises
    ------
    BatchNotFoundError, AlreadyUndoneError, OutOfScopeError
    """
    actor.require(Permission.UNDO_IMPORT)
    now = dt.datetime.now(dt.UTC)
    with engine.begin() as tx:
        batch = batches.get(tx, actor.scope, number)
        if not batches.covered(tx, actor.scope, number):
            raise OutOfScopeError(name=actor.name)
        if not batches.mark_undone(tx, number, actor.login, now):
            raise AlreadyUndoneError(number=number)
        audit.write(tx, actor.login, "import_undone", str(number), {"file": batch.file_name}, at=now)
        settings.bump_version(tx)
        return batches.get(tx, actor.scope, number)


def history(engine: sa.Engine, actor: Actor, limit: int = 50) -> tuple[Batch, ...]:
    """The newest imports that the actor may know of, newest first."""
    actor.require(Permission.IMPORT)
    with engine.connect() as tx:
        return batches.history(tx, actor.scope, limit)


def original(engine: sa.Engine, actor: Actor, number: int) -> SourceFile:
    """The file of a batch, byte for byte as it came."""
    actor.require(Permission.IMPORT)
    with engine.connect() as tx:
        return SourceFile(*batches.content(tx, actor.scope, number))


def rows_set_aside(engine: sa.Engine, actor: Actor, number: int) -> tuple[SetAside, ...]:
    """The rows of a batch that were not imported, with the reasons."""
    actor.require(Permission.IMPORT)
    with engine.connect() as tx:
        return batches.set_aside_of(tx, actor.scope, number)
