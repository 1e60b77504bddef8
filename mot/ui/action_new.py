"""Starting an action: a drawer that is filled in from tagged moments, or from nothing."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from mot.domain.errors import MotError
from mot.domain.improvements import Content, Plan
from mot.domain.moments import Cause, Moment
from mot.domain.packs import Lever
from mot.services import actions as service
from mot.services import moments as tags
from mot.services import questionnaire
from mot.ui import action_form, action_words
from mot.ui.action_form import UNTIL_DUE, WINDOW, Form, branch_names, judged_on
from mot.ui.actions import OPENED, may_start
from mot.ui.frame import Page
from mot.ui.typed import Fields

FROM_MOMENTS = "new_action_from_moments"
_DRAWER = "action_drawer"
_FIELDS = Fields("new_action")
LEVER_OF = {
    Cause.COMMUNICATION: Lever.COMMUNICATION,
    Cause.EMPOWERMENT: Lever.EMPOWERMENT,
    Cause.TRAINING: Lever.TRAINING,
    Cause.PROCESS: Lever.PROCESS,
    Cause.RESOURCES: Lever.RESOURCES,
    Cause.ENVIRONMENT: Lever.RESOURCES,
}


def button(page: Page) -> None:
    """The button that opens the drawer, for whoever may start actions."""
    if may_start(page) and st.button(
        page.t("New action"), icon=":material/add:", type="primary", key="new_action"
    ):
        st.session_state[_DRAWER] = ()


def drawer(page: Page) -> None:
    """Open the drawer when somebody asked for it, here or at a tagged moment."""
    wanted = st.session_state.pop(FROM_MOMENTS, None)
    if wanted is not None:
        _FIELDS.done()  # what was typed about another moment does not belong here
        st.session_state[_DRAWER] = tuple(wanted)
    if _DRAWER not in st.session_state or not may_start(page):
        return
    numbers: tuple[int, ...] = st.session_state[_DRAWER]
    st.dialog(
        page.t("New action"),
        width=520,
        position="right",
        on_dismiss=lambda: st.session_state.pop(_DRAWER, None),
    )(_draw)(page, numbers)


def _draw(page: Page, numbers: Sequence[int]) -> None:
    t = page.t
    try:
        about = tuple(tags.moment(page.engine, page.actor, number) for number in numbers)
    except MotError as error:  # a dialog runs by itself, past the edge in the frame
        st.error(page.locale.error(error), icon=":material/error:")
        return
    form = Form(_FIELDS, _begin(page, about, dt.date.today()))
    if about:
        st.caption(
            t(
                "From tagged moments: {names}",
                names=t("; ").join(action_words.tag(page, one) for one in about),
            )
        )
    content = action_form.where(page, form)
    _ideas(page, content.plan.touchpoint)
    content = action_form.everyday(page, form, content)
    with st.expander(t("How it will be judged"), key="w_new_judging"):
        content = action_form.judging(page, form, content)
    st.caption(
        t(
            "From the start on, touchpoint, branches, comparison, day of judgement and target stay as they are, so "
            "that nobody can choose them by the result."
        )
    )
    with st.container(horizontal=True):
        if st.button(t("Start this action"), type="primary", key="create_action"):
            _create(page, content, numbers)
        if st.button(t("Discard"), type="tertiary", key="discard_action"):
            _FIELDS.done()
            st.session_state.pop(_DRAWER, None)
            st.rerun()


def _create(page: Page, content: Content, numbers: Sequence[int]) -> None:
    try:
        made = service.create(page.engine, page.actor, content, moments=numbers)
    except MotError as error:  # everything typed stays in its place
        st.error(page.locale.error(error), icon=":material/error:")
        return
    _FIELDS.done()
    st.session_state.pop(_DRAWER, None)
    st.session_state[OPENED] = made.id
    st.toast(page.t("{number} was started.", number=action_words.number(made)), icon=":material/check:")
    st.rerun()


def _begin(page: Page, about: Sequence[Moment], today: dt.date) -> Content:
    """What the fields show at first."""
    points = [p.id for p in page.books.institution.touchpoints if p.active]
    known = branch_names(page)
    branches = frozenset(known) if len(known) == 1 else frozenset()
    plan = Plan(points[0], branches, today, judged_on(today, WINDOW), WINDOW)
    start = Content("", plan, owner=page.actor.login, owner_name=page.actor.name, due=today + UNTIL_DUE)
    if not about:
        return start
    places = frozenset(
        n for one in about for n in ((one.branch,) if one.branch is not None else one.branches) if n in known
    )
    levers = [LEVER_OF[cause] for one in about for cause in one.judgement.causes if cause in LEVER_OF]
    return replace(
        start,
        plan=replace(plan, touchpoint=about[0].touchpoint, branches=places or branches),
        lever=levers[0] if levers else start.lever,
        description="\n".join(one.judgement.note for one in about if one.judgement.note),
    )


def _ideas(page: Page, touchpoint: int) -> None:
    """What has helped elsewhere at this touchpoint; one click fills in title and lever."""
    codes = {p.id: p.code for p in page.books.institution.touchpoints}
    ideas = questionnaire.ideas(page.engine, page.actor)
    texts = {page.locale.name(i.text): i for i in ideas if i.touchpoint == codes.get(touchpoint)}
    if not texts:
        return
    key = _FIELDS.key(f"idea_{touchpoint}")

    def fill() -> None:
        chosen = st.session_state.get(key)
        if chosen in texts:
            _FIELDS.put("title", chosen)
            _FIELDS.put("lever", texts[chosen].lever.value)

    st.pills(page.t("Ideas for this touchpoint"), list(texts), key=key, on_change=fill)
