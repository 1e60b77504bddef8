"""Days, months and quarters, however they are written."""

import datetime as dt
import re
import unicodedata
from enum import StrEnum

from mot.domain.periods import Quarter, month_of

FIRST = dt.date(2000, 1, 1)
_EPOCH = dt.date(1899, 12, 30)  # day 0 of Excel
_SERIALS = (32874, 73050)  # 1990 to 2099
_CENTURY = 2000  # of years written with two digits
_TIME_ONLY = 1901  # dates before are times of day without a day
_TAIL = r"(?:[T\s,;(_周星上下早晚中凌].*)?"  # a time, a zone or a weekday behind the day
_YMD = re.compile(rf"(\d{{4}})\s*[-/.年]\s*(\d{{1,2}})\s*[-/.月]\s*(\d{{1,2}})\s*[日号]?{_TAIL}", re.S)
_SHORT_YMD = re.compile(rf"(\d{{2}})\s*年\s*(\d{{1,2}})\s*月\s*(\d{{1,2}})\s*[日号]?{_TAIL}", re.S)
_YM = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*月?(?:份)?|(\d{2})\s*年\s*(\d{1,2})\s*月(?:份)?")
_PLAIN = re.compile(r"(\d{4})(\d{2})(\d{2})(?:(?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d)?)?")
_TRIPLE = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{1,2})(?:[T\s,].*)?", re.S)
_NAME = r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_NAMED = re.compile(
    rf"(?:(\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?[\s-]*{_NAME},?[\s-]*(\d{{4}}|\d{{2}}(?!\d))|"
    rf"{_NAME}\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}}))(?:\s.*)?",
    re.I,
)
_STAMP = re.compile(rf"{_NAME}\s+(\d{{1,2}})\s+\d{{1,2}}:\d{{2}}(?::\d{{2}})?\s+(?:\S+\s+)?(\d{{4}})", re.I)
_WEEKDAY = re.compile(
    r"(?:(?:星期|周|礼拜)[一二三四五六日天]|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?)[,\s]*", re.I
)
_QUARTER = re.compile(
    r"(\d{4}|(?<![a-z\d])\d{2}(?=\s*年|q))\s*年?\s*[-_/ ]?\s*(?:第?\s*([1-4一二三四])\s*季度?|q\s*([1-4]))|"
    r"q\s*([1-4])\s*[-_/ ]?\s*(\d{4})",
    re.I,
)
_NO_YEAR = re.compile(
    r"(\d{1,2})\s*月(?:份|\s*(\d{1,2})\s*[日号]?)?|第?\s*([1-4一二三四])\s*季度?|q\s*([1-4])", re.I
)
_PLAIN_MONTH = re.compile(r"(?:19|20)\d{2}(?:0[1-9]|1[0-2])")
_NAMED_MONTH = re.compile(rf"{_NAME}[\s,-]+(\d{{4}})|(\d{{4}})[\s,-]+{_NAME}", re.I)
_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTHS = {name: i for i, name in enumerate(_NAMES, 1)}
_DIGITS = {"一": 1, "二": 2, "三": 3, "四": 4}


class Order(StrEnum):
    """What comes first in a date of three plain numbers."""

    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"
    YEAR_FIRST = "year_first"


def quarter_in(text: str) -> Quarter | None:
    """The quarter a text names, such as ``2026Q3`` or 2026年第三季度.

    >>> quarter_in("回访2026年第三季度.xlsx").code, quarter_in("survey_Q2 2025").code, quarter_in("26年三季度").code
    ('2026Q3', '2025Q2', '2026Q3')
    """
    found = _QUARTER.search(unicodedata.normalize("NFKC", text))
    if not found:
        return None
    mark = found[2] or found[3] or found[4]
    year = int(found[1] or found[5])
    return _quarter(year + _CENTURY if year < 100 else year, mark)


def _quarter(year: int, mark: str) -> Quarter | None:
    number = _DIGITS.get(mark) or int(mark)
    return Quarter(year, number) if 2000 <= year < 2100 else None


def triple(text: str, order: Order) -> dt.date | None:
    """The day that three plain numbers tell when read in one order; None when they tell none in that order.

    >>> triple("5/3/2026", Order.DAY_FIRST), triple("5/13/2026", Order.DAY_FIRST), triple("26-3-5", Order.YEAR_FIRST)
    (datetime.date(2026, 3, 5), None, datetime.date(2026, 3, 5))
    """
    found = _TRIPLE.fullmatch(text)
    if not found:
        return None
    one, two, last = int(found[1]), int(found[3]), int(found[4])
    if order is Order.YEAR_FIRST:
        return _day(one + _CENTURY, two, last) if len(found[1]) == 2 and last <= 31 else None
    if len(found[4]) == 1:
        return None
    year = last + _CENTURY if len(found[4]) == 2 else last
    return _day(year, two, one) if order is Order.DAY_FIRST else _day(year, one, two)


def plain_text(value: object) -> str:
    """A value as dates are compared: NFKC, without a weekday before the day."""
    text = unicodedata.normalize("NFKC", str(value)).strip()
    return _WEEKDAY.sub("", text, count=1) if _WEEKDAY.match(text) else text


def day(value: object, *, order: Order = Order.MONTH_FIRST, year: int | None = None) -> dt.date | None:
    """The day a value tells; the first day of a month or quarter; None when it tells none.

    A day with a time zone is taken as it is written. `order` reads dates such as 5/3/2026, as far as they can
    be read so; `year` completes 7月 or 三季度. A time of day alone tells no day.

    >>> [str(day(v)) for v in (46206.0, "2026年7月3日 下午3:05", "2026/7/3 14:02", "20260703", "2026Q3", "2026-07")]
    ['2026-07-03', '2026-07-03', '2026-07-03', '2026-07-03', '2026-07-01', '2026-07-01']
    >>> str(day("7月", year=2026)), day("7月"), day("14:02")
    ('2026-07-01', None, None)
    """
    if isinstance(value, dt.datetime):
        return value.date() if value.year >= _TIME_ONLY else None
    if isinstance(value, float):
        if _SERIALS[0] <= value <= _SERIALS[1]:
            return _EPOCH + dt.timedelta(days=int(value))
        value = str(int(value)) if value.is_integer() and 10_000_000 <= value < 100_000_000 else ""
    if not value or len(str(value)) > 80:
        return None
    return _of_text(plain_text(value), order, year)


def _of_text(text: str, order: Order, year: int | None) -> dt.date | None:
    """The same for a text without accidents."""
    if found := _YMD.fullmatch(text) or _PLAIN.fullmatch(text):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := _SHORT_YMD.fullmatch(text):
        return _day(int(found[1]) + _CENTURY, int(found[2]), int(found[3]))
    if _TRIPLE.fullmatch(text):
        others = (other for other in (order, Order.MONTH_FIRST, Order.DAY_FIRST, Order.YEAR_FIRST))
        return next((told for other in others if (told := triple(text, other))), None)
    if found := _NAMED.fullmatch(text):
        name, last = found[2] or found[4], int(found[3] or found[6])
        in_month = int(found[1] or found[5])
        return _day(last if last > 99 else last + _CENTURY, _MONTHS[name.lower()], in_month)
    if found := _STAMP.fullmatch(text):
        return _day(int(found[3]), _MONTHS[found[1].lower()], int(found[2]))
    if found := _YM.fullmatch(text):
        return _day(int(found[1] or _CENTURY + int(found[3])), int(found[2] or found[4]), 1)
    quarter = quarter_in(text) if _QUARTER.fullmatch(text) else None
    if quarter:
        return dt.date(quarter.year, quarter.number * 3 - 2, 1)
    if re.fullmatch(r"\d{5}(?:\.\d+)?", text) and _SERIALS[0] <= float(text) <= _SERIALS[1]:
        return _EPOCH + dt.timedelta(days=int(float(text)))
    if found := _NAMED_MONTH.fullmatch(text):
        return _day(int(found[2] or found[3]), _MONTHS[(found[1] or found[4]).lower()], 1)
    return without_year(text, year) if year else None


def without_year(text: str, year: int) -> dt.date | None:
    """The day that a month, a day in a month or a quarter is in a year; None when the text is none of them."""
    found = _NO_YEAR.fullmatch(text)
    if not found:
        return None
    if found[1]:
        return _day(year, int(found[1]), int(found[2] or 1))
    quarter = _quarter(year, found[3] or found[4])
    return dt.date(quarter.year, quarter.number * 3 - 2, 1) if quarter else None


def lacks_year(value: object) -> bool:
    """Whether a value names a month or quarter in Chinese without its year, such as 7月 or 三季度."""
    text = plain_text(value) if isinstance(value, str) and len(value) < 12 else ""
    return text[:1].lower() != "q" and without_year(text, _CENTURY) is not None


def month(value: object, *, order: Order = Order.MONTH_FIRST, year: int | None = None) -> int | None:
    """The month a value tells, as yyyymm; the first month of a quarter; None when it tells none.

    >>> [month(v) for v in (46206.0, 202607.0, "2026年7月", "2026-07", "Jul 2026", "2026Q3", "7月")]
    [202607, 202607, 202607, 202607, 202607, 202607, None]
    """
    plain = str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
    text = unicodedata.normalize("NFKC", plain).strip()
    if _PLAIN_MONTH.fullmatch(text):
        return int(text)
    told = day(value, order=order, year=year)
    return month_of(told) if told else None


def _day(year: int, month: int, in_month: int) -> dt.date | None:
    """The day, or None when the calendar has no such day."""
    try:
        return dt.date(year, month, in_month)
    except ValueError:
        return None
