"""Characters that only look different are read alike; what has no meaning is dropped."""

import datetime as dt

import pytest

from mot.ingest.cells import Cells, clean
from mot.ingest.characters import RADICALS, plain
from mot.ingest.header_words import tidy
from mot.ingest.names import normal


@pytest.mark.parametrize(
    ("found", "wanted"),
    [
        ("总体\n满意度", "总体 满意度"),
        ("推荐\t意愿\r\n（０－１０）", "推荐 意愿 (0-10)"),
        ("意⻅", "意见"),
        ("题⽬ ⻔店 ⻋辆 ⻚面", "题目 门店 车辆 页面"),
        ("排\u200b队\ufeff等\x00候", "排队等候"),
        ("  branch \t name ", "branch name"),
        ("", ""),
    ],
)
def test_a_header_reads_the_same_however_it_was_typed(found, wanted):
    assert plain(found) == wanted


def test_radicals_become_letters_that_fonts_and_word_lists_know():
    for radical, letter in RADICALS.items():
        assert 0x2E80 <= radical <= 0x2EF3
        assert "\u4e00" <= letter <= "\u9fff"
    assert all("\u4e00" <= plain(chr(code)) <= "\u9fff" for code in range(0x2F00, 0x2FD6))


def test_names_and_headers_are_compared_in_that_form():
    assert normal("意⻅\n与建议") == normal("意见 与建议")
    assert tidy("３、总体\n满意度") == "总体 满意度"


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        ("好\x00评", "好评"),
        ("\x00", None),
        ("第一行_x000D_", "第一行"),
        ("a_x0009_b", "a\tb"),
        ("_x4F60_", "_x4F60_"),
        ("#N/A", None),
        ("#DIV/0!", None),
        ("#SPILL!", None),
        ("#1 branch", "#1 branch"),
        (dt.datetime(1899, 12, 31, 0, 2, 3), "00:02:03"),
        (dt.datetime(1899, 12, 30, 9, 30), "09:30:00"),
        (dt.datetime(1904, 1, 1, 6, 0), "06:00:00"),
        (dt.time(0, 2, 3), "00:02:03"),
        (dt.datetime(2026, 7, 1, 9, 30), dt.datetime(2026, 7, 1, 9, 30)),
        ("=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
    ],
)
def test_a_cell_is_read_without_its_accidents(value, wanted):
    assert clean(value) == wanted


def test_error_values_do_not_become_values_of_a_column():
    assert Cells.of(["#REF!", 5, "#N/A", "5"]).values == (5.0, "5")
