"""Ranks with the doubt about them: 1 is the best, and rarely certain."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mot.stats.mixtures import Spread
from mot.stats.shrinkage import Shrunk
from mot.stats.sums import Floats, Ints

WORK = 4_000_000  # true scores drawn per row, at most ...
FEWEST = 1_000  # ... but no fewer draws than these


@dataclass(frozen=True, slots=True)
class RankRanges:
    """Ranks of units by their true scores, 1 for the highest; see `rank_ranges`.

    Attributes
    ----------
    expected, lo, hi : array of float
        Mean rank and ends of its range, in the shape of the scores; NaN where a unit has none.
    p_best, p_worst : array of float
        Probabilities of the first and the last rank.
    units : array of int
        Units ranked in each row. This and what follows have one value per row.
    alike : array of int
        Units of which it is not sure on which side of the centre they lie.
    league : array of bool
        Whether a league table can be defended.
    draws : int
        Draws behind the numbers.
    """

    expected: Floats
    lo: Floats
    hi: Floats
    p_best: Floats
    p_worst: Floats
    units: Ints
    alike: Ints
    league: NDArray[np.bool_]
    draws: int


def rank_ranges(
    shrunk: Shrunk, *, draws: int = 20_000, seed: int = 0, conf: float = 0.90, sure: float = 0.95
) -> RankRanges:
    """Rank units by true scores drawn from what is known of them.

    Parameters
    ----------
    shrunk : Shrunk
        Fair scores; each row is ranked for itself.
    draws : int
        Draws of all true scores together: the spread, then the centre, then the units; made even. Rows of more than 200
        units get fewer, 4 million true scores in all but at least 1,000 draws: 4,000 for 1,000 units, where one
        rank in a hundred more or less means nothing.
    seed : int
        The same seed gives the same ranks.
    conf : float
        Share of the draws within the range, as much left out below as above.
    sure : float
        Probability at which it is sure on which side of the centre a unit lies.

    Returns
    -------
    RankRanges
        A league table can be defended with three units or more, when no more than half of them have a range
        that covers more than half of the places.

    References
    ----------
    Goldstein & Spiegelhalter (1996), League tables and their limitations, JRSS A 159.

    Examples
    --------
    >>> from mot.stats.shrinkage import shrink
    >>> found = rank_ranges(shrink([-12, -3, -5], [16, 10, 44]))
    >>> found.expected.round(1), found.lo, found.hi, bool(found.league)
    (array([2.6, 1.5, 1.9]), array([1., 1., 1.]), array([3., 3., 3.]), False)
    """
    if draws < 1 or not 0 < conf < 1:
        raise ValueError(f"ranks need draws and a confidence between 0 and 1, not {draws} and {conf}")
    most = int(shrunk.units.max(initial=1))
    half = -(-min(draws, max(FEWEST, WORK // most)) // 2)
    count = 2 * half
    ends = tuple(max(0, int(np.ceil(p * count)) - 1) for p in (0.5 - conf / 2, 0.5 + conf / 2))
    expected, lo, hi, p_best, p_worst = (np.full(shrunk.theta.shape, np.nan) for _ in range(5))
    league = np.zeros(shrunk.units.shape, dtype=bool)
    for row, found in enumerate(shrunk.spreads):
        if found is None:
            continue
        at = (row,) if shrunk.theta.ndim == 2 else ()
        here = (*at, ~np.isnan(shrunk.theta[at]))
        ranks = _draw_ranks(found, shrunk.y[here], shrunk.v[here], half, np.random.default_rng(seed))
        last = len(ranks)
        expected[here] = ranks.mean(axis=1)
        p_best[here], p_worst[here] = (ranks == 1).mean(axis=1), (ranks == last).mean(axis=1)
        ranks.partition(ends, axis=1)
        lo[here], hi[here] = ranks[:, ends[0]], ranks[:, ends[1]]
        wide = hi[here] - lo[here] + 1 > last / 2
        league[at] = last >= 3 and wide.mean() <= 0.5
    doubtful = (shrunk.p_above > 1 - sure) & (shrunk.p_above < sure)
    return RankRanges(
        expected=expected,
        lo=lo,
        hi=hi,
        p_best=p_best,
        p_worst=p_worst,
        units=np.where(np.isnan(shrunk.mu), 0, shrunk.units),
        alike=np.asarray(doubtful.sum(axis=-1)),
        league=league,
        draws=count,
    )


def _draw_ranks(
    found: Spread, y: Floats, v: Floats, half: int, rng: np.random.Generator
) -> NDArray[np.int32]:
    """Ranks of units (rows) in each draw (columns); equal true scores fall either way by chance.

    Each draw has a mirror image with all deviations reversed, which makes the mean ranks several times more exact.
    """
    grid = np.searchsorted(np.cumsum(found.weight), (np.arange(half) + rng.random(half)) / half)
    grid = np.minimum(grid, found.tau.size - 1)
    shift = np.sqrt(found.mu_var[grid]) * rng.standard_normal(half)
    kept = np.square(found.tau)[:, np.newaxis] / (v + np.square(found.tau)[:, np.newaxis])
    middle, width = found.mu[:, np.newaxis] * (1 - kept) + kept * y, np.sqrt(kept * v)
    ranks = np.empty((y.size, 2 * half), dtype=np.int32)
    size = max(1, 100_000 // y.size)
    for start in range(0, half, size):
        part = grid[start : start + size]
        off = (1 - kept[part]) * shift[start : start + size, np.newaxis]
        off += width[part] * rng.standard_normal(off.shape)
        for side, theta in enumerate((middle[part] + off, middle[part] - off)):
            ranks[:, start + side * half : start + side * half + len(part)] = _ranked(theta).T
    return ranks


def _ranked(theta: Floats) -> NDArray[np.int32]:
    """Ranks within each row, 1 for the highest."""
    order = np.argsort(-theta, axis=1)
    ranks = np.empty(order.shape, dtype=np.int32)
    places = np.arange(1, theta.shape[1] + 1, dtype=np.int32)
    np.put_along_axis(ranks, order, np.broadcast_to(places, order.shape), axis=1)
    return ranks
