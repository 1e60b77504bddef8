"""Every touchpoint over the selection, and every touchpoint at every branch, judged together."""

import datetime as dt
from dataclasses import dataclass

import numpy as np

from mot.analysis.books import Books
from mot.analysis.judging import SIGNALS, Standing, Verdicts, at_month
from mot.analysis.units import Unit
from mot.analysis.watching import Watch, watch
from mot.domain.cube import Ints, View
from mot.domain.periods import month_of

Floats = np.ndarray
EVERYTHING = slice(None)


@dataclass(frozen=True, slots=True)
class Alarm:
    """One chart that is out of the ordinary in its last month.

    touchpoint, branch: ids; no branch stands for the selection · standing: which way, at once or by drift ·
    month: yyyymm · n: answers · value, lower, upper: the mean and what was usual, in the unit shown · paired:
    whether it is a gap or, where no expectation is asked, a perception.
    """

    touchpoint: int
    branch: int | None
    standing: Standing
    month: int
    n: int
    value: float
    lower: float
    upper: float
    paired: bool


@dataclass(frozen=True, slots=True)
class Alarms:
    """What stands out among all charts of a view, and how many there are.

    watched: charts judged together · short: charts with answers but not enough history yet · months: of the
    last one tested, or None · points: single months out of the ordinary · drifts: levels that slowly moved
    away. Both list the selection first, then branches, the furthest from usual first.
    """

    watched: int
    short: int
    unit: Unit
    last: int | None
    points: tuple[Alarm, ...]
    drifts: tuple[Alarm, ...]


@dataclass(frozen=True, slots=True)
class Family:
    """Verdicts on touchpoints × places (the selection, then its branches), and their last months' numbers."""

    verdicts: Verdicts
    n: Ints
    value: Floats
    lower: Floats
    upper: Floats


def family(
    books: Books, view: View, today: dt.date, baseline_from: int | None = None
) -> tuple[Watch, Family]:
    """The charts of a view, and what they say together; a branch that is the whole selection counts once."""
    watched = watch(books, view, today, baseline_from=baseline_from)
    key = ("family", view, month_of(today), baseline_from)
    found: Family = books.shelf.get(key, lambda: _family(watched))
    return watched, found


def _family(watched: Watch) -> Family:
    places = slice(0, 1) if len(watched.branches) == 1 else EVERYTHING
    sums = watched.sums(EVERYTHING, places)
    found = watched.trend(sums, EVERYTHING, places)
    branches = np.arange(found.mean.shape[1]) > 0  # the selection has its own ups and downs
    verdicts = watched.verdicts(found, alike=branches.astype(np.int64))
    factor = watched.found.unit.factor
    n, value, lower, upper = (
        at_month(values, verdicts.at) for values in (sums[0], found.mean, found.lower, found.upper)
    )
    return Family(verdicts, np.nan_to_num(n).astype(np.int64), value * factor, lower * factor, upper * factor)


def alarms(books: Books, view: View, today: dt.date, *, baseline_from: int | None = None) -> Alarms:
    """What is out of the ordinary in the last month over, at the view's rate of false alarms.

    A month counts when it lies outside its chart's limits and stands among all charts looked at; a drift when
    the smoothed level does. Charts that have no month of the view's quarter to judge are not watched.
    """
    watched, found = family(books, view, today, baseline_from)
    verdicts = found.verdicts
    signal = verdicts.sure & np.isin(verdicts.standing, SIGNALS)
    listed = [_alarm(watched, found, int(t), int(p)) for t, p in np.argwhere(signal)]
    far = {(a.touchpoint, a.branch): abs(d) for a, d in zip(listed, verdicts.deviation[signal], strict=True)}
    listed.sort(key=lambda a: (a.branch is not None, -far[a.touchpoint, a.branch]))
    judged = verdicts.at[np.isin(verdicts.standing, [Standing.NORMAL, *SIGNALS])]
    return Alarms(
        watched=verdicts.watched,
        short=int((verdicts.standing == Standing.HISTORY).sum()),
        unit=watched.found.unit,
        last=watched.found.months[int(judged.max())] if judged.size else None,
        points=tuple(a for a in listed if a.standing in (Standing.LOW, Standing.HIGH)),
        drifts=tuple(a for a in listed if a.standing not in (Standing.LOW, Standing.HIGH)),
    )


def _alarm(watched: Watch, found: Family, touchpoint: int, place: int) -> Alarm:
    at = (touchpoint, place)
    return Alarm(
        touchpoint=int(watched.found.touchpoints[touchpoint]),
        branch=int(watched.branches[place - 1]) if place else None,
        standing=found.verdicts.standing[at],
        month=watched.found.months[int(found.verdicts.at[at])],
        n=int(found.n[at]),
        value=float(found.value[at]),
        lower=float(found.lower[at]),
        upper=float(found.upper[at]),
        paired=bool(watched.found.paired[touchpoint]),
    )
