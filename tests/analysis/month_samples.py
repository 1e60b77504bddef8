"""Small surveys month by month."""

import dataclasses
import datetime as dt

import numpy as np

from mot.analysis.books import Books
from mot.analysis.lens import months_of
from mot.domain.cube import Cube, Tallies, View
from mot.domain.survey import Institution
from mot.domain.thresholds import Thresholds
from tests.analysis.survey_maker import NOW, SEVEN, answers, cube, institution

VIEW = View(NOW)
MONTHS = months_of(VIEW)
LATER = dt.date(2026, 11, 25)  # every month of the view is over


def in_month(told: Cube, month: int) -> Cube:
    """The same answers, given in another month."""
    parts = {}
    for name in ("cells", "rollups", "moments", "outcomes"):
        rows = getattr(told, name)
        keys = rows.keys | {"month": np.full(len(rows), month, dtype=np.int64)}
        parts[name] = Tallies(keys, rows.sums)
    return dataclasses.replace(told, **parts)


def survey(month: int, e, p, **options) -> Cube:
    """The answers of one month; see `survey_maker.cube`."""
    return in_month(cube(e, p, **options), month)


def steady(
    months=MONTHS,
    *,
    people: int = 40,
    branches=(1,),
    touchpoints: int = 3,
    shift=-0.5,
    seed: int = 0,
    **options,
) -> list[Cube]:
    """Every month the same true gap at every branch; `shift` may be a function of the month's position."""
    found = []
    for at, month in enumerate(months):
        for branch in branches:
            here = shift(at, branch) if callable(shift) else shift
            scale = options.get("scale", SEVEN)
            e, p = answers(1000 * seed + 40 * at + branch, people, touchpoints, shift=here, scale=scale)
            found.append(survey(month, e, p, branch=branch, **options))
    return found


def books_of(parts: list[Cube], bank: Institution | None = None, rules: Thresholds | None = None) -> Books:
    """The books of some months."""
    return Books(1, bank or institution(), rules or Thresholds(), Cube.join(parts))
