"""How every number is worked out, for those who ask."""

import streamlit as st

from mot.ui import methods as parts
from mot.ui.filters import pick
from mot.ui.frame import open_page

page = open_page("methods")
view = pick(page)
opened = parts.open_section()
parts.way_back(page)
parts.headline(page)
grid = st.grid(4, min_column_width=220, gap="medium")
with grid.cell(column_span=3):
    parts.show(page, view, opened)
with grid.cell():
    parts.contents(page, opened)
