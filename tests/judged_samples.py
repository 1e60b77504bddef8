"""What the answers might say of an action, without any answers."""

import dataclasses

import pandas as pd

from mot.analysis.effects import Judged, Outlook, Stand, Verdict
from mot.analysis.units import of_one_scale
from mot.domain.survey import Scale

NONE = float("nan")
SERIES = pd.DataFrame(
    [
        (202501, -0.62, -0.86, -0.38, 96.0, "before"),
        (202504, -0.55, -0.78, -0.32, 104.0, "before"),
        (202507, -0.71, -0.93, -0.49, 99.0, "before"),
        (202510, NONE, NONE, NONE, NONE, "before"),
        (202601, -0.58, -0.80, -0.36, 110.0, "before"),
        (202604, -0.44, -0.66, -0.22, 101.0, "start"),
        (202607, -0.21, -0.42, 0.00, 120.0, "after"),
    ],
    columns=["first", "value", "lo", "hi", "n", "side"],
)
IMPROVED = Judged(
    stand=Stand.JUDGED,
    verdict=Verdict.IMPROVED,
    interim=False,
    started=True,
    paired=True,
    unit=of_one_scale(Scale(1, 5)),
    effect=0.31,
    lo=0.08,
    hi=0.54,
    before=-0.58,
    before_lo=-0.80,
    before_hi=-0.36,
    after=-0.21,
    after_lo=-0.40,
    after_hi=-0.02,
    change=0.37,
    change_lo=0.08,
    change_hi=0.66,
    expected_bounce=0.06,
    bounce_matters=True,
    controls=11,
    controls_known=True,
    compared_before=-0.40,
    compared_after=-0.38,
    whole=True,
    hidden=False,
    n_before=110,
    n_after=118,
    needed=20,
    missing_before=0,
    missing_after=0,
    missing_exact=True,
    outlook=Outlook.ENOUGH,
    expected=None,
    before_months=(202601, 202602, 202603),
    after_months=(202605, 202606, 202607),
    target=-0.30,
    series=SERIES,
)


def judged(verdict: Verdict = Verdict.IMPROVED, **changes) -> Judged:
    """The improvement with some things otherwise."""
    return dataclasses.replace(IMPROVED, verdict=verdict, **changes)


def too_few(n_after: int = 12, **changes) -> Judged:
    """An action of which too few answers are there."""
    gone = dict.fromkeys(("effect", "lo", "hi"), NONE)
    return judged(
        Verdict.TOO_FEW, **gone, n_after=n_after, missing_after=20 - n_after, interim=True, **changes
    )


def alone(verdict: Verdict, **changes) -> Judged:
    """An action without comparison branches."""
    nothing = dict.fromkeys(
        ("effect", "lo", "hi", "expected_bounce", "compared_before", "compared_after"), NONE
    )
    return judged(verdict, **nothing, controls=0, bounce_matters=False, **changes)


def not_started(**changes) -> Judged:
    """An action whose first day is still to come."""
    gone = dict.fromkeys(
        ("effect", "lo", "hi", "after", "after_lo", "after_hi", "change", "change_lo", "change_hi",
         "compared_after"), NONE,
    )  # fmt: skip
    return judged(
        Verdict.TOO_FEW,
        **gone,
        stand=Stand.NOT_STARTED,
        started=False,
        interim=True,
        n_after=0,
        missing_after=20,
        outlook=Outlook.NONE_COMING,
        series=SERIES[SERIES["side"] == "before"],
        **changes,
    )
