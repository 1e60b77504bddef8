"""Days, months and quarters, however they are written."""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable

from mot.domain.periods import Quarter, month_of

FIRST = dt.date(2000, 1, 1)
_EPOCH = dt.date(1899, 12, 30)  # day 0 of Excel
_SERIALS = (32874, 73050)  # 1990 to 2099
_YMD = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[T\s].*|星期.*|\(.*)?", re.S)
_YM = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*月?(?:份)?")
_PLAIN = re.compile(r"(\d{4})(\d{2})(\d{2})")
_LAST_YEAR = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?:\s.*)?")
_NAMED = re.compile(
    r"(?:(\d{1,2})[\s-]+([a-z]{3})[a-z]*\.?,?[\s-]+(\d{4})|([a-z]{3})[a-z]*\.?\s+(\d{1,2}),?\s+(\d{4}))(?:\s.*)?",
    re.I,
)
_QUARTER = re.compile(
    r"(\d{4})\s*年?\s*[-_/ ]?\s*(?:第?\s*([1-4一二三四])\s*季度?|q\s*([1-4]))|q\s*([1-4])\s*[-_/ ]?\s*(\d{4})",
    re.I,
)
_PLAIN_MONTH = re.compile(r"(?:19|20)\d{2}(?:0[1-9]|1[0-2])")
_NAMED_MONTH = re.compile(r"([a-z]{3})[a-z]*\.?[\s,-]+(\d{4})", re.I)
_MONTHS = {
    name: i
    for i, name in enumerate(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1
    )
}
_DIGITS = {"一": 1, "二": 2, "三": 3, "四": 4}


def quarter_in(text: str) -> Quarter | None:
    """The quarter a text names, such as ``2026Q3`` or 2026年第三季度.

    >>> quarter_in("回访2026年第三季度.xlsx").code, quarter_in("survey_Q2 2025").code
    ('2026Q3', '2025Q2')
    """
    found = _QUARTER.search(unicodedata.normalize("NFKC", text))
    if not found:
        return None
    mark = found[2] or found[3] or found[4]
    number, year = _DIGITS.get(mark) or int(mark), int(found[1] or found[5])
    return Quarter(year, number) if 2000 <= year < 2100 else None


def day_first(texts: Iterable[str]) -> bool:
    """Whether dates such as 13/07/2026 show that the day comes before the month."""
    found = [hit for text in texts if (hit := _LAST_YEAR.fullmatch(text.strip()))]
    return any(int(hit[1]) > 12 for hit in found)


def day(value: object, *, day_before_month: bool = False) -> dt.date | None:
    """The day a value tells; the first day of a month or quarter; None when it tells none.

    >>> [str(day(v)) for v in (46206.0, "2026年7月3日", "2026/7/3 14:02", "20260703", "2026Q3", "2026-07")]
    ['2026-07-03', '2026-07-03', '2026-07-03', '2026-07-03', '2026-07-01', '2026-07-01']
    """
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, float):
        if _SERIALS[0] <= value <= _SERIALS[1]:
            return _EPOCH + dt.timedelta(days=int(value))
        value = str(int(value)) if value.is_integer() and 10_000_000 <= value < 100_000_000 else ""
    text = unicodedata.normalize("NFKC", str(value)).strip()
    found = _YMD.fullmatch(text) or _PLAIN.fullmatch(text)
    if found:
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := _LAST_YEAR.fullmatch(text):
        one, two = int(found[1]), int(found[2])
        month, in_month = (two, one) if day_before_month or one > 12 else (one, two)
        return _day(int(found[3]), month, in_month)
    if found := _NAMED.fullmatch(text):
        month_name = (found[2] or found[4]).lower()
        return _day(int(found[3] or found[6]), _MONTHS.get(month_name, 0), int(found[1] or found[5]))
    if found := _YM.fullmatch(text):
        return _day(int(found[1]), int(found[2]), 1)
    quarter = quarter_in(text) if _QUARTER.fullmatch(text) else None
    if quarter:
        return dt.date(quarter.year, quarter.number * 3 - 2, 1)
    if re.fullmatch(r"\d{5}(?:\.\d+)?", text) and _SERIALS[0] <= float(text) <= _SERIALS[1]:
        return _EPOCH + dt.timedelta(days=int(float(text)))
    return None


def month(value: object, *, day_before_month: bool = False) -> int | None:
    """The month a value tells, as yyyymm; the first month of a quarter; None when it tells none.

    >>> [month(v) for v in (46206.0, 202607.0, "2026年7月", "2026-07", "Jul 2026", "2026Q3", "7月")]
    [202607, 202607, 202607, 202607, 202607, 202607, None]
    """
    plain = str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
    text = unicodedata.normalize("NFKC", plain).strip()
    if found := _PLAIN_MONTH.fullmatch(text):
        return int(text)
    if found := _NAMED_MONTH.fullmatch(text):
        number = _MONTHS.get(found[1].lower())
        return int(found[2]) * 100 + number if number else None
    told = day(value, day_before_month=day_before_month)
    return month_of(told) if told else None


def _day(year: int, month: int, in_month: int) -> dt.date | None:
    """The day, or None when the calendar has no such day."""
    try:
        return dt.date(year, month, in_month)
    except ValueError:
        return None
