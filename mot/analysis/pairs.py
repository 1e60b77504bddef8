"""Driver pairs: for every two variables, the sums over the people who answered both, in groups of people.

Only perceptions and overall satisfaction take part: a regression on the gap explains almost nothing.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from mot.domain.cube import Ints
from mot.domain.survey import Scale

GROUPS = 50  # people are dealt into so many groups; resampling the groups gives the intervals
OVERALL = "overall"
Scales = tuple[Scale, Scale]  # of the ratings, of overall satisfaction


@dataclass(frozen=True, slots=True)
class DriverPairs:
    """Additive whole numbers, one (groups, variables, variables) array each.

    n: people who answered both · sum_x: their sum on the first variable · sum_xx: of its squares ·
    sum_xy: of the products. The second variable's sums are those of the first with the axes exchanged.
    `variables` names the axes: ``overall`` and touchpoint ids as text. lowest, highest: the least and the
    greatest answer met of each variable, NaN where there is none.
    """

    variables: tuple[str, ...]
    n: Ints
    sum_x: Ints
    sum_xx: Ints
    sum_xy: Ints
    lowest: np.ndarray
    highest: np.ndarray

    def __add__(self, other: "DriverPairs") -> "DriverPairs":
        if self.variables != other.variables:
            raise ValueError("driver pairs of different variables cannot be added")
        return DriverPairs(
            self.variables,
            self.n + other.n,
            self.sum_x + other.sum_x,
            self.sum_xx + other.sum_xx,
            self.sum_xy + other.sum_xy,
            np.fmin(self.lowest, other.lowest),
            np.fmax(self.highest, other.highest),
        )

    @property
    def sums(self) -> tuple[Ints, Ints, Ints, Ints]:
        """The four arrays in the order in which the statistics take them."""
        return self.n, self.sum_x, self.sum_xx, self.sum_xy

    def of(self, variables: Sequence[str]) -> "DriverPairs":
        """The pairs among some of the variables, in their order."""
        at = [self.variables.index(name) for name in variables]
        n, x, xx, xy = (table[:, at][:, :, at] for table in self.sums)
        return DriverPairs(tuple(variables), n, x, xx, xy, self.lowest[at], self.highest[at])

    def stretched(self, low: Ints, times: Ints) -> "DriverPairs":
        """The same answers as ``times (x - low)``, exactly; one whole number of each per variable."""
        n, x, xx, xy = self.sums
        low_x, low_y, k_x, k_y = low[:, None], low[None, :], times[:, None], times[None, :]
        return replace(
            self,
            sum_x=k_x * (x - low_x * n),
            sum_xx=k_x**2 * (xx - 2 * low_x * x + low_x**2 * n),
            sum_xy=k_x * k_y * (xy - low_x * np.swapaxes(x, 1, 2) - low_y * x + low_x * low_y * n),
            lowest=times * (self.lowest - low),
            highest=times * (self.highest - low),
        )


def driver_pairs(variables: Sequence[str], answers: Ints, missing: int, person: Ints) -> DriverPairs:
    """Count the pairs.

    Parameters
    ----------
    variables : sequence of str
        Names of the columns.
    answers : int array (people, variables)
        In points of one scale, or of one for each variable.
    missing : int
        What stands for an answer that is not there.
    person : int array (people,)
        A number of each person; people are dealt into `GROUPS` groups by it.
    """
    group = person % GROUPS
    order = np.argsort(group.astype(np.uint8), kind="stable")
    ends = np.searchsorted(group[order], np.arange(1, GROUPS))
    dealt = answers[order]
    there = dealt != missing
    held = np.where(there, dealt, 0).astype(np.float64)  # products of floats are quick, and exact here
    size = len(variables)
    n, x, xx, xy = (np.zeros((GROUPS, size, size), dtype=np.int64) for _ in range(4))
    parts = zip(np.split(there.astype(np.float64), ends), np.split(held, ends), strict=True)
    for r, (mask, values) in enumerate(parts):
        n[r], x[r], xx[r], xy[r] = mask.T @ mask, values.T @ mask, (values**2).T @ mask, values.T @ values
    lowest = np.where(there, held, np.inf).min(axis=0, initial=np.inf)
    highest = np.where(there, held, -np.inf).max(axis=0, initial=-np.inf)
    met = there.any(axis=0)
    return DriverPairs(
        tuple(variables), n, x, xx, xy, np.where(met, lowest, np.nan), np.where(met, highest, np.nan)
    )


def in_common(parts: Mapping[Scales, DriverPairs]) -> tuple[DriverPairs, int]:
    """Bring pairs of several scales to the one from 0 to a width that all of them divide; that width too.

    An answer x on [L, U] becomes (x - L) width / (U - L): the sums stay whole, and 100 / width turns points
    into percent of the scale.
    """
    if not parts:
        raise ValueError("there must be pairs of at least one scale")
    width = math.lcm(*(scale.width for scales in parts for scale in scales))
    moved = []
    for (ratings, overall), part in parts.items():
        own = [overall if name == OVERALL else ratings for name in part.variables]
        low = np.array([scale.low for scale in own], dtype=np.int64)
        moved.append(part.stretched(low, np.array([width // scale.width for scale in own], dtype=np.int64)))
    return sum(moved[1:], start=moved[0]), width
