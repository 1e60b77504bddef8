"""Averages over several touchpoints, over time: the person, not the rating, is what goes up and down."""

from dataclasses import replace

import numpy as np

from mot.stats.baselines import baseline_periods
from mot.stats.monitoring import Trend, trend
from mot.stats.sums import Ints, quotient
from mot.stats.tally import RollupTally

PARTS = 100  # a point of the scale in whole steps while the residuals are added up


def rollup_trend(
    tally: RollupTally,
    *,
    baseline: int = 12,
    min_baseline: int = 8,
    min_n: int = 5,
    unfinished: bool = False,
) -> Trend:
    """Watch the mean over several touchpoints, each person answering one or more of them.

    With the baseline's mean ``R = S/K`` every person has a residual ``u = S_i - R K_i``. The chart of `trend`
    is drawn of these, people being counted, and read as means again: ``R_t - R = mean(u) n/K``.

    Parameters
    ----------
    tally : RollupTally
        Sums over people per period, in time order along the last axis; one or many series.
    baseline, min_baseline, min_n, unfinished
        As in `mot.stats.monitoring.trend`; `min_n` counts people.

    Returns
    -------
    Trend
        `mean`, `lower`, `upper` and `centre` are means per rating, in scale points; `within_variance` is that
        of one person's share in the baseline's mean. All else is that of the residuals.

    References
    ----------
    Cochran (1977), Sampling Techniques, 3rd ed., section 6.2 (ratio estimator). Laney (2002), Improved control
    charts for attributes, Quality Engineering 14.

    Examples
    --------
    >>> people = RollupTally(n_resp=[20] * 14, s=[-20] * 13 + [-80], k=[40] * 14, s2=[60] * 13 + [380],
    ...                      k2=[80] * 14, sk=[-40] * 13 + [-160])
    >>> found = rollup_trend(people)
    >>> float(found.centre), float(found.mean[-1]), str(found.signal[-1])
    (-0.5, -2.0, 'low')
    """
    n = tally.n_resp
    enough = n >= min_n
    tested = enough.copy()
    tested[..., -1:] &= not unfinished
    base = baseline_periods(tested, baseline, min_baseline)
    people, total, ratings = (_over(base, sums) for sums in (n, tally.s, tally.k))
    centre = quotient(total, ratings)
    near = np.rint(PARTS * np.nan_to_num(centre)).astype(np.int64)[..., None]
    found = trend(
        n,
        PARTS * tally.s - near * tally.k,
        PARTS**2 * tally.s2 - 2 * PARTS * near * tally.sk + near**2 * tally.k2,
        baseline=baseline,
        min_baseline=min_baseline,
        min_n=min_n,
        unfinished=unfinished,
    )
    half = (found.upper - found.centre[..., None]) * quotient(n, PARTS * tally.k)
    return replace(
        found,
        mean=np.where(enough, quotient(tally.s, tally.k), np.nan),
        lower=centre[..., None] - half,
        upper=centre[..., None] + half,
        centre=centre,
        within_variance=found.within_variance * quotient(people, PARTS * ratings) ** 2,
    )


def _over(base: np.ndarray, sums: Ints) -> Ints:
    """The sum over the periods of the baseline."""
    return np.asarray(np.where(base, sums, 0).sum(axis=-1))
