"""Many files at once: several processes read them, this one stores them, in the order of their names.

What comes of it is the same as from one import after the other. A file that was read before an earlier one
created names, or taught how its questionnaire is read, is read once more.
"""

import os
from collections.abc import Generator, Sequence
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from pathlib import Path

import sqlalchemy as sa

from mot.domain.access import Actor, Permission
from mot.domain.batches import Batch
from mot.domain.errors import N_, MotError
from mot.domain.issues import Severity
from mot.ingest.containers.processes import cores
from mot.ingest.draft import Decisions, Draft
from mot.ingest.workbook import ENDINGS
from mot.services import imports
from mot.services.grounds import ground, still_holds
from mot.services.imports import NO_DECISIONS, SAME_FILE
from mot.services.reading_ahead import Found, Reader, UnreadableFileError, ahead

__all__ = ["UnreadableFileError"]
WORTH = 4  # files per process from which another process is worth its start


class ReaderLostError(MotError):
    """A process that reads files ended by itself."""

    message = N_(
        "A process that reads files ended unexpectedly, perhaps for want of memory. What was imported stays. "
        "Run it once more with --jobs 1."
    )


class Outcome(StrEnum):
    """What became of a file."""

    IMPORTED = "imported"
    READY = "ready"  # it could be imported; only a preview was asked for
    THERE = "there"  # nothing in it is new
    LEFT_OUT = "left_out"  # it needs a decision, or cannot be read


@dataclass(frozen=True, slots=True)
class Done:
    """One file and what became of it: the batch it is now, or the error, or the draft that needs a decision."""

    path: Path
    outcome: Outcome
    draft: Draft | None = None
    batch: Batch | None = None
    error: MotError | None = None


def files_in(folder: Path) -> tuple[Path, ...]:
    """All feedback files in a folder and the folders below it, by name; neither hidden nor temporary ones.

    Links to folders are not followed.
    """
    found = []
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [Path(place, name) for name in names if _is_wanted(name)]
    return tuple(sorted(found, key=lambda path: path.relative_to(folder).parts))


def _is_wanted(name: str) -> bool:
    return not name.startswith((".", "~$")) and name.lower().rpartition(".")[2] in ENDINGS


def worthwhile_jobs(files: int) -> int:
    """How many processes read so many files fastest on this machine."""
    return max(1, min(cores(), files // WORTH))


def import_files(
    engine: sa.Engine,
    actor: Actor,
    paths: Sequence[Path],
    decisions: Decisions = NO_DECISIONS,
    *,
    password: str = "",
    jobs: int = 1,
    only_preview: bool = False,
) -> Generator[Done, None, None]:
    """Import files one after the other, each a batch of its own; whoever stops asking stops between two files.

    With more than one of `jobs`, so many processes read ahead. With `only_preview` nothing is stored, and each
    file is compared with what is stored now.

    Raises
    ------
    ReaderLostError
    """
    actor.require(Permission.IMPORT)
    here = Reader(engine, actor, decisions, password)
    coming = ahead(here, paths, jobs) if jobs > 1 else ((path, partial(here.read, path)) for path in paths)
    try:
        for path, read in coming:
            found = read()
            if jobs > 1 and not still_holds(ground(engine, actor), found.asked):
                found = here.read(path)
            yield _stored(engine, actor, path, found, only_preview=only_preview)
    except BrokenProcessPool as error:
        raise ReaderLostError from error


def _stored(engine: sa.Engine, actor: Actor, path: Path, found: Found, *, only_preview: bool) -> Done:
    """Compare a draft with what is stored, and store it when nothing is left to decide."""
    if found.there:
        return Done(path, Outcome.THERE)
    if found.draft is None:
        return Done(path, Outcome.LEFT_OUT, error=found.error)
    try:
        draft = imports.compare(engine, actor, found.draft)
        if _is_there(draft):
            return Done(path, Outcome.THERE, _light(draft))
        if not draft.ready:
            return Done(path, Outcome.LEFT_OUT, _light(draft))
        batch = None if only_preview else imports.commit(engine, actor, draft)
    except MotError as error:
        return Done(path, Outcome.LEFT_OUT, error=error)
    return Done(path, Outcome.IMPORTED if batch else Outcome.READY, _light(draft), batch)


def _is_there(draft: Draft) -> bool:
    """Whether a draft is the very file of an import, or holds nothing but what imports hold."""
    blocking = [issue for issue in draft.issues if issue.severity is Severity.BLOCKING]
    nothing_new = not len(draft.responses) and not len(draft.figures) and bool(draft.skipped)
    return any(issue.key == SAME_FILE for issue in blocking) or (nothing_new and not blocking)


def _light(draft: Draft) -> Draft:
    """A draft without the file's bytes, which nobody needs any more."""
    return replace(draft, content=b"")
