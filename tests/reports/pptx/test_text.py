"""Text that fits its box: measured beforehand, cut only as the last resort."""

import pytest

from mot.reports import measure
from mot.reports.pptx.text import SLACK, Pen, clean, fitted, spread

LONG = "投诉处理与取号排队两个触点的差距最大，首响提速尚未见效，" * 6
SENTENCE = "Ticket and queue falls furthest short and has done so for three quarters in a row. " * 5


@pytest.mark.parametrize("text", [LONG, SENTENCE])
def test_a_text_gets_the_largest_size_at_which_it_fits(text):
    size, kept = fitted(text, (32.0, 24.0, 16.0, 8.0), 600, 120)
    assert kept == text
    assert len(measure.wrap(text, size, 600 / SLACK)) * size * 1.3 <= 120
    larger = {24.0: 32.0, 16.0: 24.0, 8.0: 16.0}[size]
    assert len(measure.wrap(text, larger, 600 / SLACK)) * larger * 1.3 > 120


@pytest.mark.parametrize("text", [LONG, SENTENCE])
def test_a_text_that_fits_at_no_size_ends_with_an_ellipsis(text):
    size, kept = fitted(text, (20.0, 18.0), 300, 60)
    assert size == 18.0
    assert kept.endswith("…")
    assert text.startswith(kept[:20])
    assert len(measure.wrap(kept, size, 300 / SLACK)) == 2


def test_paragraphs_share_one_size_and_the_room():
    size, kept = spread((LONG, SENTENCE), (24.0, 16.0, 10.0), 500, 300)
    assert kept == (LONG, SENTENCE)
    lines = sum(len(measure.wrap(text, size, 500 / SLACK)) for text in kept)
    assert lines * size * 1.3 <= 300


def test_paragraphs_without_room_are_cut_from_the_end():
    _, kept = spread((LONG, SENTENCE, LONG), (10.0,), 300, 40)
    assert len(kept) < 3
    assert kept[-1].endswith("…")


def test_a_run_without_size_or_colour_takes_those_of_the_template():
    made = Pen("zh", "+mj-lt", "+mj-ea").run("标题", None)
    assert 'sz="' not in made
    assert "solidFill" not in made
    assert '<a:latin typeface="+mj-lt"/><a:ea typeface="+mj-ea"/>' in made


def test_sizes_and_places_follow_the_unit_of_the_slide():
    assert Pen("en").size(32) == 2400
    assert Pen("en", unit=9525 / 2).size(32) == 1200
    assert Pen("en", unit=9525 / 2).emu(1280) == 12192000 // 2


def test_what_xml_does_not_know_is_left_out():
    assert clean("a\x00b\x1f\r\nc\td") == "ab\nc\td"
