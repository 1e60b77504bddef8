"""Means of units as they would be if all had the same mix of customers."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from mot.stats.sums import Floats, quotient


@dataclass(frozen=True, slots=True)
class CaseMix:
    """Raw and adjusted mean of each unit, in the unit of the means (POMP); NaN for units without answers.

    See `case_mix`. Show raw and adjusted together; the errors are NaN without a pooled variance.

    Attributes
    ----------
    overall : float
        Mean of all answers.
    raw : array of float
        Mean of the unit's own answers.
    expected : array of float
        What a usual unit would reach with this unit's mix.
    indirect, indirect_se : array of float
        ``raw - expected + overall`` and its standard error.
    direct, direct_se : array of float
        The unit's means weighted by the mix of all and its standard error; NaN unless the unit has answers in
        every stratum that has any.
    """

    overall: float
    raw: Floats
    expected: Floats
    indirect: Floats
    indirect_se: Floats
    direct: Floats
    direct_se: Floats


def case_mix(n: ArrayLike, mean: ArrayLike, *, pooled_var: float | None = None) -> CaseMix:
    """Adjust the means of units for their different mixes of strata, e.g. customer segments.

    Parameters
    ----------
    n, mean : array_like, strata x units
        Answers and their mean; the mean is not looked at where n = 0.
    pooled_var : float, optional
        Variance of the answers within the cells, for the standard errors, in squared unit of the means.

    Returns
    -------
    CaseMix
        With m_s the mean of stratum s over all units: ``expected_b = sum_s(n_bs m_s)/n_b``,
        ``indirect_se^2 = pooled_var/n_b`` (the usual means m_s count as known),
        ``direct_b = sum_s(w_s mean_bs)`` with ``w_s = n_s/n``, ``direct_se^2 = pooled_var sum_s(w_s^2/n_bs)``.

    References
    ----------
    Keiding & Clayton (2014), Standardization and control for confounding in observational studies: a historical
    perspective, Statistical Science 29.

    Examples
    --------
    >>> found = case_mix([[90, 10], [10, 90]], [[80, 80], [60, 60]])
    >>> found.raw, found.indirect, found.direct
    (array([78., 62.]), array([70., 70.]), array([70., 70.]))
    """
    base = np.asarray(n, dtype=np.float64)
    if base.ndim != 2 or base.shape != np.shape(mean):
        raise ValueError(f"case_mix takes two tables of one shape, not {base.shape} and {np.shape(mean)}")
    if pooled_var is not None and not pooled_var > 0:
        raise ValueError(f"the pooled variance must be positive, not {pooled_var}")
    filled = base > 0
    cell = np.where(filled, np.asarray(mean, dtype=np.float64), 0.0)
    if np.isnan(cell).any():
        raise ValueError("a stratum with answers must have a mean")
    variance = np.nan if pooled_var is None else pooled_var
    total, stratum = base.sum(axis=0), base.sum(axis=1)
    used = stratum > 0
    usual = np.where(used, quotient((base * cell).sum(axis=1), stratum), 0.0)
    weight = quotient(stratum, stratum.sum())[used, np.newaxis]
    complete = filled[used].all(axis=0) & (total > 0)
    overall = quotient((base * cell).sum(), base.sum())
    raw, expected = quotient((base * cell).sum(axis=0), total), quotient(usual @ base, total)
    spread = np.where(complete, quotient(weight**2, base[used]).sum(axis=0), np.nan)
    return CaseMix(
        overall=float(overall),
        raw=raw,
        expected=expected,
        indirect=raw - expected + overall,
        indirect_se=np.sqrt(quotient(variance, total)),
        direct=np.where(complete, (weight * cell[used]).sum(axis=0), np.nan),
        direct_se=np.sqrt(variance * spread),
    )
