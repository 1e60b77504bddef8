"""The installation's key for hashing respondents, made once and kept in the database."""

import secrets

import sqlalchemy as sa

from mot.storage import settings

_NAME = "secret"


def secret(engine: sa.Engine) -> bytes:
    """The key; 32 bytes."""
    with engine.connect() as tx:
        kept = settings.get(tx, _NAME, "")
    if not kept:
        with engine.begin() as tx:
            settings.hold_version(tx)
            kept = settings.get(tx, _NAME, "")
            if not kept:
                kept = secrets.token_hex(32)
                settings.put(tx, _NAME, kept)
    return bytes.fromhex(kept)
