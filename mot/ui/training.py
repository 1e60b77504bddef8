"""The training plan: which training is planned for whom and where, and what was held."""

import datetime as dt
from collections.abc import Sequence

import pandas as pd
import streamlit as st

from mot.domain.improvements import Action, Stage
from mot.domain.packs import Lever
from mot.ui import action_words
from mot.ui.action_files import take_away
from mot.ui.actions import Found, open_row, table_key
from mot.ui.frame import Page


def plan(actions: Sequence[Action]) -> list[Action]:
    """The actions that train people, by audience, then by date; those dropped are left out."""
    there = [
        one
        for one in actions
        if one.content.lever is Lever.TRAINING and one.content.stage is not Stage.DROPPED
    ]
    return sorted(there, key=lambda one: (one.content.audience, when(one), one.id))


def when(one: Action) -> dt.date:
    """The day of a training: when it was held, else when it is due, else when it starts."""
    return one.content.trained or one.content.due or one.content.plan.start


def show(page: Page, found: Found, actions: Sequence[Action]) -> None:
    """The table, and how many were held."""
    t = page.t
    there = plan(actions)
    if not there:
        st.caption(t("No training is planned. An action with the lever “training” appears here."))
        return
    held = sum(one.content.trained is not None for one in there)
    table = _table(page, there, found.today)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        page.section(
            t("Training plan"),
            t("{held} of {n} trainings were held. Choose a row to open its action.", held=held, n=len(there)),
        )
        st.space("stretch")
        take_away(page, "training", t("Training plan"), lambda: _table(page, there, found.today, every=True))
    event = st.dataframe(
        table,
        hide_index=True,
        height="auto" if len(table) > 15 else "content",
        on_select="rerun",
        selection_mode="single-row",
        key=table_key("training"),
    )
    rows = event["selection"]["rows"]
    if rows:
        open_row(there[rows[0]].id)


def _table(page: Page, actions: Sequence[Action], today: dt.date, *, every: bool = False) -> pd.DataFrame:
    t = page.t
    most = 1_000 if every else 2
    return pd.DataFrame(
        {
            t("Audience"): [one.content.audience or t("not named yet") for one in actions],
            t("Training"): [one.content.title for one in actions],
            t("Branches"): [
                action_words.places(page, one.content.plan.branches, most=most) for one in actions
            ],
            t("Touchpoint"): [action_words.touchpoint(page, one.content.plan.touchpoint) for one in actions],
            t("Date"): [str(when(one)) for one in actions],
            t("Held"): [_held(page, one, today) for one in actions],
            t("Owner"): [action_words.owner(page, one) for one in actions],
        }
    )


def _held(page: Page, one: Action, today: dt.date) -> str:
    if one.content.trained is not None:
        return page.t("held")
    return page.t("overdue") if one.overdue(today) else page.t("planned")
