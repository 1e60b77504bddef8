"""From a feedback file to stored responses, and back."""

import streamlit as st

from mot.ui import history, import_refused, uploads
from mot.ui import imports as parts
from mot.ui.filters import language_bar
from mot.ui.frame import open_page

page = open_page("imports")
language_bar(page)
pending, draft, error = uploads.current(page)
parts.headline(page, draft, error)
grid = st.grid(4, min_column_width=240, gap="large")
with grid.cell(column_span=3):
    parts.committed(page)
    parts.upload(page, pending, draft)
    if pending is not None and error is not None:
        import_refused.refused(page, pending, error)
    elif pending is not None and draft is not None:
        parts.steps(page, pending, draft)
with grid.cell():
    history.show(page)
