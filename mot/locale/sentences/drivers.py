"""What the page of priorities says: where to begin, on which map, and how far the answers carry."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from mot.analysis.drivers import Drivers
from mot.analysis.priorities import PriorityState
from mot.domain.errors import N_
from mot.domain.survey import Name
from mot.domain.thresholds import Thresholds
from mot.locale.words import Locale
from mot.stats.importance import DriverState
from mot.stats.quadrants import Quadrant

QUADRANT_WORDS: dict[str, str] = {
    Quadrant.CONCENTRATE_HERE: N_("Concentrate here"),
    Quadrant.KEEP_UP: N_("Keep it up"),
    Quadrant.LOW_PRIORITY: N_("Low priority"),
    Quadrant.POSSIBLE_OVERKILL: N_("Possible overkill"),
    Quadrant.BORDERLINE: N_("Borderline"),
}
ALMOST_CERTAIN = 0.95  # probability of a quadrant that is told without its number
POSSIBLE = 0.05  # probability of the corner to begin with that is still worth telling

Names = Mapping[int, Name]


def headline(locale: Locale, found: Drivers, names: Names, thresholds: Thresholds) -> str:
    """Where to begin, from what is certain only."""
    t = locale.t
    if not found.frame["n"].sum():
        if found.frame["hidden"].any():
            return t("Too few answers to judge any touchpoint this quarter")
        return t("Nobody answered in this quarter and selection")
    if found.state.known:
        said = _begin(locale, found, names, thresholds)
        if said:
            return said
    if found.priorities is PriorityState.NOTHING_BELOW:
        return t("Nothing below expectations")
    if found.priorities is PriorityState.NO_GAPS:
        return _by_importance(locale, found, names)
    first = found.frame[(found.frame["rank"] == 1) & (found.frame["gap_hi"] < 0)]
    if found.priorities is PriorityState.UNWEIGHTED:
        if first.empty:
            return t("Which touchpoint falls furthest short cannot be told yet")
        return t(
            "{touchpoint} falls furthest short; how much it matters cannot be told yet",
            touchpoint=names[int(first["touchpoint"].iloc[0])],
        )
    if first.empty:
        return t("Where to begin cannot be told yet")
    return t(
        "{touchpoint} has the highest priority, but no touchpoint is surely in “Concentrate here”",
        touchpoint=names[int(first["touchpoint"].iloc[0])],
    )


def _begin(locale: Locale, found: Drivers, names: Names, thresholds: Thresholds) -> str:
    """The touchpoints that are surely in the corner to begin with and surely fall short, or ""."""
    t, early = locale.t, found.state is DriverState.EARLY
    frame = found.frame[found.frame["quadrant"] == Quadrant.CONCENTRATE_HERE]
    if found.priorities is PriorityState.NO_GAPS:
        chosen = joined(locale, _ids(frame, "importance"), names)
        if not chosen:
            return ""
        if early:
            return t("Early picture: {touchpoints}, high importance, low rating", touchpoints=chosen)
        return t("Begin with {touchpoints}: high importance, low rating", touchpoints=chosen)
    below = frame[frame["gap_hi"] < 0]
    wide = below[below["gap_hi"] <= -found.unit.shown(thresholds.delta)]
    if len(wide):
        chosen = joined(locale, _ids(wide, "priority"), names)
        if early:
            return t("Early picture: {touchpoints}, high importance, wide gap", touchpoints=chosen)
        return t("Begin with {touchpoints}: high importance, wide gap", touchpoints=chosen)
    if below.empty:
        return ""
    chosen = joined(locale, _ids(below, "priority"), names)
    if early:
        return t("Early picture: {touchpoints}, high importance, below expectations", touchpoints=chosen)
    return t("Begin with {touchpoints}: high importance, below expectations", touchpoints=chosen)


def _by_importance(locale: Locale, found: Drivers, names: Names) -> str:
    """What can be said without gaps."""
    first = found.frame.loc[found.frame["importance_rank"] == 1, "touchpoint"]
    if len(first):
        return locale.t(
            "{touchpoint} goes along most with overall satisfaction", touchpoint=names[int(first.iloc[0])]
        )
    if found.state.known:
        return locale.t("Which touchpoint matters most cannot be told yet")
    return locale.t("There is nothing to put in order yet")


def joined(locale: Locale, ids: Sequence[int], names: Names) -> str:
    """Names of touchpoints in a row; of more than two, how many there are besides."""
    called = [locale.name(names[number]) for number in ids]
    if len(called) < 2:
        return "".join(called)
    if len(called) == 2:
        return locale.t("{first} and {second}", first=called[0], second=called[1])
    return locale.t("{first}, {second} and {n} more", first=called[0], second=called[1], n=len(called) - 2)


def listed(locale: Locale, ids: Sequence[int], names: Names) -> str:
    """All names of touchpoints in a row."""
    return locale.t(", ").join(locale.name(names[number]) for number in ids)


def _ids(frame: pd.DataFrame, by: str) -> list[int]:
    return [int(i) for i in frame.sort_values(by, ascending=False, kind="stable")["touchpoint"]]


def place(locale: Locale, row: "pd.Series[Any]") -> str:
    """The quadrant of one touchpoint in words, with how likely it is; "" where it has none."""
    t, quadrant = locale.t, row["quadrant"]
    if not isinstance(quadrant, str):
        return ""
    if quadrant != Quadrant.BORDERLINE:
        name = t(QUADRANT_WORDS[quadrant])
        if row["quadrant_probability"] >= ALMOST_CERTAIN:
            return t("Almost certainly in “{quadrant}”", quadrant=name)
        share = locale.share(row["quadrant_probability"])
        return t("Probably in “{quadrant}” ({share})", quadrant=name, share=share)
    if row["fix_first"] < POSSIBLE:
        return t("Borderline")
    return t(
        "Borderline: {share} likely in “{quadrant}”",
        share=locale.share(row["fix_first"]),
        quadrant=t(QUADRANT_WORDS[Quadrant.CONCENTRATE_HERE]),
    )


def importance_map(locale: Locale, found: Drivers, names: Names) -> str:
    """Which touchpoints are surely in the corner to begin with, and of how many it cannot be told."""
    t, frame = locale.t, found.frame
    sure = frame[frame["quadrant"] == Quadrant.CONCENTRATE_HERE]
    notes = [t("No touchpoint is surely in “Concentrate here”.")]
    if len(sure):
        chosen = listed(locale, _ids(sure, "importance"), names)
        notes = [t("Surely in “Concentrate here”: {touchpoints}.", touchpoints=chosen)]
    open_ = int((frame["quadrant"] == Quadrant.BORDERLINE).sum())
    if open_:
        notes.append(
            locale.tn(
                "Of {n} touchpoint the quadrant cannot be told yet.",
                "Of {n} touchpoints the quadrant cannot be told yet.",
                open_,
            )
        )
    absent = frame[~frame["hidden"] & (frame["n"] > 0) & frame["quadrant"].isna()]
    if len(absent):
        chosen = listed(locale, [int(i) for i in absent["touchpoint"]], names)
        notes.append(
            t("Not on the map, for their importance is not known: {touchpoints}.", touchpoints=chosen)
        )
    return locale.paragraph(notes)


def rests_on(locale: Locale, found: Drivers) -> str:
    """What importance was worked out from, and how much it explains."""
    if np.isnan(found.r2) or np.isnan(found.n):
        return ""
    return locale.t(
        "Importance comes from how ratings and overall satisfaction go together, not from what customers call "
        "important: {n} people, {share} of the differences in overall satisfaction explained.",
        n=int(found.n),
        share=locale.share(found.r2),
    )
