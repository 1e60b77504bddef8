"""A quarter against an earlier one of one's choice."""

import pytest

from mot.analysis.comparing import compare
from mot.domain.cube import Cube, View
from tests.analysis.survey_maker import FIVE, NOW, SEVEN, answers, books, cube


@pytest.mark.parametrize("back", [1, 4, 9])
def test_gaps_are_compared_with_any_earlier_quarter(back: int) -> None:
    then = NOW.shifted(-back)
    told = [cube(*answers(1, 200, shift=-1.0)), cube(*answers(2, 200, shift=-0.5), quarter=then)]
    found = compare(books(Cube.join(told)), View(NOW), then)
    gaps = [table.frame["gap"].tolist() for table in (found.before, found.now)]
    assert found.moves["change"].tolist() == pytest.approx([b - a for a, b in zip(*gaps, strict=True)])
    assert (found.quarter, found.earlier) == (NOW, then)


@pytest.mark.parametrize(("back", "compared"), [(4, 3), (9, 0)])
def test_a_scale_that_was_given_up_long_ago_is_not_compared_with(back: int, compared: int) -> None:
    then = NOW.shifted(-back)
    now, before = cube(*answers(1, 200)), cube(*answers(2, 200, scale=FIVE), quarter=then, scale=FIVE)
    found = compare(books(Cube.join([now, before])), View(NOW), then)
    assert len(found.moves) == compared
    assert (found.now.unit.scale is None) == bool(compared)
    assert found.now.unit.scale in (None, SEVEN)
