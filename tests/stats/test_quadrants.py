import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mot.stats.quadrants import Quadrant, ipa

ORACLES = Path(__file__).parents[1] / "oracles"
CASES = json.loads((ORACLES / "23_ipa.json").read_text("utf-8"))["cases"]
PLACE = st.tuples(st.floats(0, 1), st.floats(0, 0.2), st.floats(0, 100), st.floats(0, 5))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_the_map_agrees_with_r(case):
    want = case["expected"]
    found = ipa(**{key: value for key, value in case["input"].items() if key != "names"})
    np.testing.assert_allclose(found.probability, want["prob"], rtol=1e-6, atol=1e-16)
    assert found.cross_importance == pytest.approx(want["cross_importance"])
    assert found.cross_performance == pytest.approx(want["cross_performance"])
    assert found.label.tolist() == want["label"]
    assert [str(quadrant) for quadrant in list(Quadrant)[:4]] == want["order"]


@given(st.lists(PLACE, min_size=1, max_size=8))
def test_the_four_probabilities_add_up_to_one(places):
    found = ipa(*zip(*places, strict=True))
    np.testing.assert_allclose(found.probability.sum(axis=1), 1)
    assert ((found.probability >= 0) & (found.probability <= 1)).all()


@given(st.lists(PLACE, min_size=1, max_size=8), st.floats(0.3, 0.99))
def test_a_quadrant_is_named_only_when_it_is_likely_enough(places, least):
    found = ipa(*zip(*places, strict=True), least=least)
    for probability, label in zip(found.probability, found.label, strict=True):
        if probability.max() >= least:
            assert label is list(Quadrant)[probability.argmax()]
        else:
            assert label is Quadrant.BORDERLINE


def test_a_missing_coordinate_has_no_place_and_moves_no_crosshair():
    found = ipa([0.4, np.nan, 0.2], [0.01, np.nan, 0.01], [60, 10, 80], [1, 1, 1])
    assert found.label.tolist() == [Quadrant.CONCENTRATE_HERE, None, Quadrant.POSSIBLE_OVERKILL]
    assert found.cross_performance == 70
    assert np.isnan(found.probability[1]).all()


def test_a_missing_error_has_no_place():
    assert ipa([0.4, 0.2], [0.01, 0.01], [60, 80], [1, None]).label.tolist() == [
        Quadrant.CONCENTRATE_HERE,
        None,
    ]


def test_without_an_error_a_touchpoint_lies_where_it_lies():
    found = ipa([0.7, 0.3], [0, 0], [60, 80], [0, 0])
    assert found.label.tolist() == [Quadrant.CONCENTRATE_HERE, Quadrant.POSSIBLE_OVERKILL]


def test_one_touchpoint_lies_on_its_own_crosshair():
    found = ipa([1.0], [0.0], [70], [1.0])
    assert found.probability.tolist() == [[0.25] * 4]
    assert found.label.tolist() == [Quadrant.BORDERLINE]


def test_no_touchpoints_are_no_mistake():
    found = ipa([], [], [], [])
    assert found.label.shape == (0,)
    assert np.isnan(found.cross_importance)


@pytest.mark.parametrize("least", [0.2, 1.1])
def test_a_limit_that_makes_no_sense_is_refused(least):
    with pytest.raises(ValueError, match="between a quarter and 1"):
        ipa([1], [0.1], [50], [1], least=least)
