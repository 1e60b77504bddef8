"""Imported files: of each its hash and size, and where that is wished for the file itself, sealed."""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from mot.domain.access import Scope
from mot.domain.batches import BatchNotFoundError
from mot.storage.schema import batch, kept_file, source_file
from mot.storage.visibility import covers


@dataclass(frozen=True, slots=True)
class Kept:
    """The file of a batch: name, hash, size in bytes, and the sealed file, None where it is not kept."""

    name: str
    sha256: str
    size: int
    sealed: bytes | None


def note(tx: sa.Connection, sha256: str, size: int, sealed: bytes | None = None) -> None:
    """Take note of a file, and keep it sealed when it is given; each file once."""
    new = (postgresql if tx.dialect.name == "postgresql" else sqlite).insert
    once = {"index_elements": ["sha256"]}
    tx.execute(new(source_file).values(sha256=sha256, size=size).on_conflict_do_nothing(**once))
    if sealed is not None:
        tx.execute(new(kept_file).values(sha256=sha256, sealed=sealed).on_conflict_do_nothing(**once))


def of_batch(tx: sa.Connection, scope: Scope, batch_id: int) -> Kept:
    """What is known of the file of a batch.

    Raises
    ------
    BatchNotFoundError
        Also when the file holds a branch outside the scope.
    """
    query = (
        sa.select(batch.c.file_name, batch.c.sha256, source_file.c.size, kept_file.c.sealed)
        .join_from(batch, source_file)
        .outerjoin(kept_file, kept_file.c.sha256 == source_file.c.sha256)
        .where(batch.c.id == batch_id, covers(batch.c.id, scope))
    )
    row = tx.execute(query).one_or_none()
    if row is None:
        raise BatchNotFoundError(number=batch_id)
    return Kept(row.file_name, row.sha256, row.size, None if row.sealed is None else bytes(row.sealed))
