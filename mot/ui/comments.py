"""What customers wrote about a touchpoint, each comment with a way to tag the moment."""

import streamlit as st

from mot.domain.cube import View
from mot.domain.moments import Origin
from mot.domain.survey import Touchpoint
from mot.services import comments as service
from mot.services.comments import Comments
from mot.ui import judging, tagging
from mot.ui.frame import Page

HEIGHT = 300  # pixels of the list; the rest is scrolled to
WORDS = 4  # that are named


def show(page: Page, view: View, touchpoint: Touchpoint) -> None:
    """The comments, and how they were found."""
    found: Comments = page.ask(service.comments, view, touchpoint.id)
    st.caption(_how(page, touchpoint, found))
    if not found.texts:
        return
    with st.container(height=HEIGHT, border=False, gap="small"):
        for place, text in enumerate(found.texts):
            with st.container(horizontal=True, wrap=False, vertical_alignment="center", gap="small"):
                st.markdown(judging.plain(text), width="stretch")
                tagging.tag_button(
                    page, view, touchpoint, origin=Origin.COMMENT, said=text, key=str(place), label=""
                )


def _how(page: Page, touchpoint: Touchpoint, found: Comments) -> str:
    t, least = page.t, page.books.thresholds.n_suppress
    if found.hidden:
        return t(
            "No comments are shown: fewer than {n} people answered here, or their words would give a few away. "
            "Choose more branches or another quarter.",
            n=least,
        )
    if not found.total:
        return t("Nobody left a comment in this quarter and selection.")
    shown = len(found.texts)
    if not found.words:
        return t(
            "No comment names this touchpoint. These {shown} of {total} are about the visit as a whole; which "
            "touchpoint they mean is not known.",
            shown=shown,
            total=found.total,
        )
    return t(
        "{shown} of {total} comments that mention {words}, newest first. Found by these words alone: some may "
        "mean something else, and others on {touchpoint} may be missing. Branch, day and segment are left out.",
        shown=shown,
        total=found.total,
        words=t(", ").join(found.words[:WORDS]),
        touchpoint=touchpoint.name,
    )
