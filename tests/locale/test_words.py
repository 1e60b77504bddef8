"""Numbers, dates and sentences as each language writes them."""

import datetime as dt
import doctest

import pytest

import mot.locale.words
from mot.domain.access import NotAllowedError
from mot.domain.periods import Quarter
from mot.domain.survey import Name
from mot.locale.words import Locale

ZH, EN = Locale("zh"), Locale("en")


def test_the_examples_in_the_documentation_hold():
    assert doctest.testmod(mot.locale.words).failed == 0
    assert doctest.testmod(mot.locale.words).attempted > 0


@pytest.mark.parametrize(
    ("value", "digits", "written"),
    [
        (-0.85, 2, "−0.85"),
        (0.06, 2, "+0.06"),
        (0.0, 2, "0.00"),
        (-0.004, 2, "0.00"),
        (-0.04, 1, "0.0"),
        (-1.16, 1, "−1.2"),
        (None, 2, "–"),
        (float("nan"), 2, "–"),
    ],
)
def test_a_gap_has_a_true_minus_and_a_sign_unless_it_is_zero(value, digits, written):
    assert ZH.signed(value, digits) == EN.signed(value, digits) == written


def test_a_score_has_no_sign():
    assert ZH.score(4.081) == "4.08"
    assert EN.score(65.44, 1) == "65.4"
    assert EN.score(-1.5) == "−1.50"
    assert EN.score(None) == "–"


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [(0, "0", "0"), (3758, "3,758", "3,758"), (99_999, "99,999", "99,999"), (123_456, "12.3 万", "123,456")],
)
def test_counts_have_separators_and_chinese_counts_large_ones_in_wan(value, zh, en):
    assert (ZH.count(value), EN.count(value)) == (zh, en)


def test_an_exact_number_is_never_rounded():
    assert ZH.exact(1_234_567) == EN.exact(1_234_567) == "1,234,567"


def test_a_share_is_whole_percent():
    assert ZH.share(0.714) == "71%"
    assert EN.share(None) == "–"


def test_an_interval_is_written_with_a_word_never_a_hyphen():
    assert ZH.interval(-1.16, -0.78) == "−1.16 至 −0.78"
    assert EN.interval(-1.16, -0.78) == "−1.16 to −0.78"
    assert EN.interval(-0.2, 0.1, 1) == "−0.2 to +0.1"


@pytest.mark.parametrize(
    ("number", "zh"),
    [(1, "2026 年第一季度"), (2, "2026 年第二季度"), (3, "2026 年第三季度"), (4, "2026 年第四季度")],
)
def test_quarters(number, zh):
    assert ZH.quarter(Quarter(2026, number)) == zh
    assert EN.quarter(Quarter(2026, number)) == f"Q{number} 2026"


def test_dates():
    assert ZH.date(dt.date(2026, 9, 30)) == "2026-09-30"
    assert EN.date(dt.date(2026, 9, 30)) == "30 Sept 2026" or EN.date(dt.date(2026, 9, 30)) == "30 Sep 2026"
    assert ZH.date(dt.date(2026, 1, 5)) == "2026-01-05"
    assert EN.date(dt.date(2026, 1, 5)) == "5 Jan 2026"


def test_a_moment_is_written_in_local_time():
    moment = dt.datetime(2026, 9, 8, 16, 2).astimezone()
    assert ZH.time(moment) == "09-08 16:02"
    assert EN.time(moment).endswith("16:02")
    assert EN.time(moment).startswith("8 Sep")


def test_names_quarters_and_counts_are_filled_in_as_the_language_writes_them():
    name = Name("老城支行", "Old Town")
    assert ZH.t("{page} · {quarter}", page=name, quarter=Quarter(2026, 3)) == "老城支行　2026 年第三季度"
    assert EN.t("{page} · {quarter}", page=name, quarter=Quarter(2026, 3)) == "Old Town · Q3 2026"
    assert EN.name(Name("老城支行")) == "老城支行"
    assert ZH.t("Import number {number} is undone; {n} responses stop counting.", number=7, n=1200).count(
        "1,200"
    )


def test_an_unknown_sentence_is_said_as_it_is():
    assert ZH.t("Nothing of the kind {n}", n=3) == "Nothing of the kind 3"
    assert ZH.t("Braces {stay} without values") == "Braces {stay} without values"


def test_english_tells_one_from_many_and_chinese_does_not():
    assert EN.tn("{n} response", "{n} responses", 1) == "1 response"
    assert EN.tn("{n} response", "{n} responses", 1200) == "1,200 responses"
    assert EN.tn("{n} response", "{n} responses", 0) == "0 responses"
    assert ZH.tn("{n} response", "{n} responses", 1) == "1 份答卷"


def test_what_stops_a_person_is_said_in_their_language():
    error = NotAllowedError(name="林")
    assert EN.error(error) == "林 may not do this. Ask the administrator for the right to do it."
    assert ZH.error(error) == "“林”没有这项权限。请联系管理员开通。"


def test_an_interval_that_excludes_nothing_is_not_written_as_if_it_touched_it():
    told = Locale("zh")
    assert told.interval(0.0007, 0.05) == "+0.001 至 +0.05"
    assert told.interval(-0.3, -0.0003) == "−0.30 至 −0.0003"
    assert told.interval(0.000001, 0.3) == "0.00000 至 +0.30"
    assert told.interval(-0.0003, 0.004) == "0.00 至 0.00"
    assert told.interval(0.0, 0.05) == "0.00 至 +0.05"
    assert told.interval(None, 0.3) == "– 至 +0.30"
