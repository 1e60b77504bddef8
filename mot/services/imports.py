"""A file becomes a draft, a draft becomes a batch, a batch can be undone."""

import datetime as dt

import sqlalchemy as sa

from mot.domain.access import Actor, Permission
from mot.domain.batches import Batch
from mot.domain.errors import N_, MotError
from mot.domain.issues import SetAside, Severity
from mot.domain.progress import Progress, Stage, unheard
from mot.ingest import recipe
from mot.ingest.draft import Decisions, Draft, SourceFile
from mot.ingest.privacy.gate import cleansed
from mot.ingest.rejects import Rejects
from mot.services import comparing, storing, undoing
from mot.services.comparing import ANYWAY, SAME_FILE
from mot.services.grounds import ground
from mot.services.learning import learn
from mot.services.permitted import permitted
from mot.services.undoing import dependents, redo, undo
from mot.services.vault import vault
from mot.settings import load_settings
from mot.storage import audit, batches, drafts, files, recipes, rejects, settings

__all__ = [
    "ANYWAY", "SAME_FILE", "DraftNotReadyError", "FileNotKeptError", "commit", "compare", "dependents", "history",
    "original", "preview", "redo", "rejected", "rows_set_aside", "undo",
]  # fmt: skip

NO_DECISIONS = Decisions()


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
    replacing: int | None = None,
    progress: Progress = unheard,
) -> Draft:
    """What a file would become. Nothing is stored.

    What was decided for the same questionnaire before is remembered; decisions made now come first.

    With `replacing` the file is to take the place of that import, whose rows are then no duplicates. Otherwise
    an issue `replaces` offers it for a file that corrects an import, and the answer to it is followed.
    """
    actor.require(Permission.IMPORT)
    draft = ground(engine, actor).read(source, decisions, progress=progress)
    progress(Stage.COMPARE, 0.9)
    return compare(engine, actor, draft, replacing=replacing)


def compare(engine: sa.Engine, actor: Actor, draft: Draft, *, replacing: int | None = None) -> Draft:
    """A draft of `mot.services.grounds.Ground.read`, compared with what is stored: the other half of a preview."""
    actor.require(Permission.IMPORT)
    with engine.connect() as tx:
        if replacing is not None:
            undoing.require(tx, actor, replacing)
        return permitted(comparing.compare(tx, actor, draft, replacing=replacing), actor)


def commit(
    engine: sa.Engine,
    actor: Actor,
    draft: Draft,
    *,
    replacing: int | None = None,
    demonstration: bool = False,
    progress: Progress = unheard,
) -> Batch:
    """Store a draft as a batch: file, answers or figures, cube and audit line, all or nothing.

    A draft that replaces an import (`Draft.replaces`) undoes it in the same transaction. `replacing` may say so
    once more; it must be what the preview was asked for.

    Raises
    ------
    BatchNotFoundError, AlreadyUndoneError
        When the import that it replaces is not there any more.
    DraftNotReadyError
        When something still blocks it.
    DraftOutdatedError
        When respondents or the file came in by another import since the preview, or figures of another kind.
    OutOfScopeError
        When it, or the import that it replaces, speaks of a branch that is not the actor's.
    """
    actor.require(Permission.IMPORT)
    if replacing not in (None, draft.replaces):
        raise ValueError(f"the draft was prepared to replace {draft.replaces}, not {replacing}")
    if not draft.ready:
        raise DraftNotReadyError(count=sum(i.severity is Severity.BLOCKING for i in draft.issues))
    now = dt.datetime.now(dt.UTC)
    draft = cleansed(draft)
    sealed = _sealed(engine, draft)
    with engine.begin() as tx:
        replaced = None if draft.replaces is None else undoing.take_back(tx, actor, draft.replaces, now)
        comparing.still_new(tx, draft)
        progress(Stage.STORE, 0.1)
        number = storing.store(tx, actor, draft, now=now, demonstration=demonstration, sealed=sealed)
        undoing.link(tx, number, draft, replaced)
        learnt = learn(tx, actor, draft.decisions)
        drafts.remove_sha(tx, actor.login, draft.sha256)
        progress(Stage.ADD_UP, 0.9)
        kept = recipe.remember(draft)
        recipes.put(tx, draft.fingerprint, kept, actor.login, now, headers=recipe.headers_of(draft))
        detail: dict[str, object] = {"file": draft.file_name, "sha256": draft.sha256}
        counted = draft.counts
        detail |= {"figures": counted.figures} if counted.figures else {"responses": counted.responses}
        detail |= {"aliases": list(learnt)} if learnt else {}
        detail |= {} if replaced is None else {"replaces": replaced.id}
        audit.write(tx, actor.login, "import_committed", str(number), detail, at=now)
        settings.bump_version(tx)
        return batches.get(tx, actor.scope, number)


def _sealed(engine: sa.Engine, draft: Draft) -> bytes | None:
    """The file as it is to be kept, None where files are not kept."""
    if load_settings().keep_files == "no":
        return None
    return vault(engine).seal(draft.sha256, draft.content)


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


def rejected(engine: sa.Engine, actor: Actor, number: int) -> Rejects:
    """What of a batch's file was not imported: rows with their cells, and single answers, with the reasons.

    Raises
    ------
    BatchNotFoundError
        Also when the batch holds a branch outside the actor's scope.
    """
    actor.require(Permission.IMPORT)
    with engine.connect() as tx:
        return rejects.read(tx, actor.scope, number)
