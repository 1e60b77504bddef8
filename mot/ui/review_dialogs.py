"""The dialogs about a review: one at a time, open until it is done or closed."""

from collections.abc import Callable, Mapping
from typing import NoReturn

import streamlit as st

from mot.domain.reviews import Review
from mot.ui.frame import Page

WIDE = ("sections",)  # drawn as a drawer at the right
_OPEN = "review_dialog"

Draw = Callable[[Page, Review], None]


def ask_for(name: str, one: Review) -> None:
    """Open a dialog of this review."""
    st.session_state[_OPEN] = (name, one.id)


def done() -> NoReturn:
    """Close the dialog that is open and show what it did."""
    close()
    st.rerun()


def close() -> None:
    """Close the dialog that is open."""
    st.session_state.pop(_OPEN, None)


def draw(page: Page, one: Review, dialogs: Mapping[str, tuple[str, Draw]]) -> None:
    """Draw the dialog that was asked for: title and content by name."""
    name, number = st.session_state.get(_OPEN, ("", 0))
    if name not in dialogs or number != one.id:
        return
    title, content = dialogs[name]
    if name in WIDE:
        st.dialog(title, width=460, position="right", on_dismiss=close)(content)(page, one)
    else:
        st.dialog(title, width="small", on_dismiss=close)(content)(page, one)
