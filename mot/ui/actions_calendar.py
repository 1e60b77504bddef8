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
    """A day on which something about an action is expected or was missed."""

    day: dt.date
    action: Action
    what: str


def dates(actions: Sequence[Action], today: dt.date) -> list[Date]:
    """Starts, due dates and days of judgement of all that is still open, in their order."""
    found = []
    for one in actions:
        if not one.open:
            continue
        content, plan = one.content, one.content.plan
        if content.stage is Stage.PLANNED:
            found.append(
                Date(plan.start, one, N_("should have begun") if plan.start < today else N_("starts"))
            )
        if content.due is not None and content.stage is not Stage.REMEASURE:
            found.append(Date(content.due, one, N_("overdue") if content.due < today else N_("is due")))
        found.append(
            Date(
                plan.evaluate, one, N_("waits for its verdict") if plan.evaluate < today else N_("is judged")
            )
        )
    return sorted(found, key=lambda date: (date.day, date.action.id))


def show(page: Page, found: Found, actions: Sequence[Action]) -> None:
    """What was missed comes first; then week after week, from today on."""
    t, today = page.t, found.today
    every = dates(actions, today)
    if not every:
        st.caption(t("Nothing is due: no open action passes these filters."))
        return
    late, coming = [d for d in every if d.day < today], [d for d in every if d.day >= today]
    if late:
        with st.container(gap=None):
            st.markdown(f"##### :red[{t('Before today')}]　:gray[{len(late)}]")
            for date in late:
                _line(page, date, today)
    with st.container(gap=None):
        st.markdown(f"##### {t('Today, {day}', day=_day(page, today, today))}")
        if not any(d.day == today for d in coming):
            st.caption(t("Nothing falls on today."))
    week = None
    for date in coming if st.session_state.get("every_date") else coming[:FEW]:
        monday = date.day - dt.timedelta(days=date.day.weekday())
        if monday != week and date.day != today:
            week = monday
            _heading(page, monday, today)
        _line(page, date, today)
    more = len(coming) > FEW and not st.session_state.get("every_date")
    if more and st.button(t("Show all {n}", n=len(coming)), key="w_every_date"):
        st.session_state["every_date"] = True
        st.rerun()


def _heading(page: Page, monday: dt.date, today: dt.date) -> None:
    sunday = monday + dt.timedelta(days=6)
    first, last = (action_words.day(page, day, today) for day in (monday, sunday))
    this = monday <= today <= sunday
    weeks = (
        page.t("This week, until {day}", day=last)
        if this
        else page.t("{first} to {last}", first=first, last=last)
    )
    st.markdown(f"##### {weeks}")


def _day(page: Page, day: dt.date, today: dt.date) -> str:
    return f"{page.t(WEEKDAYS[day.weekday()])} {action_words.day(page, day, today)}"


def _line(page: Page, date: Date, today: dt.date) -> None:
    t, one = page.t, date.action
    day, what = f"**{_day(page, date.day, today)}**", t(date.what)
    said = f":red[{day}　{what}]" if date.day < today else f"{day}　{what}"
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.markdown(said, width=190)
        label = f"{action_words.number(one)} {action_words.title(one)}"
        if st.button(label, key=f"date_{one.id}_{date.what}", type="tertiary"):
            open_action(one.id)
        st.caption(plain(action_words.owner(page, one)), width="content")
