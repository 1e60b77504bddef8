"""A new snapshot of a review: the same question, asked anew, with the author's sentences."""

import streamlit as st

from mot.domain.errors import MotError
from mot.domain.reviews import Review, State
from mot.reports import composing
from mot.ui import review_dialogs
from mot.ui.frame import Page
from mot.ui.review import open_review


def draw(page: Page, one: Review) -> None:
    """Say what a new snapshot is, and make it on a click."""
    t = page.t
    st.write(
        t(
            "The same quarter, comparison and branches are asked anew. Your sentences, comments and sections come "
            "along, and a page shows what differs and why."
        )
    )
    if one.state is State.DRAFT:
        st.caption(t("This draft is put into the archive; it can be fetched from there."))
    elif one.state is State.PRESENTED:
        st.caption(t("What was presented stays as it is."))
    if st.button(t("Make the new snapshot"), type="primary", key="confirm_renew"):
        _make(page, one)


def _make(page: Page, one: Review) -> None:
    bar = st.progress(0.0, text=page.t("Freezing the numbers…"))

    def heard(share: float, section: str) -> None:
        bar.progress(min(share, 1.0), text=page.t(section))

    try:
        made = composing.renew(page.engine, page.actor, one.id, told=heard)
    except MotError as error:
        bar.empty()
        st.error(page.locale.error(error), icon=":material/error:")
        return
    open_review(made.id)
    review_dialogs.done()
