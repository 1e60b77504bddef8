"""Gentle notes where a text says what the numbers do not support; the text is kept all the same."""

from mot.domain.reviews import Review
from mot.ui.frame import Page


def beside(page: Page, one: Review, text: str) -> None:
    """The notes on a text of this review, if any."""
