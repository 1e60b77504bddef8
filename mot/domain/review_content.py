"""The frozen content of a review as bytes, and the digest that shows that nothing of it was changed."""

import hashlib
import zlib

from pydantic import TypeAdapter

from mot.domain.reviews import Content

_CONTENT = TypeAdapter(Content)


def to_bytes(content: Content) -> bytes:
    """Canonical JSON (UTF-8): fields in their own order, numbers to the last bit.

    The same content gives the same bytes on every machine.
    """
    return _CONTENT.dump_json(content)


def from_bytes(written: bytes) -> Content:
    """The content behind the bytes."""
    return _CONTENT.validate_json(written)


def digest_of(written: bytes) -> str:
    """SHA-256 (64 hex digits) of the content's bytes."""
    return hashlib.sha256(written).hexdigest()


def packed(written: bytes) -> bytes:
    """The bytes as they are stored."""
    return zlib.compress(written, 6)


def unpacked(stored: bytes) -> bytes:
    """The bytes as they were before they were stored.

    Raises
    ------
    zlib.error
        When they are damaged.
    """
    return zlib.decompress(stored)
