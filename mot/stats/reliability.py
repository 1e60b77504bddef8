"""Do the touchpoints of one dimension measure one thing?"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from mot.stats.sums import covariance, integers, quotient


@dataclass(frozen=True, slots=True)
class Alpha:
    """Cronbach's alpha and the mean correlation of the items; see `alpha_from_cross`."""

    n: int
    items: int
    alpha: float
    average_r: float


def alpha_from_cross(n: int, sums: ArrayLike, cross: ArrayLike) -> Alpha:
    """Raw Cronbach's alpha from sums and cross-products of people who answered every item.

    Parameters
    ----------
    n : int
        People.
    sums : array_like of int, length k
        Sum of each item, in scale points.
    cross : array_like of int, k x k
        Sums of products of each two items.

    Returns
    -------
    Alpha
        ``k/(k-1) (1 - sum(var_i) / sum(cov_ij))``, without unit; NaN with fewer than two people or items, or
        when the total does not vary. `average_r` is NaN when an item does not vary.

    References
    ----------
    Cronbach (1951), Coefficient alpha and the internal structure of tests, Psychometrika 16. Same numbers as
    R's ``psych::alpha(check.keys = FALSE)``.

    Examples
    --------
    >>> found = alpha_from_cross(3, [6, 12], [[14, 28], [28, 56]])  # x = 1, 2, 3 and 2x
    >>> round(found.alpha, 4), round(found.average_r, 4)
    (0.8889, 1.0)
    """
    total, products = integers(sums, "sums"), integers(cross, "cross")
    k = len(total)
    if products.shape != (k, k):
        raise ValueError(f"{k} items need {k} x {k} cross-products, not {products.shape}")
    if n < 2 or k < 2:
        return Alpha(n, k, float("nan"), float("nan"))
    cov = covariance(np.full((k, k), n), total[:, None], total[None, :], products)
    var = np.diag(cov)
    alpha = k / (k - 1) * (1 - quotient(var.sum(), cov.sum()))
    r = quotient(cov, np.sqrt(np.outer(var, var)))
    return Alpha(n, k, float(alpha), float(r[np.triu_indices(k, 1)].mean()))
