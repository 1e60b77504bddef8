"""When actions are due and when they are judged: an agenda by week, with today in its place."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from mot.domain.errors import N_
from mot.domain.improvements import Action, Stage
from mot.ui import action_words
from mot.ui.actions import Found, open_action
from mot.ui.frame import Page
from mot.ui.import_texts import plain

WEEKDAYS = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))
FEW = 30  # days of the agenda that are drawn at first


@dataclass(frozen=True, slots=True)
class Date:
    """A day on which something about an action is expected; `missed` when that day is over."""

    day: dt.date
    action: Action
    what: str
    missed: bool


def dates(actions: Sequence[Action], today: dt.date) -> list[Date]:
    """Starts, due dates and days of judgement of all that is still open, in their order."""
    found = []
    for one in actions:
        if not one.open:
            continue
        content, plan = one.content, one.content.plan
        if content.stage is Stage.PLANNED and plan.start >= today:
            found.append(Date(plan.start, one, N_("starts"), missed=False))
        if content.due is not None and content.stage is not Stage.REMEASURE:
            found.append(Date(content.due, one, N_("is due"), missed=content.due < today))
        found.append(Date(plan.evaluate, one, N_("is judged"), missed=plan.evaluate < today))
    return sorted(found, key=lambda date: (date.day, date.action.id))


def show(page: Page, found: Found, actions: Sequence[Action]) -> None:
    """Week after week, what is due; what was missed comes first, marked as such."""
    t, today = page.t, found.today
    every = dates(actions, today)
    if not every:
        st.caption(t("Nothing is due: no open action passes these filters."))
        return
    shown = every if st.session_state.get("every_date") else every[:FEW]
    week: dt.date | None = None
    marked = False
    for date in shown:
        monday = date.day - dt.timedelta(days=date.day.weekday())
        if not marked and date.day >= today:
            marked = True
            if date.day > today and (monday > today or monday == week):
                _today(page, today)
        if monday != week:
            week = monday
            _heading(page, monday, today)
        _line(page, date, today)
    if not marked and len(shown) == len(every):
        _today(page, today)
    if len(shown) < len(every) and st.button(t("Show all {n}", n=len(every)), key="w_every_date"):
        st.session_state["every_date"] = True
        st.rerun()


def _heading(page: Page, monday: dt.date, today: dt.date) -> None:
    sunday = monday + dt.timedelta(days=6)
    days = page.t(
        "{first} to {last}",
        first=action_words.day(page, monday, today),
        last=action_words.day(page, sunday, today),
    )
    now = f"　:primary-badge[{page.t('this week')}]" if monday <= today <= sunday else ""
    st.markdown(f"##### {days}{now}")


def _today(page: Page, today: dt.date) -> None:
    st.caption(f"── {page.t('today, {day}', day=_day(page, today, today))} ──")


def _day(page: Page, day: dt.date, today: dt.date) -> str:
    return f"{page.t(WEEKDAYS[day.weekday()])} {action_words.day(page, day, today)}"


def _line(page: Page, date: Date, today: dt.date) -> None:
    t, one = page.t, date.action
    day = f"**{_day(page, date.day, today)}**"
    if date.missed:
        day = f":red[{day} {t('overdue')}]"
    elif date.day == today:
        day = f"{day} :primary-badge[{t('today')}]"
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.markdown(f"{day}　{t(date.what)}", width=190)
        label = f"{action_words.number(one)} {action_words.title(one)}"
        if st.button(label, key=f"date_{one.id}_{date.what}", type="tertiary"):
            open_action(one.id)
        st.caption(plain(action_words.owner(page, one)), width="content")
