"""A file becomes a draft, a draft becomes a batch, a batch can be undone."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

import sqlalchemy as sa

from mot.domain.access import Actor, OutOfScopeError, Permission
from mot.domain.batches import AlreadyUndoneError, Batch, DraftOutdatedError
from mot.domain.cube import FIGURE_KEYS
from mot.domain.errors import N_, MotError
from mot.domain.issues import Issue, SetAside, Severity
from mot.domain.progress import Progress, Stage, unheard
from mot.domain.survey import Institution
from mot.ingest import figure_repeats, recipe, repeats
from mot.ingest.draft import Decisions, Draft, SourceFile
from mot.ingest.prepare import prepare
from mot.ingest.privacy.gate import cleansed
from mot.services import storing
from mot.services.keys import secret
from mot.services.vault import vault
from mot.settings import load_settings
from mot.storage import audit, batches, drafts, figures, files, institution, recipes, responses, settings

NO_DECISIONS = Decisions()
SAME_FILE = "same_file"
ANYWAY = "import_anyway"


class FileNotKeptError(MotError):
    """Only the hash of the file is stored."""

    message = N_(
        "The file {name} is not kept: this installation stores only its fingerprint and what was read from it."
    )


class DraftNotReadyError(MotError):
    """Something blocks the commit."""

    message = N_("This file cannot be imported yet: {count} points need your decision.")


def preview(
    engine: sa.Engine,
    actor: Actor,
    source: SourceFile,
    decisions: Decisions = NO_DECISIONS,
    *,
    progress: Progress = unheard,
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
        source,
        _within(there, actor),
        decisions=decisions,
        secret=key,
        today=dt.date.today(),
        recall=recall,
        progress=progress,
    )
    progress(Stage.COMPARE, 0.9)
    with engine.connect() as tx:
        known = responses.known_respondents(tx, _hashes(draft))
        same = batches.committed_with_sha(tx, draft.sha256)
        if len(draft.figures):
            draft = figure_repeats.compare(draft, _stored_figures(tx, actor), _rates(tx))
    draft = repeats.leave_out(draft, known)
    return _told_of_same_file(draft, same, decisions)


def _within(there: Institution, actor: Actor) -> Institution:
    """The institution as far as the actor may import into it."""
    return replace(there, branches=tuple(b for b in there.branches if b.active and actor.scope.allows(b.id)))


def _hashes(draft: Draft) -> set[str]:
    found = set(draft.responses.respondent.unique().to_pylist())
    found.discard("")
    return found


def _stored_figures(tx: sa.Connection, actor: Actor) -> set[tuple[int, str, str]]:
    """Month, branch code and figure code of what counts so far, within the actor's scope."""
    there = institution.load(tx)
    stored = figures.load(tx, actor.scope)
    branches = {branch.id: branch.code for branch in there.branches}
    codes = {label.id: label.code for label in there.figures}
    keys = zip(*(stored[key].tolist() for key in FIGURE_KEYS), strict=True)
    return {(month, branches[branch], codes[figure]) for month, branch, figure in keys}


def _rates(tx: sa.Connection) -> dict[str, bool]:
    """By figure code, whether what counts so far has a denominator."""
    codes = {label.id: label.code for label in institution.load(tx).figures}
    return {codes[number]: rate for number, rate in figures.rates(tx).items()}


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


def commit(
    engine: sa.Engine,
    actor: Actor,
    draft: Draft,
    *,
    demonstration: bool = False,
    progress: Progress = unheard,
) -> Batch:
    """Store a draft as a batch: file, answers or figures, cube and audit line, all or nothing.

    Raises
    ------
    DraftNotReadyError
        When something still blocks it.
    DraftOutdatedError
        When respondents or the file came in by another import since the preview, or figures of another kind.
    OutOfScopeError
        When it speaks of a branch that is not the actor's.
    """
    actor.require(Permission.IMPORT)
    if not draft.ready:
        raise DraftNotReadyError(count=sum(i.severity is Severity.BLOCKING for i in draft.issues))
    now = dt.datetime.now(dt.UTC)
    draft = cleansed(draft)
    sealed = _sealed(engine, draft)
    with engine.begin() as tx:
        _still_new(tx, draft)
        progress(Stage.STORE, 0.1)
        number = storing.store(tx, actor, draft, now=now, demonstration=demonstration, sealed=sealed)
        drafts.remove_sha(tx, actor.login, draft.sha256)
        progress(Stage.ADD_UP, 0.9)
        recipes.put(tx, draft.fingerprint, recipe.remember(draft), actor.login, now)
        detail: dict[str, object] = {"file": draft.file_name, "sha256": draft.sha256}
        counted = draft.counts
        detail |= {"figures": counted.figures} if counted.figures else {"responses": counted.responses}
        audit.write(tx, actor.login, "import_committed", str(number), detail, at=now)
        settings.bump_version(tx)
        return batches.get(tx, actor.scope, number)


def _sealed(engine: sa.Engine, draft: Draft) -> bytes | None:
    """The file as it is to be kept, None where files are not kept."""
    if load_settings().keep_files == "no":
        return None
    return vault(engine).seal(draft.sha256, draft.content)


def _still_new(tx: sa.Connection, draft: Draft) -> None:
    """Nothing of this came in since the preview, and nothing comes in before this transaction ends."""
    settings.hold_version(tx)
    told = {issue.code for issue in draft.issues}
    if batches.committed_with_sha(tx, draft.sha256) and SAME_FILE not in told:
        raise DraftOutdatedError
    if repeats.stored_already(draft, responses.known_respondents(tx, _hashes(draft))).any():
        raise DraftOutdatedError
    if len(draft.figures) and figure_repeats.of_other_kind(draft, _rates(tx)).any():
        raise DraftOutdatedError


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
    """The file of a batch, byte for byte as it came.

    Raises
    ------
    BatchNotFoundError, FileNotKeptError, FileKeyError
    """
    actor.require(Permission.IMPORT)
    with engine.connect() as tx:
        file = files.of_batch(tx, actor.scope, number)
    if file.sealed is None:
        raise FileNotKeptError(name=file.name)
    return SourceFile(file.name, vault(engine).open(file.sha256, file.sealed))


def rows_set_aside(engine: sa.Engine, actor: Actor, number: int) -> tuple[SetAside, ...]:
    """The rows of a batch that were not imported, with the reasons."""
    actor.require(Permission.IMPORT)
    with engine.connect() as tx:
        return batches.set_aside_of(tx, actor.scope, number)
