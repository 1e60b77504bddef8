"""What a process that reads does, and how its answer is understood.

The process is told everything through its input and answers through its output; it writes no file. What it
answers is taken apart by a reader that makes nothing but plain values.
"""

import datetime as dt
import io
import os
import pickle
import sys
from contextlib import redirect_stdout, suppress
from dataclasses import fields
from typing import Any

import pyarrow as pa

from mot.domain.errors import MotError
from mot.ingest.containers import refusals
from mot.ingest.containers.kinds import Kind
from mot.ingest.containers.limits import Limits
from mot.ingest.containers.reading import Opened, Request, read_here
from mot.ingest.containers.refusals import NotAWorkbookError, TooLargeError
from mot.ingest.sheet import Sheet

_PLAIN = {("datetime", name) for name in ("date", "datetime", "time", "timedelta")}
_MEMORY = 3  # what the process ends with when the memory is not enough


class _PlainValues(pickle.Unpickler):
    """Makes numbers, texts, days and containers of them, and nothing else."""

    def find_class(self, module: str, name: str) -> Any:
        """The classes of days and times."""
        if (module, name) in _PLAIN:
            return getattr(dt, name)
        raise pickle.UnpicklingError(f"{module}.{name}")


def understood(answer: bytes, ended: int, name: str) -> Opened:
    """What a process answered; when it fell silent it was for want of memory or time, or it broke down."""
    if ended != 0 or not answer:
        raise (NotAWorkbookError if ended in (1, -11) else TooLargeError)(name=name)
    told = io.BytesIO(answer)
    try:
        kind, values = _PlainValues(told).load()
    except (pickle.UnpicklingError, EOFError, ValueError) as error:
        raise NotAWorkbookError(name=name) from error
    if kind != "sheets":
        raise getattr(refusals, kind, NotAWorkbookError)(**values)
    sheets, encodings, skipped = values
    batches = pa.py_buffer(answer).slice(told.tell())
    typed = pa.BufferReader(batches)
    return Opened(tuple(_sheet(fields, typed) for fields in sheets), tuple(encodings), skipped)


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
    plain, kind = pickle.load(sys.stdin.buffer)
    request = Request(*plain)
    request = request._replace(limits=Limits(*request.limits))  # type: ignore[misc]
    _limit(request.limits)
    out = sys.stdout.buffer
    try:
        with redirect_stdout(io.StringIO()):
            sheets, encodings, skipped = read_here(request, Kind(kind))
        pickle.dump(("sheets", ([_fields(sheet) for sheet in sheets], encodings, skipped)), out, protocol=5)
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
