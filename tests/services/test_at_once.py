"""Several people at once, and several processes that start at once."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa

from mot.domain.access import Actor
from mot.domain.batches import AlreadyUndoneError, DraftOutdatedError
from mot.domain.errors import MotError
from mot.domain.survey import Institution
from mot.ingest.draft import Decisions, SourceFile
from mot.services import imports, setup
from mot.services.keys import secret
from tests.services.service_samples import (
    NORTH_NAMES,
    SOUTH_NAMES,
    bring_in,
    feedback,
    people,
    sums,
    workbook,
)

pytestmark = pytest.mark.both


def at_once(*jobs: Callable[[], object]) -> list[object]:
    """Start all jobs at the same moment; what each returned, or the person's error it ended with."""
    together = threading.Barrier(len(jobs))

    def run(job: Callable[[], object]) -> object:
        together.wait()
        try:
            return job()
        except MotError as error:
            return error

    with ThreadPoolExecutor(len(jobs)) as pool:
        return list(pool.map(run, jobs))


def test_imports_at_once_all_land_and_their_sums_add(
    engine: sa.Engine, bank: Institution, ada: Actor, lin: Actor, mei: Actor
) -> None:
    files = [
        (lin, feedback(NORTH_NAMES, seed=1)),
        (mei, feedback(SOUTH_NAMES, seed=2)),
        (ada, feedback(seed=3)),
    ]
    drafts = [(actor, imports.preview(engine, actor, file)) for actor, file in files]
    found = at_once(*(lambda a=a, d=d: imports.commit(engine, a, d) for a, d in drafts))
    assert not [one for one in found if isinstance(one, MotError)]
    together = sums(engine, ada)
    for batch in imports.history(engine, ada):
        imports.undo(engine, ada, batch.id)
    for actor, file in files:
        bring_in(engine, actor, file)
    assert {k: repr(v) for k, v in sums(engine, ada).items()} == {k: repr(v) for k, v in together.items()}
    assert int(together["outcomes"]["responses"].sum()) == 24 + 36 + 60  # type: ignore[index]


def test_the_same_file_twice_at_once_lands_once(engine: sa.Engine, bank: Institution, ada: Actor) -> None:
    nameless = [[None, *row[1:]] for row in people(NORTH_NAMES)]
    draft = imports.preview(engine, ada, SourceFile("反馈.xlsx", workbook(nameless)))
    found = at_once(*(lambda: imports.commit(engine, ada, draft) for _ in range(3)))
    assert sum(isinstance(one, DraftOutdatedError) for one in found) == 2
    assert len(imports.history(engine, ada)) == 1


def test_a_new_branch_in_two_files_at_once_is_one_branch(
    engine: sa.Engine, bank: Institution, ada: Actor
) -> None:
    decided = Decisions(values={"branch:江湾支行": "+江湾支行"})
    drafts = [
        imports.preview(engine, ada, feedback(("北门支行", "江湾支行"), seed=seed), decided)
        for seed in (1, 2)
    ]
    at_once(*(lambda d=d: imports.commit(engine, ada, d) for d in drafts))
    there, _ = setup.current(engine, ada)
    assert [b.name.zh for b in there.branches].count("江湾支行") == 1
    assert len(imports.history(engine, ada)) == 2


def test_two_undos_at_once_undo_once(engine: sa.Engine, bank: Institution, ada: Actor) -> None:
    batch = bring_in(engine, ada, feedback())
    found = at_once(*(lambda: imports.undo(engine, ada, batch.id) for _ in range(3)))
    assert sum(isinstance(one, AlreadyUndoneError) for one in found) == 2


def test_there_is_one_key_however_many_ask_first(engine: sa.Engine) -> None:
    keys = at_once(*(lambda: secret(engine) for _ in range(4)))
    assert len(set(keys)) == 1
    assert keys[0] == secret(engine)
    assert len(secret(engine)) == 32


@pytest.mark.parametrize("again", range(2))
def test_settings_saved_by_two_people_at_once_leave_one_whole_state(
    engine: sa.Engine, bank: Institution, ada: Actor, again: int
) -> None:
    orders = [list(bank.touchpoints), list(reversed(bank.touchpoints))]
    at_once(*(lambda rows=rows: setup.save_touchpoints(engine, ada, rows) for rows in orders))
    there, _ = setup.current(engine, ada)
    assert list(there.touchpoints) in orders
