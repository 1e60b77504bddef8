"""Surveys whose overall satisfaction follows the touchpoints by known weights."""

import numpy as np

from mot.analysis.gaps import GapTable
from mot.analysis.overview import table
from mot.analysis.pairs import OVERALL, DriverPairs, Scales, driver_pairs
from mot.domain.cube import Cube, View
from mot.domain.survey import Scale
from tests.analysis.survey_maker import NOW, SEVEN, books, cube, institution

WEIGHTS = (0.6, 0.3, 0.1)


def people(n=300, *, weights=WEIGHTS, shift=(-1.2, -0.2, 0.4), missing=0.0, seed=1, scale: Scale = SEVEN):
    """Overall satisfaction, expectations and perceptions of `n` people, some of the latter two missing."""
    rng = np.random.default_rng(seed)
    size = (n, len(weights))
    mood = rng.normal(0, 0.6, (n, 1))
    p = scale.high - 1.6 + np.array(shift) + mood + rng.normal(0, 1, size)
    y = scale.high - 2 + (p - p.mean(axis=0)) @ np.array(weights) + rng.normal(0, 0.6, n)
    e = scale.high - 1.6 + mood * 0.5 + rng.normal(0, 0.8, size)
    y, e, p = (np.clip(np.round(values), scale.low, scale.high) for values in (y, e, p))
    e[rng.random(size) < missing] = np.nan
    p[rng.random(size) < missing] = np.nan
    return y, e, p


def pairs_of(y, p, ratings: Scale = SEVEN, overall: Scale | None = None) -> dict[Scales, DriverPairs]:
    """The driver pairs of a survey, people dealt into groups in turn."""
    told = np.column_stack([y, p])
    names = [OVERALL, *(str(101 + t) for t in range(p.shape[1]))]
    whole = np.where(np.isnan(told), -1, told).astype(np.int64)
    return {(ratings, overall or ratings): driver_pairs(names, whole, -1, np.arange(len(whole)))}


def gaps_of(e, p, *, scale: Scale = SEVEN, **options) -> GapTable:
    """The gap table of a survey."""
    bank = institution(touchpoints=p.shape[1])
    return table(books(cube(e, p, scale=scale, **options), bank), View(NOW), NOW)


def gaps_of_all(*parts: Cube, touchpoints: int = 3) -> GapTable:
    """The gap table of several surveys together."""
    return table(books(Cube.join(parts), institution(touchpoints=touchpoints)), View(NOW), NOW)
