"""Files between upload and import outlive a refresh of the page, a lost connection and a restart.

A page keeps a file as soon as it is uploaded (`keep`), tells every decision (`decide`), and offers what waits
(`waiting`) to be gone on with (`open`). `mot.services.imports.commit` removes what it imports, in its own
transaction; `discard` removes what is not wanted; the rest goes after `draft_days`. Files are kept sealed.
A password is never kept: a locked file is kept locked, and opening it asks once more.
"""

import datetime as dt
import hashlib

import sqlalchemy as sa

from mot.domain.access import Actor, Permission
from mot.domain.errors import N_, MotError
from mot.ingest.draft import Decisions, SourceFile
from mot.ingest.privacy import mask_file_name
from mot.services.vault import vault
from mot.settings import load_settings
from mot.storage import drafts
from mot.storage.drafts import DraftFile

__all__ = ["DraftFile", "DraftGoneError", "decide", "discard", "keep", "open", "purge", "waiting"]


class DraftGoneError(MotError):
    """The file does not wait any more, or waits for somebody else."""

    message = N_("This file is not kept any more. Upload it once more.")


def keep(engine: sa.Engine, actor: Actor, source: SourceFile, decisions: Decisions) -> DraftFile:
    """Keep an uploaded file for its owner, with what was decided so far.

    The very bytes that wait for the actor already stay one file (same `id`): name and decisions are renewed.
    """
    actor.require(Permission.IMPORT)
    sha256 = hashlib.sha256(source.content).hexdigest()
    now = dt.datetime.now(dt.UTC)
    with engine.connect() as tx:
        known = drafts.with_sha(tx, actor.login, sha256)
    sealed = b"" if known else vault(engine).seal(_label(actor, sha256), source.content)
    with engine.begin() as tx:
        drafts.purge(tx, now)
        number = drafts.with_sha(tx, actor.login, sha256)
        if number is None:
            sealed = sealed or vault(engine).seal(_label(actor, sha256), source.content)
            number = drafts.insert(
                tx,
                actor.login,
                file_name=mask_file_name(source.name),
                sha256=sha256,
                size=len(source.content),
                sealed=sealed,
                decisions=decisions,
                at=now,
                until=_until(now),
            )
        else:
            drafts.update(
                tx,
                actor.login,
                number,
                decisions=decisions,
                at=now,
                until=_until(now),
                file_name=mask_file_name(source.name),
            )
        return _one(tx, actor, number)


def waiting(engine: sa.Engine, actor: Actor) -> tuple[DraftFile, ...]:
    """The files that wait for the actor, in the order in which they came; nobody sees another's."""
    actor.require(Permission.IMPORT)
    with engine.connect() as tx:
        return drafts.of(tx, actor.login, dt.datetime.now(dt.UTC))


def open(engine: sa.Engine, actor: Actor, id: int) -> tuple[SourceFile, Decisions]:
    """The file, byte for byte as it came and without a password, and what was decided about it.

    Raises
    ------
    DraftGoneError
        When the actor has no such file (any more).
    FileKeyError
        When the installation's key is not the one it was sealed with.
    """
    actor.require(Permission.IMPORT)
    with engine.connect() as tx:
        kept = _one(tx, actor, id)
        sealed = drafts.sealed(tx, actor.login, id)
    if sealed is None:
        raise DraftGoneError
    content = vault(engine).open(_label(actor, kept.sha256), sealed)
    return SourceFile(kept.file_name, content), kept.decisions


def decide(engine: sa.Engine, actor: Actor, id: int, decisions: Decisions) -> DraftFile:
    """Take note of all that is decided about a file so far; it waits anew from now on.

    Raises
    ------
    DraftGoneError
    """
    actor.require(Permission.IMPORT)
    now = dt.datetime.now(dt.UTC)
    with engine.begin() as tx:
        if not drafts.update(tx, actor.login, id, decisions=decisions, at=now, until=_until(now)):
            raise DraftGoneError
        return _one(tx, actor, id)


def discard(engine: sa.Engine, actor: Actor, id: int) -> None:
    """Put a file aside for good; nothing happens when it is gone already."""
    actor.require(Permission.IMPORT)
    with engine.begin() as tx:
        drafts.remove(tx, actor.login, id)


def purge(engine: sa.Engine) -> int:
    """Remove the files that waited longer than `draft_days`; how many."""
    with engine.begin() as tx:
        return drafts.purge(tx, dt.datetime.now(dt.UTC))


def _one(tx: sa.Connection, actor: Actor, number: int) -> DraftFile:
    found = drafts.get(tx, actor.login, number)
    if found is None:
        raise DraftGoneError
    return found


def _until(now: dt.datetime) -> dt.datetime:
    return now + dt.timedelta(days=load_settings().draft_days)


def _label(actor: Actor, sha256: str) -> str:
    return f"draft {sha256} {actor.login}"
