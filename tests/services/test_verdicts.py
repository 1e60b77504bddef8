"""Verdicts on actions: the same for everybody, and of others' branches nothing but the effect."""

import datetime as dt

import numpy as np
import pytest
import sqlalchemy as sa

from mot.analysis.effects import Stand, Verdict
from mot.domain.access import Actor, NotAllowedError
from mot.domain.improvements import ActionNotFoundError, Again, Learning, Stage
from mot.ingest.draft import SourceFile
from mot.services import actions, books, imports, library, verdicts
from tests.services.action_samples import content
from tests.services.service_samples import EVERYWHERE, bring_in, people, workbook

pytestmark = pytest.mark.usefixtures("bank")
START, PLANNED, LATER = dt.date(2026, 5, 10), dt.date(2026, 5, 1), dt.date(2026, 9, 30)
PLAN = {"start": START, "evaluate": dt.date(2026, 9, 1), "comparison": None}
BEFORE, AFTER = (2, 3, 4), (6, 7, 8)


def survey(engine: sa.Engine, actor: Actor, months=(*BEFORE, 5, *AFTER), branches=EVERYWHERE, each=20):
    """Every month a file of everybody."""
    found = []
    for month in months:
        rows = people(branches, each=each, seed=month, month=month, first=1000 * month)
        found.append(bring_in(engine, actor, SourceFile(f"{month}.xlsx", workbook(rows))))
    return found


def test_a_verdict_rests_on_the_answers_of_the_branches_compared(
    engine: sa.Engine, ada: Actor, mei: Actor
) -> None:
    batches = survey(engine, ada)
    one = actions.create(engine, mei, content(3, **PLAN), today=PLANNED)
    found = verdicts.verdict(engine, ada, one.id, LATER)
    cells = books.open_books(engine, ada).cube.cells.select(touchpoint=2, branch=3)
    counts = [cells.select(month=[202600 + m for m in months])["n"].sum() for months in (BEFORE, AFTER)]
    assert [found.n_before, found.n_after] == counts == [60, 60]
    assert (found.stand, found.controls) == (Stand.JUDGED, 4)
    assert found.verdict in {Verdict.NO_EVIDENCE_YET, Verdict.NO_MEANINGFUL_CHANGE}
    in_windows = [b.id for b, m in zip(batches, (*BEFORE, 5, *AFTER), strict=True) if m != 5]
    assert found.batches == tuple(in_windows)


def test_undoing_an_import_takes_its_answers_out_of_the_verdict(
    engine: sa.Engine, ada: Actor, mei: Actor
) -> None:
    batches = survey(engine, ada)
    one = actions.create(engine, mei, content(3, **PLAN), today=PLANNED)
    imports.undo(engine, ada, batches[-1].id)
    found = verdicts.verdict(engine, ada, one.id, LATER)
    assert found.n_after == 40
    assert batches[-1].id not in found.batches


def test_mei_is_told_nothing_of_the_north(engine: sa.Engine, ada: Actor, mei: Actor, lin: Actor) -> None:
    survey(engine, ada)
    of_lin = actions.create(engine, lin, content(1, **PLAN), today=PLANNED)
    mine = actions.create(engine, mei, content(3, **PLAN), today=PLANNED)
    assert set(verdicts.verdicts(engine, mei, LATER)) == {mine.id}
    with pytest.raises(ActionNotFoundError):
        verdicts.verdict(engine, mei, of_lin.id, LATER)
    found = verdicts.verdict(engine, mei, mine.id, LATER)
    assert not found.controls_known or found.controls == 2
    assert np.isnan([found.compared_before, found.compared_after]).all() or found.controls_known
    assert found.controls == 2  # two branches outside are too few to hide in: hers alone count


def test_of_an_action_at_branches_of_both_mei_reads_the_verdict_and_no_number(
    engine: sa.Engine, ada: Actor, mei: Actor
) -> None:
    survey(engine, ada)
    both = actions.create(engine, ada, content(2, 3, **PLAN), today=PLANNED)
    found, whole = (verdicts.verdict(engine, who, both.id, LATER) for who in (mei, ada))
    assert not found.whole
    assert (found.n_before, found.n_after, found.missing_after) == (None, None, None)
    assert np.isnan([found.before, found.after, found.change, found.expected_bounce]).all()
    assert found.series.empty
    assert whole.n_before == 120


def test_all_verdicts_are_the_single_ones(engine: sa.Engine, ada: Actor, chen: Actor, mei: Actor) -> None:
    survey(engine, ada)
    made = [actions.create(engine, mei, content(b, **PLAN), today=PLANNED).id for b in (3, 4)]
    found = verdicts.verdicts(engine, chen, LATER)
    assert set(found) == set(made)
    for number, judged in found.items():
        alone = verdicts.verdict(engine, chen, number, LATER)
        assert (judged.verdict, judged.effect, judged.n_after) == (alone.verdict, alone.effect, alone.n_after)


def test_without_actions_there_are_no_verdicts(engine: sa.Engine, mei: Actor) -> None:
    assert verdicts.verdicts(engine, mei) == {}


def test_without_any_feedback_an_action_waits(engine: sa.Engine, mei: Actor) -> None:
    one = actions.create(engine, mei, content(3, **PLAN), today=PLANNED)
    assert verdicts.verdict(engine, mei, one.id, PLANNED).stand is Stand.NOT_STARTED
    found = verdicts.verdict(engine, mei, one.id, LATER)
    assert (found.stand, found.n_before, found.n_after) == (Stand.TOO_EARLY, 0, 0)
    assert found.batches == ()


def test_who_may_not_read_results_gets_no_verdict(engine: sa.Engine, mei: Actor, monkeypatch) -> None:
    one = actions.create(engine, mei, content(3, **PLAN), today=PLANNED)
    monkeypatch.setattr("mot.domain.access.GRANTS", dict.fromkeys(("manager", "leader"), frozenset()))
    for ask in (lambda: verdicts.verdict(engine, mei, one.id), lambda: verdicts.verdicts(engine, mei)):
        with pytest.raises(NotAllowedError):
            ask()


def test_the_library_of_mei_holds_the_actions_she_sees(
    engine: sa.Engine, ada: Actor, mei: Actor, lin: Actor
) -> None:
    survey(engine, ada, months=(4, 6))
    closed = {"stage": Stage.CLOSED, "learning": Learning("排班", Again.YES)}
    actions.create(engine, lin, content(1, **PLAN, **closed), today=LATER)
    mine = actions.create(engine, mei, content(3, **PLAN, **closed), today=LATER)
    assert [one.id for one in library.library(engine, mei, LATER).learned] == [mine.id]
    assert library.library(engine, mei, LATER).levers["closed"].sum() == 1
    assert library.library(engine, ada, LATER).levers["closed"].sum() == 2
