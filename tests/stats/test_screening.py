import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from mot.stats.screening import response_quality

ORACLE = Path(__file__).parents[1] / "oracles" / "21_response_quality.json"
NAN = np.nan
FORMS = st.tuples(st.integers(1, 8), st.integers(0, 14)).flatmap(
    lambda shape: arrays(np.float64, shape, elements=st.sampled_from([1.0, 2.0, 5.0, NAN]))
)


@pytest.mark.parametrize("case", json.loads(ORACLE.read_text("utf-8"))["cases"], ids=lambda c: c["id"])
def test_signs_of_inattention_agree_with_r(case):
    asked, want = case["input"], case["expected"]
    found = response_quality(
        asked["answers"],
        asked["seconds"],
        min_ratings=asked["min_items"],
        seconds_per_rating=asked["sec_per_item"],
    )
    assert found.longest_run.tolist() == want["longstring"]
    np.testing.assert_allclose(found.variability, want["irv"], rtol=1e-6, atol=1e-9)
    assert found.straight_line.tolist() == want["straight_line"]
    assert found.too_fast.tolist() == want["too_fast"]


@given(FORMS)
def test_each_form_is_judged_by_its_own_answers(forms):
    found = response_quality(forms, min_ratings=4)
    for i, form in enumerate(forms):
        given_ = form[~np.isnan(form)]
        breaks = np.flatnonzero(np.diff(given_)) + 1
        runs = [len(run) for run in np.split(given_, breaks)]
        assert found.longest_run[i] == max(runs)
        assert found.straight_line[i] == (len(given_) >= 4 and len(set(given_)) == 1)
        if len(given_) < 2:
            assert np.isnan(found.variability[i])
        else:
            np.testing.assert_allclose(found.variability[i], given_.std(ddof=1), atol=1e-12)


@given(FORMS)
def test_a_straight_line_is_a_form_without_variability(forms):
    found = response_quality(forms, min_ratings=2)
    np.testing.assert_array_equal(found.straight_line, found.variability == 0)


def test_a_short_form_of_top_answers_is_no_sign():
    found = response_quality([[7] * 7 + [NAN], [7] * 8])
    assert found.straight_line.tolist() == [False, True]


def test_missing_answers_do_not_break_a_line():
    found = response_quality([[4, 4, NAN, 4, 4, 4, NAN, 4, 4, 4]], [10])
    assert found.ratings.tolist() == [8]
    assert found.longest_run.tolist() == [8]
    assert found.straight_line.tolist() == [True]
    assert found.too_fast.tolist() == [True]


def test_an_unknown_time_is_no_sign():
    found = response_quality([[6] * 8] * 3, [None, NAN, 15.9])
    assert found.too_fast.tolist() == [False, False, True]
    assert found.inattentive.tolist() == [False, False, True]
    assert not response_quality([[6] * 8]).too_fast.any()


def test_the_pace_is_that_of_the_ratings_given():
    assert response_quality([[6, 5, NAN, NAN]], [4]).too_fast.tolist() == [False]
    assert response_quality([[6, 5, 4, NAN]], [4]).too_fast.tolist() == [True]


def test_an_empty_form_has_no_signs():
    found = response_quality([[NAN, NAN]], [0])
    assert not (found.straight_line | found.too_fast).any()
    assert found.longest_run.tolist() == [0]


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: response_quality([1, 2, 3]),
        lambda: response_quality([[1, 2]], [1, 2]),
        lambda: response_quality([[1, 2]], min_ratings=1),
        lambda: response_quality([[1, 2]], seconds_per_rating=0),
    ],
)
def test_what_makes_no_sense_is_refused(wrong):
    with pytest.raises(ValueError, match=r"must|need"):
        wrong()
