"""The look of a deck: fonts that PowerPoint and WPS have, and the product's colours on a light page."""

from collections.abc import Mapping
from typing import Literal

from mot.charts import theme
from mot.domain.slides import Tone

LATIN = "Arial"
EAST_ASIAN = "Microsoft YaHei"  # 微软雅黑: with Windows, with WPS and with PowerPoint for Mac
UNIT = 9525  # EMU per unit of the slide, 1/96 inch
POINTS = 0.75  # points per unit
COLOURS: Mapping[str, str] = {name: light.lstrip("#") for name, (light, _) in theme.PALETTE.items()}
"""Token -> RRGGBB on a white page."""

TONES: Mapping[str, str] = {
    Tone.WEAK: COLOURS["weak"],
    Tone.BELOW: COLOURS["below"],
    Tone.ABOVE: COLOURS["above"],
    Tone.UNCLEAR: COLOURS["sub"],
    Tone.HIDDEN: COLOURS["sub"],
    Tone.PLAIN: COLOURS["ink"],
}
"""Colour of a text by what it says; texts of `below` use the same orange as its marks, in bold."""


def tag(language: str) -> Literal["zh-CN", "en-GB"]:
    """The language of a run, as PowerPoint's spelling checker knows it."""
    return "zh-CN" if language == "zh" else "en-GB"


def colour(token: str) -> str:
    """RRGGBB of a colour of the palette."""
    return COLOURS[token]


def heat(shade: float, clamp: float) -> str:
    """RRGGBB of a gap in a table of cells: the same five colours and the same clamp as on the pages.

    >>> heat(0, 1), heat(-3, 1), heat(1, 1)
    ('F4F3EF', 'B8400F', '1A66A8')
    """
    at = (max(-1.0, min(1.0, shade / clamp)) + 1) * 2
    step = min(3, int(at))
    return blend(COLOURS[theme.HEAT[step]], COLOURS[theme.HEAT[step + 1]], at - step)


def missing(share: float) -> str:
    """RRGGBB of the part of a sample that is still missing, 0 to 1."""
    return blend(COLOURS["heat_zero"], COLOURS["brand"], max(0.0, min(1.0, share)))


def blend(start: str, end: str, at: float) -> str:
    """The colour between two, `at` from 0 to 1, each light by itself."""
    pairs = zip(bytes.fromhex(start), bytes.fromhex(end), strict=True)
    return bytes(round(a + (b - a) * at) for a, b in pairs).hex().upper()
