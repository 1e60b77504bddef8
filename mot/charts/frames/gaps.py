"""Gaps per touchpoint and per branch in a reader's language."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import pandas as pd

from mot.analysis.gaps import GapTable
from mot.analysis.heat import HeatTable
from mot.charts.frames.names import distinct_part, two_lines
from mot.domain.survey import Name, Touchpoint
from mot.locale.statuses import STATUS_WORDS, WHY_HIDDEN
from mot.locale.words import Locale
from mot.stats.multiplicity import Status

VISUAL = {
    Status.WEAK: "weak",
    Status.LIKELY_WEAK: "below",
    Status.SLIGHTLY_BELOW: "below",
    Status.DELIGHT: "above",
    Status.SUPPRESSED: "hidden",
    Status.NO_RESPONSES: "hidden",
}


MOST_PLACES = 60
"""Columns that a heat map draws at most: more are too narrow to read, and slow in the browser."""


def gaps(table: GapTable, touchpoints: Sequence[Touchpoint], locale: Locale) -> pd.DataFrame:
    """One row per touchpoint, for the journey strip, the dumbbell and the download."""
    by_id = {t.id: t for t in touchpoints}
    frame, digits = table.frame, table.unit.digits
    known = [by_id[int(i)] for i in frame["touchpoint"]]
    center = frame["expectation"] if table.paired else pd.Series(0.0, index=frame.index)
    hidden = frame["hidden"]
    return pd.DataFrame(
        {
            "code": [t.code for t in known],
            "label": [locale.name(t.name) for t in known],
            "short2": [two_lines(locale.name(t.name)) for t in known],
            "stage": [locale.name(t.stage) for t in known],
            "order": np.arange(len(frame)),
            "expectation": frame["expectation"],
            "perception": frame["perception"],
            "lo": center + frame["lo"],
            "hi": center + frame["hi"],
            "gap": frame["gap"],
            "gap_text": [
                "" if np.isnan(s) else (locale.signed(g, digits) if table.paired else locale.score(s, digits))
                for g, s in zip(frame["gap"], frame["perception"], strict=True)
            ],
            "state": [_visual(s, n) for s, n in zip(frame["status"], frame["n_p"], strict=True)],
            "n_text": [
                "" if h else locale.count(int(n))
                for n, h in zip(frame["n"] if table.paired else frame["n_p"], hidden, strict=True)
            ],
            "interval_text": [
                _interval(locale, lo, hi, digits, signed=table.paired)
                for lo, hi in zip(frame["lo"], frame["hi"], strict=True)
            ],
            "status_text": [locale.t(STATUS_WORDS[s]) for s in frame["status"]]
            if table.paired
            else [locale.t("Perception only, no gap") for _ in known],
        }
    )


def _visual(status: str, n: int) -> str:
    return VISUAL.get(Status(status), "unclear") if n else "hidden"


def _interval(locale: Locale, lo: float, hi: float, digits: int, *, signed: bool) -> str:
    if np.isnan(lo):
        return ""
    if signed:
        return locale.interval(lo, hi, digits)
    return locale.t("{low} to {high}", low=locale.score(lo, digits), high=locale.score(hi, digits))


def intervals(locale: Locale, rows: pd.DataFrame, digits: int, *, signed: bool) -> list[str]:
    """The columns `lo` and `hi` of each row, written out; "" where there are none."""
    ends = zip(rows["lo"], rows["hi"], strict=True)
    return [_interval(locale, lo, hi, digits, signed=signed) for lo, hi in ends]


def heatmap(
    found: HeatTable,
    touchpoints: Sequence[Touchpoint],
    places: Mapping[int, Name],
    locale: Locale,
    *,
    most: int = MOST_PLACES,
) -> pd.DataFrame:
    """One row per cell; places from the lowest mean to the highest, hidden ones last.

    `places` names the regions or branches by id, in the institution's order. Of more than `most` the lowest are
    drawn.
    """
    frame, unit = found.frame, found.unit
    lowest = frame.groupby("place")["shade"].mean().sort_values(na_position="last").index[:most]
    frame = frame[frame["place"].isin(lowest)].reset_index(drop=True)
    points = {t.id: (i, locale.name(t.name)) for i, t in enumerate(touchpoints)}
    shown = [i for i in places if i in set(frame["place"])]
    names = dict(zip(shown, distinct_part([locale.name(places[i]) for i in shown]), strict=True))
    means = frame.groupby("place")["shade"].mean()
    columns = {int(b): i for i, b in enumerate(means.sort_values(na_position="last").index)}
    digits = 1 if unit.scale is not None and unit.scale.width <= 10 else 0
    seen = (frame["why_hidden"] == "no").to_numpy()
    signed = (frame["status"] != Status.PERCEPTION_ONLY).to_numpy()
    wide = unit.digits

    def written(columns: Sequence[str], write: Callable[..., str]) -> list[str]:
        rows = zip(*(frame[c] for c in columns), signed, seen, strict=True)
        return [write(*values, gap) if s else "" for *values, gap, s in rows]

    return pd.DataFrame(
        {
            "touchpoint": [points[int(i)][1] for i in frame["touchpoint"]],
            "branch": [names[int(i)] for i in frame["place"]],
            "code": [
                f"{point}-{place}" for point, place in zip(frame["touchpoint"], frame["place"], strict=True)
            ],
            "row_order": [points[int(i)][0] for i in frame["touchpoint"]],
            "column_order": [columns[int(i)] for i in frame["place"]],
            "shade": frame["shade"],
            "gap_text": written(["value"], lambda v, gap: _number(locale, v, digits, signed=gap)),
            "clear": frame["sure"],
            "hidden": frame["why_hidden"],
            "n_text": written(["n"], lambda n, _: locale.count(int(n))),
            "interval_text": written(
                ["lo", "hi"], lambda a, b, gap: _interval(locale, a, b, wide, signed=gap)
            ),
            "fair_text": written(
                ["fair", "fair_lo", "fair_hi"],
                lambda f, a, b, gap: locale.t(
                    "{score} ({interval})",
                    score=_number(locale, f, wide, signed=gap),
                    interval=_interval(locale, a, b, wide, signed=gap),
                ),
            ),
            "status_text": [
                locale.t(STATUS_WORDS[s]) if told else ""
                for s, told in zip(frame["status"], seen, strict=True)
            ],
            "hidden_text": [locale.t(WHY_HIDDEN[w]) for w in frame["why_hidden"]],
        }
    )


def _number(locale: Locale, value: float, digits: int, *, signed: bool) -> str:
    return locale.signed(value, digits) if signed else locale.score(value, digits)
