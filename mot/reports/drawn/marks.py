"""What a slide is drawn of: texts, hairlines, tinted boxes and pictures, each knowing the room it takes."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from html import escape
from itertools import groupby
from operator import itemgetter

from mot.charts import theme
from mot.domain.slides import Tone
from mot.reports import measure
from mot.reports.fonts import SANS, SERIF
from mot.reports.layout import LEADING, Box

ASCENT = 0.88  # of a letter above the line it stands on, in ems
FALLBACK = (
    "Liberation Sans, sans-serif"  # of letters that the project's fonts lack; the first comes with vl-convert
)
NARROW = dict(
    zip(
        "\u2018\u2019\u201c\u201d\u00b7\u00d7\u00f7\u2026",
        (0.22, 0.22, 0.33, 0.33, 0.33, 0.58, 0.55, 1),
        strict=True,
    )
)
"""Quotation marks, middle dot, ×, ÷, …: as wide as a Chinese letter in Chinese fonts; ems in the other one."""

FORBIDDEN = {n: None for n in range(32) if n not in (9, 10, 13)} | {0xFFFE: None, 0xFFFF: None}
COLOURS = {token: light for token, (light, _) in theme.PALETTE.items()}
"""Token -> #RRGGBB on a white page."""

TONES = {
    Tone.WEAK: "weak",
    Tone.BELOW: "weak",
    Tone.ABOVE: "above",
    Tone.UNCLEAR: "sub",
    Tone.HIDDEN: "sub",
    Tone.PLAIN: "ink",
}
"""Token of a text by what it says; `below` is as orange as `weak`, in plain letters where `weak` is bold."""


@dataclass(frozen=True, slots=True)
class Pen:
    """What letters look like: size in units of the slide, weight, face, token of the colour."""

    size: float
    colour: str = "ink"
    bold: bool = False
    serif: bool = False

    def width(self, text: str) -> float:
        """Of one line."""
        return measure.width(text, self.size, bold=self.bold, serif=self.serif)

    def wrap(self, text: str, room: float) -> tuple[str, ...]:
        """The lines of a text in so much room."""
        return measure.wrap(text, self.size, room, bold=self.bold, serif=self.serif)

    def cut(self, text: str, room: float) -> str:
        """One line that ends with an ellipsis where it does not fit."""
        return measure.cut_short(text, self.size, room, bold=self.bold, serif=self.serif)

    def of(self, size: float) -> "Pen":
        """The same letters in another size."""
        return replace(self, size=size)

    def height(self, lines: int) -> float:
        """Of so many lines."""
        return lines * self.size * LEADING


@dataclass(frozen=True, slots=True)
class Text:
    """One line of letters; `x` is its left end, or its right one where `right`; `y` is the line they stand on."""

    x: float
    y: float
    text: str
    pen: Pen
    right: bool = False

    @property
    def box(self) -> Box:
        """The room that the letters take."""
        wide = self.pen.width(self.text)
        left = self.x - wide if self.right else self.x
        return Box(left, self.y - ASCENT * self.pen.size, wide, self.pen.size)

    def svg(self) -> str:
        """The line as SVG."""
        pen, text = self.pen, self.text.translate(FORBIDDEN)
        parts = _parts(text, pen)
        whole = len(parts) == 1 and parts[0][0]
        x = self.x if whole or not self.right else self.x - sum(width for _, _, width in parts)
        anchor = ' text-anchor="end"' if self.right and whole else ""
        weight = ' font-weight="700"' if pen.bold or pen.serif else ""
        family = f' font-family="{SERIF}"' if pen.serif else ""
        return (
            f'<text x="{x:.2f}" y="{self.y:.2f}" font-size="{pen.size:g}" fill="{COLOURS[pen.colour]}"'
            f"{anchor}{weight}{family}>{escape(text) if whole else _pieces(parts, x)}</text>"
        )


def _parts(text: str, pen: Pen) -> list[tuple[bool, str, float]]:
    """The text parted into letters of its face and those that another font has to give, with their widths."""
    covers = partial(measure.covers, bold=pen.bold, serif=pen.serif)
    own = [covers(letter) and not _narrow(text, at) for at, letter in enumerate(text)]
    parts = []
    for known, pairs in groupby(zip(own, text, strict=True), itemgetter(0)):
        part = "".join(letter for _, letter in pairs)
        wide = pen.width(part) if known else pen.size * sum(map(_width, part))
        parts.append((known, part, wide))
    return parts


def _pieces(parts: Sequence[tuple[bool, str, float]], x: float) -> str:
    """Parts at places of their own: else one letter from another font would take the whole line with it."""
    drawn = []
    for known, part, width in parts:
        family = "" if known else f' font-family="{FALLBACK}"'
        drawn.append(f'<tspan x="{x:.2f}"{family}>{escape(part)}</tspan>')
        x += width
    return "".join(drawn)


def _width(letter: str) -> float:
    """Ems of a letter in the other font."""
    return NARROW.get(letter, 0.58 if ord(letter) < 0x2E80 else 1.0)


def _narrow(text: str, at: int) -> bool:
    """Whether a sign that Chinese fonts draw as wide as a Chinese letter stands among Latin ones."""
    letter = text[at]
    if letter not in NARROW:
        return False
    beside = text[at + 1 :].lstrip() if letter in "\u2018\u201c" else text[:at].rstrip()[::-1]
    return letter == "\u00b7" or (bool(beside) and ord(beside[0]) < 0x2E80)


@dataclass(frozen=True, slots=True)
class Area:
    """A box filled with a colour; a hairline where it is thin."""

    box: Box
    colour: str = "hair"
    opacity: float = 1.0

    def svg(self) -> str:
        """The box as SVG."""
        box = self.box
        seen = f' fill-opacity="{self.opacity:g}"' if self.opacity < 1 else ""
        return (
            f'<rect x="{box.x:.2f}" y="{box.y:.2f}" width="{box.width:.2f}" height="{box.height:.2f}"'
            f' fill="{COLOURS[self.colour]}"{seen}/>'
        )


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing that is SVG already, in a box of its own."""

    box: Box
    drawing: str

    def svg(self) -> str:
        """The drawing, as SVG that says its place."""
        return self.drawing


Mark = Text | Area | Picture


def stacked(lines: Sequence[str], x: float, top: float, pen: Pen) -> list[Text]:
    """Lines under one another; the first begins at `top`."""
    first = top + pen.size * (ASCENT + (LEADING - 1) / 2)
    return [Text(x, first + i * pen.size * LEADING, line, pen) for i, line in enumerate(lines) if line]


def cropped(lines: Sequence[str], most: int, room: float, pen: Pen) -> tuple[str, ...]:
    """At most so many lines; the last one ends with an ellipsis where some are left out."""
    if len(lines) <= most:
        return tuple(lines)
    kept = list(lines[: max(1, most)])
    kept[-1] = pen.cut(f"{kept[-1]}…", room)
    return tuple(kept)


def page(marks: Sequence[Mark], width: float, height: float, *, scale: float = 1.0, style: str = "") -> str:
    """Marks as an SVG of its own on white, `scale` pixels per unit."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
        f' width="{width * scale:g}" height="{height * scale:g}" viewBox="0 0 {width:g} {height:g}"'
        f' font-family="{SANS}" xml:space="preserve">{style}<rect width="{width:g}" height="{height:g}" fill="#FFFFFF"/>'
        f"{''.join(mark.svg() for mark in marks)}</svg>"
    )
