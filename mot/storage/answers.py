"""The ratings of a batch as one immutable columnar block."""

import datetime as dt
from collections.abc import Collection, Iterator

import pyarrow as pa
import pyarrow.compute as pc
import sqlalchemy as sa

from mot.domain.access import Scope
from mot.domain.batches import BatchNotFoundError
from mot.domain.survey import Scale
from mot.ingest.block import from_parquet
from mot.storage.schema import answer_block, batch
from mot.storage.visibility import counts, covers, touches


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


def stored_block(tx: sa.Connection, batch_id: int) -> bytes:
    """The block of a batch of whatever branches, to compare a file with; none of it is shown."""
    return bytes(
        tx.execute(sa.select(answer_block.c.content).where(answer_block.c.batch_id == batch_id)).scalar_one()
    )


def answered(
    tx: sa.Connection,
    scope: Scope,
    *,
    columns: Collection[str] | None = None,
    first_day: dt.date | None = None,
    last_day: dt.date | None = None,
) -> Iterator[tuple[int, Scale, Scale, pa.Table]]:
    """The answers of every batch that counts, of the branches in scope only: number, both scales, rows.

    The columns are those of `mot.ingest.block.to_parquet`; with `columns` only these are read, as far as a
    batch has them (`branch` always). Batches that lie wholly before `first_day` or after `last_day` are left out.
    """
    query = (
        sa.select(batch.c.id, batch.c.scale, batch.c.overall_scale, answer_block.c.content)
        .join(answer_block, answer_block.c.batch_id == batch.c.id)
        .where(counts(batch.c.id), touches(batch.c.id, scope))
        .order_by(batch.c.id)
    )
    if first_day is not None:
        query = query.where(batch.c.last_day >= first_day)
    if last_day is not None:
        query = query.where(batch.c.first_day <= last_day)
    for number, scale, overall, content in tx.execute(query):
        rows = from_parquet(content, columns=columns and {"branch", *columns})
        if scope.branches is not None:
            rows = rows.filter(
                pc.is_in(rows["branch"], pa.array(sorted(scope.branches), rows["branch"].type))
            )
        yield int(number), Scale.from_key(scale), Scale.from_key(overall), rows
