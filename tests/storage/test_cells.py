"""The cube comes back as it went in, within the scope, and an undone batch is gone from it exactly."""

import numpy as np
import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mot.domain.access import Actor, Scope
from mot.domain.cube import (
    CELL_KEYS,
    CELL_SUMS,
    MOMENT_KEYS,
    MOMENT_SUMS,
    OUTCOME_KEYS,
    OUTCOME_SUMS,
    ROLLUP_KEYS,
    ROLLUP_SUMS,
    Cube,
    Tallies,
)
from mot.domain.survey import Institution
from mot.storage import batches, cells
from tests.conftest import examples
from tests.storage.storage_samples import NOW, a_batch, same_cube, some_cube


def test_what_went_in_comes_out(engine: sa.Engine, bank: Institution) -> None:
    cube = some_cube(seed=1, branches=[1, 2, 3, 4, 5])
    with engine.begin() as tx:
        number = a_batch(tx, branches=[1, 2, 3, 4, 5])
        cells.insert(tx, number, cube)
    with engine.connect() as tx:
        assert same_cube(cells.load(tx, Scope()), cube)
        assert same_cube(cells.of_batch(tx, Scope(), number), cube)
        assert cells.load(tx, Scope()).cells["s_e"].dtype == np.int64


def test_batches_are_added_up(engine: sa.Engine, bank: Institution) -> None:
    first, second = some_cube(seed=1, branches=[1, 2]), some_cube(seed=2, branches=[2, 3])
    with engine.begin() as tx:
        cells.insert(tx, a_batch(tx, branches=[1, 2]), first)
        cells.insert(tx, a_batch(tx, branches=[2, 3]), second)
        loaded = cells.load(tx, Scope())
    assert same_cube(loaded, Cube.join([first, second]))
    assert len(loaded.cells) == len(loaded.cells.group(*CELL_KEYS))


def test_an_undone_batch_leaves_the_cube_exactly_as_it_was(engine: sa.Engine, bank: Institution) -> None:
    with engine.begin() as tx:
        cells.insert(tx, a_batch(tx, branches=[1, 3]), some_cube(seed=1, branches=[1, 3]))
        before = cells.load(tx, Scope())
    with engine.begin() as tx:
        number = a_batch(tx, branches=[1, 3])
        cells.insert(tx, number, some_cube(seed=2, branches=[1, 3]))
        assert not same_cube(cells.load(tx, Scope()), before)
    with engine.begin() as tx:
        batches.mark_undone(tx, number, "ada", NOW)
        after = cells.load(tx, Scope())
    assert same_cube(after, before)


def test_mei_never_sees_a_number_of_the_north(
    engine: sa.Engine, bank: Institution, mei: Actor, lin: Actor
) -> None:
    cube = some_cube(seed=3, branches=[1, 2, 3, 4, 5])
    with engine.begin() as tx:
        number = a_batch(tx, branches=[1, 2, 3, 4, 5])
        cells.insert(tx, number, cube)
    with engine.connect() as tx:
        for hers in (cells.load(tx, mei.scope), cells.of_batch(tx, mei.scope, number)):
            for part in (hers.cells, hers.rollups, hers.moments, hers.outcomes):
                assert len(part) > 0
                assert set(part["branch"].tolist()) <= {3, 4, 5}
        both = Cube.join([cells.load(tx, mei.scope), cells.load(tx, lin.scope)])
        assert same_cube(both, cube)


def test_a_scope_without_branches_sees_nothing(engine: sa.Engine, bank: Institution) -> None:
    with engine.begin() as tx:
        cells.insert(tx, a_batch(tx, branches=[1]), some_cube(seed=1, branches=[1]))
        assert same_cube(cells.load(tx, Scope(frozenset())), Cube.empty())


def test_an_empty_database_has_an_empty_cube(engine: sa.Engine) -> None:
    with engine.connect() as tx:
        assert same_cube(cells.load(tx, Scope()), Cube.empty())


def test_a_key_cannot_be_null(engine: sa.Engine, bank: Institution) -> None:
    columns = ("batch_id", *CELL_KEYS, *CELL_SUMS)
    with engine.begin() as tx:
        number = a_batch(tx, branches=[1])
    for key in CELL_KEYS:
        row = dict.fromkeys(columns, 1) | {"batch_id": number, key: None}
        with pytest.raises(sa.exc.IntegrityError), engine.begin() as tx:
            tx.execute(sa.table("cell", *map(sa.column, columns)).insert(), row)


def test_the_same_cell_cannot_be_stored_twice_in_a_batch(engine: sa.Engine, bank: Institution) -> None:
    cube = some_cube(seed=1, branches=[1])
    twice = Cube.join([cube, cube])
    with pytest.raises(Exception, match=r"(?i)unique"), engine.begin() as tx:
        cells.insert(tx, a_batch(tx, branches=[1]), twice)


NUMBERS = st.integers(-(2**40), 2**40)
SMALL = st.integers(0, 3)


def tallies(keys: tuple[str, ...], sums: tuple[str, ...]) -> st.SearchStrategy[Tallies]:
    """A few rows with clashing keys and any sums."""
    rows = st.lists(
        st.tuples(st.tuples(*[SMALL] * len(keys)), st.lists(NUMBERS, min_size=3, max_size=3)), max_size=8
    )

    def build(drawn: list[tuple[tuple[int, ...], list[int]]]) -> Tallies:
        key_rows = np.array([k for k, _ in drawn], dtype=np.int64).reshape(len(drawn), len(keys))
        sum_rows = np.array([s for _, s in drawn], dtype=np.int64).reshape(len(drawn), 3)
        return Tallies(
            {k: key_rows[:, i].copy() for i, k in enumerate(keys)},
            {s: sum_rows[:, i % 3].copy() for i, s in enumerate(sums)},
        )

    return rows.map(build)


CUBES = st.builds(
    Cube,
    tallies(CELL_KEYS, CELL_SUMS),
    tallies(ROLLUP_KEYS, ROLLUP_SUMS),
    tallies(MOMENT_KEYS, MOMENT_SUMS),
    tallies(OUTCOME_KEYS, OUTCOME_SUMS),
)


@given(parts=st.lists(CUBES, max_size=3))
@settings(
    max_examples=examples(25), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_loading_gives_the_sum_of_all_that_was_stored(
    engine: sa.Engine, bank: Institution, parts: list[Cube]
) -> None:
    with engine.begin() as tx, tx.begin_nested() as trial:
        for part in parts:
            grouped = Cube(
                part.cells.group(*CELL_KEYS),
                part.rollups.group(*ROLLUP_KEYS),
                part.moments.group(*MOMENT_KEYS),
                part.outcomes.group(*OUTCOME_KEYS),
            )
            cells.insert(tx, a_batch(tx, branches=[1]), grouped)
        assert same_cube(cells.load(tx, Scope()), Cube.join(parts))
        trial.rollback()
