"""Committed imports. A batch is inserted once; the only thing that ever changes is that it is undone.

A person sees that a batch exists when it holds feedback of at least one branch within their scope. The file
itself, its rows set aside and its issues show every branch, so they need all of its branches in scope;
so does undoing it (`covered` tells).
"""

import dataclasses
import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from mot.domain.access import Scope
from mot.domain.batches import Batch, BatchNotFoundError, BatchStatus, Counts
from mot.domain.issues import Issue, Place, SetAside, Severity
from mot.domain.survey import Scale
from mot.ingest.draft import Decisions
from mot.storage import files, recipes
from mot.storage.bulk import insert_rows
from mot.storage.schema import batch, batch_branch, set_aside
from mot.storage.visibility import covers, touches

_COUNTS = tuple(field.name for field in dataclasses.fields(Counts))
_PLAIN = tuple(field.name for field in dataclasses.fields(Batch) if field.name not in ("status", "counts"))


@dataclass(frozen=True, slots=True)
class Details:
    """How a batch was read: scales, recognised shape, decisions, issues, branches, and by which version."""

    scale: Scale
    overall_scale: Scale
    fingerprint: str
    decisions: Decisions
    issues: tuple[Issue, ...]
    branches: frozenset[int]
    demonstration: bool
    product_version: str


def insert(
    tx: sa.Connection,
    *,
    file_name: str,
    sha256: str,
    size: int,
    sealed: bytes | None = None,
    layout: str,
    counts: Counts,
    created_at: dt.datetime,
    created_by: str,
    branches: Collection[int],
    scale: Scale,
    overall_scale: Scale | None = None,
    first_day: dt.date | None = None,
    last_day: dt.date | None = None,
    rows_set_aside: Sequence[SetAside] = (),
    issues: Sequence[Issue] = (),
    fingerprint: str = "",
    decisions: Decisions | None = None,
    demonstration: bool = False,
    product_version: str = "",
) -> int:
    """Store a batch with its branches and the rows set aside; its number.

    `size` is that of the file in bytes; `sealed` is the file itself, encrypted, where it is to be kept.
    """
    if not branches:
        raise ValueError("a batch holds feedback of at least one branch")
    files.note(tx, sha256, size, sealed)
    new = sa.insert(batch).values(
        status=BatchStatus.COMMITTED.value,
        file_name=file_name,
        sha256=sha256,
        layout=layout,
        **dataclasses.asdict(counts),
        created_at=created_at,
        created_by=created_by,
        first_day=first_day,
        last_day=last_day,
        undone_by="",
        demonstration=demonstration,
        fingerprint=fingerprint,
        decisions=recipes.to_json(decisions or Decisions()),
        issues=[dataclasses.asdict(issue) for issue in issues],
        product_version=product_version,
        scale=scale.key,
        overall_scale=(overall_scale or scale).key,
    )
    number = int(tx.execute(new.returning(batch.c.id)).scalar_one())
    insert_rows(tx, batch_branch, ("batch_id", "branch_id"), [(number, b) for b in sorted(branches)])
    rows = [(number, i, s.sheet, s.row, s.reason, s.column, s.value) for i, s in enumerate(rows_set_aside)]
    columns = ("batch_id", "position", "sheet", "row", "reason", "column", "value")
    insert_rows(tx, set_aside, columns, rows)
    return number


def mark_undone(tx: sa.Connection, batch_id: int, actor_login: str, at: dt.datetime) -> bool:
    """Make a batch count no more; False when it did not count already."""
    done = tx.execute(
        sa.update(batch)
        .where(batch.c.id == batch_id, batch.c.status == BatchStatus.COMMITTED.value)
        .values(status=BatchStatus.UNDONE.value, undone_at=at, undone_by=actor_login)
    )
    return done.rowcount == 1


def mark_redone(tx: sa.Connection, batch_id: int) -> bool:
    """Make an undone batch count again; False when it does."""
    done = tx.execute(
        sa.update(batch)
        .where(batch.c.id == batch_id, batch.c.status == BatchStatus.UNDONE.value)
        .values(status=BatchStatus.COMMITTED.value, undone_at=None, undone_by="")
    )
    return done.rowcount == 1


def get(tx: sa.Connection, scope: Scope, batch_id: int) -> Batch:
    """One batch, committed or undone.

    Raises
    ------
    BatchNotFoundError
    """
    row = tx.execute(_batches().where(batch.c.id == batch_id, touches(batch.c.id, scope))).one_or_none()
    if row is None:
        raise BatchNotFoundError(number=batch_id)
    return _batch(row)


def history(tx: sa.Connection, scope: Scope, limit: int = 100) -> tuple[Batch, ...]:
    """The newest batches, committed and undone, newest first."""
    query = _batches().where(touches(batch.c.id, scope)).order_by(batch.c.id.desc()).limit(limit)
    return tuple(_batch(row) for row in tx.execute(query))


def committed_with_sha(tx: sa.Connection, sha256: str) -> tuple[Batch, ...]:
    """The batches that count and came from a file with these very bytes, whoever imported it."""
    same = (batch.c.sha256 == sha256) & (batch.c.status == BatchStatus.COMMITTED.value)
    return tuple(_batch(row) for row in tx.execute(_batches().where(same).order_by(batch.c.id)))


def of_questionnaire(
    tx: sa.Connection, fingerprint: str, branches: Collection[int], first_day: dt.date, last_day: dt.date
) -> tuple[Batch, ...]:
    """The batches that count, came in this shape and share a branch and some days, whoever imported them."""
    held = sa.select(batch_branch.c.batch_id).where(batch_branch.c.branch_id.in_(sorted(branches)))
    query = _batches().where(
        batch.c.fingerprint == fingerprint,
        batch.c.status == BatchStatus.COMMITTED.value,
        batch.c.first_day <= last_day,
        batch.c.last_day >= first_day,
        batch.c.id.in_(held),
    )
    return tuple(_batch(row) for row in tx.execute(query.order_by(batch.c.id)))


def among(tx: sa.Connection, numbers: Collection[int]) -> tuple[Batch, ...]:
    """Those of the batches that count, whoever imported them."""
    wanted = batch.c.id.in_(sorted(numbers)) & (batch.c.status == BatchStatus.COMMITTED.value)
    return tuple(_batch(row) for row in tx.execute(_batches().where(wanted).order_by(batch.c.id)))


def visible(tx: sa.Connection, scope: Scope, numbers: Collection[int]) -> frozenset[int]:
    """Those of the batches that hold feedback of at least one branch within the scope."""
    query = sa.select(batch.c.id).where(batch.c.id.in_(sorted(numbers)), touches(batch.c.id, scope))
    return frozenset(tx.scalars(query))


def whole(tx: sa.Connection, scope: Scope, numbers: Collection[int]) -> frozenset[int]:
    """Those of the batches whose branches all lie within the scope."""
    query = sa.select(batch.c.id).where(batch.c.id.in_(sorted(numbers)), covers(batch.c.id, scope))
    return frozenset(tx.scalars(query))


def covered(tx: sa.Connection, scope: Scope, batch_id: int) -> bool:
    """Whether there is such a batch and all of its branches lie within the scope."""
    query = sa.select(batch.c.id).where(batch.c.id == batch_id, covers(batch.c.id, scope))
    return tx.scalar(query) is not None


def set_aside_of(tx: sa.Connection, scope: Scope, batch_id: int) -> tuple[SetAside, ...]:
    """The rows of the file that were not imported, in file order; none where the scope does not cover it."""
    c = set_aside.c
    query = (
        sa.select(c.sheet, c.row, c.reason, c.column, c.value)
        .where(c.batch_id == batch_id, covers(c.batch_id, scope))
        .order_by(c.position)
    )
    return tuple(SetAside(*row) for row in tx.execute(query))


def details(tx: sa.Connection, scope: Scope, batch_id: int) -> Details:
    """How a batch was read.

    Raises
    ------
    BatchNotFoundError
        Also when the batch holds a branch outside the scope.
    """
    row = tx.execute(sa.select(batch).where(batch.c.id == batch_id, covers(batch.c.id, scope))).one_or_none()
    if row is None:
        raise BatchNotFoundError(number=batch_id)
    held = tx.scalars(sa.select(batch_branch.c.branch_id).where(batch_branch.c.batch_id == batch_id))
    return Details(
        scale=Scale.from_key(row.scale),
        overall_scale=Scale.from_key(row.overall_scale),
        fingerprint=row.fingerprint,
        decisions=recipes.from_json(row.decisions),
        issues=tuple(_issue(plain) for plain in row.issues),
        branches=frozenset(held),
        demonstration=row.demonstration,
        product_version=row.product_version,
    )


def _batches() -> sa.Select[Any]:
    return sa.select(*(batch.c[name] for name in (*_PLAIN, "status", *_COUNTS)))


def _batch(row: sa.Row[Any]) -> Batch:
    found = row._mapping
    return Batch(
        status=BatchStatus(found["status"]),
        counts=Counts(**{name: found[name] for name in _COUNTS}),
        **{name: found[name] for name in _PLAIN},
    )


def _issue(plain: dict[str, Any]) -> Issue:
    place = {**plain["place"], "rows": tuple(plain["place"]["rows"])}
    tuples = {"place": Place(**place), "choices": tuple(plain["choices"])}
    return Issue(**{**plain, **tuples, "severity": Severity(plain["severity"])})
