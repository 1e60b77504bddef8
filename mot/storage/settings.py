"""Settings kept in the database, and the version of the data that every cached answer is filed under."""

from typing import Any

import sqlalchemy as sa

from mot.storage.schema import setting

_VERSION = "data_version"


def get(tx: sa.Connection, name: str, default: Any = None) -> Any:
    """The value of a setting, or `default`."""
    found = tx.execute(sa.select(setting.c.value).where(setting.c.name == name)).one_or_none()
    return default if found is None else found.value


def put(tx: sa.Connection, name: str, value: Any) -> None:
    """Set a setting; the value is anything that JSON can hold."""
    if name == _VERSION:
        raise ValueError("the data version only goes up: use bump_version")
    changed = tx.execute(sa.update(setting).where(setting.c.name == name).values(value=value))
    if changed.rowcount == 0:
        tx.execute(sa.insert(setting).values(name=name, value=value))


def data_version(tx: sa.Connection) -> int:
    """A number that goes up whenever a commit, an undo or a change of the institution changes answers."""
    return int(get(tx, _VERSION, 0))


def hold_version(tx: sa.Connection) -> int:
    """The data version, which nobody else can raise before this transaction ends: changes take turns here."""
    row = sa.select(setting.c.value).where(setting.c.name == _VERSION).with_for_update()
    return int(tx.execute(row).scalar_one())


def bump_version(tx: sa.Connection) -> int:
    """Raise the data version, in the transaction of the change; the new one."""
    version = hold_version(tx) + 1
    tx.execute(sa.update(setting).where(setting.c.name == _VERSION).values(value=version))
    return version
