"""Actions in a table: a row opens its action; the whole can be taken away."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from mot.analysis.effects import Judged
from mot.domain.improvements import Action
from mot.locale.action_words import STAGES
from mot.locale.sentences import effects as sentences
from mot.ui import action_words
from mot.ui.action_files import take_away
from mot.ui.actions import Found, open_row, table_key
from mot.ui.frame import Page
from mot.ui.questionnaire import LEVERS


def show(page: Page, found: Found, actions: Sequence[Action], *, name: str = "list") -> None:
    """The table; one click on a row opens the action."""
    t = page.t
    if not actions:
        st.caption(t("No action passes these filters."))
        return
    table = _table(page, found, actions)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.caption(t("Choose a row to open its action."))
        st.space("stretch")
        take_away(page, name, t("Actions"), lambda: _download(page, found, actions))
    event = st.dataframe(
        table,
        hide_index=True,
        height="auto" if len(table) > 15 else "content",
        on_select="rerun",
        selection_mode="single-row",
        key=table_key(f"actions_{name}"),
        column_config={t("Title"): st.column_config.TextColumn(width="large")},
    )
    rows = event["selection"]["rows"]
    if rows:
        open_row(actions[rows[0]].id)


def _table(page: Page, found: Found, actions: Sequence[Action]) -> pd.DataFrame:
    t, today = page.t, found.today
    return pd.DataFrame(
        {
            t("Number"): [action_words.number(one) for one in actions],
            t("Title"): [one.content.title for one in actions],
            t("Stage"): [t(STAGES[one.content.stage]) for one in actions],
            t("Owner"): [action_words.owner(page, one) for one in actions],
            t("Due"): [action_words.due(page, one, today) for one in actions],
            t("Verdict"): [_verdict(page, found.judged.get(one.id)) for one in actions],
            t("Touchpoint"): [action_words.touchpoint(page, one.content.plan.touchpoint) for one in actions],
            t("Branches"): [action_words.places(page, one.content.plan.branches) for one in actions],
            t("Lever"): [t(LEVERS[one.content.lever]) for one in actions],
        }
    )


def _download(page: Page, found: Found, actions: Sequence[Action]) -> pd.DataFrame:
    t, there = page.t, action_words.unit(page)
    targets = [one.content.plan.target for one in actions]
    return _table(page, found, actions).assign(
        **{
            t("Branches"): [
                action_words.places(page, one.content.plan.branches, most=1_000) for one in actions
            ],
            t("Due"): [_day(one.content.due) for one in actions],
            t("Overdue"): [t("yes") if one.overdue(found.today) else "" for one in actions],
            t("Description"): [one.content.description for one in actions],
            t("Start"): [_day(one.content.plan.start) for one in actions],
            t("Evaluation"): [_day(one.content.plan.evaluate) for one in actions],
            t("Target (gap)"): [
                None if target is None else round(there.shown(target), there.digits) for target in targets
            ],
            t("What worked"): [
                one.content.learning.worked if one.content.learning else "" for one in actions
            ],
        }
    )


def _day(day: object) -> str:
    return str(day) if day else ""


def _verdict(page: Page, judged: Judged | None) -> str:
    return sentences.short(page.locale, judged) if judged is not None else ""
