"""What the numbers of a slide rest on, in the words of the pages: people, unit, confidence, and who is seen."""

from dataclasses import replace

from mot.analysis.shelf import Shelf
from mot.analysis.units import Unit
from mot.reports.slides.asked import Asked
from mot.services import overview
from mot.services.books import open_books

WITHIN = "within"


def footnote(asked: Asked, unit: Unit, *, signed: bool, more: str = "") -> str:
    """Quarter, responses, unit and confidence, parted by middle dots."""
    return asked.footnote(
        answered(asked),
        unit_text(asked, unit, signed=signed),
        asked.t("intervals are {confidence}", confidence=confidence(asked)),
        more,
    )


def answered(asked: Asked) -> str:
    """How many responses the view has in the quarter."""
    found = asked.ask(overview.overview, asked.view)
    return asked.locale.tn("{n} response", "{n} responses", int(found.responses[-1]))


def unit_text(asked: Asked, unit: Unit, *, signed: bool) -> str:
    """In which unit gaps or scores are given."""
    t, scale = asked.t, unit.scale
    if scale is None:
        return t("gap = perceived − expected, in percent of the scale (several scales mixed)")
    points = scale.code.replace("-", "–")
    if not signed:
        return t("perceived score on {scale}", scale=points)
    return t("gap = perceived − expected ({scale})", scale=points)


def confidence(asked: Asked) -> str:
    """The confidence of every interval, in percent."""
    return asked.locale.share(asked.books.thresholds.confidence)


def joined(*facts: str) -> str:
    """Facts parted by middle dots, empty ones left out."""
    return " · ".join(fact for fact in facts if fact)


def finding(sentence: str) -> str:
    """A sentence as the title of a slide: without its full stop.

    >>> finding("No cell is weak."), finding("没有薄弱格。"), finding("Two of 3 are weak")
    ('No cell is weak', '没有薄弱格', 'Two of 3 are weak')
    """
    return sentence.rstrip(".。")


def within(asked: Asked) -> Asked:
    """The same question by somebody who sees the branches of the review and no others, for all who see them.

    Where branches are compared with each other, a review about some of them must not show the rest: it may be read
    by people who see those branches only.
    """
    chosen = frozenset(asked.view.branches)
    if not chosen or chosen >= {b.id for b in asked.books.institution.branches}:
        return asked
    actor = replace(asked.actor, scope=asked.actor.scope.narrowed(chosen).for_everybody())
    return replace(
        asked,
        actor=actor,
        books=open_books(asked.engine, actor),
        answers=asked.answers.get((WITHIN, chosen), lambda: Shelf(64)),
    )
