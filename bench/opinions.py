"""People who answer on 1 to 5: how expectations and perceptions go together in several kinds of places."""

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import ArrayLike

from mot.stats.tally import PairTally

LOW, HIGH = 1, 5
POINTS = np.arange(LOW, HIGH + 1)
E, P = (grid.ravel() for grid in np.meshgrid(POINTS, POINTS, indexing="ij"))
PER_PAIR = {
    "n": E * 0 + 1, "s_e": E, "s_p": P, "s_e2": E * E, "s_p2": P * P, "s_ep": E * P,
    "n_below": P < E, "n_equal": P == E, "n_above": P > E, "n_e_max": E == HIGH,
    "n_e": E * 0 + 1, "s_e_all": E, "s_e2_all": E * E, "n_p": E * 0 + 1, "s_p_all": P, "s_p2_all": P * P,
}  # fmt: skip
SUMS = np.array([PER_PAIR[field.name] for field in fields(PairTally)], dtype=np.int64).T  # pairs × fields


@dataclass(frozen=True, slots=True)
class Opinion:
    """The share of each of the 25 pairs of an expectation and a perception, in the order of `E` and `P`."""

    name: str
    share: np.ndarray

    @property
    def gap(self) -> float:
        """The true mean gap in scale points."""
        return float(self.share @ (P - E))


def opinion(name: str, expectation: ArrayLike, perception: ArrayLike) -> Opinion:
    """Combine shares of expectations (5) with shares of perceptions given each of them (5 × 5)."""
    before = np.asarray(expectation, dtype=float)
    given = np.asarray(perception, dtype=float)
    joint = (before / before.sum())[:, None] * given / given.sum(axis=1, keepdims=True)
    return Opinion(name, joint.ravel())


def _around(shift: float, width: float) -> np.ndarray:
    """Perceptions spread normally about each expectation, `shift` above it."""
    return np.exp(-0.5 * ((POINTS[None, :] - POINTS[:, None] - shift) / width) ** 2)


def _with_unhappy(given: np.ndarray, share: float) -> np.ndarray:
    """The same with a share of people who were let down, whatever they expected."""
    let_down = np.array([0.7, 0.3, 0, 0, 0])
    return (1 - share) * given / given.sum(axis=1, keepdims=True) + share * let_down


SATISFIED = opinion("mostly satisfied", [0.01, 0.03, 0.11, 0.4, 0.45], _around(-0.1, 0.75))
UNHAPPY_MINORITY = opinion(
    "unhappy minority", [0.01, 0.03, 0.11, 0.4, 0.45], _with_unhappy(_around(0.1, 0.6), 0.08)
)
SPREAD = opinion("spread", [0.08, 0.14, 0.28, 0.28, 0.22], _around(-0.6, 1.6))
LET_DOWN = opinion("many let down", [0.01, 0.03, 0.11, 0.4, 0.45], _with_unhappy(_around(-0.1, 0.6), 0.15))
SURPRISED = opinion("better than expected", [0.03, 0.09, 0.33, 0.37, 0.18], _around(0.7, 0.6))
CEILING = opinion("expecting the maximum", [0, 0.01, 0.03, 0.11, 0.85], _around(0.1, 0.8))
OPINIONS = (SATISFIED, UNHAPPY_MINORITY, SPREAD, CEILING)


def with_gap(gap: np.ndarray) -> np.ndarray:
    """Shares of pairs (gaps × 25) that have these mean gaps in scale points, from many let down to surprised."""
    surprised = np.clip((gap - LET_DOWN.gap) / (SURPRISED.gap - LET_DOWN.gap), 0, 1)[..., None]
    return (1 - surprised) * LET_DOWN.share + surprised * SURPRISED.share


def answers(rng: np.random.Generator, share: np.ndarray, n: np.ndarray) -> PairTally:
    """The sums that `n` people of this opinion leave; `n` and `share` (its last axis apart) broadcast."""
    sums = rng.multinomial(n, share) @ SUMS
    return PairTally(*np.moveaxis(sums, -1, 0))
