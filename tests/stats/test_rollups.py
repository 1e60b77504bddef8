import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mot.stats.intervals import gap_stats
from mot.stats.rollups import rollup, servqual
from mot.stats.tally import PairTally, RollupTally

ORACLES = Path(__file__).parents[1] / "oracles"
PEOPLE = st.lists(st.lists(st.integers(-6, 6), min_size=1, max_size=5), min_size=1, max_size=30)


def cases(name):
    return json.loads((ORACLES / name).read_text("utf-8"))["cases"]


def oracle(name, having=()):
    kept = [case for case in cases(name) if case["input"].keys() >= set(having)]
    return pytest.mark.parametrize("case", kept, ids=lambda case: case["id"])


def close(found, want, message=""):
    np.testing.assert_allclose(found, np.asarray(want, dtype=float), rtol=1e-6, atol=1e-9, err_msg=message)


def tally(people):
    s, k = np.array([(sum(gaps), len(gaps)) for gaps in people]).reshape(-1, 2).T
    return RollupTally(len(people), s.sum(), k.sum(), (s * s).sum(), (k * k).sum(), (s * k).sum())


@oracle("04_rollup_clustered.json")
def test_the_roll_up_agrees_with_the_survey_package(case):
    columns = {key.lower(): value for key, value in case["input"]["suff"].items()}
    found = rollup(RollupTally.from_columns(columns), conf=case["input"]["conf"])
    for key, want in case["expected"].items():
        close(getattr(found, key), want, key)
    assert found.se > case["naive_wrong"]["se"]


@oracle("04_rollup_clustered.json", having=["rows"])
def test_the_roll_up_of_rows_has_the_same_sums(case):
    people = {}
    for person, _, gap in case["input"]["rows"]:
        people.setdefault(person, []).append(gap)
    found, want = tally(people.values()), case["input"]["suff"]
    assert [int(getattr(found, key.lower())) for key in want] == list(want.values())


@given(PEOPLE, PEOPLE)
def test_adding_roll_ups_equals_rolling_up_everybody(one, other):
    added, direct = rollup(tally(one) + tally(other)), rollup(tally(one + other))
    for name in ("n_resp", "mean", "se", "lo", "hi"):
        np.testing.assert_array_equal(getattr(added, name), getattr(direct, name), name)


@given(st.lists(st.integers(-6, 6), min_size=2, max_size=40))
def test_one_rating_each_is_the_plain_gap(gaps):
    plain = gap_stats(PairTally.from_pairs([7 + g for g in gaps], [7] * len(gaps), 1, 13))
    found = rollup(tally([[-g] for g in gaps]))
    close(found.mean, plain.gap)
    close(found.se, plain.se)
    close(found.lo, plain.lo)


def test_nobody_and_one_person_have_no_interval():
    found = rollup(
        RollupTally.from_columns(
            {f: [0, v] for f, v in zip(RollupTally.names(), (1, -4, 2, 16, 4, -8), strict=True)}
        )
    )
    np.testing.assert_array_equal(found.mean, [np.nan, -2])
    assert np.isnan([found.se, found.df, found.lo, found.hi]).all()
    assert found.estimate.mean is found.mean


def test_people_who_all_agree_are_no_certainty():
    found = rollup(tally([[-1, -1], [-1], [-1, -1, -1]]))
    assert found.se == 0
    assert np.isnan(found.lo)
    thirds = rollup(tally([[-1, 0, 0]] * 7))  # the mean is not a binary fraction
    assert thirds.se == 0
    assert np.isnan(thirds.hi)


@oracle("05_servqual_scores.json")
def test_servqual_agrees_with_the_survey_package(case):
    asked = case["input"]
    found = servqual(asked["n_resp"], asked["sum_S"], asked["sum_K"], asked["moment_SK"], asked["weights"])
    for key, want in case["expected"].items():
        close(getattr(found, key), want, key)
    assert not found.missing.any()


@oracle("05_servqual_scores.json", having=["S", "K"])
def test_the_moment_matrix_is_the_cross_product_of_people(case):
    both = np.hstack([case["input"]["S"], case["input"]["K"]])
    assert (both.T @ both == case["input"]["moment_SK"]).all()


def test_one_dimension_is_the_roll_up():
    people = [[-2, -3], [0], [1, -1, -1]]
    t = tally(people)
    found = servqual(3, [t.s], [t.k], [[t.s2, t.sk], [t.sk, t.k2]], [1.0])
    want = rollup(t)
    close([found.weighted, found.weighted_se, found.weighted_lo], [want.mean, want.se, want.lo])
    close([found.unweighted_lo, found.unweighted_hi], [want.lo, want.hi])


def test_a_dimension_nobody_answered_leaves_no_overall_score():
    people = np.array([[-2, 0, 2, 0], [-1, 0, 1, 0], [0, 0, 2, 0]])
    sums = people.sum(axis=0)
    found = servqual(3, sums[:2], sums[2:], people.T @ people, [0.5, 0.5])
    assert found.missing.tolist() == [False, True]
    assert np.isnan([found.weighted, found.unweighted, found.weighted_se, found.unweighted_lo]).all()
    close(found.dim_gap, [-0.6, None])
    assert found.dim_se[0] > 0
    assert np.isnan(found.dim_se[1])


def test_a_hospital_in_print_is_reproduced():
    published = {case["id"]: case for case in cases("90_published.json")}
    hospital = published["PMC6131925_table2_servqual"]
    gaps = [round(row["P"] - row["E"], 2) for row in hospital["input"]["rows"]]
    assert gaps == hospital["published"]["gap"]
    forum = published["servqual_unweighted_example"]
    for name, want in (
        (hospital, hospital["checks"]["unweighted_servqual"]),
        (forum, forum["published"]["unweighted"]),
    ):
        values = gaps if name is hospital else list(forum["input"]["dim_gap"].values())
        k = np.full(5, 100)
        s = np.rint(np.array(values) * 100).astype(int)
        both = np.concatenate([s, k])
        found = servqual(100, s, k, np.outer(both, both) / 100, np.full(5, 0.2))
        assert round(found.unweighted, 2) == want


@pytest.mark.parametrize("weights", [[0.5, 0.6], [1.5, -0.5], [1.0]])
def test_weights_that_do_not_add_up_are_refused(weights):
    with pytest.raises(ValueError, match="weights"):
        servqual(2, [1, 1], [2, 2], np.zeros((4, 4)), weights)


def test_one_person_has_scores_and_no_errors():
    person = np.array([-2, -3, 2, 2])
    found = servqual(1, person[:2], person[2:], np.outer(person, person), [0.5, 0.5])
    assert found.weighted == -1.25
    assert np.isnan([found.weighted_se, found.weighted_lo, *found.dim_se]).all()
