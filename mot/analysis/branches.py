"""How branches compare: fairly, with what chance allows, and without a league table of noise."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from mot.analysis.books import Books
from mot.analysis.coverage import coverage
from mot.analysis.lens import Lens, focus
from mot.analysis.measured import ALL_TOUCHPOINTS, Measured, measured
from mot.analysis.mixes import mix
from mot.analysis.units import Unit
from mot.domain.cube import Ints, View
from mot.domain.thresholds import Thresholds
from mot.stats.funnels import ACTION, WARNING, Funnel, FunnelSignal, funnel, funnel_limits
from mot.stats.ranks import RankRanges, rank_ranges
from mot.stats.shrinkage import Shrunk, sampling_variance, shrink
from mot.stats.stabilised import pooled_variance
from mot.stats.standing import BranchStatus, branch_status

FEWEST = 3  # branches that can be compared fairly
RANK_CONFIDENCE = 0.90  # of a range of ranks
CURVE = 80  # points of a funnel limit

UP = (BranchStatus.ABOVE, BranchStatus.SLIGHTLY_ABOVE)
DOWN = (BranchStatus.BELOW, BranchStatus.SLIGHTLY_BELOW)


@dataclass(frozen=True, slots=True)
class Branches:
    """Branches side by side, in the institution's order.

    `frame` has one row per branch in scope: branch (id), n (people over all touchpoints, answers at one; 0 when
    hidden), value, lo, hi (the gap, or the perception where no expectation was asked), fair, fair_lo, fair_hi
    (drawn towards the others, the more the fewer answers), status (`BranchStatus`, "" where nothing is
    compared), signal (`FunnelSignal` of the branches judged, else ""), rank, rank_lo, rank_hi (expected rank
    and its range, 1 the best; NaN without a league table), moved (what the mix of customers makes, with the
    decimals that are shown: added to the value it gives the adjusted value), responses, transactions, coverage
    (their ratio), why_hidden (as in the heat map), selected (bool). Scores are in the unit shown.

    signed: scores are gaps · touchpoint: its id, or `ALL_TOUCHPOINTS` · touchpoints: ids that can be asked for ·
    compared: branches with a fair score, 0 when fewer than three are shown · judged: those of them with enough
    answers for a verdict · alike: of these, those that cannot be told apart from the network · above, below:
    those that lie on that side for sure · league: whether an order can be defended · centre: mean of the
    branches shown, NaN when nothing is compared · limits: the funnel as a curve over n: lo95, hi95, lo998,
    hi998, and lo_chance, hi_chance, the outer limits if nothing but chance were at work · overdispersed:
    branches differ by more than chance · by: what customers are told apart by for `moved` · strata: groups of
    customers · covered: whether transactions were imported for the quarter.
    """

    frame: pd.DataFrame
    unit: Unit
    signed: bool
    touchpoint: int
    touchpoints: tuple[int, ...]
    compared: int
    judged: int
    alike: int
    above: int
    below: int
    league: bool
    centre: float
    limits: pd.DataFrame
    overdispersed: bool
    by: tuple[str, ...]
    strata: int
    covered: bool


def branches(books: Books, view: View, touchpoint: int = ALL_TOUCHPOINTS) -> Branches:
    """Compare all branches in scope, over all touchpoints or at one.

    A view's branches choose which of them are marked as selected; what they are compared with stays the whole.
    """
    lens = focus(books, view, view.quarter)
    key = ("branches", view.quarter, view.channels, view.segments, touchpoint)
    found: Branches = books.shelf.get(key, lambda: _compare(books, view, lens, touchpoint))
    return _with_selected(found, lens)


def _with_selected(found: Branches, lens: Lens) -> Branches:
    values = {name: getattr(found, name) for name in Branches.__slots__}
    return Branches(**values | {"frame": found.frame.assign(selected=lens.selected)})


def _compare(books: Books, view: View, lens: Lens, touchpoint: int) -> Branches:
    rules = books.thresholds
    seen = measured(books, view, lens, touchpoint)
    to_shown, origin = seen.unit.factor / seen.unit.to_pomp, 0.0 if seen.signed else seen.unit.shown_low
    fair = _fair(seen, rules)
    compared = bool(np.isfinite(fair.theta).any())
    enough = seen.shown & (seen.n >= rules.n_status) & compared
    status = np.where(seen.shown & compared, branch_status(fair, seen.n, n_test=rules.n_status), "")
    tunnel = _funnel(seen, rules) if compared else None
    signal = np.where(enough, tunnel.signal, "") if tunnel else np.full(len(seen.n), "")
    ranks = rank_ranges(fair, conf=RANK_CONFIDENCE)
    league = bool(ranks.league[()])
    mixed, covered = mix(seen, rules), coverage(books, view.quarter, seen.branches)
    up, down = (np.isin(status, [str(s) for s in names]) & enough for names in (UP, DOWN))
    apart = up | down | np.isin(signal, [str(FunnelSignal.ABOVE), str(FunnelSignal.BELOW)])
    frame = pd.DataFrame(
        {
            "branch": seen.branches,
            "n": seen.n,
            **{name: getattr(seen, name) * seen.unit.factor for name in ("value", "lo", "hi")},
            "fair": fair.theta * to_shown + origin,
            "fair_lo": fair.lo * to_shown + origin,
            "fair_hi": fair.hi * to_shown + origin,
            "status": [str(s) for s in status],
            "signal": [str(s) for s in signal],
            **_ranks(ranks, shown=league),
            "moved": np.round(mixed.moved * seen.unit.factor, seen.unit.digits) + 0.0 if compared else np.nan,
            **{
                name: np.where(seen.shown, values, np.nan)
                for name, values in (
                    ("responses", covered.responses),
                    ("transactions", covered.transactions),
                    ("coverage", covered.share),
                )
            },
            "why_hidden": seen.why,
        }
    )
    return Branches(
        frame=frame,
        unit=seen.unit,
        signed=seen.signed,
        touchpoint=touchpoint,
        touchpoints=tuple(lens.grid.touchpoints.tolist()),
        compared=int(fair.units) if compared else 0,
        judged=int(enough.sum()),
        alike=int((enough & ~apart).sum()),
        above=int(up.sum()),
        below=int(down.sum()),
        league=league,
        centre=tunnel.centre * to_shown + origin if tunnel else float("nan"),
        limits=_limits(tunnel, seen.n[seen.shown], to_shown, origin),
        overdispersed=bool(tunnel and tunnel.tau2 > 0),
        by=mixed.by if compared else (),
        strata=mixed.strata if compared else 0,
        covered=covered.imported,
    )


def _fair(seen: Measured, rules: Thresholds) -> Shrunk:
    """Fair scores in POMP, from the branches that are shown and no others."""
    return shrink(
        seen.pomp,
        sampling_variance(seen.n, seen.var * seen.unit.to_pomp**2, floor=rules.floor_pomp),
        prior_scale=rules.prior_level,
        conf=rules.confidence,
        delta=rules.delta,
        delta_up=rules.delta_up,
        min_units=FEWEST,
    )


def _funnel(seen: Measured, rules: Thresholds) -> Funnel:
    within = float(pooled_variance(seen.n, seen.var * seen.unit.to_pomp**2)[0])
    return funnel(seen.n, seen.pomp, max(within, rules.floor_pomp**2))


def _ranks(ranks: RankRanges, *, shown: bool) -> dict[str, np.ndarray]:
    told = {"rank": ranks.expected, "rank_lo": ranks.lo, "rank_hi": ranks.hi}
    return {name: values if shown else np.full(values.shape, np.nan) for name, values in told.items()}


def _limits(found: Funnel | None, n: Ints, to_shown: float, origin: float) -> pd.DataFrame:
    """The funnel from the smallest to the largest branch, and a little beyond; over a factor of two at least."""
    columns = ["n", "lo95", "hi95", "lo998", "hi998", "lo_chance", "hi_chance"]
    if found is None:
        return pd.DataFrame(columns=columns, dtype=float)
    along = np.geomspace(min(n.min() * 0.85, n.max() * 0.5), n.max() * 1.06, CURVE)
    ends = [
        funnel_limits(along, found.centre, found.pooled_var, tau2=tau2, conf=conf)
        for conf, tau2 in ((WARNING, found.tau2), (ACTION, found.tau2), (ACTION, 0.0))
    ]
    lines = [end * to_shown + origin for pair in ends for end in pair]
    return pd.DataFrame(dict(zip(columns, [along, *lines], strict=True)))
