"""What showing an effect takes, against the formula written out and a simulation of the variance."""

import math

import numpy as np
import pytest
from scipy.stats import norm

from mot.analysis.effect_plan import WOBBLE, effect_plan
from mot.stats.power import n_for_did

MULTIPLE = norm.ppf(0.975) + norm.ppf(0.8)


def test_one_pilot_branch_is_the_plan_of_one():
    first = effect_plan(22, 12, branches=9).frame.iloc[0]
    assert (first["pilots"], first["comparisons"]) == (1, 8)
    assert first["answers"] == n_for_did(22, 12, branches=8).answers


def test_the_answers_of_several_pilots_give_exactly_the_effect():
    for row in effect_plan(22, 8, branches=24).frame.itertuples():
        if math.isnan(row.answers):
            continue
        n = row.answers
        share = 1 / row.pilots + 1 / row.comparisons
        assert MULTIPLE * math.sqrt((2 * 22**2 / n + WOBBLE**2) * share) <= 8 + 1e-9
        assert MULTIPLE * math.sqrt((2 * 22**2 / (n - 1) + WOBBLE**2) * share) > 8


def test_the_variance_is_that_of_the_difference_of_changes():
    rng = np.random.default_rng(1)
    n, pilots, others, runs = 40, 3, 9, 20_000
    drift = rng.normal(0, WOBBLE, (runs, pilots + others))
    change = drift + rng.normal(0, 22 * math.sqrt(2 / n), (runs, pilots + others))
    did = change[:, :pilots].mean(axis=1) - change[:, pilots:].mean(axis=1)
    assert did.var() == pytest.approx((2 * 22**2 / n + WOBBLE**2) * (1 / pilots + 1 / others), rel=0.03)


def test_more_pilot_branches_show_smaller_effects_with_fewer_answers():
    frame = effect_plan(22, 8, branches=20).frame
    assert frame["smallest"].is_monotonic_decreasing
    assert frame["answers"].dropna().is_monotonic_decreasing
    assert frame["pilots"].tolist() == list(range(1, 11))
    assert (frame["pilots"] + frame["comparisons"] == 20).all()


def test_one_branch_cannot_show_an_effect_as_small_as_its_own_ups_and_downs():
    found = effect_plan(22, 8, branches=12)
    assert math.isnan(found.frame["answers"].iloc[0])
    assert found.frame["smallest"].iloc[0] > 8
    assert found.fewest == 2
    assert effect_plan(22, 3, branches=12).fewest == 0
    assert effect_plan(22, 15, branches=12).fewest == 1


def test_a_network_of_one_can_only_show_a_change():
    found = effect_plan(22, 5, branches=1)
    assert found.frame.empty
    assert found.fewest == 0
    assert found.change_only == pytest.approx(305, abs=2)


def test_nothing_is_judged_below_the_least():
    found = effect_plan(5, 15, branches=12, least=20)
    assert (found.frame["answers"] >= 20).all()
    assert found.change_only == 20
