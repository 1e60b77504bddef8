"""The overview's tables in a reader's language."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from mot.analysis.units import Unit
from mot.charts.frames.gaps import intervals
from mot.domain.periods import Quarter
from mot.domain.survey import Name
from mot.locale.words import Locale


def trend(
    quarters: Sequence[Quarter], perceptions: pd.DataFrame, gaps: pd.DataFrame, digits: int, locale: Locale
) -> pd.DataFrame:
    """One row per quarter: perception with its interval, and the expectation that the gap implies."""
    level = perceptions["mean"].to_numpy(float)
    return pd.DataFrame(
        {
            "quarter": [q.short for q in quarters],
            "order": np.arange(len(quarters)),
            "expectation": level - gaps["mean"].to_numpy(float),
            "perception": level,
            "lo": perceptions["lo"],
            "hi": perceptions["hi"],
            "n_text": [locale.count(int(n)) for n in perceptions["n"]],
            "interval_text": intervals(locale, perceptions, digits, signed=False),
        }
    )


def history(found: pd.DataFrame, digits: int, locale: Locale) -> pd.DataFrame:
    """One touchpoint's quarters, as `trend`; the band is the gap's interval around the perception."""
    expectation = found["expectation"].to_numpy(float)
    paired = bool(found["gap"].notna().any())
    around = expectation if paired else np.zeros(len(found))
    parsed = [Quarter.parse(code) for code in found["quarter"]]
    return pd.DataFrame(
        {
            "quarter": [q.short if q else "" for q in parsed],
            "order": np.arange(len(found)),
            "expectation": expectation,
            "perception": found["perception"].to_numpy(float),
            "lo": around + found["lo"].to_numpy(float),
            "hi": around + found["hi"].to_numpy(float),
            "n_text": [
                "" if hidden else locale.count(int(n))
                for n, hidden in zip(found["n_p"], found["hidden"], strict=True)
            ],
            "interval_text": intervals(locale, found, digits, signed=paired),
        }
    )


def movements(
    moves: pd.DataFrame, unit: Unit, names: Mapping[int, Name], locale: Locale, most: int = 6
) -> pd.DataFrame:
    """The largest movements of a gap, from up to down; grey where the change is not certain."""
    largest = moves.loc[moves["change"].abs().sort_values(ascending=False).index[:most]]
    ordered = largest.sort_values("change", ascending=False).reset_index(drop=True)
    digits = unit.digits
    states = np.where(~ordered["clear"], "unclear", np.where(ordered["change"] > 0, "above", "weak"))
    return pd.DataFrame(
        {
            "label": [locale.name(names[int(i)]) for i in ordered["touchpoint"]],
            "order": np.arange(len(ordered)),
            "change": ordered["change"],
            "lo": ordered["lo"],
            "hi": ordered["hi"],
            "change_text": [locale.signed(x, digits) for x in ordered["change"]],
            "interval_text": [
                locale.interval(lo, hi, digits) for lo, hi in zip(ordered["lo"], ordered["hi"], strict=True)
            ],
            "n_text": [
                locale.t("{before} before, {now} now", before=int(b), now=int(n))
                for b, n in zip(ordered["n_before"], ordered["n"], strict=True)
            ],
            "state": states,
            "status_text": [
                locale.t("The change is clear") if clear else locale.t("Cannot tell yet")
                for clear in ordered["clear"]
            ],
        }
    )
