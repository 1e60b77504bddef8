"""The frame around every page, and the door into it."""

import gc
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any

import streamlit as st

from mot.analysis.books import Books
from mot.analysis.shelf import Shelf
from mot.charts.frames.names import words as chart_words
from mot.charts.words import Words
from mot.domain.access import Actor
from mot.domain.errors import MotError
from mot.locale.words import Locale
from mot.services.books import open_books
from mot.services.startup import Engine
from mot.settings import ROOT
from mot.ui import navigation, session

_DOOR = "came_through_the_door"
_ANSWERS = Shelf(1024)
_SETTLED: list[bool] = []


@dataclass(frozen=True, slots=True)
class Page:
    """What a page has at hand: who asks, in which language, and the books its questions are answered from."""

    slug: str
    actor: Actor
    engine: Engine
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
        )
        return _ANSWERS.get((*key, args), lambda: question(self.engine, self.actor, *args))

    def kept(self, name: str, view: Hashable, make: Callable[[], Any]) -> Any:
        """What this page makes of an answer for display, kept per person, language, view and data version."""
        key = (
            str(self.engine.url),
            self.slug,
            name,
            self.actor,
            self.books.version,
            self.locale.language,
            view,
        )
        return _ANSWERS.get(key, make)

    @property
    def words(self) -> Words:
        """The words that stand in charts themselves."""
        return chart_words(self.locale, self.books.thresholds.confidence)

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

    def too_few(self, most: int) -> None:
        """Say why there is no chart: what is missing, why it is hidden, what can be done.

        `most` is the number of answers at the touchpoint that has the most.
        """
        least = self.books.thresholds.n_suppress
        if most < least:
            title = self.t("Fewer than {n} answers at every touchpoint", n=least)
            sentence = self.t(
                "With so few answers no score is shown, so that nobody can be recognised and nothing is "
                "misjudged. Choose another quarter or more branches, or collect more feedback."
            )
        else:
            title = self.t("These scores would give a small group away")
            sentence = self.t(
                "What the few people of another branch answered could be worked out from them. "
                "Choose other branches, the whole region or all branches."
            )
        with st.container(border=True, horizontal_alignment="center", gap="small"):
            st.subheader(title, anchor=False, text_alignment="center")
            st.caption(sentence, text_alignment="center")

    def nothing_here(self, title: str, sentence: str) -> None:
        """An empty state: what is missing and the one thing to do about it. Stops the page."""
        with st.container(border=True, horizontal_alignment="center", gap="small"):
            st.space("medium")
            st.subheader(title, anchor=False, text_alignment="center")
            st.caption(sentence, text_alignment="center")
            allowed = self.actor.may(navigation.entry("imports").permission)
            if allowed and st.button(self.t("Import feedback"), type="primary", key="empty_import"):
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
    try:
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
        chosen = st.navigation(pages, position="hidden" if session.presenting() else "top")
        st.set_page_config(page_title=f"{locale.t('Moments of Truth')} · {chosen.title}")
        st.session_state[_DOOR] = True
        chosen.run()
    except MotError as error:
        st.error(locale.error(error), icon=":material/error:")
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
    actor.require(navigation.entry(slug).permission)
    engine = session.engine()
    return Page(slug, actor, engine, Locale(session.language()), open_books(engine, actor))


def _settle() -> None:
    """Once imports are done, keep them out of the garbage collector's way: it runs after every script."""
    if not _SETTLED:
        _SETTLED.append(True)
        gc.collect()
        gc.freeze()
