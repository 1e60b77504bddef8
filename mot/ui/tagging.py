"""The drawer in which a moment is tagged, and the button that opens it beside a chart, an alarm or a comment."""

import streamlit as st

from mot.domain.access import Permission
from mot.domain.cube import View
from mot.domain.errors import MotError
from mot.domain.moments import Judgement, Kind, Moment, Origin
from mot.domain.survey import Branch, Touchpoint
from mot.locale.sentences import moments as sentences
from mot.services import freezing
from mot.services import moments as service
from mot.stats.multiplicity import Status
from mot.ui import judging, navigation
from mot.ui.frame import Page
from mot.ui.session import widget_key

NEW_ACTION = "new_action_from_moments"  # what the page of actions opens its form with
WIDTH = 460  # pixels of the drawer
_SAID = "moment_said"


def may_tag(page: Page) -> bool:
    """Whether this person may tag moments at all."""
    return page.actor.may(Permission.TAG_MOMENTS)


def tag_button(
    page: Page,
    view: View,
    touchpoint: Touchpoint,
    *,
    branch: Branch | None = None,
    origin: Origin = Origin.TOUCHPOINT,
    said: str = "",
    key: str = "",
    label: str | None = None,
) -> None:
    """A small button that opens the drawer; nothing for whoever may not tag.

    `key` tells several buttons of one touchpoint apart; `label` "" leaves the icon alone.
    """
    if not may_tag(page):
        return
    told = page.t("Tag") if label is None else label
    place = f"tag_{origin}_{touchpoint.id}_{branch.id if branch else 0}_{key}"
    if st.button(
        told,
        icon=":material/bookmark_add:",
        type="tertiary" if label == "" else "secondary",
        key=widget_key(place),
        help=page.t("Tag this moment and freeze its evidence") if label == "" else None,
    ):
        open_drawer(page, view, touchpoint, branch=branch, origin=origin, said=said)


def open_drawer(
    page: Page,
    view: View,
    touchpoint: Touchpoint,
    *,
    branch: Branch | None = None,
    origin: Origin = Origin.TOUCHPOINT,
    said: str = "",
) -> None:
    """The drawer at the right edge, filled in with what the finding suggests."""
    name = page.locale.name(touchpoint.name)
    if branch is not None:
        name = page.t("{touchpoint} at {branch}", touchpoint=name, branch=branch.name)
    st.dialog(page.t("Tag a moment: {name}", name=name), width=WIDTH, position="right")(_draw)(
        page, view, touchpoint, branch, origin, said
    )


def told() -> None:
    """Say once what the last tag did, wherever it was made."""
    said = st.session_state.pop(_SAID, "")
    if said:
        st.toast(said, icon=":material/bookmark_added:")


def say(sentence: str) -> None:
    """Keep a sentence for the next run."""
    st.session_state[_SAID] = sentence


def may_act(page: Page) -> bool:
    """Whether this person may start actions here."""
    return actions_there() and page.actor.may(Permission.MANAGE_ACTIONS)


def actions_there() -> bool:
    """Whether there is a page of actions."""
    return "actions" in {entry.slug for entry in navigation.PAGES}


def act_on(*numbers: int) -> None:
    """Go to the actions with a form filled in from these tags."""
    st.session_state[NEW_ACTION] = list(numbers)
    st.switch_page("pages/actions.py")


def _draw(
    page: Page, view: View, touchpoint: Touchpoint, branch: Branch | None, origin: Origin, said: str
) -> None:
    t = page.t
    where = branch.id if branch else None
    try:
        known = page.kept(
            "would_freeze",
            (view, touchpoint.id, where),
            lambda: freezing.preview(page.engine, page.actor, view, touchpoint.id, branch=where),
        )
        first = Judgement(_kind(str(known["status"])))
        if said:
            st.markdown(f"“{judging.plain(said)}”")
        made = judging.fields(page, first, f"new_{touchpoint.id}_{where or 0}")
        with st.container(border=True, gap=None):
            st.caption(t("Evidence that will be frozen"))
            line = sentences.numbers(page.locale, known, str(known["unit"]), page.books.thresholds.confidence)
            st.markdown(f"{page.locale.quarter(view.quarter)} · {judging.plain(line)}")
        with st.container(horizontal=True, horizontal_alignment="right"):
            if st.button(t("Cancel"), key=widget_key("tag_cancel")):
                st.rerun()
            save = st.button(
                t("Save tag"), key=widget_key("tag_save"), type="secondary" if may_act(page) else "primary"
            )
            act = may_act(page) and st.button(
                t("Tag and create an action"), key=widget_key("tag_act"), type="primary"
            )
        if save or act:
            new = service.tag(
                page.engine, page.actor, view, touchpoint.id, made, branch=where, origin=origin, said=said
            )
            _done(page, new, act=bool(act))
    except MotError as error:  # a dialog runs by itself, past the edge in the frame
        st.error(page.locale.error(error), icon=":material/error:")


def _done(page: Page, new: Moment, *, act: bool) -> None:
    if act:
        act_on(new.id)
    say(page.t("Tagged as No. {number}, with its evidence", number=new.id))
    st.rerun()


def _kind(status: str) -> Kind:
    if status == Status.DELIGHT:
        return Kind.DELIGHT
    return Kind.WEAK if status in (Status.WEAK, Status.LIKELY_WEAK) else Kind.WATCH
