"""Made-up findings about drivers, for what is said and drawn of them."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from mot.analysis.drivers import Drivers
from mot.analysis.priorities import PriorityState
from mot.analysis.units import Unit, of_one_scale
from mot.domain.survey import Name, Scale, Touchpoint
from mot.stats.importance import DriverState
from mot.stats.quadrants import Quadrant

FIVE = of_one_scale(Scale(1, 5))
MIXED = Unit(0, 100, 1.0, None)
NAMES = {
    1: Name("取号排队", "Ticket & queue"),
    2: Name("柜台办理", "Counter service"),
    3: Name("投诉处理", "Complaint handling"),
    4: Name("网点环境", "Branch environment"),
}
NAN = float("nan")
USUAL = {
    "hidden": False, "n": 300, "n_pairs": 300.0, "importance": NAN, "importance_rank": NAN, "performance": 4.0,
    "gap": NAN, "half": 0.1, "quadrant": None, "sure": NAN, "fix_first": NAN, "priority": NAN, "rank": NAN,
    "alike_with": None, "notes": (),
}  # fmt: skip


def point(**facts: object) -> dict[str, object]:
    """One touchpoint: what differs from `USUAL`; intervals lie `half` around perception and gap."""
    unknown = set(facts) - set(USUAL)
    if unknown:
        raise ValueError(f"no touchpoint has {unknown}")
    return USUAL | facts


def first(**facts: object) -> dict[str, object]:
    """A touchpoint that is surely in the corner to begin with and far below expectations."""
    return point(
        importance=0.5, performance=3.2, gap=-0.8, quadrant=str(Quadrant.CONCENTRATE_HERE), sure=0.99, fix_first=0.99, priority=70.0
    ) | facts  # fmt: skip


def calm(**facts: object) -> dict[str, object]:
    """A touchpoint of little importance, just met."""
    return point(
        importance=0.1, performance=4.3, gap=0.1, quadrant=str(Quadrant.POSSIBLE_OVERKILL), sure=0.99, fix_first=0.0, priority=0.0
    ) | facts  # fmt: skip


def finding(
    points: Sequence[dict[str, object]],
    *,
    state: DriverState = DriverState.FINE,
    priorities: PriorityState = PriorityState.WEIGHTED,
    unit: Unit = FIVE,
    n: float = 300,
    r2: float = 0.61,
    separable: bool = True,
) -> Drivers:
    """Touchpoints 1, 2, 3, … as a finding."""
    made = pd.DataFrame(list(points))
    half, share = made["half"].astype(float), made["importance"].astype(float)
    priority = made["priority"].astype(float)
    frame = pd.DataFrame(
        {
            "touchpoint": np.arange(1, len(made) + 1),
            "hidden": made["hidden"],
            "n": made["n"],
            "n_pairs": made["n_pairs"].astype(float),
            "importance": share,
            "importance_lo": share * 0.8,
            "importance_hi": share * 1.2,
            "importance_rank": made["importance_rank"].astype(float),
            "lmg": share * r2,
            "johnson": share * r2,
            "beta": share,
            "vif": share * 0 + 1.3,
            "performance": made["performance"].astype(float),
            "performance_lo": made["performance"].astype(float) - half,
            "performance_hi": made["performance"].astype(float) + half,
            "performance_pomp": (made["performance"].astype(float) - unit.shown_low) / unit.shown(1),
            "gap": made["gap"].astype(float),
            "gap_lo": made["gap"].astype(float) - half,
            "gap_hi": made["gap"].astype(float) + half,
            "quadrant": made["quadrant"],
            "quadrant_probability": made["sure"].astype(float),
            "fix_first": made["fix_first"].astype(float),
            "priority": priority,
            "priority_lo": priority * 0.8,
            "priority_hi": priority * 1.2,
            "rank": made["rank"].astype(float),
            "alike_with": pd.array(list(made["alike_with"]), dtype="Int64"),
            "notes": made["notes"],
        }
    )
    seen = frame["quadrant"].notna()
    return Drivers(
        frame=frame,
        unit=unit,
        state=state,
        priorities=priorities,
        n=n,
        r2=r2,
        separable=separable,
        cross_importance=float(share[seen].mean()) if seen.any() else NAN,
        cross_performance=float(frame.loc[seen, "performance"].mean()) if seen.any() else NAN,
    )


def touchpoints(names: Sequence[Name]) -> list[Touchpoint]:
    """Touchpoints 1, 2, 3, … of these names."""
    return [Touchpoint(i, f"t{i}", name, Name("到店", "Arrive")) for i, name in enumerate(names, start=1)]
