import json
import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import t as student

from mot.stats.samples import design_effect, n_for_mean, n_for_nps, n_for_share, round_up

ORACLE = Path(__file__).parents[1] / "oracles" / "17_sample_size.json"
CASES = json.loads(ORACLE.read_text("utf-8"))["cases"]
RATES = st.floats(0.01, 1)
PEOPLE = st.one_of(st.none(), st.integers(1, 100_000))


def oracle(kind):
    cases = [case for case in CASES if case["kind"] == kind]
    return pytest.mark.parametrize("case", cases, ids=lambda case: case["id"])


@oracle("mean")
def test_answers_for_a_mean_agree_with_r(case):
    asked, want = dict(case["input"]), case["expected"]
    found = n_for_mean(asked.pop("sd"), asked.pop("half_width"), design=asked.pop("deff"), **asked)
    assert (found.simple, found.clustered, found.answers, found.invitations) == (
        want["n"],
        want["n_deff"],
        want["n_fpc"],
        want["invites"],
    )


@oracle("proportion")
def test_answers_for_a_share_agree_with_r(case):
    asked = case["input"]
    found = n_for_share(asked["p"], asked["half_width"], conf=asked["conf"])
    assert found.answers == case["expected"]["n"]


@oracle("nps")
def test_answers_for_the_net_promoter_score_agree_with_r(case):
    assert n_for_nps(**case["input"]).answers == case["expected"]["n"]


@given(st.floats(0.5, 30), st.floats(0.02, 3), st.sampled_from([0.8, 0.9, 0.95, 0.99]))
def test_the_number_is_the_smallest_that_keeps_the_margin(sd, ratio, conf):
    half = sd * ratio
    n = n_for_mean(sd, half, conf=conf).simple

    def margin(k):
        return student.ppf(0.5 + conf / 2, k - 1) * sd / math.sqrt(k)

    assert margin(n) <= half * (1 + 1e-6)
    assert n == 2 or margin(n - 1) > half * (1 - 1e-6)


@given(st.floats(1, 5), PEOPLE, RATES)
def test_each_step_goes_the_way_it_must(design, population, rate):
    found = n_for_mean(22, 3, design=design, population=population, response_rate=rate)
    assert found.clustered >= found.simple
    assert found.answers <= found.clustered
    assert found.invitations >= found.answers
    if population is not None:
        assert found.answers <= population
        assert found.reachable == (found.invitations <= population)
    else:
        assert found.reachable


def test_more_invitations_than_people_are_told():
    assert not n_for_mean(1.3, 0.2, population=400, response_rate=0.2).reachable


def test_half_and_half_is_the_most_demanding_share():
    needed = [n_for_share(share / 10, 0.05).answers for share in range(1, 10)]
    assert max(needed) == needed[4] == 385


def test_a_net_promoter_score_without_indifferent_people_needs_most():
    assert n_for_nps(0.5, 0.5, 0.1).answers > n_for_nps(0.3, 0.3, 0.1).answers
    assert n_for_nps(1.0, 0.0, 0.1).answers == 1


def test_people_who_answer_alike_are_worth_less():
    assert design_effect(1, 0.3) == 1
    assert design_effect(21, 0.05) == 2
    assert n_for_mean(22, 3, design=2).answers == 420


def test_a_whole_number_is_not_rounded_up():
    assert round_up(0.7 / 0.1) == 7
    assert n_for_mean(1.3, 0.5, response_rate=0.29).invitations == 100


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: n_for_mean(0, 1),
        lambda: n_for_mean(1, -1),
        lambda: n_for_mean(float("nan"), 1),
        lambda: n_for_mean(1, 1, conf=95),
        lambda: n_for_mean(1, 1, response_rate=0),
        lambda: n_for_mean(1, 1, response_rate=20),
        lambda: n_for_mean(1, 1, population=0),
        lambda: n_for_mean(1, 1, design=0),
        lambda: n_for_share(80, 0.05),
        lambda: n_for_share(0.8, 0),
        lambda: n_for_nps(0.8, 0.3, 0.05),
        lambda: n_for_nps(0, 0, 0.05),
        lambda: design_effect(0, 0.1),
        lambda: design_effect(5, 2),
    ],
)
def test_what_makes_no_sense_is_refused(wrong):
    with pytest.raises(ValueError, match=r"must|hold"):
        wrong()
