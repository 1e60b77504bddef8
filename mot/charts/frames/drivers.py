"""Importance, performance and priority in a reader's language: rows of the map, the list, the table to take away."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from mot.analysis.drivers import Drivers
from mot.charts import labels
from mot.charts.drivers import HEIGHT, WIDTHS
from mot.domain.survey import Touchpoint
from mot.locale.sentences import driver_gates
from mot.locale.sentences import drivers as sentences
from mot.locale.words import Locale
from mot.stats.quadrants import Quadrant

STATES = {
    Quadrant.CONCENTRATE_HERE: "first",
    Quadrant.KEEP_UP: "keep",
    Quadrant.LOW_PRIORITY: "calm",
    Quadrant.POSSIBLE_OVERKILL: "calm",
    Quadrant.BORDERLINE: "open",
}
SERVED = ("first", "keep", "calm", "open")  # the order in which names find room on the map
PLOT_HEIGHT = HEIGHT - 62  # without the axes
CORNER = 24.0  # height of a quadrant's name


@dataclass(frozen=True, slots=True)
class Ends:
    """Ends of the axes of the map: performance left and right, importance bottom and top."""

    left: float
    right: float
    bottom: float
    top: float


def placed(found: Drivers) -> pd.DataFrame:
    """The rows of the touchpoints that have a place on the map."""
    return found.frame[found.frame["quadrant"].notna()].reset_index(drop=True)


def importance_map(found: Drivers, touchpoints: Sequence[Touchpoint], locale: Locale) -> pd.DataFrame:
    """One row per touchpoint that has a place on the map."""
    frame, digits = placed(found), found.unit.digits
    by_id = {p.id: p for p in touchpoints}
    names = [locale.name(by_id[int(i)].name) for i in frame["touchpoint"]]
    states = [STATES[Quadrant(q)] for q in frame["quadrant"]]
    ends = _ends(found, frame)
    rows = pd.DataFrame({"label": names, "order": np.arange(len(frame))})
    for column in ("performance", "importance"):
        for name in (column, f"{column}_lo", f"{column}_hi"):
            rows[name] = frame[name]
    rows = rows.assign(
        state=states,
        left=ends.left,
        right=ends.right,
        bottom=ends.bottom,
        top=ends.top,
        cross_x=found.cross_performance,
        cross_y=found.cross_importance,
        perception_text=perceptions(locale, frame, digits),
        importance_text=shares(locale, frame),
        gap_text=gaps(locale, frame, digits),
        priority_text=priorities(locale, frame),
        n_text=[locale.count(int(n)) for n in frame["n"]],
        status_text=[sentences.place(locale, row) for _, row in frame.iterrows()],
    )
    corners = [locale.t(sentences.QUADRANT_WORDS[q]) for q in list(Quadrant)[:4]]
    first = _order(states, frame)
    for number, width in enumerate(WIDTHS):
        beside = _names(rows, ends, names, corners, first, float(width))
        rows[f"dx{number}"], rows[f"dy{number}"] = beside.dx, beside.dy
    return rows


def _ends(found: Drivers, frame: pd.DataFrame) -> Ends:
    """Room for every interval, the crosshair and the names of the quadrants."""
    x = [*frame["performance_lo"], *frame["performance_hi"], found.cross_performance]
    y = [*frame["importance_lo"], *frame["importance_hi"], found.cross_importance]
    wide = max(np.nanmax(x) - np.nanmin(x), found.unit.shown(2))
    high = max(np.nanmax(y) - np.nanmin(y), 0.05)
    return Ends(
        float(np.nanmin(x) - 0.07 * wide),
        float(np.nanmax(x) + 0.07 * wide),
        float(np.nanmin(y) - 0.12 * high),
        float(np.nanmax(y) + 0.12 * high),
    )


def _order(states: Sequence[str], frame: pd.DataFrame) -> list[int]:
    """The touchpoints whose names matter most come first."""
    rank = pd.DataFrame({"state": [SERVED.index(s) for s in states], "by": -frame["importance"]})
    return [int(i) for i in rank.sort_values(["state", "by"], kind="stable").index]


def _names(
    rows: pd.DataFrame,
    ends: Ends,
    names: Sequence[str],
    corners: Sequence[str],
    first: Sequence[int],
    width: float,
) -> labels.Placed:
    def across(column: str) -> np.ndarray:
        return np.asarray((rows[column].to_numpy(float) - ends.left) / (ends.right - ends.left) * width)

    def down(column: str) -> np.ndarray:
        return np.asarray((ends.top - rows[column].to_numpy(float)) / (ends.top - ends.bottom) * PLOT_HEIGHT)

    written = [labels.width_of(corner) + 14 for corner in corners]
    low = PLOT_HEIGHT - CORNER
    return labels.beside(
        across("performance"),
        down("importance"),
        [labels.width_of(name) for name in names],
        size=(width, PLOT_HEIGHT),
        first=first,
        reach=(
            across("performance_lo"),
            across("performance_hi"),
            down("importance_hi"),
            down("importance_lo"),
        ),
        taken=[
            (0, 0, written[0], CORNER),
            (width - written[1], 0, width, CORNER),
            (0, low, written[2], PLOT_HEIGHT),
            (width - written[3], low, width, PLOT_HEIGHT),
        ],
    )


def _with_interval(locale: Locale, value: str, low: str, high: str, *, known: bool) -> str:
    if not known:
        return value
    ends = locale.t("{low} to {high}", low=low, high=high)
    return locale.t("{score} ({interval})", score=value, interval=ends)


def perceptions(locale: Locale, frame: pd.DataFrame, digits: int) -> list[str]:
    """The mean perception with its interval; "" where there is none."""
    return [
        "" if value != value
        else _with_interval(locale, *(locale.score(v, digits) for v in (value, lo, hi)), known=hi == hi)
        for value, lo, hi in zip(
            frame["performance"], frame["performance_lo"], frame["performance_hi"], strict=True
        )
    ]  # fmt: skip


def shares(locale: Locale, frame: pd.DataFrame) -> list[str]:
    """Importance with its interval; "" where it is not known."""
    return [
        "" if value != value
        else _with_interval(locale, *(locale.share(v) for v in (value, lo, hi)), known=hi == hi)
        for value, lo, hi in zip(
            frame["importance"], frame["importance_lo"], frame["importance_hi"], strict=True
        )
    ]  # fmt: skip


def gaps(locale: Locale, frame: pd.DataFrame, digits: int) -> list[str]:
    """The gap with its interval; "" where there is none."""
    return [
        "" if value != value
        else _with_interval(locale, *(locale.signed(v, digits) for v in (value, lo, hi)), known=hi == hi)
        for value, lo, hi in zip(frame["gap"], frame["gap_lo"], frame["gap_hi"], strict=True)
    ]  # fmt: skip


def priorities(locale: Locale, frame: pd.DataFrame, *, percent: bool = False) -> list[str]:
    """The priority with its interval, out of 100 or in percent; "" where there is none."""

    def write(value: float) -> str:
        return locale.share(value / 100) if percent else locale.score(value, 0)

    return [
        "" if value != value
        else _with_interval(locale, *(write(v) for v in (value, lo, hi)), known=hi == hi)
        for value, lo, hi in zip(frame["priority"], frame["priority_lo"], frame["priority_hi"], strict=True)
    ]  # fmt: skip


def priorities_table(found: Drivers, touchpoints: Sequence[Touchpoint], locale: Locale) -> pd.DataFrame:
    """Every number of the page per touchpoint, to take away."""
    t, frame = locale.t, found.frame
    by_id = {p.id: p for p in touchpoints}
    called = {p.id: locale.name(p.name) for p in touchpoints}
    known = [by_id[int(i)] for i in frame["touchpoint"]]
    seen = ~frame["hidden"] & (frame["n"] > 0)
    return pd.DataFrame(
        {
            t("Stage"): [locale.name(p.stage) for p in known],
            t("Touchpoint"): [locale.name(p.name) for p in known],
            "n": frame["n"].where(seen).astype("Int64"),
            t("Perceived"): frame["performance"],
            t("Perceived, interval from"): frame["performance_lo"],
            t("Perceived, interval to"): frame["performance_hi"],
            t("Gap"): frame["gap"],
            t("Gap, interval from"): frame["gap_lo"],
            t("Gap, interval to"): frame["gap_hi"],
            t("n with overall satisfaction"): frame["n_pairs"].astype("Int64"),
            t("Importance"): frame["importance"],
            t("Importance, interval from"): frame["importance_lo"],
            t("Importance, interval to"): frame["importance_hi"],
            t("Place by importance"): frame["importance_rank"].astype("Int64"),
            t("Quadrant"): ["" if pd.isna(q) else t(sentences.QUADRANT_WORDS[q]) for q in frame["quadrant"]],
            t("Probability of the likeliest quadrant"): frame["quadrant_probability"],
            t("Probability of “Concentrate here”"): frame["fix_first"],
            t("Priority score"): frame["priority"],
            t("Priority score, from"): frame["priority_lo"],
            t("Priority score, to"): frame["priority_hi"],
            t("Place by priority"): frame["rank"].astype("Int64"),
            t("Part of the explained variance (LMG)"): frame["lmg"],
            t("Part of the explained variance (Johnson)"): frame["johnson"],
            t("Standardised slope"): frame["beta"],
            t("Variance inflation (VIF)"): frame["vif"],
            t("Rated alike with"): ["" if pd.isna(i) else called[int(i)] for i in frame["alike_with"]],
            t("Note"): [_note(locale, row) for _, row in frame.iterrows()],
        }
    )


def _note(locale: Locale, row: "pd.Series[object]") -> str:
    if row["hidden"]:
        return locale.t("Hidden to protect privacy")
    return driver_gates.left_out(locale, row) if row["n"] else locale.t("No responses")
