"""What a fair score lets one say: of a cell against expectations, of a branch against the network."""

from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from mot.stats.multiplicity import Status
from mot.stats.shrinkage import Shrunk
from mot.stats.sums import integers


class BranchStatus(StrEnum):
    """Where a unit stands among its fellows; *slightly* when the difference is sure but small."""

    TOO_FEW = "too_few"
    SLIGHTLY_ABOVE = "slightly_above"
    ABOVE = "above"
    SLIGHTLY_BELOW = "slightly_below"
    BELOW = "below"
    IN_LINE = "in_line"


def cell_status(
    shrunk: Shrunk,
    n: ArrayLike,
    *,
    n_suppress: int = 5,
    n_test: int = 10,
    sure: float = 0.90,
    likely: float = 0.80,
) -> NDArray[Any]:
    """Name weak and delightful cells (one moment in one branch) from the probabilities of their fair scores.

    The fair scores already allow for looking at many cells, so no cell is tested for itself. The first rule
    that holds gives the name: *no_responses*, *suppressed*, *too_few* by the number of answers; *weak* when the
    shortfall is sure; *likely_weak* when it is likely; *delight* when the surplus is sure; *meets* when the score
    is likely within delta of 0; otherwise *unclear*, also where nothing was compared.

    Parameters
    ----------
    shrunk : Shrunk
        Of gaps in POMP, with the delta and delta_up that matter.
    n : array_like of int
        Answers per cell, in the shape of the scores.
    n_suppress, n_test : int
        Fewer answers are hidden; fewer are not judged.
    sure, likely : float
        Probabilities that are enough to say so.

    Returns
    -------
    object array of Status

    References
    ----------
    Gelman, Hill & Yajima (2012), Why we (usually) don't have to worry about multiple comparisons, Journal of
    Research on Educational Effectiveness 5.

    Examples
    --------
    >>> from mot.stats.shrinkage import shrink
    >>> cells = shrink([-20, -1, 9, -4], [4, 4, 4, 40])
    >>> [str(status) for status in cell_status(cells, [110, 110, 110, 4])]
    ['weak', 'meets', 'delight', 'suppressed']
    """
    if not 0.5 < likely <= sure < 1:
        raise ValueError(f"likely and sure must rise from one half to 1, not {likely} and {sure}")
    base = _answers(n, shrunk)
    rules = {
        Status.NO_RESPONSES: base == 0,
        Status.SUPPRESSED: base < n_suppress,
        Status.TOO_FEW: base < n_test,
        Status.WEAK: shrunk.p_weak >= sure,
        Status.LIKELY_WEAK: shrunk.p_weak >= likely,
        Status.DELIGHT: shrunk.p_delight >= sure,
        Status.MEETS: shrunk.p_meets >= likely,
    }
    return _first(rules, Status.UNCLEAR)


def branch_status(
    shrunk: Shrunk, n: ArrayLike, *, n_test: int = 10, sure: float = 0.95, slight: float = 2.0
) -> NDArray[Any]:
    """Say of each unit whether it stands above or below the centre of its row.

    Parameters
    ----------
    shrunk : Shrunk
        Fair scores, one row per comparison.
    n : array_like of int
        Answers (for a roll-up: people) per unit, in the shape of the scores.
    n_test : int
        Units with fewer answers are not judged, though they take part in the comparison.
    sure : float
        Probability that is enough to say so, on either side.
    slight : float
        A smaller difference from the centre is called slight, in the unit of the scores.

    Returns
    -------
    object array of BranchStatus
        None where nothing was compared: too few units in the row, or no score.

    Examples
    --------
    >>> from mot.stats.shrinkage import shrink
    >>> found = shrink([-20, 0, 1, 0.5, -1], [2, 2, 2, 2, 90])
    >>> [str(status) for status in branch_status(found, [200, 200, 200, 200, 5])]
    ['below', 'in_line', 'in_line', 'in_line', 'too_few']
    """
    if not 0.5 < sure < 1:
        raise ValueError(f"sure must lie between one half and 1, not {sure}")
    off = shrunk.theta - shrunk.mu[..., np.newaxis]
    above, below = shrunk.p_above >= sure, shrunk.p_above <= 1 - sure
    rules = {
        None: np.isnan(off),
        BranchStatus.TOO_FEW: _answers(n, shrunk) < n_test,
        BranchStatus.SLIGHTLY_ABOVE: above & (off < slight),
        BranchStatus.ABOVE: above,
        BranchStatus.SLIGHTLY_BELOW: below & (off > -slight),
        BranchStatus.BELOW: below,
    }
    return _first(rules, BranchStatus.IN_LINE)


def _answers(n: ArrayLike, shrunk: Shrunk) -> NDArray[np.int64]:
    base = integers(n, "n")
    if base.shape != shrunk.theta.shape:
        raise ValueError(f"n must have the shape of the scores, {shrunk.theta.shape}, not {base.shape}")
    return base


def _first(rules: dict[Any, NDArray[np.bool_]], otherwise: StrEnum) -> NDArray[Any]:
    """The name of the first rule that holds, for each unit."""
    names = np.array([*rules, otherwise], dtype=object)
    place = np.select(list(rules.values()), list(range(len(rules))), len(rules))
    return np.asarray(names[place], dtype=object)
