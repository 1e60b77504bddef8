"""A review on the projector: one slide and a pager, in light colours, without a menu."""

import streamlit as st

from mot.ui import document, review_slide
from mot.ui.frame import Page
from mot.ui.review import SLIDE, read
from mot.ui.review_pager import pager

SHOWN = "present_slide"
ROOMY = 1.4  # times that the letters of a slide grow that is nothing but sentences


def address(page: Page, number: int, slide: int) -> str:
    """The way to the projector, from this page."""
    return (
        f"review?r={number}&{SLIDE}={slide}&present=1&lang={page.locale.language}"
        "&embed=true&embed_options=light_theme"
    )


def show(page: Page, number: int) -> None:
    """The slide that is turned to, and the way back."""
    document.speak(page.locale)
    found = read(page, number)
    with st.bottom:
        row = st.container(
            horizontal=True, vertical_alignment="center", horizontal_alignment="center", key="present_pager"
        )
    if found is None:
        with row:
            _end(page, f"review?lang={page.locale.language}")
        return
    with row:
        at = pager(page, len(found.deck.slides))
        _end(page, f"review?r={number}&{SLIDE}={at}&lang={page.locale.language}")
    slide = found.deck.slides[at - 1]
    with st.container(key=SHOWN):
        review_slide.show(page, found, slide, at, projected=True)
    document.project(SHOWN, grow=1.0 if slide.table or slide.chart else ROOMY)


def _end(page: Page, back: str) -> None:
    if st.button(
        page.t("End the presentation"), shortcut="Esc", type="tertiary", key="end_presentation",
        icon=":material/close:",
    ):  # fmt: skip
        document.leave(back)
