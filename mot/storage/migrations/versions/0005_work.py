"""Tagged moments with their evidence, improvement actions with what belongs to them, and digests."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_TABLES = (
    "digest_sent", "receiver", "action_change", "action_file", "action_link", "action_remark", "action_task",
    "action_batch", "action_moment", "action_branch", "action", "self_check", "moment_batch", "moment_branch",
    "moment",
)  # fmt: skip


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "moment",
        _id(),
        _text("kind", index=True),
        _text("origin"),
        _of("touchpoint", index=True),
        sa.Column("branch_id", sa.Integer, sa.ForeignKey("branch.id")),
        *(_text(name) for name in ("quarter",)),
        *(_json(name) for name in ("causes", "steps", "principles")),
        *(_text(name) for name in ("need", "note", "visibility")),
        _json("evidence"),
        _text("evidence_sha256"),
        *_by_whom(),
        _whole("version"),
        *(_flag(name) for name in ("withdrawn", "demonstration")),
    )
    op.create_table("moment_branch", _part("moment"), _part("branch"))
    op.create_table("moment_batch", _part("moment"), _part("batch"))
    op.create_table(
        "self_check",
        _id(),
        _of("moment", index=True),
        _time("at"),
        _text("login"),
        _json("answers"),
        _text("note"),
    )
    op.create_table(
        "action",
        _id(),
        *(_text(name) for name in ("title", "description", "lever", "owner", "owner_name")),
        _text("stage", index=True),
        _of("touchpoint", index=True),
        _day("start_on"),
        sa.Column("due_on", sa.Date),
        _day("evaluate_on"),
        _whole("window_months"),
        *(_flag(name) for name in ("seasonal", "all_others")),
        sa.Column("target", sa.Float),
        _text("audience"),
        sa.Column("trained_on", sa.Date),
        *(_text(name) for name in ("learning", "again")),
        *_by_whom(),
        _whole("version"),
        sa.Column("closed_at", sa.DateTime(timezone=True)),
        sa.Column("verdict", sa.JSON),
        _flag("demonstration"),
    )
    op.create_table("action_branch", _part("action"), _part("branch"), _flag("comparison"))
    op.create_table("action_moment", _part("action"), _part("moment"))
    op.create_table("action_batch", _part("action"), _part("batch"))
    _beside_actions()
    op.create_table(
        "receiver",
        sa.Column("login", sa.Text, primary_key=True),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        _text("language"),
        _flag("active"),
        _time("updated_at"),
    )
    op.create_table(
        "digest_sent",
        *(sa.Column(name, sa.Text, primary_key=True) for name in ("login", "address", "item")),
        _time("at"),
        _text("claim"),
    )


def downgrade() -> None:
    """Remove the tables; feedback stays as it is."""
    for table in _TABLES:
        op.drop_table(table)


def _beside_actions() -> None:
    """What belongs to an action: its steps, remarks, links, files and log."""
    whose = [_of("action", index=True) for _ in range(5)]
    op.create_table("action_task", _id(), whose[0], _whole("position"), _text("text"), _flag("done"))
    op.create_table("action_remark", _id(), whose[1], _time("at"), _text("login"), _text("text"))
    op.create_table("action_link", _id(), whose[2], _text("title"), _text("url"))
    op.create_table(
        "action_file",
        _id(),
        whose[3],
        *(_text(name) for name in ("name", "kind")),
        _whole("size"),
        _text("sha256"),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        _time("at"),
        _text("login"),
    )
    op.create_table(
        "action_change",
        _id(),
        whose[4],
        _time("at"),
        _text("login"),
        _whole("version"),
        _text("event"),
        *(_json(name) for name in ("before", "after")),
    )


def _id() -> sa.Column[Any]:
    return sa.Column("id", sa.Integer, primary_key=True)


def _text(name: str, *, index: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.Text, nullable=False, index=index)


def _json(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.JSON, nullable=False)


def _whole(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Integer, nullable=False)


def _flag(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Boolean, nullable=False)


def _day(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Date, nullable=False)


def _time(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False)


def _by_whom() -> tuple[sa.Column[Any], ...]:
    return _time("created_at"), _text("created_by"), _time("updated_at"), _text("updated_by")


def _of(table: str, *, index: bool = False) -> sa.Column[Any]:
    return sa.Column(f"{table}_id", sa.Integer, sa.ForeignKey(f"{table}.id"), nullable=False, index=index)


def _part(table: str) -> sa.Column[Any]:
    """A reference that is a part of the key."""
    return sa.Column(
        f"{table}_id", sa.Integer, sa.ForeignKey(f"{table}.id"), primary_key=True, autoincrement=False
    )
