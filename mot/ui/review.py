"""The frame of the review page: which review is open, which slide, and what there is."""

from collections.abc import Callable, Hashable
from typing import Any

import streamlit as st

from mot.domain.errors import MotError
from mot.domain.reviews import Document, Review, State
from mot.services import reviews as service
from mot.ui.frame import Page

OPENED = "open_review"
SLIDE = "s"  # the number of the slide, also in the address
_SAID = "review_said"
_AT = "review_at"  # the slide to come back to


def opened() -> int:
    """The number of the review that is open by link or click, 0 for none."""
    told = str(st.session_state.pop(OPENED, "") or st.query_params.get("r", ""))
    at = st.session_state.pop(_AT, None)
    if at:
        st.session_state[SLIDE] = at
    number = int(told) if told.isdigit() and len(told) < 10 else 0
    if number:
        st.query_params["r"] = told
    elif "r" in st.query_params:
        del st.query_params["r"]
    return number


def open_review(number: int) -> None:
    """Open a review at its first slide, on the next run."""
    st.session_state[OPENED], st.session_state[_AT] = number, 1


def close() -> None:
    """Back to all reviews; in the callback of a button."""
    for key in ("r", "changes"):
        if key in st.query_params:
            del st.query_params[key]
    st.session_state[SLIDE] = 1  # the pager takes its number out of the address itself


def come_back_to(number: int, slide: int) -> None:
    """Open this slide when the reader comes back to the page, from another one."""
    st.session_state[OPENED], st.session_state[_AT] = number, slide


def find(page: Page) -> tuple[Review, ...]:
    """The reviews that this person may read, newest first."""
    return service.reviews(page.engine, page.actor)


def read(page: Page, number: int) -> Document | None:
    """The review as it is shown, as it is now; None when it cannot be shown, and then why."""
    try:
        one = service.review(page.engine, page.actor, number)
        found: Document = kept(page, one, "document", lambda: _document(page, number))
    except MotError as error:
        page.headline(page.t("Quarterly review"), page.t("This review cannot be shown"))
        st.error(page.locale.error(error), icon=":material/error:")
        return None
    return found


def _document(page: Page, number: int) -> Document:
    return service.document(page.engine, page.actor, number, page.locale.language)


def kept(page: Page, review: Review, name: str, make: Callable[[], Any], also: Hashable = ()) -> Any:
    """What is made of a review, kept until the review changes."""
    return page.kept(name, (review.id, review.version, review.digest, len(review.remarks), also), make)


def headline(page: Page, found: tuple[Review, ...]) -> None:
    """Kicker, how many reviews there are, and what came of the last click."""
    shown = [one for one in found if one.state is not State.ARCHIVED] or found
    counted = page.locale.tn("{n} review", "{n} reviews", len(shown))
    page.headline(page.t("Quarterly review"), counted if found else page.t("No review yet"))
    told()


def say(sentence: str) -> None:
    """Say on top of the page, once, why the last click did nothing."""
    st.session_state[_SAID] = sentence


def told() -> None:
    """What came of the last click, where it could not be done."""
    said = st.session_state.pop(_SAID, None)
    if said:
        st.error(said, icon=":material/error:")


def attempt(page: Page, job: Callable[[], object]) -> bool:
    """Do what a click asked for; when it cannot be, the reason is said on top of the page."""
    try:
        job()
    except MotError as error:
        say(page.locale.error(error))
        return False
    return True
