"""Files that belong to an action: told by their bytes, kept sealed, given out as they came."""

import hashlib

import sqlalchemy as sa

from mot.domain.access import Actor, Permission
from mot.domain.improvements import (
    LARGEST_ATTACHMENT,
    MOST_ATTACHMENTS,
    Attachment,
    AttachmentRefusedError,
)
from mot.ingest.attachments import media_type, named
from mot.ingest.workbook import base_name
from mot.services import action_rules
from mot.services.action_work import PartGoneError, changing, gone_unless
from mot.services.vault import vault
from mot.storage import action_parts as stored


def attach(engine: sa.Engine, actor: Actor, number: int, name: str, content: bytes) -> Attachment:
    """Keep a file with an action, sealed; its bytes tell what it is, and its name ends accordingly.

    Raises
    ------
    AttachmentRefusedError, ActionNotFoundError, OutOfScopeError
    """
    actor.require(Permission.MANAGE_ACTIONS)
    clean = base_name(action_rules.clean(name))
    refused = AttachmentRefusedError(name=clean, size=LARGEST_ATTACHMENT // 1_000_000, most=MOST_ATTACHMENTS)
    if len(content) > LARGEST_ATTACHMENT:
        raise refused
    kind = media_type(clean, content)
    if kind is None:
        raise refused
    called, sha256 = named(clean, kind), hashlib.sha256(content).hexdigest()
    sealed = vault(engine).seal(_label(number, sha256), content)
    with changing(engine, actor, number) as work:
        if len(stored.files(work.tx, number)) >= MOST_ATTACHMENTS:
            raise refused
        made = stored.add_file(
            work.tx, number, name=called, kind=kind, size=len(content), sha256=sha256, sealed=sealed,
            login=actor.login, at=work.at,
        )  # fmt: skip
        work.note("file_added", after={"file": called})
        return Attachment(made, called, kind, len(content), work.at, actor.login)


def fetch(engine: sa.Engine, actor: Actor, number: int, file: int) -> tuple[Attachment, bytes]:
    """An attached file, byte for byte as it came.

    Raises
    ------
    PartGoneError, ActionNotFoundError
    FileKeyError
        When the installation's key is not the one it was sealed with.
    """
    with engine.connect() as tx:
        action_rules.readable(tx, actor, number)
        found = stored.sealed(tx, number, file)
    if found is None:
        raise PartGoneError
    told, sha256, sealed = found
    return told, vault(engine).open(_label(number, sha256), sealed)


def detach(engine: sa.Engine, actor: Actor, number: int, file: int) -> None:
    """Take an attached file away for good.

    Raises
    ------
    PartGoneError, ActionNotFoundError, OutOfScopeError
    """
    with changing(engine, actor, number) as work:
        names = {one.id: one.name for one in stored.files(work.tx, number)}
        gone_unless(stored.remove_file(work.tx, number, file))
        work.note("file_removed", before={"file": names[file]})


def _label(number: int, sha256: str) -> str:
    return f"action {number} {sha256}"
