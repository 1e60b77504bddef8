"""Feedback in which overall satisfaction follows the touchpoints, and feedback in which it cannot be told."""

from collections.abc import Callable

import numpy as np

from mot.ingest.draft import SourceFile
from tests.services.service_samples import EVERYWHERE, HEADER, TOUCHPOINTS, people, workbook

Rows = list[list[object]]
OVERALL = HEADER.index("总体满意度")
EXPECTED, RATED = ([HEADER.index(f"{kind}-{name}") for name in TOUCHPOINTS] for kind in ("期望", "感知"))
ENVIRONMENT, QUEUE, COUNTER, ADVICE = range(4)


def following(each: int, weights: tuple[float, ...] = (0.1, 0.8, 0.3, 0.0)) -> Rows:
    """People at every branch; queueing matters most and is rated lowest, advice does not matter."""
    rng = np.random.default_rng(5)
    rows = people(EVERYWHERE, each=each, seed=4)
    for row in rows:
        for place, shift in zip(RATED, (1, -1, 1, 0), strict=True):
            row[place] = int(np.clip(int(str(row[place])) + shift, 1, 5))
        felt = sum(w * (int(str(row[at])) - 3) for w, at in zip(weights, RATED, strict=True))
        row[OVERALL] = int(np.clip(round(3 + felt + rng.normal(0, 0.4)), 1, 5))
    return rows


def rare() -> Rows:
    """Three people were advised."""
    rows = following(60)
    for row in rows[3:]:
        row[EXPECTED[ADVICE]] = row[RATED[ADVICE]] = None
    return rows


def some() -> Rows:
    """Forty people were advised: enough to be shown, too few to be weighed."""
    rows = following(60)
    for row in rows[40:]:
        row[EXPECTED[ADVICE]] = row[RATED[ADVICE]] = None
    return rows


def alike() -> Rows:
    """Whoever rates the counter rates the advice the same."""
    rows = following(60)
    for row in rows:
        row[RATED[ADVICE]] = row[RATED[COUNTER]]
    return rows


def met() -> Rows:
    """Everybody gets what was expected."""
    rows = following(60)
    for row in rows:
        for expected, rated in zip(EXPECTED, RATED, strict=True):
            row[expected] = row[rated]
    return rows


def without_overall() -> Rows:
    """Nobody was asked for overall satisfaction."""
    return [[*row[:OVERALL], None, *row[OVERALL + 1 :]] for row in following(60)]


def only_perception() -> Rows:
    """Nobody was asked for expectations."""
    rows = following(60)
    for row in rows:
        for expected in EXPECTED:
            row[expected] = None
    return rows


MADE: dict[str, Callable[[], Rows]] = {
    "driven": lambda: following(60),
    "driven_rare": rare,
    "driven_some": some,
    "driven_alike": alike,
    "driven_early": lambda: following(15),
    "driven_few": lambda: following(9),
    "driven_met": met,
    "driven_without_overall": without_overall,
    "driven_perception": only_perception,
}


def files(name: str) -> list[SourceFile]:
    """The feedback of this name."""
    return [SourceFile("反馈.xlsx", workbook(MADE[name]()))]
