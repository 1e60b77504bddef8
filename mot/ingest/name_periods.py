"""The month or quarter that the names of a file, its sheets and its titles speak of."""

import datetime as dt
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from mot.domain.periods import Quarter, month_of
from mot.ingest.dates import quarter_in, without_year

_YEAR = re.compile(r"(?<!\d)(20\d{2})(?=\D|$|(?:0[1-9]|1[0-2])(?!\d))")
_RANGE = re.compile(
    r"(?<!\d)(?:(20\d{2})\s*[-./年]?\s*)?(1[0-2]|0?[1-9])\s*月?(?:份)?\s*[-~—–至到]\s*(1[0-2]|0?[1-9])\s*月"
)
_MONTH = re.compile(
    r"(?<!\d)(20\d{2})\s*[-_./年 ]?\s*(1[0-2]|0[1-9]|[1-9](?=\s*月|\D|$))(?!\s*[-_./月]?\s*\d)"
)
_ALONE = re.compile(
    r"(?<!\d)(?:1[0-2]|0?[1-9])\s*月(?:份)?(?!\s*\d|\s*[-~—–至到])|第?[一二三四1-4]季度|(?<![a-z0-9])q[1-4](?!\d)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Period:
    """A month (`month` as yyyymm) or a whole quarter (`month` None), and its first day."""

    first: dt.date
    quarter: Quarter
    month: int | None = None

    @property
    def last(self) -> dt.date:
        """The last day."""
        if self.month is None:
            return self.quarter.last_day
        return (self.first.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)

    @property
    def code(self) -> str:
        """For example ``2026Q3`` or ``2026-07``."""
        return self.quarter.code if self.month is None else f"{self.first:%Y-%m}"

    @classmethod
    def of_quarter(cls, quarter: Quarter) -> "Period":
        """A quarter."""
        return cls(dt.date(quarter.year, quarter.number * 3 - 2, 1), quarter)

    @classmethod
    def of_month(cls, first: dt.date) -> "Period":
        """A month."""
        return cls(first, Quarter.of_month(month_of(first)), month_of(first))


def year_in(names: Sequence[str]) -> int | None:
    """The only year that some names speak of."""
    years = {int(found) for name in names for found in _YEAR.findall(unicodedata.normalize("NFKC", name))}
    return years.pop() if len(years) == 1 else None


def period_in(name: str, year: int | None = None) -> Period | None:
    """The month or quarter that a name speaks of; `year` completes one such as 7月. A day names none of them.

    >>> [period_in(n).code for n in ("回访202607.xlsx", "2026年7月", "2026年三季度", "2026年7-9月", "survey 2026-07.csv")]
    ['2026-07', '2026-07', '2026Q3', '2026Q3', '2026-07']
    >>> period_in("7月", 2026).code, period_in("导出20261008.xlsx"), period_in("2026-10-08"), period_in("7月")
    ('2026-07', None, None, None)
    """
    text = unicodedata.normalize("NFKC", name)
    if quarter := quarter_in(text):
        return Period.of_quarter(quarter)
    if found := _RANGE.search(text):
        of, first, last = found[1] or year, int(found[2]), int(found[3])
        whole = first % 3 == 1 and last == first + 2 and of
        return Period.of_quarter(Quarter(int(of), last // 3)) if whole and of else None
    if found := _MONTH.search(text):
        return Period.of_month(dt.date(int(found[1]), int(found[2]), 1))
    found = _ALONE.search(text)
    first_day = without_year(re.sub(r"\s", "", found[0]), year) if found and year else None
    if found is None or first_day is None:
        return None
    if "月" in found[0]:
        return Period.of_month(first_day)
    return Period.of_quarter(Quarter.of_month(month_of(first_day)))


def periods_in(names: Sequence[str], more: Sequence[str] = ()) -> tuple[Period | None, ...]:
    """The period of each name; a year may stand in another one, or in `more`."""
    year = year_in((*names, *more))
    return tuple(period_in(name, year) for name in names)
