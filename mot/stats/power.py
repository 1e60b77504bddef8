"""How many answers it takes to see a change, and when no number is enough."""

import math
from dataclasses import dataclass
from enum import StrEnum

from scipy.optimize import brentq
from scipy.stats import nct, norm
from scipy.stats import t as student

from mot.stats.samples import require_positive, round_up


class PlanState(StrEnum):
    """Whether any number of answers is enough."""

    OK = "ok"
    IMPOSSIBLE = "impossible"


@dataclass(frozen=True, slots=True)
class DidPlan:
    """Answers for one pilot branch among comparison branches; see `n_for_did`.

    `answers`: per branch and window, None when no number is enough. `smallest_effect`: what no number of
    answers can get below, in the unit of the ratings.
    """

    state: PlanState
    answers: int | None
    smallest_effect: float


def n_for_power(
    sd: float, difference: float, *, groups: int = 2, power: float = 0.8, alpha: float = 0.05
) -> int:
    """Answers per group to see a difference of means with a two-sided t test.

    Parameters
    ----------
    sd : float
        Standard deviation of the answers (of the gaps, for one group or pairs) within a group.
    difference : float
        What should be seen, in the unit of `sd`.
    groups : int
        1: one group against a fixed value, or pairs. 2: two groups, or before and after.
    power : float
        Chance to see it.
    alpha : float
        Error rate of the test.

    Returns
    -------
    int
        Smallest n where the noncentral t with ``delta = difference / (sd sqrt(groups/n))`` and
        ``groups (n-1)`` degrees of freedom lies beyond the critical value with probability `power`.

    References
    ----------
    Cohen (1988), Statistical power analysis for the behavioral sciences. Same numbers as R's
    ``power.t.test``.

    Examples
    --------
    >>> [n_for_power(1.3, 0.5, groups=groups) for groups in (1, 2)]
    [56, 108]
    """
    require_positive(sd=sd, difference=difference)
    if groups not in (1, 2):
        raise ValueError(f"one or two groups, not {groups}")
    _plausible(power, alpha)

    def short_of(n: float) -> float:
        df = groups * (n - 1)
        shift = difference / (sd * math.sqrt(groups / n))
        return float(nct.sf(student.ppf(1 - alpha / 2, df), df, shift)) - power

    if short_of(2) >= 0:
        return 2
    most = 4.0
    while short_of(most) < 0:
        most *= 2
    return round_up(float(brentq(short_of, most / 2, most, xtol=1e-9)))


def n_for_did(
    sd: float,
    effect: float,
    *,
    branches: int,
    wobble: float = 3.0,
    power: float = 0.8,
    alpha: float = 0.05,
) -> DidPlan:
    """Answers per branch and window to see what an action did in one branch beyond the comparison branches.

    A branch's level moves by itself, and more answers do not quieten that; only more pilot branches do.

    Parameters
    ----------
    sd : float
        Standard deviation of the answers.
    effect : float
        What should be seen, in the unit of `sd`.
    branches : int
        Comparison branches, B.
    wobble : float
        Standard deviation tau of a branch's own change between the windows, in the unit of `sd`; the default
        is in POMP.
    power, alpha : float
        As in `n_for_power`.

    Returns
    -------
    DidPlan
        ``n = 2 sd^2 (1 + 1/B) / ((effect/m)^2 - tau^2 (1 + 1/B))`` with ``m = z_(1-alpha/2) + z_power`` (2.8);
        *impossible* where the denominator is not positive. A minimum: variances are taken as known, so that
        the power is nearer to 65-70% than to 80% with few comparison branches. With ``wobble = 0`` and one
        comparison branch it is the textbook number for a difference of two differences.

    References
    ----------
    Donald & Lang (2007), Inference with difference-in-differences and other panel data, Rev Econ Stat 89.

    Examples
    --------
    >>> n_for_did(22, 12, branches=8).answers
    133
    >>> str(n_for_did(22, 5, branches=8).state)
    'impossible'
    """
    require_positive(sd=sd, effect=effect, branches=branches)
    if wobble < 0:
        raise ValueError(f"the wobble of the branches cannot be negative: {wobble}")
    _plausible(power, alpha)
    multiple = float(norm.ppf(1 - alpha / 2) + norm.ppf(power))
    share = 1 + 1 / branches
    left = (effect / multiple) ** 2 - wobble**2 * share
    smallest = multiple * wobble * math.sqrt(share)
    if left <= 0:
        return DidPlan(PlanState.IMPOSSIBLE, None, smallest)
    return DidPlan(PlanState.OK, max(2, round_up(2 * sd**2 * share / left)), smallest)


def _plausible(power: float, alpha: float) -> None:
    if not 0 < alpha < power < 1:
        raise ValueError(f"the power must lie between alpha and 1, not {power} with alpha {alpha}")
