"""The file of a template, looked at before it is opened."""

import io
import zipfile

from mot.domain.deck_templates import LARGEST, TemplateTooLargeError
from mot.domain.errors import N_, MotError
from mot.ingest.containers.packages import BROKEN, STEEPEST, honest

TYPES = "[Content_Types].xml"
OLD_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # as old and as encrypted files begin
UNPACKED = 200_000_000  # bytes of all parts
BIG_PART = 5_000_000  # unpacked bytes below which no ratio is too high
PARTS = 5_000
SHORT = 5_000_000  # bytes of the part that lists the others
_MAIN = "application/vnd.openxmlformats-officedocument.presentationml.{}.main+xml"
PRESENTATION = _MAIN.format("presentation").encode()
OPENED = (PRESENTATION, _MAIN.format("template").encode(), _MAIN.format("slideshow").encode())
MACROS = (b"application/vnd.ms-powerpoint.", b"application/vnd.ms-office.vbaproject")


class NotAPresentationError(MotError):
    """No presentation, or one in the old format."""

    message = N_(
        "{name} is not a presentation that can be read here. Open it in PowerPoint or WPS, save it as .pptx or "
        ".potx and upload that file."
    )


class PasswordProtectedTemplateError(MotError):
    """The presentation is encrypted."""

    message = N_("{name} is protected by a password. Save a copy without a password and upload that copy.")


class MacrosInTemplateError(MotError):
    """The presentation can hold programs."""

    message = N_("{name} contains macros. Save it as .pptx or .potx without macros and upload that file.")


class UnsafeTemplateError(MotError):
    """Built as files are that are meant to do harm."""

    message = N_(
        "{name} is built in an unusual way and is not opened. Open it in PowerPoint or WPS, save it as a new .pptx "
        "file and upload that file."
    )


class DamagedTemplateError(MotError):
    """Parts are missing or cannot be read."""

    message = N_(
        "{name} is damaged and cannot be read. Open it in PowerPoint or WPS, let it be repaired, save it and upload "
        "it again."
    )


def checked(content: bytes, name: str) -> bytes:
    """The package of a presentation; one saved as a template or a show becomes a presentation, in memory.

    Raises
    ------
    TemplateTooLargeError, NotAPresentationError, PasswordProtectedTemplateError, MacrosInTemplateError,
    UnsafeTemplateError, DamagedTemplateError
    """
    if len(content) > LARGEST:
        raise TemplateTooLargeError(name=name, size=LARGEST // 1_000_000)
    if content.startswith(OLD_FILE):
        locked = "EncryptedPackage".encode("utf-16-le") in content
        raise (PasswordProtectedTemplateError if locked else NotAPresentationError)(name=name)
    if not content.startswith(b"PK"):
        raise NotAPresentationError(name=name)
    types = _types(content, name)
    told = types.lower()
    if any(word in told for word in MACROS):
        raise MacrosInTemplateError(name=name)
    kind = next((one for one in OPENED if one in types), None)
    if kind is None:
        raise NotAPresentationError(name=name)
    if not honest(content):
        raise DamagedTemplateError(name=name)
    return content if kind == PRESENTATION else _as_presentation(content, types.replace(kind, PRESENTATION))


def _types(content: bytes, name: str) -> bytes:
    """What the package tells of its parts, when their number and sizes are those of a presentation."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = package.infolist()
            sizes = {part.filename: part.file_size for part in parts}
            steep = any(part.file_size > max(BIG_PART, STEEPEST * part.compress_size) for part in parts)
            if steep or len(parts) > PARTS or len(sizes) < len(parts) or sum(sizes.values()) > UNPACKED:
                raise UnsafeTemplateError(name=name)
            if sizes.get(TYPES, SHORT + 1) > SHORT:
                raise NotAPresentationError(name=name)
            return package.read(TYPES)
    except BROKEN as error:
        raise DamagedTemplateError(name=name) from error


def _as_presentation(content: bytes, types: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.infolist():
            new.writestr(part.filename, types if part.filename == TYPES else old.read(part))
    return out.getvalue()
