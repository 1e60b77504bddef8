"""The board: four columns of cards, from what is planned to what is closed."""

from collections.abc import Sequence

import streamlit as st

from mot.domain.improvements import Action, Stage
from mot.locale.action_words import STAGES
from mot.ui import action_moves, action_words, verdicts
from mot.ui.actions import Found, open_action
from mot.ui.frame import Page

COLUMNS = (Stage.PLANNED, Stage.UNDER_WAY, Stage.REMEASURE, Stage.CLOSED)
FEW = 20  # cards that a column shows at first
SHORT = 16  # letters of a title that fit on a card


def show(page: Page, found: Found, actions: Sequence[Action]) -> None:
    """All cards, by stage."""
    t = page.t
    st.caption(
        t(
            "Small chart: the gap, grey before the action, upright line its start, level lines the means before and "
            "after, dashed the target. “Improved” or “worse” is said only when the interval leaves 0 out."
        )
    )
    grid = st.grid(len(COLUMNS), min_column_width=250, gap="medium")
    for stage in COLUMNS:
        there = [one for one in actions if one.content.stage is stage]
        with grid.cell():
            _column(page, found, stage, there)
    dropped = sum(one.content.stage is Stage.DROPPED for one in actions)
    if dropped:
        st.caption(
            page.locale.tn(
                "{n} action was dropped; it is in the list.",
                "{n} actions were dropped; they are in the list.",
                dropped,
            )
        )


def _column(page: Page, found: Found, stage: Stage, actions: list[Action]) -> None:
    every = f"every_{stage.value}"
    shown = actions if st.session_state.get(every) else actions[:FEW]
    st.markdown(f"##### {page.t(STAGES[stage])}　:gray[{len(actions)}]")
    for one in shown:
        _card(page, found, one)
    if len(shown) < len(actions) and st.button(
        page.t("Show all {n}", n=len(actions)), key=f"w_{every}", width="stretch"
    ):
        st.session_state[every] = True
        st.rerun()


def _card(page: Page, found: Found, one: Action) -> None:
    judged = found.judged.get(one.id)
    with st.container(border=True, gap="xsmall", key=f"card_{one.id}"):
        with st.container(horizontal=True, wrap=False, gap="small", vertical_alignment="center"):
            st.caption(action_words.about(page, one), width="stretch")
            action_moves.menu(page, one, opens=True)
        name = f"**{action_words.title(one)}**"
        whole = action_words.title(one) if len(one.content.title) > SHORT else None
        if st.button(name, key=f"open_{one.id}", type="tertiary", wrap=False, help=whole):
            open_action(one.id)
        if judged is not None:
            verdicts.mini(page, one, judged)
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            if judged is not None:
                st.markdown(verdicts.badge(page, judged), width="content")
            st.space("stretch")
            st.markdown(action_words.who_and_when(page, one, found.today), width="content")
