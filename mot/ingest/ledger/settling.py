"""What a new action needs and a ledger may not tell: start, day of judgement, stage, who owns it."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from mot.domain.access import Actor
from mot.domain.improvements import Lever, Stage
from mot.ingest.ledger.columns import Part
from mot.ingest.names import normal

WINDOW = 3  # months before and after


def completed(fields: Mapping[str, Any], today: dt.date) -> tuple[dict[str, Any], tuple[str, ...]]:
    """All fields of a new action, and which of start and evaluation date had to be assumed.

    An action without a start begins today, or on its due day when that has passed. It is judged when the months
    after the one it starts in are over.

    >>> told, missing = completed({"title": "a", "touchpoint": 1, "branches": [2]}, dt.date(2026, 10, 15))
    >>> told["start"], told["evaluate"], told["stage"], missing
    ('2026-10-15', '2027-02-01', 'under_way', ('start', 'evaluate'))
    """
    usual: dict[str, Any] = {
        "description": "", "lever": Lever.PROCESS.value, "owner": "", "owner_name": "", "due": None, "audience": "",
        "trained": None, "worked": "", "again": "", "comparison": None, "window": WINDOW, "target": None,
        "seasonal": False,
    }  # fmt: skip
    told = usual | dict(fields)
    missing = tuple(name for name in ("start", "evaluate") if not fields.get(name))
    if "start" in missing:
        due = told["due"]
        told["start"] = min(today.isoformat(), due) if due else today.isoformat()
    start = dt.date.fromisoformat(told["start"])
    if "evaluate" in missing:
        told["evaluate"] = judged_on(start, told["window"]).isoformat()
    told.setdefault("stage", (Stage.PLANNED if start > today else Stage.UNDER_WAY).value)
    return told, missing


def judged_on(start: dt.date, window: int) -> dt.date:
    """The day after the last of the months that are compared; the month of the start is left out.

    >>> judged_on(dt.date(2026, 7, 10), 3)
    datetime.date(2026, 11, 1)
    """
    month = start.year * 12 + start.month + window
    return dt.date(month // 12, month % 12 + 1, 1)


def out_of_order(fields: Mapping[str, Any]) -> tuple[Part, str] | None:
    """The day that does not follow the start, and the code of the reason."""
    if fields["due"] and fields["due"] < fields["start"]:
        return Part.DUE, "due_before_start"
    if fields["evaluate"] <= fields["start"]:
        return Part.EVALUATE, "evaluate_before_start"
    return None


def owned(fields: Mapping[str, Any], people: Sequence[Actor]) -> dict[str, Any]:
    """The fields with the login of the owner: the only person of that name who sees one of the branches."""
    name = normal(fields["owner_name"])
    named = {
        person.login
        for person in people
        if name and name in (normal(person.name), normal(person.login))
        and any(person.scope.allows(branch) for branch in fields["branches"])
    }  # fmt: skip
    return {**fields, "owner": named.pop() if len(named) == 1 else ""}
