"""Units that differ from each other by an unknown amount, and mixtures of normals over that amount."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import ndtr, ndtri

from mot.stats.sums import Floats

# Grid points this far below the highest log density are left out: together less than 1e-4 of the weight.
NEGLIGIBLE = 16.0
SCAN = 32  # points that look for where the weight lies, and the fewest to cover it
REACH = 6.0  # the grid ends at so many prior scales
FLAT_REACH = 60.0  # ... or here, when the prior is flat
CLOSE = 1e-5  # of the probability; one more of Newton's steps from here is exact to about 1e-8


@dataclass(frozen=True, slots=True)
class Spread:
    """What is known about the true spread tau of units and their centre mu; see `spread`.

    Attributes
    ----------
    tau : array of float
        Grid of standard deviations between the units, in the unit of y.
    weight : array of float
        Posterior probability of each; they add up to 1.
    mu, mu_var : array of float
        Mean and variance of the centre, given each tau.
    """

    tau: Floats
    weight: Floats
    mu: Floats
    mu_var: Floats


def spread(y: Floats, v: Floats, *, prior_scale: float = 10.0, points: int = 800) -> Spread:
    """Estimate how far apart the true values of units lie, from their measured values.

    Parameters
    ----------
    y, v : array of float, 1-D
        Measured values and their sampling variances, at least one, all known.
    prior_scale : float
        Standard deviations between units far above this are unlikely beforehand (half-normal prior), in the
        unit of y. Infinity: all up to 60 are equally likely.
    points : int
        Points of the grid up to six prior scales. Only those that matter are looked at; where the weight lies
        close together the grid is finer.

    Returns
    -------
    Spread
        With ``w_i = 1/(v_i + tau^2)``: ``mu = sum(w y)/sum(w)``, ``mu_var = 1/sum(w)`` and the weight of tau
        ``prod(w_i)^(1/2) sum(w)^(-1/2) exp(-sum(w (y-mu)^2)/2 - (tau/prior_scale)^2/2)``, for a centre that may
        lie anywhere.

    References
    ----------
    Gelman, Carlin, Stern, Dunson, Vehtari & Rubin (2013), Bayesian Data Analysis, 3rd ed., section 5.4.
    Gelman (2006), Prior distributions for variance parameters in hierarchical models, Bayesian Analysis 1.
    Same numbers as R's ``bayesmeta`` with a half-normal prior.

    Examples
    --------
    >>> found = spread(np.array([28.0, 8, -3, 7, -1, 1, 18, 12]), np.array([15.0, 10, 16, 11, 9, 11, 10, 18]) ** 2)
    >>> round(float(found.weight @ found.tau), 2), round(float(found.weight @ found.mu), 2)
    (4.84, 7.86)
    """
    if not (prior_scale > 0 and points >= SCAN):
        raise ValueError(
            f"spread needs a positive prior scale and {SCAN} points, not {prior_scale}, {points}"
        )
    origin = y.mean()
    step = (REACH * prior_scale if np.isfinite(prior_scale) else FLAT_REACH) / points
    low, high, narrower = 0.0, step * points, True
    while narrower:
        cell = (high - low) / SCAN
        density = _log_density(_midpoints(low, high, SCAN), y - origin, v, prior_scale)[0]
        kept = np.flatnonzero(density > density.max() - NEGLIGIBLE)
        first, last = max(kept[0] - 1, 0), min(kept[-1] + 2, SCAN)
        low, high = low + first * cell, low + last * cell
        narrower = last - first < SCAN / 2
    tau = _midpoints(low, high, max(SCAN, round((high - low) / step)))
    density, mu, mu_var = _log_density(tau, y - origin, v, prior_scale)
    weight = np.exp(density - density.max())
    return Spread(tau, weight / weight.sum(), mu + origin, mu_var)


def mixture_moments(weight: Floats, mean: Floats, var: Floats) -> tuple[Floats, Floats]:
    """Mean and standard deviation of mixtures of normals.

    Parameters
    ----------
    weight : array of float, K
        Probability of each component.
    mean, var : array of float, K x units
        Of the components, one mixture per column.

    Examples
    --------
    >>> mixture_moments(np.array([0.5, 0.5]), np.array([[-1.0], [1.0]]), np.array([[3.0], [3.0]]))
    (array([0.]), array([2.]))
    """
    middle = weight @ mean
    return middle, np.sqrt(weight @ (var + (mean - middle) ** 2))


def mixture_quantiles(probabilities: ArrayLike, weight: Floats, mean: Floats, sd: Floats) -> Floats:
    """Quantiles of mixtures of normals, all at once: Newton's steps, halving where one would leave the bracket.

    Parameters
    ----------
    probabilities : array_like, Q
        Between 0 and 1.
    weight, mean, sd : array of float
        Components as in `mixture_moments`, with standard deviations instead of variances.

    Returns
    -------
    array of float, Q x units
        Exact to about 1e-8 of the probability.

    Examples
    --------
    >>> mixture_quantiles([0.5, 0.975], np.array([1.0]), np.array([[2.0]]), np.array([[1.0]])).round(2)
    array([[2.  ],
           [3.96]])
    """
    wanted = np.asarray(probabilities, dtype=np.float64)
    if np.any((wanted <= 0) | (wanted >= 1)):
        raise ValueError("probabilities must lie between 0 and 1")
    shape = (wanted.size, mean.shape[1])
    p = np.repeat(wanted, shape[1])
    mean, sd = np.tile(mean, wanted.size), np.tile(sd, wanted.size)
    ends = mean + ndtri(p) * sd
    low, high = ends.min(axis=0), ends.max(axis=0)
    x = np.clip(_cornish_fisher(ndtri(p), weight, mean, sd), low, high)
    todo, left = np.arange(p.size), 100
    while todo.size and left:
        z = (x[todo] - mean[:, todo]) / sd[:, todo]
        error = weight @ ndtr(z) - p[todo]
        slope = weight @ (np.exp(-0.5 * z * z) / sd[:, todo]) / np.sqrt(2 * np.pi)
        low[todo] = np.where(error < 0, x[todo], low[todo])
        high[todo] = np.where(error < 0, high[todo], x[todo])
        with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
            newton = x[todo] - error / slope
        close = np.abs(error) < CLOSE
        halfway = (low[todo] + high[todo]) / 2
        x[todo] = np.where(close | ((newton > low[todo]) & (newton < high[todo])), newton, halfway)
        todo, left = todo[~close], left - 1
    return x.reshape(shape)


def _cornish_fisher(z: Floats, weight: Floats, mean: Floats, sd: Floats) -> Floats:
    """Near the quantiles of mixtures, from their first four moments."""
    middle, width = mixture_moments(weight, mean, sd**2)
    off, var = (mean - middle) / width, np.square(sd / width)
    square = np.square(off)
    skew = weight @ (off * (square + 3 * var))
    excess = weight @ (square * (square + 6 * var) + 3 * np.square(var)) - 3
    bend = (z**2 - 1) * skew / 6 + (z**3 - 3 * z) * excess / 24 - (2 * z**3 - 5 * z) * skew**2 / 36
    return np.asarray(middle + width * (z + bend))


def _midpoints(low: float, high: float, count: int) -> Floats:
    return low + (high - low) * (np.arange(count) + 0.5) / count


def _log_density(tau: Floats, y: Floats, v: Floats, prior_scale: float) -> tuple[Floats, Floats, Floats]:
    """Log posterior density of each tau, up to a constant, with the mean and variance of the centre."""
    w = 1 / (v + np.square(tau)[:, np.newaxis])
    total = w.sum(axis=1)
    mu = (w @ y) / total
    misfit = w @ (y * y) - total * mu**2
    density = 0.5 * (np.log(w).sum(axis=1) - np.log(total) - misfit - (tau / prior_scale) ** 2)
    return density, mu, 1 / total
