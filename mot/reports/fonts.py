"""The fonts that pictures are drawn with: the project's own, so that Chinese shows on any machine."""

import base64
import io
from functools import lru_cache
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

from mot.settings import ROOT, load_settings

SANS = "Noto Sans SC"
FACES = {400: "NotoSansSC-Regular-gb2312.woff2", 700: "NotoSansSC-Bold-gb2312.woff2"}


@lru_cache(maxsize=1)
def font_folder() -> Path:
    """A folder with the project's fonts as drawing programs read them; unpacked once per installation."""
    folder = load_settings().data_dir / "fonts"
    folder.mkdir(parents=True, exist_ok=True)
    for weight, name in FACES.items():
        target = folder / f"{Path(name).stem}.otf"
        if not target.is_file():
            with TTFont(ROOT / "static" / name) as font:
                font.flavor = None
                _name(font, weight)
                begun = target.with_suffix(".part")
                font.save(begun)
            begun.replace(target)
    return folder


def _name(font: TTFont, weight: int) -> None:
    """Give both weights one family name, whatever the fonts were called where they came from."""
    style = "Bold" if weight >= 700 else "Regular"
    table = font["name"]
    for record in list(table.names):
        if record.nameID in (16, 17, 21, 22):
            table.removeNames(nameID=record.nameID)
    for number, text in ((1, SANS), (2, style), (4, f"{SANS} {style}"), (6, f"NotoSansSC-{style}")):
        table.setName(text, number, 3, 1, 0x409)
        table.setName(text, number, 1, 0, 0)
    font["OS/2"].usWeightClass = weight


def embedded(text: str) -> str:
    """CSS that carries the letters of `text` in both weights: a picture that shows them anywhere."""
    rules = []
    for weight, name in FACES.items():
        options = subset.Options(flavor="woff2", hinting=False, desubroutinize=True)
        out = io.BytesIO()
        with subset.load_font(str(ROOT / "static" / name), options) as font:
            cutter = subset.Subsetter(options)
            cutter.populate(text=text)
            cutter.subset(font)
            subset.save_font(font, out, options)
        data = base64.b64encode(out.getvalue()).decode()
        rules.append(
            f"@font-face{{font-family:'{SANS}';font-weight:{weight};"
            f"src:url(data:font/woff2;base64,{data}) format('woff2')}}"
        )
    return "".join(rules)
