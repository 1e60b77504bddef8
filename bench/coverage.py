"""How often the interval of a gap, as the pages show it, holds the true gap."""

import numpy as np

from bench.opinions import HIGH, LOW, OPINIONS, Opinion, answers
from bench.results import Line
from mot.domain.thresholds import Thresholds
from mot.stats.bases import displayed_gap
from mot.stats.intervals import gap_stats

PEOPLE = (5, 10, 30, 100)
BRANCHES = 12  # they lend each other their usual variance
ROUNDS = 5_000
LEAST, MOST = 0.93, 0.97
SEED = 20260701


def measure() -> list[Line]:
    """Ask `n` people in each branch of a network, over and over; each branch is one try."""
    rng = np.random.default_rng(SEED)
    return [line for kind in OPINIONS for n in PEOPLE for line in _one(rng, kind, n)]


def _one(rng: np.random.Generator, kind: Opinion, n: int) -> list[Line]:
    tally = answers(rng, kind.share, np.full((ROUNDS, BRANCHES), n))
    rules = Thresholds()
    shown = displayed_gap(
        tally,
        LOW,
        HIGH,
        conf=rules.confidence,
        n_suppress=min(PEOPLE),
        n_plain=rules.n_plain,
        prior_df=rules.prior_df,
        floor_pomp=rules.floor_pomp,
        axis=1,
    )
    plain = gap_stats(tally, conf=rules.confidence)
    held, held_plain = (float(((x.lo <= kind.gap) & (kind.gap <= x.hi)).mean()) for x in (shown, plain))
    line = Line(
        f"{kind.name} (gap {kind.gap:+.2f}), n = {n}",
        f"{held:.1%}",
        f"{LEAST:.0%}-{MOST:.0%}",
        LEAST <= held <= MOST,
    )
    if held == held_plain:
        return [line]
    return [line, Line("   the plain t interval there", f"{held_plain:.1%}")]
