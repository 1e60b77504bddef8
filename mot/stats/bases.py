"""What the base (the number of answers) allows to be shown: nothing, a cautious number or a plain one."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from mot.stats.estimates import Estimate
from mot.stats.intervals import gap_stabilised, gap_stats, mean_stats
from mot.stats.scales import gap_to_pomp, to_pomp
from mot.stats.stabilised import prior_variance
from mot.stats.sums import Floats, Ints
from mot.stats.tally import PairTally


class BaseState(StrEnum):
    """How far the base carries, from nothing to a plain interval."""

    NO_RESPONSES = "no_responses"
    SUPPRESSED = "suppressed"
    VERY_FEW = "very_few"
    SMALL = "small"
    PLAIN = "plain"


States = NDArray[Any]
Flags = NDArray[np.bool_]


def base_state(n: ArrayLike, *, n_suppress: int = 5, n_status: int = 10, n_plain: int = 30) -> States:
    """Name what each base allows.

    Parameters
    ----------
    n : array_like of int
        Answers (for a roll-up: people) behind each number.
    n_suppress, n_status, n_plain : int
        Fewer are hidden for privacy; fewer get no status; fewer get the stabilised interval.

    Returns
    -------
    object array of BaseState

    Examples
    --------
    >>> [str(state) for state in base_state([0, 4, 5, 10, 30])]
    ['no_responses', 'suppressed', 'very_few', 'small', 'plain']
    """
    if not 1 <= n_suppress <= n_status <= n_plain:
        raise ValueError(f"limits must rise: {n_suppress}, {n_status}, {n_plain}")
    step = np.searchsorted([1, n_suppress, n_status, n_plain], np.asarray(n), side="right")
    return np.asarray(np.array(list(BaseState), dtype=object)[step], dtype=object)


@dataclass(frozen=True, slots=True)
class DisplayedMean:
    """A mean per cell as it may be shown: `state` says how, numbers are NaN where hidden.

    `n` is a float array: NaN where suppressed, 0 where nobody answered.
    """

    state: States
    n: Floats
    mean: Floats
    se: Floats
    df: Floats
    lo: Floats
    hi: Floats
    stabilised: Flags

    @property
    def estimate(self) -> Estimate:
        """The mean with its error, as `change` takes it."""
        return Estimate(self.mean, self.se, self.df)

    def in_pomp(self, low: ArrayLike, high: ArrayLike) -> "DisplayedMean":
        """The same on the common 0-100 scale."""
        return replace(
            self,
            mean=to_pomp(self.mean, low, high),
            se=gap_to_pomp(self.se, low, high),
            lo=to_pomp(self.lo, low, high),
            hi=to_pomp(self.hi, low, high),
        )


@dataclass(frozen=True, slots=True)
class DisplayedGap:
    """A gap per cell as it may be shown: `state` says how, numbers are NaN where hidden.

    `n` is a float array: NaN where suppressed, 0 where nobody answered. Shares are fractions of n.
    """

    state: States
    n: Floats
    mean_e: Floats
    mean_p: Floats
    gap: Floats
    se: Floats
    df: Floats
    lo: Floats
    hi: Floats
    stabilised: Flags
    share_below: Floats
    share_equal: Floats
    share_above: Floats
    share_e_max: Floats

    @property
    def estimate(self) -> Estimate:
        """The gap with its error, as `change` takes it."""
        return Estimate(self.gap, self.se, self.df)

    def in_pomp(self, low: ArrayLike, high: ArrayLike) -> "DisplayedGap":
        """The same on the common 0-100 scale."""
        return replace(
            self,
            mean_e=to_pomp(self.mean_e, low, high),
            mean_p=to_pomp(self.mean_p, low, high),
            gap=gap_to_pomp(self.gap, low, high),
            se=gap_to_pomp(self.se, low, high),
            lo=gap_to_pomp(self.lo, low, high),
            hi=gap_to_pomp(self.hi, low, high),
        )


def displayed_gap(
    tally: PairTally,
    low: ArrayLike,
    high: ArrayLike,
    *,
    conf: float = 0.95,
    n_suppress: int = 5,
    n_status: int = 10,
    n_plain: int = 30,
    prior_df: float = 4.0,
    floor_pomp: float = 5.0,
    prior_var: ArrayLike | None = None,
    axis: int | tuple[int, ...] | None = None,
) -> DisplayedGap:
    """Choose per cell what to show of a gap: nothing, the stabilised interval or the plain one.

    Below `n_suppress` everything is hidden; below `n_plain`, or when all gaps are equal, the interval is
    stabilised; otherwise it is the plain t interval.

    Parameters
    ----------
    tally, low, high, conf, prior_df, floor_pomp, prior_var, axis
        As in `gap_stabilised`.
    n_suppress, n_status, n_plain : int
        As in `base_state`.

    Returns
    -------
    DisplayedGap
        In scale points.

    Examples
    --------
    >>> cells = PairTally.from_pairs([7, 6, 5, 7, 6], [6, 5, 4, 6, 5], 1, 7)
    >>> shown = displayed_gap(cells, 1, 7)
    >>> str(shown.state[()]), float(shown.gap), bool(shown.stabilised)
    ('very_few', -1.0, True)
    """
    plain = gap_stats(tally, conf=conf)
    careful = gap_stabilised(
        tally, low, high, conf=conf, prior_df=prior_df, floor_pomp=floor_pomp, prior_var=prior_var, axis=axis
    )
    state = base_state(tally.n, n_suppress=n_suppress, n_status=n_status, n_plain=n_plain)
    shown = tally.n >= n_suppress
    stabilised = shown & ((tally.n < n_plain) | (plain.sd == 0))
    return DisplayedGap(
        state=state,
        n=_shown_base(tally.n, n_suppress),
        gap=np.where(shown, plain.gap, np.nan),
        se=_choose(shown, stabilised, careful.se, plain.se),
        df=_choose(shown, stabilised, careful.df, plain.df),
        lo=_choose(shown, stabilised, careful.lo, plain.lo),
        hi=_choose(shown, stabilised, careful.hi, plain.hi),
        stabilised=stabilised,
        **{
            name: np.where(shown, getattr(plain, name), np.nan)
            for name in ("mean_e", "mean_p", "share_below", "share_equal", "share_above", "share_e_max")
        },
    )


def displayed_mean(
    n: ArrayLike,
    s: ArrayLike,
    s2: ArrayLike,
    low: ArrayLike,
    high: ArrayLike,
    *,
    conf: float = 0.95,
    n_suppress: int = 5,
    n_status: int = 10,
    n_plain: int = 30,
    prior_df: float = 4.0,
    floor_pomp: float = 5.0,
    prior_var: ArrayLike | None = None,
    axis: int | tuple[int, ...] | None = None,
) -> DisplayedMean:
    """Choose per cell what to show of the mean of single answers, by the rules of `displayed_gap`.

    Parameters
    ----------
    n, s, s2 : array_like of int
        Count, sum and sum of squares of the answers (all P, or all E), in scale points.
    low, high, conf, prior_df, floor_pomp, prior_var, axis
        As in `gap_stabilised`; the interval is clipped to the scale.
    n_suppress, n_status, n_plain : int
        As in `base_state`.

    Examples
    --------
    >>> shown = displayed_mean([5, 3], [35, 20], [245, 140], 1, 7)
    >>> shown.mean, shown.hi
    (array([ 7., nan]), array([ 7., nan]))
    """
    plain = mean_stats(n, s, s2, conf=conf)
    usual = prior_variance(plain.n, plain.sd**2, low, high, floor_pomp=floor_pomp, axis=axis)
    if prior_var is not None:
        usual = np.maximum(prior_var, prior_variance(0, np.nan, low, high, floor_pomp=floor_pomp, axis=()))
    careful = mean_stats(n, s, s2, conf=conf, prior_var=usual, prior_df=prior_df)
    shown = plain.n >= n_suppress
    stabilised = shown & ((plain.n < n_plain) | (plain.sd == 0))
    return DisplayedMean(
        state=base_state(n, n_suppress=n_suppress, n_status=n_status, n_plain=n_plain),
        n=_shown_base(plain.n, n_suppress),
        mean=np.where(shown, plain.mean, np.nan),
        se=_choose(shown, stabilised, careful.se, plain.se),
        df=_choose(shown, stabilised, careful.df, plain.df),
        lo=np.clip(_choose(shown, stabilised, careful.lo, plain.lo), low, high),
        hi=np.clip(_choose(shown, stabilised, careful.hi, plain.hi), low, high),
        stabilised=stabilised,
    )


def _shown_base(n: Ints, n_suppress: int) -> Floats:
    return np.where((n >= n_suppress) | (n == 0), n.astype(np.float64), np.nan)


def _choose(shown: Flags, stabilised: Flags, careful: Floats, plain: Floats) -> Floats:
    return np.where(shown, np.where(stabilised, careful, plain), np.nan)
