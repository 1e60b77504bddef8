"""One URL, one engine: SQLite without a server, PostgreSQL with one. And the way to the newest tables."""

import datetime as dt
import json
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from mot.domain.errors import N_, MotError

HEAD = "0006"  # the newest revision in migrations/versions
MIGRATIONS = Path(__file__).parent / "migrations"
PATIENCE_MS = 10_000  # how long a writer waits for another one, in milliseconds
TICK = 0.01  # seconds between two tries for what SQLite itself does not wait for

_PRAGMAS = (
    f"busy_timeout={PATIENCE_MS}",
    "synchronous=NORMAL",
    "foreign_keys=ON",
    "cache_size=-64000",  # 64 MB; the indexes of an import fit in
)
_WRITES = "mot_writes"
_MIGRATION_LOCK = 7_105_201  # any number that only migrations use, for PostgreSQL's advisory lock


class DatabaseTooNewError(MotError):
    """The tables were made by a newer version of the program."""

    message = N_(
        "This database was last used by a newer version of the program (structure {revision}). "
        "Install the newer version, or open a backup that was made with this one."
    )


class _Engine(sa.Engine):
    """An engine for which `begin` is for writing and `connect` for reading.

    A writer takes SQLite's write lock at once and so waits for its turn; a transaction that began as
    a reader could only fail. A reader sees one state of the data from its first to its last query.
    """

    @contextmanager
    def begin(self) -> Iterator[sa.Connection]:
        with self.connect() as connection:
            connection.execution_options(**{_WRITES: True})
            with connection.begin():
                yield connection


def connect(url: str | sa.URL) -> sa.Engine:
    """An engine for the database behind `url`; the folder of a SQLite file is made when it is missing.

    Use ``engine.begin()`` to write and ``engine.connect()`` to read.
    """
    address = sa.make_url(url)
    if address.drivername in ("postgres", "postgresql"):
        address = address.set(drivername="postgresql+psycopg")
    lite = address.get_backend_name() == "sqlite"
    if lite and address.database not in (None, "", ":memory:"):
        Path(str(address.database)).parent.mkdir(parents=True, exist_ok=True)
    made = sa.create_engine(address, json_serializer=_to_json, pool_pre_ping=not lite)
    engine = _Engine(made.pool, made.dialect, made.url)
    if lite:
        sa.event.listen(engine, "connect", _prepare_sqlite)
    sa.event.listen(engine, "begin", _begin_sqlite if lite else _begin_postgres)
    return engine


def migrate(engine: sa.Engine, *, seal: Callable[[str, bytes], bytes] | None = None) -> None:
    """Bring the tables to the newest revision; nothing happens when they are there.

    Safe when several processes start at once: one of them migrates, the others wait. `seal` encrypts files
    (hash, content) that an older version kept in the clear; without it they are removed.

    Raises
    ------
    DatabaseTooNewError
    """
    if current_revision(engine) == HEAD:
        return
    from alembic import command  # only now: importing it takes longer than the check above

    with engine.begin() as tx:
        if tx.dialect.name == "postgresql":
            tx.execute(sa.select(sa.func.pg_advisory_xact_lock(_MIGRATION_LOCK)))
        revision = _stored_revision(tx)
        if revision is not None and not list((MIGRATIONS / "versions").glob(f"{revision}_*.py")):
            raise DatabaseTooNewError(revision=revision)
        if revision != HEAD:
            config = alembic_config(tx)
            config.attributes["seal"] = seal
            command.upgrade(config, HEAD)


def current_revision(engine: sa.Engine) -> str | None:
    """The revision of the tables in this database, or None when there are none."""
    with engine.connect() as tx:
        return _stored_revision(tx)


def alembic_config(tx: sa.Connection) -> Any:
    """The configuration under which Alembic works within the transaction `tx`."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = tx
    return config


def _stored_revision(tx: sa.Connection) -> str | None:
    if not sa.inspect(tx).has_table("alembic_version"):
        return None
    version = sa.table("alembic_version", sa.column("version_num", sa.Text))
    return tx.scalar(sa.select(version.c.version_num))


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # the driver begins nothing by itself; the event "begin" does
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    _write_ahead(cursor)
    cursor.close()


def _write_ahead(cursor: Any) -> None:
    """Keep a log beside the file. SQLite does not wait for its turn to begin one, so this does."""
    until = time.monotonic() + PATIENCE_MS / 1000
    while True:
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError:
            if time.monotonic() > until:
                raise
            time.sleep(TICK)
        else:
            return


def _begin_sqlite(connection: sa.Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _begin_postgres(connection: sa.Connection) -> None:
    if not connection.get_execution_options().get(_WRITES, False):
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")


def _to_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=_plain)


def _plain(value: object) -> object:
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, set | frozenset):
        return sorted(value)
    item = getattr(value, "item", None)  # a NumPy scalar
    if item is None:
        raise TypeError(f"{type(value).__name__} cannot be kept as JSON")
    return item()
