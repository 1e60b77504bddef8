"""The days of ledgers, as people write them."""

import datetime as dt

import pytest

from mot.ingest.dates import Order
from mot.ingest.ledger.days import Told, calendar, told

TODAY = dt.date(2026, 10, 15)
OF_2026 = calendar([], ["2026年整改台账"], "", TODAY)
UNTOLD = calendar([], [], "", TODAY)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("9月底前", "2026-09-30", "2026-09-30"),
        ("2026年9月", "2026-09-01", "2026-09-30"),
        ("2026年三季度", "2026-07-01", "2026-09-30"),
        ("2026Q4", "2026-10-01", "2026-12-31"),
        ("2026/9/30前", "2026-09-30", "2026-09-30"),
        ("2026年9月1日之前", "2026-09-01", "2026-09-01"),
        ("9.30", "2026-09-30", "2026-09-30"),
        ("立行立改", "2026-10-15", "2026-10-15"),
        ("年底前", "2026-12-31", "2026-12-31"),
        ("明年底", "2027-12-31", "2027-12-31"),
        ("end of September 2026", "2026-09-30", "2026-09-30"),
        ("by 30 Sep 2026", "2026-09-30", "2026-09-30"),
        ("2026年9月1日至9月30日", "2026-09-01", "2026-09-30"),
        ("9月1日至30日", "2026-09-01", "2026-09-30"),
        ("2026.9.1-2026.9.30", "2026-09-01", "2026-09-30"),
        (46209.0, "2026-07-06", "2026-07-06"),
        ("20261231", "2026-12-31", "2026-12-31"),
    ],
)
def test_a_day_is_the_first_of_a_span_for_the_start_and_the_last_for_the_deadline(text, first, last) -> None:
    start, due = told(text, OF_2026, end=False), told(text, OF_2026, end=True)
    assert start is not None
    assert due is not None
    assert (str(start.day), str(due.day)) == (first, last)


@pytest.mark.parametrize("text", ["长期坚持", "持续推进", "待定", "ongoing", "/", "无", "TBD"])
def test_there_may_be_no_day_on_purpose(text: str) -> None:
    assert told(text, OF_2026, end=True) == Told(None, none=True)


@pytest.mark.parametrize(
    "text", ["视情况而定", "13月1日", "2026-02-30", "2126-01-01", "1926-01-01", 5.0, "第三周"]
)
def test_what_tells_no_plausible_day_is_not_guessed(text) -> None:
    assert told(text, OF_2026, end=True) is None


def test_a_year_that_nothing_names_is_this_year_and_said_to_be_assumed() -> None:
    assert told("9月30日", UNTOLD, end=True) == Told(dt.date(2026, 9, 30), year_assumed=True)
    assert told("9月30日", OF_2026, end=True) == Told(dt.date(2026, 9, 30))


def test_plain_numbers_are_read_in_the_order_that_the_whole_ledger_tells() -> None:
    british = calendar(["30/09/2026", "05/10/2026"], [], "", TODAY)
    assert told("05/10/2026", british, end=True) == Told(dt.date(2026, 10, 5))
    unsure = calendar(["05/10/2026"], [], "", TODAY)
    assert unsure.order.orders
    chosen = calendar(["05/10/2026"], [], Order.DAY_FIRST.value, TODAY)
    assert told("05/10/2026", chosen, end=True) == Told(dt.date(2026, 10, 5))
