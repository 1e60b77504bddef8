"""What imports have to do with each other, written down when the later one is committed."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

import sqlalchemy as sa

from mot.storage.schema import batch_link


class LinkKind(StrEnum):
    """How a batch depends on an earlier one."""

    SKIPPED = "skipped"  # it left rows out because the earlier one has them
    REPLACES = "replaces"  # it took the earlier one's place


@dataclass(frozen=True, slots=True)
class Link:
    """`batch` left out `rows` rows that `earlier` has, or replaces it (`rows`: responses it then held)."""

    batch: int
    earlier: int
    kind: LinkKind
    rows: int


def insert(tx: sa.Connection, links: Iterable[Link]) -> None:
    """Write links down."""
    rows = [
        {"batch_id": one.batch, "earlier_id": one.earlier, "kind": one.kind.value, "rows": one.rows}
        for one in links
    ]
    if rows:
        tx.execute(sa.insert(batch_link), rows)


def of(tx: sa.Connection, batch_id: int) -> tuple[Link, ...]:
    """The links of a batch in either direction, oldest first; who may know of the other batch is not looked at."""
    c = batch_link.c
    query = sa.select(c.batch_id, c.earlier_id, c.kind, c.rows).where(
        (c.batch_id == batch_id) | (c.earlier_id == batch_id)
    )
    found = tx.execute(query.order_by(c.batch_id, c.earlier_id, c.kind))
    return tuple(Link(row.batch_id, row.earlier_id, LinkKind(row.kind), row.rows) for row in found)


def replacements(tx: sa.Connection, numbers: Collection[int]) -> dict[int, int]:
    """Of the batches that were replaced, the number of the batch that took the place last."""
    c = batch_link.c
    query = sa.select(c.earlier_id, sa.func.max(c.batch_id)).where(
        c.kind == LinkKind.REPLACES.value, c.earlier_id.in_(sorted(numbers))
    )
    return {earlier: int(later) for earlier, later in tx.execute(query.group_by(c.earlier_id))}
