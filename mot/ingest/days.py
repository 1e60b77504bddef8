"""When each response was given: by its date, by the quarter that was decided, or by the names of sheet and file."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from mot.domain.periods import Quarter, month_of
from mot.ingest.cells import Cells
from mot.ingest.date_order import DateOrder, exchanged, order_of
from mot.ingest.dates import FIRST, Order, day, month, plain_text
from mot.ingest.draft import Decisions
from mot.ingest.name_periods import Period, period_in, periods_in, year_in

EPOCH = dt.date(1970, 1, 1)
KNOWN, ABSENT, IMPLAUSIBLE = 0, 1, 2
ORDER, EXCHANGED = (
    "dates",
    "dates_exchanged",
)  # what decisions about the order of day and month are filed under


@dataclass(frozen=True, slots=True)
class Days:
    """`day` (int32 since 1970-01-01) and `state` per response, and what stands in for no date.

    `quarter` stands in for no date, or the month in `period`; `decided` tells that a person chose the quarter.
    `dated` (bool per response) are those that a name of their own sheet dates. `order` is how plain numbers are
    read, `said` what a person said about it ("" for nothing); `exchanged` tells whether day and month of real
    dates change places, None where nothing speaks for it.
    """

    day: np.ndarray
    state: np.ndarray
    quarter: Quarter | None
    decided: bool
    period: Period | None = None
    dated: np.ndarray | None = None
    order: DateOrder = field(default_factory=DateOrder)
    said: str = ""
    exchanged: bool | None = None

    @property
    def usable(self) -> np.ndarray:
        """Which responses have a day (bool)."""
        absent = (self.state == ABSENT) & (self.quarter is not None)
        if self.dated is not None:
            absent |= (self.state == ABSENT) & self.dated
        return np.asarray((self.state == KNOWN) | absent)


def resolve_days(
    cells: Cells | None,
    size: int,
    decisions: Decisions,
    names: tuple[str, ...],
    today: dt.date,
    *,
    sheets: tuple[np.ndarray, Sequence[str]] | None = None,
) -> Days:
    """The day of each response. `names` (sheet, titles, file) may name the month or quarter.

    `sheets` holds, for rows of several sheets, the sheet of each response and the names of the sheets.
    """
    period, decided = _stand_in(decisions, names)
    several = sheets is not None and len(sheets[1]) > 1
    dated, first_days = None, np.zeros(size, dtype=np.int32)
    if sheets is not None and several and not decided:
        own = periods_in(sheets[1], names)
        dated = np.array([one is not None for one in own], dtype=bool)[sheets[0]]
        first_days = np.array([_number(one.first) if one else 0 for one in own], dtype=np.int32)[sheets[0]]
        if dated.any():
            rest = [told for name in names[1:] if (told := period_in(name, year_in(names)))]
            period = rest[0] if rest else None  # the name of the first sheet is about its own rows
        else:
            dated = None
    last = today + dt.timedelta(days=1)  # elsewhere it is tomorrow already
    found = _read(cells, size, decisions, names, period, last)
    stand_in = period.first if period else today
    absent = found.state == ABSENT
    value = np.where(absent, np.int32(_number(stand_in)), found.day)
    if dated is not None:
        value = np.where(absent & dated, first_days, value)
    quarter = period.quarter if period else None
    return replace(found, day=value, quarter=quarter, decided=decided, period=period, dated=dated)


def _stand_in(decisions: Decisions, names: tuple[str, ...]) -> tuple[Period | None, bool]:
    """The period that was decided, or that is named first; and whether it was decided."""
    code = decisions.quarter or decisions.answers.get("quarter", "")
    if code:
        quarter = Quarter.parse(code)
        told = Period.of_quarter(quarter) if quarter else period_in(code)
        if told:
            return told, True
    found = [period for period in periods_in(names) if period]
    return (found[0] if found else None), False


def _read(
    cells: Cells | None,
    size: int,
    decisions: Decisions,
    names: tuple[str, ...],
    period: Period | None,
    last: dt.date,
) -> Days:
    """The days that stand in the cells."""
    state = np.full(size, ABSENT, dtype=np.int8)
    if cells is None:
        return Days(np.zeros(size, dtype=np.int32), state, None, False)
    order = order_of(cells, last, period)
    chosen, said = _chosen(order, decisions)
    turned = exchanged(cells, chosen)
    year = year_in(names)
    parsed = [day(v, order=chosen, year=year) for v in cells.values]
    keep = decisions.answers.get(EXCHANGED) == "keep"
    if turned and not keep:
        real = [isinstance(v, dt.datetime) for v in cells.values]
        parsed = [
            d.replace(month=d.day, day=d.month) if r and d else d for d, r in zip(parsed, real, strict=True)
        ]
    states = [ABSENT if d is None else KNOWN if _plausible(d, last) else IMPLAUSIBLE for d in parsed]
    return Days(
        cells.spread(np.array([_number(d) if d else 0 for d in parsed], dtype=np.int32), 0),
        cells.spread(np.array(states, dtype=np.int8), ABSENT),
        None,
        False,
        order=order,
        said=said,
        exchanged=not keep if turned else None,
    )


def shown_in(order: DateOrder, text: str) -> dict[Order, dt.date | None]:
    """The day that a text of the column is in each of the orders that are possible."""
    return {one: day(plain_text(text), order=one) for one in order.orders}


def _number(found: dt.date) -> int:
    return (found - EPOCH).days


@dataclass(frozen=True, slots=True)
class Months:
    """`month` (int32 yyyymm) and `state` per row: known, absent or unreadable, implausible.

    `order` and `said` are as in `Days`.
    """

    month: np.ndarray
    state: np.ndarray
    order: DateOrder = field(default_factory=DateOrder)
    said: str = ""


def resolve_months(
    cells: Cells | None,
    size: int,
    today: dt.date,
    names: Sequence[str] = (),
    decisions: Decisions | None = None,
) -> Months:
    """The month of each row of a sheet of outcome figures; a quarter stands for its first month.

    A year that only the names of sheet and file tell completes months such as 7月.
    """
    if cells is None:
        return Months(np.zeros(size, dtype=np.int32), np.full(size, ABSENT, dtype=np.int8))
    last = today + dt.timedelta(days=1)
    order, year = order_of(cells, last), year_in(names)
    chosen, said = _chosen(order, decisions)
    told = [month(v, order=chosen, year=year) for v in cells.values]
    states = [
        ABSENT if m is None else KNOWN if _plausible(dt.date(m // 100, m % 100, 1), last) else IMPLAUSIBLE
        for m in told
    ]
    numbers = np.array([m or 0 for m in told], dtype=np.int32)
    read = cells.spread(np.array(states, dtype=np.int8), ABSENT)
    return Months(cells.spread(numbers, 0), read, order, said)


def _chosen(order: DateOrder, decisions: Decisions | None) -> tuple[Order, str]:
    """The order in which dates are read, and what a person said about one that nothing else decides."""
    if decisions is None or not order.orders:
        return order.order, ""
    said = decisions.answers.get(ORDER, "") or decisions.values.get(ORDER, "")
    return (Order(said), said) if said in order.orders else (order.order, "")


def _plausible(found: dt.date, last: dt.date) -> bool:
    """Whether feedback may be from that day; a month or quarter that is under way may be named by its first day."""
    return FIRST <= found <= last


def recent_quarters(today: dt.date, count: int = 8) -> tuple[str, ...]:
    """The codes of the last quarters, the current one first."""
    now = Quarter.of_month(month_of(today))
    return tuple(now.shifted(-i).code for i in range(count))
