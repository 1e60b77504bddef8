import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mot.stats.windows import Answers, BeforeAfter

SCORES = st.lists(st.lists(st.integers(1, 7), max_size=12), min_size=1, max_size=6)


def tallied(groups, low=1, high=7):
    arrays = [np.array(group, dtype=int) for group in groups]
    sums = ([fun(x) for x in arrays] for fun in (len, np.sum, lambda x: np.sum(x * x)))
    return Answers.from_sums(*sums, low, high)


@given(SCORES)
def test_sums_become_means_and_variances_on_the_common_scale(groups):
    found = tallied(groups)
    for group, n, mean, var in zip(groups, found.n, found.mean, found.var, strict=True):
        x = (np.array(group) - 1) * 100 / 6
        assert n == len(group)
        assert np.isnan(mean) if n == 0 else mean == pytest.approx(x.mean())
        assert np.isnan(var) if n < 2 else var == pytest.approx(x.var(ddof=1), abs=1e-9)


@given(SCORES)
def test_together_is_the_same_as_tallying_everybody_at_once(groups):
    one, all_at_once = tallied(groups).together(), tallied([[x for group in groups for x in group]])
    for name in ("n", "mean", "var"):
        np.testing.assert_allclose(getattr(one, name), getattr(all_at_once, name), rtol=1e-9, atol=1e-8)


def test_gaps_start_at_zero():
    assert Answers.from_sums([2], [-3], [5], 0, 6).mean == pytest.approx([-25])


def test_what_cannot_be_known_is_not_looked_at():
    found = Answers([0, 1], [55.0, 60.0], [7.0, 8.0])
    assert np.isnan([found.mean[0], *found.var]).all()
    assert np.isnan(found.estimate(5.0).se).all()


def test_the_units_of_both_windows_stay_together():
    before, after = Answers([9, 3], [1.0, 2.0], [1.0, 1.0]), Answers([4, 8], [5.0, 6.0], [1.0, 1.0])
    found = BeforeAfter(before, after).answered()
    pairs = set(zip(found.before.mean.tolist(), found.after.mean.tolist(), strict=True))
    assert pairs == {(1.0, 5.0), (2.0, 6.0)}


@pytest.mark.parametrize(
    "wrong", [([3], [1.0, 2.0], [1.0]), ([-1], [1.0], [1.0]), ([3], [np.nan], [1.0]), ([3], [1.0], [np.nan])]
)
def test_answers_that_contradict_each_other_are_refused(wrong):
    with pytest.raises(ValueError, match=r"answers|unit"):
        Answers(*wrong)


def test_windows_of_different_units_are_refused():
    with pytest.raises(ValueError, match="same units"):
        BeforeAfter(Answers(3, 1.0, 1.0), Answers([3, 4], [1.0, 2.0], [1.0, 1.0]))
