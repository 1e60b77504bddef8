"""The institution's own shape, and when a finding is one."""

import streamlit as st

from mot.ui import questionnaire, shape
from mot.ui import settings as parts
from mot.ui.filters import language_bar
from mot.ui.frame import open_page

page = open_page("settings")
language_bar(page)
parts.headline(page)
for tab, part in zip(
    st.tabs([page.t(name) for name in parts.TABS], key=f"settings_tabs_{page.locale.language}"),
    (
        parts.institution,
        shape.branches,
        shape.touchpoints,
        shape.labels,
        questionnaire.show,
        parts.thresholds,
    ),
    strict=True,
):
    with tab:
        part(page)
