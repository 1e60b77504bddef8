"""What may be seen, as conditions for a WHERE: the scope of the person who asks, and batches that count."""

from typing import Any

import sqlalchemy as sa

from mot.domain.access import Scope
from mot.domain.batches import BatchStatus
from mot.storage.schema import batch, batch_branch


def in_scope(branch: sa.ColumnElement[Any], scope: Scope) -> sa.ColumnElement[bool]:
    """The branch of this row lies within the scope."""
    return sa.true() if scope.branches is None else branch.in_(sorted(scope.branches))


def counts(batch_id: sa.ColumnElement[Any]) -> sa.ColumnElement[bool]:
    """The row belongs to a batch that is committed, not undone."""
    return batch_id.in_(sa.select(batch.c.id).where(batch.c.status == BatchStatus.COMMITTED.value))


def touches(batch_id: sa.ColumnElement[Any], scope: Scope) -> sa.ColumnElement[bool]:
    """The batch holds feedback of at least one branch within the scope."""
    if scope.branches is None:
        return sa.true()
    return batch_id.in_(sa.select(batch_branch.c.batch_id).where(in_scope(batch_branch.c.branch_id, scope)))


def covers(batch_id: sa.ColumnElement[Any], scope: Scope) -> sa.ColumnElement[bool]:
    """Every branch of the batch lies within the scope."""
    if scope.branches is None:
        return sa.true()
    beyond = sa.select(batch_branch.c.batch_id).where(~in_scope(batch_branch.c.branch_id, scope))
    return touches(batch_id, scope) & batch_id.not_in(beyond)
