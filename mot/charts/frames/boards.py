"""Many charts side by side, and the tables of months, in a reader's language."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from mot.analysis.family import Alarm, Alarms
from mot.analysis.figure_trends import FigureTrend
from mot.analysis.judging import SIGNALS, Standing
from mot.analysis.monitoring import Board, ControlChart
from mot.charts.frames.names import distinct_part
from mot.domain.survey import Name
from mot.locale.standings import (
    SIGNAL_WORDS,
    month_text,
    signal_text,
    standing_text,
)
from mot.locale.words import Locale
from mot.stats.monitoring import Signal

Names = Mapping[int, Name]
LOUD = (Standing.LOW, Standing.HIGH)
SILENT = (Standing.NO_DATA, Standing.HIDDEN)
HIGHEST = 0.36  # how far a line reaches up and down within its row
MOST = 60  # series of one board; with more, those without a signal are left out from the end


def ranked(found: Board) -> list[int]:
    """Positions of a board's series: sure signals first, then the others, those that show nothing last."""
    standing, sure = found.frame["standing"], found.frame["sure"]
    silent, signal = standing.isin(SILENT), standing.isin(SIGNALS)
    rank = np.select([silent, sure & signal, signal], [3, 0, 1], 2)
    return [int(i) for i in np.argsort(rank, kind="stable")[:MOST]]


def board_rows(
    found: Board, locale: Locale, labels: Sequence[str], codes: Sequence[str], order: Sequence[int]
) -> pd.DataFrame:
    """One row per series and month, for `mot.charts.boards.board`.

    Parameters
    ----------
    labels, codes : sequence of str
        Name and code of each series of the board.
    order : sequence of int
        Positions of the series to draw, the first one on top.
    """
    parts = [_series(found, locale, row, at, labels[at], codes[at]) for row, at in enumerate(order)]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame()


def _series(found: Board, locale: Locale, row: int, at: int, label: str, code: str) -> pd.DataFrame:
    told = found.frame.iloc[at]
    value, low, high = found.value[at], found.lower[at], found.upper[at]
    size = max(len(value), 1)
    if not len(value):
        value = low = high = np.full(1, np.nan)
    everything = np.concatenate([value, low, high])
    known = everything[np.isfinite(everything)]
    middle, reach = ((known.min() + known.max()) / 2, np.ptp(known) / 2) if len(known) else (0.0, 1.0)
    scale = HIGHEST / reach if reach > 0 else 0.0
    signals = list(found.signal[at]) or [Signal.NONE]
    shown = np.flatnonzero(np.isfinite(value))
    head = np.arange(size) == (shown[-1] if len(shown) else size - 1)
    marks = ["low" if s == Signal.LOW else "high" if s == Signal.HIGH else "none" for s in signals]
    write, digits = (locale.signed if told["paired"] else locale.score), found.unit.digits
    nothing = told["value"] != told["value"]
    words = standing_text(locale, told["standing"], sure=bool(told["sure"]))
    return pd.DataFrame(
        {
            "row": row,
            "at": np.arange(size),
            "part": found.part[at] if len(found.months) else 0,
            "y": row + 0.5 - (value - middle) * scale,
            "y_low": row + 0.5 - (low - middle) * scale,
            "y_high": row + 0.5 - (high - middle) * scale,
            "mark": marks,
            "head": head,
            "state": np.where(
                head, _state(told["standing"], sure=bool(told["sure"])), [_colour(s) for s in signals]
            ),
            "label": label,
            "code": code,
            "month_text": month_text(locale, int(told["month"])) if told["month"] else "",
            "value_text": "" if nothing else write(told["value"], digits),
            "interval_text": ""
            if nothing or told["lo"] != told["lo"]
            else locale.t("{low} to {high}", low=write(told["lo"], digits), high=write(told["hi"], digits)),
            "n_text": locale.count(int(told["n"])) if told["n"] else "",
            "finding": words,
            "status_text": words,
        }
    )


def _state(standing: str, *, sure: bool) -> str:
    if not sure or standing not in SIGNALS:
        return "unclear"
    return "weak" if standing in (Standing.LOW, Standing.DRIFTING_DOWN) else "above"


def _colour(signal: str) -> str:
    return "weak" if signal == Signal.LOW else "above" if signal == Signal.HIGH else "unclear"


def short_names(names: Sequence[str]) -> list[str]:
    """Names as far as they differ, for narrow rows."""
    return distinct_part(list(names))


def board_table(found: Board, locale: Locale, heading: str, labels: Sequence[str]) -> pd.DataFrame:
    """One row per series; empty where hidden."""
    t, frame = locale.t, found.frame
    seen = frame["value"].notna()
    return pd.DataFrame(
        {
            heading: list(labels),
            t("Month"): [month_text(locale, int(m)) if m else "" for m in frame["month"]],
            "n": frame["n"].where(seen).astype("Int64"),
            t("Value"): frame["value"],
            t("Interval from"): frame["lo"],
            t("Interval to"): frame["hi"],
            t("Usual level"): frame["centre"],
            t("Finding"): [
                standing_text(locale, s, sure=bool(sure))
                for s, sure in zip(frame["standing"], frame["sure"], strict=True)
            ],
        }
    )


def months_table(
    found: ControlChart | FigureTrend, locale: Locale, breaks: Mapping[int, str]
) -> pd.DataFrame:
    """One row per month of a control chart; `breaks` tells why a month does not compare with those before."""
    t, frame = locale.t, found.frame
    figure = isinstance(found, FigureTrend)
    seen = frame["value"].notna()
    counted = frame["n"].where(seen & (frame["n"] > 0)).astype("Int64")
    return pd.DataFrame(
        {
            t("Month"): [month_text(locale, int(m)) for m in frame["month"]],
            "n": counted,
            t("Value"): frame["value"],
            t("Interval from"): frame["lo"],
            t("Interval to"): frame["hi"],
            t("Usual from"): frame["lower"],
            t("Usual to"): frame["upper"],
            t("Smoothed level (standard errors)"): frame["ewma"],
            t("Its limit"): frame["ewma_limit"],
            t("Baseline"): frame["in_baseline"].astype(bool),
            t("Finding"): [
                (signal_text(locale, s, found.better) if figure else t(SIGNAL_WORDS[s])) if tested else ""  # type: ignore[union-attr]
                for s, tested in zip(frame["signal"], frame["tested"], strict=True)
            ],
            t("Note"): [breaks.get(int(m), "") for m in frame["month"]],
        }
    )


def alarms_table(found: Alarms, locale: Locale, touchpoints: Names, branches: Names) -> pd.DataFrame:
    """One row per alarm, single months first, then drifts."""
    t = locale.t
    listed: Sequence[Alarm] = (*found.points, *found.drifts)
    return pd.DataFrame(
        {
            t("Touchpoint"): [locale.name(touchpoints[a.touchpoint]) for a in listed],
            t("Branch"): [
                t("Selection") if a.branch is None else locale.name(branches[a.branch]) for a in listed
            ],
            t("Month"): [month_text(locale, a.month) for a in listed],
            "n": [a.n for a in listed],
            t("Value"): [a.value for a in listed],
            t("Usual from"): [a.lower for a in listed],
            t("Usual to"): [a.upper for a in listed],
            t("Finding"): [standing_text(locale, a.standing, sure=True) for a in listed],
        }
    )
