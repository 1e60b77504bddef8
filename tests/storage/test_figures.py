"""Outcome figures: the newest import counts, undoing it brings the earlier one back, and nobody sees beyond."""

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mot.domain.access import Actor, Scope
from mot.domain.cube import FIGURE_KEYS, FIGURE_SUMS, Cube, Tallies
from mot.domain.survey import Institution, Label, Name
from mot.storage import batches, cells, figures, institution
from mot.storage.institution import Kind
from tests.conftest import examples
from tests.storage.storage_samples import NOW, a_batch, same_cube, some_cube, some_figures

Row = tuple[int, int, int, int, int]


def stored(tx: sa.Connection, *rows: Row) -> int:
    number = a_batch(tx, branches=sorted({row[1] for row in rows}))
    cells.insert(tx, number, some_figures(*rows))
    return number


def listed(found: Tallies) -> list[Row]:
    return list(zip(*(found[name].tolist() for name in (*FIGURE_KEYS, *FIGURE_SUMS)), strict=True))


def test_they_come_back_as_they_went_in_however_large(engine: sa.Engine, bank: Institution) -> None:
    rows = [(202606, 2, 7, 12, 4_000), (202607, 1, 7, 0, 6_000), (202607, 1, 8, 5_000_000_000, 0)]
    with engine.begin() as tx:
        number = stored(tx, *rows)
    with engine.connect() as tx:
        assert listed(cells.load(tx, Scope()).figures) == rows
        assert listed(cells.of_batch(tx, Scope(), number).figures) == rows


def test_the_newest_import_of_a_month_counts_until_it_is_undone(engine: sa.Engine, bank: Institution) -> None:
    july, june = (202607, 1, 7, 12, 4_000), (202606, 1, 7, 9, 4_100)
    corrected, late = (202607, 1, 7, 15, 4_000), (202607, 2, 7, 1, 900)
    with engine.begin() as tx:
        first = stored(tx, june, july)
        second = stored(tx, corrected, late)
        assert listed(figures.load(tx, Scope())) == [june, corrected, late]
        assert listed(figures.of_batch(tx, Scope(), first)) == [june, july]
        batches.mark_undone(tx, second, "ada", NOW)
        assert listed(figures.load(tx, Scope())) == [june, july]
        batches.mark_undone(tx, first, "ada", NOW)
        assert listed(figures.load(tx, Scope())) == []


def test_undoing_the_earlier_import_leaves_the_newer_one(engine: sa.Engine, bank: Institution) -> None:
    with engine.begin() as tx:
        first = stored(tx, (202607, 1, 7, 12, 4_000))
        stored(tx, (202607, 1, 7, 15, 4_000))
        batches.mark_undone(tx, first, "ada", NOW)
        assert listed(figures.load(tx, Scope())) == [(202607, 1, 7, 15, 4_000)]


KEYS = st.tuples(st.sampled_from([202606, 202607]), st.integers(1, 3), st.integers(7, 8))
SHEETS = st.dictionaries(KEYS, st.tuples(st.integers(0, 99), st.integers(0, 999)), min_size=1, max_size=5)


@given(sheets=st.lists(SHEETS, min_size=1, max_size=4), undone=st.sets(st.integers(0, 3)))
@settings(
    max_examples=examples(30), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_what_counts_is_as_if_the_undone_had_never_been(
    engine: sa.Engine,
    bank: Institution,
    sheets: list[dict[tuple[int, int, int], tuple[int, int]]],
    undone: set[int],
) -> None:
    wanted: dict[tuple[int, int, int], tuple[int, int]] = {}
    with engine.begin() as tx, tx.begin_nested() as trial:
        for place, sheet in enumerate(sheets):
            number = stored(tx, *((*key, *sums) for key, sums in sheet.items()))
            if place in undone:
                batches.mark_undone(tx, number, "ada", NOW)
            else:
                wanted |= sheet
        assert listed(figures.load(tx, Scope())) == [(*key, *wanted[key]) for key in sorted(wanted)]
        trial.rollback()


def test_mei_never_sees_a_figure_of_the_north(engine: sa.Engine, bank: Institution, mei: Actor) -> None:
    with engine.begin() as tx:
        number = stored(tx, *((202607, branch, 7, branch, 100) for branch in (1, 2, 3, 4, 5)))
        stored(tx, (202607, 1, 7, 50, 100), (202607, 3, 7, 33, 100))
    with engine.connect() as tx:
        assert listed(cells.load(tx, mei.scope).figures) == [
            (202607, 3, 7, 33, 100), (202607, 4, 7, 4, 100), (202607, 5, 7, 5, 100),
        ]  # fmt: skip
        assert set(figures.of_batch(tx, mei.scope, number)["branch"].tolist()) == {3, 4, 5}
        assert len(figures.load(tx, Scope(frozenset()))) == 0


def test_a_figure_is_a_rate_when_it_has_a_denominator(engine: sa.Engine, bank: Institution) -> None:
    with engine.begin() as tx:
        assert figures.rates(tx) == {}
        stored(tx, (202607, 1, 7, 0, 6_000), (202607, 1, 8, 310, 0))
        gone = stored(tx, (202607, 1, 9, 4, 20))
        batches.mark_undone(tx, gone, "ada", NOW)
        assert figures.rates(tx) == {7: True, 8: False}


def test_the_same_month_twice_in_one_batch_is_a_mistake(engine: sa.Engine, bank: Institution) -> None:
    row = (202607, 1, 7, 12, 4_000)
    with pytest.raises(Exception, match=r"(?i)unique"), engine.begin() as tx:
        stored(tx, row, row)


def test_feedback_beside_them_is_added_up_as_before(engine: sa.Engine, bank: Institution) -> None:
    feedback = some_cube(seed=1, branches=[1])
    with engine.begin() as tx:
        cells.insert(tx, a_batch(tx, branches=[1]), feedback)
        stored(tx, (202607, 1, 7, 12, 4_000))
        whole = cells.load(tx, Scope())
    assert same_cube(whole, Cube.join([feedback, some_figures((202607, 1, 7, 12, 4_000))]))


def test_their_names_are_labels_of_their_own_kind(engine: sa.Engine, bank: Institution) -> None:
    with engine.begin() as tx:
        own = institution.add_label(tx, Kind.FIGURE, Name("开卡率", "Cards opened"))
        usual = institution.add_label(
            tx, Kind.FIGURE, Name("投诉率", "Complaint rate"), code="complaints", aliases=("投诉",)
        )
        there = institution.load(tx)
    assert there.figures == (
        Label(own, "f001", Name("开卡率", "Cards opened")),
        Label(usual, "complaints", Name("投诉率", "Complaint rate"), ("投诉",)),
    )
    assert (there.channels, there.segments) == (bank.channels, bank.segments)
