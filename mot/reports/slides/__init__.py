"""The sections of a review, in the order of the usual deck; `SLIDES` lists them."""

from mot.domain.errors import N_
from mot.domain.slides import TITLE
from mot.reports.slides import journey, title
from mot.reports.slides.section import Section

SLIDES: tuple[Section, ...] = (
    Section(TITLE, N_("Title"), title.compose),
    Section(journey.KEY, N_("Journey"), journey.compose),
)
