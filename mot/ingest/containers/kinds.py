"""What a file is, told by its bytes; its ending is never looked at."""

import io
import zipfile
from enum import StrEnum

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = (b"PK\x03\x04", b"PK\x05\x06")
PAGES = (b"<html", b"<!doctype html", b"<table", b"<head", b"<meta", b"<style", b"<body", b"<div")
SPSS = (b"$FL2", b"$FL3")
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_SPREADSHEET = b"application/vnd.oasis.opendocument.spreadsheet"
BLANK = b"\x00 \t\r\n\xef\xbb\xbf"


class Kind(StrEnum):
    """The kinds of file that are told apart."""

    XLSX = "xlsx"  # and .xlsm, whose macros are never looked at
    XLSB = "xlsb"
    ODS = "ods"
    XLS = "xls"
    LOCKED = "locked"  # a workbook of any newer kind behind a password
    SPSS = "sav"
    PAGE = "html"  # a web page that Excel opens
    XML = "xml"  # Excel 2003
    TEXT = "text"
    EMPTY = "empty"
    UNKNOWN = "unknown"


def kind_of(content: bytes) -> Kind:
    """The kind of a file.

    >>> kind_of(b"a,b\\n1,2"), kind_of(b"$FL2@(#) SPSS"), kind_of(b" ")
    (<Kind.TEXT: 'text'>, <Kind.SPSS: 'sav'>, <Kind.EMPTY: 'empty'>)
    """
    if not content[:4096].strip(BLANK) and not content.strip(BLANK):
        return Kind.EMPTY
    if content.startswith(ZIP):
        return _package(content)
    if content.startswith(OLE):
        return Kind.LOCKED if _LOCKED in content else Kind.XLS
    if content.startswith(SPSS):
        return Kind.SPSS
    head = content[:4096].lstrip(BLANK).lower()
    if b"urn:schemas-microsoft-com:office:spreadsheet" in head and head.startswith(b"<"):
        return Kind.XML
    return Kind.PAGE if head.startswith(PAGES) else Kind.TEXT


def _package(content: bytes) -> Kind:
    """The kind of a package, by its parts."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            names = set(package.namelist())
            if "mimetype" in names and "content.xml" in names:
                with package.open("mimetype") as part:
                    return Kind.ODS if part.read(200).startswith(_SPREADSHEET) else Kind.UNKNOWN
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError):
        return Kind.UNKNOWN
    lower = {name.lower().lstrip("/") for name in names}
    if "xl/workbook.bin" in lower:
        return Kind.XLSB
    return Kind.XLSX if any(n.startswith("xl/") and n.endswith(".xml") for n in lower) else Kind.UNKNOWN
