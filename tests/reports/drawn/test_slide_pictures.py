"""A slide as a picture: the right size, not blank, and with the letters it shows."""

import base64
import io
import re
import struct

import pytest
from fontTools.ttLib import TTFont

from mot.reports.drawn import pictures as slide_pictures
from mot.reports.drawn.pictures import SlideNotFoundError, to_png, to_svg
from tests.reports.slide_samples import document, every_part


@pytest.fixture(scope="module")
def doc():
    return document("zh", tuple(s for s in every_part("zh") if s.key in ("journey", "summary")))


def size_of(content):
    assert content.startswith(b"\x89PNG")
    return struct.unpack(">II", content[16:24])


def test_a_slide_is_as_large_as_a_screen(doc):
    content = to_png(doc, "journey")
    assert size_of(content) == (1920, 1080)
    assert len(content) > 40_000


def test_a_chart_alone_is_drawn_at_twice_the_size(doc):
    width, height = size_of(to_png(doc, "journey", chart=True))
    assert width == 2 * (slide_pictures.CHART.width + 2 * slide_pictures.CHART.x)
    assert 800 < height <= 2 * (slide_pictures.CHART.height + 2 * slide_pictures.CHART.y)


@pytest.mark.parametrize("chart", [False, True])
def test_an_svg_carries_every_letter_it_shows_and_fetches_nothing(doc, chart):
    svg = to_svg(doc, "journey", chart=chart).decode()
    shown = set("".join(re.findall(r">([^<]+)</t", svg)))
    carried = re.findall(r"data:font/woff2;base64,([^)]+)\)", svg)
    assert len(carried) == (2 if chart else 3)
    with TTFont(io.BytesIO(base64.b64decode(carried[0]))) as font:
        letters = set(map(chr, font.getBestCmap()))
    assert set("取号排队−0.85") <= shown
    assert shown <= letters
    assert "http" not in re.sub(r'xmlns(:\w+)?="[^"]*"', "", svg)
    assert ("R12-3f9a1c2b" in svg) is not chart


def test_a_slide_that_is_not_there_or_has_no_chart_is_said_so(doc):
    with pytest.raises(SlideNotFoundError):
        to_png(doc, "heat")
    with pytest.raises(SlideNotFoundError):
        to_svg(doc, "summary", chart=True)
