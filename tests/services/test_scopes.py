"""A manager sees the numbers of her branches, the same as if there were no others."""

import pytest
import sqlalchemy as sa

from mot.analysis.shelf import Shelf
from mot.domain.access import Actor, NotAllowedError, Role, Scope
from mot.domain.cube import View
from mot.domain.periods import Quarter
from mot.domain.survey import Institution, Name
from mot.domain.thresholds import Thresholds
from mot.locale.words import Locale
from mot.services import books, gaps, overview, setup
from mot.storage import institution
from mot.ui.frame import Page
from tests.services.service_samples import (
    NORTH_NAMES,
    SOUTH_NAMES,
    assert_same_numbers,
    bring_in,
    feedback,
    numbers,
)

QUARTER = Quarter(2026, 3)


def test_mei_sees_what_she_would_see_if_there_were_no_north(
    engine: sa.Engine, bank: Institution, ada: Actor, lin: Actor, mei: Actor
) -> None:
    bring_in(engine, ada, feedback(SOUTH_NAMES))
    alone = numbers(engine, mei)
    bring_in(engine, lin, feedback(NORTH_NAMES, seed=2))
    bring_in(engine, lin, feedback(NORTH_NAMES, seed=3, month=4))
    assert_same_numbers(numbers(engine, mei), alone)


def test_mei_cannot_widen_her_view_by_asking(
    engine: sa.Engine, bank: Institution, ada: Actor, mei: Actor
) -> None:
    bring_in(engine, ada, feedback())
    of_north = View(QUARTER, branches=(1, 2))
    told = overview.overview(engine, mei, of_north)
    assert told.responses == (0,) * 8
    assert told.gaps["mean"].isna().all()
    table = gaps.gap_table(engine, mei, of_north).frame
    assert (table["n"] == 0).all()
    assert table["gap"].isna().all()
    assert gaps.heatmap(engine, mei, of_north).frame.empty
    assert set(gaps.heatmap(engine, mei, View(QUARTER)).frame["place"]) == {3, 4, 5}
    assert gaps.history(engine, mei, of_north, 1)["gap"].isna().all()


def test_the_books_of_mei_name_no_branch_of_lin(
    engine: sa.Engine, bank: Institution, ada: Actor, mei: Actor
) -> None:
    bring_in(engine, ada, feedback())
    opened = books.open_books(engine, mei)
    assert [b.code for b in opened.institution.branches] == ["s1", "s2", "s3"]
    for tallies in (opened.cube.cells, opened.cube.rollups, opened.cube.moments, opened.cube.outcomes):
        assert set(tallies["branch"].tolist()) == {3, 4, 5}


def test_whoever_asks_second_is_not_shown_the_first_ones_answer(
    engine: sa.Engine, bank: Institution, ada: Actor, lin: Actor, mei: Actor, chen: Actor
) -> None:
    bring_in(engine, ada, feedback())

    def ask(actor: Actor) -> int:
        opened = books.open_books(engine, actor)
        page = Page("overview", actor, engine, Locale("en"), opened)
        return int(page.ask(overview.overview, View(QUARTER)).responses[-1])

    assert [ask(actor) for actor in (ada, mei, lin, chen, mei)] == [60, 36, 24, 60, 36]


def test_a_scope_that_shrinks_shows_less_at_once(engine: sa.Engine, bank: Institution, ada: Actor) -> None:
    bring_in(engine, ada, feedback())
    for branches, expected in (({3, 4, 5}, 36), ({3}, 12), (set(), 0)):
        mei = Actor("mei", "梅", Role.MANAGER, Scope(frozenset(branches)))
        assert overview.overview(engine, mei, View(QUARTER)).responses[-1] == expected


def test_the_books_are_kept_until_something_changes(
    engine: sa.Engine, bank: Institution, ada: Actor, chen: Actor
) -> None:
    bring_in(engine, ada, feedback())
    first = books.open_books(engine, ada)
    assert books.open_books(engine, ada) is first
    assert books.open_books(engine, chen) is first, "both see everything"
    setup.save_thresholds(engine, ada, Thresholds(delta=10))
    later = books.open_books(engine, ada)
    assert (later.version, later.thresholds.delta) == (first.version + 1, 10)


def test_only_ada_opens_the_settings(
    engine: sa.Engine, bank: Institution, lin: Actor, mei: Actor, chen: Actor
) -> None:
    author = Actor("wu", "吴", Role.AUTHOR)
    jobs = (
        lambda actor: setup.current(engine, actor),
        lambda actor: setup.rename(engine, actor, Name("新名")),
        lambda actor: setup.apply_pack(engine, actor, "hospital"),
        lambda actor: setup.save_touchpoints(engine, actor, bank.touchpoints),
        lambda actor: setup.save_branches(engine, actor, []),
        lambda actor: setup.save_labels(engine, actor, setup.Kind.CHANNEL, bank.channels),
        lambda actor: setup.choose_steps(engine, actor, "none"),
        lambda actor: setup.save_thresholds(engine, actor, Thresholds()),
    )
    for actor in (lin, mei, chen, author):
        for job in jobs:
            with pytest.raises(NotAllowedError):
                job(actor)
    with engine.connect() as tx:
        assert institution.load(tx) == bank


def test_a_shelf_forgets_what_was_asked_for_longest_ago() -> None:
    shelf, made = Shelf(2), []

    def make(value: str) -> str:
        made.append(value)
        return value

    for key in ("a", "b", "a", "c", "a", "b"):
        assert shelf.get(key, lambda key=key: make(key)) == key
    assert made == ["a", "b", "c", "b"]
    shelf.clear()
    assert shelf.get("a", lambda: "new") == "new"
