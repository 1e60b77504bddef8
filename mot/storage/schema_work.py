"""The tables of the work on moments: tags with their frozen evidence, actions and what belongs to them, digests.

Dates, texts and numbers of an action that a person writes lie in columns of their own, so that lists can ask for
them; the frozen evidence and the judged verdict are kept as they were, in one piece.
"""

from typing import Any

import sqlalchemy as sa

from mot.storage.columns import Moment, column, metadata


def _key(table: str, *, alone: bool = False) -> sa.Column[Any]:
    """A reference to the row that this one belongs to, as a part of the key unless `alone`."""
    name = f"{table}_id"
    if alone:
        return column(name, sa.Integer, sa.ForeignKey(f"{table}.id"), index=True)
    return sa.Column(name, sa.Integer, sa.ForeignKey(f"{table}.id"), primary_key=True, autoincrement=False)


def _by_whom(*, updates: bool = True) -> tuple[sa.Column[Any], ...]:
    made = (column("created_at", Moment), column("created_by"))
    return (*made, column("updated_at", Moment), column("updated_by")) if updates else made


moment = sa.Table(
    "moment",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    column("kind", index=True),
    column("origin"),
    column("touchpoint_id", sa.Integer, sa.ForeignKey("touchpoint.id"), index=True),
    sa.Column("branch_id", sa.Integer, sa.ForeignKey("branch.id")),
    column("quarter"),
    column("causes", sa.JSON),
    column("steps", sa.JSON),
    column("principles", sa.JSON),
    column("need"),
    column("note"),
    column("visibility"),
    column("evidence", sa.JSON),
    column("evidence_sha256"),
    *_by_whom(),
    column("version", sa.Integer),
    column("withdrawn", sa.Boolean),
    column("demonstration", sa.Boolean),
)
moment_branch = sa.Table("moment_branch", metadata, _key("moment"), _key("branch"))
moment_batch = sa.Table("moment_batch", metadata, _key("moment"), _key("batch"))
self_check = sa.Table(
    "self_check",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    _key("moment", alone=True),
    column("at", Moment),
    column("login"),
    column("answers", sa.JSON),
    column("note"),
)

action = sa.Table(
    "action",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    column("title"),
    column("description"),
    column("lever"),
    column("owner"),
    column("owner_name"),
    column("stage", index=True),
    column("touchpoint_id", sa.Integer, sa.ForeignKey("touchpoint.id"), index=True),
    column("start_on", sa.Date),
    sa.Column("due_on", sa.Date),
    column("evaluate_on", sa.Date),
    column("window_months", sa.Integer),
    column("seasonal", sa.Boolean),
    column("all_others", sa.Boolean),
    sa.Column("target", sa.Float),
    column("audience"),
    sa.Column("trained_on", sa.Date),
    column("learning"),
    column("again"),
    *_by_whom(),
    column("version", sa.Integer),
    sa.Column("closed_at", Moment),
    sa.Column("verdict", sa.JSON),
    column("demonstration", sa.Boolean),
)
action_branch = sa.Table(
    "action_branch", metadata, _key("action"), _key("branch"), column("comparison", sa.Boolean)
)
action_moment = sa.Table("action_moment", metadata, _key("action"), _key("moment"))
action_batch = sa.Table("action_batch", metadata, _key("action"), _key("batch"))
action_task = sa.Table(
    "action_task",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    _key("action", alone=True),
    column("position", sa.Integer),
    column("text"),
    column("done", sa.Boolean),
)
action_remark = sa.Table(
    "action_remark",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    _key("action", alone=True),
    column("at", Moment),
    column("login"),
    column("text"),
)
action_link = sa.Table(
    "action_link",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    _key("action", alone=True),
    column("title"),
    column("url"),
)
action_file = sa.Table(
    "action_file",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    _key("action", alone=True),
    column("name"),
    column("kind"),
    column("size", sa.Integer),
    column("sha256"),
    column("sealed", sa.LargeBinary),
    column("at", Moment),
    column("login"),
)
action_change = sa.Table(
    "action_change",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    _key("action", alone=True),
    column("at", Moment),
    column("login"),
    column("version", sa.Integer),
    column("event"),
    column("before", sa.JSON),
    column("after", sa.JSON),
)

receiver = sa.Table(
    "receiver",
    metadata,
    sa.Column("login", sa.Text, primary_key=True),
    column("sealed", sa.LargeBinary),
    column("language"),
    column("active", sa.Boolean),
    column("updated_at", Moment),
)
digest_sent = sa.Table(
    "digest_sent",
    metadata,
    *(sa.Column(name, sa.Text, primary_key=True) for name in ("login", "address", "item")),
    column("at", Moment),
    column("claim"),
)
