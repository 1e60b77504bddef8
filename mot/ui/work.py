"""Improvement actions on the overview: what needs an eye now, and what became of last quarter's promises."""

import datetime as dt
from collections.abc import Sequence

import streamlit as st

from mot.analysis.work import Work, work
from mot.domain.cube import View
from mot.domain.errors import N_
from mot.domain.improvements import Action
from mot.locale.action_words import STAGES
from mot.locale.sentences import work as sentences
from mot.services import actions, verdicts
from mot.ui import action_words
from mot.ui.actions import open_action
from mot.ui.frame import Page
from mot.ui.import_texts import plain
from mot.ui.session import widget_key
from mot.ui.verdicts import badge

AT_ONCE = 5  # actions that are listed


def show(page: Page, view: View) -> None:
    """One sentence and a short list that leads to the actions; one quiet line while there are none."""
    t, today = page.t, dt.date.today()
    there = actions.actions(page.engine, page.actor)
    if not there:
        st.caption(t("No improvement actions yet: tag a weak moment and start one from it."))
        return
    judged = verdicts.verdicts(page.engine, page.actor, today)
    found = work(there, judged, view.quarter, today)
    page.section(t("Improvement actions"), sentences.attention(page.locale, found))
    with st.container(gap=None):
        for icon, note, one in _listed(found)[:AT_ONCE]:
            told = [
                action_words.title(one),
                plain(action_words.due(page, one, today)),
                *([t(note)] if note else []),
            ]
            label = " · ".join(told)
            if st.button(label, key=widget_key(f"work_{one.id}"), type="tertiary", icon=icon):
                open_action(one.id)
    st.markdown(plain(sentences.promised(page.locale, found, view.quarter.previous)))
    if found.promised:
        lines = [
            f"- {action_words.title(one)} · {page.t(STAGES[one.content.stage])} · "
            f"{badge(page, judged[one.id])}"
            for one in found.promised[:AT_ONCE]
            if one.id in judged
        ]
        if len(found.promised) > AT_ONCE:
            more = len(found.promised) - AT_ONCE
            lines.append(f"- {page.locale.tn('and {n} more', 'and {n} more', more)}")
        st.markdown("\n".join(lines))


def _listed(found: Work) -> list[tuple[str, str, Action]]:
    """Icon, what is the matter where the date does not say it, and the action."""
    groups: Sequence[tuple[str, str, Sequence[Action]]] = (
        (":material/balance:", "", found.ready),
        (":material/event_busy:", "", found.overdue),
        (":material/pause_circle:", N_("no change for three weeks"), found.stalled),
        (":material/hourglass_bottom:", N_("open for more than four months"), found.ageing),
    )
    return [(icon, note, one) for icon, note, group in groups for one in group]
