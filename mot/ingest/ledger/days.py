"""The days of a ledger: also 9月底前, 2026年三季度, or no day at all, such as 长期坚持."""

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mot.ingest.cells import Cells, is_blank_word
from mot.ingest.characters import plain
from mot.ingest.date_order import DateOrder, order_of
from mot.ingest.dates import Order, day, without_year
from mot.ingest.name_periods import year_in

AHEAD = 3653  # days: no action is planned further ahead
_OPEN = re.compile(
    r"(?:长期|持续|常态|随时|待定|不定期|另行通知|ongoing|continuous|tbd|open|long[- ]?term).{0,8}", re.I
)
_NOW = re.compile(r"立行立改|立即|即时|马上|immediately|at once|now", re.I)
_BEFORE = re.compile(
    r"^(?:by|before|until|end of|于|在|截至|截止)\s*|(?:之前|以前|前|止|内|底|末|底前|末前|前完成|完成)+$",
    re.I,
)
_END = re.compile(r"[底末]|^end of", re.I)
_MONTH_DAY = re.compile(r"(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]?")
_PLAIN_MONTH_DAY = re.compile(r"(\d{1,2})[./-](\d{1,2})")
_SPAN = re.compile(r"\s*(?:至|到|~|～|—+|–|(?<=\d)-(?=\d{4}\D))\s*")
_YEAR = re.compile(r"(?:(20\d{2})\s*|(今|本|明))?年")


@dataclass(frozen=True, slots=True)
class Calendar:
    """How days of one ledger are read: the order of plain numbers, the year of days without one, today."""

    order: DateOrder
    chosen: Order
    said: str
    year: int | None
    today: dt.date


@dataclass(frozen=True, slots=True)
class Told:
    """The day of a cell. `none` says that there is no day on purpose; `year_assumed` that it names no year."""

    day: dt.date | None
    none: bool = False
    year_assumed: bool = False


def calendar(values: Iterable[object], names: Sequence[str], said: str, today: dt.date) -> Calendar:
    """What all dates of a ledger together tell; `said` is the order that a person chose, "" without."""
    order = order_of(Cells.of(values), today + dt.timedelta(days=AHEAD))
    chosen = Order(said) if said in order.orders else order.order
    return Calendar(order, chosen, said if said in order.orders else "", year_in(names), today)


def told(value: object, known: Calendar, *, end: bool) -> Told | None:
    """The day that a cell tells; of a month or quarter the last one when `end`; None when it tells nothing."""
    if not isinstance(value, str):
        return _plausible(day(value), known)
    text = plain(value)
    if is_blank_word(text) or _OPEN.fullmatch(text):
        return Told(None, none=True)
    if _NOW.fullmatch(text):
        return Told(known.today)
    parts = _SPAN.split(text)
    if len(parts) == 2 and all(parts):
        first = told(parts[0], known, end=end)
        return _second(parts[1], first, known) if end else first
    at_end = end or _END.search(text) is not None
    bare = _BEFORE.sub("", _BEFORE.sub("", text)).strip()
    found = day(bare, order=known.chosen)
    if found is not None:
        return _plausible(_last_of(bare, found) if at_end else found, known)
    if at_end and (whole := _YEAR.fullmatch(bare)):
        this = known.year or known.today.year
        of = int(whole[1]) if whole[1] else known.today.year + (whole[2] == "明") if whole[2] else this
        return Told(dt.date(of, 12, 31), year_assumed=known.year is None and not (whole[1] or whole[2]))
    year = known.year or known.today.year
    if pair := _MONTH_DAY.fullmatch(bare) or _PLAIN_MONTH_DAY.fullmatch(bare):
        found = without_year(f"{pair[1]}月{pair[2]}日", year)
    else:
        found = without_year(bare, year)
        found = _last_of(bare, found) if found and at_end else found
    return None if found is None else Told(found, year_assumed=known.year is None)


def _second(text: str, first: Told | None, known: Calendar) -> Told | None:
    """The second day of a span; it may leave out what the first one said."""
    found = told(text, known, end=True)
    if found is None and first and first.day and (only := re.fullmatch(r"(\d{1,2})\s*[日号]?", text)):
        found = told(f"{first.day.year}-{first.day.month}-{only[1]}", known, end=True)
    return found


def _last_of(text: str, first: dt.date) -> dt.date:
    """The last day of what a text names: the day itself, or the end of its month, quarter or year."""
    if first.day != 1 or _names_day(text):
        return first
    months = 3 if re.search(r"季|q", text, re.I) else 1
    month = first.month - 1 + months
    return dt.date(first.year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)


def _names_day(text: str) -> bool:
    """Whether a text names the first of a month itself."""
    if re.search(r"季|q[1-4]", text, re.I) or re.fullmatch(r"\d{4}\s*[-/.年]?\s*\d{1,2}\s*月?(?:份)?", text):
        return False
    return len(re.findall(r"\d+", text)) >= 2 or re.fullmatch(r"\d{8}|\d{5}", text) is not None


def _plausible(found: dt.date | None, known: Calendar) -> Told | None:
    """A day between 2000 and ten years ahead."""
    last = known.today + dt.timedelta(days=AHEAD)
    return Told(found) if found is not None and dt.date(2000, 1, 1) <= found <= last else None
