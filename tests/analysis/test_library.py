"""What closed actions taught, and which actions the overview names."""

import datetime as dt

import numpy as np
import pytest

from mot.analysis.library import library
from mot.analysis.work import work
from mot.domain.improvements import Action, Again, Content, Learning, Lever, Plan, Stage
from mot.domain.periods import Quarter
from mot.stats.effects import Verdict
from tests.judged_samples import alone, judged, too_few

NOW = dt.datetime(2026, 7, 1, tzinfo=dt.UTC)
TODAY = dt.date(2026, 7, 10)


def action(
    number=1, stage=Stage.CLOSED, *, lever=Lever.TRAINING, touchpoint=1, learning=None, **when
) -> Action:
    plan = Plan(
        touchpoint,
        frozenset({1}),
        when.get("start", dt.date(2026, 4, 10)),
        when.get("evaluate", dt.date(2026, 12, 1)),
    )
    content = Content(f"A{number}", plan, lever=lever, stage=stage, learning=learning, due=when.get("due"))
    made, changed = when.get("made", NOW), when.get("changed", NOW)
    return Action(number, content, (), made, "mei", changed, "mei", 1)


def of(actions, found, **options):
    return library(actions, found, **{"conf": 0.95, "prior_scale": 5.0} | options)


def effects(*middles, width=0.2):
    return {i: judged(effect=m, lo=m - width, hi=m + width) for i, m in enumerate(middles, start=1)}


# the library


def test_only_closed_actions_are_counted_by_their_final_verdict():
    actions = [action(i) for i in range(1, 6)] + [action(6, Stage.UNDER_WAY), action(7, Stage.DROPPED)]
    found = {
        1: judged(),
        2: judged(Verdict.WORSE),
        3: judged(interim=True),
        4: too_few(),
        5: alone(Verdict.UP_NO_COMPARISON),
        6: judged(),
        7: judged(),
    }
    (row,) = of(actions, found).levers.to_dict("records")
    assert (row["kind"], row["closed"]) == ("training", 5)
    assert (row["improved"], row["worse"], row["unchanged"], row["unclear"]) == (1, 1, 0, 3)
    assert row["effects"] == 2


def test_fewer_than_three_effects_make_no_mean():
    table = of([action(1), action(2)], effects(0.3, 0.4)).levers
    assert table[["mean", "lo", "hi"]].isna().all(axis=None)


def test_the_mean_of_equally_sure_effects_is_their_average_in_pomp():
    (row,) = of([action(i) for i in (1, 2, 3)], effects(0.2, 0.3, 0.4)).levers.to_dict("records")
    assert row["mean"] == pytest.approx(0.3 / 4 * 100)
    known = 0.2 / 4 * 100 / np.sqrt(3)  # half the interval if all true effects were the same
    assert row["hi"] - row["mean"] > known


def test_effects_that_differ_make_a_wider_interval():
    actions = [action(i) for i in (1, 2, 3)]
    alike, apart = (
        of(actions, effects(*m, width=0.05)).levers.iloc[0] for m in ((0.3, 0.3, 0.3), (0.0, 0.3, 0.6))
    )
    assert apart["hi"] - apart["lo"] > 3 * (alike["hi"] - alike["lo"])


def test_means_of_three_kinds_are_pulled_towards_each_other():
    levers = (Lever.TRAINING, Lever.PROCESS, Lever.RESOURCES)
    actions = [action(i, lever=levers[(i - 1) // 3]) for i in range(1, 10)]
    found = of(actions, effects(*[0.0] * 3, *[0.2] * 3, *[0.4] * 3)).levers.set_index("kind")["mean"]
    assert 0 < found["training"] < found["process"] < found["resources"] < 10
    assert found["process"] == pytest.approx(5, abs=0.1)


def test_learnings_are_quoted_newest_first_and_counted():
    yes, no = Learning("排班", Again.CHANGED), Learning("无效", Again.NO)
    old = action(1, learning=yes, changed=NOW - dt.timedelta(days=9))
    found = of([old, action(2, learning=no), action(3)], {})
    assert [one.id for one in found.learned] == [2, 1]
    assert found.levers["again"].tolist() == [1]


def test_without_closed_actions_there_is_nothing():
    found = of([action(1, Stage.UNDER_WAY)], {})
    assert found.levers.empty
    assert found.touchpoints.empty
    assert found.learned == ()


# the overview


def test_each_open_action_is_named_once_by_what_it_needs_most():
    long_ago = NOW - dt.timedelta(days=150)
    actions = [
        action(1, Stage.REMEASURE, evaluate=dt.date(2026, 7, 1), due=dt.date(2026, 6, 1)),
        action(2, Stage.UNDER_WAY, due=dt.date(2026, 7, 1)),
        action(3, Stage.UNDER_WAY, changed=NOW - dt.timedelta(days=30)),
        action(4, Stage.PLANNED, made=long_ago),
        action(5, Stage.CLOSED, due=dt.date(2026, 1, 1)),
        action(6, Stage.UNDER_WAY),
    ]
    found = work(actions, {}, Quarter(2026, 3), TODAY)
    names = [[one.id for one in group] for group in (found.ready, found.overdue, found.stalled, found.ageing)]
    assert names == [[1], [2], [3], [4]]
    assert found.total == 6


def test_what_was_promised_last_quarter_is_told_with_what_became_of_it():
    actions = [
        action(1, start=dt.date(2026, 4, 1)),
        action(2, Stage.DROPPED, start=dt.date(2026, 1, 1), due=dt.date(2026, 6, 30)),
        action(3, Stage.UNDER_WAY, start=dt.date(2026, 6, 1)),
        action(4, start=dt.date(2026, 7, 1)),
    ]
    told = {1: judged(), 3: judged(interim=True), 4: judged()}
    found = work(actions, told, Quarter(2026, 3), TODAY)
    assert [one.id for one in found.promised] == [1, 2, 3]
    assert (found.done, found.dropped, found.improved, found.worse) == (1, 1, 1, 0)
