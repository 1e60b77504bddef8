"""Files that ask for too much, or pretend to be what they are not."""

from pathlib import Path
from typing import Any

from mot.domain.survey import Institution
from sample_data.binary import pack, unpack
from sample_data.packings import another_ending, edit, locked

Expected = dict[str, Any]


def locked_without_password(path: Path, bank: Institution) -> Expected:
    """A workbook behind a password that nobody told."""
    locked(path, bank)
    return {"error": "encrypted"}


def picture(path: Path, _bank: Institution) -> Expected:
    """A picture that somebody renamed."""
    path.write_bytes(
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89" + bytes(40)
    )
    return {"error": "not_a_workbook"}


def bomb(path: Path, bank: Institution) -> Expected:
    """A package of a few kilobytes that would unpack to sixty megabytes of nothing."""
    another_ending(path, bank)
    pack(path, unpack(path) | {"xl/media/image1.bin": bytes(60_000_000)})
    return {"error": "unsafe"}


def entities(path: Path, bank: Institution) -> Expected:
    """A list of sheets whose names multiply when they are read."""
    another_ending(path, bank)
    members = unpack(path)
    layers = "".join(f'<!ENTITY l{i + 1} "{f"&l{i};" * 10}">' for i in range(9))
    doctype = f'<!DOCTYPE workbook [<!ENTITY l0 "ha">{layers}]>'.encode()
    book = members["xl/workbook.xml"].replace(b"<workbook", doctype + b"<workbook", 1)
    pack(path, members | {"xl/workbook.xml": book.replace("反馈".encode(), b"&l9;")})
    return {"error": "unsafe"}


def stray_cell(path: Path, bank: Institution) -> Expected:
    """A blank in the last cell that Excel has."""
    another_ending(path, bank)
    far = rb'<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t> </t></is></c></row></sheetData>'
    edit(path, rb"</sheetData>", far)
    return {"error": "stray_cell"}


FILES = (
    ("bad_locked.xlsx", locked_without_password),
    ("bad_picture.xlsx", picture),
    ("bad_bomb.xlsx", bomb),
    ("bad_entities.xlsx", entities),
    ("bad_stray_cell.xlsx", stray_cell),
)
