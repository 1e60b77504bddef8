"""What a file that belongs to an action is, told by its bytes; what could do harm is none of the kinds that are kept.

Office files are packages of parts: their list of contents is read, no part of them is ever unpacked to disk.
"""

import io
import re
import zipfile

from mot.ingest.containers.packages import BROKEN

PDF, PNG, JPEG, GIF, WEBP = "application/pdf", "image/png", "image/jpeg", "image/gif", "image/webp"
TEXT, CSV = "text/plain", "text/csv"
_OFFICE = "application/vnd.openxmlformats-officedocument."
WORD = _OFFICE + "wordprocessingml.document"
EXCEL = _OFFICE + "spreadsheetml.sheet"
SLIDES = _OFFICE + "presentationml.presentation"
ENDINGS: dict[str, tuple[str, ...]] = {
    PDF: ("pdf",),
    PNG: ("png",),
    JPEG: ("jpg", "jpeg"),
    GIF: ("gif",),
    WEBP: ("webp",),
    WORD: ("docx",),
    EXCEL: ("xlsx",),
    SLIDES: ("pptx",),
    CSV: ("csv",),
    TEXT: ("txt",),
}
UNPACKED = 100_000_000  # bytes that all parts of a package may have
PARTS = 5_000
_LIST, _LONGEST_LIST = "[Content_Types].xml", 1_000_000
_MAIN = re.compile(r'ContentType\s*=\s*"([^"]+)\.main\+xml"')
_ACTIVE = re.compile(r"macro|vbaproject|activex|ms-office\.control", re.IGNORECASE)
_MARKUP = re.compile(
    r"<\s*(!doctype|\?xml|html|head|body|svg|script|iframe|object|embed|meta|img|link)\b", re.IGNORECASE
)
_NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")


def media_type(name: str, content: bytes) -> str | None:
    """The media type of a file that may be kept, None for any other; its name tells apart only kinds of text.

    >>> media_type("a.exe", b"%PDF-1.7 ..."), media_type("a.png", b"<html>"), media_type("a.csv", b"a,b")
    ('application/pdf', None, 'text/csv')
    """
    if content.startswith(b"%PDF-"):
        return PDF
    if content.startswith(b"\x89PNG\r\n\x1a\n") and content[12:16] == b"IHDR":
        return PNG
    if content.startswith(b"\xff\xd8\xff") and len(content) > 3:
        return JPEG
    if content.startswith((b"GIF87a", b"GIF89a")):
        return GIF
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return WEBP
    if content.startswith(b"PK\x03\x04"):
        return _office(content)
    return _text(name, content)


def named(name: str, kind: str) -> str:
    """The name with an ending that says what the file is, whatever it called itself.

    >>> named("bill.pdf.exe", PDF), named("Bill.PDF", PDF)
    ('bill.pdf.exe.pdf', 'Bill.PDF')
    """
    endings = ENDINGS[kind]
    return name if name.lower().endswith(tuple("." + e for e in endings)) else f"{name}.{endings[0]}"


def _office(content: bytes) -> str | None:
    """The kind of an Office file without anything that runs, None for every other package."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = package.infolist()
            names = [part.filename for part in parts]
            if len(names) > PARTS or len({n.lower() for n in names}) < len(names) or _LIST not in names:
                return None
            if sum(part.file_size for part in parts) > UNPACKED or any(part.flag_bits & 1 for part in parts):
                return None
            if any(_ACTIVE.search(n) or "\\" in n or ".." in n.split("/") or n[:1] == "/" for n in names):
                return None
            with package.open(_LIST) as part:
                told = part.read(_LONGEST_LIST + 1).decode("utf-8-sig")
            if package.testzip() is not None:  # sizes or sums that are not true
                return None
    except BROKEN:
        return None
    if len(told) > _LONGEST_LIST or "&" in told or "<!" in told or _ACTIVE.search(told):
        return None
    kinds = set(_MAIN.findall(told)) & {WORD, EXCEL, SLIDES}
    return kinds.pop() if len(kinds) == 1 else None


def _text(name: str, content: bytes) -> str | None:
    """Text in UTF-8 that its name calls text and that no browser would take for a page."""
    ending = name.lower().rpartition(".")[2]
    kind = {"csv": CSV, "txt": TEXT}.get(ending)
    if kind is None or not content.strip():
        return None
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    return None if _NO_TEXT.search(text) or _MARKUP.search(text) else kind
