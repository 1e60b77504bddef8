"""The demonstration bank among the stored feedback: find it, and put it away without losing anything else."""

import datetime as dt

import sqlalchemy as sa

from mot.domain.batches import BatchStatus
from mot.storage.schema import batch, batch_branch, branch, label, response

_COUNTS = batch.c.status == BatchStatus.COMMITTED.value


def own_feedback(tx: sa.Connection) -> bool:
    """Whether anything was imported that is not the demonstration, and counts."""
    query = sa.select(sa.exists().where(_COUNTS, batch.c.demonstration.is_(False)))
    return bool(tx.scalar(query))


def undo(tx: sa.Connection, login: str, at: dt.datetime) -> int:
    """Make every demonstration batch count no more; how many did."""
    done = tx.execute(
        sa.update(batch)
        .where(_COUNTS, batch.c.demonstration.is_(True))
        .values(status=BatchStatus.UNDONE.value, undone_at=at, undone_by=login)
    )
    return int(done.rowcount)


def retire_branches(tx: sa.Connection) -> None:
    """Put away the branches that no counting batch speaks of."""
    spoken_of = (
        sa.select(batch_branch.c.branch_id)
        .join(batch, batch.c.id == batch_branch.c.batch_id)
        .where(_COUNTS)
        .scalar_subquery()
    )
    tx.execute(sa.update(branch).where(branch.c.id.not_in(spoken_of)).values(active=False))


def drop_unused_labels(tx: sa.Connection) -> None:
    """Remove channels and segments that no response ever named."""
    for kind, column in (("channel", response.c.channel_id), ("segment", response.c.segment_id)):
        named = sa.select(sa.exists().where(column == label.c.id)).scalar_subquery()
        tx.execute(sa.delete(label).where(label.c.kind == kind, label.c.id > 0, ~named))
