"""The institution's own shape, and when a finding is one."""

import streamlit as st

from mot.ui import deck_templates, questionnaire, shape
from mot.ui import settings as parts
from mot.ui.filters import language_bar
from mot.ui.frame import open_page

page = open_page("settings")
language_bar(page)
parts.headline(page)
seen: set[int] = st.session_state.setdefault("settings_seen", set())
tabs = st.tabs(
    [page.t(name) for name in parts.TABS],
    key=f"settings_tabs_{page.locale.language}",
    on_change="rerun",
)
contents = (
    parts.institution,
    shape.branches,
    shape.touchpoints,
    shape.labels,
    questionnaire.show,
    parts.thresholds,
    deck_templates.show,
)
for number, (tab, part) in enumerate(zip(tabs, contents, strict=True)):
    if tab.open:
        seen.add(number)
    if number in seen:  # a tab is drawn once it was opened, and from then on: nothing typed there is lost
        with tab:
            part(page)
