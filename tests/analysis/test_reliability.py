"""Cronbach's alpha of the dimensions, against the answers themselves."""

from dataclasses import replace

import numpy as np
import pytest

from mot.analysis.reliability import count, items_of, reliability, together
from mot.domain.cube import View
from mot.domain.survey import Dimension
from tests.analysis.survey_maker import FIVE, NOW, SEVEN, answers, books, cube, institution

EMPATHY = Dimension.EMPATHY


def alpha(items):
    k = items.shape[1]
    return k / (k - 1) * (1 - items.var(axis=0, ddof=1).sum() / items.sum(axis=1).var(ddof=1))


def bank():
    plain = institution(branches=2)
    return replace(plain, touchpoints=tuple(replace(t, dimension=EMPATHY) for t in plain.touchpoints))


def told(p, e, there):
    whole = np.nan_to_num(p).astype(int), np.nan_to_num(p - e).astype(int)
    return count(whole[0], there, SEVEN), count(whole[1], there, SEVEN, signed=True)


def test_alpha_is_that_of_the_people_who_answered_everything():
    e, p = answers(4, 300, missing=0.2)
    there = ~np.isnan(e) & ~np.isnan(p)
    found = books(cube(e, p, branch=np.arange(300) % 2 + 1), bank())
    row = reliability(found, items_of(found, View(NOW)), {EMPATHY: told(p, e, there)})
    mine = row.set_index("dimension").loc[str(EMPATHY)]
    whole = there.all(axis=1)
    assert mine["n"] == whole.sum()
    assert mine["touchpoints"] == 3
    assert mine["perception"] == pytest.approx(alpha(p[whole]))
    assert mine["gap"] == pytest.approx(alpha((p - e)[whole]))


def test_another_scale_of_the_same_answers_changes_nothing():
    rng = np.random.default_rng(2)
    five = rng.integers(1, 6, (80, 1)) + np.zeros((1, 3), dtype=int)
    five = np.clip(five + rng.integers(-1, 2, (80, 3)), 1, 5)
    there = np.ones(five.shape, dtype=bool)
    one = count(five, there, FIVE)
    same = together(
        [count(five[:40], there[:40], FIVE), count((five[40:] - 1) * 3, there[40:], replace_scale())]
    )
    assert same.width == 12
    assert same.n == 80
    k = same.width // one.width
    assert (same.sums == one.sums * k).all()
    assert (same.cross == one.cross * k**2).all()


def replace_scale():
    return type(FIVE)(0, 12)


def test_few_people_are_told_nothing_of():
    e, p = answers(4, 20)
    found = books(cube(e, p, branch=np.arange(20) % 2 + 1), bank())
    row = reliability(found, items_of(found, View(NOW)), {EMPATHY: told(p, e, ~np.isnan(p))})
    assert row[["n", "perception", "gap"]].isna().all(axis=None)


def test_a_touchpoint_that_is_hidden_takes_no_part():
    e, p = answers(4, 300)
    e[4:, 1], p[4:, 1] = np.nan, np.nan
    found = books(cube(e, p, branch=np.arange(300) % 2 + 1), bank())
    assert 102 not in items_of(found, View(NOW))[EMPATHY]


def test_perception_alone_has_no_gaps_to_compare():
    _, p = answers(4, 300)
    found = books(cube(None, p, branch=np.arange(300) % 2 + 1), bank())
    assert items_of(found, View(NOW))[EMPATHY] == {101: False, 102: False, 103: False}
