"""A process that is killed while it commits leaves the whole batch or nothing."""

from pathlib import Path

import pytest
import sqlalchemy as sa

from bench import killing
from mot.domain.survey import Institution
from mot.services.people import local_actor
from tests.conftest import THOROUGH
from tests.services.service_samples import (
    EVERYWHERE,
    assert_same_numbers,
    bring_in,
    feedback,
    people,
    sums,
    workbook,
)

RANDOM = 2 if THOROUGH else 1  # kills at random moments


@pytest.mark.parametrize("replacing", [False, True])
def test_a_kill_leaves_all_or_nothing(
    engine: sa.Engine, bank: Institution, tmp_path: Path, replacing: bool
) -> None:
    first = bring_in(engine, local_actor(), feedback(seed=7))
    before = sums(engine, local_actor())
    file = tmp_path / "反馈.xlsx"
    file.write_bytes(workbook(people(EVERYWHERE, each=200)))
    number = first.id if replacing else 0
    took = killing.seconds_of(engine, file)
    assert killing.kill(engine, file, 0.0, replacing=number) == killing.NOTHING
    assert_same_numbers(sums(engine, local_actor()), before)
    found = {
        killing.kill(engine, file, after, replacing=number)
        for after in killing.moments(RANDOM, took, seed=3 + replacing)
    }
    assert killing.HALF not in found
    patient = killing.kill(engine, file, 20 * took + 5, replacing=number)
    assert patient == killing.WHOLE, "a commit that has ended is there"
    assert_same_numbers(sums(engine, local_actor()), before)


def test_half_a_batch_would_be_told(
    engine: sa.Engine, bank: Institution, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "反馈.xlsx"
    file.write_bytes(workbook(people(EVERYWHERE)))

    def half(*_: object) -> None:
        bring_in(engine, local_actor(), feedback(seed=2))
        with engine.begin() as tx:
            tx.exec_driver_sql("DELETE FROM outcome")

    monkeypatch.setattr(killing, "_killed", half)
    assert killing.kill(engine, file, 0.0) == killing.HALF
