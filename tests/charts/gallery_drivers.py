"""Sample rows of the importance-performance map."""

from typing import Any

import numpy as np
import pandas as pd

from mot.charts import drivers, theme
from mot.charts.frames import drivers as frames
from mot.charts.words import Words
from mot.domain.survey import Name
from mot.locale.words import Locale
from mot.stats.quadrants import ipa
from tests.locale.driver_findings import finding, point, touchpoints

NAMES = [
    Name("取号排队", "Ticket & queue"), Name("投诉处理", "Complaint handling"), Name("方案建议", "Solution advice"),
    Name("风险说明", "Risk disclosure"), Name("柜台办理", "Counter service"), Name("需求询问", "Needs enquiry"),
    Name("手机银行", "Mobile banking"), Name("回访跟进", "Follow-up call"), Name("网点环境", "Branch environment"),
    Name("办结确认", "Completion check"),
]  # fmt: skip
PLACES = [
    (3.57, 0.17), (3.67, 0.15), (4.03, 0.14), (4.02, 0.13), (4.24, 0.12), (4.17, 0.11), (4.25, 0.09), (3.70, 0.08),
    (4.30, 0.06), (4.20, 0.05),
]  # fmt: skip
TITLES = {
    "zh": {
        "corners": ("重点改进", "继续保持", "暂缓", "可能过度投入"),
        "across": "感知得分（1–5 分）→",
        "up": "↑ 重要性（占可解释差异的份额）",
        "importance": "重要性",
        "priority": "优先分",
    },
    "en": {
        "corners": ("Concentrate here", "Keep it up", "Low priority", "Possible overkill"),
        "across": "Perceived score (1–5) →",
        "up": "↑ Importance (share of what is explained)",
        "importance": "Importance",
        "priority": "Priority score",
    },
}


def placed(count: int = 10, *, target: float | None = None, seed: int = 3) -> Any:
    """A finding with so many touchpoints on the map; the first ten as in a bank."""
    dice = np.random.default_rng(seed)
    more = [
        (float(dice.normal(4.05, 0.2)), float(dice.uniform(0.01, 0.12))) for _ in range(max(0, count - 10))
    ]
    x, y = np.array([*PLACES, *more][:count]).reshape(-1, 2).T
    y = y / y.sum()
    where = ipa(y, np.full(count, 0.015), (x - 1) * 25, np.full(count, 1.0), cross_performance=target)
    told = finding(
        [
            point(
                importance=float(b),
                performance=float(a),
                gap=float(a) - 4.3,
                priority=5.0,
                quadrant=str(label),
                sure=float(sure.max()),
                fix_first=float(sure[0]),
            )
            for a, b, label, sure in zip(x, y, where.label, where.probability, strict=True)
        ]
    )
    object.__setattr__(told, "cross_importance", where.cross_importance)
    object.__setattr__(told, "cross_performance", 1 + where.cross_performance / 25)
    return told


def names(count: int) -> list[Name]:
    """Names of so many touchpoints, no two alike."""
    laps = [(name, place // 10) for place in range(count) for name in [NAMES[place % 10]]]
    return [name if not lap else Name(f"{name.zh}{lap}", f"{name.en} {lap}") for name, lap in laps]


def map_rows(lang: str = "zh", count: int = 10, *, target: float | None = None) -> pd.DataFrame:
    """Rows of the map."""
    locale = Locale("zh" if lang == "zh" else "en")
    return frames.importance_map(placed(count, target=target), touchpoints(names(count)), locale)


def specs(words: Words) -> dict[str, dict[str, Any]]:
    """The map of one language."""
    lang = "en" if words.gap == "Gap" else "zh"
    return {"drivers": theme.spec(drivers.importance_map(words, description="drivers", **TITLES[lang]))}


def cases(lang: str) -> list[tuple[str, str, pd.DataFrame, int]]:
    """(chart, case, rows, width in pixels) worth looking at."""
    ten = map_rows(lang)
    long = ten.assign(label=[f"{name}{name}{name}" for name in ten["label"]])
    return [
        ("drivers", "10", ten, 760),
        ("drivers", "10-wide", ten, 1100),
        ("drivers", "phone", ten, 342),
        ("drivers", "3", map_rows(lang, 3), 760),
        ("drivers", "1", map_rows(lang, 1), 342),
        ("drivers", "30", map_rows(lang, 30), 760),
        ("drivers", "phone-30", map_rows(lang, 30), 342),
        ("drivers", "200", map_rows(lang, 200), 1100),
        ("drivers", "target-high", map_rows(lang, target=95), 760),
        ("drivers", "target-low", map_rows(lang, target=40), 342),
        ("drivers", "long", long, 760),
        ("drivers", "open", ten.assign(state="open"), 342),
    ]
