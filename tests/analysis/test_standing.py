"""What actions ask for today, the most pressing first."""

import datetime as dt

from mot.analysis.standing import standing
from mot.domain.improvements import Action, Content, Plan, Stage

TODAY = dt.date(2026, 10, 15)


def one(
    number: int,
    *,
    stage: Stage = Stage.UNDER_WAY,
    due: dt.date | None = None,
    evaluate: dt.date = dt.date(2026, 12, 31),
    made: dt.date = dt.date(2026, 7, 1),
    changed: dt.date = dt.date(2026, 10, 14),
    closed: dt.date | None = None,
    owner: str = "mei",
    owner_name: str = "梅",
) -> Action:
    plan = Plan(1, frozenset({3}), dt.date(2026, 7, 1), evaluate)
    content = Content("甲", plan, stage=stage, due=due, owner=owner, owner_name=owner_name)
    at, last = at_noon(made), at_noon(changed)
    return Action(number, content, (), at, "mei", last, "mei", 1, at_noon(closed) if closed else None)


def at_noon(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(12), dt.UTC)


def numbers(found: tuple[Action, ...]) -> list[int]:
    return [a.id for a in found]


def test_what_is_due_before_today_and_not_done_is_late_the_longest_first():
    found = standing(
        [
            one(1, due=dt.date(2026, 10, 14)),
            one(2, due=dt.date(2026, 9, 1), stage=Stage.PLANNED),
            one(3, due=TODAY),
            one(4, due=dt.date(2026, 9, 1), stage=Stage.REMEASURE),
            one(5, due=dt.date(2026, 9, 1), stage=Stage.CLOSED),
            one(6),
        ],
        TODAY,
    )
    assert numbers(found.overdue) == [2, 1]


def test_what_lies_still_for_more_than_three_weeks_is_stalled():
    days = (dt.date(2026, 9, 23), dt.date(2026, 9, 24), dt.date(2026, 8, 1))
    found = standing([one(i, changed=day) for i, day in enumerate(days)], TODAY)
    assert numbers(found.stalled) == [2, 0]
    assert not standing([one(1, changed=days[2], stage=Stage.PLANNED)], TODAY).stalled


def test_what_has_come_to_its_day_can_be_judged():
    days = (TODAY, dt.date(2026, 10, 16), dt.date(2026, 9, 30))
    found = standing([one(i, evaluate=day) for i, day in enumerate(days)], TODAY)
    assert numbers(found.ready) == [2, 0]
    for stage in (Stage.PLANNED, Stage.CLOSED, Stage.DROPPED):
        assert not standing([one(1, evaluate=TODAY, stage=stage)], TODAY).ready


def test_the_open_ones_are_told_by_age_and_the_closed_of_the_last_quarter_counted():
    found = standing(
        [
            one(1, made=dt.date(2026, 9, 15)),
            one(2, made=dt.date(2026, 7, 15), owner="", owner_name=""),
            one(3, stage=Stage.CLOSED, closed=dt.date(2026, 10, 1)),
            one(4, stage=Stage.CLOSED, closed=dt.date(2026, 7, 14)),
            one(5, stage=Stage.DROPPED, closed=dt.date(2026, 10, 1)),
            one(6, made=TODAY + dt.timedelta(days=1), owner="", owner_name="外包"),
        ],
        TODAY,
    )
    assert [(a.id, days) for a, days in found.ageing] == [(2, 92), (1, 30), (6, 0)]
    assert numbers(found.open) == [1, 2, 6]
    assert numbers(found.unowned) == [2]
    assert found.closed_in == 1
    assert found.by_stage == {
        Stage.PLANNED: 0, Stage.UNDER_WAY: 3, Stage.REMEASURE: 0, Stage.CLOSED: 2, Stage.DROPPED: 1
    }  # fmt: skip


def test_one_person_is_told_of_their_own():
    found = standing([one(1), one(2, owner="lin", due=dt.date(2026, 1, 1))], TODAY, login="lin")
    assert numbers(found.open) == numbers(found.overdue) == [2]
