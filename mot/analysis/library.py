"""What closed actions taught: which kinds of action helped, how much, and how sure that is."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
import pandas as pd

from mot.analysis.effects import Judged, Stand, Verdict
from mot.domain.improvements import Action, Again, Stage
from mot.stats.mixtures import mixture_moments, mixture_quantiles, spread
from mot.stats.shrinkage import shrink

FEW = 3  # effects, or kinds, from which a mean is worth telling
HELPED = {Verdict.IMPROVED: "improved", Verdict.WORSE: "worse", Verdict.NO_MEANINGFUL_CHANGE: "unchanged"}
COLUMNS = (
    "kind", "closed", "improved", "unchanged", "worse", "unclear", "again", "effects", "mean", "lo", "hi",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Library:
    """Closed actions by lever and by touchpoint.

    levers, touchpoints: one row per kind, columns kind (`Lever` value, or touchpoint id), closed, improved, unchanged,
    worse, unclear (actions by verdict), again (would be done again, also differently), effects (actions with an
    effect), mean, lo, hi (fair mean effect in POMP, NaN with fewer than three) · learned: the closed actions with a
    learning, newest first.
    """

    levers: pd.DataFrame
    touchpoints: pd.DataFrame
    learned: tuple[Action, ...]


def library(
    actions: Iterable[Action], judged: Mapping[int, Judged], *, conf: float, prior_scale: float
) -> Library:
    """Sort the closed actions by what was done and where.

    The true effects of one kind differ: each is seen through its own interval, and their mean comes with an interval
    that allows for both. With three kinds or more the means are pulled towards each other, the more the fewer
    actions they rest on; see `mot.stats.shrinkage.shrink`.

    Parameters
    ----------
    actions : iterable of Action
        Those that the reader may see; only closed ones count.
    judged : mapping
        What the answers say of each, by number; interim results and actions without an effect count as unclear.
    conf : float
        Confidence of the intervals.
    prior_scale : float
        Differences between effects that would be large, in POMP.
    """
    closed = [one for one in actions if one.content.stage is Stage.CLOSED]
    learned = sorted((one for one in closed if one.content.learning), key=_closed_at, reverse=True)
    by_lever, by_point = (
        _by(kind, closed, judged, conf=conf, prior_scale=prior_scale)
        for kind in (lambda one: one.content.lever.value, lambda one: one.content.plan.touchpoint)
    )
    return Library(by_lever, by_point, tuple(learned))


def _closed_at(one: Action) -> float:
    return (one.closed_at or one.updated_at).timestamp()


def _by(
    kind: Callable[[Action], str | int],
    closed: list[Action],
    judged: Mapping[int, Judged],
    *,
    conf: float,
    prior_scale: float,
) -> pd.DataFrame:
    rows = []
    for name in dict.fromkeys(kind(one) for one in closed):
        mine = [one for one in closed if kind(one) == name]
        known = [judged[one.id] for one in mine if one.id in judged]
        final = [j for j in known if j.stand is Stand.JUDGED and not j.interim]
        counts = {word: sum(j.verdict is verdict for j in final) for verdict, word in HELPED.items()}
        told = [j for j in final if j.told]
        mean, sd, lo, hi = _mean(told, conf, prior_scale)
        again = [one.content.learning.again for one in mine if one.content.learning]
        rows.append(
            {
                "kind": name,
                "closed": len(mine),
                **counts,
                "unclear": len(mine) - sum(counts.values()),
                "again": sum(a is not Again.NO for a in again),
                "effects": len(told),
                "mean": mean,
                "lo": lo,
                "hi": hi,
                "sd": sd,
            }
        )
    frame = pd.DataFrame(rows, columns=[*COLUMNS, "sd"])
    if frame["mean"].notna().sum() >= FEW:
        fair = shrink(frame["mean"], np.square(frame["sd"]), prior_scale=prior_scale, conf=conf)
        frame = frame.assign(mean=fair.theta, lo=fair.lo, hi=fair.hi)
    order = frame.sort_values(["closed", "improved"], ascending=False, kind="stable")
    return order[list(COLUMNS)].reset_index(drop=True)


def _mean(told: list[Judged], conf: float, prior_scale: float) -> tuple[float, float, float, float]:
    """Mean effect of one kind, its standard deviation and interval, in POMP."""
    if len(told) < FEW:
        return np.nan, np.nan, np.nan, np.nan
    point = np.array([j.unit.shown(1.0) for j in told])
    y = np.array([j.effect for j in told]) / point
    width = np.array([j.hi - j.lo for j in told]) / point
    found = spread(y, np.square(width / (2 * NormalDist().inv_cdf(0.5 + conf / 2))), prior_scale=prior_scale)
    mean, var = found.mu[:, np.newaxis], found.mu_var[:, np.newaxis]
    (middle,), (sd,) = mixture_moments(found.weight, mean, var)
    ends = [0.5 - conf / 2, 0.5 + conf / 2]
    (lo,), (hi,) = mixture_quantiles(ends, found.weight, mean, np.sqrt(var))
    return float(middle), float(sd), float(lo), float(hi)
