"""What authors make of a review, on both databases: only drafts change, and one of two at once wins."""

from collections.abc import Callable

import pytest
import sqlalchemy as sa

from mot.domain.access import Actor, NotAllowedError
from mot.domain.errors import MotError
from mot.domain.review_writing import (
    LONGEST_LINE,
    LONGEST_REMARK,
    LONGEST_TITLE,
    NoRemarkError,
    NoSectionError,
    NoSuchSentenceError,
    NoSuchSlideError,
    NoTitleError,
    TooLongForSlideError,
    UnknownSectionError,
)
from mot.domain.reviews import (
    ArchivedError,
    NotADraftError,
    Review,
    ReviewChangedError,
    ReviewNotFoundError,
    State,
)
from mot.services import review_writing as writing
from mot.services import reviews
from mot.storage import audit
from tests.services.review_samples import draft
from tests.services.test_at_once import at_once

pytestmark = [pytest.mark.usefixtures("bank"), pytest.mark.both]
Change = Callable[[sa.Engine, Actor, Review], Review]
CHANGES: tuple[Change, ...] = (
    lambda e, a, r: writing.rename(e, a, r.id, "另一个标题", version=r.version),
    lambda e, a, r: writing.choose(e, a, r.id, ["gaps"], version=r.version),
    lambda e, a, r: writing.write(e, a, r.id, "zh", "gaps", "line.0", "改写", version=r.version),
    lambda e, a, r: writing.comment(e, a, r.id, "gaps", "备注"),
    lambda e, a, r: writing.present(e, a, r.id, version=r.version),
)


def test_an_author_makes_a_frozen_review_their_own(engine: sa.Engine, mei: Actor) -> None:
    one = draft(engine, mei)
    one = writing.rename(engine, mei, one.id, "  三季度\n客户体验  ", version=one.version)
    one = writing.choose(engine, mei, one.id, ["trends", "title", "gaps", "trends"], version=one.version)
    one = writing.write(engine, mei, one.id, "zh", "gaps", "title", "取号最弱", version=one.version)
    one = writing.write(engine, mei, one.id, "zh", "gaps", "line.0", "", version=one.version)
    one = writing.write(engine, mei, one.id, "zh", "gaps", "takeaway.0", "最弱\x00", version=one.version)
    one = writing.comment(engine, mei, one.id, "gaps", " 第一行\r\n第二行 ")
    assert (one.title, one.sections, one.version) == ("三季度 客户体验", ("title", "trends", "gaps"), 7)
    assert [(r.slide, r.login, r.text) for r in one.remarks] == [("gaps", "mei", "第一行\n第二行")]
    shown = reviews.document(engine, mei, one.id, "zh").deck.slides
    assert [s.key for s in shown] == ["title", "trends", "gaps"]
    assert (shown[2].title, shown[2].lines, shown[2].takeaways[0].text) == ("取号最弱", ("第二句。",), "最弱")
    assert reviews.document(engine, mei, one.id, "en").deck.slides[2].title == "Queueing is the weakest"
    with engine.connect() as tx:
        told = [line.event for line in audit.read(tx) if line.subject == f"review:{one.id}"]
    assert told == [
        "review_commented", "review_written", "review_written", "review_written", "review_arranged",
        "review_renamed", "review_made",
    ]  # fmt: skip


def test_a_sentence_is_taken_back(engine: sa.Engine, mei: Actor) -> None:
    one = draft(engine, mei)
    for back in (None, "取号排队最弱", "  "):
        one = writing.write(engine, mei, one.id, "zh", "gaps", "title", "改写", version=one.version)
        assert one.texts == {"zh": {("gaps", "title"): "改写"}}
        one = writing.write(engine, mei, one.id, "zh", "gaps", "title", back, version=one.version)
        assert one.texts == {}


def test_what_does_not_fit_says_why_and_changes_nothing(engine: sa.Engine, mei: Actor) -> None:
    one, at = draft(engine, mei), (engine, mei)
    line, title = "一" * (LONGEST_LINE + 1), "一" * (LONGEST_TITLE + 1)
    wrong: tuple[tuple[type[MotError], Callable[[], object]], ...] = (
        (NoTitleError, lambda: writing.rename(*at, one.id, " \n", version=1)),
        (TooLongForSlideError, lambda: writing.rename(*at, one.id, title, version=1)),
        (NoSectionError, lambda: writing.choose(*at, one.id, ["title"], version=1)),
        (NoSectionError, lambda: writing.choose(*at, one.id, ["methods"], version=1)),
        (UnknownSectionError, lambda: writing.choose(*at, one.id, ["gaps", "heat"], version=1)),
        (NoSuchSentenceError, lambda: writing.write(*at, one.id, "zh", "gaps", "line.2", "x", version=1)),
        (NoSuchSentenceError, lambda: writing.write(*at, one.id, "zh", "heat", "title", "x", version=1)),
        (NoSuchSentenceError, lambda: writing.write(*at, one.id, "fr", "gaps", "title", "x", version=1)),
        (TooLongForSlideError, lambda: writing.write(*at, one.id, "zh", "gaps", "line.0", line, version=1)),
        (TooLongForSlideError, lambda: writing.write(*at, one.id, "zh", "gaps", "title", title, version=1)),
        (NoRemarkError, lambda: writing.comment(*at, one.id, "gaps", " \n ")),
        (TooLongForSlideError, lambda: writing.comment(*at, one.id, "gaps", "一" * (LONGEST_REMARK + 1))),
        (NoSuchSlideError, lambda: writing.comment(*at, one.id, "heat", "x")),
        (ReviewChangedError, lambda: writing.rename(*at, one.id, "x", version=2)),
    )
    for reason, job in wrong:
        with pytest.raises(reason):
            job()
    assert reviews.review(engine, mei, one.id) == one
    kept = writing.write(engine, mei, one.id, "zh", "gaps", "line.0", line[1:], version=1)
    assert kept.texts["zh"]["gaps", "line.0"] == line[1:]


def test_what_was_presented_or_archived_stays_as_it_is(engine: sa.Engine, mei: Actor) -> None:
    one = draft(engine, mei)
    one = writing.present(engine, mei, one.id, version=one.version)
    assert (one.state, one.presented_by, one.presented_at) == (State.PRESENTED, "mei", one.updated_at)
    for change in CHANGES:
        with pytest.raises(NotADraftError):
            change(engine, mei, one)
    assert reviews.review(engine, mei, one.id) == one
    gone = writing.archive(engine, mei, one.id, version=one.version)
    assert (gone.state, gone.archived_by) == (State.ARCHIVED, "mei")
    for change in (*CHANGES, lambda e, a, r: writing.archive(e, a, r.id, version=r.version)):
        with pytest.raises(ArchivedError):
            change(engine, mei, gone)
    back = writing.restore(engine, mei, one.id, version=gone.version)
    assert (back.state, back.archived_at, back.archived_by) == (State.PRESENTED, None, "")
    assert back.presented_at == one.presented_at
    assert writing.restore(engine, mei, one.id, version=1) == back, "it is not archived"


def test_an_archived_draft_becomes_a_draft_again(engine: sa.Engine, mei: Actor) -> None:
    one = draft(engine, mei)
    gone = writing.archive(engine, mei, one.id, version=one.version)
    with pytest.raises(ReviewChangedError):
        writing.restore(engine, mei, one.id, version=one.version)
    back = writing.restore(engine, mei, one.id, version=gone.version)
    assert back.state is State.DRAFT
    assert writing.rename(engine, mei, one.id, "又一次", version=back.version).title == "又一次"


def test_of_two_authors_with_one_version_one_wins(engine: sa.Engine, mei: Actor, ada: Actor) -> None:
    one = draft(engine, mei)
    found = at_once(
        *(
            lambda a=a: writing.write(  # type: ignore[misc]
                engine, a, one.id, "zh", "gaps", "title", f"{a.login} 的标题", version=1
            )
            for a in (mei, ada)
        )
    )
    (lost,) = [x for x in found if isinstance(x, MotError)]
    (won,) = [x for x in found if isinstance(x, Review)]
    assert isinstance(lost, ReviewChangedError)
    assert reviews.review(engine, mei, one.id) == won
    assert won.version == 2
    assert won.texts["zh"]["gaps", "title"] == f"{won.updated_by} 的标题"


def test_of_presenting_and_writing_at_once_one_wins(engine: sa.Engine, mei: Actor, ada: Actor) -> None:
    one = draft(engine, mei)
    found = at_once(
        lambda: writing.present(engine, ada, one.id, version=1),
        lambda: writing.write(engine, mei, one.id, "zh", "gaps", "title", "改写", version=1),
    )
    assert len([x for x in found if isinstance(x, NotADraftError | ReviewChangedError)]) == 1
    now = reviews.review(engine, mei, one.id)
    assert (now.state is State.PRESENTED) != bool(now.texts)


def test_comments_at_once_are_all_kept(engine: sa.Engine, mei: Actor, ada: Actor) -> None:
    one = draft(engine, mei)
    at_once(*(lambda a=a: writing.comment(engine, a, one.id, "gaps", a.login) for a in (mei, ada)))  # type: ignore[misc]
    told = reviews.review(engine, mei, one.id)
    assert ({r.text for r in told.remarks}, told.version) == ({"mei", "ada"}, 3)


def test_who_does_not_write_reviews_or_does_not_see_them_changes_nothing(
    engine: sa.Engine, lin: Actor, mei: Actor, chen: Actor
) -> None:
    one = draft(engine, lin, 1, 2)
    for change in (*CHANGES, lambda e, a, r: writing.archive(e, a, r.id, version=r.version)):
        with pytest.raises(NotAllowedError):
            change(engine, chen, one)
        with pytest.raises(ReviewNotFoundError):
            change(engine, mei, one)
    with pytest.raises(ReviewNotFoundError):
        writing.restore(engine, mei, one.id, version=1)
    assert reviews.review(engine, lin, one.id) == one


def test_an_author_keeps_an_order_for_the_next_review(engine: sa.Engine, mei: Actor, ada: Actor) -> None:
    assert writing.outline(engine, mei) == ()
    writing.keep_outline(engine, mei, ["title", "gaps", "trends", "gaps"])
    assert writing.outline(engine, mei) == ("title", "gaps", "trends")
    assert writing.outline(engine, ada) == ()
    writing.keep_outline(engine, mei, ())
    assert writing.outline(engine, mei) == ()
