"""Processes that read one file each: started, asked, listened to, ended. A server keeps some waiting."""

import atexit
import os
import subprocess
import sys
import threading
from contextlib import suppress

_START = "import sys; sys.path[:] = {path!r}; from mot.ingest.containers.worker import main; main()"
MOST = 4  # processes that read parts of one file


def cores() -> int:
    """How many cores this process may use; fewer than the machine has where it was bound to some."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


PROCESSES = min(cores(), MOST)


# One thread of arithmetic; and (glibc) memory that was used once is used again instead of asked for again.
_ENVIRONMENT = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MALLOC_MMAP_THRESHOLD_": "4000000000",
    "MALLOC_TRIM_THRESHOLD_": "4000000000",
}


_PIPE = 1 << 20  # bytes on their way between two processes, where the system can do it


class Reader:
    """A process that was asked to read a file; a thread listens to its answer."""

    def __init__(self, asked: bytes) -> None:
        self.process = taken()
        self._answer: list[bytes] = []
        threading.Thread(target=self._send, args=(asked,), daemon=True).start()
        self._listener = threading.Thread(target=self._hear, daemon=True)
        self._listener.start()

    def wait(self, seconds: float) -> bool:
        """Wait for its answer at most so long; whether it is there."""
        self._listener.join(seconds)
        return not self._listener.is_alive()

    @property
    def runs(self) -> bool:
        """Whether the process is still there."""
        return self.process.poll() is None

    def result(self) -> tuple[bytes, int]:
        """What it answered, and what it ended with."""
        self.process.wait()
        return b"".join(self._answer), self.process.returncode

    def end(self) -> None:
        """End the process when it still runs."""
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()

    def _send(self, asked: bytes) -> None:
        if self.process.stdin is not None:
            with suppress(OSError), self.process.stdin as pipe:
                pipe.write(asked)

    def _hear(self) -> None:
        if self.process.stdout is not None:
            with self.process.stdout as pipe:
                self._answer.append(pipe.read())


class WaitingRoom:
    """The processes that wait for the next file; `open` once a server has asked for some to wait."""

    def __init__(self) -> None:
        self.open = False
        self.lock = threading.Lock()
        self.waiting: list[subprocess.Popen[bytes]] = []

    def clear(self) -> None:
        """End the processes that wait, as when the program ends."""
        with self.lock:
            waiting, self.waiting, self.open = self.waiting, [], False
        for process in waiting:
            process.kill()
            process.communicate()


ROOM = WaitingRoom()
atexit.register(ROOM.clear)


def make_ready() -> None:
    """Start the processes that will read the next file, so that nobody waits for their start; for servers."""
    with ROOM.lock:
        ROOM.open = True
        ROOM.waiting = [process for process in ROOM.waiting if process.poll() is None]
        ROOM.waiting += [_started() for _ in range(PROCESSES - len(ROOM.waiting))]


def make_ready_again() -> None:
    """The same, where a server has asked for it before."""
    if ROOM.open:
        make_ready()


def taken() -> subprocess.Popen[bytes]:
    """A process that waits, or a new one."""
    with ROOM.lock:
        while ROOM.waiting:
            process = ROOM.waiting.pop(0)
            if process.poll() is None:
                return process
    return _started()


def _started() -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", _START.format(path=sys.path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, **_ENVIRONMENT},
        pipesize=_PIPE,
    )
