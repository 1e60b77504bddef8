"""When actions are due and when they are judged: an agenda by week, with today in its place."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

import streamlit as st

from mot.domain.errors import N_
from mot.domain.improvements import Action, Stage
from mot.ui import action_words
from mot.ui.actions import Found, open_action
from mot.ui.frame import Page
from mot.ui.import_texts import plain

WEEKDAYS = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))
FEW = 20  # dates of a part that are drawn at first


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
            _lines(page, _some("late", late), today)
        _more(page, "late", late)
    with st.container(gap=None):
        st.markdown(f"##### {t('Today, {day}', day=_day(page, today, today))}")
        if not any(d.day == today for d in coming):
            st.caption(t("Nothing falls on today."))
    for monday, week in groupby(_some("coming", coming), key=_monday):
        there = list(week)
        if any(date.day != today for date in there):
            _heading(page, monday, today)
        _lines(page, there, today)
    _more(page, "coming", coming)


def _some(name: str, there: list[Date]) -> list[Date]:
    """The first ones, or all when somebody asked for them."""
    return there if st.session_state.get(f"every_{name}") else there[:FEW]


def _more(page: Page, name: str, there: list[Date]) -> None:
    every = f"every_{name}"
    if len(there) <= FEW or st.session_state.get(every):
        return
    if st.button(page.t("Show all {n}", n=len(there)), key=f"w_{every}"):
        st.session_state[every] = True
        st.rerun()


def _monday(date: Date) -> dt.date:
    return date.day - dt.timedelta(days=date.day.weekday())


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


def _lines(page: Page, dates: Sequence[Date], today: dt.date) -> None:
    grid = st.grid(3, min_column_width=100, gap="small", vertical_alignment="center")
    for date in dates:
        one = date.action
        day, what = f"**{_day(page, date.day, today)}**", page.t(date.what)
        with grid.cell():
            st.markdown(f":small[:red[{day} {what}]]" if date.day < today else f":small[{day} {what}]")
        with grid.cell(column_span=2):
            label = f"{action_words.number(one)} {action_words.title(one)}"
            owner = plain(action_words.owner(page, one))
            key = f"date_{one.id}_{date.what}"
            if st.button(f"{label} · {owner}", key=key, type="tertiary", wrap=False):
                open_action(one.id)
