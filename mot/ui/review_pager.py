"""Turning the pages of a review: numbers, arrows, a table of contents, and the keys Left and Right."""

from collections.abc import Sequence
from typing import Literal

import streamlit as st

from mot.domain.slides import Slide
from mot.ui.frame import Page
from mot.ui.import_texts import plain
from mot.ui.review import SLIDE

WIDE = 340  # pixels of the numbers where letters change their size: they are left out as room gets scarce
_TURNED = "review_turned"  # whether this run was asked for by turning a page


def pager(page: Page, pages: int) -> int:
    """Draw the pager in the present container; the number of the slide that is turned to, from 1."""
    with st.container(
        horizontal=True, vertical_alignment="center", horizontal_alignment="center", key="review_pager"
    ):
        back = st.empty()
        at = numbers(pages, width=WIDE)
        with back:
            _previous(page, at)
        _next(page, at, pages)
    return at


def numbers(pages: int, *, width: int | Literal["content"] = "content") -> int:
    """Draw the numbers alone, `width` pixels wide; the slide that is turned to."""
    if st.session_state.get(SLIDE, 1) > pages:  # sections were taken out
        st.session_state[SLIDE] = pages
    return st.pagination(pages, key=SLIDE, bind="query-params", on_change=_note, width=width)


def arrows(page: Page, at: int, pages: int) -> None:
    """Draw the buttons to the slide before and the one after."""
    _previous(page, at)
    _next(page, at, pages)


def contents(page: Page, slides: Sequence[Slide]) -> None:
    """The table of contents: every slide by its kicker, a click away; before the numbers are drawn."""
    names = {at: f"{at}　{plain(slide.kicker or slide.title)}" for at, slide in enumerate(slides, start=1)}
    chosen = st.menu_button(
        page.t("Contents"),
        list(names),
        key=f"review_contents_{page.locale.language}",
        icon=":material/toc:",
        type="tertiary",
        format_func=lambda at: names.get(at, str(at)),
    )
    if chosen:
        turn_to(int(chosen))


def _previous(page: Page, at: int) -> None:
    _turn(page.t("Previous slide"), "Left", "previous_slide", at - 1, off=at == 1)


def _next(page: Page, at: int, pages: int) -> None:
    _turn(page.t("Next slide"), "Right", "next_slide", at + 1, off=at == pages)


def _turn(label: str, key: str, name: str, to: int, *, off: bool) -> None:
    st.button(label, shortcut=key, type="tertiary", key=name, disabled=off, on_click=turn_to, args=(to,))


def turn_to(number: int) -> None:
    """Turn to a slide; in the callback of a button, or before the pager is drawn."""
    st.session_state[SLIDE] = number
    _note()


def _note() -> None:
    st.session_state[_TURNED] = True


def turned() -> bool:
    """Whether a page was turned and nothing else was done; true once for each turn."""
    return bool(st.session_state.pop(_TURNED, False))
