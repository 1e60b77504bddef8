"""All reviews, newest first."""

import streamlit as st

from mot.domain.access import Permission
from mot.domain.reviews import Review, State
from mot.ui import review_new, review_present, review_words
from mot.ui.frame import Page
from mot.ui.import_texts import plain
from mot.ui.review import open_review

_EVERY = "archived_reviews"


def show(page: Page, found: tuple[Review, ...]) -> None:
    """The list, or how the first review comes about."""
    if not found:
        _nothing_yet(page)
        return
    put_away = [one for one in found if one.state is State.ARCHIVED]
    with st.container(horizontal=True, vertical_alignment="center"):
        review_new.buttons(page, found)
        st.space("stretch")
        if put_away and len(put_away) < len(found):
            st.toggle(page.t("Show archived ones"), key=_EVERY)
    hide = len(put_away) < len(found) and not st.session_state.get(_EVERY)
    for one in found:
        if not (hide and one.state is State.ARCHIVED):
            _row(page, one)


def _row(page: Page, one: Review) -> None:
    with st.container(border=True, gap=None, key=f"review_{one.id}"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.button(
                f"**{plain(one.title)}**",
                key=f"open_review_{one.id}",
                type="tertiary",
                icon=":material/slideshow:",
                on_click=open_review,
                args=(one.id,),
            )
            st.markdown(review_words.badge(page, one), width="content")
            st.space("stretch")
            st.link_button(
                page.t("Projector"),
                review_present.address(page, one.id, 1),
                icon=":material/co_present:",
                type="tertiary",
                key=f"project_review_{one.id}",
            )
        facts = [review_words.about(page, one), review_words.who_and_when(page, one), one.stamp]
        if one.previous is not None:
            facts.append(page.t("new snapshot of R{number}", number=one.previous))
        st.caption(" · ".join(facts))


def _nothing_yet(page: Page) -> None:
    t, author = page.t, page.actor.may(Permission.WRITE_REVIEWS)
    if author and not page.books.cube.outcomes.keys["month"].size:
        page.nothing_here(
            t("No feedback yet"),
            t("Import the first file; then a quarter's review is made from it in seconds."),
        )
    with st.container(border=True, horizontal_alignment="center", gap="small"):
        st.space("medium")
        st.subheader(t("No review yet"), anchor=False, text_alignment="center")
        if author:
            sentence = t(
                "One click freezes a quarter's numbers and tells them as slides. Sentences can be written over, and "
                "the slides taken away for PowerPoint or WPS."
            )
        else:
            sentence = t("As soon as a review of your branches was presented, it stands here.")
        st.caption(sentence, text_alignment="center")
        review_new.buttons(page, ())
        st.space("medium")
