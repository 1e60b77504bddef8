"""One number per branch: the mean over all touchpoints, people as the unit, or one touchpoint's."""

from dataclasses import dataclass, replace

import numpy as np

from mot.analysis.books import Books
from mot.analysis.gaps import display_rules
from mot.analysis.grid import Mask
from mot.analysis.heat import FEW, NOBODY, PROTECTED, SHOWN
from mot.analysis.lens import Lens, rollups, scales_of
from mot.analysis.units import Unit, common
from mot.domain.cube import Ints, Tallies, View, add_up
from mot.domain.survey import Group, Measure
from mot.domain.thresholds import Thresholds
from mot.stats.bases import displayed_gap, displayed_mean
from mot.stats.estimates import Estimate, t_bounds
from mot.stats.rollups import rollup
from mot.stats.scales import gap_to_pomp, to_pomp
from mot.stats.stabilised import prior_variance, stabilise
from mot.stats.sums import Floats, variance
from mot.stats.tally import PAIR_FIELDS, PairTally, RollupTally

ALL_TOUCHPOINTS = 0  # no touchpoint has this id


@dataclass(frozen=True, slots=True)
class Measured:
    """What was measured at each branch in scope, whichever branches are chosen.

    branches: ids · n: people, or answers at one touchpoint; 0 unless shown · value, lo, hi: gap, or perception
    where no expectation was asked, in points of the sums; var: variance between those counted by n; NaN unless
    shown · why: `SHOWN` or why not · signed: a gap · unit: of the sums · rows: keys ``branch``, ``channel`` and
    ``segment``, sums ``people`` (counted by n), ``weight`` (ratings) and ``total`` (of the ratings, in points);
    of all branches, those that are hidden too.
    """

    branches: Ints
    n: Ints
    value: Floats
    lo: Floats
    hi: Floats
    var: Floats
    why: np.ndarray
    signed: bool
    unit: Unit
    rows: Tallies

    @property
    def shown(self) -> Mask:
        """The branches whose number may be shown."""
        return np.asarray(self.why == SHOWN)

    @property
    def pomp(self) -> Floats:
        """The values in percent of the scale's width."""
        bring = gap_to_pomp if self.signed else to_pomp
        return bring(self.value, self.unit.low, self.unit.high)


def measured(books: Books, view: View, lens: Lens, touchpoint: int = ALL_TOUCHPOINTS) -> Measured:
    """Measure every branch of a lens over all touchpoints, or at one; that of a view's channels and segments."""
    if touchpoint == ALL_TOUCHPOINTS:
        return _over_all(books, view, lens)
    return _at_one(books, view, lens, touchpoint)


def _over_all(books: Books, view: View, lens: Lens) -> Measured:
    signed, rules, branches = lens.grid.paired, books.thresholds, lens.grid.branches
    told, unit = rollups(books, replace(view, branches=()), Measure.GAP if signed else Measure.PERCEPTION_ALL)
    rows = told.select(month=view.quarter.months, group=int(Group.ALL))
    tally = RollupTally.from_columns(by_branch(rows, RollupTally.names(), branches))
    n = tally.n_resp
    why = _why(n, lens.hidden_branches, rules)
    found = rollup(tally, conf=rules.confidence)
    var = np.asarray(n * np.square(found.se), dtype=np.float64)
    lo, hi = _never_certain(found.mean, var, found.lo, found.hi, np.where(why == SHOWN, n, 0), unit, rules)
    ends = (unit.low - unit.high, unit.high - unit.low) if signed else (unit.low, unit.high)
    parts = {"people": rows["n_resp"], "weight": rows["k"], "total": rows["s"]}
    numbers = (found.mean, np.clip(lo, *ends), np.clip(hi, *ends), var)
    return _shown_only(branches, n, numbers, why, signed, unit, _rows(rows, parts))


def _never_certain(
    mean: Floats, var: Floats, lo: Floats, hi: Floats, n: Ints, unit: Unit, rules: Thresholds
) -> tuple[Floats, Floats]:
    """Where everybody said the same there is no plain interval: the usual variance stands in."""
    usual = prior_variance(n, var, unit.low, unit.high, floor_pomp=rules.floor_pomp)
    careful, df = stabilise(n, var, usual, prior_df=rules.prior_df)
    ends = t_bounds(Estimate(mean, np.sqrt(careful / np.where(n > 0, n, np.nan)), df), rules.confidence)
    plain = ~np.isnan(lo)
    return np.where(plain, lo, ends[0]), np.where(plain, hi, ends[1])


def _at_one(books: Books, view: View, lens: Lens, touchpoint: int) -> Measured:
    rules, branches, unit = display_rules(books.thresholds), lens.grid.branches, lens.unit
    cells, _ = common(
        books.cells(view.quarter).select(
            touchpoint=touchpoint, channel=view.channels or None, segment=view.segments or None
        ),
        scales_of(books.cube, view),
    )
    tally = PairTally.from_columns(by_branch(cells, PAIR_FIELDS, branches))
    signed = not (tally.n.sum() == 0 and tally.n_p.sum() > 0)
    place = np.flatnonzero(lens.grid.touchpoints == touchpoint)
    hidden = lens.hidden[place[0]] if len(place) else np.zeros(len(branches), dtype=bool)
    gap = displayed_gap(tally, unit.low, unit.high, **rules)
    rated = displayed_mean(tally.n_p, tally.s_p_all, tally.s_p2_all, unit.low, unit.high, **rules)
    if signed:
        n, numbers = tally.n, (gap.gap, gap.lo, gap.hi, variance(tally.n, tally.s_g, tally.s_g2))
        parts = {"people": cells["n"], "weight": cells["n"], "total": cells["s_p"] - cells["s_e"]}
    else:
        spread = variance(tally.n_p, tally.s_p_all, tally.s_p2_all)
        n, numbers = tally.n_p, (rated.mean, rated.lo, rated.hi, spread)
        parts = {"people": cells["n_p"], "weight": cells["n_p"], "total": cells["s_p_all"]}
    why = _why(n, hidden, books.thresholds)
    return _shown_only(branches, n, numbers, why, signed, unit, _rows(cells, parts))


def by_branch(rows: Tallies, names: tuple[str, ...], branches: Ints) -> dict[str, Ints]:
    """The sums of each branch, in the order of `branches`."""
    order = np.argsort(branches)
    known = rows.where(np.isin(rows.keys["branch"], branches))
    at = order[np.searchsorted(branches[order], known.keys["branch"])]
    return {name: add_up(at, known.sums[name], len(branches)) for name in names}


def _why(n: Ints, hidden: Mask, rules: Thresholds) -> np.ndarray:
    return np.select([n == 0, n < rules.n_suppress, hidden], [NOBODY, FEW, PROTECTED], SHOWN)


def _rows(rows: Tallies, sums: dict[str, Ints]) -> Tallies:
    return Tallies({name: rows.keys[name] for name in ("branch", "channel", "segment")}, sums)


def _shown_only(
    branches: Ints,
    n: Ints,
    numbers: tuple[Floats, Floats, Floats, Floats],
    why: np.ndarray,
    signed: bool,
    unit: Unit,
    rows: Tallies,
) -> Measured:
    shown = why == SHOWN
    value, lo, hi, var = (np.where(shown, column, np.nan) for column in numbers)
    return Measured(branches, np.where(shown, n, 0), value, lo, hi, var, why, signed, unit, rows)
