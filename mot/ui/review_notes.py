"""Gentle notes where a text says what the numbers do not support; the text is kept all the same."""

import streamlit as st

from mot.analysis.contradictions import objections
from mot.domain.reviews import Review
from mot.locale.sentences.reviews import objection
from mot.services import reviews
from mot.ui.frame import Page
from mot.ui.import_texts import plain
from mot.ui.review import kept


def beside(page: Page, one: Review, text: str) -> None:
    """The notes on a text of this review, if any."""
    if not text.strip():
        return
    for note in kept(page, one, "notes", lambda: _notes(page, one, text), text):
        st.caption(f":material/info: {plain(note)}")


def _notes(page: Page, one: Review, text: str) -> tuple[str, ...]:
    content = reviews.content(page.engine, page.actor, one.id)
    found = objections(text, content, page.locale.language)
    return tuple(objection(page.locale, each, content) for each in found)
