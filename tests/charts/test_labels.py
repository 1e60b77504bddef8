"""Names beside points cover neither each other nor a point, stay inside the plot, and say when there is no room."""

import doctest

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mot.charts import labels
from tests.conftest import examples

SIZE = (300.0, 360.0)


def boxes(x, y, widths, placed):
    """Left, top, right, bottom of every name that found room, by its point."""
    found = {}
    for i in np.flatnonzero(~np.isnan(placed.dx)):
        left = x[i] + placed.dx[i]
        if placed.dx[i] < 0:
            left -= widths[i]
        elif placed.dx[i] == 0:
            left -= widths[i] / 2
        top = y[i] + placed.dy[i] - labels.LINE / 2
        found[int(i)] = (left, top, left + widths[i], top + labels.LINE)
    return found


def apart(one, other):
    return one[0] >= other[2] or other[0] >= one[2] or one[1] >= other[3] or other[1] >= one[3]


def test_the_examples_in_the_documentation_hold():
    assert doctest.testmod(labels).failed == 0


@given(
    points=st.lists(
        st.tuples(st.floats(0, 300), st.floats(0, 360), st.floats(10, 150)), min_size=1, max_size=40
    )
)
@settings(max_examples=examples(60), deadline=None)
def test_no_name_covers_another_or_a_point_or_leaves_the_plot(points):
    x, y, widths = (np.array(column) for column in zip(*points, strict=True))
    placed = labels.beside(x, y, widths, size=SIZE, first=range(len(x)))
    found = boxes(x, y, widths, placed)
    for i, box in found.items():
        assert box[0] >= -1e-9
        assert box[1] >= -1e-9
        assert box[2] <= SIZE[0] + 1e-9
        assert box[3] <= SIZE[1] + 1e-9
        assert all(apart(box, other) for j, other in found.items() if j != i)
        for px, py in zip(x, y, strict=True):
            dot = (px - labels.DOT, py - labels.DOT, px + labels.DOT, py + labels.DOT)
            assert apart(tuple(np.round(box, 6)), tuple(np.round(dot, 6)))


def test_a_lone_name_stands_at_the_upper_right():
    placed = labels.beside(np.array([150.0]), np.array([150.0]), [50], size=SIZE, first=[0])
    assert (placed.dx[0], placed.dy[0]) == labels.SIDES[0]


def test_a_name_at_the_right_edge_runs_to_the_left():
    placed = labels.beside(np.array([290.0]), np.array([150.0]), [50], size=SIZE, first=[0])
    assert placed.dx[0] < 0


def test_whoever_comes_first_gets_the_room():
    x, y = np.array([150.0, 150.0, 150.0]), np.array([20.0, 20.0, 20.0])
    widths, size = [60] * 3, (210.0, 40.0)
    for first in ([0, 1, 2], [2, 1, 0]):
        placed = labels.beside(x, y, widths, size=size, first=first)
        assert not np.isnan(placed.dx[first[0]])
        assert np.isnan(placed.dx[first[-1]])


def test_a_name_avoids_the_intervals_of_others():
    x, y = np.array([100.0, 250.0]), np.array([200.0, 190.0])
    reach = (np.array([90.0, 60]), np.array([110.0, 290]), np.array([195.0, 190]), np.array([205.0, 190]))
    free = labels.beside(x, y, [50, 0], size=SIZE, first=[0])
    crossed = labels.beside(x, y, [50, 0], size=SIZE, first=[0], reach=reach)
    assert free.dy[0] < 0 < crossed.dy[0]


def test_taken_places_stay_free():
    point = np.array([150.0])
    placed = labels.beside(point, point, [50], size=SIZE, first=[0], taken=[(0, 0, 300, 147)])
    assert placed.dy[0] > 0
    everywhere = labels.beside(point, point, [50], size=SIZE, first=[0], taken=[(0, 0, 300, 360)])
    assert np.isnan(everywhere.dx[0])


def test_long_names_are_cut():
    assert labels.width_of("名" * 80) == labels.LIMIT == pytest.approx(150)
