"""Sample rows of actions before and after."""

import datetime as dt
from typing import Any

import pandas as pd

from mot.analysis.effects import Verdict
from mot.charts import effects, theme
from mot.charts.frames.effects import effects as rows_of
from mot.charts.words import Words
from mot.locale.words import Locale
from tests.judged_samples import NONE, SERIES, alone, judged, not_started, too_few

START = dt.date(2026, 4, 10)
WORSE = {"effect": -0.31, "after": -0.90, "after_lo": -1.10, "after_hi": -0.70}
HIDDEN = dict.fromkeys(("after", "after_lo", "after_hi", "compared_after", "target"), NONE)
FELL = SERIES.copy()
FELL.loc[FELL["side"] == "after", ["value", "lo", "hi"]] -= 0.7
SAMPLES = {
    "improved": judged(),
    "worse": judged(Verdict.WORSE, series=FELL, **WORSE),
    "no evidence": judged(Verdict.NO_EVIDENCE_YET, lo=-0.1),
    "no comparison": alone(Verdict.UP_NO_COMPARISON),
    "too few": too_few(),
    "not started": not_started(),
    "hidden": judged(hidden=True, n_after=None, **HIDDEN),
    "one quarter": judged(series=SERIES.iloc[[6]]),
}


def effect_rows(name: str, lang: str) -> pd.DataFrame:
    """Rows of both charts."""
    return rows_of(SAMPLES[name], START, Locale("zh" if lang == "zh" else "en"))


def specs(words: Words) -> dict[str, dict[str, Any]]:
    """The charts of one language."""
    return {
        "effect_mini": theme.spec(effects.mini(words, description="effect_mini")),
        "effect": theme.spec(effects.before_after(words, description="effect")),
    }


def cases(lang: str) -> list[tuple[str, str, pd.DataFrame, int]]:
    """(chart, case, rows, width in pixels) worth looking at."""
    return [
        (chart, f"{name}{note}", effect_rows(name, lang), width)
        for name in SAMPLES
        for chart, note, width in (("effect_mini", "", 260), ("effect", "", 700), ("effect", " phone", 342))
    ]
