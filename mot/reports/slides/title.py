"""The first slide: whose review this is, of which quarter, and what it rests on."""

from mot.domain.slides import TITLE, Slide
from mot.reports.slides import resting
from mot.reports.slides.asked import Asked
from mot.reports.slides.selection import selection_text
from mot.services import overview


def compose(asked: Asked) -> tuple[Slide, ...]:
    """Institution, quarter and selection; scope, responses, comparison and day in the lines below."""
    t, locale = asked.t, asked.locale
    found = asked.ask(overview.overview, asked.view)
    name = locale.name(asked.books.institution.name) or t("Moments of Truth")
    lines = (
        t("About: {selection}", selection=selection_text(asked)),
        t("Responses: {n}", n=locale.count(found.responses[-1])),
        t("Compared with: {quarter}", quarter=asked.earlier),
        resting.joined(t("As of: {day}", day=locale.date(asked.today)), asked.unfinished),
    )
    return (
        Slide(
            TITLE,
            TITLE,
            name,
            t("Customer experience review, {quarter}", quarter=asked.view.quarter),
            lines,
            notes=t(
                "Every number in this review was frozen on the day it was made. It describes the people who "
                "answered; others may differ."
            ),
        ),
    )
