"""What an author does with a whole review: name it, arrange it, present it, put it away."""

import streamlit as st

from mot.domain.access import Permission
from mot.domain.errors import N_, MotError
from mot.domain.reviews import Review, State
from mot.services import review_writing
from mot.ui import review_dialogs, review_renew, review_sections
from mot.ui.frame import Page
from mot.ui.review import attempt
from mot.ui.typed import Fields

DRAFT = {
    "sections": N_("Sections and their order"),
    "rename": N_("Rename"),
    "present": N_("Mark as presented"),
}
SHELF = {
    State.DRAFT: {"archive": N_("Put into the archive")},
    State.PRESENTED: {"archive": N_("Put into the archive")},
    State.ARCHIVED: {"restore": N_("Fetch from the archive")},
}
RENEW = {"renew": N_("New snapshot")}


def menu(page: Page, one: Review) -> None:
    """The menu of a review, for those who write reviews."""
    if not page.actor.may(Permission.WRITE_REVIEWS):
        return
    t = page.t
    words = (DRAFT if one.state is State.DRAFT else {}) | RENEW | SHELF[one.state]
    chosen = st.menu_button(
        t("More"),
        list(words),
        key=f"review_menu_{page.locale.language}",
        icon=":material/more_horiz:",
        format_func=lambda key: t(words[key]),
    )
    if chosen in ("archive", "restore"):
        job = review_writing.archive if chosen == "archive" else review_writing.restore
        attempt(page, lambda: job(page.engine, page.actor, one.id, version=one.version))
        st.rerun()
    elif chosen:
        review_dialogs.ask_for(chosen, one)
    review_dialogs.draw(
        page,
        one,
        {
            "sections": (t("Sections and their order"), review_sections.draw),
            "rename": (t("Rename"), _rename),
            "present": (t("Mark as presented"), _present),
            "renew": (t("New snapshot"), review_renew.draw),
        },
    )


def _rename(page: Page, one: Review) -> None:
    fields = Fields(f"rename_review_{one.id}")
    title = fields.text("title", page.t("Title of the review"), one.title)
    if st.button(page.t("Save"), type="primary", key="save_title"):
        try:
            review_writing.rename(page.engine, page.actor, one.id, title, version=one.version)
        except MotError as error:  # what was typed stays in its field
            st.error(page.locale.error(error), icon=":material/error:")
            return
        fields.done()
        review_dialogs.done()


def _present(page: Page, one: Review) -> None:
    t = page.t
    st.write(
        t(
            "From now on everybody who sees these branches may read it, and nothing of it changes any more: sentences, "
            "sections and numbers stay as they were presented. For a change you make a new snapshot."
        )
    )
    if st.button(t("Yes, it was presented"), type="primary", key="confirm_present"):
        try:
            review_writing.present(page.engine, page.actor, one.id, version=one.version)
        except MotError as error:
            st.error(page.locale.error(error), icon=":material/error:")
            return
        review_dialogs.done()
