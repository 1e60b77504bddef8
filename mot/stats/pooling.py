"""The mean of several means that the same people gave, with an error that holds however alike they answered."""

import numpy as np
from numpy.typing import ArrayLike

from mot.stats.estimates import Estimate


def pooled(n: ArrayLike, mean: ArrayLike, se: ArrayLike, df: ArrayLike) -> Estimate:
    """Mean over all answers of several questions, when it is not known who answered which of them.

    The variance of a weighted sum is largest when its parts move together entirely; then standard errors add up.
    So this one is never too small: it is right when everybody answers all questions alike, and on the wide side
    otherwise.

    Parameters
    ----------
    n : array_like of int, 1-D
        Answers per question, the weights.
    mean, se : array_like, 1-D
        Mean and its standard error per question, one unit.
    df : array_like, 1-D
        Degrees of freedom of each error.

    Returns
    -------
    Estimate
        ``mean = sum(w m)``, ``se = sum(w se)`` with ``w = n / sum(n)``, and
        ``df = 1 / (sum(share / sqrt(df)))^2`` where share is each question's part of the error: between the
        lowest and the highest df. All NaN without answers.

    References
    ----------
    Minkowski's inequality; Satterthwaite (1946), An approximate distribution of estimates of variance components,
    Biometrics Bulletin 2, for errors that are not independent.

    Examples
    --------
    >>> found = pooled([30, 10], [-0.4, -0.8], [0.1, 0.2], [29, 9])
    >>> round(float(found.mean), 3), round(float(found.se), 3), round(float(found.df), 1)
    (-0.5, 0.125, 16.7)
    """
    base, means, errors, freedom = (np.asarray(x, dtype=np.float64) for x in (n, mean, se, df))
    if (base < 0).any():
        raise ValueError("answers are counted, so none may be negative")
    total = base.sum()
    if not total:
        nothing = np.float64(np.nan)
        return Estimate(np.asarray(nothing), np.asarray(nothing), np.asarray(nothing))
    parts = base / total
    error = (parts * errors).sum()
    known = error > 0 and bool((freedom > 0).all())
    slack = ((parts * errors / error) / np.sqrt(freedom)).sum() if known else np.nan
    return Estimate(np.asarray((parts * means).sum()), np.asarray(error), np.asarray(1 / slack**2))
