"""The first slide: whose review this is, of which quarter, and what it rests on."""

from mot.domain.slides import TITLE, Slide
from mot.reports.slides.asked import Asked
from mot.reports.slides.selection import selection_text
from mot.services import overview


def compose(asked: Asked) -> tuple[Slide, ...]:
    """Institution, quarter and selection; responses and comparison in the lines below."""
    t, locale = asked.t, asked.locale
    found = asked.ask(overview.overview, asked.view)
    name = locale.name(asked.books.institution.name) or t("Moments of Truth")
    lines = (
        selection_text(asked),
        locale.tn(
            "{n} response, compared with {quarter}",
            "{n} responses, compared with {quarter}",
            found.responses[-1],
            quarter=asked.earlier,
        ),
        t("As of {day}", day=locale.date(asked.today)),
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
