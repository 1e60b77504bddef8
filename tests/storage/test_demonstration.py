"""The demonstration can be taken away; real feedback never is."""

import sqlalchemy as sa

from mot.domain.access import Actor, Scope
from mot.domain.cube import Cube
from mot.domain.survey import Institution, Name
from mot.storage import (
    answers,
    audit,
    batches,
    cells,
    demonstration,
    files,
    institution,
    people,
    responses,
    settings,
)
from mot.storage.institution import Kind
from mot.storage.schema import figure, kept_file, metadata
from tests.storage.storage_samples import a_batch, same_cube, some_cube, some_figures


def store(tx: sa.Connection, *, shown: bool, seed: int) -> int:
    number = a_batch(
        tx, branches=[1], demonstration=shown, sha256=f"file {seed}", sealed=f"file {seed}".encode()
    )
    cells.insert(tx, number, some_cube(seed=seed, branches=[1]))
    answers.insert_block(tx, number, b"answers")
    return number


def test_nothing_of_it_is_left_but_people_and_the_audit(
    engine: sa.Engine, bank: Institution, ada: Actor, mei: Actor
) -> None:
    with engine.begin() as tx:
        store(tx, shown=True, seed=1)
        people.put(tx, ada)
        people.put(tx, mei)
        audit.write(tx, "ada", "start_empty", "demonstration")
        version = settings.data_version(tx)
        assert demonstration.present(tx)
        demonstration.remove(tx)
    with engine.connect() as tx:
        assert not demonstration.present(tx)
        assert institution.is_empty(tx)
        assert settings.data_version(tx) > version
        assert people.get(tx, "ada") == ada
        left = {t.name for t in metadata.sorted_tables if tx.execute(sa.select(t)).first() is not None}
    assert left == {"setting", "person", "audit"}


def test_real_feedback_stays_and_so_does_the_institution(engine: sa.Engine, bank: Institution) -> None:
    with engine.begin() as tx:
        store(tx, shown=True, seed=1)
        real = store(tx, shown=False, seed=2)
        demonstration.remove(tx)
    with engine.connect() as tx:
        assert [b.id for b in batches.history(tx, Scope())] == [real]
        assert same_cube(cells.load(tx, Scope()), Cube.join([some_cube(seed=2, branches=[1])]))
        assert institution.load(tx) == bank
        assert files.of_batch(tx, Scope(), real).sealed == b"file 2"
        assert tx.scalars(sa.select(kept_file.c.sha256)).all() == ["file 2"]


def test_feedback_is_own_when_it_is_not_the_demonstration(engine: sa.Engine, bank: Institution) -> None:
    with engine.begin() as tx:
        assert not demonstration.own_feedback(tx)
        store(tx, shown=True, seed=1)
        assert not demonstration.own_feedback(tx)
        store(tx, shown=False, seed=2)
        assert demonstration.own_feedback(tx)


def test_branches_that_no_batch_speaks_of_are_put_away(engine: sa.Engine, bank: Institution) -> None:
    with engine.begin() as tx:
        store(tx, shown=False, seed=1)
        demonstration.retire_branches(tx)
        assert [b.id for b in institution.load(tx).branches if b.active] == [1]


def test_figures_of_the_demonstration_go_with_it_and_own_ones_stay(
    engine: sa.Engine, bank: Institution
) -> None:
    with engine.begin() as tx:
        shown = a_batch(tx, branches=[1], demonstration=True)
        cells.insert(tx, shown, some_figures((202607, 1, 9, 3, 100)))
        own = a_batch(tx, branches=[1])
        cells.insert(tx, own, some_figures((202606, 1, 9, 2, 100)))
        demonstration.remove(tx)
        assert tx.scalars(sa.select(figure.c.batch_id)).all() == [own]


def test_a_figure_that_a_sheet_names_stays(engine: sa.Engine, bank: Institution) -> None:
    with engine.begin() as tx:
        named, _ = (institution.add_label(tx, Kind.FIGURE, Name(name)) for name in ("投诉率", "退菜率"))
        cells.insert(tx, a_batch(tx, branches=[1]), some_figures((202607, 1, named, 3, 100)))
        demonstration.drop_unused_labels(tx)
        assert [label.name.zh for label in institution.load(tx).figures] == ["投诉率"]


def test_labels_that_a_response_names_stay(engine: sa.Engine, bank: Institution) -> None:
    channel, segment = bank.channels[1], bank.segments[0]
    columns: dict[str, object] = {name: [1] for name in responses.COLUMNS}
    columns |= {"channel_id": [channel.id], "segment_id": [segment.id], "respondent": [""], "comment": [""]}
    with engine.begin() as tx:
        responses.insert(tx, store(tx, shown=False, seed=1), columns)
        demonstration.drop_unused_labels(tx)
        left = institution.load(tx)
    assert (left.channels, left.segments) == ((channel,), (segment,))
