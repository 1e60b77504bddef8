"""The quarters, means and lines around an action, in a reader's language."""

import datetime as dt
import math
from typing import Any

import pandas as pd

from mot.analysis.effects import Judged, Stand, Verdict
from mot.charts.effects import COLUMNS
from mot.charts.theme import State
from mot.domain.periods import Quarter
from mot.locale.words import Locale

STATES = {Verdict.IMPROVED: State.ABOVE, Verdict.WORSE: State.WEAK}


def effects(judged: Judged, start: dt.date, locale: Locale) -> pd.DataFrame:
    """Rows of the two charts of an action that begins on `start`; see `mot.charts.effects`."""
    grey = State.UNCLEAR
    after = STATES.get(judged.verdict, grey) if judged.stand is Stand.JUDGED else grey
    rows = [*_points(judged, locale, after), *_means(judged, locale, after)]
    places = [row["at"] for row in rows] + [row["until"] for row in rows if "until" in row]
    begin = start.year * 12 + start.month - 1 + (start.day - 1) / 31
    if places and (judged.started or begin <= max(places)):
        rows.append({"kind": "start", "at": begin, "label": locale.t("Action starts")})
    if rows and not math.isnan(judged.target):
        label = locale.t("Target {gap}", gap=locale.signed(judged.target, judged.unit.digits))
        rows.append({"kind": "target", "value": judged.target, "label": label})
    return pd.DataFrame([dict.fromkeys(COLUMNS) | row for row in rows], columns=list(COLUMNS)).astype(
        dict.fromkeys(("at", "until", "value", "lo", "hi"), float)
    )


def table(judged: Judged, locale: Locale) -> pd.DataFrame:
    """The same numbers for a spreadsheet: the quarters, then the months compared."""
    t = locale.t
    rows = [(_quarter(first).short, value, lo, hi, n) for first, value, lo, hi, n, _ in _series(judged)]
    rows += [
        (t("Months before"), judged.before, judged.before_lo, judged.before_hi, judged.n_before),
        (t("Months after"), judged.after, judged.after_lo, judged.after_hi, judged.n_after),
    ]
    value = t("Gap") if judged.paired else t("Perceived")
    heads = [t("Period"), value, t("Interval from"), t("Interval to"), t("Answers")]
    return pd.DataFrame(rows, columns=heads)


def _points(judged: Judged, locale: Locale, after: State) -> list[dict[str, Any]]:
    write = locale.signed if judged.paired else locale.score
    digits, found, last = judged.unit.digits, [], len(judged.series) - 1
    for place, (first, value, lo, hi, n, side) in enumerate(_series(judged)):
        known = not math.isnan(value)
        found.append(
            {
                "kind": "point",
                "at": _position(int(first)) + 1.5,
                "value": value,
                "lo": lo,
                "hi": hi,
                "state": after if side == "after" else State.UNCLEAR,
                "edge": "first" if place == 0 else "last" if place == last else "",
                "period": _quarter(first).short,
                "value_text": write(value, digits) if known else locale.t("Too few, hidden"),
                "interval_text": locale.interval(lo, hi, digits) if known and judged.paired else "",
                "n_text": locale.count(int(n)) if known else "",
            }
        )
    return found


def _means(judged: Judged, locale: Locale, after: State) -> list[dict[str, Any]]:
    """The windows with their means, and those of the comparison branches where they may be shown."""
    t, digits = locale.t, judged.unit.digits
    write = locale.signed if judged.paired else locale.score
    found: list[dict[str, Any]] = []
    for months, mean, lo, hi, compared, state, label in (
        (judged.before_months, judged.before, judged.before_lo, judged.before_hi, judged.compared_before,
         State.UNCLEAR, t("Before {mean}", mean=write(judged.before, digits))),
        (judged.after_months, judged.after, judged.after_lo, judged.after_hi, judged.compared_after,
         after, t("After {mean}", mean=write(judged.after, digits))),
    ):  # fmt: skip
        span = {"at": _position(months[0]), "until": _position(months[-1]) + 1}
        if not math.isnan(mean):
            raised = math.isnan(compared) or mean >= compared
            found.append(
                {"kind": "mean", **span, "value": mean, "lo": lo, "hi": hi, "state": state, "label": label}
                | {"raised": raised}
            )
            if not math.isnan(compared):
                others = t("Comparison {mean}", mean=write(compared, digits))
                found.append(
                    {"kind": "compared", **span, "value": compared, "label": others, "raised": not raised}
                )
    return found


def _series(judged: Judged) -> list[tuple[Any, ...]]:
    return list(judged.series.itertuples(index=False, name=None))


def _quarter(month: float) -> Quarter:
    return Quarter.of_month(int(month))


def _position(month: int) -> float:
    return float(month // 100 * 12 + month % 100 - 1)
