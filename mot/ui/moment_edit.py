"""Changing what was said of a tagged moment; when somebody else did meanwhile, both versions stand side by side."""

import streamlit as st

from mot.domain.errors import MotError
from mot.domain.moments import Judgement, Moment, MomentChangedError
from mot.locale.moment_words import KINDS, VISIBILITIES
from mot.services import moments as service
from mot.ui import judging, tagging
from mot.ui.frame import Page
from mot.ui.session import widget_key

_OPEN = "tag_being_edited"


def open_drawer(one: Moment) -> None:
    """Have the drawer opened for a tag, as it is now."""
    for name in (_base(one), _theirs(one)):
        st.session_state.pop(name, None)
    st.session_state[_OPEN] = one


def drawer(page: Page) -> None:
    """The drawer of the tag that is being edited; it stays until it is saved or closed."""
    one: Moment | None = st.session_state.get(_OPEN)
    if one is None:
        return
    names = {p.id: p.name for p in page.books.institution.touchpoints}
    title = page.t("Edit tag No. {number}: {touchpoint}", number=one.id, touchpoint=names[one.touchpoint])
    st.dialog(title, width=tagging.WIDTH, position="right", on_dismiss=_close)(_draw)(page, one)


def _close() -> None:
    st.session_state.pop(_OPEN, None)


def _draw(page: Page, one: Moment) -> None:
    t = page.t
    made = judging.fields(page, one.judgement, f"edit_{one.id}_{one.version}")
    notice = st.container()
    with st.container(horizontal=True, horizontal_alignment="right"):
        if st.button(t("Cancel"), key=widget_key("edit_cancel")):
            _close()
            st.rerun()
        save = st.button(t("Save tag"), key=widget_key("edit_save"), type="primary")
    if save:
        version = int(st.session_state.get(_base(one), one.version))
        try:
            service.revise(page.engine, page.actor, one.id, made, version=version)
            tagging.say(t("Tag No. {number} is saved", number=one.id))
            _close()
            st.rerun()
        except MomentChangedError as error:
            st.session_state[_base(one)] = error.theirs.version
            st.session_state[_theirs(one)] = (page.locale.error(error), error.theirs.judgement)
        except MotError as error:  # a dialog runs by itself, past the edge in the frame
            st.error(page.locale.error(error), icon=":material/error:")
    kept = st.session_state.get(_theirs(one))
    if kept:
        with notice:
            _both(page, made, *kept)


def _both(page: Page, ours: Judgement, said: str, theirs: Judgement) -> None:
    """The notice, their version to compare and copy from, and ours as it will be saved."""
    t = page.t
    st.warning(said, icon=":material/group:")
    for heading, one in ((t("Their version"), theirs), (t("Yours, as it will be saved"), ours)):
        with st.container(border=True, gap="xsmall"):
            st.markdown(f"**{heading}**")
            facts = [t(KINDS[one.kind]), judging.in_words(page, one), t(VISIBILITIES[one.visibility])]
            st.caption(judging.plain(" · ".join(fact for fact in facts if fact)))
            if one.note:
                st.code(one.note, language=None, wrap_lines=True)


def _base(one: Moment) -> str:
    return f"tag_base_{one.id}"


def _theirs(one: Moment) -> str:
    return f"tag_theirs_{one.id}"
