"""The cube of a batch, and the cube of everything that counts."""

from collections.abc import Collection, Sequence
from typing import Any

import numpy as np
import sqlalchemy as sa

from mot.domain.access import Scope
from mot.domain.cube import (
    CELL_KEYS,
    CELL_SUMS,
    CLEAN,
    MOMENT_KEYS,
    MOMENT_SUMS,
    OUTCOME_KEYS,
    OUTCOME_SUMS,
    ROLLUP_KEYS,
    ROLLUP_SUMS,
    Cube,
    Tallies,
)
from mot.storage import figures
from mot.storage.bulk import fetch_ints, insert_ints, insert_rows
from mot.storage.schema import cell, outcome, rollup, rollup_moment
from mot.storage.visibility import counts, in_scope


def insert(tx: sa.Connection, batch_id: int, cube: Cube) -> None:
    """Store what a batch adds up to. Rows of equal keys must have been added up (`Tallies.group`)."""
    figures.insert(tx, batch_id, cube.figures)
    for table, part in ((cell, cube.cells), (rollup, cube.rollups), (outcome, cube.outcomes)):
        if len(part):
            batch = np.full(len(part), batch_id, dtype=np.int64)
            insert_ints(tx, table, {"batch_id": batch, **part.keys, **part.sums})
    moments = cube.moments
    keys = [moments.keys[key].tolist() for key in MOMENT_KEYS]
    packed = np.stack([moments.sums[name] for name in MOMENT_SUMS], axis=1).astype("<i8")
    rows = ((batch_id, *row, sums.tobytes()) for *row, sums in zip(*keys, packed, strict=True))
    insert_rows(tx, rollup_moment, ("batch_id", *MOMENT_KEYS, "sums"), rows)


def load(tx: sa.Connection, scope: Scope) -> Cube:
    """All feedback that counts within the scope, added up over batches; of each figure the newest."""

    def wanted(table: sa.Table) -> sa.ColumnElement[bool]:
        return counts(table.c.batch_id) & in_scope(table.c.branch, scope)

    return Cube(
        _tallies(tx, cell, CELL_KEYS, CELL_SUMS, wanted(cell)).group(*CELL_KEYS),
        _tallies(tx, rollup, ROLLUP_KEYS, ROLLUP_SUMS, wanted(rollup)).group(*ROLLUP_KEYS),
        _moments(tx, wanted(rollup_moment)).group(*MOMENT_KEYS),
        _tallies(tx, outcome, OUTCOME_KEYS, OUTCOME_SUMS, wanted(outcome)).group(*OUTCOME_KEYS),
        figures.load(tx, scope),
    )


def of_batch(tx: sa.Connection, scope: Scope, batch_id: int) -> Cube:
    """What one batch, committed or undone, adds up to within the scope."""

    def wanted(table: sa.Table) -> sa.ColumnElement[bool]:
        return (table.c.batch_id == batch_id) & in_scope(table.c.branch, scope)

    return Cube(
        _tallies(tx, cell, CELL_KEYS, CELL_SUMS, wanted(cell)),
        _tallies(tx, rollup, ROLLUP_KEYS, ROLLUP_SUMS, wanted(rollup)),
        _moments(tx, wanted(rollup_moment)),
        _tallies(tx, outcome, OUTCOME_KEYS, OUTCOME_SUMS, wanted(outcome)),
        figures.of_batch(tx, scope, batch_id),
    )


def batches_counted(
    tx: sa.Connection, touchpoint: int, branches: Collection[int], months: Collection[int]
) -> tuple[int, ...]:
    """Numbers of the batches with unflagged answers at a touchpoint of some branches in some months (yyyymm)."""
    wanted = (
        counts(cell.c.batch_id)
        & (cell.c.touchpoint == touchpoint)
        & cell.c.branch.in_(sorted(branches))
        & cell.c.month.in_(sorted(months))
        & (cell.c.quality == CLEAN)
    )
    query = sa.select(cell.c.batch_id).where(wanted).distinct().order_by(cell.c.batch_id)
    return tuple(tx.scalars(query))


def _tallies(
    tx: sa.Connection,
    table: sa.Table,
    keys: Sequence[str],
    sums: Sequence[str],
    wanted: sa.ColumnElement[bool],
) -> Tallies:
    found = fetch_ints(tx, sa.select(*(table.c[name] for name in (*keys, *sums))).where(wanted))
    return Tallies({key: found[key] for key in keys}, {name: found[name] for name in sums})


def _moments(tx: sa.Connection, wanted: sa.ColumnElement[bool]) -> Tallies:
    query = sa.select(*(rollup_moment.c[key] for key in MOMENT_KEYS), rollup_moment.c.sums).where(wanted)
    rows: Sequence[Any] = tx.execute(query).all()
    keys = np.array([row[:-1] for row in rows], dtype=np.int64).reshape(len(rows), len(MOMENT_KEYS))
    sums = np.frombuffer(b"".join(row[-1] for row in rows), dtype="<i8").reshape(len(rows), len(MOMENT_SUMS))
    return Tallies(
        {key: keys[:, i].copy() for i, key in enumerate(MOMENT_KEYS)},
        {name: sums[:, i].astype(np.int64) for i, name in enumerate(MOMENT_SUMS)},
    )
