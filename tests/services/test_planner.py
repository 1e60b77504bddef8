"""The sample plan: each manager's own branches, as if there were no others."""

import datetime as dt

import pandas as pd
import pytest
import sqlalchemy as sa

from mot.analysis.planner import Season, Wish
from mot.domain.access import Actor, OutOfScopeError
from mot.domain.cube import View
from mot.domain.periods import Quarter
from mot.domain.survey import Institution
from mot.services import planner
from tests.services.service_samples import NORTH_NAMES, SOUTH_NAMES, bring_in, feedback, figures

QUARTER = Quarter(2026, 3)
TODAY = dt.date(2026, 8, 1)


def test_mei_is_told_what_she_would_be_told_if_there_were_no_north(
    engine: sa.Engine, bank: Institution, ada: Actor, lin: Actor, mei: Actor
) -> None:
    bring_in(engine, ada, feedback(SOUTH_NAMES, each=40))
    alone = planner.plan(engine, mei, View(QUARTER), today=TODAY)
    bring_in(engine, lin, feedback(NORTH_NAMES, each=30, seed=2))
    found = planner.plan(engine, mei, View(QUARTER), today=TODAY)
    for name in ("cells", "branches", "touchpoints"):
        pd.testing.assert_frame_equal(getattr(found, name), getattr(alone, name), check_exact=True)
    assert found.branches["branch"].tolist() == [3, 4, 5]
    assert planner.plan(engine, mei, View(QUARTER, (1, 2)), today=TODAY).cells.empty
    effect = planner.effect_plan(engine, mei, View(QUARTER), 2, 10.0)
    assert effect.frame["comparisons"].tolist() == [2], "of her three branches"


def test_mei_gets_the_sheets_of_her_own_branches_only(
    engine: sa.Engine, bank: Institution, ada: Actor, lin: Actor, mei: Actor
) -> None:
    bring_in(engine, ada, feedback(each=20))
    mine = planner.branch_plan(engine, mei, View(QUARTER), 3, Wish(8.0), TODAY)
    assert mine.branches["branch"].tolist() == [3]
    assert mine.season is Season.RUNNING
    for actor, branch in ((mei, 1), (lin, 4)):
        with pytest.raises(OutOfScopeError):
            planner.branch_plan(engine, actor, View(QUARTER), branch)


def test_a_branch_alone_reads_as_in_the_plan_of_all(engine: sa.Engine, bank: Institution, ada: Actor) -> None:
    bring_in(engine, ada, feedback(each=20))
    bring_in(engine, ada, figures(month="2026-06", transactions=90))
    every = planner.plan(engine, ada, View(QUARTER), today=TODAY)
    mine = planner.branch_plan(engine, ada, View(QUARTER), 4, today=TODAY)
    want = every.cells[every.cells["branch"] == 4].reset_index(drop=True)
    pd.testing.assert_frame_equal(mine.cells, want)
