"""Branches are compared within the scope of the person who asks."""

import pandas as pd
import sqlalchemy as sa

from mot.domain.access import Actor
from mot.domain.cube import View
from mot.domain.periods import Quarter
from mot.domain.survey import Institution
from mot.services import branches
from tests.services.service_samples import NORTH_NAMES, SOUTH_NAMES, bring_in, feedback

QUARTER = Quarter(2026, 3)


def test_mei_compares_her_branches_as_if_there_were_no_others(
    engine: sa.Engine, bank: Institution, ada: Actor, lin: Actor, mei: Actor
) -> None:
    bring_in(engine, ada, feedback(SOUTH_NAMES, each=30))
    alone = branches.branches(engine, mei, View(QUARTER))
    bring_in(engine, lin, feedback(NORTH_NAMES, seed=2, each=30))
    now = branches.branches(engine, mei, View(QUARTER))
    assert now.frame["branch"].tolist() == [3, 4, 5]
    pd.testing.assert_frame_equal(now.frame, alone.frame, check_exact=True)
    assert now.centre == alone.centre


def test_chen_sees_all_of_them(engine: sa.Engine, bank: Institution, ada: Actor, chen: Actor) -> None:
    bring_in(engine, ada, feedback(each=30))
    found = branches.branches(engine, chen, View(QUARTER), 2)
    assert found.frame["branch"].tolist() == [1, 2, 3, 4, 5]
    assert found.compared == 5
    assert found.touchpoint == 2


def test_two_branches_are_not_compared(engine: sa.Engine, bank: Institution, ada: Actor, lin: Actor) -> None:
    bring_in(engine, ada, feedback(each=30))
    found = branches.branches(engine, lin, View(QUARTER))
    assert found.compared == 0
    assert found.frame[["fair", "rank"]].isna().all(axis=None)
    assert found.frame["value"].notna().all()
