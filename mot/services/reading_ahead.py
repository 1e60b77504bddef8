"""Files read for one person by several processes, ahead of their turn."""

import hashlib
import multiprocessing
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pyarrow as pa
import sqlalchemy as sa

from mot.domain.access import Actor
from mot.domain.errors import N_, MotError
from mot.ingest.draft import Decisions, Draft, SourceFile
from mot.services.grounds import Asked, Noting, ground
from mot.storage import batches, database

AHEAD = 3  # files per process that are read before it is their turn
AHEAD_BYTES = 64_000_000  # of the files that are read ahead


class UnreadableFileError(MotError):
    """The system does not give the file's bytes."""

    message = N_("{name} cannot be opened. Check that it is still there and that you may read it.")


@dataclass(frozen=True, slots=True)
class Found:
    """What a reading came to, and what it was told."""

    asked: Asked
    draft: Draft | None = None
    error: MotError | None = None
    there: bool = False  # these very bytes were imported


class Reader:
    """Reads files for a person, all with the same decisions."""

    def __init__(self, engine: sa.Engine, actor: Actor, decisions: Decisions, password: str) -> None:
        self.engine, self.actor, self.decisions, self.password = engine, actor, decisions, password

    def read(self, path: Path) -> Found:
        """Read a file; what a person must know of comes back as an error."""
        noting = Noting(ground(self.engine, self.actor))
        try:
            source = SourceFile(path.name, path.read_bytes(), self.password)
            if self._is_there(source.content):
                return Found(noting.asked, there=True)
            draft = noting.ground.read(source, self.decisions)
        except MotError as error:
            return Found(noting.asked, error=error)
        except OSError:
            return Found(noting.asked, error=UnreadableFileError(name=path.name))
        return Found(noting.asked, draft)

    def _is_there(self, content: bytes) -> bool:
        with self.engine.connect() as tx:
            return bool(batches.committed_with_sha(tx, hashlib.sha256(content).hexdigest()))


_READERS: list[Reader] = []  # of a process that reads: its one


def _begin(url: str, actor: Actor, decisions: Decisions, password: str) -> None:
    """Make this process one that reads. It leaves Ctrl-C to the one that stores."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    pa.set_cpu_count(1)
    _READERS[:] = [Reader(database.connect(url), actor, decisions, password)]


def _read(path: Path) -> Found:
    return _READERS[0].read(path)


Awaited = Callable[[], Found]


def ahead(here: Reader, paths: Iterable[Path], jobs: int) -> Iterator[tuple[Path, Awaited]]:
    """Each path with what waits for its reading, in order; the next ones are being read meanwhile.

    While the other processes start, this one reads.
    """
    url = here.engine.url.render_as_string(hide_password=False)
    with _pool(jobs, (url, here.actor, here.decisions, here.password)) as pool:
        begun: deque[tuple[Path, int, Future[Found]]] = deque()
        starting = threading.Thread(target=_started, args=(pool,))
        starting.start()
        for coming in paths:
            if starting.is_alive():
                yield coming, partial(here.read, coming)
                continue
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


def _started(pool: ProcessPoolExecutor) -> None:
    """Wait until a process of the pool answers; that none does is told by the first file it is given."""
    with suppress(BrokenProcessPool, RuntimeError):
        pool.submit(bool).result()


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
