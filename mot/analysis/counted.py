"""How many answers a page may count in each cell, where some must not be told."""

import numpy as np

from mot.analysis.hiding import Hiding
from mot.domain.cube import Ints

STEP = 10


def counted(base: Ints, hiding: Hiding, *, n_suppress: int) -> Ints:
    """Answers per cell that may be counted, never more than there are.

    A cell that is shown counts in full, one with too few answers as none. One that is hidden to protect another
    counts in whole tens; or as the `n_suppress` answers that it is known to have, where the tens together with
    the sums along its row, which other pages show, would tell more about a small cell. How many answers a
    branch gave over all touchpoints is shown nowhere.

    Parameters
    ----------
    base : int array (touchpoints, branches)
        Answers per cell, over all branches in scope.
    hiding : Hiding
        What is hidden of them.
    n_suppress : int
        Fewer answers are hidden.
    """
    hidden = hiding.cells & (base > 0)
    few = hidden & (base < n_suppress)
    tens = np.maximum(base // STEP * STEP, n_suppress)
    out = np.where(few, 0, np.where(hidden, tens, base))
    for row in np.flatnonzero(few.any(axis=1) & ~hiding.totals):
        parts = hiding.parts[row]
        for part in np.unique(parts[few[row]]):
            line = hidden[row] & (parts == part)
            if _tells(base[row, line], out[row, line], few[row, line], n_suppress):
                out[row, line & ~few[row]] = n_suppress
    return out


def _tells(n: Ints, told: Ints, few: np.ndarray, n_suppress: int) -> bool:
    """Whether tens tell more about the small cells of a line, whose sum is known, than what they are called."""
    small, others = int(few.sum()), int((~few).sum())
    most = n.sum() - (small - 1)  # of one small cell, when every other small one is a single answer
    least = n.sum() - (small - 1) * (n_suppress - 1)
    shown = told[~few]
    without = min(n_suppress - 1, most - others * n_suppress)
    with_tens = min(n_suppress - 1, most - int(shown.sum()))
    at_least = least - int((shown // STEP * STEP + STEP - 1).sum())
    known = max(1, least) if not others else 1
    return bool(with_tens < without or at_least > known)
