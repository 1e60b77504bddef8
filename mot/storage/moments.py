"""Tagged moments. The evidence of a tag is written once; no statement here changes it.

Who sees all branches of a tag sees it whole. To others its words are shown as far as its visibility goes, never
its evidence.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from mot.domain.access import Scope
from mot.domain.batches import BatchStatus
from mot.domain.frozen import from_plain, to_plain
from mot.domain.moments import (
    Cause,
    Judgement,
    Kind,
    Moment,
    MomentNotFoundError,
    Need,
    Origin,
    Principle,
    Visibility,
)
from mot.domain.survey import Name, Step
from mot.storage.bulk import insert_rows
from mot.storage.schema import batch, branch, cell
from mot.storage.schema_work import action_branch, action_moment, moment, moment_batch, moment_branch
from mot.storage.visibility import counts, in_scope


def insert(tx: sa.Connection, new: Moment) -> int:
    """Store a tag with its evidence, its branches and its batches; its number."""
    if new.evidence is None or not new.branches:
        raise ValueError("a tag is stored with its evidence, about at least one branch")
    values = {
        "origin": new.origin.value,
        "touchpoint_id": new.touchpoint,
        "branch_id": new.branch,
        "quarter": new.evidence.quarter,
        **judged(new.judgement),
        "evidence": to_plain(new.evidence),
        "evidence_sha256": new.evidence.digest,
        "created_at": new.created_at,
        "created_by": new.created_by,
        "updated_at": new.updated_at,
        "updated_by": new.updated_by,
        "version": new.version,
        "withdrawn": new.withdrawn,
        "demonstration": new.demonstration,
    }
    number = int(tx.execute(sa.insert(moment).values(values).returning(moment.c.id)).scalar_one())
    insert_rows(tx, moment_branch, ("moment_id", "branch_id"), [(number, b) for b in sorted(new.branches)])
    insert_rows(tx, moment_batch, ("moment_id", "batch_id"), [(number, b) for b in new.evidence.batches])
    return number


def change(
    tx: sa.Connection, number: int, *, version: int, by: str, at: dt.datetime, values: dict[str, Any]
) -> bool:
    """Change what may be changed of a tag; False when it is no longer at `version`."""
    if not values.keys() <= {*judged(Judgement(Kind.WATCH)), "withdrawn"}:
        raise ValueError(f"of a tag the evidence stays: {sorted(values)} cannot all be changed")
    done = tx.execute(
        sa.update(moment)
        .where(moment.c.id == number, moment.c.version == version)
        .values(**values, version=version + 1, updated_by=by, updated_at=at)
    )
    return done.rowcount == 1


def judged(judgement: Judgement) -> dict[str, Any]:
    """A judgement as column values."""
    return {
        "kind": judgement.kind.value,
        "causes": [c.value for c in judgement.causes],
        "steps": [s.value for s in judgement.steps],
        "principles": [p.value for p in judgement.principles],
        "need": judgement.need.value if judgement.need else "",
        "note": judgement.note,
        "visibility": judgement.visibility.value,
    }


def get(tx: sa.Connection, scope: Scope, number: int) -> Moment:
    """One tag, withdrawn or not.

    Raises
    ------
    MomentNotFoundError
    """
    found = _read(tx, scope, moment.c.id == number)
    if not found:
        raise MomentNotFoundError(number=number)
    return found[0]


def listed(tx: sa.Connection, scope: Scope, *, withdrawn: bool = False) -> tuple[Moment, ...]:
    """The tags that may be read within a scope, newest first."""
    return _read(tx, scope, moment.c.withdrawn.is_(withdrawn))


def founded_on(tx: sa.Connection, scope: Scope, batch_id: int) -> tuple[Moment, ...]:
    """The tags whose evidence a batch was counted for, as far as they may be read."""
    held = sa.select(moment_batch.c.moment_id).where(moment_batch.c.batch_id == batch_id)
    return _read(tx, scope, moment.c.id.in_(held) & moment.c.withdrawn.is_(False))


def batches_behind(
    tx: sa.Connection,
    *,
    touchpoint: int,
    branches: Collection[int],
    months: Collection[int],
    channels: Collection[int] = (),
    segments: Collection[int] = (),
) -> dict[int, bool]:
    """The batches that count with answers to a touchpoint, and whether each is a demonstration."""
    c = cell.c
    there = (c.batch_id == batch.c.id) & (c.touchpoint == touchpoint) & c.branch.in_(sorted(branches))
    there &= c.month.in_(sorted(months))
    for key, wanted in ((c.channel, channels), (c.segment, segments)):
        if wanted:
            there &= key.in_(sorted(wanted))
    query = sa.select(batch.c.id, batch.c.demonstration).where(
        counts(batch.c.id), sa.exists().where(there).correlate(batch)
    )
    return {int(row.id): bool(row.demonstration) for row in tx.execute(query.order_by(batch.c.id))}


def undone_behind(tx: sa.Connection, numbers: Collection[int]) -> dict[int, list[int]]:
    """Per tag those of the batches of its evidence that count no more."""
    query = (
        sa.select(moment_batch.c.moment_id, moment_batch.c.batch_id)
        .join(batch, batch.c.id == moment_batch.c.batch_id)
        .where(moment_batch.c.moment_id.in_(sorted(numbers)), batch.c.status == BatchStatus.UNDONE.value)
        .order_by(moment_batch.c.moment_id, moment_batch.c.batch_id)
    )
    return _by_first(tx.execute(query))


def places(tx: sa.Connection, branches: Collection[int]) -> dict[int, Name]:
    """Names of branches, of whatever scope: a tag that may be read names the branch it is about."""
    c = branch.c
    query = sa.select(c.id, c.name_zh, c.name_en).where(c.id.in_(sorted(branches)))
    return {row.id: Name(row.name_zh, row.name_en) for row in tx.execute(query)} if branches else {}


def _read(tx: sa.Connection, scope: Scope, wanted: sa.ColumnElement[bool]) -> tuple[Moment, ...]:
    whole = _whole(scope)
    query = sa.select(moment, whole.label("whole")).where(wanted, whole | _words(scope))
    rows = tx.execute(query.order_by(moment.c.created_at.desc(), moment.c.id.desc())).all()
    numbers = sa.select(moment.c.id).where(wanted)
    held = sa.select(moment_branch.c.moment_id, moment_branch.c.branch_id)
    branches = _by_first(tx.execute(held.where(moment_branch.c.moment_id.in_(numbers))))
    seen = sa.select(action_branch.c.action_id).where(in_scope(action_branch.c.branch_id, scope))
    led_to = sa.select(action_moment.c.moment_id, action_moment.c.action_id).where(
        action_moment.c.moment_id.in_(numbers),
        action_moment.c.action_id.in_(seen.where(action_branch.c.comparison.is_(False))),
    )
    actions = _by_first(tx.execute(led_to.order_by(action_moment.c.action_id)))
    found = (_moment(row, frozenset(branches[row.id]), tuple(actions.get(row.id, ()))) for row in rows)
    return tuple(found)


def readable(scope: Scope) -> sa.ColumnElement[bool]:
    """The tag may be read within the scope, at least its words."""
    return _whole(scope) | _words(scope)


def _whole(scope: Scope) -> sa.ColumnElement[bool]:
    """Every branch of the tag lies within the scope."""
    if scope.everything:
        return sa.true()
    beyond = sa.select(moment_branch.c.moment_id).where(~in_scope(moment_branch.c.branch_id, scope))
    return moment.c.id.not_in(beyond)


def _words(scope: Scope) -> sa.ColumnElement[bool]:
    """The tag is offered to the region or the network of the scope."""
    regions = sa.select(branch.c.region_id).where(in_scope(branch.c.id, scope))
    near = (
        sa.select(moment_branch.c.moment_id)
        .join(branch, branch.c.id == moment_branch.c.branch_id)
        .where(branch.c.region_id.in_(regions))
    )
    return (moment.c.visibility == Visibility.NETWORK.value) | (
        (moment.c.visibility == Visibility.REGION.value) & moment.c.id.in_(near)
    )


def _moment(row: Any, branches: frozenset[int], actions: Sequence[int]) -> Moment:
    told = Moment(
        id=row.id,
        origin=Origin(row.origin),
        touchpoint=row.touchpoint_id,
        branch=row.branch_id,
        branches=branches,
        judgement=Judgement(
            Kind(row.kind),
            tuple(Cause(c) for c in row.causes),
            tuple(Step(s) for s in row.steps),
            tuple(Principle(p) for p in row.principles),
            Need(row.need) if row.need else None,
            row.note,
            Visibility(row.visibility),
        ),
        evidence=from_plain(row.evidence),
        created_at=row.created_at,
        created_by=row.created_by,
        updated_at=row.updated_at,
        updated_by=row.updated_by,
        version=row.version,
        withdrawn=row.withdrawn,
        demonstration=row.demonstration,
        actions=tuple(actions),
    )
    return told if row.whole else replace(told, evidence=None, actions=())


def _by_first(rows: Any) -> dict[int, list[int]]:
    found: defaultdict[int, list[int]] = defaultdict(list)
    for first, second in rows:
        found[int(first)].append(int(second))
    return found
