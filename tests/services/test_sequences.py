"""Whatever is committed, undone, redone and replaced in whatever order: the numbers are those of what counts."""

from dataclasses import dataclass, field

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mot.domain.access import Actor, Scope
from mot.domain.cube import Cube
from mot.domain.dependence import CameInOtherwiseError, ReplacedError
from mot.domain.survey import Institution
from mot.services import imports
from mot.storage import cells
from tests.conftest import examples
from tests.services.service_samples import EVERYWHERE, NORTH_NAMES, SOUTH_NAMES, bring_in, feedback, figures
from tests.storage.storage_samples import same_cube

FILES = {
    "summer": feedback(EVERYWHERE, seed=1, month=7),
    "autumn": feedback(EVERYWHERE, seed=2, month=9),
    "north": feedback(NORTH_NAMES, seed=3, each=30),
    "figures": figures(SOUTH_NAMES),
}
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["commit", "undo", "redo", "replace"]),
        st.sampled_from(sorted(FILES)),
        st.integers(0, 9),
    ),
    min_size=3,
    max_size=9,
)


@dataclass
class Books:
    """What should count: the file of every batch, and which batches were replaced by which."""

    alone: dict[str, Cube]
    files: dict[int, str] = field(default_factory=dict)
    counting: set[int] = field(default_factory=set)
    takers: dict[int, int] = field(default_factory=dict)

    def expected(self) -> Cube:
        return Cube.join([self.alone[self.files[number]] for number in sorted(self.counting)])

    def holds(self, name: str) -> bool:
        return any(self.files[number] == name for number in self.counting)


@pytest.fixture
def kept(engine: sa.Engine, bank: Institution, ada: Actor) -> Books:
    """What each file adds up to by itself."""
    alone = {}
    for name, source in FILES.items():
        number = bring_in(engine, ada, source).id
        with engine.connect() as tx:
            alone[name] = cells.load(tx, Scope())
        imports.undo(engine, ada, number)
    return Books(alone)


@settings(max_examples=examples(8), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_the_numbers_are_those_of_what_counts(
    engine: sa.Engine, kept: Books, ada: Actor, steps: list[tuple[str, str, int]]
) -> None:
    books = Books(kept.alone)
    for step, name, pick in steps:
        _take(engine, ada, books, step, name, pick)
        with engine.connect() as tx:
            assert same_cube(cells.load(tx, Scope()), books.expected()), (step, name, steps)
    for number in sorted(books.counting):
        imports.undo(engine, ada, number)
    with engine.connect() as tx:
        assert same_cube(cells.load(tx, Scope()), Cube.empty())


def _take(engine: sa.Engine, ada: Actor, books: Books, step: str, name: str, pick: int) -> None:
    """Take a step where it makes sense, and note what should come of it."""
    counting, gone = sorted(books.counting), sorted(set(books.files) - books.counting)
    if step == "commit" and not books.holds(name):
        number = bring_in(engine, ada, FILES[name]).id
        books.files[number] = name
        books.counting.add(number)
    elif step == "undo" and counting:
        number = counting[pick % len(counting)]
        imports.undo(engine, ada, number)
        books.counting.discard(number)
    elif step == "redo" and gone:
        number = gone[pick % len(gone)]
        taker = books.takers.get(number)
        if taker in books.counting:
            with pytest.raises(ReplacedError):
                imports.redo(engine, ada, number)
        elif books.holds(books.files[number]) and books.files[number] != "figures":
            with pytest.raises(CameInOtherwiseError):
                imports.redo(engine, ada, number)
        elif not books.holds(books.files[number]):
            imports.redo(engine, ada, number)
            books.counting.add(number)
    elif step == "replace" and counting:
        number = counting[pick % len(counting)]
        if books.holds(name) and books.files[number] != name:
            return
        draft = imports.preview(engine, ada, FILES[name], replacing=number)
        taker = imports.commit(engine, ada, draft).id
        books.counting.discard(number)
        books.files[taker] = name
        books.counting.add(taker)
        books.takers[number] = taker
