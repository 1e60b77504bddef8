"""The tables. Rows of feedback belong to a batch and are never changed; `migrations` makes the same tables.

Cube tables carry plain numbers as keys, never NULL: channel and segment 0 stand for "not stated" and
have no row in `label`, so cube keys do not refer to it. Responses and cube rows, many per batch, refer to
nothing: a check per row would double the time of a commit. `batch_branch` and `answer_block` refer to
batch and branches instead, once per batch, and so neither can disappear while there is feedback.
"""

import sqlalchemy as sa

from mot.domain.cube import (
    CELL_KEYS,
    CELL_SUMS,
    FIGURE_KEYS,
    FIGURE_SUMS,
    MOMENT_KEYS,
    OUTCOME_KEYS,
    OUTCOME_SUMS,
    ROLLUP_KEYS,
    ROLLUP_SUMS,
)
from mot.storage import schema_reviews, schema_work
from mot.storage.columns import Moment, batch_key, column, metadata, named, sums

__all__ = ["Moment", "metadata", "schema_reviews", "schema_work"]

setting = sa.Table(
    "setting", metadata, sa.Column("name", sa.Text, primary_key=True), column("value", sa.JSON)
)

region = named("region")
branch = named(
    "branch",
    column("region_id", sa.Integer, sa.ForeignKey("region.id")),
    column("aliases", sa.JSON),
    column("active", sa.Boolean),
)
touchpoint = named(
    "touchpoint",
    column("stage_zh"),
    column("stage_en"),
    column("dimension"),
    column("step"),
    column("aliases", sa.JSON),
    column("active", sa.Boolean),
)
label = named(
    "label", column("kind"), column("aliases", sa.JSON), sa.UniqueConstraint("kind", "code"), codes=False
)
step_name = sa.Table(
    "step_name",
    metadata,
    sa.Column("step", sa.Text, primary_key=True),
    column("name_zh"),
    column("name_en"),
    column("position", sa.Integer),
)

person = sa.Table(
    "person",
    metadata,
    sa.Column("login", sa.Text, primary_key=True),
    column("name"),
    column("role"),
    column("everything", sa.Boolean),
    column("active", sa.Boolean),
)
person_branch = sa.Table(
    "person_branch",
    metadata,
    sa.Column("login", sa.Text, sa.ForeignKey("person.login"), primary_key=True),
    sa.Column("branch_id", sa.Integer, sa.ForeignKey("branch.id"), primary_key=True),
)

source_file = sa.Table(
    "source_file", metadata, sa.Column("sha256", sa.Text, primary_key=True), column("size", sa.Integer)
)
kept_file = sa.Table(
    "kept_file",
    metadata,
    sa.Column("sha256", sa.Text, sa.ForeignKey("source_file.sha256"), primary_key=True),
    column("sealed", sa.LargeBinary),
)
draft_file = sa.Table(
    "draft_file",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    column("login"),
    column("file_name"),
    column("sha256"),
    column("size", sa.Integer),
    column("sealed", sa.LargeBinary),
    column("decisions", sa.JSON),
    column("created_at", Moment),
    column("updated_at", Moment),
    column("expires_at", Moment),
    sa.UniqueConstraint("login", "sha256"),
)
batch = sa.Table(
    "batch",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    column("status", index=True),
    column("file_name"),
    column("sha256", sa.Text, sa.ForeignKey("source_file.sha256"), index=True),
    column("layout"),
    *(
        column(count, sa.Integer)
        for count in ("rows", "responses", "ratings", "set_aside", "duplicates", "values_missing")
    ),
    column("created_at", Moment),
    column("created_by"),
    sa.Column("first_day", sa.Date),
    sa.Column("last_day", sa.Date),
    sa.Column("undone_at", Moment),
    column("undone_by"),
    column("demonstration", sa.Boolean),
    column("fingerprint"),
    column("decisions", sa.JSON),
    column("issues", sa.JSON),
    column("product_version"),
    column("scale", sa.Integer),
    column("overall_scale", sa.Integer),
    column("figures", sa.Integer, server_default=sa.text("0")),
)
batch_branch = sa.Table(
    "batch_branch",
    metadata,
    batch_key(sa.ForeignKey("batch.id")),
    sa.Column("branch_id", sa.ForeignKey("branch.id"), primary_key=True, autoincrement=False, index=True),
)
answer_block = sa.Table(
    "answer_block", metadata, batch_key(sa.ForeignKey("batch.id")), column("content", sa.LargeBinary)
)
response = sa.Table(
    "response",
    metadata,
    batch_key(),
    sa.Column("row", sa.Integer, primary_key=True, autoincrement=False),
    column("day", sa.Date),
    column("branch_id", sa.Integer),
    column("channel_id", sa.Integer),
    column("segment_id", sa.Integer),
    sa.Column("overall", sa.Integer),
    sa.Column("nps", sa.Integer),
    column("respondent"),
    column("comment"),
    sqlite_with_rowid=False,
)
sa.Index(
    "ix_response_branch_id_day",  # for reading comments; most responses have none
    response.c.branch_id,
    response.c.day,
    sqlite_where=response.c.comment != "",
    postgresql_where=response.c.comment != "",
)
sa.Index(
    "ix_response_respondent",
    response.c.respondent,
    sqlite_where=response.c.respondent != "",
    postgresql_where=response.c.respondent != "",
)
set_aside = sa.Table(
    "set_aside",
    metadata,
    batch_key(sa.ForeignKey("batch.id")),
    sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
    column("sheet"),
    column("row", sa.Integer),
    column("reason"),
    column("column"),
    column("value"),
)

batch_link = sa.Table(
    "batch_link",
    metadata,
    batch_key(sa.ForeignKey("batch.id")),
    sa.Column("earlier_id", sa.ForeignKey("batch.id"), primary_key=True, autoincrement=False, index=True),
    sa.Column("kind", sa.Text, primary_key=True),
    column("rows", sa.Integer),
)
reject_block = sa.Table(
    "reject_block", metadata, batch_key(sa.ForeignKey("batch.id")), column("content", sa.LargeBinary)
)

cell = sums("cell", CELL_KEYS, *(column(name, sa.BigInteger) for name in CELL_SUMS))
rollup = sums("rollup", ROLLUP_KEYS, *(column(name, sa.BigInteger) for name in ROLLUP_SUMS))
outcome = sums("outcome", OUTCOME_KEYS, *(column(name, sa.BigInteger) for name in OUTCOME_SUMS))
figure = sums("figure", FIGURE_KEYS, *(column(name, sa.BigInteger) for name in FIGURE_SUMS))
rollup_moment = sums("rollup_moment", MOMENT_KEYS, column("sums", sa.LargeBinary), narrow=False)

batch_question = sa.Table(
    "batch_question",
    metadata,
    batch_key(sa.ForeignKey("batch.id")),
    sa.Column("touchpoint_id", sa.ForeignKey("touchpoint.id"), primary_key=True, autoincrement=False),
    column("wording"),
)
recipe = sa.Table(
    "recipe",
    metadata,
    sa.Column("fingerprint", sa.Text, primary_key=True),
    column("decisions", sa.JSON),
    column("created_at", Moment),
    column("created_by"),
    column("layout", server_default=sa.text("''")),
    column("headers", server_default=sa.text("''")),
)
audit = sa.Table(
    "audit",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    column("at", Moment),
    column("login"),
    column("event"),
    column("subject"),
    column("detail", sa.JSON),
)
