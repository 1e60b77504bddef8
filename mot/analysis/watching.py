"""The charts of a view: the months each rests on, and its limits."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

import numpy as np

from mot.analysis.books import Books
from mot.analysis.grid import Mask
from mot.analysis.judging import Verdicts, judge
from mot.analysis.monthly import Months, Selected, monthly, select, without
from mot.analysis.series import Cuts, cuts
from mot.domain.cube import Ints, View
from mot.domain.periods import month_of
from mot.domain.thresholds import Thresholds
from mot.stats.monitoring import Trend, trend
from mot.stats.rollups_over_time import rollup_trend
from mot.stats.tally import ROLLUP_FIELDS, RollupTally

MIN_BASELINE = 8  # months with enough answers, below which nothing is judged


@dataclass(frozen=True, slots=True)
class Watch:
    """Everything charts of a view are made from.

    found, picked, cut: over all branches in scope, over the selection, and where each place is cut; place 0 is
    the selection, then come the chosen branches · running: position of the month that is not over yet, -1
    when it is not among the months · first: position of the first month of the view's quarter · restart: from
    which month (position) on baselines may begin · rules: options of `trend`.
    """

    found: Months
    picked: Selected
    cut: Cuts
    running: int
    first: int
    restart: int
    thresholds: Thresholds

    @property
    def branches(self) -> Ints:
        """Ids of the chosen branches, places 1, 2, …"""
        return np.asarray(self.found.branches[self.picked.chosen])

    def sums(self, touchpoints: slice, places: slice) -> tuple[Ints, Ints, Ints]:
        """n, s and s2 (touchpoints, places, months) of what may be shown, all months that were asked alike."""
        found, chosen = self.found, self.picked.chosen
        hidden = found.hidden[touchpoints][:, chosen]
        n, s, s2 = (
            np.concatenate(
                [mine[touchpoints][:, None], np.where(hidden, 0, every[touchpoints][:, chosen])], axis=1
            )[:, places]
            for mine, every in (
                (self.picked.n, found.n), (self.picked.s, found.s), (self.picked.s2, found.s2),
            )
        )  # fmt: skip
        return n, s, s2

    def people(self, places: slice) -> RollupTally:
        """The roll-ups over all touchpoints (places, months) that may be shown."""
        chosen = self.picked.chosen
        each = without(self.found.people[chosen], self.found.hidden_people[chosen])
        return RollupTally.from_columns(
            {
                name: np.concatenate([getattr(self.picked.people, name)[None], getattr(each, name)])[places]
                for name in ROLLUP_FIELDS
            }
        )

    def trend(self, sums: tuple[Ints, Ints, Ints], touchpoints: slice, places: slice) -> Trend:
        """The charts of touchpoints × places, whose `sums` these are."""
        seen = self._comparable(self.cut.of_touchpoints(self.found)[touchpoints, places])
        return trend(*(np.where(seen, x, 0) for x in sums), **self._rules())

    def people_trend(self, people: RollupTally, places: slice) -> Trend:
        """The charts over all touchpoints, per place, whose roll-ups these are."""
        seen = self._comparable(self.cut.of_people(self.found)[places])
        return rollup_trend(without(people, ~seen), **self._rules())

    def verdicts(self, found: Trend, *, alike: Ints | int = 0) -> Verdicts:
        """Judge the last months of charts together, at the view's rate of false alarms; see `judge`."""
        return judge(found, first=self.first, alpha=self.thresholds.alpha, alike=alike)

    def _comparable(self, starts: Ints) -> Mask:
        """The months of each series that its chart may rest on."""
        at = np.arange(len(self.found.months))
        seen = at >= np.maximum(starts, self.restart)[..., None]
        if self.running >= 0 and not self._unfinished:
            seen[..., self.running] = False
        return np.asarray(seen)

    @property
    def _unfinished(self) -> bool:
        return self.running == len(self.found.months) - 1

    def _rules(self) -> dict[str, Any]:
        return {
            "baseline": self.thresholds.n_baseline,
            "min_baseline": MIN_BASELINE,
            "min_n": max(2, self.thresholds.n_suppress),
            "unfinished": self.running >= 0 and self._unfinished,
        }


def watch(
    books: Books, view: View, today: dt.date, *, baseline_from: int | None = None, overall: bool = False
) -> Watch:
    """Lay out the charts of a view.

    Parameters
    ----------
    today : date
        The month it lies in is not over: it is shown, never tested.
    baseline_from : int, optional
        Month (yyyymm) with which baselines begin anew; earlier months are drawn, not learned from.
    overall : bool
        Whether the series over all touchpoints is wanted.
    """
    found = monthly(books, view)
    picked = select(books, view, found)
    cut = cuts(books, view, found, picked.chosen, overall=overall)
    months = np.array(found.months, dtype=np.int64)
    running = month_of(today)
    return Watch(
        found=found,
        picked=picked,
        cut=cut,
        running=found.months.index(running) if running in found.months else -1,
        first=int(np.searchsorted(months, view.quarter.months[0])),
        restart=int(np.searchsorted(months, baseline_from)) if baseline_from else 0,
        thresholds=books.thresholds,
    )
