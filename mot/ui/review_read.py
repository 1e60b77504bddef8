"""Reading a review: its slides, turned page by page, and what its author may do."""

import streamlit as st

from mot.domain.reviews import Document
from mot.domain.slides import Slide
from mot.ui import (
    review_author,
    review_changes,
    review_files,
    review_links,
    review_menu,
    review_present,
    review_remarks,
    review_slide,
    review_words,
)
from mot.ui.frame import Page
from mot.ui.import_texts import plain
from mot.ui.review import close, read, told
from mot.ui.review_pager import pager


def show(page: Page, number: int) -> None:
    """The review of this number, or why it cannot be shown."""
    with st.container(horizontal=True):
        st.button(
            page.t("All reviews"),
            icon=":material/arrow_back:",
            type="tertiary",
            key="all_reviews",
            on_click=close,
        )
        if review_changes.opened():
            review_changes.close_button(page)
    found = read(page, number)
    if found is None:
        return
    told()
    if review_changes.opened():
        review_changes.show(page, found)
        return
    head = st.container(horizontal=True, vertical_alignment="center")
    news = st.container()
    place = st.container(border=True, gap="medium", key="review_slide")
    at = pager(page, len(found.deck.slides))
    foot = st.container(horizontal=True, horizontal_alignment="center")
    slide = found.deck.slides[at - 1]
    with news:
        review_changes.banner(page, found)
    with head:
        _head(page, found, slide, at)
    with place:
        review_slide.show(page, found, slide, at)
    with foot:
        review_links.links(page, found, slide, at)
        review_changes.open_button(page, found.review)
    if review_author.editing(page, found.review):
        grid = st.grid(5, min_column_width=150, gap="large")
        with grid.cell(column_span=3):
            review_author.sentences(page, found, slide)
        with grid.cell(column_span=2):
            review_remarks.comments(page, found, slide)
            review_remarks.speaker(page, slide)


def _head(page: Page, found: Document, slide: Slide, at: int) -> None:
    one = found.review
    with st.container(gap=None):
        st.markdown(f"**{plain(one.title)}** {review_words.badge(page, one)}")
        st.caption(f"{review_words.about(page, one)} · {review_words.who_and_when(page, one)}")
    st.space("stretch")
    review_author.button(page, one)
    review_files.button(page, found, slide)
    st.link_button(
        page.t("Projector"),
        review_present.address(page, one.id, at),
        icon=":material/co_present:",
        key="to_projector",
    )
    review_menu.menu(page, one)
