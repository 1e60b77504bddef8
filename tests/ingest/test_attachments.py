"""A file is what its bytes say, and only harmless kinds are kept."""

import struct

import pytest

from mot.ingest.attachments import ENDINGS, PARTS, media_type, named
from tests.ingest.attachment_samples import GIF, JPEG, PDF, PNG, WEBP, office

OFFICE = "application/vnd.openxmlformats-officedocument."


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (PDF, "application/pdf"),
        (PNG, "image/png"),
        (JPEG, "image/jpeg"),
        (GIF, "image/gif"),
        (WEBP, "image/webp"),
        (office("word"), OFFICE + "wordprocessingml.document"),
        (office("xl"), OFFICE + "spreadsheetml.sheet"),
        (office("ppt"), OFFICE + "presentationml.presentation"),
    ],
)
@pytest.mark.parametrize("name", ["x", "x.exe", "x.html", "x.txt"])
def test_bytes_tell_the_kind_whatever_the_name(content: bytes, kind: str, name: str) -> None:
    assert media_type(name, content) == kind
    assert named(name, kind).endswith("." + ENDINGS[kind][0])


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.txt", "会议纪要：<5 分的有 3 人".encode(), "text/plain"),
        ("A.CSV", "\ufeff网点,感知\n北门,3\n".encode(), "text/csv"),
        ("a.txt", b"tabs\tand\r\nlines\x0c", "text/plain"),
    ],
)
def test_text_in_utf8_is_kept_under_a_name_for_text(name: str, content: bytes, kind: str) -> None:
    assert media_type(name, content) == kind


def lying() -> bytes:
    """A package whose directory tells a smaller size of a part than it unpacks to."""
    package = bytearray(office("word", parts={"word/media/a.xml": bytes(1_000_000)}))
    size = struct.pack("<I", 1_000_000)
    places = [i for i in range(len(package)) if package[i : i + 4] == size]
    for place in places:
        package[place : place + 4] = struct.pack("<I", 10)
    assert places
    return bytes(package)


MACRO_KIND = "application/vnd.ms-word.document.macroEnabled.main+xml"
VBA = '<Override PartName="/word/a.dat" ContentType="application/vnd.ms-office.vbaProject"/>'
HIDDEN_VBA = VBA.replace("vba", "&#118;ba")
ENTITY = '<!DOCTYPE Types [<!ENTITY a "b">]>'


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", b""),
        ("a.txt", b" \r\n\t"),
        ("a.txt", "网点".encode("gbk")),
        ("a.txt", b"a\x00b"),
        ("a.txt", b"\x1b[2J"),
        ("a.txt", b"\n <!DOCTYPE html><p>"),
        ("a.csv", b"a,b\n<script>alert(1)</script>,2"),
        ("a.txt", b"<?xml version='1.0'?><svg onload='x'/>"),
        ("a.html", b"plain words"),
        ("a.js", b"alert(1)"),
        ("a.bat", b"del *.*"),
        ("a", b"plain words"),
        ("a.png", b"<html><body>"),
        ("a.png", b"\x89PNG\r\n\x1a\n"),
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        ("a.jpg", b"\xff\xd8\xff"),
        ("a.exe", b"MZ\x90\x00" + bytes(100)),
        ("a.txt", b"\x7fELF" + bytes(100)),
        ("a.pdf", b" %PDF-1.7 after a blank"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
        ("a.zip", b"PK\x03\x04" + bytes(40)),
        ("a.docx", b"PK\x05\x06" + bytes(18)),
        ("a.docx", office("word")[:-30]),
        ("a.docx", b"MZ" + office("word")),
        ("a.docx", office("word", kind="application/zip")),
        ("a.docm", office("word", kind=MACRO_KIND)),
        ("a.docx", office("word", more=VBA)),
        ("a.docx", office("word", more=HIDDEN_VBA)),
        ("a.docx", office("word", more=ENTITY)),
        ("a.docx", office("word", more=VBA, encoding="utf-16")),
        ("a.docx", office("word", parts={"word/vbaProject.bin": b"x"})),
        ("a.docx", office("word", parts={"word/VBAPROJECT.BIN": b"x"})),
        ("a.xlsx", office("xl", parts={"xl/macrosheets/sheet1.xml": b"x"})),
        ("a.docx", office("word", parts={"word/activeX/activeX1.xml": b"x"})),
        ("a.docx", office("word", parts={"../../evil.txt": b"x"})),
        ("a.docx", office("word", parts={"/etc/passwd": b"x"})),
        ("a.docx", office("word", parts={"[content_types].xml": b"x"})),
        ("a.docx", office("word", bomb=True)),
        ("a.docx", lying()),
        ("a.docx", office("word", parts={f"word/{i}.xml": b"" for i in range(PARTS)})),
    ],
)
def test_everything_else_is_no_kind_that_is_kept(name: str, content: bytes) -> None:
    assert media_type(name, content) is None
