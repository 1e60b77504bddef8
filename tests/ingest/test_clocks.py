"""The time of day beside a date, however it is written."""

import datetime as dt

import numpy as np
import pytest

from mot.ingest.cells import Cells
from mot.ingest.clocks import moments, second_of_day
from mot.ingest.draft import MISSING


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        (dt.datetime(2026, 7, 3, 14, 2, 33), 50553),
        (dt.datetime(2026, 7, 3), None),
        (46206.5, 43200),
        (46206.0, None),
        ("2026/7/3 14:02", 50520),
        ("2026-07-03T14:02:33.123", 50553),
        ("2026年7月3日 下午 2:02", 50520),
        ("2026年7月3日 上午12点05分", 300),
        ("7/3/2026 2:02:33 PM", 50553),
        ("7/3/2026 12:02 AM", 120),
        ("２０２６－０７－０３ １４：０２", 50520),
        ("2026-07-03", None),
        ("2026-07-03 25:99", None),
        ("1:23:45:67", None),
        ("soon", None),
    ],
)
def test_the_time_of_day(value, seconds):
    assert second_of_day(value) == seconds


def test_moments_are_told_where_there_is_a_time_only():
    cells = Cells.of(["2026-07-03 00:00:10", "2026-07-03", None])
    days = np.array([20637, 20637, 20000], dtype=np.int32)
    assert moments(cells, days).tolist() == [20637 * 86400 + 10, MISSING, MISSING]
    assert moments(None, days).tolist() == [MISSING] * 3
