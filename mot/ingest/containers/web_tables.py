"""Web pages that are called .xls: many systems export a table so, and Excel opens it."""

import re
from html.parser import HTMLParser

from mot.ingest.containers.books import check_cells
from mot.ingest.containers.encodings import decode, guess
from mot.ingest.containers.limits import Limits
from mot.ingest.containers.refusals import NotAWorkbookError, TooLargeError
from mot.ingest.sheet import Sheet

_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([\w-]{1,40})""", re.I)
_CHINESE = {"gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "utf8": "utf-8"}
_BLOCKS = ("p", "div", "li")
MOST_SPANNED = 1000


class _Tables(HTMLParser):
    """Collects the cells of all outermost tables, one sheet for each."""

    def __init__(self, name: str, limits: Limits) -> None:
        super().__init__(convert_charrefs=True)
        self.name, self.limits = name, limits
        self.tables: list[list[list[str]]] = []
        self.merged: list[list[tuple[int, int, int, int]]] = []
        self.taken: set[tuple[int, int]] = set()
        self.depth = self.cells = self.unseen = 0
        self.cell: list[str] | None = None
        self.span = (1, 1)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a table, a row or a cell."""
        if tag == "table":
            self.depth += 1
            if self.depth == 1:
                self.tables.append([])
                self.merged.append([])
                self.taken = set()
        elif tag in ("style", "script"):
            self.unseen += 1
        elif self.depth == 1 and tag == "tr":
            self._close()
            self.tables[-1].append([])
        elif self.depth == 1 and tag in ("td", "th"):
            self._close()
            known = dict(attrs)
            self.cell = []
            self.span = _count(known.get("rowspan")), _count(known.get("colspan"))
        elif (tag == "br" or tag in _BLOCKS) and self.cell:
            self.cell.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """End a table, a row or a cell."""
        if tag == "table" and self.depth:
            if self.depth == 1:
                self._close()
            self.depth -= 1
        elif tag in ("style", "script") and self.unseen:
            self.unseen -= 1
        elif self.depth == 1 and tag in ("td", "th", "tr"):
            self._close()

    def handle_data(self, data: str) -> None:
        """Text of a cell."""
        if self.cell is not None and not self.unseen:
            self.cell.append(data)

    def _close(self) -> None:
        if self.cell is None:
            return
        table = self.tables[-1]
        if not table:
            table.append([])
        line, row = table[-1], len(table) - 1
        while (row, len(line)) in self.taken:
            line.append("")
        down, across = self.span
        if down * across > 1:
            column = len(line)
            self.merged[-1].append((row, column, row + down - 1, column + across - 1))
            self.taken |= {(row + r, column + c) for r in range(down) for c in range(across)}
        self.cells += down * across
        if self.cells > self.limits.cells or len(table) > self.limits.rows or len(line) > self.limits.columns:
            raise TooLargeError(name=self.name)
        line.append(re.sub(r"[ \t\r\f]+", " ", "".join(self.cell)).strip())
        self.cell = None


def _count(told: str | None) -> int:
    return (
        min(max(int(told), 1), MOST_SPANNED)
        if told and told.isascii() and told.isdecimal() and len(told) < 8
        else 1
    )


def read_page(
    content: bytes, name: str, limits: Limits, encoding: str = ""
) -> tuple[tuple[Sheet, ...], tuple[str, ...]]:
    """The tables of a page, and the encodings that are plausible; () where the page tells its own.

    Raises
    ------
    NotAWorkbookError, TooLargeError, CellTooLongError
    """
    text, encodings = _text(content, encoding)
    reader = _Tables(name, limits)
    reader.feed(text)
    reader.close()
    sheets = []
    for number, (grid, merged) in enumerate(zip(reader.tables, reader.merged, strict=True), start=1):
        check_cells(grid, 1, name, limits)  # type: ignore[arg-type]
        title = name.rsplit(".", 1)[0] if len(reader.tables) == 1 else f"{number}"
        sheets.append(Sheet(name=title, grid=[line or [""] for line in grid], merged=tuple(merged)))
    if not sheets:
        raise NotAWorkbookError(name=name)
    return tuple(sheets), encodings


def _text(content: bytes, encoding: str) -> tuple[str, tuple[str, ...]]:
    told = _CHARSET.search(content[:4096])
    if told:
        codec = told[1].decode().lower()
        try:
            return content.decode(_CHINESE.get(codec, codec)), ()
        except (LookupError, UnicodeDecodeError):  # pages often tell another one than they are in
            pass
    encodings = guess(content)
    if encoding in encodings:
        encodings = (encoding, *(other for other in encodings if other != encoding))
    return (decode(content, encodings[0]) if encodings else ""), encodings
