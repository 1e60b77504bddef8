"""The smallest files of every kind that may be attached, and some that only look like them."""

import io
import zipfile

PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj<<>>endobj\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(13)
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(20)
GIF = b"GIF89a\x01\x00\x01\x00\x00\x00\x00;"
WEBP = b"RIFF\x1a\x00\x00\x00WEBPVP8L" + bytes(14)
_TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/{part}" ContentType="{kind}"/>{more}</Types>'
)
_MAIN = {
    "word": ("word/document.xml", "wordprocessingml.document"),
    "xl": ("xl/workbook.xml", "spreadsheetml.sheet"),
    "ppt": ("ppt/presentation.xml", "presentationml.presentation"),
}


def office(
    folder: str,
    *,
    kind: str = "",
    more: str = "",
    parts: dict[str, bytes] | None = None,
    bomb: bool = False,
    encoding: str = "utf-8",
) -> bytes:
    """An Office package; `kind` in place of its own, `more` in its list of contents, further `parts`."""
    part, own = _MAIN[folder]
    told = kind or f"application/vnd.openxmlformats-officedocument.{own}.main+xml"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        listed = _TYPES.format(part=part, kind=told, more=more)
        package.writestr("[Content_Types].xml", listed.encode(encoding))
        package.writestr(part, "<document/>")
        for name, content in (parts or {}).items():
            package.writestr(name, content)
        if bomb:
            for i in range(3):
                package.writestr(f"{folder}/media/{i}.xml", bytes(50_000_000))
    return out.getvalue()
