"""What an action says, field by field as plain values: for its log, for the way back, and to compare versions."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from mot.domain.improvements import Again, Content, Learning, Lever, Plan, Stage

OF_PLAN = ("touchpoint", "branches", "comparison", "start", "evaluate", "window", "target", "seasonal")


def plain(content: Content) -> dict[str, Any]:
    """The fields of an action by name: texts, numbers, ISO dates, sorted lists of ids, None where nothing is.

    >>> plan = Plan(1, frozenset({3, 2}), dt.date(2026, 7, 1), dt.date(2026, 12, 31))
    >>> told = plain(Content("Shorter queues", plan, due=dt.date(2026, 8, 1)))
    >>> told["title"], told["branches"], told["start"], told["due"], told["again"]
    ('Shorter queues', [2, 3], '2026-07-01', '2026-08-01', '')
    """
    plan, learning = content.plan, content.learning
    return {
        "title": content.title,
        "description": content.description,
        "lever": content.lever.value,
        "owner": content.owner,
        "owner_name": content.owner_name,
        "due": _iso(content.due),
        "stage": content.stage.value,
        "audience": content.audience,
        "trained": _iso(content.trained),
        "worked": learning.worked if learning else "",
        "again": learning.again.value if learning else "",
        "touchpoint": plan.touchpoint,
        "branches": sorted(plan.branches),
        "comparison": None if plan.comparison is None else sorted(plan.comparison),
        "start": plan.start.isoformat(),
        "evaluate": plan.evaluate.isoformat(),
        "window": plan.window,
        "target": plan.target,
        "seasonal": plan.seasonal,
    }


def content(fields: Mapping[str, Any]) -> Content:
    """What `plain` told, as it was.

    >>> one = Content("Shorter queues", Plan(1, frozenset({2}), dt.date(2026, 7, 1), dt.date(2026, 12, 31)))
    >>> content(plain(one)) == one
    True
    """
    comparison = fields["comparison"]
    plan = Plan(
        touchpoint=fields["touchpoint"],
        branches=frozenset(fields["branches"]),
        start=dt.date.fromisoformat(fields["start"]),
        evaluate=dt.date.fromisoformat(fields["evaluate"]),
        window=fields["window"],
        comparison=None if comparison is None else frozenset(comparison),
        target=fields["target"],
        seasonal=fields["seasonal"],
    )
    return Content(
        title=fields["title"],
        plan=plan,
        description=fields["description"],
        lever=Lever(fields["lever"]),
        owner=fields["owner"],
        owner_name=fields["owner_name"],
        due=_day(fields["due"]),
        stage=Stage(fields["stage"]),
        audience=fields["audience"],
        trained=_day(fields["trained"]),
        learning=Learning(fields["worked"], Again(fields["again"])) if fields["again"] else None,
    )


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The fields that differ between two versions, as they were before and as they are after.

    >>> differences({"title": "a", "due": None}, {"title": "b", "due": None})
    ({'title': 'a'}, {'title': 'b'})
    """
    changed = [name for name in after if before.get(name) != after[name]]
    return {name: before.get(name) for name in changed}, {name: after[name] for name in changed}


def _iso(day: dt.date | None) -> str | None:
    return None if day is None else day.isoformat()


def _day(text: str | None) -> dt.date | None:
    return None if text is None else dt.date.fromisoformat(text)
