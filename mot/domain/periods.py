"""Months and quarters. A month is the integer yyyymm, which sorts as time does."""

import datetime as dt
import re
from dataclasses import dataclass


def month_of(day: dt.date) -> int:
    """The month of a day as yyyymm.

    >>> month_of(dt.date(2026, 9, 30))
    202609
    """
    return day.year * 100 + day.month


def first_day_of(month: int) -> dt.date:
    """The first day of the month yyyymm.

    >>> first_day_of(202609)
    datetime.date(2026, 9, 1)
    """
    return dt.date(month // 100, month % 100, 1)


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """A calendar quarter; its code is what links and files carry.

    >>> Quarter(2026, 3).code, Quarter(2026, 1).previous.code, Quarter(2026, 3).months
    ('2026Q3', '2025Q4', (202607, 202608, 202609))
    """

    year: int
    number: int

    def __post_init__(self) -> None:
        if self.number not in (1, 2, 3, 4):
            raise ValueError(f"a quarter is numbered 1 to 4, not {self.number}")

    @property
    def code(self) -> str:
        """For example ``2026Q3``."""
        return f"{self.year}Q{self.number}"

    @property
    def short(self) -> str:
        """For a chart's axis, for example ``26Q3``."""
        return f"{self.year % 100:02d}Q{self.number}"

    @property
    def months(self) -> tuple[int, int, int]:
        """The three months as yyyymm."""
        first = self.year * 100 + self.number * 3 - 2
        return first, first + 1, first + 2

    @property
    def last_day(self) -> dt.date:
        """The last day of the quarter."""
        return dt.date(self.year + self.number // 4, self.number * 3 % 12 + 1, 1) - dt.timedelta(days=1)

    @property
    def previous(self) -> "Quarter":
        """The quarter before."""
        return self.shifted(-1)

    def shifted(self, quarters: int) -> "Quarter":
        """The quarter that many quarters later (earlier when negative)."""
        year, number = divmod(self.year * 4 + self.number - 1 + quarters, 4)
        return Quarter(year, number + 1)

    @classmethod
    def of_month(cls, month: int) -> "Quarter":
        """The quarter that holds the month yyyymm.

        >>> Quarter.of_month(202612)
        Quarter(year=2026, number=4)
        """
        return cls(month // 100, (month % 100 + 2) // 3)

    @classmethod
    def parse(cls, code: str) -> "Quarter | None":
        """The quarter written ``2026Q3``, or None when the text is no quarter."""
        found = re.fullmatch(r"(\d{4})Q([1-4])", code.strip().upper())
        return cls(int(found[1]), int(found[2])) if found else None
