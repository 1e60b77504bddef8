"""A mean with its standard error: its t interval, and the difference of two of them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.stats import t as student

from mot.stats.sums import Floats, quotient


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean with its standard error (same unit) and the degrees of freedom of that error."""

    mean: Floats
    se: Floats
    df: Floats


def t_bounds(estimate: Estimate, conf: float) -> tuple[Floats, Floats]:
    """Ends of the interval ``mean -/+ t(df) se``; NaN unless se and df are positive.

    Examples
    --------
    >>> lo, hi = t_bounds(Estimate(np.float64(-1.5), np.float64(0.5), np.float64(1)), 0.95)
    >>> round(float(lo), 3), round(float(hi), 3)
    (-7.853, 4.853)
    """
    if not 0 < conf < 1:
        raise ValueError(f"confidence must lie between 0 and 1, not {conf}")
    known = (estimate.se > 0) & (estimate.df > 0)
    half = np.where(known, student.ppf(0.5 + conf / 2, estimate.df) * estimate.se, np.nan)
    return estimate.mean - half, estimate.mean + half


def two_sided_p(t: ArrayLike, df: ArrayLike) -> Floats:
    """Two-sided p value of a t statistic; NaN where t or df is."""
    return np.asarray(2 * student.sf(np.abs(t), df), dtype=np.float64)


@dataclass(frozen=True, slots=True)
class Change:
    """Difference after - before with its Welch interval, in the unit of the means; see `change`."""

    difference: Floats
    se: Floats
    df: Floats
    p: Floats
    lo: Floats
    hi: Floats


def change(before: Estimate, after: Estimate, *, conf: float = 0.95) -> Change:
    """Compare two independent means, each with its own standard error.

    Parameters
    ----------
    before, after : Estimate
        Means in one unit from different people (or too few shared people to matter).
    conf : float
        Confidence of the interval.

    Returns
    -------
    Change
        ``se^2 = se_1^2 + se_2^2``, ``df = se^4 / (se_1^4/df_1 + se_2^4/df_2)``. Error and interval are
        NaN when one of the two has none, or an error of 0: no spread is no certainty.

    References
    ----------
    Welch (1947), The generalization of Student's problem when several different population variances are
    involved, Biometrika 34. Same numbers as R's ``t.test(after, before)``.

    Examples
    --------
    >>> found = change(Estimate(np.float64(70), np.float64(3), np.float64(9)),
    ...                Estimate(np.float64(80), np.float64(4), np.float64(9)))
    >>> float(found.difference), float(found.se), round(float(found.df), 1)
    (10.0, 5.0, 16.7)
    """
    known = (before.se > 0) & (after.se > 0)
    v_before, v_after = (np.where(known, np.square(side.se), np.nan) for side in (before, after))
    both = v_before + v_after
    df = quotient(both**2, quotient(v_before**2, before.df) + quotient(v_after**2, after.df))
    estimate = Estimate(np.asarray(after.mean - before.mean, dtype=np.float64), np.sqrt(both), df)
    lo, hi = t_bounds(estimate, conf)
    p = two_sided_p(quotient(estimate.mean, estimate.se), df)
    return Change(estimate.mean, estimate.se, df, p, lo, hi)
