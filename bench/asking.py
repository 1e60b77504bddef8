"""The questions of the pages at 20 thousand, 200 thousand and 2 million ratings in equally many cells."""

import statistics
import tempfile
import time
from pathlib import Path

from bench.results import Line, ratio
from bench.survey import TOUCHPOINTS, draft, fresh
from mot.domain.cube import View
from mot.domain.periods import Quarter
from mot.services import gaps, imports, overview
from mot.services.books import open_books
from mot.services.people import local_actor

RATINGS = (20_000, 200_000, 2_000_000)
REPEATS = 15
QUESTIONS = {
    "overview": overview.overview,
    "touchpoints (gap_table)": gaps.gap_table,
    "heat map": gaps.heatmap,
}


def measure() -> list[Line]:
    """Ask each database in turn, books open, answers not kept."""
    actor = local_actor()
    view = View(Quarter(2025, 4))
    with tempfile.TemporaryDirectory(prefix="mot-bench-") as home:
        engines = {}
        cells = {}
        for ratings in RATINGS:
            engine = fresh(f"sqlite:///{Path(home) / f'{ratings}.db'}")
            imports.commit(engine, actor, draft(ratings // TOUCHPOINTS))
            engines[ratings] = engine
            cells[ratings] = len(open_books(engine, actor).cube.cells)
        lines = [
            Line(
                "cells in the cube",
                " / ".join(str(n) for n in cells.values()),
                "equal",
                len(set(cells.values())) == 1,
            )
        ]
        for name, question in QUESTIONS.items():
            taken: dict[int, list[float]] = {ratings: [] for ratings in RATINGS}
            for _ in range(REPEATS):
                for ratings, engine in engines.items():
                    begin = time.perf_counter()
                    question(engine, actor, view)
                    taken[ratings].append(time.perf_counter() - begin)
            typical = {ratings: statistics.median(times) for ratings, times in taken.items()}
            lines.append(Line(name, " / ".join(f"{t * 1000:.1f}" for t in typical.values()) + " ms"))
            lines.append(
                ratio(
                    f"{name}: 2 million / 20 thousand",
                    typical[RATINGS[-1]] / typical[RATINGS[0]],
                    at_most=1.5,
                )
            )
        for engine in engines.values():
            engine.dispose()
    return lines
