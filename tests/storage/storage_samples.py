"""Batches and cubes to store, for the tests of this folder."""

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import sqlalchemy as sa

from mot.domain.batches import Counts
from mot.domain.cube import (
    CELL_KEYS,
    CELL_SUMS,
    FIGURE_KEYS,
    FIGURE_SUMS,
    MOMENT_KEYS,
    MOMENT_SUMS,
    OUTCOME_KEYS,
    OUTCOME_SUMS,
    ROLLUP_KEYS,
    ROLLUP_SUMS,
    Cube,
    Tallies,
)
from mot.domain.survey import Scale
from mot.storage import batches

NOW = dt.datetime(2026, 10, 1, 9, 30, 15, 123456, tzinfo=dt.UTC)


def a_batch(tx: sa.Connection, *, branches: Sequence[int], **other: object) -> int:
    """Store a batch of which little is said."""
    content = b"some workbook"
    given: dict[str, object] = {
        "file_name": "反馈.xlsx",
        "sha256": hashlib.sha256(content).hexdigest(),
        "size": len(content),
        "layout": "paired",
        "counts": Counts(rows=3, responses=1, ratings=4, set_aside=1, duplicates=1, values_missing=2),
        "created_at": NOW,
        "created_by": "lin",
        "scale": Scale(1, 5),
    }
    return batches.insert(tx, branches=branches, **(given | other))


def some_cube(*, seed: int, branches: Sequence[int], rows: int = 60) -> Cube:
    """Numbers without a meaning, keyed as a cube is."""
    rng = np.random.default_rng(seed)

    def part(keys: Sequence[str], sums: Sequence[str]) -> Tallies:
        columns = {key: rng.integers(0, 3, rows) for key in keys}
        columns["branch"] = np.resize(np.array(branches, dtype=np.int64), rows)
        return Tallies(columns, {name: rng.integers(-(2**33), 2**33, rows) for name in sums}).group(*keys)

    return Cube(
        part(CELL_KEYS, CELL_SUMS),
        part(ROLLUP_KEYS, ROLLUP_SUMS),
        part(MOMENT_KEYS, MOMENT_SUMS),
        part(OUTCOME_KEYS, OUTCOME_SUMS),
    )


def some_figures(*rows: tuple[int, int, int, int, int]) -> Cube:
    """A cube of nothing but outcome figures: month, branch, figure, numerator, denominator."""
    table = np.array(rows, dtype=np.int64).reshape(len(rows), len(FIGURE_KEYS) + len(FIGURE_SUMS)).T
    keys, sums = table[: len(FIGURE_KEYS)], table[len(FIGURE_KEYS) :]
    figures = Tallies(dict(zip(FIGURE_KEYS, keys, strict=True)), dict(zip(FIGURE_SUMS, sums, strict=True)))
    return replace(Cube.empty(), figures=figures)


def same_cube(one: Cube, other: Cube) -> bool:
    """Whether two cubes hold the same sums, whatever the order and the number of their rows."""
    return all(
        _same(getattr(one, name), getattr(other, name))
        for name in ("cells", "rollups", "moments", "outcomes", "figures")
    )


def _same(one: Tallies, other: Tallies) -> bool:
    if not len(one) or not len(other):
        return len(one) == len(other)
    a, b = one.group(*one.keys), other.group(*other.keys)
    return len(a) == len(b) and all(np.array_equal(a[c], b[c]) for c in (*a.keys, *a.sums))
