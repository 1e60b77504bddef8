"""Reading in a process of its own, with less memory and time than this machine has: what goes wrong stays there.

The process is told everything through its input and answers through its output; it writes no file. What it
answers is taken apart by a reader that makes nothing but plain values.
"""

import datetime as dt
import io
import os
import pickle
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import redirect_stdout, suppress
from typing import Any

import pyarrow as pa

from mot.domain.errors import MotError
from mot.ingest.containers import refusals
from mot.ingest.containers.kinds import Kind
from mot.ingest.containers.limits import Limits
from mot.ingest.containers.reading import Opened, Request, read_here
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
    asked = (tuple(request._replace(limits=_as_plain(request.limits))), str(kind))  # type: ignore[arg-type]
    process = subprocess.Popen(
        [sys.executable, "-c", _START.format(path=sys.path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"},
    )
    until = time.monotonic() + request.limits.seconds
    sent: bytes | None = pickle.dumps(asked, protocol=5)
    try:
        while True:
            try:
                answer, _ = process.communicate(sent, timeout=TICK)
                break
            except subprocess.TimeoutExpired as error:
                sent = None
                if time.monotonic() > until:
                    seconds = f"{request.limits.seconds:g}"
                    raise TooSlowError(name=request.name, seconds=seconds) from error
                waiting()
    finally:
        if process.poll() is None:
            process.kill()
            process.communicate()
    return _understood(answer, process.returncode, request.name)


def _understood(answer: bytes, ended: int, name: str) -> Opened:
    """What the process answered; when it fell silent it was for want of memory or time, or it broke down."""
    if ended != 0 or not answer:
        raise (NotAWorkbookError if ended in (1, -11) else TooLargeError)(name=name)
    try:
        kind, told = _PlainValues(io.BytesIO(answer)).load()
    except (pickle.UnpicklingError, EOFError, ValueError) as error:
        raise NotAWorkbookError(name=name) from error
    if kind != "sheets":
        refusal = getattr(refusals, kind, NotAWorkbookError)
        raise refusal(**told)
    sheets, encodings = told
    return Opened(tuple(_sheet(fields) for fields in sheets), tuple(encodings))


def _as_plain(limits: Limits) -> tuple[Any, ...]:
    return tuple(getattr(limits, name) for name in Limits.__slots__)


def _fields(sheet: Sheet) -> dict[str, Any]:
    """A sheet as plain values, its typed columns as bytes."""
    fields = {name: getattr(sheet, name) for name in Sheet.__slots__}
    if sheet.arrow is not None:
        out = pa.BufferOutputStream()
        with pa.ipc.new_stream(out, sheet.arrow.schema) as stream:
            stream.write_batch(sheet.arrow)
        fields["arrow"] = out.getvalue().to_pybytes()
    return fields


def _sheet(fields: dict[str, Any]) -> Sheet:
    if fields["arrow"] is not None:
        fields["arrow"] = pa.ipc.open_stream(pa.py_buffer(fields["arrow"])).read_next_batch()
    return Sheet(**fields)


def main() -> None:
    """What the process does: read one request, answer it, end."""
    (name, content, password, encoding, large, plain), kind = pickle.load(sys.stdin.buffer)
    limits = Limits(*plain)
    _limit(limits)
    request = Request(name, content, password, encoding, large, limits)
    answer: tuple[str, Any]
    try:
        with redirect_stdout(io.StringIO()):
            opened = read_here(request, Kind(kind))
        answer = "sheets", ([_fields(sheet) for sheet in opened.sheets], opened.encodings)
        told = pickle.dumps(answer, protocol=5)
    except MotError as error:
        told = pickle.dumps((type(error).__name__, error.params), protocol=5)
    except (MemoryError, pa.ArrowMemoryError):
        os._exit(_MEMORY)
    sys.stdout.buffer.write(told)
    sys.stdout.buffer.flush()
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
