"""Files between upload and import outlive a refresh of the page, a lost connection and a restart.

A page keeps a file as soon as it is uploaded (`keep`), tells every decision (`decide`), and offers what waits
(`waiting`) to be gone on with (`open`). `mot.services.imports.commit` removes what it imports, in its own
transaction; `discard` removes what is not wanted; the rest goes after `draft_days`. Files are kept sealed.
A password is never kept: a locked file is kept locked, and opening it asks once more.
"""

import datetime as dt
import hashlib
import json
from dataclasses import dataclass

import sqlalchemy as sa

from mot.domain.access import Actor, Permission
from mot.domain.errors import N_, MotError
from mot.ingest.draft import Decisions, SourceFile
from mot.ingest.privacy import mask_file_name
from mot.services.vault import FileKeyError, Vault, vault
from mot.settings import load_settings
from mot.storage import drafts, recipes
from mot.storage.drafts import Waiting

__all__ = ["DraftFile", "DraftGoneError", "decide", "discard", "keep", "open", "purge", "waiting"]


class DraftGoneError(MotError):
    """The file does not wait any more, or waits for somebody else."""

    message = N_("This file is not kept any more. Upload it once more.")


@dataclass(frozen=True, slots=True)
class DraftFile:
    """A file that waits; `size` in bytes of the file as it came, `expires_at` when it is removed."""

    id: int
    file_name: str
    sha256: str
    size: int
    decisions: Decisions
    created_at: dt.datetime
    updated_at: dt.datetime
    expires_at: dt.datetime


def keep(engine: sa.Engine, actor: Actor, source: SourceFile, decisions: Decisions) -> DraftFile:
    """Keep an uploaded file for its owner, with what was decided so far.

    The very bytes that wait for the actor already stay one file (same `id`): name and decisions are renewed.
    """
    actor.require(Permission.IMPORT)
    sha256 = hashlib.sha256(source.content).hexdigest()
    now, locked = dt.datetime.now(dt.UTC), vault(engine)
    with engine.connect() as tx:
        known = drafts.with_sha(tx, actor.login, sha256)
    sealed = b"" if known else locked.seal(_label(actor, sha256), source.content)
    told = _sealed(locked, actor, sha256, source.name, decisions)
    shown = mask_file_name(source.name)
    with engine.begin() as tx:
        drafts.purge(tx, now)
        number = drafts.with_sha(tx, actor.login, sha256)
        if number is None:
            number = drafts.insert(
                tx,
                actor.login,
                file_name=shown,
                sha256=sha256,
                size=len(source.content),
                sealed=sealed or locked.seal(_label(actor, sha256), source.content),
                told=told,
                at=now,
                until=_until(now),
            )
        else:
            drafts.update(tx, actor.login, number, told=told, at=now, until=_until(now), file_name=shown)
        return _opened(locked, actor, _one(tx, actor, number))


def waiting(engine: sa.Engine, actor: Actor) -> tuple[DraftFile, ...]:
    """The files that wait for the actor, in the order in which they came; nobody sees another's."""
    actor.require(Permission.IMPORT)
    with engine.connect() as tx:
        found = drafts.of(tx, actor.login, dt.datetime.now(dt.UTC))
    locked = vault(engine)
    return tuple(_opened(locked, actor, one) for one in found)


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
    locked = vault(engine)
    content = locked.open(_label(actor, kept.sha256), sealed)
    told = _opened(locked, actor, kept)
    return SourceFile(told.file_name, content), told.decisions


def decide(engine: sa.Engine, actor: Actor, id: int, decisions: Decisions) -> DraftFile:
    """Take note of all that is decided about a file so far; it waits anew from now on.

    Raises
    ------
    DraftGoneError
    """
    actor.require(Permission.IMPORT)
    now, locked = dt.datetime.now(dt.UTC), vault(engine)
    with engine.begin() as tx:
        kept = _one(tx, actor, id)
        told = _sealed(locked, actor, kept.sha256, _opened(locked, actor, kept).file_name, decisions)
        drafts.update(tx, actor.login, id, told=told, at=now, until=_until(now))
        return _opened(locked, actor, _one(tx, actor, id))


def discard(engine: sa.Engine, actor: Actor, id: int) -> None:
    """Put a file aside for good; nothing happens when it is gone already."""
    actor.require(Permission.IMPORT)
    with engine.begin() as tx:
        drafts.remove(tx, actor.login, id)


def purge(engine: sa.Engine) -> int:
    """Remove the files that waited longer than `draft_days`; how many."""
    with engine.begin() as tx:
        return drafts.purge(tx, dt.datetime.now(dt.UTC))


def _one(tx: sa.Connection, actor: Actor, number: int) -> Waiting:
    found = drafts.get(tx, actor.login, number)
    if found is None:
        raise DraftGoneError
    return found


def _sealed(locked: Vault, actor: Actor, sha256: str, name: str, decisions: Decisions) -> bytes:
    """Name and decisions, which may speak of people, sealed like the file."""
    told = json.dumps({"name": name, "decisions": recipes.to_json(decisions)}, ensure_ascii=False)
    return locked.seal(_label(actor, sha256) + " told", told.encode())


def _opened(locked: Vault, actor: Actor, kept: Waiting) -> DraftFile:
    """What waits, with its name and decisions; without them where another key sealed it."""
    name, decisions = kept.file_name, Decisions()
    try:
        told = json.loads(locked.open(_label(actor, kept.sha256) + " told", kept.told))
    except FileKeyError:
        pass  # it can still be seen and discarded; opening it says why not
    else:
        name, decisions = told["name"], recipes.from_json(told["decisions"])
    times = kept.created_at, kept.updated_at, kept.expires_at
    return DraftFile(kept.id, name, kept.sha256, kept.size, decisions, *times)


def _until(now: dt.datetime) -> dt.datetime:
    return now + dt.timedelta(days=load_settings().draft_days)


def _label(actor: Actor, sha256: str) -> str:
    return f"draft {sha256} {actor.login}"
