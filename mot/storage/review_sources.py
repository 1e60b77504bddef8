"""The imports that a review rests on."""

from collections.abc import Collection

import sqlalchemy as sa

from mot.domain.access import Scope
from mot.domain.batches import Batch, BatchStatus
from mot.storage import batches
from mot.storage.schema import batch, figure, outcome
from mot.storage.visibility import counts, in_scope


def batches_behind(
    tx: sa.Connection, scope: Scope, months: Collection[int], branches: Collection[int] = ()
) -> tuple[Batch, ...]:
    """The imports that count with responses of some months (yyyymm) and branches (all without any) in scope."""
    return batches.among(tx, tuple(responses_behind(tx, scope, months, branches)))


def responses_behind(
    tx: sa.Connection, scope: Scope, months: Collection[int], branches: Collection[int] = ()
) -> dict[int, int]:
    """How many responses of some months and branches in scope each import that counts has, by its number."""
    c = outcome.c
    there = c.month.in_(sorted(months)) & in_scope(c.branch, scope) & counts(c.batch_id)
    if branches:
        there &= c.branch.in_(sorted(branches))
    query = sa.select(c.batch_id, sa.func.sum(c.responses)).where(there).group_by(c.batch_id)
    return {int(number): int(responses) for number, responses in tx.execute(query)}


def figures_behind(
    tx: sa.Connection, scope: Scope, months: Collection[int], branches: Collection[int] = ()
) -> dict[int, int]:
    """How many outcome figures of some months and branches in scope each import that counts holds, by its number."""
    c = figure.c
    there = c.month.in_(sorted(months)) & in_scope(c.branch, scope) & counts(c.batch_id)
    if branches:
        there &= c.branch.in_(sorted(branches))
    query = sa.select(c.batch_id, sa.func.count()).where(there).group_by(c.batch_id)
    return {int(number): int(count) for number, count in tx.execute(query)}


def status_of(tx: sa.Connection, numbers: Collection[int]) -> dict[int, BatchStatus]:
    """Whether each of some imports counts at present."""
    query = sa.select(batch.c.id, batch.c.status).where(batch.c.id.in_(sorted(numbers)))
    return {int(row.id): BatchStatus(row.status) for row in tx.execute(query)}


def of_demonstration(tx: sa.Connection, numbers: Collection[int]) -> bool:
    """Whether any of these imports is one of the demonstration."""
    query = sa.select(sa.exists().where(batch.c.id.in_(sorted(numbers)), batch.c.demonstration))
    return bool(tx.scalar(query))
