"""Actions that need somebody's eye now, and what became of those that were promised last quarter."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from mot.analysis.effects import Judged, Stand, Verdict
from mot.domain.improvements import Action, Stage
from mot.domain.periods import Quarter, month_of

AGEING_DAYS = 120  # since it was written down, and still not done


@dataclass(frozen=True, slots=True)
class Work:
    """What the overview says of actions.

    total: actions there are at all · ready, overdue, stalled, ageing: open ones, each named once, in this order ·
    promised: those whose start or due date lay in the quarter before the view's, and the numbers of those that were
    done (re-measured or closed), dropped, shown to work, and made worse.
    """

    total: int
    ready: tuple[Action, ...]
    overdue: tuple[Action, ...]
    stalled: tuple[Action, ...]
    ageing: tuple[Action, ...]
    promised: tuple[Action, ...]
    done: int
    dropped: int
    improved: int
    worse: int


def work(actions: Iterable[Action], judged: Mapping[int, Judged], quarter: Quarter, today: dt.date) -> Work:
    """Sort actions by what they need as of `today`; `quarter` is that of the view."""
    there = list(actions)
    lists: dict[str, list[Action]] = {"ready": [], "overdue": [], "stalled": [], "ageing": []}
    for one in sorted(there, key=lambda one: one.content.due or one.content.plan.evaluate):
        old = one.open and (today - one.created_at.date()).days > AGEING_DAYS
        if one.ready(today):
            lists["ready"].append(one)
        elif one.overdue(today):
            lists["overdue"].append(one)
        elif one.stalled(today):
            lists["stalled"].append(one)
        elif old and one.content.stage is not Stage.REMEASURE:
            lists["ageing"].append(one)
    last = set(quarter.previous.months)
    promised = [one for one in there if last & {month_of(day) for day in _dates(one)}]
    final = [judged[one.id] for one in promised if one.id in judged]
    sure = [j.verdict for j in final if j.stand is Stand.JUDGED and not j.interim]
    stages = [one.content.stage for one in promised]
    return Work(
        total=len(there),
        promised=tuple(promised),
        done=sum(stage in (Stage.REMEASURE, Stage.CLOSED) for stage in stages),
        dropped=sum(stage is Stage.DROPPED for stage in stages),
        improved=sum(verdict is Verdict.IMPROVED for verdict in sure),
        worse=sum(verdict is Verdict.WORSE for verdict in sure),
        **{name: tuple(found) for name, found in lists.items()},
    )


def _dates(one: Action) -> list[dt.date]:
    return [one.content.plan.start, *([one.content.due] if one.content.due else [])]
