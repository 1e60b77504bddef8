"""The fonts that pictures are drawn with: the project's own, so that Chinese shows on any machine."""

import base64
import io
from functools import lru_cache
from pathlib import Path

import vl_convert
from fontTools import subset
from fontTools.ttLib import TTFont

from mot.settings import ROOT, load_settings

SANS = "Noto Sans SC"
FACES = {400: "NotoSansSC-Regular-gb2312.woff2", 700: "NotoSansSC-Bold-gb2312.woff2"}
SERIF = "Moments Serif SC"  # of headings, as on the pages
SERIF_FACE = "NotoSerifSC-Bold-gb2312.woff2"


@lru_cache(maxsize=1)
def font_folder() -> Path:
    """A folder with the project's fonts as drawing programs read them; unpacked once per installation."""
    folder = load_settings().data_dir / "fonts"
    folder.mkdir(parents=True, exist_ok=True)
    for family, weight, name in _faces():
        target = folder / f"{Path(name).stem}.otf"
        if not target.is_file():
            with TTFont(ROOT / "static" / name) as font:
                font.flavor = None
                _name(font, family, weight)
                begun = target.with_suffix(".part")
                font.save(begun)
            begun.replace(target)
    return folder


@lru_cache(maxsize=1)
def register() -> None:
    """Make the fonts known to the drawing program, once per process."""
    vl_convert.register_font_directory(str(font_folder()))


def _faces() -> tuple[tuple[str, int, str], ...]:
    """Family, weight and file of every face."""
    return (*((SANS, weight, name) for weight, name in FACES.items()), (SERIF, 700, SERIF_FACE))


def _name(font: TTFont, family: str, weight: int) -> None:
    """Give a face its family and weight, whatever the font was called where it came from."""
    style = "Bold" if weight >= 700 else "Regular"
    table = font["name"]
    for record in list(table.names):
        if record.nameID in (16, 17, 21, 22):
            table.removeNames(nameID=record.nameID)
    short = family.replace(" ", "")
    for number, text in ((1, family), (2, style), (4, f"{family} {style}"), (6, f"{short}-{style}")):
        table.setName(text, number, 3, 1, 0x409)
        table.setName(text, number, 1, 0, 0)
    font["OS/2"].usWeightClass = weight


def embedded(text: str, *, titles: str = "") -> str:
    """CSS that carries the letters of `text` in both weights, and those of `titles` in the face of headings."""
    wanted = [(SANS, weight, name, text) for weight, name in FACES.items()]
    if titles:
        wanted.append((SERIF, 700, SERIF_FACE, titles))
    return "".join(
        f"@font-face{{font-family:'{family}';font-weight:{weight};"
        f"src:url(data:font/woff2;base64,{_cut(name, letters)}) format('woff2')}}"
        for family, weight, name, letters in wanted
    )


def _cut(name: str, letters: str) -> str:
    """A face with these letters alone, as base64."""
    options = subset.Options(flavor="woff2", hinting=False, desubroutinize=True)
    options.layout_features = ["kern", "palt"]
    out = io.BytesIO()
    with subset.load_font(str(ROOT / "static" / name), options) as font:
        cutter = subset.Subsetter(options)
        cutter.populate(text=letters)
        cutter.subset(font)
        subset.save_font(font, out, options)
    return base64.b64encode(out.getvalue()).decode()
