"""Long names in one line stay different from each other."""

import pytest

from mot.reports.measure import cut_short, told_apart, width, wrap

ROOM, SIZE = 150, 12


def test_names_that_begin_alike_keep_their_ends():
    names = [f"Reminder of maturing deposits and funds no. {i:02d}" for i in range(1, 31)]
    assert len({cut_short(name, SIZE, ROOM) for name in names}) == 1
    told = told_apart(names, SIZE, ROOM)
    assert len(set(told)) == len(names)
    assert told[0].endswith("…no. 01")


def test_names_that_end_alike_keep_their_beginnings():
    names = [f"第{i:02d}项大额存单与理财到期提醒服务" for i in range(1, 31)]
    told = told_apart(names, SIZE, ROOM)
    assert told == tuple(cut_short(name, SIZE, ROOM) for name in names)
    assert len(set(told)) == len(names)


@pytest.mark.parametrize("room", [50, 90, 150])
def test_no_name_is_wider_than_its_room(room):
    names = [
        "Reminder of maturing deposits and funds no. 30",
        "Reminder of maturing deposits, closed",
        "Queue",
        "",
    ]
    assert all(width(name, SIZE) <= room for name in told_apart(names, SIZE, room) if len(name) > 2)


def test_names_that_fit_stay_whole():
    assert told_apart(["取号排队", "取号排队", "柜台办理"], SIZE, ROOM) == (
        "取号排队",
        "取号排队",
        "柜台办理",
    )


def test_a_number_stays_on_the_line_of_what_it_counts():
    lines = wrap("区间 −1.04 至 −0.75，132 人", SIZE, width("区间 −1.04 至 −0.75，132", SIZE) + 1)
    assert lines == ("区间 −1.04 至 −0.75，", "132 人")
