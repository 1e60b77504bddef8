"""Series of months as they are drawn: means with their intervals, limits, and what each month says."""

from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np

from mot.analysis.gaps import display_rules
from mot.analysis.grid import Mask
from mot.analysis.watching import Watch
from mot.domain.cube import Ints
from mot.stats.bases import displayed_mean
from mot.stats.monitoring import Trend
from mot.stats.rollups import rollup
from mot.stats.stabilised import prior_variance
from mot.stats.sums import quotient, variance

Floats = np.ndarray[Any, Any]


@dataclass(frozen=True, slots=True)
class Lines:
    """Series one below the other, in points of the unit's sums.

    n: int (series, months), answers or people, 0 where hidden · value, lo, hi: mean and its interval, also
    before a cut · hidden: bool (series,), whether any month is hidden · part: int (series,
    months), the number of cuts up to each month · trend: of the months that compare.
    """

    n: Ints
    value: Floats
    lo: Floats
    hi: Floats
    hidden: Mask
    part: Ints
    trend: Trend


def touchpoint_lines(watched: Watch, touchpoints: slice, places: slice) -> Lines:
    """Touchpoints × places, place by place within each touchpoint."""
    sums, found = watched.sums(touchpoints, places), watched.found
    rules = display_rules(watched.thresholds)
    shape = (sums[0].shape[0] * sums[0].shape[1], len(found.months))
    every = [np.where(found.hidden, 0, x)[touchpoints] for x in (found.n, found.s, found.s2)]
    width, floor = found.unit.high - found.unit.low, watched.thresholds.floor_pomp
    usual = prior_variance(
        every[0], variance(*every), found.unit.low, found.unit.high, floor_pomp=floor, axis=(1, 2)
    )
    gap = found.paired[touchpoints, None, None]
    # A gap lies on a scale of twice the width, on which the floor is half as many percent.
    rules = rules | {"floor_pomp": np.where(gap, floor / 2, floor)}
    shown = displayed_mean(
        *sums,
        np.where(gap, -width, found.unit.low),
        np.where(gap, width, found.unit.high),
        prior_var=usual,
        axis=(),
        **rules,
    )
    hidden = np.concatenate(
        [watched.picked.hidden[touchpoints][:, None], found.hidden[touchpoints][:, watched.picked.chosen]],
        axis=1,
    )[:, places]
    return Lines(
        n=sums[0].reshape(shape),
        value=shown.mean.reshape(shape),
        lo=shown.lo.reshape(shape),
        hi=shown.hi.reshape(shape),
        hidden=hidden.any(axis=-1).reshape(-1),
        part=watched.cut.parts_of_touchpoints(found, touchpoints, places).reshape(shape),
        trend=_flat(watched.trend(sums, touchpoints, places), shape),
    )


def overall_lines(watched: Watch, places: slice) -> Lines:
    """The series over all touchpoints, per place."""
    people = watched.people(places)
    found = rollup(people, conf=watched.thresholds.confidence)
    enough = people.n_resp >= watched.thresholds.n_suppress
    picked = watched.picked
    hidden = np.vstack([picked.hidden_people[None], watched.found.hidden_people[picked.chosen]])[places]
    return Lines(
        n=people.n_resp,
        value=np.where(enough, quotient(people.s, people.k), np.nan),
        lo=np.where(enough, found.lo, np.nan),
        hi=np.where(enough, found.hi, np.nan),
        hidden=np.asarray(hidden.any(axis=-1)),
        part=watched.cut.parts_of_people(watched.found, places),
        trend=watched.people_trend(people, places),
    )


def _flat(found: Trend, shape: tuple[int, int]) -> Trend:
    """One axis of series."""
    width = found.mean.ndim
    columns = {f.name: getattr(found, f.name) for f in fields(found)}
    return replace(
        found,
        **{
            name: values.reshape(shape) if values.ndim == width else values.reshape(-1)
            for name, values in columns.items()
        },
    )
