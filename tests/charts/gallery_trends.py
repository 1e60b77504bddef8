"""Sample months of control charts and of boards, made as the pages make them."""

import dataclasses
from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from mot.analysis.breaks import Break, Reason
from mot.analysis.judging import Standing
from mot.analysis.monitoring import Board, ControlChart
from mot.analysis.units import of_one_scale
from mot.charts import boards, theme, trends
from mot.charts.frames.boards import board_rows
from mot.charts.frames.trends import control_rows, trend_words
from mot.charts.trend_words import Axis
from mot.charts.words import Words
from mot.domain.survey import Name, Scale
from mot.locale.words import Locale
from mot.stats.monitoring import Signal, TrendState, trend

MONTHS = tuple(y * 100 + m for y in (2024, 2025, 2026) for m in range(1, 13))[9:33]
CHANNELS = {2: Name("手机银行", "Mobile bank")}
CUTS = (
    Break(MONTHS[7], Reason.SCALE, (1007,), (1005,)),
    Break(MONTHS[9], Reason.CHANNEL, (2,)),
    Break(MONTHS[18], Reason.EXPECTATION, (1,)),
)
STANDINGS = [
    (Standing.LOW, True), (Standing.HIGH, True), (Standing.DRIFTING_DOWN, True), (Standing.LOW, False),
    (Standing.NORMAL, False), (Standing.HISTORY, False), (Standing.NO_VARIATION, False), (Standing.HIDDEN, False),
]  # fmt: skip
LONG = {"zh": "江城商业银行股份有限公司老城区中山路支行", "en": "Old Town Zhongshan Road Main Branch Office"}


@cache
def chart_of(
    months: int = 24, *, last: float = 0.0, drift: float = 0.0, holes: tuple[int, ...] = (), running: bool = False,
    breaks: tuple[Break, ...] = (), people: int = 60,
) -> ControlChart:  # fmt: skip
    """A chart of gaps about -0.5; `last` is added in the last month, `drift` in each month after the twelfth."""
    rng = np.random.default_rng(months + int(10 * last))
    rise = drift * np.maximum(np.arange(months) - 11, 0) + last * (np.arange(months) == months - 1)
    gaps = np.rint(rng.normal(-0.5 + rise[:, None], 0.9, (months, people))).astype(np.int64)
    n = np.full(months, people)
    n[list(holes)] = 0
    s, s2 = np.where(n > 0, gaps.sum(axis=1), 0), np.where(n > 0, (gaps**2).sum(axis=1), 0)
    found = trend(n, s, s2, unfinished=running)
    half = 2 * 0.9 / np.sqrt(people)
    frame = pd.DataFrame({"month": MONTHS[-months:] if months else [], "n": n, "value": found.mean})
    frame = frame.assign(
        lo=found.mean - half, hi=found.mean + half, lower=found.lower, upper=found.upper, ewma=found.ewma,
        ewma_limit=found.ewma_limit, signal=[str(x) for x in found.signal], tested=found.tested,
        in_baseline=found.in_baseline, running=np.arange(months) == (months - 1 if running else -1),
    )  # fmt: skip
    return ControlChart(
        frame, breaks, of_one_scale(Scale(1, 5)), True, TrendState(str(found.state)), Standing.NORMAL, False,
        float(found.centre), int(found.baseline), (),
    )  # fmt: skip


def control_of(lang: str, **options: Any) -> pd.DataFrame:
    """Rows of a control chart."""
    return control_rows(chart_of(**options), Locale("zh" if lang == "zh" else "en"), {}, CHANNELS)


def board_of(lang: str, count: int = 8, *, months: int = 24) -> pd.DataFrame:
    """Rows of a board whose series stand as differently as they can."""
    charts = [chart_of(months, last=-1.0 if i % 8 in (0, 3) else 0.0) for i in range(count)]
    said = [STANDINGS[i % 8] for i in range(count)]
    silent = np.array([standing is Standing.HIDDEN for standing, _ in said])
    bare = silent | np.array([standing is Standing.HISTORY for standing, _ in said])
    numbers = {
        name: np.stack([c.frame[name].to_numpy(float) for c in charts])
        for name in ("value", "lo", "hi", "lower", "upper")
    }
    numbers = {
        name: np.where((bare if name in ("lower", "upper") else silent)[:, None], np.nan, x)
        for name, x in numbers.items()
    }
    frame = pd.DataFrame(
        {
            "key": range(count),
            "standing": [str(standing) for standing, _ in said],
            "sure": [sure for _, sure in said],
            "paired": True,
            "month": np.where(silent, 0, MONTHS[-1]),
            "n": np.where(silent, 0, 60),
            "value": numbers["value"][:, -1],
            "lo": numbers["lo"][:, -1],
            "hi": numbers["hi"][:, -1],
            "centre": -0.5,
        }
    )
    signal = np.stack([c.frame["signal"].to_numpy(object) for c in charts])
    signal[silent] = Signal.NONE
    part = np.zeros(signal.shape, dtype=np.int64)
    part[1::4, months // 2 :] = 1
    found = Board(
        frame,
        charts[0].unit,
        MONTHS[-months:],
        numbers["value"],
        numbers["lower"],
        numbers["upper"],
        signal,
        part,
    )
    labels = [LONG[lang] if i % 8 == 2 else f"{LONG[lang][-2:]}{i}" for i in range(count)]
    return board_rows(
        found, Locale("zh" if lang == "zh" else "en"), labels, [f"b{i}" for i in range(count)], range(count)
    )


def specs(words: Words) -> dict[str, dict[str, Any]]:
    """The charts of one language."""
    locale = Locale("zh" if words.gap == "差距" else "en")
    told = trend_words(locale, 0.95, words.gap)
    plain = dataclasses.replace(told, value="%")
    return {
        "control": theme.spec(trends.control(told, description="control", breaks=3)),
        "control_plain": theme.spec(
            trends.control(plain, description="control_plain", axis=Axis.PERCENT, smoothed=False)
        ),
        "trend_board": theme.spec(boards.board(told, description="trend_board", count=8)),
        "long_board": theme.spec(boards.board(told, description="long_board", count=60, select_name="at")),
    }


def cases(lang: str) -> list[tuple[str, str, pd.DataFrame, int]]:
    """(chart, case, rows, width in pixels) worth looking at."""
    few = control_of(lang, months=5)
    return [
        ("control", "24", control_of(lang, last=-1.2, drift=-0.03), 720),
        ("control", "phone", control_of(lang, last=1.2, drift=0.03), 342),
        ("control", "breaks", control_of(lang, breaks=CUTS, holes=(3, 4, 15), running=True), 720),
        ("control", "breaks-phone", control_of(lang, breaks=CUTS, running=True), 342),
        ("control_plain", "5", few, 720),
        ("control_plain", "1", control_of(lang, months=1), 342),
        ("trend_board", "8", board_of(lang), 480),
        ("trend_board", "phone", board_of(lang), 342),
        ("trend_board", "wide", board_of(lang), 1100),
        ("long_board", "60", board_of(lang, 60, months=12), 480),
    ]
