"""Shares of people with intervals that hold for few answers: top box and net promoter score."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.stats import norm

from mot.stats.sums import Floats, Ints, integers, quotient


@dataclass(frozen=True, slots=True)
class Nps:
    """Net promoter score per cell, -100 to 100; see `nps`."""

    n: Ints
    nps: Floats
    lo: Floats
    hi: Floats


@dataclass(frozen=True, slots=True)
class Share:
    """Share of answers per cell as a fraction of n; see `top_box`."""

    n: Ints
    share: Floats
    lo: Floats
    hi: Floats


def nps(promoters: ArrayLike, passives: ArrayLike, detractors: ArrayLike, *, conf: float = 0.95) -> Nps:
    """Net promoter score with the adjusted Wald interval.

    Parameters
    ----------
    promoters, passives, detractors : array_like of int
        People who answered 9-10, 7-8 and 0-6.
    conf : float
        Confidence of the interval.

    Returns
    -------
    Nps
        ``100 (promoters - detractors) / n``. The interval adds 3 people (3/4 promoters, 3/4 detractors):
        ``(p-d) -/+ z sqrt((p+d-(p-d)^2)/m)``, clipped to [-100, 100]; NaN without answers.

    References
    ----------
    Rocks (2016), Interval estimation for the net promoter score, The American Statistician 70.

    Examples
    --------
    >>> found = nps(120, 60, 40)
    >>> round(float(found.nps), 1), round(float(found.lo), 1), round(float(found.hi), 1)
    (36.4, 25.7, 46.0)
    """
    up, flat, down = (
        integers(count, name)
        for count, name in ((promoters, "promoters"), (passives, "passives"), (detractors, "detractors"))
    )
    n = np.asarray(up + flat + down)
    m = np.where(n > 0, n + 3.0, np.nan)
    p, d = (up + 0.75) / m, (down + 0.75) / m
    half = _z(conf) * np.sqrt((p + d - (p - d) ** 2) / m)
    return Nps(
        n,
        100 * quotient(up - down, n),
        np.clip(100 * (p - d - half), -100, 100),
        np.clip(100 * (p - d + half), -100, 100),
    )


def top_box(count: ArrayLike, n: ArrayLike, *, conf: float = 0.95) -> Share:
    """Share of the best answers with the Wilson interval.

    Parameters
    ----------
    count, n : array_like of int
        Best answers, and all answers.
    conf : float
        Confidence of the interval.

    Returns
    -------
    Share
        Fractions between 0 and 1; NaN without answers.

    References
    ----------
    Wilson (1927), Probable inference, JASA 22. Same numbers as R's ``prop.test(correct = FALSE)``.

    Examples
    --------
    >>> found = top_box(80, 100)
    >>> float(found.share), round(float(found.lo), 4), round(float(found.hi), 4)
    (0.8, 0.7112, 0.8666)
    """
    hits, total = integers(count, "count"), integers(n, "n")
    if np.any((hits < 0) | (hits > total)):
        raise ValueError("the count must lie between 0 and n")
    share, z2 = quotient(hits, total), _z(conf) ** 2
    weight = quotient(total, total + z2) + np.where(total > 0, 0.0, np.nan)
    centre = weight * share + (1 - weight) / 2
    half = np.sqrt(weight * (1 - weight) * share * (1 - share) + (1 - weight) ** 2 / 4)
    return Share(
        total,
        share,
        np.where(hits == 0, np.minimum(share, 0.0), centre - half),
        np.where(hits == total, np.maximum(share, 1.0), centre + half),
    )


def mover(value: ArrayLike, lo: ArrayLike, hi: ArrayLike) -> tuple[float, float, float]:
    """Change between two independent estimates, from the interval of each.

    Parameters
    ----------
    value, lo, hi : array_like of float, length 2
        Estimate before and after, and the ends of their intervals at one confidence.

    Returns
    -------
    change, lo, hi : float
        ``d = after - before``, ``d - sqrt((after-lo_a)^2 + (hi_b-before)^2)`` to
        ``d + sqrt((hi_a-after)^2 + (before-lo_b)^2)``; NaN where something is missing.

    References
    ----------
    Newcombe (1998), Interval estimation for the difference between independent proportions, Statistics in
    Medicine 17 (method 10). Zou & Donner (2008), Statistics in Medicine 27.

    Examples
    --------
    >>> before, after = top_box(48, 80), top_box(56, 70)
    >>> found = mover(*([float(getattr(x, f)) for x in (before, after)] for f in ("share", "lo", "hi")))
    >>> tuple(round(x, 4) for x in found)
    (0.2, 0.0524, 0.3339)
    """
    before, after = np.asarray(value, dtype=np.float64)
    low_before, low_after = np.asarray(lo, dtype=np.float64)
    high_before, high_after = np.asarray(hi, dtype=np.float64)
    change = after - before
    down = np.hypot(after - low_after, high_before - before)
    up = np.hypot(high_after - after, before - low_before)
    return float(change), float(change - down), float(change + up)


def _z(conf: float) -> float:
    """Quantile of the normal distribution for a two-sided interval."""
    if not 0 < conf < 1:
        raise ValueError(f"confidence must lie between 0 and 1, not {conf}")
    return float(norm.ppf(0.5 + conf / 2))
