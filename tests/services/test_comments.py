"""Comments are read of enough people only, never with place or day, and say how they were found."""

import dataclasses

import pytest
import sqlalchemy as sa

from mot.domain.access import Actor
from mot.domain.cube import View
from mot.domain.periods import Quarter
from mot.domain.survey import Institution, Name, Touchpoint
from mot.ingest.draft import SourceFile
from mot.services import comments
from mot.services.comments import MOST_SHOWN, Comments, keywords
from tests.services.service_samples import EVERYWHERE, NORTH_NAMES, SOUTH_NAMES, bring_in, people, workbook

QUEUE, ADVICE = 2, 4
VIEW = View(Quarter(2026, 3))


def told(branches, *, each, seed, text) -> SourceFile:
    """Feedback in which everybody writes the same and a number."""
    rows = people(branches, each=each, seed=seed)
    for at, row in enumerate(rows):
        row[7] = f"{text}{at}"
    return SourceFile(f"{seed}.xlsx", workbook(rows))


def test_what_names_the_touchpoint_is_found_and_how_it_was_is_told(
    engine: sa.Engine, bank: Institution, ada: Actor
) -> None:
    bring_in(engine, ada, told(NORTH_NAMES, each=20, seed=1, text="排队等候太久，第几位"))
    bring_in(engine, ada, told(SOUTH_NAMES, each=20, seed=2, text="服务很好"))
    found = comments.comments(engine, ada, VIEW, QUEUE)
    assert (len(found.texts), found.total, found.words) == (MOST_SHOWN, 40, ("排队等候",))
    assert all(text.startswith("排队等候太久") for text in found.texts)
    other = comments.comments(engine, ada, VIEW, ADVICE)
    assert (other.words, other.total, len(other.texts)) == ((), 100, MOST_SHOWN)
    assert {f.name for f in dataclasses.fields(Comments)} == {"texts", "words", "total", "hidden"}


def test_mei_reads_no_word_of_the_north(engine: sa.Engine, bank: Institution, ada: Actor, mei: Actor) -> None:
    bring_in(engine, ada, told(NORTH_NAMES, each=20, seed=1, text="排队北"))
    bring_in(engine, ada, told(SOUTH_NAMES, each=20, seed=2, text="排队南"))
    for view in (VIEW, View(VIEW.quarter, (1, 2)), View(VIEW.quarter, (1, 3))):
        assert not any("北" in text for text in comments.comments(engine, mei, view, QUEUE).texts)
    assert comments.comments(engine, mei, View(VIEW.quarter, (1, 2)), QUEUE).hidden
    assert comments.comments(engine, mei, VIEW, QUEUE).total == 60


@pytest.mark.parametrize("branches", [(5,), (1, 2, 3, 4)])
def test_few_people_are_not_quoted_neither_alone_nor_by_leaving_them_out(
    engine: sa.Engine, bank: Institution, ada: Actor, branches: tuple[int, ...]
) -> None:
    bring_in(engine, ada, told(EVERYWHERE[:4], each=20, seed=1, text="大家"))
    bring_in(engine, ada, told(("码头支行",), each=3, seed=2, text="少数"))
    found = comments.comments(engine, ada, View(VIEW.quarter, branches), QUEUE)
    assert (found.hidden, found.texts, found.total) == (True, (), 0)
    assert comments.comments(engine, ada, VIEW, QUEUE).total == 83


def test_a_touchpoint_is_known_by_its_names_and_spellings_in_either_language() -> None:
    point = Touchpoint(1, "q", Name("取号排队", "Ticket & Queue"), Name(""), aliases=("排队", "Queue", "队"))
    assert keywords(point) == ("取号排队", "ticket & queue", "排队", "queue")
