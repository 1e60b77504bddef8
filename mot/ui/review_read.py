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
    review_pager,
    review_present,
    review_remarks,
    review_slide,
    review_words,
)
from mot.ui.frame import Page
from mot.ui.import_texts import plain
from mot.ui.review import close, read, told


def show(page: Page, number: int) -> None:
    """The review of this number, or why it cannot be shown."""
    way = st.container(horizontal=True, vertical_alignment="center", key="review_pager")
    with way:
        st.button(
            page.t("All reviews"),
            icon=":material/arrow_back:",
            type="tertiary",
            key="all_reviews",
            on_click=close,
        )
    found = read(page, number)
    if found is None:
        return
    told()
    if review_changes.opened():
        with way:
            review_changes.close_button(page)
        review_changes.show(page, found)
        return
    slides, one = found.deck.slides, found.review
    with way:
        st.space("stretch")
        review_pager.contents(page, slides)
        at = review_pager.numbers(len(slides))
    head = st.grid(9, min_column_width=75, gap="small", vertical_alignment="center")
    news = st.container()
    slide = slides[at - 1]
    with news:  # before the buttons, which draw the dialog that it asks for
        review_changes.banner(page, found)
    with head.cell(column_span=5):
        _title(page, found)
    with head.cell(column_span=4):
        _buttons(page, found, slide, at)
    if review_author.editing(page, one):
        grid = st.grid(3, min_column_width=300, gap="medium")
        with grid.cell(column_span=2):
            _slide(page, found, slide, at)
        with grid.cell():
            review_author.sentences(page, found, slide)
            review_remarks.comments(page, found, slide)
            review_remarks.speaker(page, slide)
    else:
        _slide(page, found, slide, at)


def _title(page: Page, found: Document) -> None:
    one = found.review
    with st.container(gap=None):
        st.markdown(f"**{plain(one.title)}** {review_words.badge(page, one)}")
        st.caption(f"{review_words.about(page, one)} · {review_words.who_and_when(page, one)}")


def _buttons(page: Page, found: Document, slide: Slide, at: int) -> None:
    one = found.review
    with st.container(horizontal=True, horizontal_alignment="right", vertical_alignment="center"):
        review_author.button(page, one)
        review_files.button(page, found, slide, at)
        st.link_button(
            page.t("Projector"),
            review_present.address(page, one.id, at),
            icon=":material/co_present:",
            key="to_projector",
        )
        review_menu.menu(page, one)


def _slide(page: Page, found: Document, slide: Slide, at: int) -> None:
    """The slide in its frame, with the ways that lead on from it."""
    with st.container(border=True, gap="medium", key="review_slide"):
        review_slide.show(page, found, slide, at, narrow=review_author.editing(page, found.review))
    with st.container(horizontal=True, horizontal_alignment="center"):
        review_pager.arrows(page, at, len(found.deck.slides))
        review_links.links(page, found, slide, at)
        review_changes.open_button(page, found.review)
