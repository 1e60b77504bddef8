"""A folder of branch files by `python -m mot import DIR`, on one core and on two."""

import datetime as dt
import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import xlsxwriter

from bench.results import Line, ratio
from bench.survey import BANK, TOUCHPOINTS, fresh

FILES = 500
FEWEST, MOST = 40, 200  # answers in a file
REPEATS = 2
TICK = 5.0  # seconds between two looks at the memory in use: a look takes time of a core
ABOUT = ("答卷编号", "网点", "日期", "渠道", "客群", "总体满意度", "NPS", "意见")
KINDS = ("期望", "感知")


def folder_of_files(home: Path, files: int = FILES) -> Path:
    """The folder, written once and kept: a file per branch and month, every other one with a two-row header."""
    folder = home / f"branches-{files}"
    if not folder.is_dir():
        begun = folder.with_suffix(".part")
        shutil.rmtree(begun, ignore_errors=True)
        begun.mkdir(parents=True)
        for number in range(files):
            _write(begun, number)
        begun.rename(folder)
    return folder


def _write(folder: Path, number: int) -> None:
    size = int(np.random.default_rng(number).integers(FEWEST, MOST + 1))
    out = io.BytesIO()
    name = write_branch_file(out, number, size)
    (folder / name).write_bytes(out.getvalue())


def write_branch_file(out: io.BytesIO, number: int, answers: int) -> str:
    """One branch's month as a workbook, with one header row or, every other time, with two; its name."""
    rng = np.random.default_rng(number)
    branch = BANK.branches[number % len(BANK.branches)]
    month = number // len(BANK.branches)
    first = dt.datetime(2023 + month // 12, 1 + month % 12, 1)
    expected = np.clip(np.rint(rng.normal(4.2, 0.8, (answers, TOUCHPOINTS))), 1, 5).astype(int)
    perceived = np.clip(np.rint(expected - 0.4 + rng.normal(0, 1, expected.shape)), 1, 5).astype(int)
    ratings = np.stack([expected, perceived], axis=2).reshape(answers, -1).tolist()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet("答卷")
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    names = [touchpoint.name.zh for touchpoint in BANK.touchpoints]
    if number % 2:
        sheet.write_row(0, 0, ABOUT)
        for place, name in enumerate(names):
            sheet.merge_range(0, len(ABOUT) + 2 * place, 0, len(ABOUT) + 2 * place + 1, name)
        sheet.write_row(1, len(ABOUT), KINDS * TOUCHPOINTS)
    else:
        sheet.write_row(0, 0, [*ABOUT, *(f"{kind}-{name}" for name in names for kind in KINDS)])
    for i, row in enumerate(ratings):
        at = i + 1 + number % 2
        sheet.write_row(at, 0, [f"R{number:03d}-{i:03d}", branch.name.zh])
        sheet.write_datetime(at, 2, first + dt.timedelta(days=i % 28), day)
        comment = f"第{i}位：排队太久，希望多开一个窗口" if i % 5 == 0 else ""
        sheet.write_row(at, 3, ["网点", "个人", row[0], min(10, row[1] * 2), comment, *row])
    book.close()
    return f"{first:%Y-%m} {branch.name.zh}.xlsx"


def measure(home: Path, files: int = FILES) -> list[Line]:
    """Import the folder into a fresh database, on one and on two cores in turn; the best of each."""
    folder = folder_of_files(home, files)
    found: dict[int, list[tuple[float, float]]] = {1: [], 2: []}
    for _ in range(REPEATS):
        for cores, runs in found.items():
            runs.append(_run(folder, cores, files))
    seconds = {cores: min(run[0] for run in runs) for cores, runs in found.items()}
    peak = max(run[1] for run in found[2])
    times = " / ".join(
        f"{min(r[0] for r in runs):.1f}-{max(r[0] for r in runs):.1f}" for runs in found.values()
    )
    return [
        Line("one core / two cores, fastest-slowest", f"{times} s"),
        Line("a file, on two cores", f"{seconds[2] / files * 1000:.0f} ms"),
        ratio("one core / two cores", seconds[1] / seconds[2], at_least=1.7),
        Line("peak memory of all processes", f"{peak:.0f} MB", "≤ 1500 MB", peak <= 1500),
    ]


def _run(folder: Path, cores: int, files: int) -> tuple[float, float]:
    """Seconds of one run of the command, and the most memory that it and its children held, in megabytes."""
    with tempfile.TemporaryDirectory(prefix="mot-bench-") as data:
        engine = fresh(f"sqlite:///{data}/moments.db")
        engine.dispose()
        command = [sys.executable, "-m", "mot", "--language", "en", "import", str(folder)]
        env = {**os.environ, "MOT_DATA_DIR": data, "MOT_DATABASE_URL": "", "MOT_DEMO": "false"}
        begin = time.perf_counter()
        with _bound_to(cores):
            process = subprocess.Popen(
                command, env=env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
            )
        peak: list[float] = [0.0]
        watch = threading.Thread(target=_watch, args=(process, peak), daemon=True)
        watch.start()
        said = process.stdout.read() if process.stdout else ""
        ended = process.wait()
        seconds = time.perf_counter() - begin
        watch.join()
    if ended or str(files) not in said:
        raise RuntimeError(f"not every file came in ({ended}): {said}")
    return seconds, peak[0]


@contextmanager
def _bound_to(cores: int) -> Iterator[None]:
    """Bind what is started here to so many cores. Linux only."""
    if not hasattr(os, "sched_setaffinity"):
        raise RuntimeError("This system cannot bind a process to a core; measure it on Linux.")
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, set(sorted(before)[:cores]))
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def _watch(process: "subprocess.Popen[str]", peak: list[float]) -> None:
    while process.poll() is None:
        peak[0] = max(peak[0], _held(process.pid))
        time.sleep(TICK)


def _held(parent: int) -> float:
    """Megabytes that a process and all below it hold; what they share counts once. Linux only, else 0."""
    total = 0
    try:
        rows = Path(f"/proc/{parent}/smaps_rollup").read_text("ascii").splitlines()
        total += next(int(row.split()[1]) for row in rows if row.startswith("Pss:"))
        for task in Path(f"/proc/{parent}/task").iterdir():
            for child in (task / "children").read_text("ascii").split():
                total += round(_held(int(child)) * 1024)
    except (OSError, StopIteration):
        pass
    return total / 1024


if __name__ == "__main__":
    print(json.dumps(_run(folder_of_files(Path(sys.argv[2])), int(sys.argv[1]), FILES)))
