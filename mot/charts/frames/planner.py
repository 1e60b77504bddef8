"""The sample plan in a reader's language: rows of its chart, of its table and of what is taken away."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from mot.analysis.heat import FEW, NOBODY, PROTECTED, SHOWN
from mot.analysis.planner import Plan, Season
from mot.charts.frames.gaps import MOST_PLACES
from mot.charts.frames.names import distinct_part
from mot.domain.errors import N_
from mot.domain.survey import Name, Touchpoint
from mot.locale.words import Locale

NOTES = {
    SHOWN: "",
    NOBODY: "",
    FEW: N_("Few answers: hidden, and counted as none"),
    PROTECTED: N_("Hidden to protect another branch: only what is certain is counted"),
}


def still_needed(
    plan: Plan, touchpoints: Sequence[Touchpoint], branches: Mapping[int, Name], locale: Locale, *, least: int
) -> pd.DataFrame:
    """One row per touchpoint and branch, of the branches that need most; those come first.

    `least`: fewer answers are hidden.
    """
    t, every = locale.t, plan.cells
    order = every.groupby("branch")["still"].sum().sort_values(ascending=False, kind="stable").index
    column = {int(b): i for i, b in enumerate(order[:MOST_PLACES])}
    cells = every[every["branch"].isin(column)]
    points = {p.id: (i, locale.name(p.name)) for i, p in enumerate(touchpoints)}
    shown = list(column)
    names = dict(zip(shown, distinct_part([locale.name(branches[i]) for i in shown]), strict=True))
    exact = cells["why_hidden"].isin([SHOWN, NOBODY]) | (cells["still"] == 0)
    return pd.DataFrame(
        {
            "touchpoint": [points[int(i)][1] for i in cells["touchpoint"]],
            "branch": [names[int(i)] for i in cells["branch"]],
            "row_order": [points[int(i)][0] for i in cells["touchpoint"]],
            "column_order": [column[int(i)] for i in cells["branch"]],
            "share": cells["still"] / cells["required"],
            "exact": exact,
            "still_text": [_at_most(locale, n, exact=e) for n, e in zip(cells["still"], exact, strict=True)],
            "so_far_text": [
                so_far_text(locale, row.counted, row.why_hidden, least=least) for row in cells.itertuples()
            ],
            "required_text": [locale.count(int(n)) for n in cells["required"]],
            "margin_text": [margin_text(locale, m, plan.unit.digits) for m in cells["margin"]],
            "note_text": [t(NOTES[why]) for why in cells["why_hidden"]],
        }
    )


def still_text(locale: Locale, n: int, why: str) -> str:
    """Answers still needed of a cell: at most so many where it is hidden."""
    return _at_most(locale, n, exact=why in (SHOWN, NOBODY) or n == 0)


def _at_most(locale: Locale, n: int, *, exact: bool) -> str:
    return locale.count(int(n)) if exact else f"≤{locale.count(int(n))}"


def so_far_text(locale: Locale, told: int, why: str, *, least: int) -> str:
    """Answers so far, as exactly as they may be told."""
    if why == FEW:
        return locale.t("under {n}", n=least)
    if why == PROTECTED:
        return locale.t("{n} or more", n=int(told))
    return locale.count(int(told))


def margin_text(locale: Locale, margin: float, digits: int) -> str:
    """How precise a gap is with the answers there are; "" where that is not told."""
    return "" if np.isnan(margin) else f"±{locale.score(margin, digits)}"


def branches_table(
    plan: Plan, touchpoints: Sequence[Touchpoint], branches: Mapping[int, Name], locale: Locale
) -> pd.DataFrame:
    """One row per branch for the page: those that need most come first."""
    t = locale.t
    rare = rare_needs(plan, touchpoints, locale)
    rows = plan.branches.sort_values(["still", "enough"], ascending=[False, True], kind="stable")
    columns: dict[str, object] = {
        t("Branch"): [locale.name(branches[int(i)]) for i in rows["branch"]],
        t("Enough"): [
            t("{enough} of {total}", enough=int(n), total=len(plan.touchpoints)) for n in rows["enough"]
        ],
        t("Questionnaires still needed"): [
            _at_most(locale, n, exact=e) for n, e in zip(rows["still"], rows["exact"], strict=True)
        ],
        t("Among them customers of"): [t(", ").join(rare.get(int(i), ())) for i in rows["branch"]],
        per_week_heading(plan, locale): rows["per_week"].to_numpy(),
    }
    if plan.response_rate < 1:
        columns[t("Invitations")] = rows["invitations"].to_numpy()
    return pd.DataFrame(columns)


def rare_needs(plan: Plan, touchpoints: Sequence[Touchpoint], locale: Locale) -> dict[int, list[str]]:
    """Per branch, the touchpoints that few customers use and that lack answers, with how many."""
    names = {p.id: locale.name(p.name) for p in touchpoints}
    few = set(plan.touchpoints.loc[plan.touchpoints["rare"], "touchpoint"])
    lacking = plan.cells[plan.cells["touchpoint"].isin(few) & (plan.cells["still"] > 0)]
    found: dict[int, list[str]] = {}
    for row in lacking.itertuples():
        need = locale.t(
            "{touchpoint} {n}",
            touchpoint=names[int(row.touchpoint)],
            n=still_text(locale, row.still, row.why_hidden),
        )
        found.setdefault(int(row.branch), []).append(need)
    return found


def per_week_heading(plan: Plan, locale: Locale) -> str:
    """What the answers a week are: of the weeks left, or of a whole quarter when this one is over."""
    if plan.season is Season.RUNNING:
        return locale.tn("Per week, {n} week left", "Per week, {n} weeks left", plan.weeks)
    if plan.season is Season.AHEAD:
        return locale.t("Per week of the quarter")
    return locale.t("Per week of a next quarter")


def download(
    plan: Plan, touchpoints: Sequence[Touchpoint], branches: Mapping[int, Name], locale: Locale
) -> pd.DataFrame:
    """One row per branch and touchpoint to take away; answers so far are empty where they are hidden."""
    t = locale.t
    names = {p.id: locale.name(p.name) for p in touchpoints}
    order = {int(b): i for i, b in enumerate(plan.branches["branch"])}
    cells = plan.cells.sort_values("branch", key=lambda ids: ids.map(order), kind="stable")
    return pd.DataFrame(
        {
            t("Branch"): [locale.name(branches[int(i)]) for i in cells["branch"]],
            t("Touchpoint"): [names[int(i)] for i in cells["touchpoint"]],
            t("Answers needed"): cells["required"].astype("Int64"),
            t("So far"): cells["so_far"].astype("Int64"),
            t("Still needed (at most)"): cells["still"].astype("Int64"),
            t("Precision so far, ±"): cells["margin"],
            t("Note"): [t(NOTES[why]) for why in cells["why_hidden"]],
        }
    )
