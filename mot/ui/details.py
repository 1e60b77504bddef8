"""What lies behind one gap: its history, the spread of its answers, the evidence for it, and comments."""

import math
from typing import Any

import pandas as pd
import streamlit as st

from mot.analysis.gaps import GapTable
from mot.charts import details as charts
from mot.charts import frames, overview
from mot.charts.frames import details as rows
from mot.domain.access import Permission
from mot.domain.cube import View
from mot.domain.errors import N_
from mot.domain.survey import Touchpoint
from mot.locale.sentences import gaps as sentences
from mot.services import answers as on_request
from mot.services import gaps as service
from mot.ui import comments
from mot.ui.chart import Figure, chart
from mot.ui.frame import Page
from mot.ui.session import widget_key

SIDES = {
    "history": N_("History"),
    "spread": N_("Spread"),
    "evidence": N_("Evidence"),
    "comments": N_("Comments"),
}


def show(page: Page, view: View, table: GapTable, touchpoint: Touchpoint) -> None:
    """One of the four sides, the history first."""
    side = st.segmented_control(
        page.t("What to show"),
        [key for key in SIDES if key != "comments" or page.actor.may(Permission.READ_COMMENTS)],
        default="history",
        format_func=lambda key: page.t(SIDES[key]),
        required=True,
        key=widget_key("side"),
        label_visibility="collapsed",
        width="stretch",
    )
    if side == "spread":
        _spread(page, view, touchpoint)
    elif side == "evidence":
        _evidence(page, view, table, touchpoint)
    elif side == "comments":
        comments.show(page, view, touchpoint)
    else:
        _history(page, view, table, touchpoint)


def _history(page: Page, view: View, table: GapTable, touchpoint: Touchpoint) -> None:
    digits = table.unit.digits
    name = page.t("{touchpoint}: expected and perceived over eight quarters", touchpoint=touchpoint.name)
    past = page.ask(service.history, view, touchpoint.id)
    chart(
        page,
        view,
        Figure("history", name, description=name),
        overview.trend,
        lambda: frames.history(past, digits, page.locale),
        also=touchpoint.id,
        heading=False,
        decimals=digits,
    )


def _spread(page: Page, view: View, touchpoint: Touchpoint) -> None:
    found = page.ask(on_request.answer_distribution, view, touchpoint.id)
    if found is None:
        st.caption(
            page.t(
                "No spread is shown: several scales are mixed, or there are too few answers on one scale. "
                "Choose a quarter or a branch that used one questionnaire."
            )
        )
        return
    name = page.t("{touchpoint}: how the answers are spread", touchpoint=touchpoint.name)
    note = page.t("Bar = perceived, tick = expected; share of {n} people.", n=found.n)
    chart(
        page,
        view,
        Figure("spread", name, note, name, about="spread"),
        charts.spread,
        lambda: rows.spread(found, page.locale),
        table=lambda: rows.spread_table(found, page.locale),
        also=touchpoint.id,
        heading=False,
    )
    st.caption(page.locale.paragraph([sentences.spread(page.locale, found), note]))


def _evidence(page: Page, view: View, table: GapTable, touchpoint: Touchpoint) -> None:
    found = page.ask(service.integrity, view).frame
    mine = found[found["touchpoint"] == touchpoint.id].iloc[0]
    if pd.isna(mine["gap"]):
        st.caption(page.t("Without expectations there is no gap to test."))
        return
    st.markdown(f"**{sentences.evidence(page.locale, mine)}**")
    st.markdown(page.kept("evidence", (view, touchpoint.id), lambda: _lines(page, table, mine)))
    if mine["partly_hidden"]:
        st.caption(
            page.t("“–” = only a few answers make the difference; showing it would tell what they said.")
        )


def _lines(page: Page, table: GapTable, mine: "pd.Series[Any]") -> str:
    """The evidence as a table in Markdown."""
    t, locale, digits = page.t, page.locale, table.unit.digits
    row = table.frame[table.frame["touchpoint"] == mine["touchpoint"]].iloc[0]
    lines = [
        (
            t("Gap of those who answered both"),
            t(
                "{gap} ({low} to {high}), n = {n}",
                gap=locale.signed(mine["gap"], digits),
                low=locale.signed(row["lo"], digits),
                high=locale.signed(row["hi"], digits),
                n=int(mine["n"]),
            ),
        ),
        (t("Difference of the two column means"), locale.signed(mine["columns"], digits)),
        (
            t("Answers without the other half"),
            _counted(page, mine["n_alone"], mine["share_alone"]),
        ),
        (t("Expectations at the top of the scale"), locale.share(mine["ceiling"])),
        (t("Gap with flagged answers"), _with_flags(page, mine, digits)),
    ]
    head = f"| {t('Evidence')} | |\n|---|---|\n"
    return head + "\n".join(f"| {what} | {told} |" for what, told in lines)


def _counted(page: Page, n: float, share: float) -> str:
    if math.isnan(n):
        return page.locale.score(None)
    return page.t("{n} ({share})", n=int(n), share=page.locale.share(share))


def _with_flags(page: Page, mine: "pd.Series[Any]", digits: int) -> str:
    if math.isnan(mine["n_flagged"]):
        return page.locale.score(None)
    if not mine["n_flagged"]:
        return page.t("no flagged answers")
    return page.t(
        "{gap}, moved by {moved} ({n} flagged)",
        gap=page.locale.signed(mine["gap_flagged"], digits),
        moved=page.locale.signed(mine["moved"], digits),
        n=int(mine["n_flagged"]),
    )
