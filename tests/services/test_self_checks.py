"""A team answers five questions about a moment of its own; nobody else reads or answers them."""

import datetime as dt

import pytest
import sqlalchemy as sa

from mot.domain.access import Actor, NotAllowedError, OutOfScopeError
from mot.domain.cube import View
from mot.domain.moments import (
    LONGEST_NOTE,
    Judgement,
    Kind,
    Moment,
    MomentNotFoundError,
    NoteTooLongError,
    Principle,
    Visibility,
)
from mot.domain.periods import Quarter
from mot.domain.self_check import SelfCheckIncompleteError, load_questions
from mot.domain.survey import Institution
from mot.services import moments, self_checks
from mot.storage import audit
from tests.services.service_samples import bring_in, feedback

VIEW = View(Quarter(2026, 3))
GOOD, POOR = dict.fromkeys(Principle, 4), dict.fromkeys(Principle, 2)
DAY = dt.datetime(2026, 8, 3, 9, tzinfo=dt.UTC)


def tagged(engine: sa.Engine, actor: Actor, visibility: Visibility = Visibility.NETWORK) -> Moment:
    return moments.tag(engine, actor, VIEW, 2, Judgement(Kind.WEAK, visibility=visibility))


@pytest.fixture
def of_lin(engine: sa.Engine, bank: Institution, ada: Actor, lin: Actor) -> Moment:
    """A weak moment of the North, whose words the whole network may read."""
    bring_in(engine, ada, feedback())
    return tagged(engine, lin)


def test_answers_are_kept_with_the_tag_and_compared_over_time(
    engine: sa.Engine, of_lin: Moment, lin: Actor
) -> None:
    assert self_checks.ask(engine, lin, of_lin.id).last is None
    first = self_checks.answer(engine, lin, of_lin.id, POOR, " 早班没交代 ", at=DAY)
    later = self_checks.answer(engine, lin, of_lin.id, GOOD, at=DAY + dt.timedelta(days=30))
    assert self_checks.history(engine, lin, of_lin.id) == (first, later)
    assert first.note == "早班没交代"
    assert list(first.answers) == list(Principle)
    asked = self_checks.ask(engine, lin, of_lin.id)
    assert (asked.last, asked.questions, asked.moment.id) == (later, load_questions(), of_lin.id)
    assert self_checks.histories(engine, lin) == {of_lin.id: (first, later)}


def test_mei_neither_reads_nor_answers_the_check_of_a_moment_in_the_north(
    engine: sa.Engine, of_lin: Moment, lin: Actor, mei: Actor
) -> None:
    self_checks.answer(engine, lin, of_lin.id, POOR)
    assert moments.moment(engine, mei, of_lin.id).evidence is None, "she reads its words"
    for question in (
        lambda: self_checks.ask(engine, mei, of_lin.id),
        lambda: self_checks.history(engine, mei, of_lin.id),
        lambda: self_checks.answer(engine, mei, of_lin.id, GOOD),
    ):
        with pytest.raises(OutOfScopeError):
            question()
    assert self_checks.histories(engine, mei) == {}
    assert len(self_checks.history(engine, lin, of_lin.id)) == 1


def test_a_tag_of_lin_that_is_kept_to_the_branch_is_not_there_for_mei(
    engine: sa.Engine, of_lin: Moment, lin: Actor, mei: Actor
) -> None:
    own = tagged(engine, lin, Visibility.BRANCH)
    for ask in (self_checks.ask, self_checks.history):
        with pytest.raises(MomentNotFoundError):
            ask(engine, mei, own.id)
    with pytest.raises(MomentNotFoundError):
        self_checks.answer(engine, mei, own.id, GOOD)


def test_a_moment_of_the_whole_network_is_not_answered_for_by_one_region(
    engine: sa.Engine, of_lin: Moment, ada: Actor, lin: Actor
) -> None:
    everywhere = tagged(engine, ada)
    assert everywhere.branches == {1, 2, 3, 4, 5}
    with pytest.raises(OutOfScopeError):
        self_checks.answer(engine, lin, everywhere.id, GOOD)
    assert self_checks.answer(engine, ada, everywhere.id, GOOD).login == "ada"


def test_the_leader_reads_and_does_not_answer(
    engine: sa.Engine, of_lin: Moment, lin: Actor, chen: Actor
) -> None:
    kept = self_checks.answer(engine, lin, of_lin.id, POOR)
    assert self_checks.history(engine, chen, of_lin.id) == (kept,)
    with pytest.raises(NotAllowedError):
        self_checks.answer(engine, chen, of_lin.id, GOOD)
    with pytest.raises(NotAllowedError):
        self_checks.ask(engine, chen, of_lin.id)


def test_what_is_incomplete_or_too_long_leaves_nothing_behind(
    engine: sa.Engine, of_lin: Moment, lin: Actor
) -> None:
    with pytest.raises(SelfCheckIncompleteError):
        self_checks.answer(engine, lin, of_lin.id, {Principle.COMMITMENT: 3})
    with pytest.raises(NoteTooLongError):
        self_checks.answer(engine, lin, of_lin.id, GOOD, "长" * (LONGEST_NOTE + 1))
    assert self_checks.history(engine, lin, of_lin.id) == ()


def test_a_withdrawn_tag_is_not_asked_about_and_its_history_stays(
    engine: sa.Engine, of_lin: Moment, lin: Actor
) -> None:
    kept = self_checks.answer(engine, lin, of_lin.id, POOR)
    moments.withdraw(engine, lin, of_lin.id, version=of_lin.version)
    with pytest.raises(MomentNotFoundError):
        self_checks.answer(engine, lin, of_lin.id, GOOD)
    assert self_checks.histories(engine, lin) == {}
    assert self_checks.history(engine, lin, of_lin.id) == (kept,)


def test_who_answered_is_written_down(engine: sa.Engine, of_lin: Moment, lin: Actor) -> None:
    self_checks.answer(engine, lin, of_lin.id, POOR)
    with engine.connect() as tx:
        line = audit.read(tx)[0]
    assert (line.login, line.event, line.subject) == ("lin", "self_check", f"moment:{of_lin.id}")
    assert line.detail["answers"]["collaboration"] == 2
