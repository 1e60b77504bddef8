"""The table of the branches: on the page, and to take away."""

from collections.abc import Mapping

import pandas as pd

from mot.analysis.branches import Branches
from mot.analysis.heat import SHOWN
from mot.charts.frames.branches import finding, in_order, places
from mot.charts.frames.gaps import intervals
from mot.domain.survey import Name
from mot.locale.statuses import WHY_HIDDEN
from mot.locale.words import Locale


def score_name(found: Branches, locale: Locale) -> str:
    """What is measured."""
    return locale.t("Gap") if found.signed else locale.t("Perceived")


def fair_name(found: Branches, locale: Locale) -> str:
    """What the score that is drawn towards the others is called."""
    return locale.t("Fair gap") if found.signed else locale.t("Fair score")


def adjusted_name(found: Branches, locale: Locale) -> str:
    """What the score adjusted for the mix of customers is called."""
    return locale.t("Adjusted gap") if found.signed else locale.t("Adjusted score")


def branch_table(
    found: Branches, names: Mapping[int, Name], locale: Locale, confidence: float
) -> pd.DataFrame:
    """One row per branch in view as the page shows it; columns of which nothing is known are left out.

    Scores are numbers with as many decimals as are shown; a place stands there only with its range.
    """
    t, digits = locale.t, found.unit.digits
    rows = in_order(found)
    told: dict[str, object] = {
        t("Branch"): [locale.name(names[int(i)]) for i in rows["branch"]],
        "n": rows["n"].where(rows["why_hidden"] == SHOWN).astype("Int64"),
        score_name(found, locale): _as_written(rows["value"], digits),
        t("{confidence} interval", confidence=locale.share(confidence)): intervals(
            locale, rows, digits, signed=found.signed
        ),
    }
    if found.compared:
        fair = rows[["fair_lo", "fair_hi"]].set_axis(["lo", "hi"], axis=1)
        told[fair_name(found, locale)] = _as_written(rows["fair"], digits)
        told[_interval_of(fair_name(found, locale), locale)] = intervals(
            locale, fair, digits, signed=found.signed
        )
    told[t("Finding")] = _findings(rows, locale)
    if found.league:
        told[t("Range of places")] = places(found, rows, locale)
    if found.by:
        told[adjusted_name(found, locale)] = _as_written(rows["value"] + rows["moved"], digits)
        told[t("Moved by")] = [
            "" if pd.isna(moved) else locale.signed(moved, digits) for moved in rows["moved"]
        ]
    if found.covered:
        told[t("Coverage")] = rows["coverage"] * 100
        told[t("Responses ÷ transactions")] = [
            "" if pd.isna(c) else t("{part} / {whole}", part=int(a), whole=int(b))
            for a, b, c in zip(rows["responses"], rows["transactions"], rows["coverage"], strict=True)
        ]
    return pd.DataFrame(told).reset_index(drop=True)


def branches_download(found: Branches, names: Mapping[int, Name], locale: Locale) -> pd.DataFrame:
    """One row per branch in view with every number behind the page."""
    t = locale.t
    rows = in_order(found)
    score, fair, adjusted = (name(found, locale) for name in (score_name, fair_name, adjusted_name))
    told: dict[str, object] = {
        t("Branch"): [locale.name(names[int(i)]) for i in rows["branch"]],
        "n": rows["n"].where(rows["why_hidden"] == SHOWN).astype("Int64"),
        score: rows["value"],
        t("Interval from"): rows["lo"],
        t("Interval to"): rows["hi"],
        fair: rows["fair"],
        t("{score}, interval from", score=fair): rows["fair_lo"],
        t("{score}, interval to", score=fair): rows["fair_hi"],
        t("Finding"): _findings(rows, locale),
        t("Range of places"): places(found, rows, locale),
        t("Place, range from"): rows["rank_lo"],
        t("Place, range to"): rows["rank_hi"],
        adjusted: rows["value"] + rows["moved"],
        t("{score}, interval from", score=adjusted): rows["lo"] + rows["moved"],
        t("{score}, interval to", score=adjusted): rows["hi"] + rows["moved"],
        t("Moved by"): rows["moved"],
        t("Responses"): rows["responses"].astype("Int64"),
        t("Transactions"): rows["transactions"].astype("Int64"),
        t("Coverage"): rows["coverage"],
    }
    return pd.DataFrame(told).reset_index(drop=True)


def _as_written(values: "pd.Series[float]", digits: int) -> list[float]:
    """Rounded as texts are: the halves of numpy fall otherwise."""
    return [float(f"{value:.{digits}f}") for value in values]


def _interval_of(score: str, locale: Locale) -> str:
    return locale.t("{score}, interval", score=score)


def _findings(rows: pd.DataFrame, locale: Locale) -> list[str]:
    """Where each branch stands, or why it is not shown."""
    return [
        finding(locale, status, signal) or locale.t(WHY_HIDDEN[why])
        for status, signal, why in zip(rows["status"], rows["signal"], rows["why_hidden"], strict=True)
    ]
