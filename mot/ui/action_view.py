"""One action with everything that belongs to it; its address can be sent to a colleague."""

import datetime as dt

import streamlit as st

from mot.domain.errors import MotError
from mot.domain.improvements import Action, Stage
from mot.domain.moments import Moment
from mot.domain.packs import Lever
from mot.locale.action_words import AGAIN
from mot.services import actions as service
from mot.services import moments as tags
from mot.services import verdicts as judging
from mot.ui import action_edit, action_log, action_moves, action_parts, action_words, guidance, verdicts
from mot.ui.actions import close_action
from mot.ui.frame import Page
from mot.ui.import_texts import plain
from mot.ui.questionnaire import LEVERS


def show(page: Page, number: int) -> None:
    """The action of this number, or why it cannot be shown."""
    t = page.t
    if st.button(t("All actions"), icon=":material/arrow_back:", type="tertiary", key="all_actions"):
        close_action()
    try:
        one = service.action(page.engine, page.actor, number)
    except MotError as error:
        page.headline(t("Improvement actions"), t("This action cannot be shown"))
        st.error(page.locale.error(error), icon=":material/error:")
        return
    today = dt.date.today()
    judged = judging.verdict(page.engine, page.actor, number, today)
    page.headline(action_words.about(page, one), action_words.title(one))
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(verdicts.badge(page, judged), width="content")
        action_moves.menu(page, one)
        may = service.may_change(page.actor, one) and not action_edit.open_for(one)
        if may and st.button(t("Edit"), icon=":material/edit:", key=f"edit_{one.id}"):
            action_edit.begin(one)
            st.rerun()
        st.markdown(action_words.who_and_when(page, one, today), width="content")
    action_moves.closing(page, one)
    grid = st.grid(5, min_column_width=150, gap="large")
    with grid.cell(column_span=3):
        if action_edit.open_for(one):
            action_edit.show(page, one)
        else:
            _facts(page, one)
        _learning(page, one)
        verdicts.detail(page, one, judged)
    with grid.cell(column_span=2):
        action_parts.show(page, one)
        action_log.show(page, one)


def _facts(page: Page, one: Action) -> None:
    """What it says, as plain lines."""
    t, content, plan = page.t, one.content, one.content.plan
    if content.description:
        st.markdown(action_words.paragraphs(content.description))
    compared = len(plan.comparison or ())
    others = page.locale.tn("{n} branch", "{n} branches", compared) if compared else t("no branches")
    months = page.locale.tn("{n} month before and after", "{n} months before and after", plan.window)
    facts = [
        (t("Lever"), t(LEVERS[content.lever])),
        (t("Branches"), action_words.places(page, plan.branches, most=6)),
        (t("Start"), page.locale.date(plan.start)),
        (t("Due"), page.locale.date(content.due) if content.due else ""),
        (t("Day of judgement"), page.locale.date(plan.evaluate)),
        (t("Months compared"), months),
        (t("Compared with"), others),
        (t("From tagged moments"), _tags(page, one)),
    ]
    if content.lever is Lever.TRAINING:
        held = page.locale.date(content.trained) if content.trained else t("not yet")
        facts += [(t("Who is trained"), content.audience or t("not named yet")), (t("Held on"), held)]
    grid = st.grid(3, min_column_width=150, gap="small")
    for name, value in facts:
        if value:
            with grid.cell():
                st.markdown(f":gray[:small[{name}]]  \n{plain(value)}")
    if content.lever is Lever.TRAINING:
        guidance.of_training(page, plan.touchpoint, _readable(page, one), key=f"action_{one.id}")


def _tags(page: Page, one: Action) -> str:
    """The tags it came from, as far as this reader may see them."""
    return page.t("; ").join(action_words.tag(page, tag) for tag in _readable(page, one))


def _readable(page: Page, one: Action) -> list[Moment]:
    readable = {tag.id: tag for tag in tags.moments(page.engine, page.actor)} if one.moments else {}
    return [readable[n] for n in one.moments if n in readable]


def _learning(page: Page, one: Action) -> None:
    t, content = page.t, one.content
    if content.stage is not Stage.CLOSED:
        return
    learnt = content.learning
    if learnt is not None:
        page.section(t("What was learnt"))
        again = f"{t('Would you do it again?')} **{t(AGAIN[learnt.again])}**"
        st.markdown(f"{action_words.paragraphs(learnt.worked)}\n\n{again}")
    elif service.may_change(page.actor, one):
        st.caption(t("Nobody has said yet what was learnt from it."))
        if st.button(t("Say what was learnt"), key=f"learn_{one.id}"):
            action_moves.ask(one)
