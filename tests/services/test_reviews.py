"""A frozen review: the same for ever, refused when it was touched, and read by those it is about alone."""

from pathlib import Path

import pytest
import sqlalchemy as sa

from mot.analysis.contradictions import objections
from mot.domain import review_content
from mot.domain.access import Actor, NotAllowedError, OutOfScopeError, Role
from mot.domain.cube import View
from mot.domain.dependence import Dependence
from mot.domain.periods import Quarter
from mot.domain.reviews import Review, ReviewDamagedError, ReviewNotFoundError, State
from mot.domain.slides import fields_of
from mot.reports import composing
from mot.services import imports, review_changes, review_writing, reviews, undoing
from mot.storage.schema_reviews import review as table
from tests.conftest import SOUTH
from tests.services.review_samples import SECTIONS, bank_with_feedback, draft, frozen
from tests.services.service_samples import SOUTH_NAMES, bring_in, feedback

QUARTER = Quarter(2026, 3)
ADA = Actor("ada", "Ada", Role.ADMIN)


@pytest.fixture(scope="module")
def there(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> sa.Engine:
    """The small bank with feedback, shared by these tests."""
    return bank_with_feedback(sqlite_template, tmp_path_factory.mktemp("reviews"), ADA)


@pytest.fixture(scope="module")
def network(there: sa.Engine) -> Review:
    """A draft about the whole network."""
    return composing.make(there, ADA, View(QUARTER))


@pytest.fixture(scope="module")
def south(there: sa.Engine) -> Review:
    """A draft about the South."""
    return composing.make(there, ADA, View(QUARTER, tuple(sorted(SOUTH))))


def test_it_is_the_same_from_its_id_whatever_came_in_since(there: sa.Engine, network: Review) -> None:
    first = reviews.content(there, ADA, network.id)
    documents = [reviews.document(there, ADA, network.id, language) for language in ("zh", "en")]
    written = review_content.to_bytes(first)
    reviews._CONTENTS.clear()
    late = bring_in(there, ADA, feedback(SOUTH_NAMES, seed=77, month=9))
    again = reviews.content(there, ADA, network.id)
    assert again == first
    assert again is not first
    assert review_content.to_bytes(again) == written
    assert review_content.digest_of(written) == network.digest
    assert [reviews.document(there, ADA, network.id, language) for language in ("zh", "en")] == documents
    imports.undo(there, ADA, late.id)


@pytest.mark.parametrize("place", [0, 40, -1])
def test_a_flipped_byte_is_refused(there: sa.Engine, place: int) -> None:
    one = reviews.store(there, ADA, frozen(), title="x", sections=SECTIONS)
    with there.begin() as tx:
        stored = bytearray(tx.execute(sa.select(table.c.content).where(table.c.id == one.id)).scalar_one())
        stored[place] ^= 1
        tx.execute(sa.update(table).where(table.c.id == one.id).values(content=bytes(stored)))
    for read in (
        lambda: reviews.content(there, ADA, one.id),
        lambda: reviews.document(there, ADA, one.id, "zh"),
        lambda: review_changes.news(there, ADA, one.id),
        lambda: composing.renew(there, ADA, one.id),
    ):
        with pytest.raises(ReviewDamagedError):
            read()


def test_another_content_under_the_same_digest_is_refused(there: sa.Engine) -> None:
    one, other = (reviews.store(there, ADA, frozen(b), title="x", sections=SECTIONS) for b in (3, 4))
    with there.begin() as tx:
        foreign = tx.execute(sa.select(table.c.content).where(table.c.id == other.id)).scalar_one()
        tx.execute(sa.update(table).where(table.c.id == one.id).values(content=foreign))
    with pytest.raises(ReviewDamagedError):
        reviews.content(there, ADA, one.id)


def test_mei_reads_no_review_that_holds_a_branch_of_the_north(
    there: sa.Engine, network: Review, south: Review, lin: Actor, mei: Actor
) -> None:
    mixed, north = draft(there, ADA, 2, 3), draft(there, lin, 1, 2)
    renewed = reviews.store(there, ADA, frozen(2, 3), title="x", sections=SECTIONS, previous=mixed.id)
    for number in (network.id, mixed.id, north.id, renewed.id, 9999):
        if number != 9999:
            reviews.content(there, ADA, number)  # now it is on the shelf
        for read in (
            lambda n=number: reviews.review(there, mei, n),
            lambda n=number: reviews.content(there, mei, n),
            lambda n=number: reviews.document(there, mei, n, "zh"),
            lambda n=number: review_changes.news(there, mei, n),
            lambda n=number: review_changes.differences(there, mei, n),
            lambda n=number: composing.renew(there, mei, n),
        ):
            with pytest.raises(ReviewNotFoundError):
                read()
    listed = {one.id for one in reviews.reviews(there, mei)}
    assert south.id in listed
    assert not listed & {network.id, mixed.id, north.id, renewed.id}
    assert reviews.content(there, mei, south.id).basis.branches
    with pytest.raises(ReviewNotFoundError):
        reviews.review(there, lin, network.id)
    with pytest.raises(ReviewNotFoundError):
        reviews.content(there, lin, network.id)


def test_nobody_freezes_branches_that_are_not_theirs(there: sa.Engine, mei: Actor, chen: Actor) -> None:
    with pytest.raises(OutOfScopeError):
        reviews.store(there, mei, frozen(2, 3), title="x", sections=SECTIONS)
    with pytest.raises(OutOfScopeError):
        composing.make(there, mei, View(QUARTER, (1,)))
    with pytest.raises(NotAllowedError):
        reviews.store(there, chen, frozen(3), title="x", sections=SECTIONS)
    north = draft(there, ADA, 1)
    with pytest.raises(ReviewNotFoundError):
        reviews.store(there, mei, frozen(3), title="x", sections=SECTIONS, previous=north.id)


def test_who_does_not_write_reviews_reads_what_was_presented(
    there: sa.Engine, network: Review, chen: Actor
) -> None:
    one, dropped = draft(there, ADA, 3), draft(there, ADA, 3)
    review_writing.archive(there, ADA, dropped.id, version=1)
    for number in (network.id, one.id, dropped.id):
        for read in (reviews.review, reviews.content, review_changes.news):
            with pytest.raises(ReviewNotFoundError):
                read(there, chen, number)
    assert not {one.id, dropped.id} & {r.id for r in reviews.reviews(there, chen)}
    shown = review_writing.present(there, ADA, one.id, version=1)
    assert reviews.review(there, chen, one.id) == shown
    assert reviews.content(there, chen, one.id) == reviews.content(there, ADA, one.id)
    review_writing.archive(there, ADA, one.id, version=shown.version)
    assert reviews.review(there, chen, one.id).state is State.ARCHIVED


def test_a_manager_without_a_choice_reviews_their_own_branches_and_nothing_that_joins(
    there: sa.Engine, mei: Actor, network: Review
) -> None:
    own = composing.make(there, mei, View(QUARTER))
    assert (own.everything, own.branches) == (False, SOUTH)
    assert network.everything
    assert reviews.content(there, mei, own.id).basis.region is not None
    assert not review_changes.news(there, ADA, own.id), "the North is no news of it"
    assert composing.renew(there, ADA, own.id).branches == SOUTH


def test_an_import_names_the_reviews_that_rest_on_it_to_those_who_may_read_them(
    there: sa.Engine, network: Review, south: Review, mei: Actor, lin: Actor
) -> None:
    history = {b.file_name: b.id for b in imports.history(there, ADA)}

    def named(actor: Actor, file: str) -> set[int]:
        found = undoing.dependents(there, actor, history[file])
        return {one.number for one in found if one.kind is Dependence.REVIEWED}

    assert {network.id, south.id} <= named(ADA, "南区.xlsx")
    assert network.id in named(ADA, "北区.xlsx")
    assert south.id not in named(ADA, "北区.xlsx")
    assert south.id in named(mei, "二季度.xlsx")
    assert network.id not in named(mei, "二季度.xlsx") | named(mei, "南区.xlsx")
    assert named(lin, "二季度.xlsx") == set()
    (told,) = [x for x in undoing.dependents(there, ADA, history["北区.xlsx"]) if x.number == network.id]
    assert (told.about, told.counts) == (network.title, True)


def test_what_the_product_says_itself_gets_no_note(there: sa.Engine, network: Review, south: Review) -> None:
    for one in (network, south):
        frozen = reviews.content(there, ADA, one.id)
        said = [
            (deck.language, text)
            for deck in frozen.decks.values()
            for slide in deck.slides
            for text in fields_of(slide).values()
        ]
        assert len(said) > 50
        assert [text for language, text in said if objections(text, frozen, language)] == []
