"""What a person is told of by message: alarms, and what has to be done about actions and answers."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from mot.analysis.effects import Judged, Stand
from mot.analysis.family import Alarm
from mot.analysis.planner import Plan, Season
from mot.analysis.units import Unit
from mot.domain.access import Actor
from mot.domain.improvements import Action, Stage
from mot.domain.periods import Quarter, first_day_of, month_of
from mot.domain.survey import Institution, Name
from mot.stats.effects import Verdict

ALARM_DAYS = 200  # an alarm about an older month is no news, as after the first import of old files
NEAR_DAYS = 31  # so long before and after its day of judgement the answers of an action are missed
WITHOUT_VERDICT = (Stand.JUDGED, Stand.TOO_EARLY)  # where more answers would help


@dataclass(frozen=True, slots=True)
class AlarmItem:
    """A chart that is out of the ordinary."""

    key: str
    alarm: Alarm


@dataclass(frozen=True, slots=True)
class OverdueItem:
    """An action that should have been done; `mine` when the reader runs it."""

    key: str
    action: Action
    mine: bool


@dataclass(frozen=True, slots=True)
class ReadyItem:
    """An action whose day of judgement has come, with answers enough to judge it."""

    key: str
    action: Action
    mine: bool


@dataclass(frozen=True, slots=True)
class MissingItem:
    """An action that lacks answers for a verdict: so many at least, None where that may not be told."""

    key: str
    action: Action
    missing: int | None
    mine: bool


@dataclass(frozen=True, slots=True)
class PlanItem:
    """The sample plan of the running quarter, of which something is still needed."""

    key: str
    quarter: Quarter
    plan: Plan


Item = AlarmItem | OverdueItem | ReadyItem | MissingItem | PlanItem


@dataclass(frozen=True, slots=True)
class Digest:
    """What one person is told; each item has a key that stays the same as long as it is the same news."""

    person: Actor
    items: tuple[Item, ...]
    unit: Unit
    touchpoints: Mapping[int, Name] = field(default_factory=dict)
    branches: Mapping[int, Name] = field(default_factory=dict)


def of_alarms(there: Institution, found: tuple[Alarm, ...], today: dt.date) -> tuple[AlarmItem, ...]:
    """Alarms of late; the selection of all branches first, then branches, the furthest from usual first."""
    points = {t.id: t.code for t in there.touchpoints}
    places = {b.id: b.code for b in there.branches}
    return tuple(
        AlarmItem(
            f"alarm:{one.month}:{points[one.touchpoint]}:"
            f"{'*' if one.branch is None else places[one.branch]}:{one.standing.value}",
            one,
        )
        for one in found
        if (today - first_day_of(one.month)).days <= ALARM_DAYS
    )


def of_actions(
    actions: tuple[Action, ...], judged: Mapping[int, Judged], login: str, today: dt.date
) -> tuple[OverdueItem | ReadyItem | MissingItem, ...]:
    """What is overdue, what can be judged, what lacks answers: the reader's own first, the oldest first."""
    overdue = [
        OverdueItem(f"overdue:{a.id}:{a.content.due}", a, a.content.owner == login)
        for a in actions
        if a.overdue(today)
    ]
    ready: list[ReadyItem] = []
    missing: list[MissingItem] = []
    for one in actions:
        mine = one.content.owner == login
        verdict = judged.get(one.id)
        if verdict is not None and _lacks_answers(one, verdict, today):
            missing.append(MissingItem(f"missing:{one.id}:{month_of(today)}", one, _missing(verdict), mine))
        elif one.ready(today):
            ready.append(ReadyItem(f"ready:{one.id}", one, mine))
    overdue.sort(key=lambda i: (not i.mine, i.action.content.due or dt.date.max, i.action.id))
    ready.sort(key=lambda i: (not i.mine, i.action.content.plan.evaluate, i.action.id))
    missing.sort(key=lambda i: (not i.mine, i.action.content.plan.evaluate, i.action.id))
    return (*overdue, *ready, *missing)


def of_plan(plan: Plan, quarter: Quarter, today: dt.date) -> tuple[PlanItem, ...]:
    """The running quarter's sample plan, once a month, as long as anything is needed."""
    if plan.season is not Season.RUNNING or plan.cells.empty or not (plan.cells["still"] > 0).any():
        return ()
    return (PlanItem(f"answers:{quarter.code}:{month_of(today)}", quarter, plan),)


def _missing(judged: Judged) -> int | None:
    """How many answers are missing, None where only an upper limit may be told."""
    return judged.missing_after if judged.missing_exact else None


def _lacks_answers(action: Action, judged: Judged, today: dt.date) -> bool:
    """Whether an action that is judged about now has too few answers for that."""
    near = abs((action.content.plan.evaluate - today).days) <= NEAR_DAYS
    return (
        action.open
        and action.content.stage is not Stage.PLANNED
        and near
        and judged.started
        and judged.verdict is Verdict.TOO_FEW
        and judged.stand in WITHOUT_VERDICT
        and judged.missing_after != 0  # those before the start can no longer be collected
    )
