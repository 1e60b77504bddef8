"""The tables of quarterly reviews: what was frozen, what authors wrote over it, and the institution's own slides."""

import sqlalchemy as sa

from mot.storage.columns import Moment, column, metadata


def _of_review(*, alone: bool = False) -> sa.Column[int]:
    if alone:
        return column("review_id", sa.Integer, sa.ForeignKey("review.id"), index=True)
    return sa.Column(
        "review_id", sa.Integer, sa.ForeignKey("review.id"), primary_key=True, autoincrement=False
    )


review = sa.Table(
    "review",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    column("title"),
    column("quarter", index=True),
    column("comparison"),
    column("everything", sa.Boolean),
    column("sections", sa.JSON),
    column("state", index=True),
    column("content", sa.LargeBinary),
    column("content_sha256"),
    column("data_version", sa.Integer),
    column("created_at", Moment),
    column("created_by"),
    column("updated_at", Moment),
    column("updated_by"),
    column("version", sa.Integer),
    sa.Column("previous_id", sa.Integer, sa.ForeignKey("review.id")),
    sa.Column("presented_at", Moment),
    column("presented_by"),
    sa.Column("archived_at", Moment),
    column("archived_by"),
    column("demonstration", sa.Boolean),
)
review_branch = sa.Table(
    "review_branch",
    metadata,
    _of_review(),
    sa.Column("branch_id", sa.Integer, sa.ForeignKey("branch.id"), primary_key=True, autoincrement=False),
)
review_batch = sa.Table(
    "review_batch",
    metadata,
    _of_review(),
    sa.Column("batch_id", sa.Integer, sa.ForeignKey("batch.id"), primary_key=True, autoincrement=False),
)
review_text = sa.Table(
    "review_text",
    metadata,
    _of_review(),
    *(sa.Column(name, sa.Text, primary_key=True) for name in ("language", "slide", "field")),
    column("text"),
    column("at", Moment),
    column("login"),
)
review_remark = sa.Table(
    "review_remark",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    _of_review(alone=True),
    column("slide"),
    column("at", Moment),
    column("login"),
    column("text"),
)
review_outline = sa.Table(
    "review_outline",
    metadata,
    sa.Column("login", sa.Text, primary_key=True),
    column("sections", sa.JSON),
    column("updated_at", Moment),
)
deck_template = sa.Table(
    "deck_template",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    column("name"),
    column("content", sa.LargeBinary),
    column("content_sha256"),
    column("layouts", sa.JSON),
    column("active", sa.Boolean),
    column("created_at", Moment),
    column("created_by"),
)
