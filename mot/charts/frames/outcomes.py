"""Outcomes beside the gaps, to take away."""

from collections.abc import Sequence

import pandas as pd

from mot.analysis.outcomes import NPS, TOP_BOX, Kind, Outcome
from mot.locale.words import Locale


def outcome_name(outcome: Outcome, locale: Locale) -> str:
    """What an outcome is called."""
    if outcome.code == NPS:
        return locale.t("Recommendation (NPS)")
    if outcome.code == TOP_BOX:
        return locale.t("Fully satisfied")
    return locale.name(outcome.name) if outcome.name else outcome.code


def outcome_value(value: float, kind: Kind, locale: Locale) -> str:
    """A value of an outcome, written as its kind is."""
    if value != value:
        return locale.score(None)
    if kind is Kind.NPS:
        return locale.signed(value, 0)
    if kind is Kind.COUNT:
        return locale.count(int(value))
    digits = 0 if value >= 0.2 else 1 if value >= 0.01 else 2
    return f"{value * 100:.{digits}f}%"


def outcomes_table(found: Sequence[Outcome], locale: Locale) -> pd.DataFrame:
    """One row per outcome and quarter."""
    t = locale.t
    parts = []
    for outcome in found:
        rows = outcome.frame[outcome.frame["value"].notna()]
        parts.append(
            pd.DataFrame(
                {
                    t("Outcome"): outcome_name(outcome, locale),
                    t("Quarter"): rows["quarter"],
                    "n": rows["n"].astype("Int64"),
                    t("Value"): rows["value"],
                    t("Interval from"): rows["lo"],
                    t("Interval to"): rows["hi"],
                }
            )
        )
    return pd.concat(parts, ignore_index=True)
