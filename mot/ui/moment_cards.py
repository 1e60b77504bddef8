"""One tagged moment on its page: then and now, what was said of it, and the ways to change that."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import streamlit as st

from mot.analysis.evidence import digits_of
from mot.charts import overview as charts
from mot.charts.frames.moments import frozen_history
from mot.domain.cube import View
from mot.domain.errors import MotError
from mot.domain.moments import Evidence, Kind, Moment, Now
from mot.domain.periods import Quarter
from mot.domain.survey import Name
from mot.locale.moment_words import KINDS, ORIGINS, READERS
from mot.locale.sentences import moments as sentences
from mot.services import moments as service
from mot.ui import guidance, judging, moment_edit, tagging
from mot.ui.chart import Figure, chart
from mot.ui.frame import Page
from mot.ui.selection import names_text
from mot.ui.session import widget_key

COLOURS = {Kind.WEAK: "red", Kind.DELIGHT: "green", Kind.WATCH: "gray"}
OPEN_ACTION = "open_action"  # what the page of actions shows first


@dataclass(frozen=True, slots=True)
class Known:
    """The tags a person may read, those withdrawn, names of people by login and of branches by id."""

    tagged: tuple[Moment, ...]
    withdrawn: tuple[Moment, ...] = ()
    people: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[int, Name] = field(default_factory=dict)


def card(page: Page, known: Known, one: Moment) -> None:
    """A tag with everything this person may see of it."""
    with st.container(border=True, gap="small", key=f"moment_{one.id}"):
        _heading(page, known, one)
        found = one.evidence
        if found is None:
            _words(page, one)
            st.caption(page.t("Its numbers stay with those who see all its branches."))
            return
        now: Now = page.kept(
            "now",
            (one.id, found.digest),
            lambda: service.nows(page.engine, page.actor, (one,))[one.id],
        )
        grid = st.grid(5, min_column_width=150, gap="medium")
        with grid.cell(column_span=3), st.container(gap="xsmall"):
            _then_and_now(page, found, now)
            _words(page, one)
            _actions(page, one)
            guidance.of_moment(page, one)
        with grid.cell(column_span=2):
            _history(page, one, found)
        st.caption(judging.plain(sentences.about(page.locale, found, len(found.batches))))


def practice(page: Page, known: Known, one: Moment) -> None:
    """What others do well, in their words."""
    st.markdown(f"**{judging.plain(title(page, known, one))}**")
    _words(page, one)
    st.caption(page.t("{name} · {date}", name=_name(known, one.created_by), date=_day(page, one)))


def title(page: Page, known: Known, one: Moment) -> str:
    """Touchpoint and place of a tag."""
    names = {p.id: p.name for p in page.books.institution.touchpoints}
    touchpoint = page.locale.name(names[one.touchpoint])
    if one.branch is not None and one.branch in known.places:
        return f"{touchpoint} · {page.locale.name(known.places[one.branch])}"
    return f"{touchpoint} · {_places(page, one)}"


def _places(page: Page, one: Moment) -> str:
    seen = {b.id: page.locale.name(b.name) for b in page.books.institution.branches}
    if page.actor.scope.everything and one.branches >= seen.keys():
        return page.t("all branches")
    names = [name for number, name in seen.items() if number in one.branches]
    if len(names) < len(one.branches):
        return page.locale.tn("{n} branch", "{n} branches", len(one.branches))
    return names_text(page, names)


def _heading(page: Page, known: Known, one: Moment) -> None:
    t, locale, kind = page.t, page.locale, one.judgement.kind
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f"**{judging.plain(title(page, known, one))}**", width="content")
        st.badge(t(KINDS[kind]), color=COLOURS[kind])  # type: ignore[arg-type]
        st.space("stretch")
        if one.evidence is not None and tagging.may_tag(page):
            _buttons(page, one)
    facts = [
        t("No. {number}", number=one.id),
        _name(known, one.created_by),
        _day(page, one),
        t(ORIGINS[one.origin]),
        t(READERS[one.judgement.visibility]),
    ]
    if one.version > 1:
        facts.append(
            t(
                "changed by {name} on {date}",
                name=_name(known, one.updated_by),
                date=locale.time(one.updated_at),
            )
        )
    st.caption(judging.plain(" · ".join(facts)))


def _buttons(page: Page, one: Moment) -> None:
    t = page.t
    if one.withdrawn:
        if st.button(
            t("Restore"), key=widget_key(f"restore_{one.id}"), type="tertiary", icon=":material/redo:"
        ):
            _do(page, lambda: service.restore(page.engine, page.actor, one.id, version=one.version))
        return
    if tagging.may_act(page) and st.button(
        t("New action"), key=widget_key(f"act_{one.id}"), type="tertiary", icon=":material/add_task:"
    ):
        tagging.act_on(one.id)
    if st.button(t("Edit"), key=widget_key(f"edit_{one.id}"), type="tertiary", icon=":material/edit:"):
        moment_edit.open_drawer(one)
    if st.button(
        t("Withdraw"), key=widget_key(f"withdraw_{one.id}"), type="tertiary", icon=":material/undo:"
    ):
        _do(page, lambda: service.withdraw(page.engine, page.actor, one.id, version=one.version))


def _do(page: Page, job: Callable[[], object]) -> None:
    try:
        job()
    except MotError as error:  # said beside the tag, not in place of the page
        st.error(page.locale.error(error), icon=":material/error:")
        return
    st.rerun()


def _then_and_now(page: Page, found: Evidence, now: Now) -> None:
    t, conf = page.t, found.settings["confidence"]
    today = page.books.thresholds.confidence
    then = judging.plain(sentences.numbers(page.locale, found.numbers, found.unit, conf))
    st.markdown(f"**{t('Then')}**　{then}")
    signal = sentences.signal(page.locale, found.numbers, found.unit)
    if signal:
        st.caption(f":material/notifications: {judging.plain(signal)}")
    if now.few:
        current = t("a few answers more or less")
    elif not now.changed:
        current = t("as then")
    else:
        current = sentences.numbers(page.locale, now.evidence.numbers, now.evidence.unit, today)
    st.markdown(f"**{t('Now')}**　{judging.plain(current)}")
    said = sentences.standing(page.locale, now)
    if said:
        st.caption(f":material/history: {judging.plain(said)}")
    if found.said:
        st.markdown(f"“{judging.plain(found.said)}”")


def _words(page: Page, one: Moment) -> None:
    told = judging.in_words(page, one.judgement)
    if told:
        st.markdown(judging.plain(told))
    if one.judgement.note:
        st.markdown(judging.plain(one.judgement.note))


def _actions(page: Page, one: Moment) -> None:
    if not one.actions or not tagging.actions_there():
        return
    with st.container(horizontal=True, gap="small"):
        for number in one.actions:
            if st.button(
                page.t("Action No. {number}", number=number),
                key=widget_key(f"action_{one.id}_{number}"),
                type="tertiary",
                icon=":material/task_alt:",
            ):
                st.session_state[OPEN_ACTION] = number
                st.switch_page("pages/actions.py")


def _history(page: Page, one: Moment, found: Evidence) -> None:
    if all(value is None for value in found.chart["perception"]):
        return
    digits = digits_of(found.unit)
    names = {p.id: p.name for p in page.books.institution.touchpoints}
    said = page.t(
        "{touchpoint}: expected and perceived over eight quarters", touchpoint=names[one.touchpoint]
    )
    quarter = Quarter.parse(found.quarter)
    if quarter is None:
        return
    chart(
        page,
        View(quarter),
        Figure(f"then_{one.id}", said, description=said),
        charts.trend,
        lambda: frozen_history(found, digits, page.locale),
        also=found.digest,
        heading=False,
        decimals=digits,
        height=120,
    )


def _name(known: Known, login: str) -> str:
    return known.people.get(login, login)


def _day(page: Page, one: Moment) -> str:
    return page.locale.date(one.created_at.astimezone().date())
