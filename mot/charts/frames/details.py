"""What lies behind one gap, in a reader's language: rows for the charts and tables to take away."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from mot.analysis.dimensions import Dimensions
from mot.analysis.distribution import Distribution
from mot.analysis.tolerance import Tolerance
from mot.domain.errors import N_
from mot.domain.survey import Dimension, Name
from mot.locale.words import Locale
from mot.stats.zone import Zone

DIMENSION_WORDS: dict[str, str] = {
    Dimension.TANGIBLES: N_("Tangibles"),
    Dimension.RELIABILITY: N_("Reliability"),
    Dimension.RESPONSIVENESS: N_("Responsiveness"),
    Dimension.ASSURANCE: N_("Assurance"),
    Dimension.EMPATHY: N_("Empathy"),
    "unweighted": N_("Overall, equal weights"),
    "weighted": N_("Overall, by importance"),
}
WHY_EMPTY = {
    "": "",
    "empty": N_("No touchpoint of this dimension was answered"),
    "hidden": N_("Too few answers, hidden to protect privacy"),
    "missing": N_("Needs all five dimensions"),
}
ZONE_SHORT: dict[str, str] = {
    Zone.UNDEFINED: "",
    Zone.BELOW_ADEQUATE: N_("below acceptable"),
    Zone.WITHIN_ZONE: N_("within the zone"),
    Zone.ABOVE_DESIRED: N_("above expected"),
    Zone.BORDERLINE: N_("borderline"),
}
ZONE_WORDS: dict[str, str] = {
    Zone.UNDEFINED: N_("Too few answers to judge"),
    Zone.BELOW_ADEQUATE: N_("Below what is acceptable"),
    Zone.WITHIN_ZONE: N_("Inside the zone: acceptable, not yet what is expected"),
    Zone.ABOVE_DESIRED: N_("Above what is expected"),
    Zone.BORDERLINE: N_("Borderline: cannot tell which side it is on"),
}
ZONE_STATE = {Zone.BELOW_ADEQUATE: "weak", Zone.ABOVE_DESIRED: "above", Zone.UNDEFINED: "hidden"}


def spread(found: Distribution, locale: Locale) -> pd.DataFrame:
    """One row per step of the scale."""
    frame = found.frame
    return pd.DataFrame(
        {
            "label": [str(int(s)) for s in frame["score"]],
            "order": np.arange(len(frame)),
            "expected": frame["expected"],
            "perceived": frame["perceived"],
            "expected_text": [locale.share(x) for x in frame["expected"]],
            "perceived_text": [locale.share(x) for x in frame["perceived"]],
        }
    )


def spread_table(found: Distribution, locale: Locale) -> pd.DataFrame:
    """The same to take away."""
    t = locale.t
    return pd.DataFrame(
        {
            t("Answer"): found.frame["score"],
            t("Share expecting it"): found.frame["expected"],
            t("Share perceiving it"): found.frame["perceived"],
            "n": found.n,
        }
    )


def dimensions(found: Dimensions, locale: Locale) -> pd.DataFrame:
    """One row per dimension and overall score, for the chart."""
    frame, digits = found.frame, found.unit.digits
    states = np.select([frame["hi"] < 0, frame["lo"] > 0], ["below", "above"], "unclear")
    shown = frame["gap"].notna()
    return pd.DataFrame(
        {
            "label": [locale.t(DIMENSION_WORDS[k]) for k in frame["key"]],
            "order": np.arange(len(frame)),
            "change": frame["gap"],
            "lo": frame["lo"],
            "hi": frame["hi"],
            "change_text": [
                locale.signed(g, digits) if s else "" for g, s in zip(frame["gap"], shown, strict=True)
            ],
            "interval_text": [
                locale.interval(lo, hi, digits) if s else ""
                for lo, hi, s in zip(frame["lo"], frame["hi"], shown, strict=True)
            ],
            "n_text": [locale.count(int(n)) if n == n else "" for n in frame["n"]],
            "state": states,
            "status_text": [locale.t(WHY_EMPTY[w]) for w in frame["why"]],
        }
    )


def dimensions_table(found: Dimensions, locale: Locale) -> pd.DataFrame:
    """The same to take away."""
    t, frame = locale.t, found.frame
    return pd.DataFrame(
        {
            t("Service dimension"): [t(DIMENSION_WORDS[k]) for k in frame["key"]],
            "n": frame["n"].astype("Int64"),
            t("Touchpoints"): frame["touchpoints"],
            t("Weight"): frame["weight"],
            t("Gap"): frame["gap"],
            t("Interval from"): frame["lo"],
            t("Interval to"): frame["hi"],
            t("Note"): [t(WHY_EMPTY[w]) for w in frame["why"]],
        }
    )


def zones(found: Tolerance, names: Mapping[int, Name], locale: Locale) -> pd.DataFrame:
    """One row per touchpoint, for the chart."""
    frame = found.frame
    shown = frame["perceived"].notna()
    return pd.DataFrame(
        {
            "label": [locale.name(names[int(i)]) for i in frame["touchpoint"]],
            "order": np.arange(len(frame)),
            "least": frame["acceptable"],
            "expectation": frame["expected"],
            "perception": frame["perceived"],
            "lo": frame["acceptable"] + frame["above_least_lo"],
            "hi": frame["acceptable"] + frame["above_least_hi"],
            "state": [ZONE_STATE.get(Zone(z), "unclear") for z in frame["zone"]],
            "n_text": [locale.count(int(n)) if s else "" for n, s in zip(frame["n"], shown, strict=True)],
            "zone_text": [locale.t(ZONE_SHORT[z]) for z in frame["zone"]],
            "status_text": [locale.t(ZONE_WORDS[z]) for z in frame["zone"]],
        }
    )


def zones_table(found: Tolerance, names: Mapping[int, Name], locale: Locale) -> pd.DataFrame:
    """The same to take away."""
    t, frame = locale.t, found.frame
    shown = frame["perceived"].notna()
    return pd.DataFrame(
        {
            t("Touchpoint"): [locale.name(names[int(i)]) for i in frame["touchpoint"]],
            "n": frame["n"].where(shown).astype("Int64"),
            t("Least acceptable"): frame["acceptable"],
            t("Expected"): frame["expected"],
            t("Perceived"): frame["perceived"],
            t("Perceived less acceptable"): frame["above_least"],
            t("Perceived less acceptable, from"): frame["above_least_lo"],
            t("Perceived less acceptable, to"): frame["above_least_hi"],
            t("Perceived less expected"): frame["above_expected"],
            t("Perceived less expected, from"): frame["above_expected_lo"],
            t("Perceived less expected, to"): frame["above_expected_hi"],
            t("Share whose acceptable level lies above what they expect"): frame["inverted"],
            t("Finding"): [t(ZONE_WORDS[z]) for z in frame["zone"]],
        }
    )
