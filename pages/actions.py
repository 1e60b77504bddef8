"""What is done about weak moments, by whom, until when, and whether it worked."""

import streamlit as st

from mot.ui import (
    action_filters,
    action_new,
    action_view,
    actions_board,
    actions_calendar,
    actions_list,
    ledger,
    library,
    receivers,
    training,
)
from mot.ui import actions as parts
from mot.ui.filters import language_bar
from mot.ui.frame import open_page

page = open_page("actions")
number = parts.opened()
language_bar(page)
if number:
    action_view.show(page, number)
    st.stop()
found = parts.find(page)
parts.headline(page, found)
if ledger.workbench(page):
    st.stop()
if not found.actions:
    parts.nothing_yet(page, action_new.button)
    ledger.exchange(page)
    receivers.button(page)
else:
    with st.container(horizontal=True, vertical_alignment="center"):
        view = parts.view(page)
        shown = action_filters.pick(page, found)
        st.space("stretch")
        ledger.exchange(page, found.judged)
        receivers.button(page)
        action_new.button(page)
    if view == "board":
        actions_board.show(page, found, shown)
    elif view == "list":
        actions_list.show(page, found, shown)
    elif view == "mine":
        actions_list.show(page, found, action_filters.mine(page, shown), name="mine")
    elif view == "calendar":
        actions_calendar.show(page, found, shown)
    elif view == "library":
        library.show(page)
    else:
        training.show(page, found, shown)
    parts.footnote(page)
action_new.drawer(page)
