"""The list of where to begin is numbered where the order is certain and grouped where it cannot be told."""

from mot.analysis.priorities import PriorityState
from mot.charts.frames.ranking import Group, ranking
from mot.stats.importance import DriverState
from tests.locale.driver_findings import NAN, calm, finding, first, point


def groups(found):
    return [(part.group, part.rows["touchpoint"].tolist()) for part in ranking(found)]


def test_certain_places_are_numbered_and_the_others_stand_together():
    found = finding(
        [
            first(priority=5.0),
            first(priority=50.0, rank=1.0),
            first(priority=8.0),
            first(priority=30.0, rank=2.0),
            first(priority=1.0, rank=5.0),
        ]
    )
    assert groups(found) == [(Group.CERTAIN, [2, 4]), (Group.OPEN, [3, 1]), (Group.CERTAIN, [5])]


def test_what_meets_expectations_comes_after_what_falls_short():
    assert groups(finding([calm(), first(), calm()])) == [(Group.OPEN, [2]), (Group.MET, [1, 3])]


def test_what_cannot_be_weighed_stands_apart_the_widest_gap_first():
    found = finding([first(), point(gap=-0.3), point(gap=-0.9)])
    assert groups(found) == [(Group.OPEN, [1]), (Group.UNKNOWN, [3, 2])]


def test_hidden_and_unanswered_touchpoints_come_last():
    found = finding([point(hidden=True, n=0), point(n=0), first()])
    assert groups(found) == [(Group.OPEN, [3]), (Group.HIDDEN, [1]), (Group.EMPTY, [2])]


def test_without_expectations_importance_makes_the_order():
    found = finding(
        [calm(gap=NAN, priority=NAN), first(gap=NAN, priority=NAN, importance_rank=1.0), point()],
        priorities=PriorityState.NO_GAPS,
    )
    assert groups(found) == [(Group.CERTAIN, [2]), (Group.OPEN, [1]), (Group.UNKNOWN, [3])]
    assert {part.ordered_by for part in ranking(found)} == {"importance"}


def test_with_neither_nothing_is_in_order():
    found = finding([point(), point()], priorities=PriorityState.NO_GAPS, state=DriverState.NOT_ENOUGH)
    assert groups(found) == [(Group.UNKNOWN, [1, 2])]


def test_every_touchpoint_is_in_the_list_once():
    found = finding([first(), calm(), point(gap=-1.0), point(hidden=True, n=0), point(n=0), first(rank=1.0)])
    listed = [number for _, numbers in groups(found) for number in numbers]
    assert sorted(listed) == [1, 2, 3, 4, 5, 6]
