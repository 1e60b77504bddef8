"""What the services answer to the questions of the slides: every number in it, asked anew by the test."""

import dataclasses
import datetime as dt
import math
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import pandas as pd
import sqlalchemy as sa

from mot.analysis.levels import Level
from mot.domain.access import Actor
from mot.domain.cube import View
from mot.services import (
    actions,
    branches,
    comparison,
    diagnosis,
    drivers,
    gaps,
    imports,
    moments,
    outcomes,
    overview,
    planner,
    reliability,
    trends,
    verdicts,
)
from mot.services.books import open_books

DEEPEST = 12


def numbers(engine: sa.Engine, actor: Actor, view: View, today: dt.date) -> set[float]:
    """Every number that the services tell this person about a view, to the last bit."""
    found: set[float] = set()
    for answer in _asked(engine, actor, view, today):
        found |= set(_numbers(answer, 0))
    now = comparison.comparison(engine, actor, view, view.quarter.previous).now.frame
    for end in ("lo", "hi"):  # the ends of a gap's interval, seen from the expectation
        found |= set(_numbers(now["expectation"] + now[end], 0))
    there = branches.branches(engine, actor, view).frame
    for name in ("value", "lo", "hi"):  # a branch's score as if all branches had the same customers
        found |= set(_numbers(there[name] + there["moved"], 0))
    return found


def _asked(engine: sa.Engine, actor: Actor, view: View, today: dt.date) -> Iterator[Any]:
    ask = (engine, actor, view)
    yield overview.overview(*ask)
    yield overview.overview(engine, actor, dataclasses.replace(view, quarter=view.quarter.previous))
    yield comparison.comparison(*ask, view.quarter.previous)
    yield gaps.gap_table(*ask)
    yield gaps.integrity(*ask)
    yield gaps.flagged(*ask)
    yield from (gaps.heatmap(*ask, level) for level in Level)
    yield drivers.drivers(*ask)
    yield branches.branches(*ask)
    yield outcomes.outcomes(*ask)
    yield trends.alarms(*ask, today)
    yield diagnosis.diagnosis(*ask)
    yield reliability.reliability(*ask)
    yield moments.moments(engine, actor)
    yield actions.actions(engine, actor)
    yield verdicts.verdicts(engine, actor, today)
    yield planner.plan(*ask, None, today)
    yield imports.history(engine, actor)
    yield open_books(engine, actor).thresholds.as_dict()


def _numbers(value: Any, depth: int) -> Iterator[float]:
    if depth > DEEPEST or value is None or isinstance(value, str | bytes):
        return
    if isinstance(value, bool | np.bool_):
        return
    if isinstance(value, int | float | np.integer | np.floating):
        if math.isfinite(value):
            yield float(value)
    elif isinstance(value, pd.DataFrame):
        for name in value:
            yield from _numbers(value[name], depth + 1)
    elif isinstance(value, pd.Series | np.ndarray):
        column = np.asarray(value)
        if column.dtype.kind in "iuf":
            yield from (float(v) for v in column.ravel() if math.isfinite(v))
        else:
            for one in column.ravel():
                yield from _numbers(one, depth + 1)
    elif isinstance(value, Mapping):
        for key, one in value.items():
            yield from _numbers(key, depth + 1)
            yield from _numbers(one, depth + 1)
    elif isinstance(value, list | tuple | set | frozenset):
        for one in value:
            yield from _numbers(one, depth + 1)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from _numbers(getattr(value, field.name), depth + 1)
