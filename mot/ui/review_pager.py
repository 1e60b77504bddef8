"""Turning the pages of a review: numbers, arrows, and the keys Left and Right."""

import streamlit as st

from mot.ui.frame import Page
from mot.ui.review import SLIDE


def pager(page: Page, pages: int) -> int:
    """Draw the pager in the present container; the number of the slide that is turned to, from 1."""
    if st.session_state.get(SLIDE, 1) > pages:  # sections were taken out
        st.session_state[SLIDE] = pages
    with st.container(
        horizontal=True, vertical_alignment="center", horizontal_alignment="center", key="review_pager"
    ):
        back = st.empty()
        at = st.pagination(pages, key=SLIDE, bind="query-params")
        with back:
            _turn(page.t("Previous slide"), "Left", "previous_slide", at - 1, off=at == 1)
        _turn(page.t("Next slide"), "Right", "next_slide", at + 1, off=at == pages)
    return at


def _turn(label: str, key: str, name: str, to: int, *, off: bool) -> None:
    st.button(label, shortcut=key, type="tertiary", key=name, disabled=off, on_click=turn_to, args=(to,))


def turn_to(number: int) -> None:
    """Turn to a slide; in the callback of a button."""
    st.session_state[SLIDE] = number
