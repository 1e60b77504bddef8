"""Cells laid out as touchpoint × branch."""

import numpy as np

from mot.analysis.grid import lay_out
from mot.domain.cube import Cube
from tests.analysis.survey_maker import answers, cube


def test_every_cell_lands_in_its_place():
    e, p = answers(1, 60)
    branch = np.arange(60) % 3 + 1
    grid = lay_out(cube(e, p, branch=branch).cells, [103, 101, 102], [2, 1, 3])
    for row, touchpoint in enumerate([2, 0, 1]):
        for column, number in enumerate([2, 1, 3]):
            here = branch == number
            assert grid.tally.n[row, column] == here.sum()
            assert grid.tally.s_p[row, column] == p[here, touchpoint].sum()


def test_what_is_not_listed_is_left_out_and_what_is_empty_is_zero():
    e, p = answers(1, 30)
    grid = lay_out(cube(e, p, branch=np.arange(30) % 2 + 1).cells, [101, 199], [1, 9])
    np.testing.assert_array_equal(grid.tally.n, [[15, 0], [0, 0]])


def test_a_grid_of_nothing_counts_as_paired():
    grid = lay_out(Cube.empty().cells, [], [])
    assert grid.base.shape == (0, 0)
    assert lay_out(Cube.empty().cells, [101], [1]).paired


def test_the_base_is_the_pairs_and_the_ratings_where_no_expectation_was_asked():
    e, p = answers(1, 20)
    e[:, 1] = np.nan
    p[:4, 0] = np.nan
    grid = lay_out(cube(e, p).cells, [101, 102, 103], [1])
    assert grid.paired
    np.testing.assert_array_equal(grid.alone, [False, True, False])
    np.testing.assert_array_equal(grid.base.ravel(), [16, 20, 20])
    assert not lay_out(cube(None, p).cells, [101], [1]).paired
