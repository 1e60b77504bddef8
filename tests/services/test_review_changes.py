"""What became of a review since it was frozen, and its new snapshot against the old one."""

from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

import mot
from mot.analysis.review_differences import Turn
from mot.domain.access import Actor, NotAllowedError, Role
from mot.domain.cube import View
from mot.domain.dependence import Dependence
from mot.domain.moments import Judgement, Kind
from mot.domain.periods import Quarter
from mot.domain.reviews import NoEarlierSnapshotError, Review, ReviewNotFoundError, Source, State
from mot.domain.slides import fields_of
from mot.domain.thresholds import Thresholds
from mot.ingest.draft import SourceFile
from mot.locale.sentences import reviews as said
from mot.locale.words import LANGUAGES, Locale
from mot.reports import composing
from mot.services import actions, imports, moments, review_changes, review_writing, reviews, setup, undoing
from tests.conftest import SOUTH
from tests.services.action_samples import BEFORE, content
from tests.services.review_samples import bank_with_feedback, draft
from tests.services.service_samples import (
    NORTH_NAMES,
    SOUTH_NAMES,
    bring_in,
    feedback,
    figures,
    people,
    workbook,
)
from tests.services.test_replacing import corrected

QUARTER = Quarter(2026, 3)
ADA = Actor("ada", "Ada", Role.ADMIN)
ZH = Locale("zh")


@pytest.fixture(scope="module")
def there(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> sa.Engine:
    """The small bank with feedback, shared by these tests."""
    return bank_with_feedback(sqlite_template, tmp_path_factory.mktemp("changes"), ADA)


@pytest.fixture(scope="module")
def south(there: sa.Engine) -> Review:
    """A draft about the South."""
    return composing.make(there, ADA, View(QUARTER, tuple(sorted(SOUTH))))


def test_nothing_is_news_until_something_counts_otherwise(
    there: sa.Engine, south: Review, mei: Actor
) -> None:
    assert not review_changes.news(there, mei, south.id)
    north = bring_in(there, ADA, feedback(NORTH_NAMES, seed=11, month=9))
    old = bring_in(there, ADA, feedback(SOUTH_NAMES, seed=12, month=1, name="2026年1月.xlsx"))
    assert [c.source.number for c in review_changes.news(there, mei, south.id).sources] == [old.id], (
        "the North is no news of it, an earlier month of its trend is"
    )
    imports.undo(there, ADA, old.id)
    assert not review_changes.news(there, mei, south.id)
    imports.undo(there, ADA, north.id)


def test_outcome_figures_that_come_late_are_news_and_hold_the_review(
    there: sa.Engine, south: Review, mei: Actor
) -> None:
    late = bring_in(there, ADA, figures(SOUTH_NAMES))
    (change,) = review_changes.news(there, mei, south.id).sources
    assert (change.source.kind, change.source.number, change.turn) == ("figures", late.id, Turn.NEW)
    assert change.source.size == late.counts.figures > 0
    assert said.source_change(ZH, change) == (
        f"结果指标.xlsx（第 {late.id} 次导入）新增 {late.counts.figures} 条结果指标"
    )
    newer = composing.make(there, ADA, View(QUARTER, tuple(sorted(SOUTH))))
    assert [d.number for d in undoing.dependents(there, ADA, late.id) if d.kind is Dependence.REVIEWED] == [
        newer.id
    ]
    imports.undo(there, ADA, late.id)
    assert not review_changes.news(there, mei, south.id)
    (change,) = review_changes.news(there, mei, newer.id).sources
    assert change.turn is Turn.GONE
    assert "已撤销" in said.source_change(ZH, change)


def test_late_files_undone_ones_and_replaced_ones_are_news(
    there: sa.Engine, south: Review, mei: Actor
) -> None:
    history = {b.file_name: b.id for b in imports.history(there, ADA)}
    late = bring_in(there, mei, feedback(("南湖支行",), seed=21, month=9, each=19, name="晚到.xlsx"))
    imports.undo(there, ADA, history["二季度.xlsx"])
    found = review_changes.news(there, mei, south.id)
    told = {(c.source.number, c.turn, c.answers) for c in found.sources}
    assert told == {(late.id, Turn.NEW, 19), (history["二季度.xlsx"], Turn.GONE, -90)}
    assert f"晚到文件 晚到.xlsx（第 {late.id} 次导入）新增 19 份答卷" in {
        said.source_change(ZH, c) for c in found.sources
    }
    imports.redo(there, ADA, history["二季度.xlsx"])
    imports.undo(there, ADA, late.id)
    assert not review_changes.news(there, mei, south.id)


def test_settings_tags_actions_and_the_product_are_news(
    there: sa.Engine, south: Review, lin: Actor, mei: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    judgement = Judgement(Kind.WEAK)
    tag = moments.tag(there, mei, View(QUARTER), 2, judgement, branch=3)
    moments.tag(there, lin, View(QUARTER), 2, judgement, branch=1)
    action = actions.create(there, mei, content(3), today=BEFORE)
    actions.create(there, lin, content(1), today=BEFORE)
    setup.save_thresholds(there, ADA, Thresholds(delta=7.5))
    monkeypatch.setattr(mot, "__version__", "99.0")
    found = review_changes.news(there, mei, south.id)
    assert {(c.source.kind, c.source.number, c.turn) for c in found.sources} == {
        ("moment", tag.id, Turn.NEW),
        ("action", action.id, Turn.NEW),
    }
    assert [(c.name, c.old, c.new) for c in found.settings] == [("delta", 5.0, 7.5)]
    assert found.product is not None
    assert found.product[1] == "99.0"
    assert said.setting_change(ZH, found.settings[0]) == "设置“值得关注的差距”由 5 改为 7.5"
    moments.withdraw(there, mei, tag.id, version=tag.version)
    setup.save_thresholds(there, ADA, Thresholds())
    monkeypatch.undo()
    (left,) = review_changes.news(there, mei, south.id).sources
    assert left.source.number == action.id


def test_a_new_snapshot_says_what_differs_and_why(there: sa.Engine, mei: Actor) -> None:
    old = composing.make(there, mei, View(QUARTER), title="南区回顾")
    frozen = reviews.content(there, mei, old.id)
    slide = next(s for s in frozen.decks["zh"].slides if s.section == "title")
    field = next(f for f, text in fields_of(slide).items() if "答卷" in text or "份" in text)
    old = review_writing.write(there, mei, old.id, "zh", slide.key, field, "我们的话", version=old.version)
    old = review_writing.write(
        there, mei, old.id, "zh", slide.key, "title", "我们的标题", version=old.version
    )
    old = review_writing.comment(there, mei, old.id, slide.key, "一条备注")
    old = review_writing.choose(there, mei, old.id, ["methods", "journey"], version=old.version)
    late = bring_in(there, mei, feedback(("南湖支行",), seed=31, month=9, each=57, name="晚到的.xlsx"))

    new = composing.renew(there, mei, old.id)
    assert (new.previous, new.state, new.title, new.sections) == (
        old.id, State.DRAFT, "南区回顾", ("title", "methods", "journey"),
    )  # fmt: skip
    assert new.texts == old.texts
    assert [r.text for r in new.remarks] == ["一条备注"]
    assert reviews.review(there, mei, old.id).state is State.ARCHIVED

    found = review_changes.differences(there, mei, new.id)
    assert found
    assert (found.earlier, found.later) == (old.id, new.id)
    assert [(c.source.number, c.turn, c.answers) for c in found.why.sources] == [(late.id, Turn.NEW, 57)]
    assert not found.why.settings
    (answers,) = [c for c in found.facts if (c.fact.subject, c.fact.measure) == ("overall", "answers")]
    assert answers.old is not None
    assert answers.new is not None
    assert answers.new.value == answers.old.value + 57
    assert answers.new.value == reviews.content(there, mei, new.id).basis.responses
    again = reviews.content(there, mei, new.id)
    assert {c.new for c in found.facts if c.new} | {f for f in frozen.facts if f in again.facts} == {
        *again.facts
    }
    assert {c.old for c in found.facts if c.old} == {f for f in frozen.facts if f not in again.facts}
    assert [(c.slide, c.field, c.text) for c in found.carried] == [(slide.key, field, "我们的话")], (
        "the title stands over an original that is the same"
    )
    assert {(s.language, s.slide, s.field) for s in found.sentences} >= {
        (language, slide.key, field) for language in LANGUAGES
    }
    for locale in map(Locale, LANGUAGES):
        for change in found.facts:
            sentence = said.fact_change(locale, change, again.basis)
            assert "{" not in sentence
            assert "nan" not in sentence.lower()

    changed = review_writing.write(there, mei, new.id, "zh", slide.key, field, "新的话", version=new.version)
    assert not review_changes.differences(there, mei, changed.id).carried, "written anew, not carried"


def test_what_was_presented_stays_presented_beside_its_new_snapshot(there: sa.Engine, mei: Actor) -> None:
    one = draft(there, mei, 3)
    shown = review_writing.present(there, mei, one.id, version=1)
    new = composing.renew(there, mei, one.id)
    assert reviews.review(there, mei, one.id) == shown
    assert (new.state, new.previous) == (State.DRAFT, one.id)


def test_a_first_snapshot_has_nothing_to_differ_from(there: sa.Engine, south: Review, mei: Actor) -> None:
    with pytest.raises(NoEarlierSnapshotError):
        review_changes.differences(there, mei, south.id)


def test_differences_are_read_by_who_reads_both_snapshots(there: sa.Engine, mei: Actor, chen: Actor) -> None:
    first = draft(there, ADA, 2, 3)
    second = reviews.store(
        there, ADA, reviews.content(there, ADA, draft(there, ADA, 3).id), title="x", sections=("title",),
        previous=first.id,
    )  # fmt: skip
    assert reviews.review(there, mei, second.id).previous == first.id
    with pytest.raises(ReviewNotFoundError):
        review_changes.differences(there, mei, second.id)
    with pytest.raises(ReviewNotFoundError):
        review_changes.differences(there, chen, second.id)
    review_writing.present(there, ADA, second.id, version=1)
    with pytest.raises(ReviewNotFoundError):
        review_changes.differences(there, chen, second.id)
    assert review_changes.differences(there, ADA, second.id).why.places


def test_who_writes_no_reviews_makes_no_snapshot(there: sa.Engine, south: Review, chen: Actor) -> None:
    with pytest.raises(NotAllowedError):
        composing.renew(there, chen, south.id)


def test_a_replaced_import_is_told_with_what_took_its_place(there: sa.Engine, mei: Actor) -> None:
    rows = people(("码头支行",), seed=41, month=9, each=20)
    first = bring_in(there, mei, SourceFile("码头.xlsx", workbook(rows)))
    frozen = reviews.content(there, mei, draft(there, mei, 5).id)
    there_now = replace(
        frozen.basis, sources=(Source("batch", first.id, "码头.xlsx", 1, "committed", first.created_at, 20),)
    )
    one = reviews.store(there, mei, replace(frozen, basis=there_now), title="x", sections=("title",))
    later = bring_in(there, mei, SourceFile("码头（更正）.xlsx", workbook(corrected(rows))))
    (gone,) = [c for c in review_changes.news(there, mei, one.id).sources if c.turn is Turn.GONE]
    assert (gone.source.number, gone.replaced_by) == (first.id, later.id)
    assert f"已由第 {later.id} 次导入替换" in said.source_change(ZH, gone)
    imports.undo(there, ADA, later.id)
    (gone,) = [c for c in review_changes.news(there, mei, one.id).sources if c.turn is Turn.GONE]
    assert gone.replaced_by is None, "what took its place does not count any more"
