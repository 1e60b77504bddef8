"""A network where nothing is the matter: how often do the statistics say that something is?"""

from collections import defaultdict

import numpy as np

from bench.opinions import HIGH, LOW, answers, with_gap
from bench.results import Line
from mot.analysis.judging import SIGNALS, judge
from mot.domain.thresholds import Thresholds
from mot.stats.bases import displayed_gap
from mot.stats.effects import Verdict, effect
from mot.stats.estimates import change
from mot.stats.funnels import FunnelSignal, funnel
from mot.stats.monitoring import Signal, trend
from mot.stats.multiplicity import Status, bh, touchpoint_status
from mot.stats.scales import gap_to_pomp, pomp_per_point
from mot.stats.shrinkage import sampling_variance, shrink
from mot.stats.stabilised import pooled_variance
from mot.stats.standing import cell_status
from mot.stats.sums import quotient, variance
from mot.stats.tally import PairTally
from mot.stats.windows import Answers, BeforeAfter

TOUCHPOINTS, BRANCHES, QUARTERS, MONTHS = 10, 30, 8, 24
BASELINE = 12  # months
PEOPLE = (60, 120)  # per branch and quarter; each of them rates every touchpoint
ROUNDS = 50
SEED = 20260702
DIFFER, WOBBLE = 4.0, 3.0  # POMP: branches between each other, and each branch from quarter to quarter
STARTS = (3, 10, 17)  # months in which nothing is done: three months before, three after
RULES = Thresholds()
POMP = float(pomp_per_point(LOW, HIGH))
AT_MOST = {  # share of pages with a false alarm; a funnel of 30 branches has 6% by its 99.8% limits
    "weak": 0.05, "branch outside": 0.06, "trend alarm": 0.05,
    'nothing done at the worst branch: "improved"': 0.08,
}  # fmt: skip
AT_NO_GAP = AT_MOST | {"probably weak": 0.05}  # below 0, the "below expectations" of that name is true

Tries = dict[str, list[bool]]


def measure() -> list[Line]:
    """Two networks in which all true gaps are equal, and one in which branches differ but nobody acts."""
    rng = np.random.default_rng(SEED)
    lines = []
    for gap in (0.0, -RULES.delta / 2):
        tries: Tries = defaultdict(list)
        for _ in range(ROUNDS):
            tally = _network(rng, np.full((TOUCHPOINTS, BRANCHES, MONTHS), gap))
            for quarter in range(QUARTERS):
                _quarter(tries, tally[..., 3 * quarter : 3 * quarter + 3].sum(axis=-1))
            _months(tries, tally)
            if gap == 0:
                _actions(tries, tally)
        lines += [
            Line(f"Every true gap is {gap:+.1f} of 100.", ""),
            *_lines(tries, AT_MOST if gap else AT_NO_GAP),
        ]
    tries = defaultdict(list)
    for _ in range(ROUNDS):
        _actions(tries, _network(rng, _moving(rng)))
    title = f"Branches differ (sd {DIFFER:g}) and move by themselves (sd {WOBBLE:g}); nobody acts."
    return [*lines, Line(title, ""), *_lines(tries, AT_MOST)]


def _network(rng: np.random.Generator, gap: np.ndarray) -> PairTally:
    """Touchpoints × branches × months of answers with these true gaps in POMP."""
    people = rng.integers(PEOPLE[0], PEOPLE[1] + 1, (BRANCHES, QUARTERS))
    monthly = rng.multinomial(people, [1 / 3] * 3).reshape(BRANCHES, MONTHS)
    return answers(rng, with_gap(gap / POMP), np.broadcast_to(monthly, gap.shape))


def _moving(rng: np.random.Generator) -> np.ndarray:
    level = rng.normal(-3, DIFFER, (TOUCHPOINTS, BRANCHES, 1))
    return level + rng.normal(0, WOBBLE, (TOUCHPOINTS, BRANCHES, QUARTERS)).repeat(3, axis=2)


def _quarter(tries: Tries, tally: PairTally) -> None:
    """What the pages say about one quarter, touchpoints × branches."""
    network, branch = tally.sum(axis=1), tally[:, :1]
    usual = pooled_variance(tally.n, variance(tally.n, tally.s_g, tally.s_g2), axis=1)
    for where, total in (("the network", network), ("one branch", branch.sum(axis=1))):
        shown = displayed_gap(total, LOW, HIGH, prior_var=usual[:, 0], axis=()).in_pomp(LOW, HIGH)
        found = touchpoint_status(
            total.n,
            shown.gap,
            shown.se,
            shown.df,
            delta=RULES.delta,
            delta_up=RULES.delta_up,
            alpha=RULES.alpha,
        ).status
        tries[f"weak touchpoint, page of {where}"].append(bool(np.isin(found, [Status.WEAK]).any()))
        tries[f"probably weak touchpoint, page of {where}"].append(
            bool(np.isin(found, [Status.WEAK, Status.LIKELY_WEAK]).any())
        )
    y = gap_to_pomp(quotient(tally.s_g, tally.n), LOW, HIGH)
    var = POMP**2 * variance(tally.n, tally.s_g, tally.s_g2)
    cells = cell_status(
        shrink(y, sampling_variance(tally.n, var), delta=RULES.delta, delta_up=RULES.delta_up), tally.n
    )
    tries["weak cell, heat map"].append(bool((cells == Status.WEAK).any()))
    tries["probably weak cell, heat map"].append(
        bool(np.isin(cells, [Status.WEAK, Status.LIKELY_WEAK]).any())
    )
    outside = [
        bool((funnel(n, mean, float(spread)).signal != FunnelSignal.INSIDE).any())
        for n, mean, spread in zip(tally.n, y, POMP**2 * usual[:, 0], strict=True)
    ]
    tries["branch outside one funnel"] += outside
    tries["the same in any of the ten funnels"].append(any(outside))


def _months(tries: Tries, tally: PairTally) -> None:
    """What the trend charts say about the last month, in each month after the baseline."""
    network = tally.sum(axis=1)
    for where, total in (("the network", network), ("all cells", tally)):
        for until in range(BASELINE + 1, MONTHS + 1):
            found = trend(total.n[..., :until], total.s_g[..., :until], total.s_g2[..., :until])
            tries[f"by each chart's own limits, {where}"].append(
                bool((bh(found.p_last) <= RULES.alpha).any())
            )
            verdicts = judge(found, first=until - 1, alpha=RULES.alpha, alike=_groups(total))
            signals = verdicts.sure & np.isin(verdicts.standing, SIGNALS)
            tries[f"trend alarm, charts of {where}"].append(bool(signals.any()))
            last = found.signal[..., -1] != Signal.NONE
            tries[f"signal or drift in a single chart of {where}"] += last.ravel().tolist()


def _groups(total: PairTally) -> np.ndarray:
    """Charts of one touchpoint are alike; those of the network are alike among each other."""
    shape = total.shape[:-1]
    return np.zeros(shape, dtype=np.int64) if len(shape) == 1 else np.indices(shape)[0]


def _actions(tries: Tries, tally: PairTally) -> None:
    """Pick the worst branch of each touchpoint, do nothing, and ask whether it worked."""
    branches = np.arange(BRANCHES)
    for start in STARTS:
        before, after = (tally[..., a : a + 3].sum(axis=-1) for a in (start - 3, start + 1))
        for touchpoint in range(TOUCHPOINTS):
            windows = [
                Answers.from_sums(x.n, x.s_g, x.s_g2, 0, HIGH - LOW)
                for x in (before[touchpoint], after[touchpoint])
            ]
            worst = int(windows[0].mean.argmin())
            picked, others = (
                BeforeAfter(*(window[units] for window in windows))
                for units in (np.array([worst]), np.delete(branches, worst))
            )
            verdict = effect(picked, others, delta=RULES.delta).verdict
            plain = change(*(window.estimate(5.0) for window in (picked.before, picked.after)))
            tries['nothing done at the worst branch: "improved"'].append(verdict == Verdict.IMPROVED)
            tries['nothing done at the worst branch: "worse"'].append(verdict == Verdict.WORSE)
            tries["   plain before and after: it went up"].append(bool(plain.difference[0] > 0))
            tries["   plain before and after: up, interval above 0"].append(bool(plain.lo[0] > 0))


def _lines(tries: Tries, at_most: dict[str, float]) -> list[Line]:
    lines = []
    for what, hits in tries.items():
        rate = float(np.mean(hits))
        most = next((most for name, most in at_most.items() if what.startswith(name)), None)
        target, met = ("", None) if most is None else (f"≤ {most:.0%}", rate <= most)
        lines.append(Line(f"  {what} ({len(hits)})", f"{rate:.1%}", target, met))
    return lines
