"""Which sections a review has, and in which order."""

import streamlit as st

from mot.domain.errors import MotError
from mot.domain.reviews import Review
from mot.domain.slides import TITLE
from mot.reports.slides import SLIDES
from mot.services import review_writing, reviews
from mot.ui.frame import Page

_ORDER = "review_order"


def begin(page: Page, one: Review) -> None:
    """Open the drawer with the sections as they are."""
    titles = {section.key for section in SLIDES if section.key != TITLE}
    chosen = [key for key in one.sections if key in titles]
    rest = [section.key for section in SLIDES if section.key in titles and section.key not in chosen]
    st.session_state[_ORDER] = [(key, key in chosen) for key in (*chosen, *rest)]
    st.dialog(page.t("Sections and their order"), width=460, position="right")(_draw)(page, one)


def _draw(page: Page, one: Review) -> None:
    t = page.t
    order: list[tuple[str, bool]] = st.session_state[_ORDER]
    deck = reviews.content(page.engine, page.actor, one.id).decks[page.locale.language]
    counts = {key: sum(slide.section == key for slide in deck.slides) for key, _ in order}
    titles = {section.key: t(section.title) for section in SLIDES}
    st.caption(t("The title is always the first slide."))
    with st.container(gap="small"):
        for place, (key, chosen) in enumerate(order):
            _row(page, place, key, chosen, titles[key], counts[key], len(order))
    keep = st.checkbox(t("Keep this order for my next review"), key="keep_outline")
    wanted = [key for key, chosen in st.session_state[_ORDER] if chosen]
    if st.button(t("Save"), type="primary", key="save_sections"):
        try:
            review_writing.choose(page.engine, page.actor, one.id, wanted, version=one.version)
            if keep:
                review_writing.keep_outline(page.engine, page.actor, wanted)
        except MotError as error:  # the order stays as it was arranged
            st.error(page.locale.error(error), icon=":material/error:")
            return
        st.rerun()


def _row(page: Page, place: int, key: str, chosen: bool, title: str, slides: int, of: int) -> None:
    t = page.t
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        label = page.locale.tn("{title} · {n} slide", "{title} · {n} slides", slides, title=title)
        st.checkbox(
            label if slides else t("{title} · nothing to show", title=title),
            value=chosen and bool(slides),
            disabled=not slides,
            key=f"section_{key}",
            on_change=_tick,
            args=(key,),
        )
        st.space("stretch")
        for step, name, word in ((-1, "up", t("Up")), (1, "down", t("Down"))):
            st.button(
                word,
                key=f"section_{name}_{key}",
                type="tertiary",
                icon=f":material/arrow_{name}ward:",
                disabled=not 0 <= place + step < of,
                on_click=_move,
                args=(place, place + step),
            )


def _tick(key: str) -> None:
    st.session_state[_ORDER] = [
        (other, not chosen if other == key else chosen) for other, chosen in st.session_state[_ORDER]
    ]


def _move(place: int, to: int) -> None:
    order = list(st.session_state[_ORDER])
    order.insert(to, order.pop(place))
    st.session_state[_ORDER] = order
