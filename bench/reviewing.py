"""A review from the click to the file, on the demonstration bank and on a network of 1,000 branches."""

import gc
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from bench import network
from bench.results import Line
from mot.domain.cube import View
from mot.domain.periods import Quarter
from mot.locale.words import Locale
from mot.reports import composing, outputs
from mot.services import overview, reviews, trends, verdicts
from mot.services.books import open_books
from mot.services.people import local_actor
from mot.services.startup import prepare
from mot.settings import load_settings

REPEATS = 5
SMALL, LARGE = 1500, 8000  # milliseconds
KINDS = (".pptx", ".pdf", ".html", ".xlsx")


def measure() -> list[Line]:
    """Composing, freezing and writing the deck, with the front page seen; then each file by itself."""
    with tempfile.TemporaryDirectory(prefix="mot-bench-") as home:
        settings = load_settings().model_copy(update={"data_dir": Path(home), "database_url": ""})
        small = prepare(settings)
        large, cells = network.stored(f"sqlite:///{Path(home) / 'network.db'}")
        lines = [Line("cells of the network", f"{cells:,}")]
        lines += _of("demonstration bank", small, View(Quarter(2026, 3)), SMALL)
        lines += _of("1,000 branches", large, View(Quarter(2025, 4)), LARGE)
        small.dispose()
        large.dispose()
    return lines


def _of(name: str, engine: sa.Engine, view: View, most: float) -> list[Line]:
    actor = local_actor()
    open_books(engine, actor)
    overview.overview(engine, actor, view)  # what the front page asks, which everybody sees first
    trends.alarms(engine, actor, view)
    verdicts.verdicts(engine, actor)
    Locale().t("Overview")
    gc.collect()
    gc.freeze()  # as the product does after its first page

    def deck() -> bytes:
        made = composing.make(engine, actor, view)
        return outputs.write(".pptx", engine, actor, made.id, "zh")

    first, again = _timed(deck)
    number = reviews.reviews(engine, actor)[0].id
    slides = len(reviews.document(engine, actor, number, "zh").deck.slides)
    lines = [
        Line(
            f"{name}: {slides} slides, from click to .pptx, first then again",
            f"{first:.0f} then {again:.0f} ms",
            f"≤ {most:.0f} ms",
            max(first, again) <= most,
        )
    ]
    for kind in KINDS:
        first, again = _timed(lambda kind=kind: outputs.write(kind, engine, actor, number, "zh"))
        lines.append(Line(f"{name}: {kind} of a frozen review", f"{first:.0f} then {again:.0f} ms"))
    return lines


def _timed(job: Callable[[], Any]) -> tuple[float, float]:
    """Milliseconds of the first time and the median of later ones."""
    taken = []
    for _ in range(REPEATS + 1):
        begin = time.perf_counter()
        job()
        taken.append((time.perf_counter() - begin) * 1000)
    return taken[0], statistics.median(taken[1:])
