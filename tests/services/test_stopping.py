"""Work that is stopped between two stages leaves nothing behind."""

import pytest
import sqlalchemy as sa

from mot.domain.access import Actor
from mot.domain.progress import Stage, StoppedError
from mot.services import imports
from tests.services.service_samples import assert_same_numbers, feedback, numbers


def stop_at(wanted: Stage):
    def progress(stage: Stage, share: float) -> None:
        assert 0 <= share <= 1
        if stage is wanted:
            raise StoppedError

    return progress


@pytest.mark.parametrize("stage", [Stage.READ, Stage.UNDERSTAND, Stage.CHECK, Stage.COMPARE])
def test_reading_stops_before_the_next_stage(engine: sa.Engine, ada: Actor, stage: Stage) -> None:
    with pytest.raises(StoppedError):
        imports.preview(engine, ada, feedback(), progress=stop_at(stage))


@pytest.mark.parametrize("stage", [Stage.STORE, Stage.ADD_UP])
def test_a_commit_that_is_stopped_stores_nothing(engine: sa.Engine, ada: Actor, stage: Stage) -> None:
    draft = imports.preview(engine, ada, feedback())
    before = numbers(engine, ada)
    with pytest.raises(StoppedError):
        imports.commit(engine, ada, draft, progress=stop_at(stage))
    assert imports.history(engine, ada) == ()
    assert_same_numbers(numbers(engine, ada), before)
    imports.commit(engine, ada, draft)
    assert len(imports.history(engine, ada)) == 1


def test_stages_come_in_order_and_shares_grow(engine: sa.Engine, ada: Actor) -> None:
    told: list[tuple[Stage, float]] = []
    draft = imports.preview(engine, ada, feedback(), progress=lambda *seen: told.append(seen))
    assert [stage for stage, _ in told] == [Stage.READ, Stage.UNDERSTAND, Stage.CHECK, Stage.COMPARE]
    assert [share for _, share in told] == sorted(share for _, share in told)
    told.clear()
    imports.commit(engine, ada, draft, progress=lambda *seen: told.append(seen))
    assert [stage for stage, _ in told] == [Stage.STORE, Stage.ADD_UP]
