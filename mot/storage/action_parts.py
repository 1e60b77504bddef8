"""Tasks, remarks, links and sealed files of actions; who may see the action is not looked at here."""

import datetime as dt
from typing import Any

import sqlalchemy as sa

from mot.domain.access import Scope
from mot.domain.improvements import Attachment, Hyperlink, Remark, Task
from mot.storage.actions import seen
from mot.storage.schema_work import action, action_file, action_link, action_remark, action_task

_FILE = tuple(action_file.c[name] for name in ("id", "name", "kind", "size", "at", "login"))


def tasks(tx: sa.Connection, number: int) -> tuple[Task, ...]:
    """The tasks of an action in their order."""
    c = action_task.c
    query = sa.select(c.id, c.text, c.done, c.position).where(c.action_id == number)
    return tuple(Task(*row) for row in tx.execute(query.order_by(c.position, c.id)))


def progress(tx: sa.Connection, scope: Scope) -> dict[int, tuple[int, int]]:
    """Tasks done and tasks altogether, by action, of the actions within the scope that have any."""
    c = action_task.c
    done = sa.func.sum(sa.case((c.done, 1), else_=0))
    mine = c.action_id.in_(sa.select(action.c.id).where(seen(scope)))
    query = sa.select(c.action_id, done, sa.func.count()).where(mine).group_by(c.action_id)
    return {number: (int(ready), int(every)) for number, ready, every in tx.execute(query)}


def add_task(tx: sa.Connection, number: int, text: str, position: int) -> int:
    """Add a task; its id."""
    return _added(tx, action_task, action_id=number, text=text, position=position, done=False)


def put_task(tx: sa.Connection, task: Task) -> None:
    """Replace what is known of a task."""
    values = {"text": task.text, "done": task.done, "position": task.position}
    tx.execute(sa.update(action_task).where(action_task.c.id == task.id).values(values))


def remarks(tx: sa.Connection, number: int) -> tuple[Remark, ...]:
    """The remarks on an action, oldest first."""
    c = action_remark.c
    query = sa.select(c.id, c.at, c.login, c.text).where(c.action_id == number)
    return tuple(Remark(*row) for row in tx.execute(query.order_by(c.id)))


def add_remark(tx: sa.Connection, number: int, text: str, *, login: str, at: dt.datetime) -> int:
    """Add a remark; its id."""
    return _added(tx, action_remark, action_id=number, text=text, login=login, at=at)


def links(tx: sa.Connection, number: int) -> tuple[Hyperlink, ...]:
    """The web addresses of an action, oldest first."""
    c = action_link.c
    query = sa.select(c.id, c.title, c.url).where(c.action_id == number)
    return tuple(Hyperlink(*row) for row in tx.execute(query.order_by(c.id)))


def add_link(tx: sa.Connection, number: int, title: str, url: str) -> int:
    """Add a web address; its id."""
    return _added(tx, action_link, action_id=number, title=title, url=url)


def files(tx: sa.Connection, number: int) -> tuple[Attachment, ...]:
    """The files of an action, oldest first, without their bytes."""
    query = sa.select(*_FILE).where(action_file.c.action_id == number).order_by(action_file.c.id)
    return tuple(Attachment(*row) for row in tx.execute(query))


def add_file(
    tx: sa.Connection,
    number: int,
    *,
    name: str,
    kind: str,
    size: int,
    sha256: str,
    sealed: bytes,
    login: str,
    at: dt.datetime,
) -> int:
    """Keep a sealed file; its id. `size` is that of the file as it came, in bytes."""
    return _added(
        tx, action_file, action_id=number, name=name, kind=kind, size=size, sha256=sha256, sealed=sealed,
        login=login, at=at,
    )  # fmt: skip


def sealed(tx: sa.Connection, number: int, file: int) -> tuple[Attachment, str, bytes] | None:
    """One file of an action: what is known of it, its SHA-256 and its sealed bytes."""
    query = sa.select(*_FILE, action_file.c.sha256, action_file.c.sealed).where(
        action_file.c.action_id == number, action_file.c.id == file
    )
    row = tx.execute(query).one_or_none()
    return None if row is None else (Attachment(*row[:6]), row.sha256, bytes(row.sealed))


def remove_task(tx: sa.Connection, number: int, task: int) -> bool:
    """Remove a task; False when the action has none such."""
    return _removed(tx, action_task, number, task)


def remove_link(tx: sa.Connection, number: int, link: int) -> bool:
    """Remove a web address; False when the action has none such."""
    return _removed(tx, action_link, number, link)


def remove_file(tx: sa.Connection, number: int, file: int) -> bool:
    """Remove a file; False when the action has none such."""
    return _removed(tx, action_file, number, file)


def _added(tx: sa.Connection, table: sa.Table, **values: Any) -> int:
    return int(tx.execute(sa.insert(table).values(**values).returning(table.c.id)).scalar_one())


def _removed(tx: sa.Connection, table: sa.Table, number: int, part: int) -> bool:
    own = (table.c.action_id == number) & (table.c.id == part)
    return tx.execute(sa.delete(table).where(own)).rowcount == 1
