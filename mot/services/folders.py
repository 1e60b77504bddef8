"""Many files at once: several processes read them, this one stores them, in the order of their names.

What comes of it is the same as from one import after the other. A file that was read before an earlier one
created names, or taught how its questionnaire is read, is read once more.
"""

import hashlib
import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from pathlib import Path

import pyarrow as pa
import sqlalchemy as sa

from mot.domain.access import Actor, Permission
from mot.domain.batches import Batch
from mot.domain.errors import N_, MotError
from mot.domain.issues import Severity
from mot.ingest.containers.processes import cores
from mot.ingest.draft import Decisions, Draft, SourceFile
from mot.ingest.workbook import ENDINGS
from mot.services import imports
from mot.services.grounds import Asked, Noting, ground, still_holds
from mot.services.imports import NO_DECISIONS, SAME_FILE
from mot.storage import batches, database

AHEAD = 3  # files per process that are read before it is their turn
AHEAD_BYTES = 64_000_000  # of the files that are read ahead
WORTH = 4  # files per process from which another process is worth its start


class UnreadableFileError(MotError):
    """The system does not give the file's bytes."""

    message = N_("{name} cannot be opened. Check that it is still there and that you may read it.")


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
    here = _Reader(engine, actor, decisions, password)
    ahead = _ahead(here, paths, jobs) if jobs > 1 else ((path, partial(here.read, path)) for path in paths)
    try:
        for path, read in ahead:
            found = read()
            if jobs > 1 and not still_holds(ground(engine, actor), found.asked):
                found = here.read(path)
            yield _stored(engine, actor, path, found, only_preview=only_preview)
    except BrokenProcessPool as error:
        raise ReaderLostError from error


@dataclass(frozen=True, slots=True)
class _Found:
    """What a reading came to, and what it was told."""

    asked: Asked
    draft: Draft | None = None
    error: MotError | None = None
    there: bool = False  # these very bytes were imported


class _Reader:
    """Reads files for a person, all with the same decisions."""

    def __init__(self, engine: sa.Engine, actor: Actor, decisions: Decisions, password: str) -> None:
        self.engine, self.actor, self.decisions, self.password = engine, actor, decisions, password

    def read(self, path: Path) -> _Found:
        """Read a file; what a person must know of comes back as an error."""
        noting = Noting(ground(self.engine, self.actor))
        try:
            source = SourceFile(path.name, path.read_bytes(), self.password)
            if self._is_there(source.content):
                return _Found(noting.asked, there=True)
            draft = noting.ground.read(source, self.decisions)
        except MotError as error:
            return _Found(noting.asked, error=error)
        except OSError:
            return _Found(noting.asked, error=UnreadableFileError(name=path.name))
        return _Found(noting.asked, draft)

    def _is_there(self, content: bytes) -> bool:
        with self.engine.connect() as tx:
            return bool(batches.committed_with_sha(tx, hashlib.sha256(content).hexdigest()))


_READERS: list[_Reader] = []  # of a process that reads: its one


def _begin(url: str, actor: Actor, decisions: Decisions, password: str) -> None:
    """Make this process one that reads. It leaves Ctrl-C to the one that stores."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    pa.set_cpu_count(1)
    _READERS[:] = [_Reader(database.connect(url), actor, decisions, password)]


def _read(path: Path) -> _Found:
    return _READERS[0].read(path)


Awaited = Callable[[], _Found]


def _ahead(here: _Reader, paths: Iterable[Path], jobs: int) -> Iterator[tuple[Path, Awaited]]:
    """Each path with what waits for its reading, in order; the next ones are being read meanwhile."""
    url = here.engine.url.render_as_string(hide_password=False)
    with _pool(jobs, (url, here.actor, here.decisions, here.password)) as pool:
        begun: deque[tuple[Path, int, Future[_Found]]] = deque()
        for coming in paths:
            size = _size(coming)
            while begun and (
                len(begun) >= AHEAD * jobs or size + sum(bytes_ for _, bytes_, _ in begun) > AHEAD_BYTES
            ):
                path, _, future = begun.popleft()
                yield path, future.result
            begun.append((coming, size, pool.submit(_read, coming)))
        while begun:
            path, _, future = begun.popleft()
            yield path, future.result


@contextmanager
def _pool(jobs: int, told: tuple[str, Actor, Decisions, str]) -> Iterator[ProcessPoolExecutor]:
    """Processes that read; those that are still at it when the work is stopped finish their file unheard."""
    serves = "forkserver" in multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("forkserver" if serves else "spawn")
    if serves:
        context.set_forkserver_preload([__name__])
    pool = ProcessPoolExecutor(jobs, mp_context=context, initializer=_begin, initargs=told)
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def _size(path: Path) -> int:
    with suppress(OSError):
        return path.stat().st_size
    return 0


def _stored(engine: sa.Engine, actor: Actor, path: Path, found: _Found, *, only_preview: bool) -> Done:
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
