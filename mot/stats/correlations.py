"""Correlations when not everybody answered everything: each from the people who answered both."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike

from mot.stats.sums import Floats, Ints, covariance, integers, quotient, variance


class DropReason(StrEnum):
    """Why a variable takes no part."""

    FEW_PAIRS = "dropped_few_pairs"
    NO_VARIANCE = "dropped_no_variance"
    NOTHING_TO_EXPLAIN = "dropped_nothing_to_explain"


@dataclass(frozen=True, slots=True)
class Correlations:
    """Pairwise correlations of an outcome and its drivers; see `pairwise_corr`.

    kept: positions of the variables that take part, the outcome first · dropped: reason by position of those
    that do not · n: people per pair of kept variables · r: correlations as they may be used · raw: as
    computed · smallest: least eigenvalue of `raw` · repaired: whether `r` differs from `raw`, so that some
    variables cannot be told apart · mean, sd: of each kept variable over all who answered it.
    """

    kept: Ints
    dropped: dict[int, DropReason]
    n: Ints
    r: Floats
    raw: Floats
    smallest: float
    repaired: bool
    mean: Floats
    sd: Floats

    @property
    def complete(self) -> bool:
        """Whether everybody answered every kept variable."""
        return bool((self.n == self.n[0, 0]).all())

    @property
    def usual_n(self) -> float:
        """Harmonic mean of the numbers of people behind the pairs: all of them when nothing is missing.

        References
        ----------
        Viswesvaran & Ones (1995), Theory testing: combining psychometric meta-analysis and structural
        equations modeling, Personnel Psychology 48.
        """
        if self.complete:
            return float(self.n[0, 0])
        pairs = self.n[np.triu_indices(len(self.n), 1)]
        return float(len(pairs) / (1.0 / pairs).sum())


def pairwise_corr(
    n: ArrayLike,
    sum_x: ArrayLike,
    sum_xx: ArrayLike,
    sum_xy: ArrayLike,
    *,
    min_pairs: int = 50,
    threshold: float = 0.01,
) -> Correlations:
    """Correlate an outcome and its drivers pair by pair, leaving out what too few people answered.

    List-wise deletion would keep only the people who met every touchpoint, often hardly anybody.

    Parameters
    ----------
    n, sum_x, sum_xx, sum_xy : array_like of int (variables, variables)
        Of row and column variable, over the people who answered both: their number, and the sums of the row
        variable, of its squares and of the products. Variable 0 is the outcome.
    min_pairs : int
        A variable with a pair of fewer people leaves: first those that too few answered together with the
        outcome; then, while a pair is left, the one in most such pairs (then: with fewest answers, then: last).
    threshold : float
        Least eigenvalue that is put up with; see `clipped`.

    Returns
    -------
    Correlations
        ``r = cov(x, y) / (sd(x) sd(y))``, all three over the same people. A driver without variance leaves,
        and every driver when the outcome has none or too few answered it.

    References
    ----------
    Marsh (1998), Pairwise deletion for missing data in structural equation models, Structural Equation
    Modeling 5. Same numbers as R's ``cor(x, use = "pairwise")``.

    Examples
    --------
    >>> x = np.array([[1, 2, 3, 5], [2, 2, 4, 5]])
    >>> pairwise_corr(*complete_pairs(4, x.sum(axis=1), x @ x.T), min_pairs=4).r.round(3)
    array([[1.   , 0.943],
           [0.943, 1.   ]])
    """
    people, x, xx, xy = (
        integers(values, name)
        for values, name in ((n, "n"), (sum_x, "sum_x"), (sum_xx, "sum_xx"), (sum_xy, "sum_xy"))
    )
    if people.ndim != 2 or len({people.shape, people.shape[::-1], x.shape, xx.shape, xy.shape}) > 1:
        raise ValueError("pair sums are square tables of one size")
    raw = correlate(people, x, xx, xy)
    dropped = _dropped(people, variance(people, x, xx), raw, min_pairs)
    kept = np.array([i for i in range(len(people)) if i not in dropped], dtype=np.int64)
    block = np.ix_(kept, kept)
    used = raw[block]
    if len(kept) == 1:
        used = np.ones((1, 1))
    smallest = float(np.linalg.eigvalsh(used)[0])
    own = np.diagonal
    return Correlations(
        kept=kept,
        dropped=dropped,
        n=people[block],
        r=clipped(used, threshold),
        raw=used,
        smallest=smallest,
        repaired=smallest < threshold,
        mean=quotient(own(x), own(people))[kept],
        sd=np.sqrt(variance(own(people), own(x), own(xx)))[kept],
    )


def complete_pairs(n: int, total: ArrayLike, cross: ArrayLike) -> tuple[Ints, Ints, Ints, Ints]:
    """The pair sums of `pairwise_corr` when all `n` people answered everything.

    Parameters
    ----------
    n : int
        People.
    total : array_like of int (variables,)
        Sum of each variable.
    cross : array_like of int (variables, variables)
        Sums of products.

    Examples
    --------
    >>> complete_pairs(2, [3, 4], [[5, 7], [7, 10]])[1]
    array([[3, 3],
           [4, 4]])
    """
    products, sums = integers(cross, "cross"), integers(total, "total")
    shape = products.shape
    return (
        np.full(shape, n, dtype=np.int64),
        np.broadcast_to(sums[:, None], shape).copy(),
        np.broadcast_to(np.diagonal(products)[:, None], shape).copy(),
        products,
    )


def correlate(n: Ints, sum_x: Ints, sum_xx: Ints, sum_xy: Ints) -> Floats:
    """Correlations of stacks of pair sums (…, variables, variables); NaN where one of the two does not vary."""
    var_x = variance(n, sum_x, sum_xx)
    scatter = covariance(n, sum_x, np.swapaxes(sum_x, -1, -2), sum_xy)
    r = np.clip(quotient(scatter, np.sqrt(var_x * np.swapaxes(var_x, -1, -2))), -1.0, 1.0)
    own = np.arange(r.shape[-1])
    r[..., own, own] = np.where(np.isnan(r[..., own, own]), np.nan, 1.0)
    return r


def clipped(corr: ArrayLike, threshold: float = 0.01) -> Floats:
    """The nearest usable correlations: eigenvalues below `threshold` are raised to it, the diagonal set to 1.

    Correlations from different people can contradict each other, and variables that always agree cannot be
    told apart; both show as an eigenvalue near or below 0. A usable matrix is returned as it is.

    Parameters
    ----------
    corr : array_like (…, variables, variables)
        Symmetric, with ones on the diagonal.
    threshold : float
        Least eigenvalue.

    References
    ----------
    Rousseeuw & Molenberghs (1993), Transformation of non positive semidefinite correlation matrices,
    Communications in Statistics 22. The algorithm of ``corr_clipped`` in statsmodels.

    Examples
    --------
    >>> clipped([[1, 1], [1, 1]]).round(3)
    array([[1.  , 0.99],
           [0.99, 1.  ]])
    """
    r = np.asarray(corr, dtype=np.float64)
    values, vectors = np.linalg.eigh(r)
    raised = (vectors * np.maximum(values, threshold)[..., None, :]) @ np.swapaxes(vectors, -1, -2)
    scale = np.sqrt(np.diagonal(raised, axis1=-2, axis2=-1))
    raised /= scale[..., :, None] * scale[..., None, :]
    return np.where((values[..., 0] < threshold)[..., None, None], raised, r)


def _dropped(n: Ints, var: Floats, raw: Floats, min_pairs: int) -> dict[int, DropReason]:
    """Which variables leave, and why; the outcome never does."""
    dropped: dict[int, DropReason] = {}
    for i in range(1, len(n)):
        if n[i, 0] < min_pairs:
            dropped[i] = DropReason.FEW_PAIRS
        elif not var[i, 0] > 0:
            dropped[i] = DropReason.NO_VARIANCE
        elif not var[0, i] > 0:
            dropped[i] = DropReason.NOTHING_TO_EXPLAIN
    short = (n < min_pairs) | np.isnan(raw)
    np.fill_diagonal(short, False)
    while True:
        short[list(dropped)] = False
        short[:, list(dropped)] = False
        if not short.any():
            return dropped
        in_pairs = short.sum(axis=1)
        in_pairs[0] = 0
        worst = np.flatnonzero(in_pairs == in_pairs.max())
        leaving = int(worst[n[worst, 0] == n[worst, 0].min()][-1])
        dropped[leaving] = DropReason.FEW_PAIRS
