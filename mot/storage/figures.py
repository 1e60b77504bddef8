"""Outcome figures. Of several batches that hold the same branch, month and figure, the newest counts."""

from typing import Any

import numpy as np
import sqlalchemy as sa

from mot.domain.access import Scope
from mot.domain.cube import FIGURE_KEYS, FIGURE_SUMS, Tallies
from mot.storage.bulk import fetch_ints, insert_ints
from mot.storage.schema import figure
from mot.storage.visibility import counts, in_scope

_COLUMNS = (*FIGURE_KEYS, *FIGURE_SUMS)


def insert(tx: sa.Connection, batch_id: int, rows: Tallies) -> None:
    """Store the figures of a batch; branch, month and figure of each row differ from those of the others."""
    if len(rows):
        batch = np.full(len(rows), batch_id, dtype=np.int64)
        insert_ints(tx, figure, {"batch_id": batch, **rows.keys, **rows.sums})


def load(tx: sa.Connection, scope: Scope) -> Tallies:
    """The figures that count within the scope, ordered by month, branch and figure."""
    age = sa.func.row_number().over(
        partition_by=[figure.c[key] for key in FIGURE_KEYS], order_by=figure.c.batch_id.desc()
    )
    ranked = (
        sa.select(*(figure.c[name] for name in _COLUMNS), age.label("age"))
        .where(counts(figure.c.batch_id), in_scope(figure.c.branch, scope))
        .subquery()
    )
    newest = sa.select(*(ranked.c[name] for name in _COLUMNS)).where(ranked.c.age == 1)
    return _tallies(tx, newest.order_by(*(ranked.c[key] for key in FIGURE_KEYS)))


def of_batch(tx: sa.Connection, scope: Scope, batch_id: int) -> Tallies:
    """The figures of one batch, committed or undone, within the scope, whether or not a newer one replaced them."""
    query = sa.select(*(figure.c[name] for name in _COLUMNS)).where(
        figure.c.batch_id == batch_id, in_scope(figure.c.branch, scope)
    )
    return _tallies(tx, query.order_by(*(figure.c[key] for key in FIGURE_KEYS)))


def rates(tx: sa.Connection) -> dict[int, bool]:
    """Of every figure that counts in whatever branch, by id: whether it has a denominator."""
    query = (
        sa.select(figure.c.figure, sa.func.max(figure.c.denominator))
        .where(counts(figure.c.batch_id))
        .group_by(figure.c.figure)
    )
    return {number: largest > 0 for number, largest in tx.execute(query)}


def shared(tx: sa.Connection, batch_id: int) -> dict[int, int]:
    """Other batches that count and hold figures of the same branch and month, with how many, by number."""
    other = figure.alias()
    same = sa.and_(*(other.c[key] == figure.c[key] for key in FIGURE_KEYS))
    query = (
        sa.select(other.c.batch_id, sa.func.count())
        .join_from(figure, other, same)
        .where(figure.c.batch_id == batch_id, other.c.batch_id != batch_id, counts(other.c.batch_id))
        .group_by(other.c.batch_id)
        .order_by(other.c.batch_id)
    )
    return {int(number): int(count) for number, count in tx.execute(query)}


def _tallies(tx: sa.Connection, query: sa.Select[Any]) -> Tallies:
    found = fetch_ints(tx, query)
    return Tallies({key: found[key] for key in FIGURE_KEYS}, {name: found[name] for name in FIGURE_SUMS})
