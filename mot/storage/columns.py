"""What tables are made of: points in time, columns that are never NULL, keys of a batch, sums by keys."""

import datetime as dt
from typing import Any

import sqlalchemy as sa

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


def column(name: str, type_: Any = sa.Text, *rest: Any, **options: Any) -> sa.Column[Any]:
    """A column that is never NULL."""
    return sa.Column(name, type_, *rest, nullable=False, **options)


def named(table: str, *columns: sa.schema.SchemaItem, codes: bool = True) -> sa.Table:
    """A table of things that the institution names, orders and never deletes once used."""
    return sa.Table(
        table,
        metadata,
        sa.Column("id", sa.Integer, primary_key=True),
        column("code", unique=True) if codes else column("code"),
        column("name_zh"),
        column("name_en"),
        column("position", sa.Integer),
        *columns,
    )


def batch_key(*reference: sa.ForeignKey) -> sa.Column[Any]:
    """The number of the batch as a part of the key."""
    return sa.Column("batch_id", sa.Integer, *reference, primary_key=True, autoincrement=False)


def sums(table: str, keys: tuple[str, ...], *added: sa.Column[Any], narrow: bool = True) -> sa.Table:
    """A table of additive sums per batch and keys."""
    numbers = [sa.Column(key, sa.Integer, primary_key=True, autoincrement=False) for key in keys]
    return sa.Table(table, metadata, batch_key(), *numbers, *added, sqlite_with_rowid=not narrow)
