"""Changing an action. When somebody else changed it meanwhile, both versions are compared and nothing is lost."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from mot.domain import action_fields
from mot.domain.errors import MotError
from mot.domain.improvements import Action, ActionChangedError, Content
from mot.services import actions as service
from mot.ui import action_changes, action_form
from mot.ui.action_form import Form
from mot.ui.frame import Page
from mot.ui.typed import Fields


@dataclass(frozen=True, slots=True)
class Conflict:
    """mine: what the person wrote · base: what they began from · theirs: what is stored now · said: by whom, when."""

    mine: Content
    base: Content
    theirs: Action
    said: str

    @property
    def merged(self) -> Content:
        """Theirs, with the fields that the person changed."""
        mine, base = action_fields.plain(self.mine), action_fields.plain(self.base)
        own = {field: value for field, value in mine.items() if value != base[field]}
        return action_fields.content(action_fields.plain(self.theirs.content) | own)

    @property
    def apart(self) -> tuple[dict[str, Any], dict[str, Any]]:
        """The fields in which saving would replace what the other wrote: mine, and theirs."""
        theirs = action_fields.plain(self.theirs.content)
        return action_fields.differences(action_fields.plain(self.merged), theirs)


def begin(one: Action) -> None:
    """Open the form, from the version that is shown now."""
    st.session_state[_base(one.id)] = one


def open_for(one: Action) -> bool:
    """Whether this visit is changing the action."""
    return _base(one.id) in st.session_state


def show(page: Page, one: Action) -> None:
    """The form, and both versions beside each other when somebody else changed it meanwhile."""
    base: Action = st.session_state[_base(one.id)]
    t, fields = page.t, _fields(one.id)
    plan = base.content.plan
    form = Form(
        fields,
        base.content,
        fixed=plan.start <= dt.date.today(),
        chosen=bool(plan.comparison) and not base.all_others,
    )
    with st.container(border=True):
        content = action_form.where(page, form)
        content = action_form.everyday(page, form, content)
        content = action_form.judging(page, form, content)
        st.caption(
            t("It has begun: what it is judged by was fixed before the result was known.")
            if form.fixed
            else t("What it is judged by can be changed until the day before it starts.")
        )
        with st.container(horizontal=True):
            if st.button(t("Save"), type="primary", key=f"save_{one.id}"):
                _save(page, base, content)
            if st.button(t("Cancel"), type="tertiary", key=f"cancel_{one.id}"):
                _end(one.id)
                st.rerun()
    conflict: Conflict | None = st.session_state.get(_conflict(one.id))
    if conflict is not None:
        st.dialog(t("Two versions"), width="large", on_dismiss=lambda: _keep_editing(conflict))(_compare)(
            page, conflict
        )


def _save(page: Page, base: Action, content: Content) -> None:
    try:
        service.change(page.engine, page.actor, base.id, content, version=base.version)
    except ActionChangedError as error:
        said = page.locale.error(error)
        st.session_state[_conflict(base.id)] = Conflict(content, base.content, error.theirs, said)
        st.rerun()
    except MotError as error:  # everything typed stays in its place
        st.error(page.locale.error(error), icon=":material/error:")
        return
    _end(base.id)
    st.rerun()


def _compare(page: Page, conflict: Conflict) -> None:
    t, theirs = page.t, conflict.theirs
    mine, other = conflict.apart
    fields = [field for field in action_changes.FIELDS if field in mine]
    st.warning(conflict.said, icon=":material/call_split:")
    if fields:
        st.dataframe(
            pd.DataFrame(
                {
                    t("Field"): [t(action_changes.FIELDS[field]) for field in fields],
                    t("My version"): [action_changes.text(page, field, mine[field]) for field in fields],
                    t("Their version"): [action_changes.text(page, field, other[field]) for field in fields],
                }
            ),
            hide_index=True,
            height="content",
        )
        st.caption(t("What they changed and you did not touch is kept in any case."))
    else:
        st.caption(t("You changed nothing that they wrote: both changes can be kept."))
    with st.container(horizontal=True):
        keep = t("Save mine over it") if fields else t("Keep both changes")
        if st.button(keep, type="primary", key=f"mine_{theirs.id}"):
            _save(page, theirs, conflict.merged)
        if st.button(t("Keep editing"), key=f"keep_{theirs.id}", on_click=_keep_editing, args=(conflict,)):
            st.rerun()
        if st.button(t("Take theirs"), key=f"theirs_{theirs.id}"):
            _end(theirs.id)
            st.rerun()


def _keep_editing(conflict: Conflict) -> None:
    """Back to the form: what the other changed is filled in, what the person typed stays."""
    theirs, base = conflict.theirs, action_fields.plain(conflict.base)
    fields, now = _fields(theirs.id), action_fields.plain(theirs.content)
    mine = action_fields.plain(conflict.mine)
    for field in now:
        if now[field] != base[field] and mine[field] == base[field]:
            fields.forget("owner" if field == "owner_name" else field)
    st.session_state[_base(theirs.id)] = theirs
    st.session_state.pop(_conflict(theirs.id), None)


def _end(number: int) -> None:
    _fields(number).done()
    st.session_state.pop(_base(number), None)
    st.session_state.pop(_conflict(number), None)


def _fields(number: int) -> Fields:
    return Fields(f"action_{number}")


def _base(number: int) -> str:
    return f"changing_{number}"


def _conflict(number: int) -> str:
    return f"conflict_{number}"
