"""Text of a deck: runs with both fonts, and boxes whose text fits without PowerPoint having to shrink it."""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from mot.reports import measure
from mot.reports.layout import Box
from mot.reports.pptx import theme

SLACK = 1.05  # the fonts of the reader's machine differ from the one measured with
TITLE_LEADING = 1.25
NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
FIELD = 'id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum"'  # the slide's number, as PowerPoint counts it
FORBIDDEN = {n: None for n in range(32) if n not in (9, 10, 13)} | {0xFFFE: None, 0xFFFF: None}


@dataclass(frozen=True, slots=True)
class Pen:
    """What a text is written with.

    language: of the deck · latin, east_asian: typefaces · unit: EMU per unit of the slide.
    """

    language: str
    latin: str = theme.LATIN
    east_asian: str = theme.EAST_ASIAN
    unit: float = theme.UNIT

    @property
    def spacing(self) -> int:
        """Thousandths of a percent between lines: Latin fonts are set closer than Chinese ones."""
        return 100_000 if self.language == "zh" else 110_000

    def emu(self, units: float) -> int:
        """Units of the slide in EMU."""
        return round(units * self.unit)

    def size(self, units: float) -> int:
        """A font size in hundredths of a point."""
        return round(units * self.unit / 127)

    def letters(self, size: float | None, colour: str = "", *, bold: bool = False, name: str = "rPr") -> str:
        """The properties of a run; what is not given is the template's."""
        scale = f' sz="{self.size(size)}"' if size else ""
        fill = f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>' if colour else ""
        weight = f' b="{int(bold)}"' if colour or bold else ""
        return (
            f'<a:{name} lang="{theme.tag(self.language)}"{scale}{weight} dirty="0">{fill}'
            f"<a:latin typeface={quoteattr(self.latin)}/><a:ea typeface={quoteattr(self.east_asian)}/></a:{name}>"
        )

    def run(self, text: str, size: float | None, colour: str = "", *, bold: bool = False) -> str:
        """A run of text; a line break stays one."""
        about = self.letters(size, colour, bold=bold)
        lines = (f"<a:r>{about}<a:t>{escape(part)}</a:t></a:r>" for part in clean(text).split("\n") if part)
        return f"<a:br>{about}</a:br>".join(lines)

    def paragraph(
        self,
        runs: str,
        *,
        align: str = "l",
        before: float = 0,
        dash: float = 0,
        line: float = 0,
        end: str = "",
    ) -> str:
        """Runs as a paragraph; `before` is the space above it, `dash` the width of a dash before it, in units.

        Without `align` it stands as the template says. With `line` a line is so many units high in every font.
        """
        left = self.emu(dash)
        mark, side = "<a:buNone/>", f' algn="{align}"' if align else ""
        if dash:
            brand = f'<a:buClr><a:srgbClr val="{theme.COLOURS["brand"]}"/></a:buClr>'
            mark = f'{brand}<a:buFont typeface="{theme.LATIN}"/><a:buChar char="–"/>'
        high = f'<a:spcPts val="{self.size(line)}"/>' if line else f'<a:spcPct val="{self.spacing}"/>'
        space = f'<a:spcBef><a:spcPts val="{self.size(before)}"/></a:spcBef>'
        return (
            f'<a:p><a:pPr marL="{left}" indent="{-left}"{side}><a:lnSpc>{high}</a:lnSpc>'
            f'{space}<a:spcAft><a:spcPts val="0"/></a:spcAft>{mark}</a:pPr>{runs}{end}</a:p>'
        )


def clean(text: str) -> str:
    """The text without letters that XML does not know, its line ends as one kind."""
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(FORBIDDEN)


def shape(
    pen: Pen,
    number: int,
    name: str,
    box: Box | None,
    paragraphs: str,
    *,
    placeholder: str = "",
    anchor: str = "t",
    fill: str = "",
) -> str:
    """A text box, or with attributes of a placeholder that one; without a box it stands where the layout says."""
    kind = f"<p:ph {placeholder}/>" if placeholder else ""
    locks = '<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>' if placeholder else '<p:cNvSpPr txBox="1"/>'
    insets = "" if box is None else ' wrap="square" lIns="0" tIns="0" rIns="0" bIns="0"'
    where = "" if box is None else place(pen, box)
    form = "" if placeholder or box is None else '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
    paint = f'<a:solidFill><a:srgbClr val="{fill}"/></a:solidFill>' if fill else ""
    held = f' anchor="{anchor}"' if box is not None else ""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name={quoteattr(name)}/>{locks}<p:nvPr>{kind}</p:nvPr></p:nvSpPr>'
        f"<p:spPr>{where}{form}{paint or ('' if placeholder else '<a:noFill/>')}</p:spPr>"
        f"<p:txBody><a:bodyPr{insets}{held}><a:noAutofit/></a:bodyPr><a:lstStyle/>{paragraphs}</p:txBody></p:sp>"
    )


def place(pen: Pen, box: Box, *, space: str = "a") -> str:
    """Where a shape stands, as `a:xfrm` (of a graphic frame: `p:xfrm`)."""
    x, y = pen.emu(box.x), pen.emu(box.y)
    wide, high = max(0, pen.emu(box.width)), max(0, pen.emu(box.height))
    return f'<{space}:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{wide}" cy="{high}"/></{space}:xfrm>'


def fitted(
    text: str,
    sizes: tuple[float, ...],
    width: float,
    height: float,
    *,
    bold: bool = False,
    leading: float = 1.3,
) -> tuple[float, str]:
    """The largest size at which a text fits with some slack, and the text.

    It ends with an ellipsis where it does not fit at the smallest size either.
    """
    room = max(1.0, width / SLACK)
    size, lines = measure.largest(text, sizes, room, height, bold=bold, leading=leading)
    most = max(1, int(height / (size * leading) + 0.01))
    if len(lines) <= most:
        return size, text
    last = measure.cut_short(f"{lines[most - 1]}…", size, room, bold=bold)
    joined = "".join(_joined(line, size, room) for line in lines[: most - 1])
    return size, joined + last


def _joined(line: str, size: float, room: float) -> str:
    """A full line as it goes on into the next: words are parted by a blank, a short line was a paragraph."""
    if not line:
        return "\n"
    if ord(line[-1]) > 0x2E7F:
        return line if measure.width(line, size) > room - 2.5 * size else f"{line}\n"
    return f"{line} "


def spread(
    texts: Sequence[str], sizes: tuple[float, ...], width: float, height: float, *, gap: float = 0.35
) -> tuple[float, tuple[str, ...]]:
    """Paragraphs at the largest size at which all fit, `gap` ems between them; the last ones are cut at the smallest."""
    room, leading = width / SLACK, 1.3
    for size in sizes:
        lines = sum(len(measure.wrap(text, size, room)) for text in texts)
        if lines * size * leading + (len(texts) - 1) * gap * size <= height:
            return size, tuple(texts)
    size, left, kept = sizes[-1], height, list[str]()
    for text in texts:
        if left < size * leading:
            kept[-1] = measure.cut_short(f"{kept[-1].rstrip('…')}……", size, room) if kept else ""
            break
        _, cut = fitted(text, (size,), width, left, leading=leading)
        kept.append(cut)
        left -= len(measure.wrap(cut, size, room)) * size * leading + gap * size
    return size, tuple(kept)
