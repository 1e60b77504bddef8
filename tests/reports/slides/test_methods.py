"""The rules as they are set, and imports with their digests; files of others stay unnamed."""

import sqlalchemy as sa

from mot.domain.access import Actor, Role, Scope
from mot.domain.cube import View
from mot.domain.periods import Quarter
from mot.domain.thresholds import Thresholds
from mot.reports.slides import methods
from mot.services import imports, review_imports, undoing
from mot.storage import settings
from tests.reports.slides.surveys import ADA, BEFORE, NOW, ask, both
from tests.reports.slides.work_samples import MEI
from tests.services.service_samples import bring_in, feedback


def test_rules_are_told_with_the_thresholds_in_force(worked: sa.Engine) -> None:
    rules, _ = both(methods.compose, asked := ask(worked))
    told = " ".join(rules.lines)
    assert "fewer than 10 answers" in told
    assert "about 95%" in told
    assert "more than 0.20 below" in told
    values = {row[1] for row in rules.data[0].rows}
    assert asked.books.thresholds.delta in values


def test_other_thresholds_are_told_as_they_are(three_people: sa.Engine) -> None:
    with three_people.begin() as tx:
        settings.put(tx, "thresholds", Thresholds(confidence=0.9, n_suppress=25, n_effect=40).as_dict())
        settings.bump_version(tx)
    told = " ".join(methods.compose(ask(three_people))[0].lines)
    with three_people.begin() as tx:
        settings.put(tx, "thresholds", Thresholds().as_dict())
        settings.bump_version(tx)
    for said in ("about 90%", "fewer than 25 answers", "at least 40 answers"):
        assert said in told


def test_imports_stand_there_with_number_file_size_and_digest(worked: sa.Engine) -> None:
    _, slide = both(methods.compose, ask(worked))
    known = {one.id: one for one in imports.history(worked, ADA)}
    assert slide.table is not None
    assert {row[0] for row in slide.table.rows} == known.keys()
    for number, file, responses, figures, day, digest in slide.table.rows:
        one = known[number]
        assert (file, responses) == (one.file_name, one.counts.responses or None)
        assert figures == (one.counts.figures or None)
        assert day == one.created_at.date().isoformat()
        assert digest == one.sha256[:12]
    assert {row[5] for row in slide.data[0].rows} == {one.sha256 for one in known.values()}


def test_mei_reads_of_her_files_and_of_shared_ones_no_name(
    engine: sa.Engine, bank, ada: Actor, mei: Actor
) -> None:
    south = bring_in(engine, ada, feedback(("南湖支行",), name="南湖.xlsx", seed=1))
    shared = bring_in(engine, ada, feedback(name="全行名单.xlsx", seed=2))
    bring_in(engine, ada, feedback(("北门支行",), name="北门.xlsx", seed=3))
    view = View(Quarter(2026, 3))
    found = review_imports.imports(engine, mei, view, Quarter(2026, 2))
    assert [one.id for one in found.batches] == [south.id, shared.id]
    assert found.whole == {south.id}
    rows = methods.compose(ask(engine, actor=mei))[1].data[0].rows
    assert [row[1:3] for row in rows] == [("南湖.xlsx", 12), ("", None)]
    undoing.undo(engine, ada, south.id)
    assert [b.id for b in review_imports.imports(engine, mei, view, Quarter(2026, 2)).batches] == [shared.id]


def test_a_review_about_some_branches_names_only_files_about_them(worked: sa.Engine) -> None:
    for actor in (ADA, MEI):
        found = review_imports.imports(worked, actor, View(NOW, (3, 4, 5)), BEFORE)
        assert {one.file_name[:2] for one in found.batches} == {"南区"}
    assert review_imports.imports(worked, ADA, View(NOW, (3,)), BEFORE).whole == frozenset()


def test_without_a_view_on_results_there_are_no_imports(worked: sa.Engine) -> None:
    nowhere = Actor("x", "X", Role.MANAGER, Scope(frozenset()))
    assert review_imports.imports(worked, nowhere, View(NOW), BEFORE).batches == ()
