"""The parts of the page of tagged moments: what is worth tagging, what is tagged, what others do well."""

from collections.abc import Sequence

import streamlit as st

from mot.analysis import overview
from mot.domain.cube import View
from mot.domain.moments import Judgement, Kind, Moment, Suggestion
from mot.locale.moment_words import KINDS
from mot.locale.sentences import moments as sentences
from mot.services import moments as service
from mot.ui import judging, moment_cards, tagging
from mot.ui.frame import Page
from mot.ui.moment_cards import Known
from mot.ui.session import keep, widget_key

AT_ONCE = 6  # suggestions, tags and practices that are shown before one asks for more
MORE = "moments_more"


def find(page: Page) -> Known:
    """Everything the page knows about tags, as it is now."""
    found = service.moments(page.engine, page.actor)
    gone = service.moments(page.engine, page.actor, withdrawn=True)
    names = {page.actor.login: page.actor.name} | service.names_of(page.engine, page.actor)
    places = service.places_of(page.engine, page.actor, (*found, *gone))
    return Known(found, gone, names, places)


def headline(page: Page, known: Known, suggested: Sequence[Suggestion]) -> None:
    """Kicker and finding."""
    page.headline(page.t("Tagged moments"), sentences.headline(page.locale, known.tagged, suggested))


def suggest(page: Page, view: View, suggested: Sequence[Suggestion]) -> None:
    """Moments that stand out in the view and are not tagged: one click each."""
    if not suggested:
        return
    t, locale = page.t, page.locale
    page.section(
        t("Worth tagging"),
        t("Weak moments and delights of this selection that nobody tagged yet, the widest gap first."),
    )
    names = {p.id: p.name for p in page.books.institution.touchpoints}
    digits = overview.table(page.books, view, view.quarter).unit.digits
    with st.container(gap="xsmall"):
        for one in suggested[:AT_ONCE]:
            said = judging.plain(sentences.suggestion(locale, one, names[one.touchpoint], digits))
            with st.container(horizontal=True, vertical_alignment="center"):
                st.markdown(said, width="content")
                key = widget_key(f"suggest_{one.touchpoint}")
                if tagging.may_tag(page) and st.button(
                    t("Tag"), key=key, icon=":material/bookmark_add:", type="tertiary"
                ):
                    _tag(page, view, one)
        if len(suggested) > AT_ONCE:
            st.caption(locale.tn("{n} more", "{n} more", len(suggested) - AT_ONCE))


def _tag(page: Page, view: View, one: Suggestion) -> None:
    new = service.tag(page.engine, page.actor, view, one.touchpoint, Judgement(one.kind))
    tagging.say(page.t("Tagged as No. {number}, with its evidence", number=new.id))
    st.rerun()


def tags(page: Page, known: Known) -> None:
    """The tags that pass the filters, newest first."""
    t = page.t
    if not known.tagged and not known.withdrawn:
        return
    page.section(
        t("Tags"),
        t("Then = as frozen with the tag, now = the same question asked of today's data."),
    )
    alone = _alone(known)
    if alone is not None:
        with st.container(gap="medium"):
            if st.button(t("Show all tags"), icon=":material/arrow_back:", type="tertiary", key="all_tags"):
                st.session_state["tag"] = ""
                st.rerun()
            moment_cards.card(page, known, alone)
        return
    wanted = _filters(page, known)
    if not wanted:
        st.caption(t("No tag fits these filters."))
        return
    shown = st.session_state.get(MORE, AT_ONCE)
    for one in wanted[:shown]:
        moment_cards.card(page, known, one)
    if len(wanted) > shown:
        more = page.locale.tn("Show {n} more tag", "Show {n} more tags", len(wanted) - shown)
        if st.button(more, key=widget_key("more_tags"), type="tertiary"):
            st.session_state[MORE] = shown + 2 * AT_ONCE
            st.rerun()


def _alone(known: Known) -> Moment | None:
    """The one tag that a link asked for, if it may be read."""
    told = str(st.session_state.get("tag", ""))
    number = int(told) if told.isdigit() else 0
    return next((m for m in (*known.tagged, *known.withdrawn) if m.id == number), None)


def _filters(page: Page, known: Known) -> list[Moment]:
    """The row of filters, and what passes them."""
    t, locale = page.t, page.locale
    kind, point, whose = (str(st.session_state.get(k, "")) for k in ("m_kind", "m_tp", "m_of"))
    everything = (*known.tagged, *known.withdrawn)
    points = {
        p.code: p for p in page.books.institution.touchpoints if p.id in {m.touchpoint for m in everything}
    }
    kinds = [k for k in KINDS if any(m.judgement.kind == k for m in everything)]
    whom = {"": t("Everybody's"), "mine": t("Mine"), "gone": t("Withdrawn")}
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        key = widget_key("m_kind")
        st.pills(
            t("Kind"),
            kinds,
            default=kind if kind in kinds else None,
            format_func=lambda one: t(KINDS[one]),
            key=key,
            on_change=lambda: _keep("m_kind", key),
            label_visibility="collapsed",
        )
        options, key_tp = ["", *points], widget_key("m_tp")
        st.selectbox(
            t("Touchpoint"),
            options,
            index=options.index(point) if point in options else 0,
            format_func=lambda code: locale.name(points[code].name) if code else t("All touchpoints"),
            key=key_tp,
            on_change=lambda: _keep("m_tp", key_tp),
            label_visibility="collapsed",
            width=190,
        )
        key_of = widget_key("m_of")
        st.segmented_control(
            t("Whose"),
            list(whom),
            default=whose if whose in whom else "",
            format_func=lambda one: whom[one],
            required=True,
            key=key_of,
            on_change=lambda: _keep("m_of", key_of),
            label_visibility="collapsed",
        )
    pool = known.withdrawn if whose == "gone" else known.tagged
    return [
        m
        for m in pool
        if (kind not in kinds or m.judgement.kind == kind)
        and (point not in points or m.touchpoint == points[point].id)
        and (whose != "mine" or m.created_by == page.actor.login)
    ]


def _keep(key: str, widget: str) -> None:
    st.session_state[widget] = st.session_state[widget] or ""
    keep(key, widget)


def practices(page: Page, known: Known) -> None:
    """Delights of others that are offered to copy."""
    t = page.t
    found = [m for m in service.practices(page.engine, page.actor) if m.judgement.kind is Kind.DELIGHT]
    if not found:
        return
    page.section(
        t("Practice to copy"),
        t("Delights that colleagues offer to others, in their words; numbers stay with their branches."),
    )
    grid = st.grid(2, min_column_width=300, gap="small")
    for one in found[:AT_ONCE]:
        with grid.cell(), st.container(border=True, gap="xsmall"):
            moment_cards.practice(page, known, one)


def footnote(page: Page) -> None:
    """What a tag is and is not."""
    t = page.t
    facts = [
        t("gap = perceived − expected"),
        t("intervals are {confidence}", confidence=page.locale.share(page.books.thresholds.confidence)),
        t("cells under {n} answers are hidden", n=page.books.thresholds.n_suppress),
        t("evidence is frozen with its tag and never changed"),
    ]
    st.caption(" · ".join(facts))


def suggested(page: Page, view: View, known: Known) -> tuple[Suggestion, ...]:
    """What stands out in the view and nobody tagged."""
    return service.suggestions(page.engine, page.actor, view, known.tagged)
