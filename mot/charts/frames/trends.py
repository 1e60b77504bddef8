"""The months of control charts in a reader's language."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

import numpy as np
import pandas as pd

from mot.analysis.breaks import Break
from mot.analysis.figure_trends import Better, FigureTrend
from mot.analysis.monitoring import ControlChart
from mot.analysis.outcomes import Kind
from mot.charts.frames.names import words
from mot.charts.trend_words import TrendWords
from mot.domain.survey import Name
from mot.locale.sentences.trends import decimals, percent
from mot.locale.standings import (
    SIGNAL_WORDS,
    break_text,
    favourable,
    month_text,
    signal_text,
)
from mot.locale.words import Locale
from mot.stats.monitoring import Signal

Names = Mapping[int, Name]
MARKS = {Signal.LOW: "low", Signal.HIGH: "high"}
DRIFTS = {"low": Signal.DRIFTING_DOWN, "high": Signal.DRIFTING_UP}
LINES = 3  # lines above the plot in which reasons of breaks may stand
APART = 8  # months between two equal words


def trend_words(locale: Locale, confidence: float, value: str) -> TrendWords:
    """The words of charts over time; `value` is what they chart."""
    t = locale.t
    usual = asdict(words(locale, confidence)) | {"change": t("Month")}
    return TrendWords(
        **usual, value=value, usual=t("Usual range"), baseline=t("Baseline"), smoothed=t("Recent level")
    )


def control_rows(found: ControlChart, locale: Locale, touchpoints: Names, channels: Names) -> pd.DataFrame:
    """One row per month of a touchpoint's chart."""
    write = locale.signed if found.paired else locale.score
    digits, frame = found.unit.digits, found.frame
    return _rows(
        frame,
        found.centre,
        locale,
        value=lambda x: write(x, digits),
        counted=[locale.count(int(n)) if n else "" for n in frame["n"]],
        word=lambda signal: locale.t(SIGNAL_WORDS[signal]),
        better=Better.HIGH,
        cuts=cut_texts(found.breaks, locale, touchpoints, channels),
    )


def figure_rows(found: FigureTrend, locale: Locale) -> pd.DataFrame:
    """One row per month of an outcome figure's chart; shares in percent."""
    share = found.kind is Kind.SHARE
    frame, digits = found.frame.copy(), decimals(found.frame["value"].median())
    if share:
        numbers = ["value", "lo", "hi", "lower", "upper"]
        frame[numbers] = frame[numbers] * 100
    return _rows(
        frame,
        found.centre * 100,
        locale,
        value=(lambda x: percent(x / 100, digits)) if share else (lambda x: locale.count(int(x))),
        counted=[locale.count(int(n)) if n else "" for n in frame["n"]],
        word=lambda signal: signal_text(locale, signal, found.better),
        better=found.better,
        cuts={},
    )


def cut_texts(breaks: Sequence[Break], locale: Locale, touchpoints: Names, channels: Names) -> dict[int, str]:
    """Month → why it does not compare with those before it."""
    found: dict[int, list[str]] = {}
    for cut in breaks:
        found.setdefault(cut.month, []).append(break_text(locale, cut, touchpoints, channels))
    return {month: " · ".join(texts) for month, texts in found.items()}


def _rows(
    frame: pd.DataFrame,
    centre: float,
    locale: Locale,
    *,
    value: Callable[[float], str],
    counted: Sequence[str],
    word: Callable[[str], str],
    better: Better,
    cuts: Mapping[int, str],
) -> pd.DataFrame:
    months = [int(month) for month in frame["month"]]
    size, limits = len(months), frame["lower"].notna().to_numpy()
    signals = [str(signal) for signal in frame["signal"]]
    marks = [MARKS.get(Signal(signal), "none") for signal in signals]
    smooth, limit = frame["ewma"], frame["ewma_limit"]
    drifts = np.select([smooth < -limit, smooth > limit], ["low", "high"], "none").tolist()
    order = sorted(month for month in cuts if month in months)
    numbers = ("value", "lo", "hi", "lower", "upper", "ewma")
    return pd.DataFrame(
        {
            "order": np.arange(size),
            "month": [str(month % 100) for month in months],
            "year": [str(month // 100) for month in months],
            "part": np.cumsum([month in cuts for month in months], dtype=np.int64),
            **{name: frame[name].to_numpy(float) for name in numbers},
            "centre": np.where(limits, centre, np.nan),
            "ewma_low": -frame["ewma_limit"].to_numpy(float),
            "ewma_high": frame["ewma_limit"].to_numpy(float),
            "base": frame["in_baseline"].to_numpy(bool) & limits,
            "running": frame["running"].to_numpy(bool),
            "mark": marks,
            "state": [_state(signal, better) for signal in signals],
            "mark_text": [
                locale.t(SIGNAL_WORDS[signal]) if end else ""
                for signal, end in zip(signals, _ends(marks), strict=True)
            ],
            "drift": drifts,
            "drift_state": [_state(DRIFTS.get(drift, ""), better) for drift in drifts],
            "drift_text": [
                locale.t(SIGNAL_WORDS[DRIFTS[drift]]) if end else ""
                for drift, end in zip(drifts, _ends(drifts), strict=True)
            ],
            "side": ["right" if place > 0.75 * size else "center" for place in range(size)],
            "cut_text": [cuts.get(month, "") for month in months],
            "cut_line": [order.index(month) % LINES if month in order else 0 for month in months],
            "cut_side": ["left" if place < size / 2 else "right" for place in range(size)],
            "month_text": [month_text(locale, month) for month in months],
            "value_text": [_written(value, x) for x in frame["value"]],
            "interval_text": _between(locale, value, frame["lo"], frame["hi"]),
            "usual_text": _between(locale, value, frame["lower"], frame["upper"]),
            "n_text": list(counted),
            "status_text": [
                _said(locale, word(signal), row)
                for signal, row in zip(signals, frame.to_dict("records"), strict=True)
            ],
        }
    )


def _said(locale: Locale, told: str, month: Mapping[str, Any]) -> str:
    """What a month says, or why it says nothing."""
    t = locale.t
    if month["value"] != month["value"]:
        return t("Nothing to show")
    if month["running"]:
        return t("Month not over yet, not judged")
    if not month["tested"]:
        return t("Not judged")
    if month["in_baseline"] and month["signal"] == Signal.NONE:
        return t("Baseline")
    return told


def _state(signal: str, better: Better) -> str:
    good = favourable(signal, better)
    return "unclear" if good is None else "above" if good else "weak"


def _ends(marks: Sequence[str]) -> list[bool]:
    """Which marks get a word: the last of each run, unless the next such word is too near."""
    following: dict[str, int] = {}
    found = [False] * len(marks)
    for place in reversed(range(len(marks))):
        mark = marks[place]
        ends = mark != "none" and marks[place + 1 : place + 2] != [mark]
        if ends and following.get(mark, place + APART) - place >= APART:
            found[place] = True
            following[mark] = place
    return found


def _written(value: Callable[[float], str], x: float) -> str:
    return "" if x != x else value(x)


def _between(
    locale: Locale, value: Callable[[float], str], low: "pd.Series[float]", high: "pd.Series[float]"
) -> list[str]:
    return [
        "" if a != a or b != b else locale.t("{low} to {high}", low=value(a), high=value(b))
        for a, b in zip(low, high, strict=True)
    ]
