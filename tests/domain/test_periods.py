import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mot.domain.periods import Quarter, month_of

QUARTERS = st.builds(Quarter, st.integers(1990, 2099), st.integers(1, 4))
DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2099, 12, 31))


@given(DAYS)
def test_every_day_lies_in_the_quarter_of_its_month(day):
    quarter = Quarter.of_month(month_of(day))
    assert month_of(day) in quarter.months
    assert day <= quarter.last_day
    assert day > quarter.previous.last_day


@given(DAYS, DAYS)
def test_months_sort_as_days_do(one, other):
    first, second = sorted((one, other))
    assert month_of(first) <= month_of(second)


@given(QUARTERS, st.integers(-40, 40), st.integers(-40, 40))
def test_shifts_add_up(quarter, there, on):
    assert quarter.shifted(there).shifted(on) == quarter.shifted(there + on)
    assert quarter.shifted(there).shifted(-there) == quarter


@given(QUARTERS)
def test_the_quarter_before_ends_the_day_before_this_one_begins(quarter):
    first = dt.date(quarter.year, quarter.months[0] % 100, 1)
    assert quarter.previous.last_day + dt.timedelta(days=1) == first
    assert quarter.previous < quarter


@given(QUARTERS)
def test_a_code_is_read_back(quarter):
    assert Quarter.parse(quarter.code) == quarter
    assert Quarter.parse(f" {quarter.code.lower()} ") == quarter


@pytest.mark.parametrize("text", ["", "2026", "2026Q5", "2026Q0", "26Q3", "2026-Q3", "2026Q31", "Q3 2026"])
def test_other_texts_are_no_quarter(text):
    assert Quarter.parse(text) is None


def test_the_short_form_keeps_two_digits_of_the_year():
    assert Quarter(2004, 1).short == "04Q1"


@pytest.mark.parametrize("number", [0, 5, -1])
def test_there_is_no_fifth_quarter(number):
    with pytest.raises(ValueError, match="1 to 4"):
        Quarter(2026, number)
