"""Workbooks behind a password, made with dice that fall the same every time."""

import hashlib
import io
import random
import struct
from pathlib import Path
from unittest import mock

import olefile
from msoffcrypto.format.ooxml import OOXMLFile
from msoffcrypto.method import ecma376_agile
from msoffcrypto.method.container import ecma376_encrypted
from xlwt.CompoundDoc import XlsDoc

from sample_data.binary import pack, unpack

PLAIN_RECORDS = (0x0809, 0x002F, 0x00E1)  # begin of file, the lock itself, interface: never encrypted
BOUNDSHEET, FILEPASS = 0x0085, 0x002F
BLOCK = 1024


def lock(path: Path, password: str) -> Path:
    """Put a lock on an .xlsx file, as Excel does since 2010: AES-256 in blocks, keys by SHA-512."""
    pack(path, unpack(path), stored=True)
    dice, out = random.Random(path.name), io.BytesIO()
    with (
        mock.patch.object(ecma376_agile, "_random_buffer", dice.randbytes),
        mock.patch.object(ecma376_encrypted, "datetime2filetime", return_value=0),
    ):
        OOXMLFile(io.BytesIO(path.read_bytes())).encrypt(password, out)
    path.write_bytes(out.getvalue())
    return path


def lock_old(path: Path, password: str) -> Path:
    """Put a lock on an .xls file, as Excel 97 does: RC4 in blocks of 1,024 bytes, keys by MD5."""
    dice = random.Random(path.name)
    with olefile.OleFileIO(path.read_bytes()) as container:
        stream = container.openstream("Workbook").read()
    salt, check = dice.randbytes(16), dice.randbytes(16)
    sealed = rc4(key_of(password, salt, 0), check + hashlib.md5(check).digest())
    head = struct.pack("<HHHHH", FILEPASS, 54, 1, 1, 1) + salt + sealed
    first = 4 + struct.unpack_from("<H", stream, 2)[0]
    plain, places = bytearray(stream[:first] + head), set(range(first + len(head)))
    at = first
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        if not kind:  # what follows only fills the last sector
            break
        content = bytearray(stream[at + 4 : at + 4 + size])
        start = len(plain)
        places.update(range(start, start + 4))
        if kind == BOUNDSHEET:  # where a sheet begins is told in the open, and all have moved
            struct.pack_into("<I", content, 0, struct.unpack_from("<I", content)[0] + len(head))
            places.update(range(start + 4, start + 8))
        elif kind in PLAIN_RECORDS:
            places.update(range(start + 4, start + 4 + size))
        plain += stream[at : at + 4] + content
        at += 4 + size
    plain += struct.pack("<HH", 0, -len(plain) % 4) + bytes(-len(plain) % 4)
    locked = bytearray()
    for block in range(0, len(plain), BLOCK):
        piece = bytes(plain[block : block + BLOCK])
        hidden = rc4(key_of(password, salt, block // BLOCK), piece)
        locked += bytes(
            p if block + i in places else h for i, (p, h) in enumerate(zip(piece, hidden, strict=True))
        )
    with path.open("wb") as file:
        XlsDoc().save(file, bytes(locked))
    return path


def key_of(password: str, salt: bytes, block: int) -> bytes:
    """The key of a block."""
    start = hashlib.md5(password.encode("utf-16-le")).digest()[:5]
    middle = hashlib.md5((start + salt) * 16).digest()[:5]
    return hashlib.md5(middle + struct.pack("<I", block)).digest()


def rc4(key: bytes, content: bytes) -> bytes:
    """RC4, which is no protection any more; here it only makes a sample."""
    state, j = list(range(256)), 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    out, i, j = bytearray(), 0, 0
    for byte in content:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)
