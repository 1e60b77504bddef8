"""Sample rows for every chart, and pictures of them for a person to look at.

``PYTHONPATH=. python tests/charts/chart_gallery.py OUT`` writes one PNG per chart, case, language and page colour.
"""

import json
import random
import sys
from pathlib import Path
from typing import Any

import pandas as pd

from mot.charts import columns, gaps, overview, theme
from mot.charts.words import Words
from tests.charts import (
    gallery_branches,
    gallery_details,
    gallery_diagnosis,
    gallery_drivers,
    gallery_effects,
    gallery_planner,
    gallery_trends,
)

WORDS = {
    "zh": Words(
        expectation="期望",
        perception="感知",
        gap="差距",
        interval="95% 区间",
        answers="样本",
        conclusion="结论",
        change="变化",
        branch="网点",
        note="说明",
        fair="收缩后差距",
        least="可接受水平",
    ),
    "en": Words(
        expectation="Expected",
        perception="Perceived",
        gap="Gap",
        interval="95% CI",
        answers="Answers",
        conclusion="Conclusion",
        change="Change",
        branch="Branch",
        note="Note",
        fair="Fair gap",
        least="Least acceptable",
    ),
}
PAGES = {"light": "#FFFFFF", "dark": "#12171C"}
NAMES = {
    "zh": [a + b for a, b in zip("网取需方风柜手办回投", "点号求案险台机结访诉", strict=True)],
    "en": [
        "Branch environment",
        "Ticket & queue",
        "Needs enquiry",
        "Solution advice",
        "Risk disclosure",
        "Counter service",
        "Mobile banking",
        "Completion check",
        "Follow-up call",
        "Complaint handling",
    ],
}
TAILS = ["环境", "排队", "询问", "建议", "说明", "办理", "银行", "确认", "跟进", "处理"]
STAGES = {
    "zh": ["到店"] * 2 + ["沟通"] * 3 + ["办理"] * 3 + ["离店后"] * 2,
    "en": ["Arrive"] * 2 + ["Consult"] * 3 + ["Transact"] * 3 + ["After"] * 2,
}
EXPECTED = [4.24, 4.42, 4.29, 4.38, 4.36, 4.44, 4.37, 4.12, 4.01, 4.64]
GAPS = [0.06, -0.85, -0.12, -0.35, -0.34, -0.20, -0.12, 0.08, -0.31, -0.97]
HALVES = [0.10, 0.09, 0.08, 0.11, 0.12, 0.08, 0.08, 0.06, 0.15, 0.19]
STATES = ["unclear", "weak", "below", "weak", "weak", "below", "below", "above", "weak", "weak"]
NUMBERS = ["expectation", "perception", "lo", "hi"]


def signed(value: float, decimals: int = 2) -> str:
    """A signed number as the pages write it."""
    sign = "+" if round(value, decimals) > 0 else "\u2212" if round(value, decimals) < 0 else ""
    return f"{sign}{abs(value):.{decimals}f}"


def journey_rows(count: int = 10, lang: str = "zh") -> pd.DataFrame:
    """Rows of the journey and of the dumbbell."""
    rows = []
    for place in range(count):
        k, lap = place % 10, "" if place < 10 else f"{place // 10 + 1}"
        first, second = (NAMES["zh"][k], TAILS[k]) if lang == "zh" else NAMES["en"][k].split(" ", 1)
        seen = EXPECTED[k] + GAPS[k]
        rows.append(
            {
                "label": f"{first}{second}{lap}" if lang == "zh" else f"{first} {second} {lap}".strip(),
                "short2": f"{first}|{second}{lap}",
                "stage": STAGES[lang][place * 10 // max(10, count)],
                "order": place + 1,
                "code": f"t{place}",
                "expectation": EXPECTED[k],
                "perception": seen,
                "lo": seen - HALVES[k],
                "hi": seen + HALVES[k],
                "gap_text": signed(GAPS[k]),
                "state": STATES[k],
                "n_text": "86",
                "interval_text": f"{signed(GAPS[k] - HALVES[k])} \u2013 {signed(GAPS[k] + HALVES[k])}",
                "status_text": STATES[k],
            }
        )
    columns = list(rows[0]) if rows else list(journey_rows(1).columns)
    return pd.DataFrame(rows, columns=columns)


def mixed_journey_rows(lang: str = "zh") -> pd.DataFrame:
    """One hidden touchpoint, one without expectation, one without interval, the rest as usual."""
    rows = journey_rows(6, lang)
    rows.loc[1, NUMBERS] = None
    rows.loc[1, ["state", "gap_text"]] = ["hidden", ""]
    rows.loc[2, ["expectation", "lo", "hi"]] = None
    rows.loc[2, ["state", "gap_text"]] = ["unclear", ""]
    rows.loc[4, ["lo", "hi"]] = None
    return rows


def trend_rows(count: int = 8, holes: tuple[int, ...] = ()) -> pd.DataFrame:
    """Rows of the quarters; `holes` are quarters without numbers."""
    dice = random.Random(4)
    rows = []
    for place in range(count):
        seen = 4.04 + 0.006 * place + 0.03 * dice.random()
        rows.append(
            {
                "quarter": f"{24 + (place + 3) // 4}Q{(place + 3) % 4 + 1}",
                "order": place,
                "expectation": 4.31 + 0.02 * dice.random(),
                "perception": seen,
                "lo": seen - 0.03,
                "hi": seen + 0.03,
                "n_text": "412",
                "interval_text": "",
            }
        )
    table = pd.DataFrame(rows, columns=[*(rows or trend_rows(1).to_dict("records"))[0]])
    table.loc[list(holes), NUMBERS] = None
    return table


def movement_rows(lang: str = "zh") -> pd.DataFrame:
    """Rows of the largest movements."""
    names = journey_rows(10, lang)["label"]
    moves = [(1, 0.06, 0.13), (6, 0.03, 0.13), (2, 0.23, 0.12), (3, -0.07, 0.17), (9, -0.29, 0.28)]
    return pd.DataFrame(
        {
            "label": names[k],
            "order": place,
            "change": change,
            "lo": change - half,
            "hi": change + half,
            "change_text": signed(change),
            "state": "above" if change > half else "weak" if -change > half else "unclear",
            "interval_text": "",
            "status_text": "",
        }
        for place, (k, change, half) in enumerate(moves)
    )


def heat_rows(branches: int = 12, touchpoints: int = 10, lang: str = "zh") -> pd.DataFrame:
    """Rows of the heat map, some hidden in each of the three ways."""
    dice = random.Random(7)
    names = journey_rows(10, lang)["label"]
    places = (
        ["老城", "火车站", "中山路", "开发区"] if lang == "zh" else ["Old Town", "Station", "Harbour", "Lake"]
    )
    rows = []
    for row in range(touchpoints):
        for column in range(branches):
            gap = GAPS[row % 10] * (0.5 + dice.random()) + dice.gauss(0, 0.15)
            hidden = dice.choices(["no", "few", "protected", "none"], [88, 6, 3, 3])[0]
            rows.append(
                {
                    "touchpoint": names[row % 10],
                    "branch": f"{places[column % 4]}{column // 4 or ''}",
                    "row_order": row,
                    "column_order": column,
                    "shade": gap if hidden == "no" else None,
                    "gap_text": signed(gap, 1) if hidden == "no" else "",
                    "clear": hidden == "no" and abs(gap) > 0.25,
                    "hidden": hidden,
                    "n_text": "",
                    "interval_text": "",
                    "fair_text": "",
                    "status_text": "",
                    "hidden_text": "",
                }
            )
    return pd.DataFrame(rows, columns=[*(rows or heat_rows(1, 1).to_dict("records"))[0]])


def specs(lang: str) -> dict[str, dict[str, Any]]:
    """Every chart of one language."""
    words = WORDS[lang]
    return {
        "journey": theme.spec(overview.journey(words, description="journey")),
        "trend": theme.spec(overview.trend(words, description="trend")),
        "movements": theme.spec(overview.movements(words, description="movements")),
        "dumbbell": theme.spec(gaps.dumbbell(words, description="dumbbell")),
        "heatmap": theme.spec(gaps.heatmap(words, clamp=1.0, description="heatmap")),
        **gallery_branches.specs(words),
        **gallery_details.specs(words),
        **gallery_diagnosis.specs(words),
        **gallery_drivers.specs(words),
        **gallery_effects.specs(words),
        **gallery_planner.specs(words),
        **gallery_trends.specs(words),
    }


def cases(lang: str) -> list[tuple[str, str, pd.DataFrame, int]]:
    """(chart, case, rows, width in pixels) worth looking at."""
    ten = journey_rows(10, lang)
    ranked = ten.assign(gap=GAPS).sort_values("gap").assign(order=range(10))
    return [
        *[("journey", f"{n}", journey_rows(n, lang), 1100) for n in (1, 3, 10, 20, 30)],
        ("journey", "phone", ten, 342),
        ("journey", "phone-30", journey_rows(30, lang), 342),
        ("journey", "mixed", mixed_journey_rows(lang), 1100),
        ("trend", "8", trend_rows(), 410),
        ("trend", "holes", trend_rows(8, (2, 4)), 410),
        ("trend", "1", trend_rows(1), 342),
        ("trend", "40", trend_rows(40), 410),
        ("movements", "5", movement_rows(lang), 410),
        ("movements", "phone", movement_rows(lang), 342),
        ("dumbbell", "10", ranked, 726),
        ("dumbbell", "phone", ranked, 342),
        ("dumbbell", "mixed", mixed_journey_rows(lang), 726),
        *[
            ("heatmap", f"{n}", heat_rows(n, 10, lang), max(1200, columns.width_of(n)))
            for n in (1, 12, 25, 40, 200)
        ],
        ("heatmap", "phone", heat_rows(12, 10, lang), columns.width_of(12)),
        *gallery_branches.cases(lang),
        *gallery_details.cases(lang),
        *gallery_diagnosis.cases(lang),
        *gallery_drivers.cases(lang),
        *gallery_effects.cases(lang),
        *gallery_planner.cases(lang),
        *gallery_trends.cases(lang),
    ]


def filled(spec: dict[str, Any], rows: pd.DataFrame, *, width: int, background: str) -> dict[str, Any]:
    """The spec with its rows, as large as the page would make it."""
    values = json.loads(rows.to_json(orient="records"))
    config = {**spec["config"], "background": background, "font": "Noto Sans CJK SC"}
    return {**spec, "data": {"values": values}, "width": width, "background": background, "config": config}


def write(folder: Path) -> None:
    """Write all pictures."""
    import vl_convert

    folder.mkdir(parents=True, exist_ok=True)
    for lang in WORDS:
        drawn = specs(lang)
        for chart, case, rows, width in cases(lang):
            for page, background in PAGES.items():
                full = filled(drawn[chart], rows, width=width, background=background)
                picture = vl_convert.vegalite_to_png(full, scale=1.25)
                (folder / f"{chart}-{case}-{lang}-{page}.png").write_bytes(picture)


if __name__ == "__main__":
    write(Path(sys.argv[1]))
