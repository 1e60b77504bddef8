"""Driver pairs: for every two variables, the sums over the people who answered both, in groups of people.

Only perceptions and overall satisfaction take part: a regression on the gap explains almost nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from mot.domain.cube import Ints

GROUPS = 50  # people are dealt into so many groups; resampling the groups gives the intervals


@dataclass(frozen=True, slots=True)
class DriverPairs:
    """Additive whole numbers, one (groups, variables, variables) array each.

    n: people who answered both · sum_x: their sum on the first variable · sum_xx: of its squares ·
    sum_xy: of the products. The second variable's sums are those of the first with the axes exchanged.
    `variables` names the axes: ``overall`` and touchpoint ids as text.
    """

    variables: tuple[str, ...]
    n: Ints
    sum_x: Ints
    sum_xx: Ints
    sum_xy: Ints

    def __add__(self, other: "DriverPairs") -> "DriverPairs":
        if self.variables != other.variables:
            raise ValueError("driver pairs of different variables cannot be added")
        return DriverPairs(
            self.variables,
            self.n + other.n,
            self.sum_x + other.sum_x,
            self.sum_xx + other.sum_xx,
            self.sum_xy + other.sum_xy,
        )


def driver_pairs(variables: Sequence[str], answers: Ints, missing: int, person: Ints) -> DriverPairs:
    """Count the pairs.

    Parameters
    ----------
    variables : sequence of str
        Names of the columns.
    answers : int array (people, variables)
        In points of one scale.
    missing : int
        What stands for an answer that is not there.
    person : int array (people,)
        A number of each person; people are dealt into `GROUPS` groups by it.
    """
    there = answers != missing
    held = np.where(there, answers, 0).astype(np.int64)
    shape = (GROUPS, len(variables), len(variables))
    n, x, xx, xy = (np.zeros(shape, dtype=np.int64) for _ in range(4))
    group = person % GROUPS
    for r in np.unique(group):
        mask, values = there[group == r].astype(np.int64), held[group == r]
        n[r], x[r], xx[r], xy[r] = mask.T @ mask, values.T @ mask, (values**2).T @ mask, values.T @ values
    return DriverPairs(tuple(variables), n, x, xx, xy)
