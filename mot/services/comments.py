"""What customers wrote about a touchpoint: masked as stored, from enough people, without place and day."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import sqlalchemy as sa

from mot.analysis.lens import focus
from mot.domain.access import Actor, Permission
from mot.domain.cube import View
from mot.domain.periods import first_day_of
from mot.domain.survey import Touchpoint
from mot.services.books import open_books
from mot.storage import responses

MOST_SHOWN = 20
MOST_READ = 5_000  # of the newest


@dataclass(frozen=True, slots=True)
class Comments:
    """Comments of a view, newest first, and never of which branch, day or segment each is.

    texts: at most `MOST_SHOWN`, each once · words: those by which they were found, or () when none names the touchpoint and
    these are about the visit as a whole · total: how many different ones there are · hidden: kept back, for too few people
    answered or it would tell what a few wrote.
    """

    texts: tuple[str, ...]
    words: tuple[str, ...] = ()
    total: int = 0
    hidden: bool = False


def comments(engine: sa.Engine, actor: Actor, view: View, touchpoint: int) -> Comments:
    """What was written about a touchpoint in a view, else about the visit."""
    actor.require(Permission.READ_COMMENTS)
    actor.require(Permission.VIEW_RESULTS)
    books = open_books(engine, actor)
    lens = focus(books, view, view.quarter)
    at = np.flatnonzero(lens.grid.touchpoints == touchpoint)
    if not len(at) or lens.hidden_overall or lens.hidden_totals[at[0]]:
        return Comments((), hidden=True)
    if lens.grid.base[at[0], lens.selected].sum() < books.thresholds.n_suppress:
        return Comments((), hidden=True)
    with engine.connect() as tx:
        found = responses.comments(
            tx,
            actor.scope,
            since=first_day_of(view.quarter.months[0]),
            until=view.quarter.last_day,
            branches=view.branches,
            channels=view.channels,
            segments=view.segments,
            limit=MOST_READ,
        )
    texts = list(dict.fromkeys(one.text for one in found))
    point = next(t for t in books.institution.touchpoints if t.id == touchpoint)
    mentioned, used = _about(texts, keywords(point))
    if mentioned:
        return Comments(tuple(mentioned[:MOST_SHOWN]), used, len(mentioned))
    return Comments(tuple(texts[:MOST_SHOWN]), (), len(texts))


def keywords(point: Touchpoint) -> tuple[str, ...]:
    """The words by which a comment is known to be about a touchpoint: its names and other spellings."""
    said = (point.name.zh, point.name.en, *point.aliases)
    return tuple(dict.fromkeys(word.strip().lower() for word in said if len(word.strip()) > 1))


def _about(texts: Iterable[str], words: tuple[str, ...]) -> tuple[list[str], tuple[str, ...]]:
    """The texts with any of the words, and the words that were met, the commonest first."""
    met: dict[str, int] = {}
    found: list[str] = []
    for text in texts:
        here = [word for word in words if word in text.lower()]
        for word in here:
            met[word] = met.get(word, 0) + 1
        if here:
            found.append(text)
    return found, tuple(sorted(met, key=lambda word: -met[word]))
