"""A slide's table: text and hairlines, as large as it fits; what does not fit is counted under it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from mot.domain.slides import Form, Table, Tone
from mot.locale.cells import written
from mot.locale.words import Locale
from mot.reports.drawn.marks import TONES, Area, Mark, Pen, Text, cropped, stacked
from mot.reports.layout import LEADING, TABLE_SIZES, Box

GUTTER = 18.0  # between two columns
PAD = 0.45  # ems over and under the text of a row
SIZES = (17.0, 16.0, 15.0, *TABLE_SIZES)
LEAST_WHOLE, LARGEST_WRAPPED = 12.0, 14.0  # down to which cells stay whole, and size of cells that do not
NARROW = 620.0  # of a table beside a chart, whose letters are no larger than the chart's
WORD = re.compile(r"[^\s\u2e80-\uffff]+")  # that a heading does not break
TALLEST = 3  # lines of a cell
HAIR = 0.01  # units by which a text may be wider than its column, which was summed up from shares
HEADING_LINES, LEAST_HEADING = 2, 4.2  # lines, and ems from which a heading may take two
LOOSE = 0.6  # of the width of its texts, that a table is wider where there is room
NUMBERS = frozenset((Form.COUNT, Form.SCORE, Form.SIGNED, Form.SHARE))
WHOLE = NUMBERS | {Form.DATE}  # that never wrap
LOUD = frozenset((Tone.WEAK, Tone.ABOVE))


@dataclass(frozen=True, slots=True)
class Cell:
    """The lines of a cell and what they are written with."""

    lines: tuple[str, ...]
    pen: Pen


@dataclass(frozen=True, slots=True)
class Grid:
    """A table set in one size: width of each column, cells of the headings and of the rows."""

    size: float
    widths: tuple[float, ...]
    head: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]

    @property
    def wrapped(self) -> bool:
        """Whether a cell takes more than one line."""
        return any(len(cell.lines) > 1 for row in self.rows for cell in row)

    def height_of(self, cells: Sequence[Cell]) -> float:
        """Of a row."""
        return self.size * (max(len(cell.lines) for cell in cells) * LEADING + 2 * PAD)


def drawn(table: Table, box: Box, locale: Locale) -> list[Mark]:
    """The table in its box: its title, headings, rows, and under it what it leaves out."""
    title, note = Pen(13.5, bold=True), Pen(12, "sub")
    top, marks = box.y, list[Mark]()
    if table.title:
        marks += stacked([title.cut(table.title, box.width)], box.x, top, title)
        top += title.height(1) + 4
    texts = [[written(locale, v, c) for v, c in zip(row, table.columns, strict=True)] for row in table.rows]
    grid, shown = _fitted(table, texts, box.width, box.bottom - top, note, locale)
    marks += _rows(grid, table, shown, Box(box.x, top, box.width, 0))
    end = top + grid.height_of(grid.head) + sum(grid.height_of(row) for row in grid.rows[:shown])
    for line in _notes(table, shown, locale, note, box.width):
        marks += stacked([line], box.x, end + 5, note)
        end += note.height(1)
    return marks


def letters(table: Table, box: Box, locale: Locale) -> float:
    """The size in which a table is written on its slide."""
    texts = [[written(locale, v, c) for v, c in zip(row, table.columns, strict=True)] for row in table.rows]
    return _fitted(table, texts, box.width, box.height - 24, Pen(12, "sub"), locale)[0].size


def _fitted(
    table: Table, texts: list[list[str]], width: float, height: float, note: Pen, locale: Locale
) -> tuple[Grid, int]:
    """The table in the largest size in which all rows fit; in the smallest, the rows that do."""
    ems = _natural(table, texts)
    sizes = SIZES if width > NARROW else SIZES[2:]
    for wrapped in (False, True):
        for size in (one for one in sizes if (one <= LARGEST_WRAPPED if wrapped else one >= LEAST_WHOLE)):
            grid = _set(table, texts, _widths(table, ems, width, size), size)
            own = note.height(len(_notes(table, len(grid.rows), locale, note, width))) + 5
            fits = grid.height_of(grid.head) + sum(map(grid.height_of, grid.rows)) + own <= height
            if fits and (wrapped or not grid.wrapped):
                return grid, len(grid.rows)
    left = height - grid.height_of(grid.head) - 5
    left -= note.height(len(_notes(table, 0, locale, note, width)))
    shown = 0
    for row in grid.rows:
        left -= grid.height_of(row)
        if left < 0:
            break
        shown += 1
    return grid, shown


def _notes(table: Table, shown: int, locale: Locale, pen: Pen, width: float) -> tuple[str, ...]:
    """The lines under a table: its own note, and how many rows stand in the appendix alone."""
    lines = pen.wrap(table.note, width) if table.note else ()
    more = len(table.rows) - shown
    if not more:
        return lines
    told = locale.tn("… {n} more row, see the appendix", "… {n} more rows, see the appendix", more)
    return (pen.cut(told, width), *lines)


def _set(table: Table, texts: list[list[str]], widths: tuple[float, ...], size: float) -> Grid:
    """Cells wrapped in their columns."""
    heading = Pen(size - 1, "sub")
    head = tuple(
        _cell(c.title, heading, w, HEADING_LINES) for c, w in zip(table.columns, widths, strict=True)
    )
    rows = []
    for number, row in enumerate(texts):
        pens = [_pen(table, number, place, size) for place in range(len(row))]
        rows.append(tuple(_cell(t, p, w, TALLEST) for t, p, w in zip(row, pens, widths, strict=True)))
    return Grid(size, widths, head, tuple(rows))


def _cell(text: str, pen: Pen, width: float, most: int) -> Cell:
    if pen.width(text) <= width + HAIR and "\n" not in text:
        return Cell((text,), pen)
    return Cell(cropped(pen.wrap(text, width), most, width, pen), pen)


def _pen(table: Table, row: int, place: int, size: float) -> Pen:
    tone = Tone(table.tones[row][place]) if table.tones else Tone.PLAIN
    return Pen(size, TONES[tone], bold=tone in LOUD)


def _widths(table: Table, ems: Sequence[float], width: float, size: float) -> tuple[float, ...]:
    """Columns as wide as their longest text; too wide ones of text share what numbers and short ones leave."""
    room = width - GUTTER * (len(table.columns) - 1)
    natural = [size * em for em in ems]
    total = sum(natural)
    if total <= room:
        spare = min(room - total, LOOSE * total)
        return tuple(n + spare * n / max(1.0, total) for n in natural)
    kept = [n if c.form in WHOLE else 0.0 for n, c in zip(natural, table.columns, strict=True)]
    limits = [max(1.0, column.weight) for column in table.columns]
    return _shared(natural, kept, limits, room)


def _natural(table: Table, texts: list[list[str]]) -> list[float]:
    """Ems that each column needs: its longest text in bold letters, its heading in two lines."""
    pen = Pen(1, bold=True)
    needed = []
    for place, column in enumerate(table.columns):
        words = WORD.findall(column.title)
        whole = pen.width(column.title)
        room = max(whole / 2, min(whole, LEAST_HEADING), *map(pen.width, words), 0.0)
        while len(pen.wrap(column.title, room)) > HEADING_LINES:
            room += 0.5
        heading = max(map(pen.width, pen.wrap(column.title, room)))
        needed.append(max(heading, *(pen.width(row[place]) for row in texts), 1.0))
    return needed


def _shared(
    natural: Sequence[float], kept: Sequence[float], weights: Sequence[float], room: float
) -> tuple[float, ...]:
    """What never wraps keeps its width; of the texts only those are narrowed that are longer than their share."""
    widths, left = list(kept), max(room * 0.3, room - sum(kept))
    longer = [i for i, width in enumerate(kept) if not width]
    while longer:
        share = left / sum(weights[i] for i in longer)
        short = [i for i in longer if natural[i] <= share * weights[i]]
        for i in short or longer:
            widths[i] = natural[i] if short else share * weights[i]
            left -= widths[i]
        longer = [i for i in longer if i not in short] if short else []
    scale = min(1.0, room / sum(widths)) if sum(widths) else 1.0
    return tuple(width * scale for width in widths)


def _rows(grid: Grid, table: Table, shown: int, box: Box) -> list[Mark]:
    """Headings over a darker line, rows over hairlines; numbers at the right of their columns."""
    marks: list[Mark] = []
    wide = min(box.width, sum(grid.widths) + GUTTER * (len(grid.widths) - 1))
    top = box.y
    for number, cells in enumerate((grid.head, *grid.rows[:shown])):
        height = grid.height_of(cells)
        left = box.x
        for cell, width, column in zip(cells, grid.widths, table.columns, strict=True):
            lower = height - grid.size * (2 * PAD + len(cell.lines) * LEADING) if number == 0 else 0
            lines = stacked(cell.lines, left, top + grid.size * PAD + lower, cell.pen)
            if column.form in NUMBERS:
                lines = [Text(left + width, one.y, one.text, one.pen, right=True) for one in lines]
            marks += lines
            left += width + GUTTER
        top += height
        marks.append(Area(Box(box.x, top - 0.5, wide, 1), "faint" if number == 0 else "hair"))
    return marks
