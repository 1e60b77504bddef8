"""Did it work? A change in one unit against the changes of others, allowing for luck at the start."""

from dataclasses import dataclass, fields
from enum import StrEnum

import numpy as np
from scipy.special import ndtr

from mot.stats.estimates import Change, Estimate, change
from mot.stats.mixtures import mixture_moments, mixture_quantiles, spread
from mot.stats.stabilised import pooled_variance
from mot.stats.sums import Floats
from mot.stats.windows import BeforeAfter


class Verdict(StrEnum):
    """What the answers say about the effect of an action."""

    TOO_FEW = "too_few"
    IMPROVED = "improved"
    WORSE = "worse"
    NO_MEANINGFUL_CHANGE = "no_meaningful_change"
    NO_EVIDENCE_YET = "no_evidence_yet"
    UP_NO_COMPARISON = "up_no_comparison"
    DOWN_NO_COMPARISON = "down_no_comparison"
    UNCLEAR_NO_COMPARISON = "unclear_no_comparison"


@dataclass(frozen=True, slots=True)
class Contrast:
    """A difference in POMP points, positive is better, with its interval and the probability of being positive."""

    effect: float = np.nan
    lo: float = np.nan
    hi: float = np.nan
    p_improved: float = np.nan


@dataclass(frozen=True, slots=True)
class Effect:
    """Effect of an action in POMP points, positive is better; NaN where not defined. See `effect`.

    Attributes
    ----------
    verdict : Verdict
        What may be said.
    n_before, n_after, missing_before, missing_after : int
        Answers of the treated unit, and how many more each window needs for a verdict.
    controls : int
        Comparison units with answers in both windows.
    before, after : float
        Means of the treated unit.
    change : Change
        Their difference with its Welch interval.
    simple : Change
        That change less the change of all comparison answers together, as if single units had no ups and downs
        of their own.
    robust : Contrast
        That change less the usual change of a comparison unit, allowing for ups and downs of single units.
    fair : Contrast
        The same, allowing for luck at the start too: the verdict rests on this.
    control_change, wobble : float
        Usual true change of the comparison units, and its standard deviation between units.
    before_fair, before_fair_sd : float
        The start as it probably was, and the standard deviation of that.
    expected_bounce : float
        What would have come back by itself: ``before_fair - before``.
    pooled_var : float
        Variance of the answers within units and windows, in squared POMP, not below the floor.
    """

    verdict: Verdict
    n_before: int
    n_after: int
    missing_before: int
    missing_after: int
    controls: int
    before: float
    after: float
    change: Change
    simple: Change
    robust: Contrast
    fair: Contrast
    control_change: float
    wobble: float
    before_fair: float
    before_fair_sd: float
    expected_bounce: float
    pooled_var: float


def effect(
    treated: BeforeAfter,
    controls: BeforeAfter,
    *,
    n_min: int = 20,
    delta: float = 5.0,
    conf: float = 0.95,
    prior_scale_change: float = 5.0,
    prior_scale_level: float = 10.0,
    floor: float = 5.0,
) -> Effect:
    """Compare the change of a treated unit with the changes of units that were left alone.

    Parameters
    ----------
    treated : BeforeAfter
        One unit.
    controls : BeforeAfter
        Any number of comparison units, in any order; those without answers in both windows are left out.
    n_min : int
        The treated unit needs so many answers in each window for a verdict.
    delta : float
        A change that matters, in POMP points.
    conf : float
        Confidence of the intervals.
    prior_scale_change, prior_scale_level : float
        Spreads between units that would be large, of their changes and of their levels, in POMP; see `spread`.
    floor : float
        Answers are taken to have at least this standard deviation, in POMP: equal answers are no certainty.

    Returns
    -------
    Effect
        Given the spread tau of the true changes and their centre mu,
        ``fair ~ N(after - before_fair - mu, s2/n_after + before_fair_sd^2 + tau^2 + mu_var)``, averaged over tau;
        `before_fair` is the fair score of the start among the starts of all units, s2 the pooled variance.
        *too_few*; *improved* or *worse* when the interval lies on one side of 0; *no_meaningful_change* when it
        lies within delta of 0; otherwise *no_evidence_yet*. Without comparison units the change itself
        is judged by its Welch interval: *up*, *down* or *unclear*, whatever the reason.

    References
    ----------
    Barnett, van der Pols & Dobson (2005), Regression to the mean: what it is and how to deal with it,
    International Journal of Epidemiology 34. Donald & Lang (2007), Inference with difference-in-differences and
    other panel data, Review of Economics and Statistics 89. `simple` has the numbers of R's ``lm`` with
    interaction and ``sandwich::vcovHC(type = "HC2")``, the spreads those of ``bayesmeta``.

    Examples
    --------
    >>> from mot.stats.windows import Answers
    >>> treated = BeforeAfter(Answers(150, 60.0, 400.0), Answers(160, 75.0, 400.0))
    >>> others = Answers([90, 120, 80, 100], [61.0, 58.0, 65.0, 66.0], [400.0] * 4)
    >>> found = effect(treated, BeforeAfter(others, others))
    >>> str(found.verdict), round(found.fair.effect, 1), round(found.expected_bounce, 1)
    ('improved', 14.5, 0.5)
    """
    if not (delta > 0 and floor > 0):
        raise ValueError(f"delta and floor must be positive, not {delta} and {floor}")
    unit, others = treated, controls.answered()
    if unit.before.n.size != 1:
        raise ValueError(f"effect takes one treated unit, not {unit.before.n.size}")
    windows = (unit.before, unit.after, others.before, others.after)
    n, var = (np.concatenate([getattr(window, name) for window in windows]) for name in ("n", "var"))
    s2 = np.maximum(pooled_variance(n, var), floor**2)[0]
    own, theirs = (_change(units, floor, conf) for units in (unit, others))
    (n_before, n_after), count = (int(side.n[0]) for side in windows[:2]), others.before.n.size
    before, after = (float(side.mean[0]) for side in windows[:2])
    robust = fair = Contrast()
    control_change = wobble = before_fair = before_sd = np.nan
    if count and n_before and n_after and s2 > 0:
        v = s2 * (1 / others.before.n + 1 / others.after.n)
        found = spread(others.after.mean - others.before.mean, v, prior_scale=prior_scale_change)
        control_change, wobble = float(found.weight @ found.mu), float(found.weight @ found.tau)
        starts = np.concatenate([unit.before.mean, others.before.mean])
        v = s2 / np.concatenate([unit.before.n, others.before.n])
        before_fair, before_sd = _first_fair(starts, v, prior_scale_level)
        doubt = found.tau**2 + found.mu_var + s2 / n_after
        robust = _contrast(found.weight, after - before - found.mu, doubt + s2 / n_before, conf)
        fair = _contrast(found.weight, after - before_fair - found.mu, doubt + before_sd**2, conf)
    return Effect(
        verdict=_verdict(min(n_before, n_after) >= n_min, count, own, fair, delta),
        n_before=n_before,
        n_after=n_after,
        missing_before=max(0, n_min - n_before),
        missing_after=max(0, n_min - n_after),
        controls=count,
        before=before,
        after=after,
        change=own,
        simple=_less(own, theirs, conf),
        robust=robust,
        fair=fair,
        control_change=control_change,
        wobble=wobble,
        before_fair=before_fair,
        before_fair_sd=before_sd,
        expected_bounce=before_fair - before,
        pooled_var=float(s2),
    )


def _first_fair(y: Floats, v: Floats, prior_scale: float) -> tuple[float, float]:
    """Fair score of the first unit and its standard deviation, as `mot.stats.shrinkage.shrink` has them."""
    found = spread(y, v, prior_scale=prior_scale)
    pull = v[0] / (v[0] + found.tau**2)
    mean, var = pull * found.mu + (1 - pull) * y[0], (1 - pull) * v[0] + pull**2 * found.mu_var
    theta, sd = mixture_moments(found.weight, mean[:, np.newaxis], var[:, np.newaxis])
    return float(theta[0]), float(sd[0])


def _change(units: BeforeAfter, floor: float, conf: float) -> Change:
    """Change of all units together."""
    found = units.together()
    return _single(change(found.before.estimate(floor), found.after.estimate(floor), conf=conf))


def _less(own: Change, theirs: Change, conf: float) -> Change:
    """Difference of two independent changes."""
    sides = (Estimate(side.difference, side.se, side.df) for side in (theirs, own))
    return _single(change(*sides, conf=conf))


def _single(found: Change) -> Change:
    return Change(*(getattr(found, field.name).reshape(()) for field in fields(found)))


def _contrast(weight: Floats, mean: Floats, var: Floats, conf: float) -> Contrast:
    """Summary of a mixture of normals, one component for each spread."""
    mean, var = mean[:, np.newaxis], var[:, np.newaxis]
    sd = np.sqrt(var)
    (middle,), _ = mixture_moments(weight, mean, var)
    (lo,), (hi,) = mixture_quantiles([0.5 - conf / 2, 0.5 + conf / 2], weight, mean, sd)
    return Contrast(float(middle), float(lo), float(hi), float(weight @ ndtr(mean / sd)[:, 0]))


def _verdict(enough: bool, controls: int, own: Change, fair: Contrast, delta: float) -> Verdict:
    if not enough:
        return Verdict.TOO_FEW
    if not controls:
        if own.lo > 0:
            return Verdict.UP_NO_COMPARISON
        return Verdict.DOWN_NO_COMPARISON if own.hi < 0 else Verdict.UNCLEAR_NO_COMPARISON
    if fair.lo > 0:
        return Verdict.IMPROVED
    if fair.hi < 0:
        return Verdict.WORSE
    if fair.lo > -delta and fair.hi < delta:
        return Verdict.NO_MEANINGFUL_CHANGE
    return Verdict.NO_EVIDENCE_YET
