"""Sample rows of the diagnosis: touchpoints by step and principle, causes, checks of a team."""

import random
from typing import Any

import pandas as pd

from mot.charts import diagnosis, theme
from mot.charts.words import Words

POINTS = {
    "zh": ["网点环境", "取号排队", "需求询问", "方案建议", "柜台办理", "手机银行办理与操作体验"],
    "en": ["Branch environment", "Ticket & queue", "Needs enquiry", "Advice", "Counter service", "Mobile"],
}
COLUMNS = {
    "zh": ["差距", "探询|需求", "提议|方案", "确认|行动", "总结|跟进", "", "承诺", "沟通", "确认", "协作", "客户满|意度"],
    "en": [
        "Gap", "Explore|needs", "Offer a|proposal", "Confirm|action", "Summarise and|follow up", "", "Commitment",
        "Communication", "Confirmation", "Collaboration", "Customer|satisfaction",
    ],
}  # fmt: skip
STATES = ["weak", "below", "unclear", "above", "hidden", "weak"]
CAUSES = {
    "zh": ["流程", "沟通不畅", "培训不足", "授权不足", "资源"],
    "en": [
        "Process",
        "Poor communication",
        "Lack of training",
        "Staff not empowered",
        "Staffing and resources",
    ],
}


def where_rows(touchpoints: int = 6, lang: str = "zh", *, tagged: float = 0.3) -> pd.DataFrame:
    """Rows of the heat map; `tagged` is the share of cells with tags."""
    dice = random.Random(5)
    rows = []
    for row in range(touchpoints):
        state = STATES[row % 6]
        for place, column in enumerate(COLUMNS[lang]):
            part = "gap" if place == 0 else "none" if place == 5 else "cell"
            tags = dice.randint(1, 12) if part == "cell" and dice.random() < tagged else 0
            here = place == row % 5 and place in (1, 2, 3, 4)
            tells = state != "hidden" and (part == "gap" or here)
            rows.append(
                {
                    "touchpoint": POINTS[lang][row % 6], "row_order": row, "column_order": place, "column": column,
                    "column_text": column.replace("|", ""), "part": part, "state": state, "here": here, "tags": tags,
                    "tags_text": str(tags or ""), "asked_text": "", "gap_text": "−0.8" if tells else "",
                    "interval_text": "", "n_text": "120" if tells else "", "status_text": "",
                }
            )  # fmt: skip
    return pd.DataFrame(rows, columns=[*(rows or where_rows(1).to_dict("records"))[0]])


def count_rows(count: int = 5, lang: str = "zh") -> pd.DataFrame:
    """Rows of the causes."""
    rows = [
        {"label": CAUSES[lang][i % 5], "order": i, "tags": 9 - i, "tags_text": str(9 - i)}
        for i in range(count)
    ]
    return pd.DataFrame(rows, columns=["label", "order", "tags", "tags_text"])


def check_rows(checks: int = 3, lang: str = "zh") -> pd.DataFrame:
    """Rows of a team's checks."""
    dice = random.Random(7)
    rows = []
    for row, label in enumerate(c.replace("|", "" if lang == "zh" else " ") for c in COLUMNS[lang][6:]):
        for place in range(checks):
            answer = dice.randint(1, 5)
            rows.append(
                {
                    "label": label, "row_order": row, "column_order": place, "day": f"08-{place + 1:02d}",
                    "answer": answer, "answer_text": str(answer), "word_text": "", "day_text": "", "note_text": "",
                }
            )  # fmt: skip
    return pd.DataFrame(rows, columns=[*(rows or check_rows(1).to_dict("records"))[0]])


def specs(words: Words) -> dict[str, dict[str, Any]]:
    """The charts of one language."""
    return {
        "where": theme.spec(diagnosis.where(words, description="where")),
        "counts": theme.spec(diagnosis.counts(words, description="counts")),
        "checks": theme.spec(diagnosis.checks(words, description="checks")),
    }


def cases(lang: str) -> list[tuple[str, str, pd.DataFrame, int]]:
    """(chart, case, rows, width in pixels) worth looking at."""
    return [
        *[("where", f"{n}", where_rows(n, lang), 1100) for n in (0, 1, 6, 30)],
        ("where", "untagged", where_rows(6, lang, tagged=0), 1100),
        ("where", "phone", where_rows(6, lang), diagnosis.width_of(lang)),
        *[("counts", f"{n}", count_rows(n, lang), 500) for n in (0, 1, 5)],
        ("counts", "phone", count_rows(5, lang), 342),
        *[("checks", f"{n}", check_rows(n, lang), 500) for n in (0, 1, 3, 8)],
        ("checks", "phone", check_rows(8, lang), 342),
    ]
