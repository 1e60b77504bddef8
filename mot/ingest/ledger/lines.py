"""The rows of a ledger below its header, with merged cells in each of their rows."""

from dataclasses import dataclass

from mot.domain.errors import N_, MotError
from mot.ingest.cells import as_text
from mot.ingest.ledger.columns import Part
from mot.ingest.ledger.sheets import FREE, LedgerColumn, Listing

MOST_ROWS = 5_000
MOST_MERGED = 100_000  # cells that merged areas are written into
WIDE = 3  # merged columns from which a row is a heading between others
FEW = 2  # filled cells up to which a row that says nothing to do is a remark below the table


class LedgerTooLongError(MotError):
    """The sheet has more rows than any ledger of actions."""

    message = N_("The sheet {sheet} has {count} rows; a ledger of actions may have {most}. Split it by year.")


@dataclass(frozen=True, slots=True)
class Line:
    """One row: its place in Excel, its cells by part, and what is told beside them, each with its header."""

    listing: Listing
    row: int
    cells: dict[Part, object]
    more: tuple[tuple[str, str], ...]

    @property
    def sheet(self) -> str:
        """The name of its sheet."""
        return self.listing.sheet.name

    def text(self, part: Part) -> str:
        """A cell as text, "" when it is blank."""
        return as_text(self.cells[part]) if part in self.cells else ""

    def column(self, part: Part) -> LedgerColumn | None:
        """The column of a part."""
        return self.listing.column(part)


def lines_of(listing: Listing) -> tuple[Line, ...]:
    """Every row that names something to do or to mend; blank rows, headings, totals and remarks are none.

    Raises
    ------
    LedgerTooLongError
    """
    sheet, start = listing.sheet, listing.header_row + 1
    if sheet.n_rows - start > MOST_ROWS:
        raise LedgerTooLongError(sheet=sheet.name, count=sheet.n_rows - start, most=MOST_ROWS)
    rows = sheet.head(sheet.n_rows)
    headings = _spread(listing, rows)
    header = {column.position: column.header for column in listing.columns}
    found = []
    for number in range(start, len(rows)):
        values = rows[number]
        filled = [place for place, value in enumerate(values) if value is not None]
        repeated = sum(header.get(place) == values[place] for place in filled) >= FEW
        if not filled or number in headings or repeated:
            continue
        line = _line(listing, sheet.first_row + number, values)
        says = any(part in line.cells for part in (Part.TITLE, Part.DESCRIPTION, Part.PROBLEM, Part.NUMBER))
        if says or len(filled) > FEW:
            found.append(line)
    return tuple(found)


def _spread(listing: Listing, rows: list[list[object | None]]) -> set[int]:
    """Write merged cells into each of their rows; the rows that are headings between others."""
    headings, start, left_to_write = set(), listing.header_row + 1, MOST_MERGED
    for top, left, bottom, right in listing.sheet.merged:
        if not start <= top < len(rows) or not 0 <= left < len(rows[top]):
            continue
        if top == bottom and right - left + 1 >= WIDE:
            headings.add(top)
        below = range(top + 1, min(bottom, len(rows) - 1) + 1)
        left_to_write -= len(below)
        if left_to_write < 0:
            break
        for row in below:
            rows[row][left] = rows[top][left]
    return headings


def _line(listing: Listing, row: int, values: list[object | None]) -> Line:
    cells: dict[Part, object] = {}
    more: list[tuple[str, str]] = []
    for column in listing.columns:
        value = values[column.position] if column.position < len(values) else None
        if value is None:
            continue
        if column.part is Part.MORE:
            more.append((column.header, as_text(value)))
        elif column.part not in FREE:
            cells[column.part] = value
    return Line(listing, row, cells, tuple(more))
