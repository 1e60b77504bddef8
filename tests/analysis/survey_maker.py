"""Small surveys for the analysis: answers become a cube through the same counting as an import."""

import datetime as dt

import numpy as np
import pyarrow as pa

from mot.analysis.books import Books
from mot.domain.cube import Cube
from mot.domain.periods import Quarter
from mot.domain.survey import Branch, Group, Institution, Label, Name, Region, Scale, Touchpoint
from mot.domain.thresholds import Thresholds
from mot.ingest.cubing import tally
from mot.ingest.draft import MISSING, Answers, Responses

SEVEN, FIVE = Scale(1, 7), Scale(1, 5)
NOW = Quarter(2026, 3)
EPOCH = dt.date(1970, 1, 1)


def institution(branches: int = 4, touchpoints: int = 3, regions: int = 2) -> Institution:
    """Branches 1, 2, … dealt out to regions in turn; touchpoints 101, 102, …; channels and segments 1 and 2."""
    return Institution(
        name=Name("行", "Bank"),
        industry="bank",
        regions=tuple(Region(r, f"r{r}", Name(f"区{r}")) for r in range(1, regions + 1)),
        branches=tuple(
            Branch(b, f"b{b}", Name(f"网点{b}", f"Branch {b}"), (b - 1) % regions + 1)
            for b in range(1, branches + 1)
        ),
        touchpoints=tuple(
            Touchpoint(100 + t, f"t{t}", Name(f"触点{t}", f"Touchpoint {t}"), Name("段"))
            for t in range(1, touchpoints + 1)
        ),
        channels=(Label(1, "c1", Name("渠道1")), Label(2, "c2", Name("渠道2"))),
        segments=(Label(1, "s1", Name("客群1")), Label(2, "s2", Name("客群2"))),
    )


def cube(
    e, p, *, branch=1, quarter: Quarter = NOW, channel=1, segment=0, scale: Scale = SEVEN, quality=0
) -> Cube:
    """Count a survey.

    `e`, `p`: (people, touchpoints) with NaN where missing; `e` may be None. The others hold for everybody or
    per person.
    """
    p = np.asarray(p, dtype=float)
    n, touchpoints = p.shape
    day = (quarter.last_day - EPOCH).days
    every = lambda value, kind: np.broadcast_to(np.asarray(value, dtype=kind), n).copy()  # noqa: E731
    branches = every(branch, np.int64)
    ids, place = np.unique(branches, return_inverse=True)
    answers = tuple(
        Answers(
            t,
            expectation=None if e is None else _int16(np.asarray(e, dtype=float)[:, t]),
            perception=_int16(p[:, t]),
        )
        for t in range(touchpoints)
    )
    responses = Responses(
        row=np.arange(2, n + 2, dtype=np.int32),
        day=every(day, np.int32),
        branch=place.astype(np.int32),
        channel=every(channel, np.int32) - 1,
        segment=every(segment, np.int32) - 1,
        overall=every(MISSING, np.int16),
        nps=every(MISSING, np.int16),
        duration=every(MISSING, np.int32),
        quality=every(quality, np.int8),
        respondent=pa.array([""] * n, pa.string()),
        comment=pa.array([""] * n, pa.string()),
    )
    return tally(
        responses,
        answers,
        scale=scale,
        overall_scale=Scale(0, 10),
        branch_ids=ids,
        touchpoint_ids=np.arange(101, 101 + touchpoints),
        channel_ids=np.array([1, 2]),
        segment_ids=np.array([1, 2]),
        dimension_of=dict.fromkeys(range(101, 101 + touchpoints), Group.EMPATHY),
    )


def books(told: Cube, bank: Institution | None = None, rules: Thresholds | None = None) -> Books:
    """The books of one survey."""
    return Books(1, bank or institution(), rules or Thresholds(), told)


def _int16(values: np.ndarray) -> np.ndarray:
    return np.where(np.isnan(values), MISSING, values).astype(np.int16)


def answers(seed: int, people: int, touchpoints: int = 3, *, scale: Scale = SEVEN, shift=0.0, missing=0.0):
    """Expectations high on the scale, perceptions `shift` points away from them, some of both missing."""
    rng = np.random.default_rng(seed)
    shape = (people, touchpoints)
    e = np.clip(np.round(rng.normal(scale.high - 1.2, 0.9, shape)), scale.low, scale.high)
    p = np.clip(np.round(e + rng.normal(np.broadcast_to(shift, shape), 1.1)), scale.low, scale.high)
    e[rng.random(shape) < missing] = np.nan
    p[rng.random(shape) < missing] = np.nan
    return e, p
