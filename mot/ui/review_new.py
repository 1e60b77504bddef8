"""A new review: quarter, comparison, places and title; frozen while its author watches."""

import datetime as dt
from collections.abc import Sequence

import streamlit as st

from mot.analysis.lens import quarters_with_data
from mot.domain.access import Permission
from mot.domain.cube import View
from mot.domain.errors import MotError
from mot.domain.periods import Quarter
from mot.domain.reviews import Review, State
from mot.reports import composing
from mot.services import review_writing
from mot.ui.filters import branch_ids, places_of
from mot.ui.frame import Page
from mot.ui.review import open_review
from mot.ui.typed import Fields

_DRAWER = "review_drawer"
_FIELDS = Fields("new_review")


def buttons(page: Page, found: Sequence[Review]) -> None:
    """The buttons of whoever may write reviews: the last quarter's at once, or one with choices.

    The first one is left out when there is a review of that quarter that can be opened instead.
    """
    known = quarters_with_data(page.books.cube)
    if not known or not page.actor.may(Permission.WRITE_REVIEWS):
        return
    last = _last(known)
    at_once = not any(one.quarter == last and one.state is not State.ARCHIVED for one in found)
    with st.container(horizontal=True, horizontal_alignment="left" if found else "center"):
        now = at_once and st.button(
            page.t("Make the review of {quarter}", quarter=last),
            icon=":material/auto_awesome_motion:",
            type="primary",
            key="make_last",
        )
        if st.button(
            page.t("With other choices…") if at_once else page.t("New review"),
            icon=":material/tune:" if at_once else ":material/add:",
            type="secondary" if at_once else "primary",
            key="new_review",
        ):
            st.session_state[_DRAWER] = True
    if now:
        _make(page, View(last), _usual(page, last), last.previous)


def drawer(page: Page) -> None:
    """The drawer, when somebody asked for it."""
    if not st.session_state.get(_DRAWER) or not page.actor.may(Permission.WRITE_REVIEWS):
        return
    st.dialog(
        page.t("New review"),
        width=460,
        position="right",
        on_dismiss=lambda: st.session_state.pop(_DRAWER, None),
    )(_draw)(page)


def _draw(page: Page) -> None:
    t, locale = page.t, page.locale
    known = tuple(reversed(quarters_with_data(page.books.cube)))
    quarters = {q.code: locale.quarter(q) for q in known}
    quarter = (
        Quarter.parse(_FIELDS.one("quarter", t("Quarter"), quarters, _last(known[::-1]).code)) or known[0]
    )
    earlier = _earlier(page, quarter, known)
    names = {q.code: name for q, name in earlier.items()}
    before = Quarter.parse(
        _FIELDS.one(f"earlier_{quarter.code}", t("Compared with the quarter"), names, next(iter(names)))
    )
    branches = _places(page)
    usual = _usual(page, quarter)
    title = _FIELDS.text("title", t("Title of the review"), "", placeholder=usual)
    if review_writing.outline(page.engine, page.actor):
        st.caption(t("Sections and their order are those you keep for your reviews."))
    if st.button(t("Freeze the numbers and make the slides"), type="primary", key="make_review"):
        _make(page, View(quarter, branches), title or usual, before)


def _last(known: Sequence[Quarter]) -> Quarter:
    """The last quarter that is over; the latest there is, where none is."""
    today = dt.date.today()
    return max((q for q in known if q.last_day < today), default=known[-1])


def _usual(page: Page, quarter: Quarter) -> str:
    return page.t("Customer experience review, {quarter}", quarter=quarter)


def _places(page: Page) -> tuple[int, ...]:
    known = places_of(page, page.books.institution)
    if len(known) < 2:
        return ()
    key = _FIELDS.key("places")
    chosen = st.multiselect(
        page.t("Regions and branches"),
        list(known),
        default=_FIELDS.values.get("places", []),
        format_func=lambda code: known.get(code, code),
        key=key,
        placeholder=page.t("All branches"),
        select_all=False,
    )
    _FIELDS.values["places"] = list(chosen)
    return branch_ids(page.books.institution, chosen)


def _earlier(page: Page, quarter: Quarter, known: tuple[Quarter, ...]) -> dict[Quarter, str]:
    """The quarters it may be compared with: the one before, the same a year ago, any other with answers."""
    t, locale = page.t, page.locale
    before, year = quarter.previous, quarter.shifted(-4)
    found = {before: t("{quarter} (the quarter before)", quarter=before)}
    if before not in known:
        found[before] = t("{quarter} (the quarter before, without answers)", quarter=before)
    if year in known:
        found[year] = t("{quarter} (a year earlier)", quarter=year)
    return found | {q: locale.quarter(q) for q in known if q < quarter and q not in found}


def _make(page: Page, view: View, title: str, earlier: Quarter | None) -> None:
    bar = st.progress(0.0, text=page.t("Freezing the numbers…"))

    def heard(share: float, section: str) -> None:
        bar.progress(min(share, 1.0), text=page.t(section))

    try:
        made = composing.make(
            page.engine,
            page.actor,
            view,
            title=title,
            sections=review_writing.outline(page.engine, page.actor),
            earlier=earlier,
            told=heard,
        )
    except MotError as error:  # everything typed stays in its place
        bar.empty()
        st.error(page.locale.error(error), icon=":material/error:")
        return
    _FIELDS.done()
    st.session_state.pop(_DRAWER, None)
    open_review(made.id)
    st.rerun()
