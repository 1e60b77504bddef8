"""How many answers it takes to show what an action did, and how many pilot branches."""

import math
from dataclasses import dataclass

import pandas as pd

from mot.stats.power import PlanState, n_for_did, n_for_power

POWER = 0.8  # chance to see an effect that is there
WOBBLE = 3.0  # POMP; how far a branch's level moves by itself between two windows
MOST_PILOTS = 12


@dataclass(frozen=True, slots=True)
class EffectPlan:
    """What showing an effect takes.

    `frame` has one row per number of pilot branches: pilots, comparisons (the other branches), answers (per
    branch, before and again after; NaN where no number is enough), smallest (effect in POMP that no number
    of answers gets below). It is empty with one branch only.
    change_only: answers before and again after that show a change of that size at one branch without telling
    where it comes from · wobble: how far a branch is taken to move by itself, POMP.
    """

    frame: pd.DataFrame
    change_only: int
    wobble: float

    @property
    def fewest(self) -> int:
        """The fewest pilot branches with which the effect can be shown; 0 where none of the rows can."""
        able = self.frame.loc[self.frame["answers"].notna(), "pilots"]
        return int(able.iloc[0]) if len(able) else 0


def effect_plan(sd: float, effect: float, *, branches: int, conf: float = 0.95, least: int = 2) -> EffectPlan:
    """Answers per branch and window for one to twelve pilot branches, at most half of all, the others compared.

    With k pilot branches against B others, the difference of the changes has the variance
    ``(2 sd^2/n + wobble^2) (1/k + 1/B)``; with one it is that of `n_for_did`, whose effect is stretched by
    ``sqrt((1 + 1/B) / (1/k + 1/B))``.

    Parameters
    ----------
    sd, effect : float
        Standard deviation of the answers, and what should be seen, in POMP.
    branches : int
        All branches there are, at least 1.
    conf : float
        Confidence of the interval that has to lie beyond no effect.
    least : int
        Answers before and after without which nothing is judged.
    """
    rows = []
    for pilots in range(1, min(MOST_PILOTS, branches // 2) + 1):
        others = branches - pilots
        stretch = math.sqrt((1 + 1 / others) / (1 / pilots + 1 / others))
        found = n_for_did(sd, effect * stretch, branches=others, wobble=WOBBLE, power=POWER, alpha=1 - conf)
        answers = max(least, found.answers) if found.state is PlanState.OK and found.answers else math.nan
        rows.append((pilots, others, answers, found.smallest_effect / stretch))
    return EffectPlan(
        pd.DataFrame(rows, columns=["pilots", "comparisons", "answers", "smallest"]),
        max(least, n_for_power(sd, effect, groups=2, power=POWER, alpha=1 - conf)),
        WOBBLE,
    )
