"""Words that are typical of one group of texts against another."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from mot.stats.sums import Floats, Ints, integers, quotient


@dataclass(frozen=True, slots=True)
class LogOdds:
    """How typical each word is of group a (above 0) or b (below 0); see `log_odds`.

    `delta` is a difference of log odds, `z` the same in standard errors; both NaN for a word that nobody used,
    and everywhere when a group has no words. `count_a`, `count_b` are the counts that were handed in.
    """

    count_a: Ints
    count_b: Ints
    delta: Floats
    z: Floats


def log_odds(count_a: ArrayLike, count_b: ArrayLike, *, prior_words: float = 500.0) -> LogOdds:
    """Compare how often two groups use each word; rare words are held back by a prior.

    Parameters
    ----------
    count_a, count_b : array_like of int, 1-D
        How often each word of the common vocabulary is used in group a and in group b (once per text, so that
        nobody is loud alone).
    prior_words : float
        Weight a0 of the prior, in words: both groups are taken to use words alike until so many say otherwise.

    Returns
    -------
    LogOdds
        With totals n_a and n_b and ``al = a0 (a + b) / (n_a + n_b)``:
        ``delta = log((a+al) / (n_a+a0-a-al)) - log((b+al) / (n_b+a0-b-al))``,
        ``z = delta / sqrt(1/(a+al) + 1/(b+al))``.

    References
    ----------
    Monroe, Colaresi & Quinn (2008), Fightin' words, Political Analysis 16, equations 15, 16, 20 and 22.

    Examples
    --------
    >>> found = log_odds([48, 3, 9], [12, 41, 12], prior_words=100)
    >>> found.z.round(1)
    array([ 5.9, -5.1, -0.4])
    """
    if not 0 < prior_words < np.inf:
        raise ValueError(f"the prior must be worth some words, not {prior_words}")
    a, b = integers(count_a, "count_a"), integers(count_b, "count_b")
    if a.ndim != 1 or a.shape != b.shape:
        raise ValueError("count_a and count_b must be lists of one length")
    if np.any(a < 0) or np.any(b < 0):
        raise ValueError("a word cannot be used less than never")
    n_a, n_b = int(a.sum()), int(b.sum())
    comparable = ((a + b) > 0) & (n_a > 0) & (n_b > 0)
    prior = np.where(comparable, prior_words * quotient(a + b, n_a + n_b), np.nan)
    with_a, with_b = a + prior, b + prior
    odds_a = quotient(with_a, n_a + prior_words - with_a)
    odds_b = quotient(with_b, n_b + prior_words - with_b)
    delta = np.log(odds_a) - np.log(odds_b)
    return LogOdds(a, b, delta, delta / np.sqrt(1 / with_a + 1 / with_b))


def typical(
    found: LogOdds, people: ArrayLike, *, min_z: float = 2.0, min_count: int = 5, min_people: int = 3
) -> NDArray[np.bool_]:
    """Mark the words worth showing.

    Parameters
    ----------
    found : LogOdds
        What `log_odds` said.
    people : array_like of int
        How many different people used each word.
    min_z : float
        Least distance from 0, in standard errors, to either side.
    min_count, min_people : int
        Least use in both groups together, and least number of people who used it.

    Examples
    --------
    >>> typical(log_odds([48, 3, 9], [12, 41, 12]), [55, 2, 20])
    array([ True, False, False])
    """
    used = found.count_a + found.count_b
    return np.asarray(
        (np.abs(found.z) >= min_z) & (used >= min_count) & (integers(people, "people") >= min_people)
    )
