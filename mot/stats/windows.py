"""Answers of units in two windows of time, as additive as counts, means and variances can be."""

from dataclasses import dataclass, fields
from typing import Self

import numpy as np
from numpy.typing import ArrayLike, NDArray

from mot.stats.estimates import Estimate
from mot.stats.scales import pomp_per_point, to_pomp
from mot.stats.sums import Floats, Ints, integers, quotient, variance


@dataclass(frozen=True, slots=True)
class Answers:
    """Answers of each unit in one window: count, mean in POMP and variance in squared POMP.

    The mean of units without answers and the variance of units with fewer than two are not looked at; both
    become NaN.
    """

    n: Ints
    mean: Floats
    var: Floats

    def __post_init__(self) -> None:
        n = np.atleast_1d(integers(self.n, "n"))
        mean, var = (np.atleast_1d(np.asarray(x, dtype=np.float64)) for x in (self.mean, self.var))
        if n.ndim != 1 or not n.shape == mean.shape == var.shape or np.any(n < 0):
            raise ValueError("answers are one count, not below 0, one mean and one variance per unit")
        if np.isnan(mean[n > 0]).any() or np.isnan(var[n > 1]).any():
            raise ValueError("a unit with answers has a mean, and with two answers a variance")
        object.__setattr__(self, "n", n)
        object.__setattr__(self, "mean", np.where(n > 0, mean, np.nan))
        object.__setattr__(self, "var", np.where(n > 1, var, np.nan))

    @classmethod
    def from_sums(cls, n: ArrayLike, s: ArrayLike, s2: ArrayLike, low: float, high: float) -> Self:
        """Take count, sum and sum of squares of whole answers on the scale from low to high.

        For sums of gaps, `low` is 0 and `high` the width of the scale.

        Examples
        --------
        >>> Answers.from_sums([150, 0], [774, 0], [4194, 0], 1, 7).mean.round(1)
        array([69.3,  nan])
        """
        count, total = integers(n, "n"), integers(s, "s")
        var = pomp_per_point(low, high) ** 2 * variance(count, total, integers(s2, "s2"))
        return cls(count, to_pomp(quotient(total, count), low, high), var)

    def __getitem__(self, index: NDArray[np.int64]) -> Self:
        return type(self)(**{field.name: getattr(self, field.name)[index] for field in fields(self)})

    def together(self) -> Self:
        """All answers as those of one unit.

        Examples
        --------
        >>> Answers([2, 2], [0.0, 4.0], [2.0, 2.0]).together()
        Answers(n=array([4]), mean=array([2.]), var=array([6.66666667]))
        """
        total = self.n.sum()
        mean = quotient(np.nansum(self.n * self.mean), total)
        within = np.nansum((self.n - 1) * self.var)
        between = np.nansum(self.n * (self.mean - mean) ** 2)
        return type(self)(total, mean, quotient(within + between, total - 1))

    def estimate(self, floor: float) -> Estimate:
        """Each mean with its error; answers that are all equal are taken to differ by `floor` (POMP).

        Examples
        --------
        >>> Answers(25, 70.0, 0.0).estimate(5.0)
        Estimate(mean=array([70.]), se=array([1.]), df=array([24.]))
        """
        var = np.where(self.var > 0, self.var, np.where(np.isnan(self.var), np.nan, floor**2))
        return Estimate(self.mean, np.sqrt(quotient(var, self.n)), np.where(self.n > 1, self.n - 1.0, np.nan))


@dataclass(frozen=True, slots=True)
class BeforeAfter:
    """The same units, in the same order, in two windows."""

    before: Answers
    after: Answers

    def __post_init__(self) -> None:
        if self.before.n.shape != self.after.n.shape:
            raise ValueError("both windows must have the same units")

    def answered(self) -> Self:
        """The units with answers in both windows, in an order that depends on nothing but their answers.

        Examples
        --------
        >>> before = Answers([30, 40, 20], [60.0, 50.0, 70.0], [400.0] * 3)
        >>> after = Answers([30, 0, 20], [60.0, 0.0, 70.0], [400.0] * 3)
        >>> BeforeAfter(before, after).answered().before.n
        array([20, 30])
        """
        both = np.flatnonzero((self.before.n > 0) & (self.after.n > 0))
        sides = (self.before[both], self.after[both])
        order = np.lexsort([value for side in sides for value in (side.var, side.mean, side.n)])
        return type(self)(sides[0][order], sides[1][order])

    def together(self) -> Self:
        """All units as one, in each window."""
        return type(self)(self.before.together(), self.after.together())
