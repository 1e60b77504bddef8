"""Gaps per touchpoint and per branch in a reader's language."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from mot.analysis.gaps import GapTable
from mot.analysis.units import Unit
from mot.charts.frames.names import distinct_part, two_lines
from mot.domain.survey import Branch, Touchpoint
from mot.locale.statuses import STATUS_WORDS
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
    found: pd.DataFrame,
    unit: Unit,
    touchpoints: Sequence[Touchpoint],
    branches: Sequence[Branch],
    locale: Locale,
) -> pd.DataFrame:
    """One row per cell; branches from the lowest mean gap to the highest, hidden ones last."""
    points = {t.id: (i, locale.name(t.name)) for i, t in enumerate(touchpoints)}
    shown = [b for b in branches if b.id in set(found["branch"])]
    names = dict(zip((b.id for b in shown), distinct_part([locale.name(b.name) for b in shown]), strict=True))
    means = found.groupby("branch")["gap"].mean()
    columns = {int(b): i for i, b in enumerate(means.sort_values(na_position="last").index)}
    why = {
        "no": "",
        "none": locale.t("No responses"),
        "few": locale.t("Too few answers, hidden to protect privacy"),
        "protected": locale.t("Hidden so that a small neighbour cannot be worked out"),
    }
    digits = 1 if unit.scale is not None and unit.scale.width <= 10 else 0
    seen = found["why_hidden"] == "no"
    return pd.DataFrame(
        {
            "touchpoint": [points[int(i)][1] for i in found["touchpoint"]],
            "branch": [names[int(i)] for i in found["branch"]],
            "row_order": [points[int(i)][0] for i in found["touchpoint"]],
            "column_order": [columns[int(i)] for i in found["branch"]],
            "gap": found["gap"],
            "gap_text": [
                locale.signed(g, digits) if s else "" for g, s in zip(found["gap"], seen, strict=True)
            ],
            "clear": found["clear"],
            "hidden": found["why_hidden"],
            "n_text": [locale.count(int(n)) if s else "" for n, s in zip(found["n"], seen, strict=True)],
            "interval_text": [
                locale.interval(lo, hi, unit.digits) if s else ""
                for lo, hi, s in zip(found["lo"], found["hi"], seen, strict=True)
            ],
            "hidden_text": [why[w] for w in found["why_hidden"]],
        }
    )
