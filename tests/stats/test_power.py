import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import nct, ttest_ind
from scipy.stats import t as student

from mot.stats.power import PlanState, n_for_did, n_for_power

ORACLE = Path(__file__).parents[1] / "oracles" / "17_sample_size.json"
CASES = [case for case in json.loads(ORACLE.read_text("utf-8"))["cases"] if case["kind"] == "power"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_answers_to_see_a_change_agree_with_r(case):
    asked, want = dict(case["input"]), case["expected"]
    sd, difference = asked.pop("sd"), asked.pop("delta")
    assert n_for_power(sd, difference, groups=1, **asked) == want["n_one_sample_or_paired"]
    assert n_for_power(sd, difference, groups=2, **asked) == want["n_per_group_two_sample"]
    plain = n_for_did(sd, difference, branches=1, wobble=0, **asked)
    assert plain.answers == want["n_per_cell_did"]


@given(st.floats(0.05, 4), st.sampled_from([1, 2]), st.floats(0.3, 0.95), st.floats(0.001, 0.2))
def test_the_number_is_the_smallest_that_sees_it(size, groups, power, alpha):
    n = n_for_power(1, size, groups=groups, power=power, alpha=alpha)

    def seen(k):
        df = groups * (k - 1)
        return nct.sf(student.ppf(1 - alpha / 2, df), df, size / np.sqrt(groups / k))

    assert seen(n) >= power - 1e-6
    assert n == 2 or seen(n - 1) < power + 1e-6


def test_the_change_is_seen_as_often_as_promised():
    rng = np.random.default_rng(7)
    n = n_for_power(22, 10, power=0.8)
    before, after = rng.normal(70, 22, (4000, n)), rng.normal(80, 22, (4000, n))
    seen = (ttest_ind(after, before, axis=1).pvalue < 0.05).mean()
    assert 0.78 < seen < 0.82


def test_an_effect_below_the_wobble_of_branches_cannot_be_seen():
    found = n_for_did(22, 8, branches=10)
    assert found.state is PlanState.IMPOSSIBLE
    assert found.answers is None
    assert 8 < found.smallest_effect < 9


@given(st.integers(1, 30), st.one_of(st.just(0.0), st.floats(0.1, 5)), st.floats(1.01, 10))
def test_above_the_smallest_effect_there_is_always_a_number(branches, wobble, factor):
    smallest = n_for_did(22, 1, branches=branches, wobble=wobble).smallest_effect
    found = n_for_did(22, max(smallest, 1) * factor, branches=branches, wobble=wobble)
    assert found.state is PlanState.OK
    assert found.answers >= 2
    if wobble:
        assert n_for_did(22, smallest / factor, branches=branches, wobble=wobble).answers is None


def test_more_comparison_branches_and_larger_effects_need_fewer_answers():
    needed = [n_for_did(22, 15, branches=branches).answers for branches in (1, 2, 5, 30)]
    assert needed == sorted(needed, reverse=True)
    assert n_for_did(22, 20, branches=5).answers < n_for_did(22, 15, branches=5).answers


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: n_for_power(0, 1),
        lambda: n_for_power(1, 0),
        lambda: n_for_power(1, 1, groups=3),
        lambda: n_for_power(1, 1, power=1),
        lambda: n_for_power(1, 1, power=0.01),
        lambda: n_for_did(22, 5, branches=0),
        lambda: n_for_did(22, 5, branches=3, wobble=-1),
        lambda: n_for_did(22, 5, branches=3, power=80),
    ],
)
def test_what_makes_no_sense_is_refused(wrong):
    with pytest.raises(ValueError, match=r"must|groups|cannot"):
        wrong()
