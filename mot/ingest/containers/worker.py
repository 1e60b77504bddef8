"""Reading in a process of its own, with less memory and time than this machine has: what goes wrong stays there.

The process is told everything through its input and answers through its output; it writes no file. What it
answers is taken apart by a reader that makes nothing but plain values.
"""

import atexit
import datetime as dt
import io
import os
import pickle
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import redirect_stdout, suppress
from dataclasses import fields
from typing import IO, Any

import pyarrow as pa

from mot.domain.errors import MotError
from mot.ingest.containers import refusals
from mot.ingest.containers.kinds import Kind
from mot.ingest.containers.limits import Limits
from mot.ingest.containers.reading import Opened, Request, marks_of, read_here
from mot.ingest.containers.refusals import NotAWorkbookError, TooLargeError, TooSlowError
from mot.ingest.sheet import Sheet

_PLAIN = {("datetime", name) for name in ("date", "datetime", "time", "timedelta")}
_START = "import sys; sys.path[:] = {path!r}; from mot.ingest.containers.worker import main; main()"
_MEMORY = 3  # what the process ends with when the memory is not enough


class _PlainValues(pickle.Unpickler):
    """Makes numbers, texts, days and containers of them, and nothing else."""

    def find_class(self, module: str, name: str) -> Any:
        """The classes of days and times."""
        if (module, name) in _PLAIN:
            return getattr(dt, name)
        raise pickle.UnpicklingError(f"{module}.{name}")


Waiting = Callable[[], None]
TICK = 0.25  # seconds between two calls of what waits


def patient() -> None:
    """Waits without a word."""


def read_apart(request: Request, kind: Kind, waiting: Waiting = patient) -> Opened:
    """Read a file in a process of its own; what `waiting` raises meanwhile stops it.

    Raises
    ------
    MotError
        One of `mot.ingest.containers.refusals`.
    """
    apart = request._replace(mark=kind is not Kind.XLSX)
    asked = pickle.dumps((tuple(apart._replace(limits=_as_plain(request.limits))), str(kind)), protocol=5)  # type: ignore[arg-type]
    process = _taken()
    answer: list[bytes] = []
    threading.Thread(target=_send, args=(process.stdin, asked), daemon=True).start()
    listener = threading.Thread(target=_hear, args=(process.stdout, answer), daemon=True)
    listener.start()
    until = time.monotonic() + request.limits.seconds

    def go_on() -> bool:
        if time.monotonic() > until:
            raise TooSlowError(name=request.name, seconds=f"{request.limits.seconds:g}")
        waiting()
        return process.poll() is None

    try:
        marks = {} if apart.mark else marks_of(request, go_on)
        while listener.is_alive():
            listener.join(TICK)
            go_on()
        process.wait()
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()
        if _WAITING_ROOM.open:
            make_ready()
    opened = _understood(b"".join(answer), process.returncode, request.name)
    return opened._replace(sheets=tuple(marks[s.name](s) if s.name in marks else s for s in opened.sheets))


class _WaitingRoom:
    """The process that waits for the next file; `open` once a server has asked for one to wait."""

    def __init__(self) -> None:
        self.open = False
        self.lock = threading.Lock()
        self.process: subprocess.Popen[bytes] | None = None

    def clear(self) -> None:
        """End the process that waits, as when the program ends."""
        with self.lock:
            process, self.process, self.open = self.process, None, False
        if process is not None:
            process.kill()
            process.communicate()


_WAITING_ROOM = _WaitingRoom()
atexit.register(_WAITING_ROOM.clear)


def make_ready() -> None:
    """Start the process that will read the next file, so that nobody waits for its start; for servers."""
    with _WAITING_ROOM.lock:
        _WAITING_ROOM.open = True
        if _WAITING_ROOM.process is None:
            _WAITING_ROOM.process = _started()


def _taken() -> subprocess.Popen[bytes]:
    """The process that waits, or a new one."""
    with _WAITING_ROOM.lock:
        process, _WAITING_ROOM.process = _WAITING_ROOM.process, None
    if process is not None and process.poll() is None:
        return process
    return _started()


def _started() -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", _START.format(path=sys.path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"},
    )


def _send(pipe: IO[bytes] | None, content: bytes) -> None:
    if pipe is not None:
        with suppress(OSError), pipe:
            pipe.write(content)


def _hear(pipe: IO[bytes] | None, answer: list[bytes]) -> None:
    if pipe is not None:
        with pipe:
            answer.append(pipe.read())


def _understood(answer: bytes, ended: int, name: str) -> Opened:
    """What the process answered; when it fell silent it was for want of memory or time, or it broke down."""
    if ended != 0 or not answer:
        raise (NotAWorkbookError if ended in (1, -11) else TooLargeError)(name=name)
    told = io.BytesIO(answer)
    try:
        kind, values = _PlainValues(told).load()
    except (pickle.UnpicklingError, EOFError, ValueError) as error:
        raise NotAWorkbookError(name=name) from error
    if kind != "sheets":
        raise getattr(refusals, kind, NotAWorkbookError)(**values)
    sheets, encodings = values
    batches = pa.py_buffer(answer).slice(told.tell())
    typed = pa.BufferReader(batches)
    return Opened(tuple(_sheet(fields, typed) for fields in sheets), tuple(encodings))


def _as_plain(limits: Limits) -> tuple[Any, ...]:
    return tuple(getattr(limits, name) for name in Limits.__slots__)


def _fields(sheet: Sheet) -> dict[str, Any]:
    """A sheet as plain values; whether it has typed columns, which follow later."""
    plain = {field.name: getattr(sheet, field.name) for field in fields(Sheet) if field.init}
    return plain | {"arrow": sheet.arrow is not None}


def _sheet(fields: dict[str, Any], typed: pa.BufferReader) -> Sheet:
    batch = None
    if fields["arrow"]:
        stream = pa.ipc.open_stream(typed)
        batch = stream.read_next_batch()
        next(stream, None)  # the mark at the end, before the next sheet
    return Sheet(**fields | {"arrow": batch})


def main() -> None:
    """What the process does: read one request, answer it, end."""
    (name, content, password, encoding, large, plain, mark), kind = pickle.load(sys.stdin.buffer)
    limits = Limits(*plain)
    _limit(limits)
    request = Request(name, content, password, encoding, large, limits, mark)
    out = sys.stdout.buffer
    try:
        with redirect_stdout(io.StringIO()):
            sheets, encodings = read_here(request, Kind(kind))
        pickle.dump(("sheets", ([_fields(sheet) for sheet in sheets], encodings)), out, protocol=5)
        for sheet in sheets:
            if sheet.arrow is not None:
                with pa.ipc.new_stream(out, sheet.arrow.schema) as stream:
                    stream.write_batch(sheet.arrow)
    except MotError as error:
        pickle.dump((type(error).__name__, error.params), out, protocol=5)
    except (MemoryError, pa.ArrowMemoryError):
        os._exit(_MEMORY)
    out.flush()
    os._exit(0)


def _limit(limits: Limits) -> None:
    """Less memory, less time and no files for this process, where the system can do it."""
    with suppress(ImportError):
        import resource

        with suppress(OSError, ValueError):
            pages = int(open("/proc/self/statm").read().split()[0])  # noqa: PTH123, SIM115
            most = pages * resource.getpagesize() + limits.memory
            resource.setrlimit(resource.RLIMIT_AS, (most, most))
        for kind, most in (
            (resource.RLIMIT_CPU, int(limits.seconds * 4) + 1),
            (resource.RLIMIT_FSIZE, 0),
            (resource.RLIMIT_CORE, 0),
        ):
            with suppress(OSError, ValueError):
                resource.setrlimit(kind, (most, most))
