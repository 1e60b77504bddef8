"""The ratings of a batch as one immutable block of bytes; what is in it is not this floor's business."""

import sqlalchemy as sa

from mot.domain.access import Scope
from mot.domain.batches import BatchNotFoundError
from mot.storage.schema import answer_block
from mot.storage.visibility import covers


def insert_block(tx: sa.Connection, batch_id: int, content: bytes) -> None:
    """Store the block of a batch, once."""
    tx.execute(sa.insert(answer_block).values(batch_id=batch_id, content=content))


def read_block(tx: sa.Connection, scope: Scope, batch_id: int) -> bytes:
    """The block of a batch, whose branches must all lie within the scope.

    Raises
    ------
    BatchNotFoundError
    """
    query = sa.select(answer_block.c.content).where(
        answer_block.c.batch_id == batch_id, covers(answer_block.c.batch_id, scope)
    )
    content = tx.scalar(query)
    if content is None:
        raise BatchNotFoundError(number=batch_id)
    return bytes(content)
