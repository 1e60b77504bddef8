"""The imports that a quarter's answers came by, within the reader's scope."""

import pytest
import sqlalchemy as sa

from mot.domain.access import Actor, NotAllowedError, Role
from mot.domain.cube import View
from mot.domain.periods import Quarter
from mot.domain.survey import Institution
from mot.services import imports
from mot.services.behind import behind
from tests.services.service_samples import NORTH_NAMES, SOUTH_NAMES, bring_in, feedback

QUARTER = Quarter(2026, 3)


def test_mei_hears_of_imports_with_answers_of_her_branches_only(
    engine: sa.Engine, bank: Institution, ada: Actor, lin: Actor, mei: Actor
) -> None:
    south = bring_in(engine, ada, feedback(SOUTH_NAMES)).id
    north = bring_in(engine, lin, feedback(NORTH_NAMES, seed=2)).id
    earlier = bring_in(engine, ada, feedback(SOUTH_NAMES, seed=3, month=4)).id
    assert [one.id for one in behind(engine, mei, View(QUARTER)).batches] == [south]
    assert [one.id for one in behind(engine, ada, View(QUARTER)).batches] == [south, north]
    assert [one.id for one in behind(engine, ada, View(QUARTER, (1,))).batches] == [north]
    assert [one.id for one in behind(engine, mei, View(QUARTER.previous)).batches] == [earlier]
    imports.undo(engine, ada, south)
    assert behind(engine, mei, View(QUARTER)).batches == ()
    both = bring_in(engine, ada, feedback(seed=5)).id
    for actor, view in ((mei, View(QUARTER)), (ada, View(QUARTER, (3, 4, 5)))):
        found = behind(engine, actor, view)
        assert ([one.id for one in found.batches], found.whole) == ([both], frozenset())
    assert behind(engine, ada, View(QUARTER)).whole >= {both}


def test_who_may_not_see_results_hears_of_none(engine: sa.Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mot.domain.access.GRANTS", {Role.LEADER: frozenset()})
    with pytest.raises(NotAllowedError):
        behind(engine, Actor("x", "X", Role.LEADER), View(QUARTER))
