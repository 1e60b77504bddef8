"""When each response was given: by its date, by the quarter that was decided, or by the file's name."""

import datetime as dt
from dataclasses import dataclass

import numpy as np

from mot.domain.periods import Quarter, month_of
from mot.ingest.cells import Cells
from mot.ingest.dates import FIRST, day, day_first, month, quarter_in
from mot.ingest.draft import Decisions

EPOCH = dt.date(1970, 1, 1)
KNOWN, ABSENT, IMPLAUSIBLE = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Days:
    """`day` (int32 since 1970-01-01) and `state` per response, and the quarter that stands in for no date.

    `decided` tells that a person chose the quarter.
    """

    day: np.ndarray
    state: np.ndarray
    quarter: Quarter | None
    decided: bool

    @property
    def usable(self) -> np.ndarray:
        """Which responses have a day (bool)."""
        absent = (self.state == ABSENT) & (self.quarter is not None)
        return np.asarray((self.state == KNOWN) | absent)


def resolve_days(
    cells: Cells | None, size: int, decisions: Decisions, names: tuple[str, ...], today: dt.date
) -> Days:
    """The day of each response. `names` (sheet, then file) may name the quarter."""
    code = decisions.quarter or decisions.answers.get("quarter", "")
    decided = Quarter.parse(code) if code else None
    found = [quarter for name in names if (quarter := quarter_in(name))]
    quarter = decided or (found[0] if found else None)
    value = np.zeros(size, dtype=np.int32)
    state = np.full(size, ABSENT, dtype=np.int8)
    if cells is not None:
        swap = day_first(v for v in cells.values if isinstance(v, str))
        parsed = [day(v, day_before_month=swap) for v in cells.values]
        last = today + dt.timedelta(days=1)  # elsewhere it is tomorrow already
        states = [ABSENT if d is None else KNOWN if _plausible(d, last) else IMPLAUSIBLE for d in parsed]
        numbers = [(d - EPOCH).days if d else 0 for d in parsed]
        state = cells.spread(np.array(states, dtype=np.int8), ABSENT)
        value = cells.spread(np.array(numbers, dtype=np.int32), 0)
    stand_in = dt.date(quarter.year, quarter.number * 3 - 2, 1) if quarter else today
    value = np.where(state == ABSENT, np.int32((stand_in - EPOCH).days), value)
    return Days(value, state, quarter, decided is not None)


@dataclass(frozen=True, slots=True)
class Months:
    """`month` (int32 yyyymm) and `state` per row: known, absent or unreadable, implausible."""

    month: np.ndarray
    state: np.ndarray


def resolve_months(cells: Cells | None, size: int, today: dt.date) -> Months:
    """The month of each row of a sheet of outcome figures; a quarter stands for its first month."""
    if cells is None:
        return Months(np.zeros(size, dtype=np.int32), np.full(size, ABSENT, dtype=np.int8))
    swap = day_first(v for v in cells.values if isinstance(v, str))
    told = [month(v, day_before_month=swap) for v in cells.values]
    last = today + dt.timedelta(days=1)
    states = [
        ABSENT if m is None else KNOWN if _plausible(dt.date(m // 100, m % 100, 1), last) else IMPLAUSIBLE
        for m in told
    ]
    numbers = np.array([m or 0 for m in told], dtype=np.int32)
    return Months(cells.spread(numbers, 0), cells.spread(np.array(states, dtype=np.int8), ABSENT))


def _plausible(found: dt.date, last: dt.date) -> bool:
    """Whether feedback may be from that day; a month or quarter that is under way may be named by its first day."""
    return FIRST <= found <= last


def recent_quarters(today: dt.date, count: int = 8) -> tuple[str, ...]:
    """The codes of the last quarters, the current one first."""
    now = Quarter.of_month(month_of(today))
    return tuple(now.shifted(-i).code for i in range(count))
