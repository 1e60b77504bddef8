"""Hidden rows, columns and sheets, merged areas and formulas without a value of an .ods file.

Read while the XML streams by. A row that a filter hides is hidden.
"""

from dataclasses import dataclass, field
from xml.parsers import expat

from mot.ingest.containers.packages import BROKEN, DoctypeError, unpack

_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 "
_UNSEEN = ("collapse", "filter")
ROWS, COLUMNS = 1_048_576, 16_384


@dataclass(slots=True)
class Table:
    """One sheet: hidden rows and columns and merged areas (top, left, bottom, right), 0-based; the reach of its
    filled cells (`rows`, `columns`: one behind the last); formulas without a stored value."""

    name: str
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    rows: int = 0
    columns: int = 0
    uncached: int = 0


class _Reader:
    """Keeps the place in the current sheet while elements begin and end."""

    def __init__(self) -> None:
        self.tables: list[Table] = []
        self.row = self.column = self.repeat = 0

    def begin(self, name: str, values: dict[str, str]) -> None:
        if name == _TABLE + "table":
            self.tables.append(Table(values.get(_TABLE + "name", "")))
            self.row = self.column = self.repeat = 0
        elif not self.tables:
            return
        elif name == _TABLE + "table-column":
            count = _count(values, "number-columns-repeated", COLUMNS)
            if values.get(_TABLE + "visibility") in _UNSEEN:
                self.tables[-1].hidden_columns.update(range(self.column, min(self.column + count, COLUMNS)))
            self.column += count
        elif name == _TABLE + "table-row":
            self.repeat, self.column = _count(values, "number-rows-repeated", ROWS), 0
            if values.get(_TABLE + "visibility") in _UNSEEN:
                self.tables[-1].hidden_rows.update(range(self.row, min(self.row + self.repeat, ROWS)))
        elif name in (_TABLE + "table-cell", _TABLE + "covered-table-cell"):
            self._cell(values)

    def _cell(self, values: dict[str, str]) -> None:
        table, count = self.tables[-1], _count(values, "number-columns-repeated", COLUMNS)
        typed = _OFFICE + "value-type" in values
        if _TABLE + "formula" in values and not typed:
            table.uncached += count * self.repeat
        if typed:
            table.rows = max(table.rows, self.row + self.repeat)
            table.columns = max(table.columns, self.column + count)
        down, across = (_count(values, f"number-{way}-spanned", COLUMNS) for way in ("rows", "columns"))
        if down * across > 1:
            table.merged.append((self.row, self.column, self.row + down - 1, self.column + across - 1))
        self.column += count

    def end(self, name: str) -> None:
        if name == _TABLE + "table-row":
            self.row += self.repeat


def _count(values: dict[str, str], key: str, most: int) -> int:
    text = values.get(_TABLE + key, "1")
    return min(max(int(text), 1), most) if text.isascii() and text.isdecimal() and len(text) < 10 else 1


def tables_of(content: bytes) -> list[Table] | None:
    """The sheets in their order; None when the XML cannot be read.

    Raises
    ------
    DoctypeError
        The XML defines a document type.
    """
    reader = _Reader()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = reader.begin
    parser.EndElementHandler = reader.end
    parser.StartDoctypeDeclHandler = _refuse
    try:
        for piece in unpack(content, "content.xml"):
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except DoctypeError:
        raise
    except (expat.ExpatError, *BROKEN):
        return None
    return reader.tables


def _refuse(name: str, *_rest: object) -> None:
    raise DoctypeError(name)
