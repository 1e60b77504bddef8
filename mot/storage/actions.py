"""Improvement actions, their branches and the tags they came from.

An action is seen by who sees any branch it is done at. A change is written under the version it was made from;
when that is not the stored one any more, nothing is written.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

import sqlalchemy as sa

from mot.domain.access import Scope
from mot.domain.improvements import Action, Again, Content, Learning, Lever, Plan, Stage
from mot.storage.bulk import insert_rows
from mot.storage.moments import readable
from mot.storage.schema_work import action, action_batch, action_branch, action_moment, moment
from mot.storage.visibility import in_scope

State = tuple[dt.datetime | None, dict[str, Any] | None, Collection[int]]  # when closed, verdict, its batches
OPEN: State = (None, None, ())


def insert(
    tx: sa.Connection,
    content: Content,
    *,
    login: str,
    at: dt.datetime,
    all_others: bool = False,
    moments: Iterable[int] = (),
    state: State = OPEN,
    demonstration: bool = False,
) -> int:
    """Store an action in its first version; its number. Its comparison is known."""
    values = {
        **_columns(content),
        **_closing(state),
        "all_others": all_others,
        "created_at": at,
        "created_by": login,
        "updated_at": at,
        "updated_by": login,
        "version": 1,
        "demonstration": demonstration,
    }
    number = int(tx.execute(sa.insert(action).values(values).returning(action.c.id)).scalar_one())
    _put_branches(tx, number, content.plan)
    _put_batches(tx, number, state[2])
    insert_rows(tx, action_moment, ("action_id", "moment_id"), [(number, m) for m in sorted(set(moments))])
    return number


def update(
    tx: sa.Connection,
    number: int,
    version: int,
    content: Content,
    *,
    login: str,
    at: dt.datetime,
    all_others: bool,
    state: State,
    planned: bool,
) -> bool:
    """Replace what an action says, under its next version; False when `version` is not the stored one.

    `planned` says that branches or comparison changed too.
    """
    values = {
        **_columns(content),
        **_closing(state),
        "all_others": all_others,
        "updated_at": at,
        "updated_by": login,
        "version": version + 1,
    }
    own = (action.c.id == number) & (action.c.version == version)
    if tx.execute(sa.update(action).where(own).values(values)).rowcount == 0:
        return False
    if planned:
        tx.execute(sa.delete(action_branch).where(action_branch.c.action_id == number))
        _put_branches(tx, number, content.plan)
    tx.execute(sa.delete(action_batch).where(action_batch.c.action_id == number))
    _put_batches(tx, number, state[2])
    return True


def keep_verdict(
    tx: sa.Connection, number: int, version: int, verdict: dict[str, Any] | None, batches: Collection[int]
) -> None:
    """Note what was judged of an action that was closed when it was stored, if it is still that version."""
    own = (action.c.id == number) & (action.c.version == version)
    told = sa.null() if verdict is None else verdict
    if tx.execute(sa.update(action).where(own).values(verdict=told)).rowcount:
        _put_batches(tx, number, batches)


def hold(tx: sa.Connection, number: int) -> None:
    """Let nobody else change this action, or what belongs to it, until the transaction ends."""
    tx.execute(sa.select(action.c.id).where(action.c.id == number).with_for_update())


def touch(tx: sa.Connection, number: int, *, login: str, at: dt.datetime) -> None:
    """Note that something about an action changed besides what it says; its version stays."""
    tx.execute(sa.update(action).where(action.c.id == number).values(updated_at=at, updated_by=login))


def get(tx: sa.Connection, scope: Scope, number: int) -> Action | None:
    """One action, None when there is none within the scope."""
    found = list(_read(tx, scope, seen(scope) & (action.c.id == number)))
    return found[0] if found else None


def every(tx: sa.Connection, scope: Scope) -> tuple[Action, ...]:
    """All actions within the scope, the one changed last first."""
    return tuple(_read(tx, scope, seen(scope)))


def seen(scope: Scope) -> sa.ColumnElement[bool]:
    """The action is done at a branch within the scope."""
    if scope.branches is None:
        return sa.true()
    done = ~action_branch.c.comparison & in_scope(action_branch.c.branch_id, scope)
    return action.c.id.in_(sa.select(action_branch.c.action_id).where(done))


def batches_of(tx: sa.Connection, number: int) -> tuple[int, ...]:
    """The imports that the stored verdict of an action counted."""
    query = sa.select(action_batch.c.batch_id).where(action_batch.c.action_id == number)
    return tuple(tx.scalars(query.order_by(action_batch.c.batch_id)))


def resting_on(tx: sa.Connection, scope: Scope, batch: int) -> tuple[tuple[int, str, dt.datetime], ...]:
    """The actions within the scope whose kept verdict counted this import: number, title, when made."""
    resting = sa.select(action_batch.c.action_id).where(action_batch.c.batch_id == batch)
    query = sa.select(action.c.id, action.c.title, action.c.created_at).where(action.c.id.in_(resting))
    return tuple((r[0], r[1], r[2]) for r in tx.execute(query.where(seen(scope)).order_by(action.c.id)))


def at_touchpoint(
    tx: sa.Connection, touchpoint: int
) -> tuple[tuple[int, dt.date, dt.date, int, frozenset[int]], ...]:
    """Whose are not dropped, wherever they are done: number, start, evaluation, window, branches."""
    c = action.c
    query = sa.select(c.id, c.start_on, c.evaluate_on, c.window_months)
    rows = tx.execute(query.where(c.touchpoint_id == touchpoint, c.stage != Stage.DROPPED.value)).all()
    done, _ = _branches(tx, [row.id for row in rows], compared=False)
    return tuple((*row, done[row.id]) for row in rows)


def _read(tx: sa.Connection, scope: Scope, wanted: sa.ColumnElement[bool]) -> Iterator[Action]:
    rows = tx.execute(
        sa.select(action).where(wanted).order_by(action.c.updated_at.desc(), action.c.id.desc())
    )
    found = rows.all()
    if not found:
        return
    numbers = [row.id for row in found]
    done, compared = _branches(tx, numbers)
    moments: defaultdict[int, list[int]] = defaultdict(list)
    c = action_moment.c
    links = sa.select(c.action_id, c.moment_id).where(c.action_id.in_(numbers))
    if not scope.everything:
        links = links.where(c.moment_id.in_(sa.select(moment.c.id).where(readable(scope))))
    for number, tag in tx.execute(links.order_by(c.moment_id)):
        moments[number].append(tag)
    for row in found:
        yield _action(row, done[row.id], compared.get(row.id, frozenset()), tuple(moments[row.id]))


def _branches(
    tx: sa.Connection, numbers: Sequence[int], *, compared: bool = True
) -> tuple[dict[int, frozenset[int]], dict[int, frozenset[int]]]:
    """Where actions are done and what they are compared with, by action."""
    c = action_branch.c
    ids = sa.func.aggregate_strings(sa.cast(c.branch_id, sa.Text), ",")  # a row per action, not per branch
    mine = sa.select(c.action_id, c.comparison, ids).where(c.action_id.in_(numbers))
    if not compared:
        mine = mine.where(~c.comparison)
    found: tuple[dict[int, frozenset[int]], dict[int, frozenset[int]]] = ({}, {})
    for number, comparison, listed in tx.execute(mine.group_by(c.action_id, c.comparison)):
        found[comparison][number] = frozenset(map(int, listed.split(",")))
    return found


def _action(row: Any, done: frozenset[int], compared: frozenset[int], moments: tuple[int, ...]) -> Action:
    plan = Plan(
        row.touchpoint_id, done, row.start_on, row.evaluate_on, row.window_months, compared, row.target,
        row.seasonal,
    )  # fmt: skip
    content = Content(
        row.title, plan, row.description, Lever(row.lever), row.owner, row.owner_name, row.due_on,
        Stage(row.stage), row.audience, row.trained_on,
        Learning(row.learning, Again(row.again)) if row.again else None,
    )  # fmt: skip
    return Action(
        row.id, content, moments, row.created_at, row.created_by, row.updated_at, row.updated_by, row.version,
        row.closed_at, row.verdict, row.demonstration, row.all_others,
    )  # fmt: skip


def _columns(content: Content) -> dict[str, Any]:
    plan, learning = content.plan, content.learning
    return {
        "title": content.title,
        "description": content.description,
        "lever": content.lever.value,
        "owner": content.owner,
        "owner_name": content.owner_name,
        "stage": content.stage.value,
        "touchpoint_id": plan.touchpoint,
        "start_on": plan.start,
        "due_on": content.due,
        "evaluate_on": plan.evaluate,
        "window_months": plan.window,
        "seasonal": plan.seasonal,
        "target": plan.target,
        "audience": content.audience,
        "trained_on": content.trained,
        "learning": learning.worked if learning else "",
        "again": learning.again.value if learning else "",
    }


def _closing(state: State) -> dict[str, Any]:
    closed_at, verdict, _ = state
    return {"closed_at": closed_at, "verdict": sa.null() if verdict is None else verdict}


def _put_branches(tx: sa.Connection, number: int, plan: Plan) -> None:
    rows = [(number, b, False) for b in sorted(plan.branches)]
    rows += [(number, b, True) for b in sorted((plan.comparison or frozenset()) - plan.branches)]
    insert_rows(tx, action_branch, ("action_id", "branch_id", "comparison"), rows)


def _put_batches(tx: sa.Connection, number: int, batches: Collection[int]) -> None:
    insert_rows(tx, action_batch, ("action_id", "batch_id"), [(number, b) for b in sorted(set(batches))])
