"""Migrations make exactly the tables that the schema describes, on both databases."""

import datetime as dt
import threading
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from mot.storage import database
from mot.storage.schema import Moment, metadata


@pytest.fixture
def bare(bare_url: str):
    engine = database.connect(bare_url)
    yield engine
    engine.dispose()


def test_the_migrations_end_at_the_schema(bare: sa.Engine) -> None:
    database.migrate(bare)
    with bare.connect() as tx:
        context = MigrationContext.configure(tx, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, metadata) == []
        columns = {t: [c["name"] for c in sa.inspect(tx).get_columns(t)] for t in metadata.tables}
    assert columns == {name: [c.name for c in table.columns] for name, table in metadata.tables.items()}


def test_no_key_of_the_cube_can_be_null(bare: sa.Engine) -> None:
    database.migrate(bare)
    with bare.connect() as tx:
        for name in ("cell", "rollup", "outcome", "rollup_moment", "figure"):
            assert not any(c["nullable"] for c in sa.inspect(tx).get_columns(name)), name


def test_going_all_the_way_back_leaves_nothing(bare: sa.Engine) -> None:
    database.migrate(bare)
    with bare.begin() as tx:
        command.downgrade(database.alembic_config(tx), "base")
    with bare.connect() as tx:
        assert sa.inspect(tx).get_table_names() == ["alembic_version"]
    assert database.current_revision(bare) is None
    database.migrate(bare)
    assert database.current_revision(bare) == database.HEAD


def test_imports_from_before_outcome_figures_stay_and_hold_none(bare: sa.Engine) -> None:
    with bare.begin() as tx:
        command.upgrade(database.alembic_config(tx), "0001")
        tx.execute(sa.text("INSERT INTO source_file (sha256, content, size) VALUES ('a', 'b', 1)"))
        columns = [c for c in metadata.tables["batch"].columns if c.name != "figures" and not c.nullable]
        values = {c.name: _anything(c) for c in columns}
        tx.execute(sa.table("batch", *(sa.column(c.name, c.type) for c in columns)).insert(), values)
    database.migrate(bare)
    with bare.begin() as tx:
        assert tx.execute(sa.text("SELECT id, rows, figures FROM batch")).one() == (1, 1, 0)
        command.downgrade(database.alembic_config(tx), "0001")
        assert tx.execute(sa.text("SELECT id, rows FROM batch")).one() == (1, 1)
        assert not sa.inspect(tx).has_table("figure")


@pytest.mark.parametrize("sealed", [True, False])
def test_files_kept_in_the_clear_are_sealed_or_removed(bare: sa.Engine, sealed: bool) -> None:
    plain = b"%PDF plain content of a file " * 300
    with bare.begin() as tx:
        command.upgrade(database.alembic_config(tx), "0002")
        old = sa.table(
            "source_file", sa.column("sha256"), sa.column("content", sa.LargeBinary), sa.column("size")
        )
        rows = [
            {"sha256": f"file {i}", "content": plain + bytes([i]), "size": len(plain) + 1} for i in range(3)
        ]
        tx.execute(old.insert(), rows)
    database.migrate(bare, seal=(lambda sha, content: sha.encode() + content[::-1]) if sealed else None)
    with bare.begin() as tx:
        kept = dict(tx.execute(sa.text("SELECT sha256, sealed FROM kept_file")).all())
        wanted = {f"file {i}": f"file {i}".encode() + (plain + bytes([i]))[::-1] for i in range(3)}
        assert {sha: bytes(content) for sha, content in kept.items()} == (wanted if sealed else {})
        sizes = tx.execute(sa.text("SELECT sha256, size FROM source_file ORDER BY sha256")).all()
        assert sizes == [(f"file {i}", len(plain) + 1) for i in range(3)]
    if bare.dialect.name == "sqlite":
        with bare.connect() as tx:
            tx.exec_driver_sql("COMMIT")
            tx.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        assert b"%PDF plain" not in Path(str(bare.url.database)).read_bytes()
    else:
        with bare.connect() as tx:
            size = tx.scalar(sa.text("SELECT pg_total_relation_size('source_file')"))
        assert size < len(plain) * 12, "the table was written anew without the files"


def _anything(column: sa.Column[Any]) -> object:
    """A value that a column accepts."""
    if isinstance(column.type, Moment):
        return dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    return {int: 1, bool: False, str: "a"}.get(column.type.python_type, {})


def test_the_head_that_the_program_knows_is_the_newest_script(bare: sa.Engine) -> None:
    with bare.begin() as tx:
        scripts = ScriptDirectory.from_config(database.alembic_config(tx))
    assert scripts.get_heads() == [database.HEAD]


def test_a_second_migration_changes_nothing(bare: sa.Engine) -> None:
    assert database.current_revision(bare) is None
    database.migrate(bare)
    database.migrate(bare)
    assert database.current_revision(bare) == database.HEAD


def test_two_that_start_at_once_both_end_at_the_head(bare_url: str) -> None:
    engines = [database.connect(bare_url) for _ in range(3)]
    together = threading.Barrier(len(engines))
    failures: list[Exception] = []

    def start(engine: sa.Engine) -> None:
        together.wait()
        try:
            database.migrate(engine)
        except sa.exc.SQLAlchemyError as error:
            failures.append(error)

    threads = [threading.Thread(target=start, args=[engine]) for engine in engines]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert {database.current_revision(engine) for engine in engines} == {database.HEAD}
    for engine in engines:
        engine.dispose()


def test_many_that_open_a_new_file_at_once_all_open_it(tmp_path: Path) -> None:
    """SQLite refuses, instead of waiting, while another connection begins the log beside the file."""
    failures: list[Exception] = []

    def start(engine: sa.Engine, together: threading.Barrier) -> None:
        together.wait()
        try:
            database.current_revision(engine)
        except sa.exc.SQLAlchemyError as error:
            failures.append(error)

    for turn in range(40):
        engines = [database.connect(f"sqlite:///{tmp_path}/{turn}.db") for _ in range(8)]
        together = threading.Barrier(len(engines))
        threads = [threading.Thread(target=start, args=[engine, together]) for engine in engines]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        for engine in engines:
            engine.dispose()
    assert failures == []


def test_a_database_of_a_newer_program_is_left_alone(engine: sa.Engine) -> None:
    with engine.begin() as tx:
        tx.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(database.DatabaseTooNewError, match="9999"):
        database.migrate(engine)
    assert database.current_revision(engine) == "9999"
