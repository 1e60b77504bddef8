"""Open documents (.ods), written part by part."""

import datetime as dt
from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path

from sample_data.binary import pack
from sample_data.sheets import Cell, Row

MIME = "application/vnd.oasis.opendocument.spreadsheet"
NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
    for short, long in (("office", "office"), ("table", "table"), ("text", "text"))
)
MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest manifest:version="1.2" '
    'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{MIME}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)


def write_ods(
    path: Path, name: str, rows: Iterable[Row], *, hidden_rows: Sequence[int] = (), title: str = ""
) -> Path:
    """Write one sheet; hidden rows are counted from 0. A `title` stands above, over as many cells as a row has."""
    kept = [list(row) for row in rows]
    width = max(map(len, kept))
    lines = [f'<table:table-column table:number-columns-repeated="{width}"/>']
    if title:
        covered = f'<table:covered-table-cell table:number-columns-repeated="{width - 1}"/>'
        lines.append(f"<table:table-row>{cell(title, spanned=width)}{covered}</table:table-row>")
    for place, row in enumerate(kept):
        unseen = ' table:visibility="filter"' if place in hidden_rows else ""
        lines.append(f"<table:table-row{unseen}>{''.join(map(cell, row))}</table:table-row>")
    blank = '<table:table-cell table:number-columns-repeated="1024"/>'
    empty = f'<table:table-row table:number-rows-repeated="1048000">{blank}</table:table-row>'
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?>'
        f'<office:document-content {NAMES} office:version="1.2"><office:body>'
        f'<office:spreadsheet><table:table table:name="{escape(name)}">{"".join(lines)}{empty}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    members = {
        "mimetype": MIME.encode(),
        "content.xml": content.encode(),
        "META-INF/manifest.xml": MANIFEST.encode(),
    }
    return pack(path, members)


def cell(value: Cell, spanned: int = 1) -> str:
    """One cell, over some columns."""
    over = f' table:number-columns-spanned="{spanned}" table:number-rows-spanned="1"' if spanned > 1 else ""
    if value is None:
        return f"<table:table-cell{over}/>"
    if isinstance(value, dt.date):
        return f'<table:table-cell office:value-type="date" office:date-value="{value.isoformat()}"{over}/>'
    if isinstance(value, str):
        return f'<table:table-cell office:value-type="string"{over}><text:p>{escape(value)}</text:p></table:table-cell>'
    return f'<table:table-cell office:value-type="float" office:value="{value}"{over}/>'
