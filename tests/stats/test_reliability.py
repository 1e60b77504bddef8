import json
from pathlib import Path

import numpy as np
import pytest

from mot.stats.reliability import alpha_from_cross

ORACLE = Path(__file__).parents[1] / "oracles" / "06_alpha.json"


@pytest.mark.parametrize("case", json.loads(ORACLE.read_text("utf-8"))["cases"], ids=lambda c: c["id"])
def test_alpha_agrees_with_the_psych_package(case):
    asked, want = case["input"], case["expected"]
    found = alpha_from_cross(asked["n"], asked["sums"], asked["cross"])
    assert found.alpha == pytest.approx(want["raw_alpha"], rel=1e-6)
    assert found.average_r == pytest.approx(want["average_r"], rel=1e-6)
    assert found.items == asked["k"]


def test_nobody_one_person_and_one_item_have_no_alpha():
    for n, sums, cross in (
        (0, [0, 0], np.zeros((2, 2))),
        (1, [3, 4], [[9, 12], [12, 16]]),
        (5, [10], [[30]]),
    ):
        assert np.isnan(
            [alpha_from_cross(n, sums, cross).alpha, alpha_from_cross(n, sums, cross).average_r]
        ).all()


def test_an_item_everybody_rates_alike_leaves_no_average_correlation():
    found = alpha_from_cross(3, [6, 15], [[14, 30], [30, 75]])
    assert found.alpha == 0
    assert np.isnan(found.average_r)


def test_items_that_never_vary_have_no_alpha():
    assert np.isnan(alpha_from_cross(3, [6, 15], [[12, 30], [30, 75]]).alpha)


def test_cross_products_of_another_size_are_refused():
    with pytest.raises(ValueError, match="2 x 2"):
        alpha_from_cross(3, [6, 15], [[12]])
