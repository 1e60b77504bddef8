"""The imports that a review rests on."""

from collections.abc import Collection

import sqlalchemy as sa

from mot.domain.access import Scope
from mot.domain.batches import Batch
from mot.storage import batches
from mot.storage.schema import batch, outcome
from mot.storage.visibility import counts, in_scope


def batches_behind(
    tx: sa.Connection, scope: Scope, months: Collection[int], branches: Collection[int] = ()
) -> tuple[Batch, ...]:
    """The imports that count with responses of some months (yyyymm) and branches (all without any) in scope."""
    c = outcome.c
    there = (c.batch_id == batch.c.id) & c.month.in_(sorted(months)) & in_scope(c.branch, scope)
    if branches:
        there &= c.branch.in_(sorted(branches))
    query = sa.select(batch.c.id).where(counts(batch.c.id), sa.exists().where(there).correlate(batch))
    return batches.among(tx, tuple(tx.scalars(query)))


def of_demonstration(tx: sa.Connection, numbers: Collection[int]) -> bool:
    """Whether any of these imports is one of the demonstration."""
    query = sa.select(sa.exists().where(batch.c.id.in_(sorted(numbers)), batch.c.demonstration))
    return bool(tx.scalar(query))
