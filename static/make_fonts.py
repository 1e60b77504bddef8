"""Cut the three Chinese web fonts and the logo from the installed Noto CJK fonts.

Run by hand when the character set or the mark changes (Debian: ``apt-get install fonts-noto-cjk``)::

    python static/make_fonts.py [folder with Noto*CJK-*.ttc]

The product itself never runs this file: the results lie beside it.
"""

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

HERE = Path(__file__).parent
SOURCE = Path("/usr/share/fonts/opentype/noto")
SIMPLIFIED = 2  # place of the SC face in each collection: JP, KR, SC, TC, HK
CUTS = {
    "NotoSerifCJK-Bold.ttc": "NotoSerifSC-Bold-gb2312.woff2",
    "NotoSansCJK-Regular.ttc": "NotoSansSC-Regular-gb2312.woff2",
    "NotoSansCJK-Bold.ttc": "NotoSansSC-Bold-gb2312.woff2",
}
LATIN = (range(0x20, 0x7F), range(0xA0, 0x180), range(0x2010, 0x2028), range(0x2030, 0x205F))
MARKS = "→←↑↓↗↘−×÷±≤≥≠≈∞²³·●○■□▲▼◆◇★☆✓©®™€£¥℃‰△▽"


def characters() -> set[int]:
    """Code points of GB2312 (characters, signs, full-width forms), of Latin and of a few marks."""
    wanted = {ord(mark) for mark in MARKS}
    wanted.update(code for block in LATIN for code in block)
    for row in (0xA1, 0xA3, *range(0xB0, 0xF8)):  # signs, full-width forms, characters
        for cell in range(0xA1, 0xFF):
            wanted.update(map(ord, bytes((row, cell)).decode("gb2312", errors="ignore")))
    return wanted


def cut(source: Path, target: Path) -> None:
    """Write one face's subset as woff2, keeping kerning and punctuation spacing features."""
    options = subset.Options(flavor="woff2", font_number=SIMPLIFIED, hinting=False, desubroutinize=True)
    options.layout_features = ["kern", "palt", "halt", "chws"]
    options.name_IDs = ["*"]
    font = subset.load_font(str(source), options)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=characters())
    cutter.subset(font)
    subset.save_font(font, str(target), options)
    count = len(TTFont(target).getBestCmap())
    sys.stdout.write(f"{target.name}: {target.stat().st_size / 1e6:.2f} MB, {count} characters\n")


if __name__ == "__main__":
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else SOURCE
    for collection, name in CUTS.items():
        cut(folder / collection, HERE / name)
