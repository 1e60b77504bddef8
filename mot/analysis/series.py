"""Months that compare with each other: a series is cut where something else was asked, or somebody else."""

from dataclasses import dataclass

import numpy as np

from mot.analysis.books import Books
from mot.analysis.breaks import Break, Reason, Turns, told, turns
from mot.analysis.grid import Mask
from mot.analysis.lens import scales_of
from mot.analysis.monthly import Months, laid_out
from mot.domain.cube import Ints, Tallies, View
from mot.domain.survey import Group, Measure

ASKED = 1  # what a `Break` names when expectations begin or cease to be asked


@dataclass(frozen=True, slots=True)
class Cuts:
    """Where the series of the selection (place 0) and of each chosen branch (the places after it) are cut.

    channels, scales: `Turns` (ids, places, months), and their ids · questions: `Turns` (touchpoints, places,
    months), for the series over all touchpoints · wordings: bool (touchpoints, months), where a touchpoint is
    asked about in other words than before.
    """

    channels: Turns
    channel_ids: tuple[int, ...]
    scales: Turns
    scale_keys: tuple[int, ...]
    questions: Turns
    wordings: Mask

    def of_touchpoints(self, found: Months) -> Ints:
        """The month (position) from which each touchpoint × place compares."""
        asked = np.maximum(found.asked.last()[:-1], _last(self.wordings))
        return np.asarray(np.maximum(asked[:, None], self._places()[None, :]))

    def of_people(self, found: Months) -> Ints:
        """The same per place, of the series over all touchpoints."""
        asked = np.maximum(found.asked.last()[-1], _last(self.wordings).max(initial=0))
        return np.asarray(np.maximum(np.maximum(asked, self._places()), self.questions.last()))

    def parts_of_touchpoints(self, found: Months, touchpoints: slice, places: slice) -> Ints:
        """The number of cuts up to each month: int (touchpoints, places, months)."""
        asked = (found.asked.marked[:-1] | self.wordings)[touchpoints, None]
        return np.asarray((asked | self._marked[None, places]).cumsum(axis=-1))

    def parts_of_people(self, found: Months, places: slice) -> Ints:
        """The same of the series over all touchpoints: int (places, months)."""
        asked = found.asked.marked[-1] | self.wordings.any(axis=0)
        return np.asarray((asked | self._marked[places] | self.questions.marked[places]).cumsum(axis=-1))

    def told(self, found: Months, place: int, touchpoint: int | None) -> tuple[Break, ...]:
        """The cuts of one series, earliest first.

        Parameters
        ----------
        place : int
            0 for the selection, then the chosen branches.
        touchpoint : int or None
            Position among the touchpoints, None for the series over all of them.
        """
        asked = found.asked.of(len(found.touchpoints) if touchpoint is None else touchpoint)
        made = [
            *told(self.channels.of(place), Reason.CHANNEL, self.channel_ids, found.months),
            *told(self.scales.of(place), Reason.SCALE, self.scale_keys, found.months),
            *told(asked, Reason.EXPECTATION, (ASKED,), found.months),
        ]
        mine = slice(None) if touchpoint is None else slice(touchpoint, touchpoint + 1)
        for month in np.flatnonzero(self.wordings[mine].any(axis=0)).tolist():
            points = found.touchpoints[mine][self.wordings[mine][:, month]]
            made.append(Break(found.months[month], Reason.WORDING, tuple(points.tolist())))
        if touchpoint is None:
            ids = tuple(found.touchpoints.tolist())
            made += told(
                self.questions.of(place), Reason.QUESTIONS, ids[: len(self.questions.come)], found.months
            )
        return tuple(sorted(made, key=lambda one: one.month))

    @property
    def _marked(self) -> Mask:
        return np.asarray(self.channels.marked | self.scales.marked)

    def _places(self) -> Ints:
        return np.maximum(self.channels.last(), self.scales.last())


@dataclass(frozen=True, slots=True)
class _People:
    """Who answered, per branch and month, and how many of them by channel, scale and touchpoint."""

    total: Ints
    channels: Ints
    channel_ids: tuple[int, ...]
    scales: Ints
    scale_keys: tuple[int, ...]


def cuts(books: Books, view: View, found: Months, chosen: Mask, *, overall: bool) -> Cuts:
    """The cuts of the selection and of each chosen branch.

    Parameters
    ----------
    chosen : bool array (branches,)
        The selection.
    overall : bool
        Whether the questions are looked at too, for the series over all touchpoints.
    """
    key = ("people", view.quarter, scales_of(books.cube, view), view.channels, view.segments)
    people: _People = books.shelf.get(key, lambda: _people(books, view, found))
    channels, scales = (_places(counts, people.total, chosen) for counts in (people.channels, people.scales))
    asked = _places(found.n if overall else found.n[:0], found.people.n_resp, chosen)
    return Cuts(channels, people.channel_ids, scales, people.scale_keys, asked, _wordings(books, found))


def _wordings(books: Books, found: Months) -> Mask:
    """Where each touchpoint is asked about in other words than before, over all branches in scope."""
    marked = np.zeros((len(found.touchpoints), len(found.months)), dtype=bool)
    for place, touchpoint in enumerate(found.touchpoints.tolist()):
        rows = books.wordings.select(touchpoint=touchpoint, month=found.months)
        ids = np.unique(rows.keys["wording"]).tolist()
        if len(ids) < 2:
            continue
        counts = np.array(
            [laid_out(rows.select(wording=i), found.branches, found.months)["n"].sum(axis=0) for i in ids]
        )
        marked[place] = turns(counts, counts.sum(axis=0)).marked
    return marked


def _last(marked: Mask) -> Ints:
    """Position of the last marked month per series, 0 where there is none."""
    return np.asarray(np.where(marked, np.arange(marked.shape[-1]), 0).max(axis=-1, initial=0))


def _places(counts: Ints, total: Ints, chosen: Mask) -> Turns:
    if len(counts) < 2:  # one channel is everybody's, always
        nowhere = np.zeros((len(counts), 1 + int(chosen.sum()), total.shape[-1]), dtype=bool)
        return Turns(nowhere, nowhere)
    whole = turns(counts.sum(axis=1), total.sum(axis=0))
    mine, all_mine = counts[:, chosen], total[chosen]
    places = np.concatenate([mine.sum(axis=1, keepdims=True), mine], axis=1)
    return turns(places, np.concatenate([all_mine.sum(axis=0, keepdims=True), all_mine]), wider=whole)


def _people(books: Books, view: View, found: Months) -> _People:
    rows = books.rollups(Measure.PERCEPTION_ALL).select(
        month=found.months,
        group=int(Group.ALL),
        channel=view.channels or None,
        segment=view.segments or None,
    )
    only = Tallies(rows.keys, {"n_resp": rows.sums["n_resp"]})
    total = laid_out(only, found.branches, found.months)["n_resp"]
    by = {}
    for key in ("channel", "scale"):
        ids = tuple(int(i) for i in np.unique(only.keys[key]))
        layers = [laid_out(only.select(**{key: i}), found.branches, found.months)["n_resp"] for i in ids]
        by[key] = np.array(layers, dtype=np.int64).reshape(len(ids), *total.shape), ids
    return _People(total, *by["channel"], *by["scale"])
