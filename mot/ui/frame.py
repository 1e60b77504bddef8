"""The frame around every page, and the door into it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
import streamlit as st

from mot.domain.access import Actor, NotAllowedError
from mot.locale.words import LANGUAGES, Locale
from mot.services.books import Books, Shelf, open_books
from mot.settings import ROOT
from mot.ui import navigation, session

_DOOR = "came_through_the_door"
_ANSWERS = Shelf(1024)
_FROZEN: list[bool] = []


@dataclass(frozen=True, slots=True)
class Page:
    """What a page has at hand: who asks, in which language, and the books its questions are answered from."""

    slug: str
    actor: Actor
    engine: sa.Engine
    locale: Locale
    books: Books

    def t(self, message: str, **params: object) -> str:
        """Translate a sentence."""
        return self.locale.t(message, **params)

    def ask(self, question: Callable[..., Any], *args: Any) -> Any:
        """The service's answer, kept per person, question and data version."""
        key = (
            str(self.engine.url),
            question.__module__,
            question.__qualname__,
            self.actor,
            self.books.version,
            args,
        )
        return _ANSWERS.get(key, lambda: question(self.engine, self.actor, *args))

    def headline(self, kicker: str, finding: str) -> None:
        """The page's name in small grey, and under it the finding as a sentence."""
        with st.container(gap=None):
            st.caption(kicker)
            st.header(finding, anchor=False)

    def section(self, title: str, caption: str = "") -> None:
        """A section's title with the sentence that explains its marks once."""
        with st.container(gap=None):
            st.subheader(title, anchor=False)
            if caption:
                st.caption(caption)

    def nothing_here(self, title: str, sentence: str) -> None:
        """An empty state: what is missing and the one thing to do about it. Stops the page."""
        with st.container(border=True, horizontal_alignment="center", gap="small"):
            st.space("medium")
            st.subheader(title, anchor=False, text_alignment="center")
            st.caption(sentence, text_alignment="center")
            if self.actor.may(navigation.entry("imports").permission):
                if st.button(self.t("Import feedback"), type="primary", key="empty_import"):
                    st.switch_page("pages/imports.py")
            st.space("medium")
        st.stop()


def show() -> None:
    """The front door: page settings, menu, then the page that was asked for."""
    session.read_address()
    locale = Locale(session.language())
    st.set_page_config(
        page_title=locale.t("Moments of Truth"), page_icon=str(ROOT / "static" / "favicon.png"), layout="wide"
    )
    st.logo(str(ROOT / "static" / "logo.svg"), size="large")
    actor = session.actor()
    pages = [
        st.Page(
            ROOT / "pages" / f"{entry.slug}.py",
            title=locale.t(entry.title),
            url_path=entry.slug,
            default=position == 0,
        )
        for position, entry in enumerate(navigation.open_to(actor))
    ]
    chosen = st.navigation(pages, position="top")
    st.session_state[_DOOR] = True
    chosen.run()
    session.write_address()
    _settle()


def open_page(slug: str) -> Page:
    """The first line of every page. Without the front door there is no page: the frame is shown instead.

    Streamlit can run a page's script alone, past `app.py`, for the first visitor after a restart. Then the
    session has not come through the door: the frame is put up, which runs the page anew inside it.
    """
    if not st.session_state.get(_DOOR):
        show()
        st.stop()
    actor = session.actor()
    if not actor.may(navigation.entry(slug).permission):
        raise NotAllowedError(name=actor.name)
    engine = session.engine()
    page = Page(slug, actor, engine, Locale(session.language()), open_books(engine, actor))
    _set_document_language(page.locale)
    return page


def language_switch() -> None:
    """The control for Chinese or English."""
    chosen = st.segmented_control(
        "Language",
        LANGUAGES,
        default=session.language(),
        format_func={"zh": "中文", "en": "EN"}.get,
        key="w_lang",
        required=True,
        label_visibility="collapsed",
    )
    if chosen != session.language():
        st.session_state["lang"] = chosen
        session.write_address()
        st.rerun()
