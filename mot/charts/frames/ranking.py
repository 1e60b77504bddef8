"""Where to begin as a list: numbered where the order is certain, grouped where it cannot be told."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

import pandas as pd

from mot.analysis.drivers import Drivers
from mot.analysis.priorities import PriorityState


class Group(StrEnum):
    """What the touchpoints of one part of the list have in common."""

    CERTAIN = "certain"
    OPEN = "open"
    MET = "met"
    UNKNOWN = "unknown"
    HIDDEN = "hidden"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Part:
    """Consecutive entries of the list.

    rows: of `Drivers.frame`, in the order of the list · ordered_by: the column whose place is told.
    """

    group: Group
    rows: pd.DataFrame
    ordered_by: str = "priority"


def ranking(found: Drivers) -> list[Part]:
    """The list from the first to begin with to what cannot be shown.

    Without expectations the order is that of importance; a touchpoint whose importance is not known stands
    apart, and so does one that meets expectations.
    """
    frame = found.frame
    seen = ~frame["hidden"] & (frame["n"] > 0)
    by, place = ("priority", "rank")
    if found.priorities is PriorityState.NO_GAPS:
        by, place = ("importance", "importance_rank")
    ordered = frame[seen & (frame[by] > 0)].sort_values(by, ascending=False, kind="stable")
    parts = [Part(group, rows, by) for group, rows in _runs(ordered, place)]
    met = seen & (frame[by] == 0)
    rest: Sequence[tuple[Group, pd.Series]] = (
        (Group.MET, met),
        (Group.UNKNOWN, seen & frame[by].isna()),
        (Group.HIDDEN, frame["hidden"]),
        (Group.EMPTY, ~frame["hidden"] & (frame["n"] == 0)),
    )
    found_rest = [Part(group, frame[there].sort_values("gap"), by) for group, there in rest if there.any()]
    return parts + found_rest


def _runs(ordered: pd.DataFrame, place: str) -> Iterator[tuple[Group, pd.DataFrame]]:
    """The ordered rows cut where certain places and those that cannot be told meet."""
    certain = ordered[place].notna()
    for _, rows in ordered.groupby((certain != certain.shift()).cumsum(), sort=False):
        yield (Group.CERTAIN if rows[place].notna().all() else Group.OPEN), rows
