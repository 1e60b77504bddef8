"""The filter bar: one row on top of a page; its choices live in the address as codes."""

from collections.abc import Callable, Sequence

import streamlit as st

from mot.analysis.lens import quarters_with_data
from mot.domain.cube import View
from mot.domain.periods import Quarter
from mot.domain.survey import Institution, Label
from mot.locale.words import LANGUAGES
from mot.ui import document, notices, session
from mot.ui.frame import Page
from mot.ui.selection import names_text

REGION = "r."  # prefix of a region's code among the codes of branches


def language_bar(page: Page) -> None:
    """The row of a page without filters: only the language at its right end."""
    with st.container(horizontal=True, vertical_alignment="center", key="filter_bar"):
        document.speak(page.locale)
        st.space("stretch")
        notices.demonstration(page)
        _language()
    session.write_address()


def pick(page: Page) -> View | None:
    """Draw the filter bar and return what is looked at; None when there is no feedback at all."""
    quarters = tuple(reversed(quarters_with_data(page.books.cube)))
    with st.container(horizontal=True, vertical_alignment="center", key="filter_bar"):
        if quarters:
            quarter = _quarter(page, quarters)
            branches, channels, segments = _selection(page)
        document.speak(page.locale)
        st.space("stretch")
        notices.demonstration(page)
        _language()
    session.write_address()
    return View(quarter, branches, channels, segments) if quarters else None


def _quarter(page: Page, quarters: Sequence[Quarter]) -> Quarter:
    codes = [q.code for q in quarters]
    if st.session_state.get("q") not in codes:
        st.session_state["q"] = ""
    key = session.widget_key("q")
    chosen = st.selectbox(
        page.t("Quarter"),
        codes,
        index=codes.index(st.session_state["q"]) if st.session_state["q"] else 0,
        format_func=lambda code: page.locale.quarter(Quarter.parse(code) or quarters[0]),
        key=key,
        on_change=lambda: session.keep("q", key),
        label_visibility="collapsed",
        width=190,
        filter_mode=None,
    )
    return Quarter.parse(chosen) or quarters[0]


def _selection(page: Page) -> tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]]:
    institution = page.books.institution
    places = places_of(page, institution)
    channels = {label.code: page.locale.name(label.name) for label in _met(page, "channel")}
    segments = {label.code: page.locale.name(label.name) for label in _met(page, "segment")}
    for key, known in (("br", places), ("ch", channels), ("seg", segments)):
        st.session_state[key] = [code for code in st.session_state.get(key, []) if code in known]
    summary = " · ".join(
        _summary(page, chosen, known, all_of_them)
        for chosen, known, all_of_them in (
            (st.session_state["br"], places, page.t("All branches")),
            (st.session_state["ch"], channels, page.t("all channels")),
            (st.session_state["seg"], segments, page.t("all segments")),
        )
    )
    with st.popover(summary, icon=":material/tune:", key="w_filters"):
        _several("br", page.t("Regions and branches"), places, st.multiselect, page.t("All branches"))
        _several("ch", page.t("Channels"), channels, st.pills)
        _several("seg", page.t("Customer segments"), segments, st.pills)
        st.caption(page.t("Nothing chosen means all."))
    return (
        branch_ids(institution, st.session_state["br"]),
        tuple(x.id for x in institution.channels if x.code in st.session_state["ch"]),
        tuple(x.id for x in institution.segments if x.code in st.session_state["seg"]),
    )


def _several(
    key: str, label: str, known: dict[str, str], widget: Callable[..., object], placeholder: str = ""
) -> None:
    if not known:
        return
    name = session.widget_key(key)
    options: dict[str, object] = (
        {"placeholder": placeholder, "select_all": False} if placeholder else {"selection_mode": "multi"}
    )
    widget(
        label,
        list(known),
        default=st.session_state[key],
        format_func=known.get,
        key=name,
        on_change=lambda: session.keep(key, name),
        **options,
    )


def places_of(page: Page, institution: Institution) -> dict[str, str]:
    """Codes and names of the regions and branches that this person may choose."""
    seen = [b for b in institution.branches if b.active and page.actor.scope.allows(b.id)]
    regions = {b.region for b in seen}
    places = (
        {
            f"{REGION}{r.code}": page.t("{region} (region)", region=r.name)
            for r in institution.regions
            if r.id in regions
        }
        if len(regions) > 1
        else {}
    )
    return places | {b.code: page.locale.name(b.name) for b in seen}


def branch_ids(institution: Institution, codes: Sequence[str]) -> tuple[int, ...]:
    """The branches behind codes of branches and regions, in the institution's order."""
    regions = {r.id for r in institution.regions if f"{REGION}{r.code}" in codes}
    return tuple(b.id for b in institution.branches if b.code in codes or (b.active and b.region in regions))


def _met(page: Page, kind: str) -> list[Label]:
    """The channels or segments that the feedback knows."""
    labels = page.books.institution.channels if kind == "channel" else page.books.institution.segments
    present = set(page.books.cube.outcomes.keys[kind].tolist())
    return [label for label in labels if label.id in present]


def _summary(page: Page, chosen: Sequence[str], known: dict[str, str], all_of_them: str) -> str:
    return names_text(page, [known[code] for code in chosen]) if chosen else all_of_them


def _language() -> None:
    chosen = st.segmented_control(
        "中文 / EN",
        LANGUAGES,
        default=session.language(),
        format_func=lambda code: "中文" if code == "zh" else "EN",
        key=session.widget_key("lang"),
        required=True,
        label_visibility="collapsed",
    )
    if chosen and chosen != session.language():
        st.session_state["lang"] = chosen
        st.rerun()  # the next run writes the address: what this one sends now would be lost
