"""The tables. Rows of feedback belong to a batch and are never changed; `migrations` makes the same tables.

Cube tables carry plain numbers as keys, never NULL: channel and segment 0 stand for "not stated" and
have no row in `label`, so cube keys do not refer to it. Responses and cube rows, many per batch, refer to
nothing: a check per row would double the time of a commit. `batch_branch` and `answer_block` refer to
batch and branches instead, once per batch, and so neither can disappear while there is feedback.
"""

import datetime as dt
from typing import Any

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

metadata = sa.MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)


class Moment(sa.types.TypeDecorator[dt.datetime]):
    """A point in time: aware in, UTC in the database, aware (UTC) out."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: sa.Dialect) -> dt.datetime | None:
        """Refuse a time of unknown zone; SQLite keeps no zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a point in time needs its time zone: {value}")
        value = value.astimezone(dt.UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: dt.datetime | None, dialect: sa.Dialect) -> dt.datetime | None:
        """Always UTC, always aware."""
        if value is None:
            return None
        return value.replace(tzinfo=dt.UTC) if dialect.name == "sqlite" else value.astimezone(dt.UTC)


def _column(name: str, type_: Any = sa.Text, *rest: Any, **options: Any) -> sa.Column[Any]:
    """A column that is never NULL."""
    return sa.Column(name, type_, *rest, nullable=False, **options)


def _named(table: str, *columns: sa.schema.SchemaItem, codes: bool = True) -> sa.Table:
    """A table of things that the institution names, orders and never deletes once used."""
    return sa.Table(
        table,
        metadata,
        sa.Column("id", sa.Integer, primary_key=True),
        _column("code", unique=True) if codes else _column("code"),
        _column("name_zh"),
        _column("name_en"),
        _column("position", sa.Integer),
        *columns,
    )


def _batch_key(*reference: sa.ForeignKey) -> sa.Column[Any]:
    return sa.Column("batch_id", sa.Integer, *reference, primary_key=True, autoincrement=False)


def _sums(table: str, keys: tuple[str, ...], *sums: sa.Column[Any], narrow: bool = True) -> sa.Table:
    """A table of additive sums per batch and keys."""
    numbers = [sa.Column(key, sa.Integer, primary_key=True, autoincrement=False) for key in keys]
    return sa.Table(table, metadata, _batch_key(), *numbers, *sums, sqlite_with_rowid=not narrow)


setting = sa.Table(
    "setting", metadata, sa.Column("name", sa.Text, primary_key=True), _column("value", sa.JSON)
)

region = _named("region")
branch = _named(
    "branch",
    _column("region_id", sa.Integer, sa.ForeignKey("region.id")),
    _column("aliases", sa.JSON),
    _column("active", sa.Boolean),
)
touchpoint = _named(
    "touchpoint",
    _column("stage_zh"),
    _column("stage_en"),
    _column("dimension"),
    _column("step"),
    _column("aliases", sa.JSON),
    _column("active", sa.Boolean),
)
label = _named(
    "label", _column("kind"), _column("aliases", sa.JSON), sa.UniqueConstraint("kind", "code"), codes=False
)
step_name = sa.Table(
    "step_name",
    metadata,
    sa.Column("step", sa.Text, primary_key=True),
    _column("name_zh"),
    _column("name_en"),
    _column("position", sa.Integer),
)

person = sa.Table(
    "person",
    metadata,
    sa.Column("login", sa.Text, primary_key=True),
    _column("name"),
    _column("role"),
    _column("everything", sa.Boolean),
    _column("active", sa.Boolean),
)
person_branch = sa.Table(
    "person_branch",
    metadata,
    sa.Column("login", sa.Text, sa.ForeignKey("person.login"), primary_key=True),
    sa.Column("branch_id", sa.Integer, sa.ForeignKey("branch.id"), primary_key=True),
)

source_file = sa.Table(
    "source_file",
    metadata,
    sa.Column("sha256", sa.Text, primary_key=True),
    _column("content", sa.LargeBinary),
    _column("size", sa.Integer),
)
batch = sa.Table(
    "batch",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    _column("status", index=True),
    _column("file_name"),
    _column("sha256", sa.Text, sa.ForeignKey("source_file.sha256"), index=True),
    _column("layout"),
    *(
        _column(count, sa.Integer)
        for count in ("rows", "responses", "ratings", "set_aside", "duplicates", "values_missing")
    ),
    _column("created_at", Moment),
    _column("created_by"),
    sa.Column("first_day", sa.Date),
    sa.Column("last_day", sa.Date),
    sa.Column("undone_at", Moment),
    _column("undone_by"),
    _column("demonstration", sa.Boolean),
    _column("fingerprint"),
    _column("decisions", sa.JSON),
    _column("issues", sa.JSON),
    _column("product_version"),
    _column("scale", sa.Integer),
    _column("overall_scale", sa.Integer),
    _column("figures", sa.Integer, server_default=sa.text("0")),
)
batch_branch = sa.Table(
    "batch_branch",
    metadata,
    _batch_key(sa.ForeignKey("batch.id")),
    sa.Column("branch_id", sa.ForeignKey("branch.id"), primary_key=True, autoincrement=False, index=True),
)
answer_block = sa.Table(
    "answer_block", metadata, _batch_key(sa.ForeignKey("batch.id")), _column("content", sa.LargeBinary)
)
response = sa.Table(
    "response",
    metadata,
    _batch_key(),
    sa.Column("row", sa.Integer, primary_key=True, autoincrement=False),
    _column("day", sa.Date),
    _column("branch_id", sa.Integer),
    _column("channel_id", sa.Integer),
    _column("segment_id", sa.Integer),
    sa.Column("overall", sa.Integer),
    sa.Column("nps", sa.Integer),
    _column("respondent"),
    _column("comment"),
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
    _batch_key(sa.ForeignKey("batch.id")),
    sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
    _column("sheet"),
    _column("row", sa.Integer),
    _column("reason"),
    _column("column"),
    _column("value"),
)

cell = _sums("cell", CELL_KEYS, *(_column(name, sa.BigInteger) for name in CELL_SUMS))
rollup = _sums("rollup", ROLLUP_KEYS, *(_column(name, sa.BigInteger) for name in ROLLUP_SUMS))
outcome = _sums("outcome", OUTCOME_KEYS, *(_column(name, sa.BigInteger) for name in OUTCOME_SUMS))
figure = _sums("figure", FIGURE_KEYS, *(_column(name, sa.BigInteger) for name in FIGURE_SUMS))
rollup_moment = _sums("rollup_moment", MOMENT_KEYS, _column("sums", sa.LargeBinary), narrow=False)

recipe = sa.Table(
    "recipe",
    metadata,
    sa.Column("fingerprint", sa.Text, primary_key=True),
    _column("decisions", sa.JSON),
    _column("created_at", Moment),
    _column("created_by"),
)
audit = sa.Table(
    "audit",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    _column("at", Moment),
    _column("login"),
    _column("event"),
    _column("subject"),
    _column("detail", sa.JSON),
)
