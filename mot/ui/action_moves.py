"""Moving an action from stage to stage; whoever closes it is asked what was learnt."""

from dataclasses import replace

import streamlit as st

from mot.domain.errors import MotError
from mot.domain.improvements import Action, Again, Content, Learning, Stage
from mot.locale.action_words import AGAIN, STAGES
from mot.services import actions as service
from mot.ui.actions import open_action, save
from mot.ui.frame import Page
from mot.ui.typed import Fields

_OPEN = "open"


def menu(page: Page, one: Action, *, opens: bool = False) -> None:
    """The stages it can be moved to; with `opens`, a small menu that opens it as well."""
    t, now = page.t, one.content.stage
    choices = [_OPEN] if opens else []
    if service.may_change(page.actor, one):
        choices += [stage.value for stage in Stage if stage is not now]
    if not choices:
        st.badge(t(STAGES[now]), color="gray")
        return
    chosen = st.menu_button(
        ":material/more_horiz:" if opens else t(STAGES[now]),
        choices,
        key=f"move_{one.id}_{one.version}_{page.locale.language}",
        type="tertiary" if opens else "secondary",
        icon=None if opens else ":material/swap_horiz:",
        help=t("Open or move") if opens else t("Move to another stage"),
        format_func=lambda code: (
            t("Open") if code == _OPEN else t("Move to: {stage}", stage=t(STAGES[Stage(code)]))
        ),
    )
    if chosen == _OPEN:
        open_action(one.id)
    elif chosen == Stage.CLOSED:  # what was learnt is asked for first
        st.session_state[_closing(one)] = True
        open_action(one.id)
    elif chosen is not None:
        save(page, one, replace(one.content, stage=Stage(chosen)))
        st.rerun()


def closing(page: Page, one: Action) -> None:
    """Ask what was learnt, when the action is to be closed or was closed without saying."""
    t, asked = page.t, st.session_state.get(_closing(one), False)
    if not service.may_change(page.actor, one) or not asked:
        return
    fields = Fields(f"closing_{one.id}")
    learnt = one.content.learning
    with st.container(border=True):
        page.section(
            t("What was learnt?"),
            t("Others who plan the same will read it. The verdict of today is kept with it."),
        )
        worked = fields.text(
            "worked", t("What worked, and what did not?"), learnt.worked if learnt else "", long=True
        )
        names = {again.value: t(AGAIN[again]) for again in Again}
        again = fields.one(
            "again", t("Would you do it again?"), names, learnt.again.value if learnt else "yes"
        )
        with st.container(horizontal=True):
            if st.button(t("Close the action"), type="primary", key=f"close_{one.id}"):
                content = replace(
                    one.content, stage=Stage.CLOSED, learning=Learning(worked.strip(), Again(again))
                )
                _close(page, one, fields, content)
            if st.button(t("Cancel"), type="tertiary", key=f"cancel_close_{one.id}"):
                _done(one, fields)


def ask(one: Action) -> None:
    """Ask for what was learnt at the next run."""
    st.session_state[_closing(one)] = True
    st.rerun()


def _close(page: Page, one: Action, fields: Fields, content: Content) -> None:
    try:
        service.change(page.engine, page.actor, one.id, content, version=one.version)
    except MotError as error:  # what was written stays in its place
        st.error(page.locale.error(error), icon=":material/error:")
        return
    _done(one, fields)


def _done(one: Action, fields: Fields) -> None:
    fields.done()
    st.session_state.pop(_closing(one), None)
    st.rerun()


def _closing(one: Action) -> str:
    return f"closing_action_{one.id}"
