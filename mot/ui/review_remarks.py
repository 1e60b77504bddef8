"""Beside a slide: the comments of colleagues, and what the speaker has to know."""

import streamlit as st

from mot.domain.errors import MotError
from mot.domain.reviews import Document, Remark, Review
from mot.domain.slides import Slide
from mot.services import review_writing
from mot.ui import review_notes, review_words
from mot.ui.frame import Page
from mot.ui.import_texts import plain
from mot.ui.review_author import may_write
from mot.ui.typed import Fields


def comments(page: Page, found: Document, slide: Slide) -> None:
    """What was said about this slide, oldest first, and a field for more while it is a draft."""
    one = found.review
    said = [remark for remark in one.remarks if remark.slide == slide.key]
    page.section(
        page.t("Comments on this slide"), page.t("For authors only; no file and no projector shows them.")
    )
    known = review_words.names(page) if said else {}
    for remark in said:
        _remark(page, one, remark, known)
    if not said:
        st.caption(page.t("None so far."))
    if may_write(page, one):
        _add(page, one, slide)


def _remark(page: Page, one: Review, remark: Remark, known: dict[str, str]) -> None:
    with st.container(gap=None):
        st.caption(review_words.said_by(page, remark.login, remark.at, known))
        st.markdown("  \n".join(plain(line) for line in remark.text.splitlines()))
    review_notes.beside(page, one, remark.text)


def _add(page: Page, one: Review, slide: Slide) -> None:
    fields = Fields(f"remark_{one.id}_{slide.key}")
    text = fields.text("text", page.t("New comment"), "", long=True, height=96)
    if st.button(
        page.t("Add comment"), key=f"add_remark_{one.id}_{slide.key}", icon=":material/add_comment:"
    ):
        try:
            review_writing.comment(page.engine, page.actor, one.id, slide.key, text)
        except MotError as error:  # what was typed stays in its field
            st.error(page.locale.error(error), icon=":material/error:")
            return
        fields.done()
        st.rerun()


def speaker(page: Page, slide: Slide) -> None:
    """What the speaker has to know: method and source."""
    if slide.notes:
        page.section(page.t("For the speaker"))
        st.markdown("  \n".join(plain(line) for line in slide.notes.splitlines()))
