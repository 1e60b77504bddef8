"""Files that are not what their names say: an encrypted workbook's container, written by hand."""

import random
import struct

SECTOR = 512
FREE, END, FAT_SECTOR, NO_ENTRY = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF


def encrypted_workbook(seed: str) -> bytes:
    """A compound file as Excel writes it for a workbook with a password: what is inside cannot be read.

    The two streams carry noise, so no password opens it; a reader must stop before it asks for one.
    """
    noise = random.Random(seed)
    info = struct.pack("<HHI", 4, 4, 0x40) + b'<?xml version="1.0"?><encryption><keyData/></encryption>'
    streams = {
        "EncryptionInfo": info.ljust(4096, b" "),
        "EncryptedPackage": struct.pack("<Q", 8000) + noise.randbytes(8192 - 8),
    }
    fat = [FAT_SECTOR, END]  # sector 0 holds the table of sectors, sector 1 the directory
    body = b""
    entries = [_entry("Root Entry", 5, END, 0, child=1)]
    for place, (name, content) in enumerate(streams.items()):
        start, length = len(fat), len(content) // SECTOR
        fat += [start + i + 1 for i in range(length - 1)] + [END]
        sibling = 2 if place == 0 else NO_ENTRY
        entries.append(_entry(name, 2, start, len(content), right=sibling))
        body += content
    entries.append(bytes(64) + struct.pack("<HBBIII", 0, 0, 0, NO_ENTRY, NO_ENTRY, NO_ENTRY) + bytes(48))
    table = struct.pack(f"<{len(fat)}I", *fat).ljust(SECTOR, b"\xff")
    return _header() + table + b"".join(entries) + body


def _header() -> bytes:
    """The header of a compound file of version 3 with one sector of table and no short streams."""
    start = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    start += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    start += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, END, 0, END, 0)
    return start + struct.pack("<I", 0) + struct.pack("<108I", *[FREE] * 108)


def _entry(
    name: str, kind: int, start: int, size: int, *, right: int = NO_ENTRY, child: int = NO_ENTRY
) -> bytes:
    """One entry of the directory, 128 bytes."""
    text = (name + "\0").encode("utf-16-le")
    head = text.ljust(64, b"\0") + struct.pack("<HBBIII", len(text), kind, 1, NO_ENTRY, right, child)
    return head + bytes(36) + struct.pack("<IQ", start, size)
