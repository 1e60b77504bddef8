"""How the answers to one touchpoint are spread over the scale."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from mot.domain.cube import Ints
from mot.domain.survey import Scale


@dataclass(frozen=True, slots=True)
class Distribution:
    """Answers of the same people to both questions.

    `frame` has one row per step of the scale: score, expected, perceived (shares of n, 0 to 1; expected is NaN
    where no expectation was asked). `n`: people. `scale`: the scale; where several were used, the commonest.
    """

    frame: pd.DataFrame
    n: int
    scale: Scale


def joint_counts(e: Ints, p: Ints, scale: Scale, missing: int) -> Ints:
    """People by expectation and perception: a table of whole numbers, one more row for "not asked or answered".

    Rows are expectations from low to high and then none, columns perceptions from low to high. Who gave no
    perception is left out.
    """
    steps = scale.width + 1
    rated = p != missing
    row = np.where(e[rated] != missing, e[rated] - scale.low, steps)
    code = row * steps + (p[rated] - scale.low)
    return np.bincount(code, minlength=(steps + 1) * steps).reshape(steps + 1, steps).astype(np.int64)


def distribution(joint: Ints, scale: Scale, *, paired: bool) -> Distribution:
    """Shares per step, over the pairs, or over all perceptions where no expectation was asked."""
    table = joint[:-1] if paired else joint[-1:]
    n = int(table.sum())
    expected = table.sum(axis=1) / n if paired and n else np.full(scale.width + 1, np.nan)
    perceived = table.sum(axis=0) / n if n else np.full(scale.width + 1, np.nan)
    scores = np.arange(scale.low, scale.high + 1)
    return Distribution(
        pd.DataFrame({"score": scores, "expected": expected, "perceived": perceived}), n, scale
    )
