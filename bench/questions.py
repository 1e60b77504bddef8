"""Every question of the pages, on the demonstration bank and on a network of 1,000 branches, side by side."""

import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from bench import network
from bench.results import Line
from mot.analysis.levels import Level
from mot.domain.access import Actor
from mot.domain.cube import View
from mot.domain.periods import Quarter
from mot.services import branches, drivers, gaps, outcomes, overview, planner, trends
from mot.services.books import open_books
from mot.services.people import local_actor
from mot.services.startup import prepare
from mot.settings import load_settings

Question = Callable[[sa.Engine, Actor, View], Any]
REPEATS = 5
MOST = 300  # milliseconds
QUESTIONS: dict[str, Question] = {
    "overview": overview.overview,
    "outcomes": outcomes.outcomes,
    "touchpoints": gaps.gap_table,
    "one touchpoint's history": lambda e, a, v: gaps.history(e, a, v, 3),
    "evidence": gaps.integrity,
    "with and without flagged": gaps.flagged,
    "dimensions": gaps.dimensions,
    "heat map, branches": gaps.heatmap,
    "heat map, regions": lambda e, a, v: gaps.heatmap(e, a, v, Level.REGION),
    "priorities": drivers.drivers,
    "branches": branches.branches,
    "alarms": trends.alarms,
    "control charts, touchpoints": trends.touchpoint_board,
    "control charts, branches": lambda e, a, v: trends.branch_board(e, a, v, 3),
    "one control chart": lambda e, a, v: trends.control_chart(e, a, v, 3, 5),
    "figures over time": trends.figures,
    "sample plan": planner.plan,
}


def measure() -> list[Line]:
    """First call and typical later call of each question; the answers themselves are not kept."""
    actor = local_actor()
    with tempfile.TemporaryDirectory(prefix="mot-bench-") as home:
        settings = load_settings().model_copy(update={"data_dir": Path(home), "database_url": ""})
        small, quarter = prepare(settings), Quarter(2026, 3)
        large, cells = network.stored(f"sqlite:///{Path(home) / 'network.db'}")
        begin = time.perf_counter()
        few = len(open_books(small, actor).cube.cells)
        opened = time.perf_counter()
        open_books(large, actor)
        lines = [
            Line("cells: demonstration / network", f"{few:,} / {cells:,}"),
            Line(
                "opening the books",
                f"{(opened - begin) * 1000:.0f} / {(time.perf_counter() - opened) * 1000:.0f} ms",
            ),
        ]
        for name, question in QUESTIONS.items():
            here = _timed(lambda question=question: question(small, actor, View(quarter)))
            there = _timed(lambda question=question: question(large, actor, View(Quarter(2025, 4))))
            told = f"{here[0]:.0f} then {here[1]:.0f} / {there[0]:.0f} then {there[1]:.0f} ms"
            lines.append(Line(name, told, f"≤ {MOST} ms after the first", there[1] <= MOST))
        small.dispose()
        large.dispose()
    return lines


def _timed(ask: Callable[[], Any]) -> tuple[float, float]:
    """Milliseconds of the first call and the median of later ones."""
    taken = []
    for _ in range(REPEATS + 1):
        begin = time.perf_counter()
        ask()
        taken.append((time.perf_counter() - begin) * 1000)
    return taken[0], statistics.median(taken[1:])
