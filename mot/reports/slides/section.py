"""A section of a review: what the author chooses and orders."""

from collections.abc import Callable
from dataclasses import dataclass

from mot.domain.slides import Slide
from mot.reports.slides.asked import Asked


@dataclass(frozen=True, slots=True)
class Section:
    """One or several slides about one question.

    key: unique, also the first slide's · title: in the list of sections, to be translated · compose: makes the
    slides; () where there is nothing to show.
    """

    key: str
    title: str
    compose: Callable[[Asked], tuple[Slide, ...]]
