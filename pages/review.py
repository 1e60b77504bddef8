"""The quarterly review: frozen, told as slides, written over by its author, shown to an audience."""

import streamlit as st

from mot.ui import review as parts
from mot.ui import review_list, review_new, review_present, review_read, session
from mot.ui.filters import language_bar
from mot.ui.frame import open_page

page = open_page("review")
number = parts.opened()
if number and session.presenting():
    review_present.show(page, number)
    st.stop()
language_bar(page)
if number:
    review_read.show(page, number)
    st.stop()
found = parts.find(page)
parts.headline(page, found)
review_list.show(page, found)
review_new.drawer(page)
