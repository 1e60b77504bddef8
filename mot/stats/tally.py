"""Sufficient statistics that add with +: everything the pages need to know about any number of answers."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Self

import numpy as np
from numpy.typing import ArrayLike

from mot.stats.sums import Ints, integers


@dataclass(frozen=True, slots=True)
class _Sums:
    """Named int64 arrays of one shape; subclasses name them."""

    def __post_init__(self) -> None:
        shapes = set()
        for name in self.names():
            value = integers(getattr(self, name), name)
            object.__setattr__(self, name, value)
            shapes.add(value.shape)
        if len(shapes) > 1:
            raise ValueError(f"the sums of a tally must have one shape, not {sorted(shapes)}")

    @classmethod
    def names(cls) -> tuple[str, ...]:
        """The fields, in order."""
        return tuple(field.name for field in fields(cls))

    @classmethod
    def zeros(cls, shape: int | tuple[int, ...] = ()) -> Self:
        """The tally of no answers, the neutral element of +."""
        return cls(**{name: np.zeros(shape, dtype=np.int64) for name in cls.names()})

    @classmethod
    def from_columns(cls, columns: Mapping[str, ArrayLike]) -> Self:
        """Take the fields from a mapping of columns (a dict, a data frame); other columns are left alone.

        Raises
        ------
        ValueError
            When a field is not among the columns, or a value is not a whole number.
        """
        absent = [name for name in cls.names() if name not in columns]
        if absent:
            raise ValueError(f"the columns {', '.join(absent)} are not there")
        return cls(**{name: integers(columns[name], name) for name in cls.names()})

    @property
    def shape(self) -> tuple[int, ...]:
        """The common shape of the fields."""
        first: Ints = getattr(self, self.names()[0])
        return first.shape

    def __add__(self, other: Self) -> Self:
        if type(other) is not type(self):
            return NotImplemented
        return type(self)(**{name: getattr(self, name) + getattr(other, name) for name in self.names()})

    def __getitem__(self, index: Any) -> Self:
        return type(self)(**{name: getattr(self, name)[index] for name in self.names()})

    def sum(self, axis: int | tuple[int, ...] | None = None) -> Self:
        """Add the cells up along an axis; None adds them all."""
        return type(self)(**{name: getattr(self, name).sum(axis=axis) for name in self.names()})


@dataclass(frozen=True, slots=True)
class PairTally(_Sums):
    """Sums over expectations E and perceptions P, in scale points.

    Attributes
    ----------
    n : array of int64
        Pairs: people who gave both E and P.
    s_e, s_p, s_e2, s_p2, s_ep : array of int64
        Over the pairs: sums of E, P, E^2, P^2 and E*P.
    n_below, n_equal, n_above : array of int64
        Pairs with P < E, P = E and P > E.
    n_e_max : array of int64
        Pairs with E at the top of the scale.
    n_e, s_e_all, s_e2_all : array of int64
        Count and sums over all expectations, with or without a perception.
    n_p, s_p_all, s_p2_all : array of int64
        Count and sums over all perceptions, with or without an expectation.

    Examples
    --------
    >>> north = PairTally.from_pairs([7, 6], [5, 6], low=1, high=7)
    >>> south = PairTally.from_pairs([7, None], [7, 3], low=1, high=7)
    >>> both = north + south
    >>> int(both.n), int(both.s_p - both.s_e), int(both.n_p)
    (3, -2, 4)
    """

    n: Ints
    s_e: Ints
    s_p: Ints
    s_e2: Ints
    s_p2: Ints
    s_ep: Ints
    n_below: Ints
    n_equal: Ints
    n_above: Ints
    n_e_max: Ints
    n_e: Ints
    s_e_all: Ints
    s_e2_all: Ints
    n_p: Ints
    s_p_all: Ints
    s_p2_all: Ints

    @classmethod
    def from_pairs(cls, e: ArrayLike, p: ArrayLike, low: int, high: int) -> Self:
        """Tally answers one by one: E and P of the same people, NaN or None where missing.

        Raises
        ------
        ValueError
            When an answer lies outside the scale [low, high] or is not a whole number.
        """
        both = np.array([e, p], dtype=np.float64).reshape(2, -1)
        has = ~np.isnan(both)
        if np.any((both[has] < low) | (both[has] > high)):
            raise ValueError(f"answers must lie between {low} and {high}")
        x, y = integers(np.where(has, both, 0), "answers")
        pair = has.all(axis=0)
        a, b = x[pair], y[pair]
        sums: dict[str, Any] = {
            "n": pair.sum(), "s_e": a.sum(), "s_p": b.sum(),
            "s_e2": (a * a).sum(), "s_p2": (b * b).sum(), "s_ep": (a * b).sum(),
            "n_below": (b < a).sum(), "n_equal": (b == a).sum(), "n_above": (b > a).sum(),
            "n_e_max": (a == high).sum(),
            "n_e": has[0].sum(), "s_e_all": x.sum(), "s_e2_all": (x * x).sum(),
            "n_p": has[1].sum(), "s_p_all": y.sum(), "s_p2_all": (y * y).sum(),
        }  # fmt: skip
        return cls(**sums)

    @property
    def s_g(self) -> Ints:
        """Sum of the gaps G = P - E."""
        return np.subtract(self.s_p, self.s_e)

    @property
    def s_g2(self) -> Ints:
        """Sum of the squared gaps."""
        return self.s_p2 - 2 * self.s_ep + self.s_e2


@dataclass(frozen=True, slots=True)
class RollupTally(_Sums):
    """Sums over people who each rated several touchpoints: per person S = sum of gaps, K = number of gaps.

    Attributes
    ----------
    n_resp : array of int64
        People with at least one gap.
    s, k, s2, k2, sk : array of int64
        Over the people: sums of S, K, S^2, K^2 and S*K.

    Examples
    --------
    >>> RollupTally.zeros(3).sum() + RollupTally(n_resp=1, s=-4, k=2, s2=16, k2=4, sk=-8)
    RollupTally(n_resp=array(1), s=array(-4), k=array(2), s2=array(16), k2=array(4), sk=array(-8))
    """

    n_resp: Ints
    s: Ints
    k: Ints
    s2: Ints
    k2: Ints
    sk: Ints


PAIR_FIELDS = PairTally.names()
ROLLUP_FIELDS = RollupTally.names()
