"""What the touchpoint page says about one gap, its evidence, its dimensions, its zone and the heat map."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from mot.analysis.dimensions import Dimensions
from mot.analysis.distribution import Distribution
from mot.analysis.gaps import GapTable
from mot.analysis.heat import SHOWN, HeatTable
from mot.analysis.integrity import Verdict
from mot.analysis.tolerance import Tolerance
from mot.domain.survey import Name
from mot.domain.thresholds import Thresholds
from mot.locale.statuses import COMPARED_WORDS, STATUS_WORDS
from mot.locale.words import Locale
from mot.stats.multiplicity import Status
from mot.stats.zone import Zone

CEILING = 0.6  # share of expectations at the top from which a gap can hardly be positive


def detail(locale: Locale, table: GapTable, row: "pd.Series[Any]", thresholds: Thresholds) -> str:
    """What the interval of one touchpoint says, in one paragraph."""
    t, digits = locale.t, table.unit.digits
    confidence = locale.share(thresholds.confidence)
    if row["status"] == Status.PERCEPTION_ONLY or pd.isna(row["gap"]):
        return t(
            "{confidence} interval {low} to {high}. Expectations were not asked, so there is no gap.",
            confidence=confidence,
            low=locale.score(row["lo"], digits),
            high=locale.score(row["hi"], digits),
        )
    ends = {
        "confidence": confidence,
        "low": locale.signed(row["lo"], digits),
        "high": locale.signed(row["hi"], digits),
    }
    if row["hi"] < 0:
        edge = locale.score(-row["hi"], digits)
        said = t(
            "{confidence} interval {low} to {high}: even at its better end {edge} below what was expected.",
            edge=edge,
            **ends,
        )
    elif row["lo"] > 0:
        edge = locale.score(row["lo"], digits)
        said = t(
            "{confidence} interval {low} to {high}: even at its lower end {edge} above what was expected.",
            edge=edge,
            **ends,
        )
    else:
        said = t(
            "{confidence} interval {low} to {high}: it cannot be told yet whether expectations are met.",
            **ends,
        )
    shares = t(
        "{below} below, {equal} as expected, {above} above.",
        below=locale.share(row["below"]),
        equal=locale.share(row["equal"]),
        above=locale.share(row["above"]),
    )
    notes = [said, shares]
    if row["ceiling"] > CEILING:
        share = locale.share(row["ceiling"])
        notes.append(t("{share} expect the maximum, so the gap can hardly be positive.", share=share))
    if row["base"] == "small":
        notes.append(t("Small sample: the interval is made wider to stay honest."))
    notes.append(t(STATUS_WORDS[str(row["status"])]) + t("."))
    if row["compared"] in COMPARED_WORDS:
        notes.append(t(COMPARED_WORDS[row["compared"]]))
    return locale.paragraph(notes)


def evidence(locale: Locale, found: "pd.Series[Any]") -> str:
    """The verdict on one gap, and an alarm where two ways of working it out disagree."""
    t = locale.t
    verdict = {
        Verdict.REAL: t("The finding holds."),
        Verdict.UNDECIDED: t("Undecided: more answers are needed."),
        Verdict.TOO_FEW: t("Too few answers to judge."),
    }[Verdict(found["verdict"])]
    notes = [verdict]
    if found["disagree"]:
        notes.append(
            t(
                "Caution: over all answers the two means lie elsewhere than over those who answered both. "
                "Those who answered only one of the two differ; look at who they are before acting."
            )
        )
    if found["flags_matter"]:
        notes.append(t("Answers flagged for their quality would move the gap noticeably; they are left out."))
    return locale.paragraph(notes)


def spread(locale: Locale, found: Distribution) -> str:
    """How many chose the top answer, and how many expected to."""
    top = found.frame.iloc[-1]
    seen = locale.share(top["perceived"])
    if pd.isna(top["expected"]):
        return locale.t("{seen} gave the top answer.", seen=seen)
    return locale.t(
        "{expected} expected the top answer, {seen} gave it.",
        expected=locale.share(top["expected"]),
        seen=seen,
    )


def heat(locale: Locale, found: HeatTable) -> str:
    """How many cells are weak or delightful for sure."""
    t, frame = locale.t, found.frame
    shown = frame[frame["why_hidden"] == SHOWN]
    judged = shown[shown["status"] != Status.PERCEPTION_ONLY]
    if judged.empty:
        return ""
    weak = int((judged["status"] == Status.WEAK).sum())
    delight = int((judged["status"] == Status.DELIGHT).sum())
    if weak and delight:
        return t(
            "{weak} of {total} cells are weak for sure, {delight} are a delight.",
            weak=weak, total=len(judged), delight=delight,
        )  # fmt: skip
    if weak:
        return locale.tn(
            "{n} of {total} cells is weak for sure.", "{n} of {total} cells are weak for sure.", weak,
            total=len(judged),
        )  # fmt: skip
    if delight:
        return t(
            "No cell is weak for sure; {delight} of {total} are a delight.",
            delight=delight,
            total=len(judged),
        )
    return t("Of {total} cells judged, none is weak for sure.", total=len(judged))


def dimensions(locale: Locale, found: Dimensions, names: Mapping[str, str]) -> str:
    """Which dimension falls furthest short, where that is certain; `names` by key, translated."""
    t = locale.t
    five = found.frame.iloc[:5]
    shown = five[five["gap"].notna()].sort_values("gap")
    notes = []
    if len(shown) >= 2:
        lowest, second = shown.iloc[0], shown.iloc[1]
        if lowest["hi"] < second["lo"] and lowest["hi"] < 0:
            notes.append(t("{dimension} falls furthest short.", dimension=names[lowest["key"]]))
        elif lowest["hi"] < 0:
            notes.append(t("Which dimension falls furthest short cannot be told yet."))
        else:
            notes.append(t("No dimension is certainly below expectations."))
    if found.missing:
        lacking = t(", ").join(names[str(d)] for d in found.missing)
        notes.append(
            t("The overall scores need all five dimensions; missing: {dimensions}.", dimensions=lacking)
        )
    return locale.paragraph(notes)


def zones(locale: Locale, found: Tolerance, names: Mapping[int, Name]) -> str:
    """How many touchpoints lie below what is acceptable."""
    t, frame = locale.t, found.frame
    judged = int((frame["zone"] != Zone.UNDEFINED).sum())
    below = frame[frame["zone"] == Zone.BELOW_ADEQUATE]
    if not judged:
        return t("Too few answers to judge")
    if below.empty:
        return t("No touchpoint is certainly below what is acceptable.")
    if len(below) == 1:
        return t(
            "{touchpoint} is below what is acceptable.", touchpoint=names[int(below["touchpoint"].iloc[0])]
        )
    return t("{n} of {total} touchpoints are below what is acceptable.", n=len(below), total=judged)
