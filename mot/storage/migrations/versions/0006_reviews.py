"""Quarterly reviews: what was frozen, what authors wrote over it, and the institution's own slides."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_TABLES = (
    "deck_template", "review_outline", "review_remark", "review_text", "review_batch", "review_branch", "review",
)  # fmt: skip


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "review",
        sa.Column("id", sa.Integer, primary_key=True),
        _text("title"),
        _text("quarter", index=True),
        _text("comparison"),
        _flag("everything"),
        _json("sections"),
        _text("state", index=True),
        _bytes("content"),
        _text("content_sha256"),
        _whole("data_version"),
        _time("created_at"),
        _text("created_by"),
        _time("updated_at"),
        _text("updated_by"),
        _whole("version"),
        sa.Column("previous_id", sa.Integer, sa.ForeignKey("review.id")),
        sa.Column("presented_at", sa.DateTime(timezone=True)),
        _text("presented_by"),
        sa.Column("archived_at", sa.DateTime(timezone=True)),
        _text("archived_by"),
        _flag("demonstration"),
    )
    op.create_table("review_branch", _part("review"), _part("branch"))
    op.create_table("review_batch", _part("review"), _part("batch"))
    op.create_table(
        "review_text",
        _part("review"),
        *(sa.Column(name, sa.Text, primary_key=True) for name in ("language", "slide", "field")),
        _text("text"),
        _time("at"),
        _text("login"),
    )
    op.create_table(
        "review_remark",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("review_id", sa.Integer, sa.ForeignKey("review.id"), nullable=False, index=True),
        _text("slide"),
        _time("at"),
        _text("login"),
        _text("text"),
    )
    op.create_table(
        "review_outline",
        sa.Column("login", sa.Text, primary_key=True),
        _json("sections"),
        _time("updated_at"),
    )
    op.create_table(
        "deck_template",
        sa.Column("id", sa.Integer, primary_key=True),
        _text("name"),
        _bytes("content"),
        _text("content_sha256"),
        _json("layouts"),
        _flag("active"),
        _time("created_at"),
        _text("created_by"),
    )


def downgrade() -> None:
    """Remove the tables; feedback, tags and actions stay as they are."""
    for name in _TABLES:
        op.drop_table(name)


def _text(name: str, *, index: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.Text, nullable=False, index=index)


def _json(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.JSON, nullable=False)


def _whole(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Integer, nullable=False)


def _flag(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Boolean, nullable=False)


def _bytes(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.LargeBinary, nullable=False)


def _time(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False)


def _part(table: str) -> sa.Column[Any]:
    """A reference that is a part of the key."""
    return sa.Column(
        f"{table}_id", sa.Integer, sa.ForeignKey(f"{table}.id"), primary_key=True, autoincrement=False
    )
