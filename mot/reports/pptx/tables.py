"""A slide's table as a native one: heading, hairlines, no bands; as much of it as fits, saying what is left out."""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from mot.domain.slides import Column, Form, Table, Tone
from mot.locale.cells import written
from mot.locale.words import Locale
from mot.reports import measure
from mot.reports.layout import TABLE_SIZES, Box
from mot.reports.pptx import theme
from mot.reports.pptx.text import SLACK, Pen, fitted, place, shape

LEADING = 1.3
PADS = (*((size, 0.42) for size in TABLE_SIZES), (TABLE_SIZES[-1], 0.3), (TABLE_SIZES[-1], 0.16))
"""Size of the letters, and ems above and below them in a cell, from airy to dense."""
SIDE = 0.5  # ems left and right of it
MOST_LINES = 3  # of a cell
SHORT = 9.0  # ems up to which a column keeps the width that it needs
NUMBERS = {Form.COUNT, Form.SCORE, Form.SIGNED, Form.SHARE}
PLAIN = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # no style, no grid: known to every PowerPoint
TABLE = "http://schemas.openxmlformats.org/drawingml/2006/table"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as it is drawn.

    edge: colour of the line under it · frame: of all four lines · vertical: text that runs upwards · size: of its
    letters where it is not the table's.
    """

    text: str
    colour: str = theme.COLOURS["ink"]
    bold: bool = False
    align: str = "l"
    fill: str = ""
    hatched: bool = False
    edge: str = theme.COLOURS["hair"]
    span: int = 1
    vertical: bool = False
    anchor: str = "ctr"
    frame: str = ""
    size: float = 0.0


@dataclass(frozen=True, slots=True)
class Fitted:
    """A table's texts, widths and heights at the size at which it fits; `left_out` rows do not."""

    size: float
    widths: tuple[float, ...]
    heights: tuple[float, ...]
    texts: tuple[tuple[str, ...], ...]
    left_out: int


def draw(pen: Pen, number: int, table: Table, box: Box, locale: Locale) -> str:
    """The table with its title above and its note below, as shapes numbered from `number`; at most three."""
    drawn, top = "", box.y
    if table.title:
        size, text = fitted(table.title, (14.0, 13.0, 12.0), box.width, 20, bold=True)
        words = pen.paragraph(pen.run(text, size, theme.COLOURS["ink"], bold=True))
        drawn += shape(pen, number + 1, f"{table.title} · title", Box(box.x, top, box.width, 22), words)
        top += 26
    note_size, note = fitted(table.note, (12.0, 11.0, 10.0), box.width, 34) if table.note else (0.0, "")
    rows = len(measure.wrap(note, note_size, box.width / SLACK)) if note else 0
    below = rows * note_size * LEADING + 8 if note else 0.0
    found = fit(table, box.width, box.bottom - top - below, locale)
    high = sum(found.heights)
    grid = _grid(table, found, locale)
    drawn += frame(
        pen, number, table.title or table.key, Box(box.x, top, box.width, high), found.widths, found.heights, grid,
        found.size, description=_described(table, locale),
    )  # fmt: skip
    if note:
        words = pen.paragraph(pen.run(note, note_size, theme.COLOURS["sub"]))
        under = Box(box.x, top + high + 6, box.width, below - 6)
        drawn += shape(pen, number + 2, f"{table.title} · note", under, words)
    return drawn


def fit(table: Table, width: float, height: float, locale: Locale) -> Fitted:
    """The table at the largest size at which all its rows fit; at the smallest, as many of them as do."""
    heading = tuple(column.title for column in table.columns)
    body = tuple(
        tuple(written(locale, v, c) for v, c in zip(row, table.columns, strict=True)) for row in table.rows
    )
    texts = (heading, *body)
    ems = [[measure.width(t, 1, bold=i == 0) * SLACK for t in row] for i, row in enumerate(texts)]
    for size, pad in PADS:
        widths = _widths(table.columns, texts, ems, width / size)
        heights = _heights(texts, ems, widths, size, pad)
        if sum(heights) <= height:
            break
    left_out = 0
    if sum(heights) > height:
        most = height - size * (LEADING + 2 * pad)
        kept, used = 1, heights[0]
        while kept < len(texts) and used + heights[kept] <= most:
            used += heights[kept]
            kept += 1
        left_out = len(texts) - kept
        heights = [*heights[:kept], size * (LEADING + 2 * pad)]
        texts = texts[:kept]
    texts = tuple(tuple(_short(t, size, w * size) for t, w in zip(row, widths, strict=True)) for row in texts)
    return Fitted(size, tuple(w * size for w in widths), tuple(heights), texts, left_out)


def frame(
    pen: Pen,
    number: int,
    name: str,
    box: Box,
    widths: Sequence[float],
    heights: Sequence[float],
    grid: Sequence[Sequence[Cell]],
    size: float,
    *,
    description: str,
    side: float = SIDE,
) -> str:
    """A table of cells as a graphic frame."""
    columns = "".join(f'<a:gridCol w="{pen.emu(w)}"/>' for w in widths)
    rows = "".join(
        f'<a:tr h="{pen.emu(h)}">{"".join(_cell(pen, cell, size, side) for cell in row)}</a:tr>'
        for h, row in zip(heights, grid, strict=True)
    )
    return (
        f'<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="{number}" name={quoteattr(name)} '
        f"descr={quoteattr(description)}/>"
        '<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr>'
        f'{place(pen, box, space="p")}<a:graphic><a:graphicData uri="{TABLE}"><a:tbl>'
        f'<a:tblPr firstRow="1"><a:tableStyleId>{PLAIN}</a:tableStyleId></a:tblPr>'
        f"<a:tblGrid>{columns}</a:tblGrid>{rows}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>"
    )


def _cell(pen: Pen, cell: Cell, size: float, side: float) -> str:
    size = cell.size or size
    run = pen.run(cell.text, size, cell.colour, bold=cell.bold)
    end = "" if run else pen.letters(size, cell.colour, name="endParaRPr")
    words = pen.paragraph(run, align=cell.align, end=end)
    lines = "".join(_edge(line, cell.frame) for line in "LRT") + _edge("B", cell.frame or cell.edge)
    if cell.hatched:
        hatch = f'<a:fgClr><a:srgbClr val="{theme.COLOURS["hair"]}"/></a:fgClr><a:bgClr><a:srgbClr val="FFFFFF"/></a:bgClr>'
        paint = f'<a:pattFill prst="ltUpDiag">{hatch}</a:pattFill>'
    else:
        paint = f'<a:solidFill><a:srgbClr val="{cell.fill}"/></a:solidFill>' if cell.fill else "<a:noFill/>"
    wide, high = pen.emu(side * size), pen.emu(0.1 * size)
    turned = ' vert="vert270"' if cell.vertical else ""
    span = f' gridSpan="{cell.span}"' if cell.span > 1 else ""
    merged = '<a:tc hMerge="1"><a:txBody><a:bodyPr/><a:lstStyle/><a:p/></a:txBody><a:tcPr/></a:tc>'
    return (
        f"<a:tc{span}><a:txBody><a:bodyPr/><a:lstStyle/>{words}</a:txBody>"
        f'<a:tcPr marL="{wide}" marR="{wide}" marT="{high}" marB="{high}"{turned} anchor="{cell.anchor}">{lines}{paint}'
        f"</a:tcPr></a:tc>{merged * (cell.span - 1)}"
    )


def _edge(side: str, colour: str) -> str:
    if not colour:
        return f'<a:ln{side} w="0"><a:noFill/></a:ln{side}>'
    return f'<a:ln{side} w="9525"><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill></a:ln{side}>'


def _grid(table: Table, found: Fitted, locale: Locale) -> list[list[Cell]]:
    sides = ["r" if column.form in NUMBERS else "l" for column in table.columns]
    sub, ink = theme.COLOURS["sub"], theme.COLOURS["ink"]
    heading = [
        Cell(text, sub, bold=True, align=side, edge=sub, anchor="b")
        for text, side in zip(found.texts[0], sides, strict=True)
    ]
    grid = [heading]
    for number, row in enumerate(found.texts[1:]):
        tones = table.tones[number] if number < len(table.tones) else ()
        cells = []
        for column, (text, side) in enumerate(zip(row, sides, strict=True)):
            tone = Tone(tones[column]) if column < len(tones) else Tone.PLAIN
            loud = tone in (Tone.WEAK, Tone.ABOVE, Tone.BELOW)
            cells.append(Cell(text, theme.TONES[tone] if tone else ink, bold=loud, align=side))
        grid.append(cells)
    if found.left_out:
        rest = locale.tn(
            "… {n} more row, see the appendix", "… {n} more rows, see the appendix", found.left_out
        )
        grid.append([Cell(rest, sub, span=len(sides))])
    return grid


def _described(table: Table, locale: Locale) -> str:
    """What a screen reader says before it reads the cells."""
    told = locale.tn("Table with {n} row", "Table with {n} rows", len(table.rows))
    return ": ".join(part for part in (table.title, told) if part)


def _widths(
    columns: Sequence[Column], texts: Sequence[Sequence[str]], ems: Sequence[Sequence[float]], room: float
) -> list[float]:
    """Widths in ems that fill the room: short columns as wide as they need, long texts share what is left.

    They share it by weight and by the root of their length; headings may stand in two lines.
    """
    need = [
        2 * SIDE + max(_heading(texts[0][c], ems[0][c]), *(wide[c] for wide in ems[1:]), 1.0) * _spare(column)
        for c, column in enumerate(columns)
    ]
    if sum(need) <= room:
        spare, weight = room - sum(need), sum(column.weight for column in columns)
        return [wide + spare * column.weight / weight for wide, column in zip(need, columns, strict=True)]
    short = [c for c, column in enumerate(columns) if need[c] <= SHORT or column.form in NUMBERS]
    widths = [wide if c in short else 0.0 for c, wide in enumerate(need)]
    open_ = [c for c in range(len(columns)) if c not in short]
    left = max(0.3 * room, room - sum(widths))
    while open_:
        shares = {c: columns[c].weight * need[c] ** 0.5 for c in open_}
        unit = left / sum(shares.values())
        small = [c for c in open_ if need[c] <= shares[c] * unit]
        for c in small or open_:
            widths[c] = need[c] if small else shares[c] * unit
            left -= widths[c]
        open_ = [c for c in open_ if c not in small] if small else []
    scale = min(1.0, room / sum(widths))
    return [wide * scale for wide in widths]


def _spare(column: Column) -> float:
    """Numbers are never broken, however wide the reader's font is."""
    return 1.1 if column.form in NUMBERS else 1.0


def _heading(text: str, wide: float) -> float:
    """Ems of a heading in two lines."""
    if wide <= 4:
        return wide
    longest = max(measure.width(word, 1, bold=True) for word in text.split(" ")) * SLACK
    return max(wide / 2 + 1, min(longest, wide / 2 + 4) if " " in text else 0.0)


def _heights(
    texts: Sequence[Sequence[str]],
    ems: Sequence[Sequence[float]],
    widths: Sequence[float],
    size: float,
    pad: float,
) -> list[float]:
    found = []
    for row, wide in zip(texts, ems, strict=True):
        lines = 1
        for text, em, room in zip(row, wide, widths, strict=True):
            free = room - 2 * SIDE + 0.01
            if em > free or "\n" in text:
                lines = max(lines, min(MOST_LINES, len(measure.wrap(text, 1, free / SLACK))))
        found.append(size * (lines * LEADING + 2 * pad))
    return found


def _short(text: str, size: float, room: float) -> str:
    if "\n" not in text and len(text) * size < room:
        return text
    return fitted(
        text, (size,), room - 2 * SIDE * size + 0.1, MOST_LINES * size * LEADING + 0.1, leading=LEADING
    )[1]
