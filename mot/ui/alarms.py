"""What is out of the ordinary this month, for the overview: a short list that leads to the charts."""

import re

import streamlit as st

from mot.analysis.family import Alarm, Alarms
from mot.analysis.judging import Standing
from mot.charts.frames.boards import alarms_table
from mot.domain.cube import View
from mot.domain.moments import Origin
from mot.locale.sentences import trends as sentences
from mot.services import trends as service
from mot.ui import tagging
from mot.ui import trend_choice as choices
from mot.ui.chart import Figure, menu
from mot.ui.frame import Page
from mot.ui.session import widget_key
from mot.ui.trends import names

AT_ONCE = 5  # alarms that are listed; the others are on the trend page
ICONS = {
    Standing.LOW: ":material/south:",
    Standing.HIGH: ":material/north:",
    Standing.DRIFTING_DOWN: ":material/trending_down:",
    Standing.DRIFTING_UP: ":material/trending_up:",
}
MARKUP = re.compile(r"([\\`*_{}\[\]<>#+$~|:-])")


def show(page: Page, view: View) -> None:
    """Alarms and drifts in words, each a way to its chart; that there are none is told as well."""
    found: Alarms = page.ask(service.alarms, view, *choices.asked())
    touchpoints, branches = names(page)
    t, locale = page.t, page.locale
    figure = Figure(
        "alarms",
        t("Out of the ordinary"),
        page.kept("watched", (view, *choices.asked()), lambda: sentences.watched(locale, found)),
        about="trends",
    )
    listed = [*found.points, *found.drifts]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        page.section(figure.title, figure.caption)
        st.space("stretch")
        if listed:
            menu(page, view, figure, lambda: alarms_table(found, locale, touchpoints, branches))
    with st.container(gap=None):
        if not listed:
            st.markdown(sentences.none(locale, found))
        said = page.kept("alarm_lines", (view, *choices.asked()), lambda: _lines(page, found))
        for place, one in enumerate(listed[:AT_ONCE]):
            key = widget_key(f"alarm_{place}")
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                if st.button(said[place], key=key, type="tertiary", icon=ICONS[one.standing]):
                    _open(page, one)
                tag(page, view, one)
        if len(listed) > AT_ONCE:
            more = locale.tn("{n} more signal", "{n} more signals", len(listed) - AT_ONCE)
            if st.button(
                more, key=widget_key("alarm_more"), type="tertiary", icon=":material/arrow_forward:"
            ):
                _open(page, listed[0])


def tag(page: Page, view: View, one: Alarm) -> None:
    """The button that tags the moment of an alarm; nothing for one about all touchpoints together."""
    there = page.books.institution
    point = next((t for t in there.touchpoints if t.id == one.touchpoint), None)
    branch = next((b for b in there.branches if b.id == one.branch), None)
    if point is not None:
        tagging.tag_button(page, view, point, branch=branch, origin=Origin.ALARM, label="")


def _lines(page: Page, found: Alarms) -> list[str]:
    """The first alarms in words, safe to print."""
    touchpoints, branches = names(page)
    told = (
        sentences.alarm(page.locale, one, found.unit, touchpoints, branches)
        for one in [*found.points, *found.drifts][:AT_ONCE]
    )
    return [MARKUP.sub(r"\\\1", line) for line in told]


def _open(page: Page, one: Alarm) -> None:
    """Go to the chart of an alarm."""
    there = page.books.institution
    st.session_state["tp"] = next(t.code for t in there.touchpoints if t.id == one.touchpoint)
    st.session_state["at"] = next((b.code for b in there.branches if b.id == one.branch), "")
    st.switch_page("pages/trends.py")
