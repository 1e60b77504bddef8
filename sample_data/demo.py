"""The demonstration bank's files: a workbook per quarter, its outcome figures, and what is true behind them."""

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from mot.domain.survey import Institution
from sample_data import bank, figures
from sample_data.sheets import Row, write_xlsx

EPOCH = dt.date(1970, 1, 1)
BEFORE = ("答卷编号", "网点", "日期", "渠道", "客群")
FIGURES = "figures.xlsx"
AFTER = ("总体满意度", "推荐意愿(0-10)", "答题用时(秒)", "意见")


def file_name(quarter: int) -> str:
    """The file of the quarter at that place."""
    return f"demo_{bank.QUARTERS[quarter].code}.xlsx"


def header(institution: Institution) -> list[str]:
    """The header row of a demonstration workbook."""
    pairs = [f"{kind}-{t.name.zh}" for t in institution.touchpoints for kind in ("期望", "感知")]
    return [*BEFORE, *pairs, *AFTER]


def rows(institution: Institution, quarter: int) -> Iterator[Row]:
    """The header and one row per respondent."""
    yield header(institution)
    feedback = bank.quarter_feedback(institution, quarter)
    code = bank.QUARTERS[quarter].code
    for i, comment in enumerate(feedback.comments):
        ratings = [
            _whole(feedback.expectation[i, t] if kind == 0 else feedback.perception[i, t])
            for t in range(len(institution.touchpoints))
            for kind in (0, 1)
        ]
        yield [
            f"JC-{code}-{i + 1:05d}",
            institution.branches[feedback.branch[i]].name.zh,
            EPOCH + dt.timedelta(days=int(feedback.day[i])),
            institution.channels[feedback.channel[i]].name.zh if feedback.channel[i] >= 0 else None,
            institution.segments[feedback.segment[i]].name.zh if feedback.segment[i] >= 0 else None,
            *ratings,
            _whole(feedback.overall[i]),
            _whole(feedback.nps[i]),
            int(feedback.duration[i]),
            comment,
        ]


def _whole(value: float) -> int | None:
    return None if np.isnan(value) else int(value)


def truth(institution: Institution) -> dict[str, object]:
    """What is planted, in points of the 1 to 5 scale."""
    volume = sum(size for size, _ in bank.BRANCHES.values())
    last = len(bank.QUARTERS) - 1
    return {
        "scale": "1-5",
        "quarters": [quarter.code for quarter in bank.QUARTERS],
        "touchpoints": {
            t.code: {
                "expectation": bank.PLANTS[t.code].expectation,
                "gap": {
                    quarter.code: round(
                        sum(
                            size * bank.true_gap(t.code, code, place)
                            for code, (size, _) in bank.BRANCHES.items()
                        )
                        / volume,
                        4,
                    )
                    for place, quarter in enumerate(bank.QUARTERS)
                },
                "weight_in_overall": bank.PLANTS[t.code].weight,
            }
            for t in institution.touchpoints
        },
        "branches": {
            b.code: {"name": b.name.zh, "answers_per_quarter": bank.BRANCHES[b.code][0],
                     "effect": bank.BRANCHES[b.code][1]}
            for b in institution.branches
        },
        "gap_by_branch_and_touchpoint_latest": {
            b.code: {t.code: round(bank.true_gap(t.code, b.code, last), 4) for t in institution.touchpoints}
            for b in institution.branches
        },
        "weak_branches": list(bank.WEAK_BRANCHES),
        "weak_touchpoints": ["complaint", "queue"],
        "delight_touchpoints": ["completion"],
        "only_looks_bad": bank.UNLUCKY_BRANCH,
        "drivers": list(bank.DRIVERS),
        "action": {**bank.ACTION, "effect": bank.ACTION["after"] - bank.ACTION["before"]},
        "extra": [{"branch": b, "touchpoint": t, "effect": v} for (b, t), v in bank.EXTRA.items()],
        "drift": {t: list(values) for t, values in bank.DRIFT.items()},
        "figures": figures.truth(institution),
    }  # fmt: skip


def write(institution: Institution, folder: Path, *, only: str | None = None) -> list[Path]:
    """Write the workbook of every quarter, or `only` of the one with this code, `figures.xlsx` and `truth.json`."""
    folder.mkdir(parents=True, exist_ok=True)
    widths = [17, 12, 11, 9, 9]
    paths = [
        write_xlsx(folder / file_name(place), [("反馈", rows(institution, place))], widths=widths)
        for place, quarter in enumerate(bank.QUARTERS)
        if only in (None, quarter.code)
    ]
    paths.append(
        write_xlsx(folder / FIGURES, [("结果指标", figures.rows(institution))], widths=[14, 10, 14, 9, 9])
    )
    facts = folder / "truth.json"
    facts.write_text(json.dumps(truth(institution), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return [*paths, facts]
