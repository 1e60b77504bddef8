"""A review is composed once, in both languages, and frozen; files and pages are made from what was frozen."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace

from mot.analysis.books import Books
from mot.domain.access import Actor, Permission
from mot.domain.cube import View
from mot.domain.periods import Quarter
from mot.domain.reviews import Content, Review
from mot.domain.slides import Deck, Slide
from mot.locale.words import LANGUAGES, Locale
from mot.reports.branch_sheets.composing import sheets
from mot.reports.facts import facts
from mot.reports.slides import SLIDES
from mot.reports.slides.asked import Asked
from mot.services import review_basis, review_renewing, reviews
from mot.services.books import open_books
from mot.services.startup import Engine

SECTIONS = tuple(section.key for section in SLIDES)
Told = Callable[[float, str], None]


def compose(
    engine: Engine,
    actor: Actor,
    view: View,
    *,
    earlier: Quarter | None = None,
    today: dt.date | None = None,
    told: Told | None = None,
) -> Content:
    """Everything a review of a view freezes, compared with an earlier quarter (the one before, unless given).

    `told` hears of the share done (0 to 1) and the section at work.

    Raises
    ------
    OutOfScopeError, NothingToReviewError
    """
    actor.require(Permission.WRITE_REVIEWS)
    day, before = today or dt.date.today(), earlier or view.quarter.previous
    books = open_books(engine, actor)
    view, reader = _for_all(actor, view, books)
    basis = review_basis.basis(engine, reader, view, before, day)
    asked = Asked(engine, reader, view, before, books, Locale(), day)
    if asked.books.version != basis.data_version:
        return compose(engine, actor, view, earlier=earlier, today=today, told=told)
    made: dict[str, list[Slide]] = {language: [] for language in LANGUAGES}
    for number, section in enumerate(SLIDES):
        if told:
            told(number / len(SLIDES), section.title)
        for language in LANGUAGES:
            made[language] += section.compose(asked.in_language(Locale(language)))
    decks = {language: Deck(language, tuple(slides)) for language, slides in made.items()}
    return Content(basis, facts(asked), decks, sheets(asked))


def _for_all(actor: Actor, view: View, books: Books) -> tuple[View, Actor]:
    """The question with its branches by number, and who may ask it for everybody who sees these branches.

    A review about the whole network is asked by its author: only who sees all may read it.

    Raises
    ------
    OutOfScopeError
    """
    for branch in view.branches:
        actor.require_branch(branch)
    if not view.branches and actor.scope.everything:
        return view, actor
    chosen = view.branches or tuple(b.id for b in books.institution.branches)
    scope = actor.scope.narrowed(chosen).for_everybody()
    return replace(view, branches=chosen), replace(actor, scope=scope)


def make(
    engine: Engine,
    actor: Actor,
    view: View,
    *,
    title: str = "",
    sections: Sequence[str] = (),
    earlier: Quarter | None = None,
    today: dt.date | None = None,
    previous: int | None = None,
    told: Told | None = None,
) -> Review:
    """Compose a review and freeze it as a draft; all sections in the usual order unless given.

    Raises
    ------
    OutOfScopeError, NothingToReviewError
    """
    content = compose(engine, actor, view, earlier=earlier, today=today, told=told)
    name = title.strip() or Locale().t("Customer experience review, {quarter}", quarter=view.quarter)
    return reviews.store(
        engine, actor, content, title=name, sections=tuple(sections) or SECTIONS, previous=previous
    )


def renew(
    engine: Engine,
    actor: Actor,
    number: int,
    *,
    today: dt.date | None = None,
    told: Told | None = None,
) -> Review:
    """A new snapshot of a review as of today: same quarter, comparison, scope, title and sections.

    The author's sentences and comments come along. An older draft is archived; what was presented stays so.

    Raises
    ------
    ReviewNotFoundError, ReviewDamagedError, OutOfScopeError, NothingToReviewError
    """
    actor.require(Permission.WRITE_REVIEWS)
    old = reviews.content(engine, actor, number).basis
    content = compose(
        engine, actor, review_basis.view_of(old), earlier=old.comparison, today=today, told=told
    )
    return review_renewing.succeed(engine, actor, number, content)
