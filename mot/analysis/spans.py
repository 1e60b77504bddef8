"""The months that are compared before and after an action, and when enough answers can be expected."""

import calendar
import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from mot.domain.improvements import Plan
from mot.domain.periods import first_day_of, month_of


@dataclass(frozen=True, slots=True)
class Spans:
    """Two equal windows of months (yyyymm), earliest first, without the month of the start."""

    before: tuple[int, ...]
    start: int
    after: tuple[int, ...]

    @property
    def last_day(self) -> dt.date:
        """The last day of the window after."""
        return _last_day(self.after[-1])


class Outlook(StrEnum):
    """Whether a verdict can be expected when answers are missing."""

    ENOUGH = "enough"  # nothing is missing
    COMING = "coming"  # at the present pace there will be enough within the window
    TOO_SLOW = "too_slow"  # at the present pace the window ends before
    NONE_COMING = "none_coming"  # no answers so far
    OVER = "over"  # the window has ended, or answers are missing before the start
    UNTOLD = "untold"  # too few to tell how many


def month_after(month: int, months: int) -> int:
    """The month (yyyymm) so many months later.

    >>> month_after(202611, 3), month_after(202601, -1)
    (202702, 202512)
    """
    year, place = divmod(month // 100 * 12 + month % 100 - 1 + months, 12)
    return year * 100 + place + 1


def spans(plan: Plan) -> Spans:
    """The months before and after the start month; of a seasonal plan, the same months of the year before.

    A whole year holds every month of the year once whenever it begins, so that it ends before the start.

    >>> import datetime as dt
    >>> plan = Plan(1, frozenset({1}), dt.date(2026, 7, 15), dt.date(2026, 11, 1))
    >>> found = spans(plan)
    >>> found.before, found.start, found.after
    ((202604, 202605, 202606), 202607, (202608, 202609, 202610))
    """
    start = month_of(plan.start)
    after = tuple(month_after(start, i) for i in range(1, plan.window + 1))
    if plan.seasonal and plan.window < 12:
        return Spans(tuple(month_after(month, -12) for month in after), start, after)
    return Spans(tuple(month_after(start, -i) for i in range(plan.window, 0, -1)), start, after)


def outlook(
    span: Spans, today: dt.date, *, n_after: int, missing_before: int, missing_after: int, last: int
) -> tuple[Outlook, dt.date | None]:
    """Whether and by when enough answers can be expected, from those that came in per month so far.

    `last` is the last month (yyyymm) for which the network has answers, 0 where it has none: later ones are not
    imported yet.
    """
    if not (missing_before or missing_after):
        return Outlook.ENOUGH, None
    if today > (_last_day(span.before[-1]) if missing_before else span.last_day):
        return Outlook.OVER, None
    if not n_after:
        return Outlook.NONE_COMING, None
    begin = first_day_of(span.after[0])
    elapsed = (min(today, _last_day(last)) - begin).days + 1
    if elapsed <= 0:
        return Outlook.NONE_COMING, None
    reached = begin + dt.timedelta(days=round((n_after + missing_after) * elapsed / n_after))
    if reached > span.last_day:
        return Outlook.TOO_SLOW, None
    return Outlook.COMING, max(reached, today)


def _last_day(month: int) -> dt.date:
    return dt.date(month // 100, month % 100, calendar.monthrange(month // 100, month % 100)[1])
