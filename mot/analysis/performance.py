"""How well touchpoints are rated, with the error of the mean."""

import numpy as np
import pandas as pd

from mot.analysis.driver_model import Model
from mot.analysis.gaps import GapTable
from mot.domain.thresholds import Thresholds
from mot.stats.estimates import Estimate, t_bounds
from mot.stats.stabilised import stabilise
from mot.stats.sums import quotient, variance


def performance(
    model: Model | None, table: GapTable, kept_back: np.ndarray, thresholds: Thresholds
) -> dict[str, np.ndarray]:
    """Mean perception with its interval; the spread is that of all perceptions in the view.

    Returns
    -------
    dict of float arrays (touchpoints,)
        performance, performance_lo, performance_hi in the unit shown; performance_pomp and se in percent of the
        scale. The interval is the stabilised one below `n_plain` answers, and where all perceptions are equal.
    """
    shown, unit = table.frame, table.unit
    mean = np.where(kept_back, np.nan, shown["perception"])
    pomp = (mean / unit.factor - unit.low) * unit.to_pomp
    var = np.full(len(shown), np.nan)
    if model is not None:
        n, x, xx, _ = (np.diagonal(sums)[1:] for sums in model.totals)
        where = np.isin(shown["touchpoint"].to_numpy(), model.touchpoints)
        var[where] = variance(n, x, xx) * (100 / model.width) ** 2
    base = np.where(kept_back, 0, base_of(shown))
    careful, freedom = stabilise(
        base, var, np.fmax(var, thresholds.floor_pomp**2), prior_df=thresholds.prior_df
    )
    plain = (base >= thresholds.n_plain) & (var > 0)
    se = np.sqrt(quotient(np.where(plain, var, careful), base))
    se = np.where(np.isnan(var), np.nan, se)
    lo, hi = t_bounds(Estimate(pomp, se, np.where(plain, base - 1.0, freedom)), thresholds.confidence)
    ends = [(unit.low + np.clip(end, 0, 100) / unit.to_pomp) * unit.factor for end in (lo, hi)]
    return {
        "performance": mean,
        "performance_lo": ends[0],
        "performance_hi": ends[1],
        "performance_pomp": pomp,
        "se": se,
    }


def base_of(shown: pd.DataFrame) -> np.ndarray:
    """The answers behind a touchpoint's mean: pairs, or perceptions where no expectation was asked."""
    n, alone = shown["n"].to_numpy(), shown["n_p"].to_numpy()
    base: np.ndarray = np.where(n > 0, n, alone)
    return base
