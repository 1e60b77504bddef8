"""Actions to begin a test with, and a day before and after their start."""

import datetime as dt
from dataclasses import replace
from typing import Any

from mot.domain.improvements import Content, Plan

BEFORE = dt.date(2026, 6, 1)
START = dt.date(2026, 7, 1)
DURING = dt.date(2026, 8, 15)
EVALUATE = dt.date(2026, 12, 31)


def content(*branches: int, title: str = "叫号分流", **changes: Any) -> Content:
    """An action at the queue of these branches (South Lake without any), from July on."""
    of_plan = {k: changes.pop(k) for k in tuple(changes) if k in Plan.__slots__}
    plan = Plan(2, frozenset(branches or {3}), START, EVALUATE)
    return Content(title, replace(plan, **of_plan), **changes)
