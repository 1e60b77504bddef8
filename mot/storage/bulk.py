"""Many rows in and out by the drivers' own fast ways: executemany on SQLite, COPY on PostgreSQL."""

import itertools
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import sqlalchemy as sa

from mot.domain.cube import Ints

_HEAD = b"PGCOPY\n\xff\r\n\0" + bytes(8)  # of PostgreSQL's binary COPY format: signature, flags, no extension
_TAIL = b"\xff\xff"
_BLOCK = 50_000  # rows written at a time
_FETCH = 500  # rows fetched at a time; more of them are slower


def insert_rows(
    tx: sa.Connection, table: sa.Table, columns: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    """Insert rows of values in the order of `columns`; dates are `datetime.date`, a missing value is None."""
    if tx.dialect.name == "postgresql":
        with _driver(tx).cursor() as cursor, cursor.copy(_copy_in(tx, table, columns)) as copy:
            for row in rows:
                copy.write_row(row)
        return
    marks = ", ".join("?" * len(columns))
    into = f"{_quoted(tx, [table.name])} ({_quoted(tx, columns)})"
    cursor = _driver(tx).cursor()
    cursor.executemany(f"INSERT INTO {into} VALUES ({marks})", rows)
    cursor.close()


def insert_ints(tx: sa.Connection, table: sa.Table, columns: Mapping[str, Ints]) -> None:
    """Insert equally long arrays of whole numbers, one per column; none may be missing."""
    size = len(next(iter(columns.values())))
    if tx.dialect.name != "postgresql":
        insert_rows(tx, table, tuple(columns), zip(*(c.tolist() for c in columns.values()), strict=True))
        return
    layout = _record([table.c[name] for name in columns])
    command = _copy_in(tx, table, tuple(columns)) + " (FORMAT BINARY)"
    with _driver(tx).cursor() as cursor, cursor.copy(command) as copy:
        copy.write(_HEAD)
        for start in range(0, size, _BLOCK):
            part = {name: column[start : start + _BLOCK] for name, column in columns.items()}
            records = np.zeros(len(next(iter(part.values()))), dtype=layout)
            records["fields"] = len(part)
            for name, values in part.items():
                records[f"{name}:size"] = layout[name].itemsize
                records[name] = values
            copy.write(records.tobytes())
        copy.write(_TAIL)


def fetch_ints(tx: sa.Connection, query: sa.Select[Any]) -> dict[str, Ints]:
    """The rows of a query whose columns are whole numbers and never NULL, as int64 arrays by column."""
    columns = list(query.selected_columns)
    text = str(query.compile(tx, compile_kwargs={"literal_binds": True}))
    if tx.dialect.name == "postgresql":
        with _driver(tx).cursor() as cursor, cursor.copy(f"COPY ({text}) TO STDOUT (FORMAT BINARY)") as copy:
            data = b"".join(bytes(block) for block in copy)
        records = np.frombuffer(data[len(_HEAD) : -len(_TAIL)], dtype=_record(columns))
        return {c.name: records[c.name].astype(np.int64) for c in columns}
    cursor = _driver(tx).cursor()
    cursor.execute(text)
    blocks = [np.zeros((0, len(columns)), dtype=np.int64)]
    while rows := cursor.fetchmany(_FETCH):
        flat = itertools.chain.from_iterable(rows)
        blocks.append(np.fromiter(flat, np.int64, len(rows) * len(columns)).reshape(len(rows), -1))
    cursor.close()
    table = np.concatenate(blocks)
    return {c.name: np.ascontiguousarray(table[:, i]) for i, c in enumerate(columns)}


def _record(columns: Sequence[sa.ColumnElement[Any]]) -> np.dtype[Any]:
    """One row of the binary COPY format: the number of fields, then each field's size and value."""
    fields: list[tuple[str, str]] = [("fields", ">i2")]
    for column in columns:
        wide = isinstance(column.type, sa.BigInteger)
        fields += [(f"{column.name}:size", ">i4"), (column.name, ">i8" if wide else ">i4")]
    return np.dtype(fields)


def _copy_in(tx: sa.Connection, table: sa.Table, columns: Sequence[str]) -> str:
    return f"COPY {_quoted(tx, [table.name])} ({_quoted(tx, columns)}) FROM STDIN"


def _quoted(tx: sa.Connection, names: Iterable[str]) -> str:
    return ", ".join(tx.dialect.identifier_preparer.quote(name) for name in names)


def _driver(tx: sa.Connection) -> Any:
    """The driver's own connection, inside the transaction of `tx`."""
    if not tx.in_transaction():
        tx.begin()
    return tx.connection.driver_connection
