"""Workbooks behind a password, opened in memory only."""

import io

import msoffcrypto
from msoffcrypto.exceptions import DecryptionError, FileFormatError, InvalidKeyError, ParseError
from msoffcrypto.format import xls97

from mot.ingest.containers.packages import BROKEN
from mot.ingest.containers.refusals import (
    NotAWorkbookError,
    PasswordNeededError,
    UnknownLockError,
    WrongPasswordError,
)

READ_ONLY = "VelvetSweatshop"  # with this, Excel itself locks workbooks that anybody may read


class _InMemory:
    """Stands for the module of temporary files, so that nothing that was locked is written to a disk."""

    TemporaryFile = io.BytesIO


xls97.tempfile = _InMemory


def unlock(content: bytes, name: str, password: str) -> bytes:
    """The workbook without its lock.

    Raises
    ------
    PasswordNeededError, WrongPasswordError, UnknownLockError, NotAWorkbookError
    """
    for attempt in (password, READ_ONLY) if password else (READ_ONLY,):
        opened = _open(content, name, attempt)
        if opened is not None:
            return opened
    raise (WrongPasswordError if password else PasswordNeededError)(name=name)


def _open(content: bytes, name: str, password: str) -> bytes | None:
    """The workbook, or None when this is not the password."""
    out = io.BytesIO()
    try:
        container = msoffcrypto.OfficeFile(io.BytesIO(content))
        if not container.is_encrypted():
            raise NotAWorkbookError(name=name)
        container.load_key(password=password)
        container.decrypt(out)
    except InvalidKeyError:
        return None
    except (
        DecryptionError, FileFormatError, ParseError, AttributeError, TypeError, AssertionError, *BROKEN,
    ) as error:  # fmt: skip
        raise UnknownLockError(name=name) from error
    return out.getvalue()
