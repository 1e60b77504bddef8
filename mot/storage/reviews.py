"""Quarterly reviews. Their content is written once; no statement changes it, here or in `review_writing`.

A review may be read by who sees every branch it is about.
"""

from collections.abc import Collection, Mapping
from typing import Any

import sqlalchemy as sa

from mot.domain.access import Scope
from mot.domain.periods import Quarter
from mot.domain.reviews import Remark, Review, ReviewNotFoundError, State
from mot.storage.bulk import insert_rows
from mot.storage.schema_reviews import review, review_batch, review_branch, review_remark, review_text
from mot.storage.visibility import in_scope

_LISTED = [column for column in review.c if column.name != "content"]


def insert(tx: sa.Connection, new: Review, content: bytes, batches: Collection[int]) -> int:
    """Store a review with its packed content, its branches and its batches; its number."""
    if not new.branches:
        raise ValueError("a review is about at least one branch")
    values = {
        "title": new.title,
        "quarter": new.quarter.code,
        "comparison": new.comparison.code,
        "everything": new.everything,
        "sections": list(new.sections),
        "state": new.state.value,
        "content": content,
        "content_sha256": new.digest,
        "data_version": new.data_version,
        "created_at": new.created_at,
        "created_by": new.created_by,
        "updated_at": new.updated_at,
        "updated_by": new.updated_by,
        "version": new.version,
        "previous_id": new.previous,
        "presented_by": new.presented_by,
        "archived_by": new.archived_by,
        "demonstration": new.demonstration,
    }
    number = int(tx.execute(sa.insert(review).values(values).returning(review.c.id)).scalar_one())
    insert_rows(tx, review_branch, ("review_id", "branch_id"), [(number, b) for b in sorted(new.branches)])
    insert_rows(tx, review_batch, ("review_id", "batch_id"), [(number, b) for b in sorted(batches)])
    return number


def get(tx: sa.Connection, scope: Scope, number: int) -> Review:
    """One review with its author's sentences and comments.

    Raises
    ------
    ReviewNotFoundError
    """
    found = _read(tx, scope, review.c.id == number)
    if not found:
        raise ReviewNotFoundError(number=number)
    return found[0]


def listed(tx: sa.Connection, scope: Scope) -> tuple[Review, ...]:
    """The reviews that may be read within a scope, newest first."""
    return _read(tx, scope, sa.true())


def content(tx: sa.Connection, scope: Scope, number: int) -> bytes:
    """The packed content of a review, as it was stored.

    Raises
    ------
    ReviewNotFoundError
    """
    query = sa.select(review.c.content).where(review.c.id == number, _readable(scope))
    found = tx.execute(query).one_or_none()
    if found is None:
        raise ReviewNotFoundError(number=number)
    return bytes(found.content)


def founded_on(tx: sa.Connection, scope: Scope, batch: int) -> tuple[Review, ...]:
    """The reviews that were frozen with a batch, as far as they may be read."""
    held = sa.select(review_batch.c.review_id).where(review_batch.c.batch_id == batch)
    return _read(tx, scope, review.c.id.in_(held))


def _readable(scope: Scope) -> sa.ColumnElement[bool]:
    """Every branch of the review lies within the scope."""
    if scope.everything:
        return sa.true()
    beyond = sa.select(review_branch.c.review_id).where(~in_scope(review_branch.c.branch_id, scope))
    return review.c.id.not_in(beyond)


def _read(tx: sa.Connection, scope: Scope, wanted: sa.ColumnElement[bool]) -> tuple[Review, ...]:
    query = sa.select(*_LISTED).where(wanted, _readable(scope))
    rows = tx.execute(query.order_by(review.c.created_at.desc(), review.c.id.desc())).all()
    numbers = [row.id for row in rows]
    branches: dict[int, set[int]] = {number: set() for number in numbers}
    texts: dict[int, dict[str, dict[tuple[str, str], str]]] = {number: {} for number in numbers}
    remarks: dict[int, list[Remark]] = {number: [] for number in numbers}
    held = sa.select(review_branch).where(review_branch.c.review_id.in_(numbers))
    for one in tx.execute(held):
        branches[one.review_id].add(one.branch_id)
    for one in tx.execute(sa.select(review_text).where(review_text.c.review_id.in_(numbers))):
        texts[one.review_id].setdefault(one.language, {})[one.slide, one.field] = one.text
    said = sa.select(review_remark).where(review_remark.c.review_id.in_(numbers)).order_by(review_remark.c.id)
    for one in tx.execute(said):
        remarks[one.review_id].append(Remark(one.id, one.slide, one.at, one.login, one.text))
    return tuple(
        _review(row, frozenset(branches[row.id]), texts[row.id], tuple(remarks[row.id])) for row in rows
    )


def _review(
    row: Any,
    branches: frozenset[int],
    texts: Mapping[str, Mapping[tuple[str, str], str]],
    remarks: tuple[Remark, ...],
) -> Review:
    return Review(
        id=row.id,
        title=row.title,
        quarter=_quarter(row.quarter),
        comparison=_quarter(row.comparison),
        everything=row.everything,
        branches=branches,
        sections=tuple(row.sections),
        state=State(row.state),
        digest=row.content_sha256,
        data_version=row.data_version,
        created_at=row.created_at,
        created_by=row.created_by,
        updated_at=row.updated_at,
        updated_by=row.updated_by,
        version=row.version,
        previous=row.previous_id,
        presented_at=row.presented_at,
        presented_by=row.presented_by,
        archived_at=row.archived_at,
        archived_by=row.archived_by,
        demonstration=row.demonstration,
        texts=texts,
        remarks=remarks,
    )


def _quarter(code: str) -> Quarter:
    found = Quarter.parse(code)
    if found is None:
        raise ValueError(f"a stored review has no quarter {code!r}")
    return found
