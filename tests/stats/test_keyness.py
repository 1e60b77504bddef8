import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mot.stats.keyness import log_odds, typical

ORACLE = Path(__file__).parents[1] / "oracles" / "20_log_odds.json"
WORDS = st.lists(st.tuples(st.integers(0, 300), st.integers(0, 300)), min_size=1, max_size=30)


def columns(words):
    return np.array(words).T


@pytest.mark.parametrize("case", json.loads(ORACLE.read_text("utf-8"))["cases"], ids=lambda c: c["id"])
def test_typical_words_agree_with_r(case):
    asked, want = case["input"], case["expected"]
    found = log_odds(asked["count_a"], asked["count_b"], prior_words=asked["alpha0"])
    np.testing.assert_allclose(found.delta, want["delta"], rtol=1e-6, atol=1e-9)
    np.testing.assert_allclose(found.z, want["z"], rtol=1e-6, atol=1e-9)
    order = [asked["words"][i] for i in np.argsort(found.z)]
    assert order[:-4:-1] == want["top_a"]
    assert order[:3] == want["top_b"]


@given(WORDS)
def test_the_other_way_round_the_signs_are_turned(words):
    a, b = columns(words)
    here, there = log_odds(a, b), log_odds(b, a)
    np.testing.assert_allclose(there.z, -here.z, atol=1e-9)
    assert not np.isinf(here.z).any()
    assert not np.isinf(here.delta).any()


@given(WORDS, st.randoms(use_true_random=False))
def test_the_order_of_the_words_does_not_matter(words, random):
    order = list(range(len(words)))
    random.shuffle(order)
    a, b = columns(words)
    np.testing.assert_allclose(log_odds(a[order], b[order]).z, log_odds(a, b).z[order])


@given(WORDS, st.integers(2, 5))
def test_words_used_alike_are_typical_of_nobody(words, times):
    a = columns(words)[0]
    np.testing.assert_allclose(np.nan_to_num(log_odds(a, a * times).delta), 0, atol=1e-9)


@given(WORDS)
def test_a_heavier_prior_holds_words_back(words):
    a, b = columns(words)
    light, heavy = log_odds(a, b, prior_words=10), log_odds(a, b, prior_words=10_000)
    known = ~np.isnan(light.delta)
    assert (np.abs(heavy.delta[known]) <= np.abs(light.delta[known]) + 1e-9).all()


def test_a_word_nobody_used_and_an_empty_group_have_no_number():
    assert np.isnan(log_odds([0, 9, 5], [0, 9, 6]).z).tolist() == [True, False, False]
    assert np.isnan(log_odds([0, 0], [3, 9]).z).all()
    assert log_odds([], []).z.shape == (0,)


def test_a_single_word_is_typical_of_nobody():
    assert np.isnan(log_odds([7], [5]).z).all()


def test_rare_words_and_those_of_few_people_are_not_shown():
    found = log_odds([60, 60, 4, 40], [2, 2, 0, 400], prior_words=20)
    assert typical(found, [50, 2, 4, 300], min_z=1).tolist() == [True, False, False, True]
    assert typical(found, [50, 2, 4, 300], min_z=1, min_count=4).tolist() == [True, False, True, True]
    assert typical(found, [50, 2, 4, 300], min_z=8).tolist() == [False, False, False, True]


def test_a_word_without_a_number_is_not_shown():
    assert not typical(log_odds([0, 9, 5], [0, 9, 6]), [9, 9, 9], min_z=0, min_count=0)[0]


@pytest.mark.parametrize(
    ("a", "b", "options"),
    [([1], [1, 2], {}), ([[1]], [[1]], {}), ([-1], [1], {}), ([1], [1], {"prior_words": 0})],
)
def test_what_makes_no_sense_is_refused(a, b, options):
    with pytest.raises(ValueError, match=r"must|never"):
        log_odds(a, b, **options)
