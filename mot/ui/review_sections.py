"""Which sections a review has, and in which order."""

import streamlit as st

from mot.domain.errors import MotError
from mot.domain.reviews import Review
from mot.domain.slides import TITLE
from mot.reports.slides import SLIDES
from mot.services import review_writing, reviews
from mot.ui import review_dialogs
from mot.ui.frame import Page

_ORDER = "review_order"


def _begin(one: Review) -> None:
    """The sections as they are, those left out at the end."""
    titles = [section.key for section in SLIDES if section.key != TITLE]
    chosen = [key for key in one.sections if key in titles]
    rest = [key for key in titles if key not in chosen]
    st.session_state[_ORDER] = ((one.id, one.version), [(key, key in chosen) for key in (*chosen, *rest)])


def _order() -> list[tuple[str, bool]]:
    found: list[tuple[str, bool]] = st.session_state[_ORDER][1]
    return found


def _arrange(order: list[tuple[str, bool]]) -> None:
    st.session_state[_ORDER] = (st.session_state[_ORDER][0], order)


def draw(page: Page, one: Review) -> None:
    """The list of sections, each with a box to tick and two buttons that move it."""
    if st.session_state.get(_ORDER, ((), ()))[0] != (one.id, one.version):
        _begin(one)
    t = page.t
    order = _order()
    deck = reviews.content(page.engine, page.actor, one.id).decks[page.locale.language]
    counts = {key: sum(slide.section == key for slide in deck.slides) for key, _ in order}
    titles = {section.key: t(section.title) for section in SLIDES}
    st.caption(t("The title is always the first slide."))
    with st.container(gap=None):  # so that all of them and the button stand in one window
        for place, (key, chosen) in enumerate(order):
            slides, of = counts[key], len(order)
            _row(page, place, key, chosen, titles[key], slides, of, able=bool(slides) or key in one.sections)
    keep = st.checkbox(t("Keep this order for my next review"), key="keep_outline")
    wanted = [key for key, chosen in _order() if chosen]
    if st.button(t("Save"), type="primary", key="save_sections"):
        try:
            review_writing.choose(page.engine, page.actor, one.id, wanted, version=one.version)
            if keep:
                review_writing.keep_outline(page.engine, page.actor, wanted)
        except MotError as error:  # the order stays as it was arranged
            st.error(page.locale.error(error), icon=":material/error:")
            return
        st.session_state.pop(_ORDER)
        review_dialogs.done()


def _row(
    page: Page, place: int, key: str, chosen: bool, title: str, slides: int, of: int, *, able: bool
) -> None:
    t = page.t
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        label = page.locale.tn("{title} · {n} slide", "{title} · {n} slides", slides, title=title)
        st.checkbox(
            label if slides else t("{title} · nothing to show", title=title),
            value=chosen,
            disabled=not able,
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
    _arrange([(other, not chosen if other == key else chosen) for other, chosen in _order()])


def _move(place: int, to: int) -> None:
    order = _order().copy()
    order.insert(to, order.pop(place))
    _arrange(order)
