"""A review's content as bytes, its digest, its stamp, and what an author may write."""

import string
import zlib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mot.domain import review_writing, reviews
from mot.domain.errors import MotError
from mot.domain.periods import Quarter
from mot.domain.review_content import digest_of, from_bytes, packed, to_bytes, unpacked
from mot.domain.review_writing import (
    LONGEST_LINE,
    LONGEST_TITLE,
    TooLongForSlideError,
    fitting,
    longest,
    one_line,
    several_lines,
)
from mot.domain.reviews import Fact, Review, State
from mot.domain.slides import Chart, Column, Deck, Drawing, Form, Slide, Table
from tests.analysis.review_samples import AT, content

REASONS = [
    kind
    for home in (reviews, review_writing)
    for kind in vars(home).values()
    if isinstance(kind, type) and issubclass(kind, MotError) and kind is not MotError
]


def test_content_comes_back_to_the_last_bit() -> None:
    numbers = (0.1 + 0.2, -1e-17, 1e300, None, 5, 5.0, "文本", "")
    table = Table(
        "t", "表", (Column("a", "A", Form.SIGNED, 2),), tuple((n,) for n in numbers), (("weak",),), "注"
    )
    chart = Chart(
        Drawing.HEAT, {"a": numbers}, {"low": "低"}, "c", "d", {"x": 1.5, "y": ("a", "b"), "z": True}
    )
    deck = Deck("zh", (Slide("heat", "heat", "", "热力图", chart=chart, table=table, data=(table,)),))
    one = content(decks={"zh": deck})
    written = to_bytes(one)
    again = from_bytes(written)
    assert again == one
    assert to_bytes(again) == written
    kept = again.decks["zh"].slides[0]
    assert kept.chart is not None
    assert [type(v) for v in kept.chart.columns["a"]] == [type(v) for v in numbers]
    assert type(kept.chart.options["z"]) is bool
    assert unpacked(packed(written)) == written


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_any_number_survives(value: float) -> None:
    one = content((Fact("gaps", "overall", "gap", value, n=3),))
    assert from_bytes(to_bytes(one)).facts[0].value == value


def test_the_digest_follows_every_number_and_nothing_else() -> None:
    one = content()
    assert digest_of(to_bytes(one)) == digest_of(to_bytes(content()))
    other = content((*one.facts[:-1], replace(one.facts[-1], value=0.3000000000000001)))
    assert digest_of(to_bytes(other)) != digest_of(to_bytes(one))


def test_damaged_bytes_are_not_unpacked() -> None:
    stored = bytearray(packed(to_bytes(content())))
    stored[len(stored) // 2] ^= 0xFF
    with pytest.raises(zlib.error):
        unpacked(bytes(stored))


def test_the_stamp_is_the_number_and_the_beginning_of_the_digest() -> None:
    one = Review(
        12, "x", Quarter(2026, 3), Quarter(2026, 2), True, frozenset({1}), (), State.DRAFT, "3f9a1c2b" + "0" * 56, 1,
        AT, "a", AT, "a", 1,
    )  # fmt: skip
    assert one.stamp == "R12-3f9a1c2b"


@pytest.mark.parametrize("kind", REASONS)
def test_every_reason_names_the_next_step(kind: type[MotError]) -> None:
    names = [name for _, name, _, _ in string.Formatter().parse(kind.message) if name is not None]
    assert all(name.isidentifier() for name in names)
    assert kind.message.endswith(".")
    assert kind.message.count(".") >= 2 or "; " in kind.message


def test_a_sentence_is_one_line_without_what_no_file_holds() -> None:
    assert one_line(" 甲\r\n乙\t丙\x00\x1b\ud800\uffff ") == "甲 乙 丙"
    assert several_lines("甲 \r\n\n 乙\x07 \n") == "甲\n\n乙"
    assert one_line("👍 𠮷 −0.86") == "👍 𠮷 −0.86"


def test_a_title_is_shorter_than_a_line_and_none_shorter_than_the_own_sentence() -> None:
    assert [longest(f, "") for f in ("title", "line.3", "takeaway.0")] == [
        LONGEST_TITLE,
        LONGEST_LINE,
        LONGEST_TITLE,
    ]
    assert longest("title", "x" * 130) == 130
    assert fitting("x" * LONGEST_LINE, LONGEST_LINE)
    with pytest.raises(TooLongForSlideError) as stopped:
        fitting("x" * 401, LONGEST_LINE)
    assert stopped.value.params == {"count": 401, "most": 400}
