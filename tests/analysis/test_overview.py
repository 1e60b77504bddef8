"""The quarter in a few numbers."""

import math

import numpy as np
import pytest

from mot.analysis.overview import overview, unit_and_responses
from mot.domain.cube import Cube, View
from mot.domain.periods import Quarter
from mot.domain.thresholds import Thresholds
from tests.analysis.survey_maker import FIVE, NOW, answers, books, cube

RULES = Thresholds()


def test_coverage_counts_branches_with_enough_responses():
    branch = np.repeat([1, 2, 3], [30, 29, 45])
    found = overview(books(cube(*answers(1, 104), branch=branch)), View(NOW))
    assert (found.coverage.enough, found.coverage.branches) == (2, 4)
    part = overview(books(cube(*answers(1, 104), branch=branch)), View(NOW, branches=(2, 3)))
    assert (part.coverage.enough, part.coverage.branches) == (1, 2)
    assert part.responses[-1] == 74


def test_the_first_quarter_of_a_year_is_compared_with_the_last_of_the_year_before():
    parts = [cube(*answers(i, 50), quarter=q) for i, q in enumerate((Quarter(2025, 4), Quarter(2026, 1)))]
    found = overview(books(Cube.join(parts)), View(Quarter(2026, 1)))
    assert found.responses == (0, 0, 0, 0, 0, 0, 50, 50)
    assert found.gap_moved.change == pytest.approx(found.gaps["mean"].diff().iloc[-1])
    assert len(found.moves) == 3


def test_the_gap_is_perception_less_expectation_of_the_same_people():
    e, p = answers(1, 90, missing=0.2)
    found = overview(books(cube(e, p)), View(NOW))
    pair = ~np.isnan(e + p)
    assert found.perceptions["mean"].iloc[-1] == pytest.approx(p[pair].mean())
    assert found.gaps["mean"].iloc[-1] == pytest.approx((p - e)[pair].mean())


def test_an_empty_quarter_says_nothing_and_breaks_nothing():
    found = overview(books(Cube.empty()), View(NOW))
    assert found.gaps["mean"].isna().all()
    assert all(math.isnan(w) for w in found.weak)
    assert found.responses == (0,) * 8
    assert not found.gap_moved.clear
    assert found.moves.empty


def test_perceptions_alone_have_a_level_and_no_gap():
    _, p = answers(1, 70)
    found = overview(books(cube(None, p)), View(NOW))
    assert found.perceptions["mean"].iloc[-1] == pytest.approx(p.mean())
    assert found.gaps["mean"].isna().all()


def test_one_unit_holds_for_the_whole_page():
    old = cube(*answers(1, 60), quarter=NOW.previous)
    new = cube(*answers(2, 60, scale=FIVE), scale=FIVE)
    found = overview(books(Cube.join([old, new])), View(NOW))
    assert found.unit == found.now.unit == found.before.unit
    assert found.unit.scale is None


def test_a_branch_of_few_people_is_not_told_by_what_is_left_when_it_is_taken_out():
    branch = np.where(np.arange(200) < 6, 1, np.arange(200) % 3 + 2)
    whole = cube(*answers(3, 200), branch=branch)
    found = overview(books(whole), View(NOW, branches=(2, 3, 4)))
    assert math.isnan(found.gaps["mean"].iloc[-1])
    assert not math.isnan(overview(books(whole), View(NOW)).gaps["mean"].iloc[-1])


@pytest.mark.parametrize("paired", [True, False])
def test_unit_and_responses_alone_are_those_of_the_whole_overview(paired: bool):
    e, p = answers(4, 40, scale=FIVE)
    there = books(cube(e if paired else None, p, scale=FIVE))
    found = overview(there, View(NOW))
    assert unit_and_responses(there, View(NOW)) == (found.unit, found.responses[-1])
    assert unit_and_responses(there, View(NOW.previous))[1] == 0
