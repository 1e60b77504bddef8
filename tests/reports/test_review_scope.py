"""What a review about some branches gives to those who see these branches alone: what their own pages give, no more."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from mot.analysis.lens import focus
from mot.domain.access import Actor, Scope
from mot.domain.branch_sheets import all_of
from mot.domain.cube import View
from mot.domain.improvements import Content as Work
from mot.domain.improvements import Plan, Stage
from mot.domain.reviews import IMPORTS, Content
from mot.ingest.draft import SourceFile
from mot.locale.words import LANGUAGES, Locale
from mot.reports import composing
from mot.reports.slides.asked import Asked
from mot.services import actions, branches, imports, overview, verdicts
from mot.services.books import open_books
from tests.conftest import SOUTH
from tests.reports.slides.surveys import ADA, NOW, values
from tests.reports.slides.work_samples import MEI, PLANNED, QUEUE, worked
from tests.services.service_samples import bring_in, people, workbook

VIEW = View(NOW, tuple(sorted(SOUTH)))
FEW = {"码头支行": 4, "老城支行": 12}  # who rated advice in July: too few in the South, few in the North
AFTER = dt.date(2026, 11, 20)
RATES_ADVICE = slice(-2, None)


@pytest.fixture(scope="module")
def there(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[sa.Engine]:
    """A bank with a file of both regions, in which a cell of the South is hidden beside one of the North."""
    engine = worked(sqlite_template, tmp_path_factory.mktemp("scope"))
    for file in ("北区8月.xlsx", "南区8月.xlsx"):
        _undo(engine, file)
    rows = people(("北门支行", "老城支行", "南湖支行", "新区支行", "码头支行"), each=40, seed=5, month=8)
    rated: dict[Any, int] = {}
    for row in rows:
        rated[row[1]] = rated.get(row[1], 0) + 1
        if rated[row[1]] > FEW.get(str(row[1]), 40):
            row[RATES_ADVICE] = [None, None]
    bring_in(engine, ADA, SourceFile("全行8月机密.xlsx", workbook(rows)))
    plan = Plan(QUEUE, frozenset({3, 4, 5}), dt.date(2026, 6, 10), dt.date(2026, 9, 1), 3)
    actions.create(engine, MEI, Work("全区叫号", plan, stage=Stage.UNDER_WAY), today=PLANNED)
    yield engine
    engine.dispose()


def _undo(engine: sa.Engine, file: str) -> None:
    (found,) = [b for b in imports.history(engine, ADA) if b.file_name == file]
    imports.undo(engine, ADA, found.id)


@pytest.fixture(scope="module")
def by_ada(there: sa.Engine) -> Content:
    """Of the South, by who sees all."""
    return composing.compose(there, ADA, VIEW, today=AFTER)


@pytest.fixture(scope="module")
def by_mei(there: sa.Engine) -> Content:
    """Of the South, by who sees the South."""
    return composing.compose(there, MEI, VIEW, today=AFTER)


def test_the_bank_hides_another_cell_from_who_sees_all_than_from_who_sees_the_south(there: sa.Engine) -> None:
    network, own = (branches.each_branch(there, actor, VIEW, NOW.previous) for actor in (ADA, MEI))
    seen = [network.branches.tolist().index(b) for b in own.branches]
    assert (network.now["status"][:, seen] != own.now["status"]).any(), "else this file tests nothing"


def test_sheets_tell_of_each_branch_what_its_managers_see(by_ada: Content, by_mei: Content) -> None:
    assert [*all_of(by_ada.sheets)] == [*all_of(by_mei.sheets)]


def test_slides_and_facts_are_the_same_whoever_makes_the_review(by_ada: Content, by_mei: Content) -> None:
    for language in LANGUAGES:
        for one, other in zip(by_ada.decks[language].slides, by_mei.decks[language].slides, strict=True):
            if one.key != "title":
                assert one == other
    assert by_ada.facts == by_mei.facts


def test_a_verdict_is_the_one_that_a_reader_of_the_south_reads(there: sa.Engine, by_ada: Content) -> None:
    own = verdicts.verdicts(there, MEI, AFTER)
    told = {f.subject: f for f in by_ada.facts if f.section == "results"}
    assert {f"action:{number}" for number, judged in own.items() if judged.started} >= told.keys() != set()
    for number, judged in own.items():
        fact = told.get(f"action:{number}")
        if fact:
            assert fact.status == str(judged.verdict)


@pytest.mark.parametrize("reader", [ADA, MEI], ids=["who sees all", "who sees these branches"])
def test_nothing_is_told_that_the_pages_of_a_reader_hide(
    there: sa.Engine, by_ada: Content, reader: Actor
) -> None:
    asked = Asked(there, reader, VIEW, NOW.previous, open_books(there, reader), Locale(), AFTER)
    lens = focus(asked.books, VIEW, NOW)
    places = {b: at for at, b in enumerate(lens.grid.branches.tolist())}
    points = {t: at for at, t in enumerate(lens.grid.touchpoints.tolist())}
    told = 0
    for sheet in all_of(by_ada.sheets):
        for row in sheet.rows:
            if row.n is not None:
                told += 1
                assert not lens.hidden[points[row.touchpoint], places[sheet.branch]]
    assert 0 < told < 12, "some are hidden, some are not"
    for fact in by_ada.facts:
        kind, _, number = fact.subject.partition(":")
        if kind == "touchpoint" and fact.measure == "gap" and fact.value is not None:
            assert not lens.hidden_totals[points[int(number)]]
    assert not lens.hidden_overall


def test_files_that_hold_other_branches_are_not_named(by_ada: Content, by_mei: Content) -> None:
    for found in (by_ada, by_mei):
        titles = {one.title for one in found.basis.sources if one.kind in IMPORTS}
        assert titles == {"", "南区3月.xlsx", "南区5月.xlsx"}
        for deck in found.decks.values():
            assert "机密" not in "".join(str(v) for v in values(deck.slides))


@pytest.mark.parametrize("view", [VIEW, View(NOW, (3,))], ids=["a region", "a branch"])
@pytest.mark.parametrize("reader", [ADA, MEI], ids=["who sees all", "who sees these branches"])
def test_what_is_told_are_the_numbers_of_the_pages(there: sa.Engine, reader: Actor, view: View) -> None:
    made = composing.compose(there, ADA, view, today=AFTER)
    facts = {(f.section, f.subject, f.measure): f for f in made.facts}
    seen = overview.overview(there, reader, view)
    for measure, frame in (("gap", seen.gaps), ("perception", seen.perceptions)):
        own, last = facts["summary", "overall", measure], frame.iloc[-1]
        assert (own.value, own.lo, own.hi, own.n) == (last["mean"], last["lo"], last["hi"], last["n"])
    told = 0
    for row in seen.now.frame.to_dict("records"):
        own = facts["gaps", f"touchpoint:{row['touchpoint']}", "gap"]
        if own.value is not None:
            told += 1
            assert (own.value, own.n) == (row["gap"], row["n"])
            assert (own.lo, own.hi) == pytest.approx((row["lo"], row["hi"]))
    assert told
    answers = facts["summary", "overall", "answers"].value
    assert answers == seen.responses[-1] == made.basis.responses


def test_a_part_of_a_region_does_not_go_by_its_name(there: sa.Engine) -> None:
    part = replace(MEI, scope=Scope(frozenset({3, 4})))
    for actor, view in ((part, View(NOW)), (part, View(NOW, (3, 4))), (ADA, View(NOW, (3, 4)))):
        made = composing.compose(there, actor, view, today=AFTER)
        assert made.basis.region is None
        (title, *_) = made.decks["zh"].slides
        assert title.lines[0].endswith("南湖支行、新区支行")
    for actor in (ADA, MEI):
        made = composing.compose(there, actor, VIEW, today=AFTER)
        assert made.basis.region is not None
        assert made.decks["zh"].slides[0].lines[0].endswith(str(made.basis.region.zh))


def test_a_manager_without_a_choice_does_not_call_their_branches_all(
    there: sa.Engine, by_mei: Content
) -> None:
    made = composing.compose(there, MEI, View(NOW), today=AFTER)
    assert made.decks == by_mei.decks
    assert made.facts == by_mei.facts
    assert "全部网点" not in made.decks["zh"].slides[0].lines[0]
