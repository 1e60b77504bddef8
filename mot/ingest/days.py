"""When each response was given: by its date, by the quarter that was decided, or by the file's name."""

import datetime as dt
from dataclasses import dataclass

import numpy as np

from mot.domain.periods import Quarter, month_of
from mot.ingest.cells import Cells
from mot.ingest.dates import FIRST, day, day_first, quarter_in
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


def _plausible(found: dt.date, last: dt.date) -> bool:
    """Whether feedback may be from that day; a month or quarter that is under way may be named by its first day."""
    return FIRST <= found <= last


def recent_quarters(today: dt.date, count: int = 8) -> tuple[str, ...]:
    """The codes of the last quarters, the current one first."""
    now = Quarter.of_month(month_of(today))
    return tuple(now.shifted(-i).code for i in range(count))
