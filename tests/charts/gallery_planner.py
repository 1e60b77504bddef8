"""Sample rows of the answers still needed."""

import random
from typing import Any

import pandas as pd

from mot.charts import planner, theme
from mot.charts.columns import width_of
from mot.charts.words import Words

PLACES = {
    "zh": ["老城", "火车站", "中山路", "开发区"],
    "en": ["Old Town", "Railway Station", "Harbour", "Development Zone"],
}
POINTS = {
    "zh": ["网点环境", "取号排队", "需求询问", "柜台办理", "手机银行", "投诉处理"],
    "en": [
        "Branch environment",
        "Ticket & queue",
        "Needs enquiry",
        "Counter service",
        "Mobile",
        "Complaints",
    ],
}


def needed_rows(branches: int = 12, touchpoints: int = 6, lang: str = "zh") -> pd.DataFrame:
    """Rows of the heat map: some cells have enough, some are hidden."""
    dice = random.Random(3)
    rows = []
    for row in range(touchpoints):
        for column in range(branches):
            still, exact = max(0, int(dice.gauss(70 - 90 * column / branches, 20))), dice.random() > 0.1
            still = min(still, 80) if exact else 80
            rows.append(
                {
                    "touchpoint": POINTS[lang][row % 6],
                    "branch": f"{PLACES[lang][column % 4]}{column // 4 or ''}",
                    "row_order": row,
                    "column_order": column,
                    "share": still / 80,
                    "exact": exact,
                    "still_text": str(still) if exact else f"≤{still}",
                    "so_far_text": "",
                    "required_text": "80",
                    "margin_text": "",
                    "note_text": "",
                }
            )
    return pd.DataFrame(rows, columns=[*(rows or needed_rows(1, 1).to_dict("records"))[0]])


def specs(words: Words) -> dict[str, dict[str, Any]]:
    """The chart of one language."""
    return {"still_needed": theme.spec(planner.still_needed(words, description="still_needed"))}


def cases(lang: str) -> list[tuple[str, str, pd.DataFrame, int]]:
    """(chart, case, rows, width in pixels) worth looking at."""
    return [
        *[
            ("still_needed", f"{n}", needed_rows(n, 6, lang), max(1200, width_of(n)))
            for n in (0, 1, 12, 40, 60)
        ],
        ("still_needed", "phone", needed_rows(12, 6, lang), width_of(12)),
        (
            "still_needed",
            "enough",
            needed_rows(5, 3, lang).assign(share=0.0, still_text="0", exact=True),
            900,
        ),
    ]
