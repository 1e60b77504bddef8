"""The tables behind the charts, to take away: headings in the reader's language, numbers as numbers.

What a page hides is empty here too, its n included.
"""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from mot.analysis.gaps import GapTable
from mot.domain.periods import Quarter
from mot.domain.survey import Branch, Name, Touchpoint
from mot.locale.statuses import STATUS_WORDS
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
    found: pd.DataFrame, touchpoints: Sequence[Touchpoint], branches: Sequence[Branch], locale: Locale
) -> pd.DataFrame:
    """One row per touchpoint and branch."""
    t = locale.t
    points = {p.id: p.name for p in touchpoints}
    places = {b.id: b.name for b in branches}
    seen = (found["why_hidden"] == "no").to_numpy()
    why = {
        "no": "",
        "none": t("No responses"),
        "few": t("Too few answers, hidden to protect privacy"),
        "protected": t("Hidden so that a small neighbour cannot be worked out"),
    }
    return pd.DataFrame(
        {
            t("Touchpoint"): [locale.name(points[int(i)]) for i in found["touchpoint"]],
            t("Branch"): [locale.name(places[int(i)]) for i in found["branch"]],
            "n": pd.array(np.where(seen, found["n"], 0), dtype="Int64"),
            t("Gap"): found["gap"],
            t("Interval from"): found["lo"],
            t("Interval to"): found["hi"],
            t("Note"): [why[w] for w in found["why_hidden"]],
        }
    ).assign(n=lambda rows: rows["n"].where(seen))
