"""Which step fails where: pooled from what is shown, counted from the tags of the view's branches alone."""

import numpy as np
import pandas as pd
import pytest
import sqlalchemy as sa

from mot.analysis.diagnosis import Diagnosis
from mot.domain.access import Actor
from mot.domain.cube import View
from mot.domain.moments import Cause, Judgement, Kind, Moment, Need, Principle, Visibility
from mot.domain.periods import Quarter
from mot.domain.survey import Institution, Step
from mot.ingest.direction import HIGH_IS_BEST, KEY
from mot.ingest.draft import Decisions, SourceFile
from mot.services import diagnosis, gaps, moments
from mot.stats.multiplicity import Status
from tests.services.service_samples import (
    HEADER,
    NORTH_NAMES,
    SOUTH_NAMES,
    bring_in,
    feedback,
    people,
    workbook,
)

VIEW = View(Quarter(2026, 3))
SURE = Decisions(answers={KEY: HIGH_IS_BEST})  # random answers do not show which end is the best
CONFIRM = Judgement(
    Kind.WEAK,
    causes=(Cause.PROCESS,),
    steps=(Step.CONFIRM,),
    principles=(Principle.COMMITMENT,),
    need=Need.IMPLICIT,
    visibility=Visibility.NETWORK,
)
EXPLORE = Judgement(Kind.WEAK, causes=(Cause.TRAINING,), steps=(Step.EXPLORE,))


def tag(
    engine: sa.Engine,
    actor: Actor,
    judgement: Judgement = CONFIRM,
    touchpoint: int = 2,
    times: int = 1,
    view: View = VIEW,
) -> Moment:
    made = [moments.tag(engine, actor, view, touchpoint, judgement) for _ in range(times)]
    return made[-1]


def step(found: Diagnosis, wanted: Step) -> "pd.Series[object]":
    return found.steps.set_index("step").loc[wanted.value]


def test_a_step_pools_the_touchpoints_that_are_asked_about_it(
    engine: sa.Engine, bank: Institution, ada: Actor
) -> None:
    bring_in(engine, ada, feedback(each=40))
    found = diagnosis.diagnosis(engine, ada, VIEW)
    table = gaps.gap_table(engine, ada, VIEW).frame.set_index("touchpoint")
    explore, confirm = step(found, Step.EXPLORE), step(found, Step.CONFIRM)
    assert explore["gap"] == pytest.approx(table.loc[2, "gap"])
    assert (explore["lo"], explore["hi"]) == pytest.approx((table.loc[2, "lo"], table.loc[2, "hi"]))
    assert (explore["n"], explore["touchpoints"], explore["status"]) == (200, 1, Status.WEAK)
    assert (confirm["n"], confirm["touchpoints"]) == (0, 0)
    assert np.isnan(confirm["gap"]), "no touchpoint of the small bank is asked about it"
    assert found.touchpoints["step"].tolist() == ["none", "explore", "propose", "follow_up"]


def test_what_is_hidden_is_not_pooled_and_not_counted(
    engine: sa.Engine, bank: Institution, ada: Actor
) -> None:
    rows = [row if i < 3 else [*row[:-2], None, None] for i, row in enumerate(people(NORTH_NAMES, each=40))]
    bring_in(engine, ada, SourceFile("反馈.xlsx", workbook(rows)))
    found = diagnosis.diagnosis(engine, ada, VIEW)
    rare = step(found, Step.FOLLOW_UP)
    assert (rare["n"], rare["touchpoints"], rare["left_out"]) == (0, 0, 1)
    assert rare[["gap", "lo", "hi"]].isna().all()
    told = found.touchpoints.set_index("touchpoint").loc[4]
    assert told["n"] == 0
    assert told[["gap", "lo", "hi"]].isna().all()


def test_perceptions_alone_make_no_gap_of_a_step(engine: sa.Engine, bank: Institution, ada: Actor) -> None:
    kept = [i for i, title in enumerate(HEADER) if not title.startswith("期望")]
    rows = [[row[i] for i in kept] for row in people(SOUTH_NAMES, each=20)]
    bring_in(engine, ada, SourceFile("感知.xlsx", workbook(rows, [HEADER[i] for i in kept])), SURE)
    found = diagnosis.diagnosis(engine, ada, VIEW)
    assert not found.paired
    assert found.steps[["gap", "lo", "hi"]].isna().all(axis=None)
    assert found.touchpoints[["gap", "lo", "hi"]].isna().all(axis=None)


def test_tags_are_counted_by_step_principle_touchpoint_and_cause(
    engine: sa.Engine, bank: Institution, ada: Actor
) -> None:
    bring_in(engine, ada, feedback())
    tag(engine, ada, times=8)
    tag(engine, ada, touchpoint=3)
    tag(engine, ada, EXPLORE, touchpoint=4)
    tag(engine, ada, Judgement(Kind.WEAK), touchpoint=4)
    found = diagnosis.diagnosis(engine, ada, VIEW)
    assert (found.tags, found.explained) == (11, 10)
    assert dict(found.by_step.set_index(["touchpoint", "step"])["tags"]) == {
        (2, "confirm"): 8, (3, "confirm"): 1, (4, "explore"): 1,
    }  # fmt: skip
    assert found.by_principle.to_numpy().tolist() == [["confirm", "commitment", 9]]
    assert found.by_point.to_numpy().tolist() == [[2, "commitment", 8], [3, "commitment", 1]]
    assert found.causes.to_numpy().tolist() == [["process", 9], ["training", 1]]
    assert found.needs.to_numpy().tolist() == [["implicit", 9]]
    assert step(found, Step.CONFIRM)["tags"] == 9
    said = found.pattern
    assert said is not None
    assert (said.step, said.named, said.tags, said.sure) == (Step.CONFIRM, 9, 10, True)
    assert (said.touchpoints, said.principle) == ((2,), Principle.COMMITMENT)


def test_few_tags_make_no_pattern_and_a_narrow_lead_is_not_sure(
    engine: sa.Engine, bank: Institution, ada: Actor
) -> None:
    bring_in(engine, ada, feedback())
    tag(engine, ada, times=3)
    assert diagnosis.diagnosis(engine, ada, VIEW).pattern is None
    tag(engine, ada, EXPLORE, times=2, touchpoint=4)
    said = diagnosis.diagnosis(engine, ada, VIEW).pattern
    assert said is not None
    assert (said.step, said.named, said.tags, said.sure) == (Step.CONFIRM, 3, 5, False)


def test_praise_and_what_is_watched_or_withdrawn_or_old_is_not_counted(
    engine: sa.Engine, bank: Institution, ada: Actor
) -> None:
    bring_in(engine, ada, feedback())
    for kind in (Kind.DELIGHT, Kind.WATCH):
        tag(engine, ada, Judgement(kind, steps=(Step.CONFIRM,)))
    gone = tag(engine, ada)
    moments.withdraw(engine, ada, gone.id, version=gone.version)
    tag(engine, ada, view=View(Quarter(2025, 3)))
    tag(engine, ada, view=View(Quarter(2026, 4)))
    assert diagnosis.diagnosis(engine, ada, VIEW).tags == 0
    tag(engine, ada, view=View(Quarter(2025, 4)))
    assert diagnosis.diagnosis(engine, ada, VIEW).tags == 1


def test_a_tag_counts_where_the_view_holds_all_its_branches(
    engine: sa.Engine, bank: Institution, ada: Actor
) -> None:
    bring_in(engine, ada, feedback())
    moments.tag(engine, ada, VIEW, 2, CONFIRM, branch=3)
    tag(engine, ada)
    assert diagnosis.diagnosis(engine, ada, VIEW).tags == 2
    assert diagnosis.diagnosis(engine, ada, View(Quarter(2026, 3), branches=(3, 4))).tags == 1
    assert diagnosis.diagnosis(engine, ada, View(Quarter(2026, 3), branches=(4,))).tags == 0


def test_mei_is_told_what_she_would_be_if_there_were_no_north(
    engine: sa.Engine, bank: Institution, ada: Actor, lin: Actor, mei: Actor
) -> None:
    bring_in(engine, ada, feedback(SOUTH_NAMES))
    tag(engine, mei, EXPLORE, touchpoint=3)
    alone = diagnosis.diagnosis(engine, mei, VIEW)
    bring_in(engine, lin, feedback(NORTH_NAMES, seed=2))
    tag(engine, lin, times=8)
    tag(engine, ada, times=8)
    there = diagnosis.diagnosis(engine, mei, VIEW)
    for name in ("steps", "touchpoints", "by_principle", "by_step", "by_point", "causes", "needs"):
        pd.testing.assert_frame_equal(getattr(there, name), getattr(alone, name))
    assert (there.tags, there.pattern) == (1, None)
    assert diagnosis.diagnosis(engine, mei, View(Quarter(2026, 3), branches=(1,))).tags == 0
