"""What the actions ask for today: which are late, which lie still, which can be judged, and how old the open are."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from mot.domain.improvements import Action, Stage


@dataclass(frozen=True, slots=True)
class Standing:
    """The actions as they stand on a day; what is most pressing comes first in each list.

    open: those not finished · overdue: due before today and not done · stalled: under way without any change for
    three weeks · ready: their day of judgement has come · unowned: open without an owner · ageing: the open ones,
    oldest first, each with its age in days since it was made · by_stage: how many there are of each stage ·
    closed_in: how many were closed in the 92 days until today.
    """

    open: tuple[Action, ...]
    overdue: tuple[Action, ...]
    stalled: tuple[Action, ...]
    ready: tuple[Action, ...]
    unowned: tuple[Action, ...]
    ageing: tuple[tuple[Action, int], ...]
    by_stage: dict[Stage, int]
    closed_in: int


def standing(actions: Iterable[Action], today: dt.date, *, login: str | None = None) -> Standing:
    """How actions stand on a day; with `login` only those which that person owns."""
    found = [one for one in actions if login is None or one.content.owner == login]
    still = [one for one in found if one.open]
    aged = sorted(still, key=lambda one: (one.created_at, one.id))
    closed = [one for one in found if one.content.stage is Stage.CLOSED and one.closed_at is not None]
    return Standing(
        open=tuple(still),
        overdue=tuple(sorted((a for a in still if a.overdue(today)), key=_due)),
        stalled=tuple(sorted((a for a in still if a.stalled(today)), key=lambda a: (a.updated_at, a.id))),
        ready=tuple(
            sorted((a for a in still if a.ready(today)), key=lambda a: (a.content.plan.evaluate, a.id))
        ),
        unowned=tuple(a for a in aged if not (a.content.owner or a.content.owner_name)),
        ageing=tuple((a, max((today - a.created_at.date()).days, 0)) for a in aged),
        by_stage={stage: sum(a.content.stage is stage for a in found) for stage in Stage},
        closed_in=sum(0 <= (today - a.closed_at.date()).days <= 92 for a in closed if a.closed_at),
    )


def _due(one: Action) -> tuple[dt.date, int]:
    return one.content.due or dt.date.max, one.id
