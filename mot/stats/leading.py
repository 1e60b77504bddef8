"""Whether one answer among several is named most often, or only seems to be."""

from math import comb

import numpy as np
from numpy.typing import ArrayLike


def sign_p(more: int, less: int) -> float:
    """Two-sided exact p that `more` and `less` come from a fair coin.

    >>> round(sign_p(6, 0), 3), round(sign_p(5, 0), 3), sign_p(2, 2)
    (0.031, 0.062, 1.0)
    """
    flips, high = more + less, max(more, less)
    tail = sum(comb(flips, k) for k in range(high, flips + 1)) / 2**flips
    return float(min(1.0, 2 * tail))


def leading(mentions: ArrayLike, *, alpha: float = 0.05) -> int | None:
    """The answer that is named more often than each other one beyond what chance would do; None without one.

    Parameters
    ----------
    mentions : array_like of bool (voices, answers)
        Which answers each voice names; a voice may name several, or none.
    alpha : float
        Risk of naming a leader that is none.

    Returns
    -------
    int or None
        The column named most often, when it leads every other one by the sign test over the voices that name
        exactly one of the two. The most frequent one having been picked for its count needs no further
        correction.

    References
    ----------
    Hung & Fithian (2019), Rank verification for exponential families, Annals of Statistics 47.
    McNemar (1947), Psychometrika 12, for voices that name both.

    Examples
    --------
    >>> leading([[True, False]] * 6), leading([[True, False]] * 6 + [[False, True]])
    (0, None)
    """
    if not 0 < alpha < 1:
        raise ValueError(f"alpha must lie between 0 and 1, not {alpha}")
    named = np.asarray(mentions, dtype=bool)
    if named.ndim != 2 or not named.any():
        return None
    first = int(named.sum(axis=0).argmax())
    for other in range(named.shape[1]):
        if other == first:
            continue
        more = int((named[:, first] & ~named[:, other]).sum())
        less = int((named[:, other] & ~named[:, first]).sum())
        if more <= less or sign_p(more, less) > alpha:
            return None
    return first
