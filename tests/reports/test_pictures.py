"""Pictures show the chart with its title, in letters that the project brings itself."""

import base64
import io
import re
import struct

import pyarrow as pa
import pytest
from fontTools.ttLib import TTFont

from mot.reports import fonts, pictures
from mot.settings import load_settings
from tests.charts.chart_gallery import journey_rows, specs

TITLE, NOTES = "期望与感知：取号排队", ("横线期望 · 圆点感知", "2026 年第三季度")


@pytest.fixture(autouse=True)
def own_folder(tmp_path_factory, monkeypatch):
    """Fonts are unpacked into the data folder."""
    monkeypatch.setenv("MOT_DATA_DIR", str(tmp_path_factory.getbasetemp() / "fonts-home"))
    load_settings.cache_clear()
    fonts.font_folder.cache_clear()
    yield
    load_settings.cache_clear()
    fonts.font_folder.cache_clear()


def drawn(way):
    rows = pa.Table.from_pandas(journey_rows(10, "zh"), preserve_index=False)
    return way(specs("zh")["dumbbell"], rows, title=TITLE, notes=NOTES)


def test_a_png_is_twice_as_wide_as_the_plot_and_not_blank():
    content = drawn(pictures.to_png)
    assert content.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", content[16:24])
    assert width >= 2 * pictures.WIDTH
    assert height > 600
    assert len(content) > 20_000


def test_an_svg_carries_every_letter_it_shows():
    svg = drawn(pictures.to_svg).decode()
    texts = "".join(re.findall(r"<text[^>]*>(.*?)</text>", svg, flags=re.S))
    shown = set(re.sub(r"<[^>]*>", "", texts)) - set("\n&;")
    assert set("期望与感知取号排队") <= shown
    assert "http" not in re.sub(r'xmlns(:\w+)?="[^"]*"', "", svg)
    carried = re.findall(r"data:font/woff2;base64,([^)]+)", svg)
    assert len(carried) == 2
    with TTFont(io.BytesIO(base64.b64decode(carried[0]))) as font:
        letters = set(map(chr, font.getBestCmap()))
    assert shown <= letters


def test_the_unpacked_fonts_know_the_letters_of_the_pages():
    folder = fonts.font_folder()
    files = sorted(folder.glob("*.otf"))
    assert len(files) == 3
    for file in files:
        with TTFont(file) as font:
            assert font["name"].getDebugName(1) in (fonts.SANS, fonts.SERIF)
            assert set(map(ord, "关键时刻薄弱惊喜−–·")) <= set(font.getBestCmap())


def test_a_title_is_written_as_text():
    rows = pa.Table.from_pandas(journey_rows(3, "zh"), preserve_index=False)
    svg = pictures.to_svg(specs("zh")["dumbbell"], rows, title="<b>&", notes=()).decode()
    assert "<b>" not in svg
    assert "&lt;b&gt;&amp;" in svg
