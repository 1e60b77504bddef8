"""Reading in processes of their own, with less memory and time than this machine has: what goes wrong stays there.

A large sheet is read by several of them, each a part. When the parts do not fit, one reads the whole.
"""

import pickle
import time
from collections.abc import Callable
from typing import Any

from mot.domain.errors import MotError
from mot.ingest.containers import parts, processes
from mot.ingest.containers.kinds import Kind
from mot.ingest.containers.limits import Limits
from mot.ingest.containers.processes import Reader
from mot.ingest.containers.reading import Opened, Request, marks_of, worthwhile_parts
from mot.ingest.containers.refusals import TooSlowError
from mot.ingest.containers.worker import understood

Waiting = Callable[[], None]
TICK = 0.25  # seconds between two calls of what waits


def patient() -> None:
    """Waits without a word."""


def read_apart(
    request: Request, kind: Kind, waiting: Waiting = patient, *, most_parts: int = processes.PROCESSES
) -> Opened:
    """Read a file in a process of its own, or in several; what `waiting` raises meanwhile stops them.

    Raises
    ------
    MotError
        One of `mot.ingest.containers.refusals`.
    """
    until = time.monotonic() + request.limits.seconds

    def go_on() -> None:
        if time.monotonic() > until:
            raise TooSlowError(name=request.name, seconds=f"{request.limits.seconds:g}")
        waiting()

    go_on()
    try:
        count = worthwhile_parts(request, most_parts) if kind is Kind.XLSX and most_parts > 1 else 1
        whole = _parts(request, count, go_on) if count > 1 else None
        return whole or _whole(request, kind, go_on)
    finally:
        processes.make_ready_again()


def _whole(request: Request, kind: Kind, go_on: Callable[[], None]) -> Opened:
    """The file as one process reads it; what is hidden in large sheets is found here meanwhile."""
    apart = request._replace(mark=kind is not Kind.XLSX)
    reader = Reader(_asked(apart, kind))

    def still() -> bool:
        go_on()
        return reader.runs

    try:
        marks = {} if apart.mark else marks_of(request, still)
        while not reader.wait(TICK):
            go_on()
        opened = understood(*reader.result(), request.name)
    finally:
        reader.end()
    return opened._replace(sheets=tuple(marks[s.name](s) if s.name in marks else s for s in opened.sheets))


def _parts(request: Request, count: int, go_on: Callable[[], None]) -> Opened | None:
    """The file as several processes read it; None when one of them cannot, or their parts do not fit."""
    asked = [_asked(request._replace(part=(place, count)), Kind.XLSX) for place in range(count)]
    readers = [Reader(one) for one in asked]
    try:
        while not all(reader.wait(TICK / count) for reader in readers):
            go_on()
        found = [understood(*reader.result(), request.name) for reader in readers]
    except TooSlowError:
        raise
    except MotError:
        return None  # reading the whole says it better
    finally:
        for reader in readers:
            reader.end()
    return _joined(found)


def _joined(found: list[Opened]) -> Opened | None:
    if not all(opened.sheets for opened in found):
        return None
    name = found[-1].sheets[0].name
    pieces = [sheet for opened in found for sheet in opened.sheets if sheet.name == name]
    if len(pieces) < len(found):
        return None
    sheet = parts.joined(pieces, [opened.skipped for opened in found])
    if sheet is None:
        return None
    return found[0]._replace(sheets=tuple(sheet if s.name == name else s for s in found[0].sheets))


def _asked(request: Request, kind: Kind) -> bytes:
    return pickle.dumps((tuple(request._replace(limits=_as_plain(request.limits))), str(kind)), protocol=5)  # type: ignore[arg-type]


def _as_plain(limits: Limits) -> tuple[Any, ...]:
    return tuple(getattr(limits, name) for name in Limits.__slots__)
