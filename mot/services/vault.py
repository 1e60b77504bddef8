"""Files at rest are sealed (AES-256-GCM) with a key that is not in the database that holds them."""

import os
import secrets
import tempfile
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from mot.domain.errors import N_, MotError
from mot.settings import load_settings

KEY_FILE = "file.key"
BYTES = 32
_NONCE = 12  # bytes; a new random one for every file, as NIST SP 800-38D wants for GCM


class FileKeyError(MotError):
    """What is sealed cannot be opened with the key at hand."""

    message = N_(
        "This file is stored encrypted, and the key at hand does not open it. Ask the administrator for the key "
        "it was stored with (the file file.key in the data folder, or MOT_FILE_KEY)."
    )


class BadKeyError(MotError):
    """The configured key is none."""

    message = N_(
        "MOT_FILE_KEY must hold 64 hexadecimal digits. Make them with the command openssl rand -hex 32."
    )


@dataclass(frozen=True, slots=True, repr=False)
class Vault:
    """Seals and opens; `label` is what a seal belongs to, so that none can be moved to another place."""

    key: bytes

    def seal(self, label: str, content: bytes) -> bytes:
        """The content, encrypted."""
        nonce = secrets.token_bytes(_NONCE)
        return nonce + AESGCM(self.key).encrypt(nonce, content, label.encode())

    def open(self, label: str, sealed: bytes) -> bytes:
        """What was sealed under this label.

        Raises
        ------
        FileKeyError
        """
        try:
            return AESGCM(self.key).decrypt(sealed[:_NONCE], sealed[_NONCE:], label.encode())
        except InvalidTag as error:
            raise FileKeyError from error


def vault(engine: sa.Engine) -> Vault:
    """The vault of this installation; its key is made when there is none.

    The key is `MOT_FILE_KEY`, or else the file beside the embedded database, or in the data folder.
    """
    given = load_settings().file_key.get_secret_value()
    return Vault(_parsed(given) if given else _kept(_home(engine) / KEY_FILE))


def _home(engine: sa.Engine) -> Path:
    lite = engine.url.get_backend_name() == "sqlite" and engine.url.database not in (None, "", ":memory:")
    return Path(str(engine.url.database)).parent if lite else load_settings().data_dir


def _parsed(text: str) -> bytes:
    try:
        key = bytes.fromhex(text.strip())
    except ValueError as error:
        raise BadKeyError from error
    if len(key) != BYTES:
        raise BadKeyError
    return key


def _kept(path: Path) -> bytes:
    """The key in a file that only its owner can read; of several that make it at once, one wins."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, begun = tempfile.mkstemp(dir=path.parent, prefix=KEY_FILE)  # mode 0600
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_hex(BYTES))
        try:
            os.link(begun, path)
        except FileExistsError:
            pass
        finally:
            Path(begun).unlink()
    return _parsed(path.read_text("ascii"))
