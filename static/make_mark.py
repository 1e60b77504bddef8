"""Draw the mark: a tick (what was expected) over a dot (what was met), with 关键时刻 as outlines.

Run by hand when the mark changes; writes ``logo.svg`` and ``favicon.png`` beside this file.
"""

import sys
from pathlib import Path

import vl_convert
from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont

HERE = Path(__file__).parent
FACE = HERE / "NotoSansSC-Bold-gb2312.woff2"
NAME = "关键时刻"
TEAL, ORANGE = "#1F8093", "#D2521C"  # both readable on white and on the dark page


def outline(text: str, *, size: float, x: float, baseline: float, spacing: float = 0) -> str:
    """SVG path data of a line of text."""
    font = TTFont(FACE)
    glyphs, names, scale = font.getGlyphSet(), font.getBestCmap(), size / font["head"].unitsPerEm
    parts = []
    for letter in text:
        pen = SVGPathPen(glyphs, ntos=lambda number: f"{number:.2f}".rstrip("0").rstrip("."))
        glyph = glyphs[names[ord(letter)]]
        glyph.draw(TransformPen(pen, (scale, 0, 0, -scale, x, baseline)))
        parts.append(pen.getCommands())
        x += glyph.width * scale + spacing
    return "".join(parts)


def mark(*, x: float, y: float, unit: float) -> str:
    """The tick, its stem and the dot in a box of 20 by 24 units."""
    return (
        f'<g transform="translate({x} {y}) scale({unit})" fill="none" stroke-linecap="round">'
        f'<path d="M2 5H18" stroke="{TEAL}" stroke-width="3"/>'
        f'<path d="M10 5V17" stroke="{TEAL}" stroke-width="2.2"/>'
        f'<circle cx="10" cy="18.5" r="4" fill="{ORANGE}"/></g>'
    )


def svg(width: float, height: float, body: str) -> str:
    """A standalone picture."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" role="img"><title>{NAME}</title>{body}</svg>\n'
    )


if __name__ == "__main__":
    words = f'<path fill="{TEAL}" d="{outline(NAME, size=17, x=28, baseline=18, spacing=0.6)}"/>'
    (HERE / "logo.svg").write_text(svg(100, 24, mark(x=2, y=0, unit=1) + words), encoding="utf-8")
    icon = svg(32, 32, mark(x=3, y=1, unit=1.3))
    (HERE / "favicon.png").write_bytes(vl_convert.svg_to_png(icon, scale=4))
    sys.stdout.write("logo.svg and favicon.png written\n")
