"""The zone of tolerance: between the service that is adequate and the service that is desired."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from mot.stats.intervals import gap_stats
from mot.stats.sums import Floats, Ints, integers, quotient
from mot.stats.tally import PairTally


class Zone(StrEnum):
    """Where the perceived service lies; *undefined* where an interval is."""

    UNDEFINED = "undefined"
    BELOW_ADEQUATE = "below_adequate"
    WITHIN_ZONE = "within_zone"
    ABOVE_DESIRED = "above_desired"
    BORDERLINE = "borderline"


@dataclass(frozen=True, slots=True)
class ZoneOfTolerance:
    """Means, superiority and adequacy of each cell in scale points; see `zone_of_tolerance`."""

    n: Ints
    mean_a: Floats
    mean_d: Floats
    mean_p: Floats
    zone_width: Floats
    msa: Floats
    msa_lo: Floats
    msa_hi: Floats
    mss: Floats
    mss_lo: Floats
    mss_hi: Floats
    zone: NDArray[Any]
    share_adequate_above_desired: Floats


def zone_of_tolerance(
    adequate: PairTally, desired: PairTally, *, n_inverted: ArrayLike | None = None, conf: float = 0.95
) -> ZoneOfTolerance:
    """Place the perceived service P relative to the adequate A and the desired D of the same people.

    Parameters
    ----------
    adequate, desired : PairTally
        Pairs (A, P) and (D, P): the tallies' E is A in the one and D in the other. Only people who gave A, D
        and P, so both count the same people.
    n_inverted : array_like of int, optional
        People whose A lies above their D: they may have mixed up the two questions.
    conf : float
        Confidence of the intervals.

    Returns
    -------
    ZoneOfTolerance
        ``msa = mean(P - A)``, ``mss = mean(P - D)`` with plain t intervals. *below_adequate*: msa certainly
        below 0; *within_zone*: msa certainly above and mss certainly below 0; *above_desired*: mss certainly
        above 0; else *borderline*. *undefined* for n < 2 or when all differences are equal.

    References
    ----------
    Parasuraman, Zeithaml & Berry (1994), Alternative scales for measuring service quality, Journal of
    Retailing 70.

    Examples
    --------
    >>> p = [6, 7, 6, 6, 7, 5]
    >>> adequate = PairTally.from_pairs([4, 5, 5, 4, 6, 4], p, 1, 9)
    >>> desired = PairTally.from_pairs([8, 9, 7, 8, 9, 8], p, 1, 9)
    >>> found = zone_of_tolerance(adequate, desired)
    >>> str(found.zone[()]), round(float(found.zone_width), 2)
    ('within_zone', 3.5)
    """
    if not np.array_equal(adequate.n, desired.n):
        raise ValueError("adequate and desired must be tallies of the same people")
    a, d = gap_stats(adequate, conf=conf), gap_stats(desired, conf=conf)
    inverted = np.full(a.n.shape, np.nan)
    if n_inverted is not None:
        inverted = quotient(integers(n_inverted, "n_inverted"), a.n)
    zone = np.select(
        [np.isnan(a.lo) | np.isnan(d.lo), a.hi < 0, (a.lo > 0) & (d.hi < 0), d.lo > 0], [0, 1, 2, 3], 4
    )
    return ZoneOfTolerance(
        n=a.n,
        mean_a=a.mean_e,
        mean_d=d.mean_e,
        mean_p=a.mean_p,
        zone_width=d.mean_e - a.mean_e,
        msa=a.gap,
        msa_lo=a.lo,
        msa_hi=a.hi,
        mss=d.gap,
        mss_lo=d.lo,
        mss_hi=d.hi,
        zone=np.asarray(np.array(list(Zone), dtype=object)[zone], dtype=object),
        share_adequate_above_desired=inverted,
    )
