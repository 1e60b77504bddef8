"""What of a batch's file was not imported: one compressed block per batch, none where everything was."""

import sqlalchemy as sa

from mot.domain.access import Scope
from mot.domain.batches import BatchNotFoundError
from mot.ingest.rejects import Rejects, from_bytes, to_bytes
from mot.storage import batches
from mot.storage.schema import reject_block


def insert(tx: sa.Connection, batch_id: int, rejects: Rejects) -> None:
    """Store what was not imported."""
    if len(rejects):
        tx.execute(sa.insert(reject_block).values(batch_id=batch_id, content=to_bytes(rejects)))


def read(tx: sa.Connection, scope: Scope, batch_id: int) -> Rejects:
    """What was not imported; of batches from before this was kept, the rows set aside without their cells.

    Raises
    ------
    BatchNotFoundError
        Also when the batch holds a branch outside the scope.
    """
    if not batches.covered(tx, scope, batch_id):
        raise BatchNotFoundError(number=batch_id)
    content = tx.scalar(sa.select(reject_block.c.content).where(reject_block.c.batch_id == batch_id))
    if content is None:
        return Rejects.of(batches.set_aside_of(tx, scope, batch_id))
    return from_bytes(bytes(content))
