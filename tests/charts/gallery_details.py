"""Sample rows of what lies behind one gap: spread of answers, dimensions, zone of tolerance."""

from typing import Any

import numpy as np
import pandas as pd

from mot.charts import details, theme
from mot.charts.words import Words

DIMENSIONS = {
    "zh": ["有形性", "可靠性", "响应性", "保证性", "移情性", "总体（等权）", "总体（按重要性加权）"],
    "en": [
        "Tangibles",
        "Reliability",
        "Responsiveness",
        "Assurance",
        "Empathy",
        "Overall, equal weights",
        "By importance",
    ],
}
ZONES = {
    "zh": ["低于可接受", "在容忍区内", "临界", "高于期望", ""],
    "en": ["below acceptable", "within the zone", "borderline", "above expected", ""],
}
POINTS = {
    "zh": ["取号排队", "柜台办理", "网点环境", "手机银行", "投诉处理"],
    "en": ["Ticket & queue", "Counter service", "Branch environment", "Mobile banking", "Complaint handling"],
}


def spread_rows(steps: int = 5, *, paired: bool = True) -> pd.DataFrame:
    """Rows of the spread on a scale of so many steps."""
    seen = np.exp(-0.5 * ((np.arange(steps) - 0.62 * steps) / (0.22 * steps)) ** 2)
    want = np.exp(-0.5 * ((np.arange(steps) - 0.85 * steps) / (0.16 * steps)) ** 2)
    seen, want = seen / seen.sum(), want / want.sum()
    return pd.DataFrame(
        {
            "label": [str(i + 1) for i in range(steps)],
            "order": range(steps),
            "expected": want if paired else np.nan,
            "perceived": seen,
            "expected_text": [f"{x:.0%}" for x in want] if paired else "",
            "perceived_text": [f"{x:.0%}" for x in seen],
        }
    )


def dimension_rows(lang: str = "zh") -> pd.DataFrame:
    """Rows of the dimensions, one of them hidden."""
    gap = np.array([0.05, -0.2, -0.86, np.nan, -0.2, np.nan, np.nan])
    return pd.DataFrame(
        {
            "label": DIMENSIONS[lang],
            "order": range(7),
            "change": gap,
            "lo": gap - 0.06,
            "hi": gap + 0.06,
            "change_text": ["" if np.isnan(g) else f"{g:+.2f}".replace("-", "\u2212") for g in gap],
            "interval_text": "",
            "n_text": "3,259",
            "state": ["unclear", "below", "below", "unclear", "below", "unclear", "unclear"],
            "status_text": "",
        }
    )


def zone_rows(lang: str = "zh") -> pd.DataFrame:
    """Rows of the zones, one of each kind."""
    seen = np.array([3.2, 3.9, 3.62, 4.7, np.nan])
    least, want = seen * 0 + 3.6, seen * 0 + 4.5
    return pd.DataFrame(
        {
            "label": POINTS[lang],
            "order": range(5),
            "least": least,
            "expectation": want,
            "perception": seen,
            "lo": seen - 0.1,
            "hi": seen + 0.1,
            "state": ["weak", "unclear", "unclear", "above", "hidden"],
            "n_text": "86",
            "zone_text": ZONES[lang],
            "status_text": ZONES[lang],
        }
    )


def specs(words: Words) -> dict[str, dict[str, Any]]:
    """The three charts of one language."""
    return {
        "spread": theme.spec(details.spread(words, description="spread")),
        "dimensions": theme.spec(details.dimensions(words, description="dimensions")),
        "zones": theme.spec(details.zones(words, description="zones")),
    }


def cases(lang: str) -> list[tuple[str, str, pd.DataFrame, int]]:
    """(chart, case, rows, width in pixels) worth looking at."""
    return [
        *[("spread", f"{n}", spread_rows(n), 440) for n in (5, 7, 11)],
        ("spread", "phone", spread_rows(10), 310),
        ("spread", "alone", spread_rows(5, paired=False), 440),
        ("dimensions", "one-hidden", dimension_rows(lang), 620),
        ("dimensions", "phone", dimension_rows(lang), 342),
        ("zones", "each", zone_rows(lang), 620),
        ("zones", "phone", zone_rows(lang), 342),
    ]
