"""At which second a form was sent, where the file tells a time of day beside the date."""

import datetime as dt
import re
import unicodedata

import numpy as np

from mot.ingest.cells import Cells
from mot.ingest.draft import MISSING

DAY = 86_400  # seconds
_CLOCK = re.compile(
    r"(?:(?P<half>上午|下午|早上|晚上|中午|凌晨)\s*)?(?<![\d:])(?P<hour>\d{1,2})(?::|时|点)(?P<minute>\d{2})"
    r"(?:(?::|分)(?P<second>\d{2}))?(?:\.\d+)?\s*(?:秒|分)?\s*(?P<english>am|pm)?(?![\d:])",
    re.I,
)
_LATER = ("下午", "晚上", "pm")
_EARLIER = ("上午", "早上", "凌晨", "am")


def second_of_day(value: object) -> int | None:
    """Seconds since midnight that a value tells beside its date; None when it tells no time.

    >>> [second_of_day(v) for v in ("2026/7/3 14:02:33", "2026-07-03 2:02 pm", "2026年7月3日 下午2点02分", "2026-07-03")]
    [50553, 50520, 50520, None]
    """
    if isinstance(value, dt.datetime):
        return (value.hour * 60 + value.minute) * 60 + value.second or None
    if isinstance(value, float):
        return round(value % 1 * DAY) % DAY or None
    found = _CLOCK.search(unicodedata.normalize("NFKC", str(value)))
    if not found:
        return None
    half = (found["half"] or found["english"] or "").lower()
    hour, minute, second = int(found["hour"]), int(found["minute"]), int(found["second"] or 0)
    if half in _LATER and hour < 12:
        hour += 12
    elif half in _EARLIER and hour == 12:
        hour = 0
    return (hour * 60 + minute) * 60 + second if hour < 24 and minute < 60 and second < 60 else None


def moments(cells: Cells | None, days: np.ndarray) -> np.ndarray:
    """Seconds since 1970-01-01 at which each form was sent (int64), `MISSING` where no time of day is told.

    `days` are days since then. Days without any time, such as all midnights, tell none.
    """
    if cells is None or not len(cells.values):
        return np.full(len(days), MISSING, dtype=np.int64)
    told = [second_of_day(value) for value in cells.values]
    seconds = cells.spread(np.array([MISSING if s is None else s for s in told], dtype=np.int64), MISSING)
    return np.where(seconds == MISSING, np.int64(MISSING), days.astype(np.int64) * DAY + seconds)
