"""A slide's table as a native one: heading, hairlines, no bands; as much of it as fits, saying what is left out."""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from mot.domain.slides import Table, Tone
from mot.locale.words import Locale
from mot.reports import measure
from mot.reports.layout import Box
from mot.reports.pptx import theme
from mot.reports.pptx.table_fit import LEADING, NUMBERS, SIDE, Fitted, fit
from mot.reports.pptx.text import SLACK, Pen, fitted, place, shape

LINE = 1.25  # ems of a line in a cell, whatever the font: no row grows on another machine
HATCH = theme.blend(theme.COLOURS["hair"], theme.COLOURS["faint"], 0.35)  # of a hidden cell
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
    words = pen.paragraph(run, align=cell.align, line=size * LINE, end=end)
    lines = "".join(_edge(line, cell.frame) for line in "LRT") + _edge("B", cell.frame or cell.edge)
    if cell.hatched:
        hatch = f'<a:fgClr><a:srgbClr val="{HATCH}"/></a:fgClr><a:bgClr><a:srgbClr val="FFFFFF"/></a:bgClr>'
        paint = f'<a:pattFill prst="ltUpDiag">{hatch}</a:pattFill>'
    else:
        paint = f'<a:solidFill><a:srgbClr val="{cell.fill}"/></a:solidFill>' if cell.fill else "<a:noFill/>"
    wide, high = pen.emu(side * size), pen.emu(0.04 * size)
    turned = ' vert="vert270"' if cell.vertical else ""
    span = f' gridSpan="{cell.span}"' if cell.span > 1 else ""
    empty = pen.paragraph("", line=size * LINE, end=pen.letters(size, name="endParaRPr"))
    merged = f'<a:tc hMerge="1"><a:txBody><a:bodyPr/><a:lstStyle/>{empty}</a:txBody><a:tcPr/></a:tc>'
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
