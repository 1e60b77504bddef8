"""The tables behind the charts, to take away: headings in the reader's language, numbers as numbers.

What a page hides is empty here too, its n included.
"""

from collections.abc import Mapping, Sequence

import pandas as pd

from mot.analysis.gaps import GapTable
from mot.analysis.heat import HeatTable
from mot.domain.periods import Quarter
from mot.domain.survey import Name, Touchpoint
from mot.locale.statuses import STATUS_WORDS, WHY_HIDDEN
from mot.locale.words import Locale


def gaps(table: GapTable, touchpoints: Sequence[Touchpoint], locale: Locale) -> pd.DataFrame:
    """One row per touchpoint: n, both means, gap, interval, shares and finding."""
    t = locale.t
    frame = table.frame
    by_id = {p.id: p for p in touchpoints}
    known = [by_id[int(i)] for i in frame["touchpoint"]]
    hidden = frame["hidden"]
    n = frame["n"] if table.paired else frame["n_p"]
    columns: dict[str, object] = {
        t("Stage"): [locale.name(p.stage) for p in known],
        t("Touchpoint"): [locale.name(p.name) for p in known],
        "n": n.where(~hidden).astype("Int64"),
        t("Expected"): frame["expectation"],
        t("Perceived"): frame["perception"],
        t("Gap"): frame["gap"],
        t("Interval from"): frame["lo"],
        t("Interval to"): frame["hi"],
        t("Share below expectation"): frame["below"],
        t("Share as expected"): frame["equal"],
        t("Share above expectation"): frame["above"],
        t("Share expecting the maximum"): frame["ceiling"],
        t("Finding"): [t(STATUS_WORDS[s]) for s in frame["status"]],
    }
    return pd.DataFrame(columns)


def quarters(
    found: Sequence[Quarter], perceptions: pd.DataFrame, gaps_: pd.DataFrame, locale: Locale
) -> pd.DataFrame:
    """One row per quarter: people, perception and gap, each with its interval."""
    t = locale.t
    seen = perceptions["mean"].notna()
    return pd.DataFrame(
        {
            t("Quarter"): [q.code for q in found],
            "n": perceptions["n"].where(seen).astype("Int64"),
            t("Perceived"): perceptions["mean"],
            t("Perceived, interval from"): perceptions["lo"],
            t("Perceived, interval to"): perceptions["hi"],
            t("Gap"): gaps_["mean"],
            t("Gap, interval from"): gaps_["lo"],
            t("Gap, interval to"): gaps_["hi"],
        }
    )


def movements(moves: pd.DataFrame, names: Mapping[int, Name], locale: Locale) -> pd.DataFrame:
    """One row per touchpoint: the change of its gap since the quarter before."""
    t = locale.t
    return pd.DataFrame(
        {
            t("Touchpoint"): [locale.name(names[int(i)]) for i in moves["touchpoint"]],
            t("n before"): moves["n_before"],
            t("n now"): moves["n"],
            t("Change"): moves["change"],
            t("Interval from"): moves["lo"],
            t("Interval to"): moves["hi"],
            t("Finding"): [t("The change is clear") if c else t("Cannot tell yet") for c in moves["clear"]],
        }
    )


def heatmap(
    found: HeatTable, touchpoints: Sequence[Touchpoint], places: Mapping[int, Name], locale: Locale
) -> pd.DataFrame:
    """One row per touchpoint and place."""
    t, frame = locale.t, found.frame
    points = {p.id: locale.name(p.name) for p in touchpoints}
    there = {number: locale.name(name) for number, name in places.items()}
    findings, reasons = (
        {key: t(text) for key, text in words.items()} for words in (STATUS_WORDS, WHY_HIDDEN)
    )
    seen = frame["why_hidden"] == "no"
    return pd.DataFrame(
        {
            t("Touchpoint"): [points[i] for i in frame["touchpoint"].tolist()],
            t("Place"): [there[i] for i in frame["place"].tolist()],
            "n": frame["n"].where(seen).astype("Int64"),
            t("Gap"): frame["value"],
            t("Interval from"): frame["lo"],
            t("Interval to"): frame["hi"],
            t("Fair gap"): frame["fair"],
            t("Fair gap, interval from"): frame["fair_lo"],
            t("Fair gap, interval to"): frame["fair_hi"],
            t("Finding"): [findings[s] for s in frame["status"].tolist()],
            t("Note"): [reasons[w] for w in frame["why_hidden"].tolist()],
        }
    )
