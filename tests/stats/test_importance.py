import json
from itertools import permutations
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mot.stats.correlations import pairwise_corr
from mot.stats.importance import MOST, DriverState, Likeness, drivers, johnson, lmg, shares
from tests.stats.test_correlations import pairs_of, survey
from tests.stats.test_regression import correlations_of

ORACLES = Path(__file__).parents[1] / "oracles"


def oracle(name):
    cases = json.loads((ORACLES / name).read_text("utf-8"))["cases"]
    return pytest.mark.parametrize("case", cases, ids=lambda case: case["id"])


def close(found, want, atol=1e-8):
    np.testing.assert_allclose(found, np.asarray(want, dtype=float), rtol=1e-6, atol=atol)


def r2(corr, chosen):
    chosen = list(chosen)
    if not chosen:
        return 0.0
    block = corr[np.ix_(chosen, chosen)]
    return float(corr[0, chosen] @ np.linalg.solve(block, corr[chosen, 0]))


def random_corr(size, seed):
    rng = np.random.default_rng(seed)
    return np.corrcoef(rng.normal(size=(size, 40)) + rng.normal(size=40))


# the parts


@oracle("12_drivers.json")
def test_the_parts_agree_with_r(case):
    want = case["expected"]
    corr = np.array(case["input"]["corr"]) if "corr" in case["input"] else correlations_of(case).r
    close(lmg(corr), want["lmg"])
    close(johnson(corr), want["johnson"])
    close(lmg(corr).sum(), want["r2"])
    if "lmg_share" in want:
        close(shares(corr), want["lmg_share"])


@oracle("13_drivers_pairwise.json")
def test_the_parts_of_pairwise_correlations_agree_with_r(case):
    asked, want = case["input"], case["expected"]
    tables = (asked[key] for key in ("pair_n", "pair_sum", "pair_sumsq", "pair_cross"))
    found = drivers(pairwise_corr(*tables, min_pairs=want["min_pair_n"]))
    close(found.lmg, want["lmg"])
    close(found.johnson, want["johnson"])
    close(found.fit.r2, want["r2"])


def test_the_published_example_of_dominance_analysis():
    corr = [
        [1, 0.6, 0.3, 0.4, 0.5],
        [0.6, 1, 0.8, 0.1, 0.3],
        [0.3, 0.8, 1, 0.1, 0.1],
        [0.4, 0.1, 0.1, 1, 0.5],
        [0.5, 0.3, 0.1, 0.5, 1],
    ]
    by_size = [
        [0.36, 0.09, 0.16, 0.25],
        [0.3, 0.074, 0.095, 0.152],
        [0.263, 0.069, 0.063, 0.073],
        [0.246, 0.071, 0.061, 0.01],
    ]
    np.testing.assert_allclose(lmg(corr), np.mean(by_size, axis=0), atol=0.002)


@given(st.integers(2, 5), st.integers(0, 10_000))
def test_a_part_is_the_average_gain_over_all_orders(size, seed):
    corr = random_corr(size, seed)
    gains = np.zeros(size - 1)
    orders = list(permutations(range(1, size)))
    for order in orders:
        for place, driver in enumerate(order):
            gains[driver - 1] += r2(corr, order[: place + 1]) - r2(corr, order[:place])
    close(lmg(corr), gains / len(orders))


@given(st.integers(2, 8), st.integers(0, 10_000))
def test_the_parts_add_up_to_what_is_explained(size, seed):
    corr = random_corr(size, seed)
    for part in (lmg, johnson):
        close(part(corr).sum(), r2(corr, range(1, size)))
        assert (part(corr) >= 0).all()


@given(
    st.integers(0, 10_000), st.lists(st.sampled_from([1, 2, 10]), min_size=4, max_size=4), st.integers(-9, 9)
)
def test_another_unit_of_a_variable_changes_nothing(seed, factors, shift):
    rows = survey(80, (0, 0, 0, 0.2), seed)
    one = drivers(pairwise_corr(*pairs_of(rows), min_pairs=2))
    other = drivers(pairwise_corr(*pairs_of(rows * factors + shift), min_pairs=2))
    close(other.lmg, one.lmg)
    close(other.share, one.share)


@given(st.integers(0, 10_000), st.permutations([1, 2, 3, 4]))
def test_the_order_of_the_drivers_does_not_matter(seed, order):
    corr = random_corr(5, seed)
    moved = corr[np.ix_([0, *order], [0, *order])]
    close(lmg(moved), lmg(corr)[np.array(order) - 1])


def test_two_identical_drivers_get_half_each():
    corr = np.array([[1, 0.5, 0.5, 0.3], [0.5, 1, 1, 0.2], [0.5, 1, 1, 0.2], [0.3, 0.2, 0.2, 1]])
    alone = lmg(corr[np.ix_([0, 1, 3], [0, 1, 3])])
    for parts in (lmg(corr), johnson(corr)):
        assert parts[0] == pytest.approx(parts[1])
        assert parts.sum() == pytest.approx(alone.sum())


def test_two_identical_drivers_get_half_each_from_the_answers_too():
    rows = survey(missing=(0, 0, 0))
    found = drivers(pairwise_corr(*pairs_of(rows[:, [0, 1, 1]])))
    close(found.share, [0.5, 0.5])
    assert set(found.likeness) == {Likeness.MERGE}
    assert np.isfinite(found.fit.vif).all()


def test_one_driver_has_the_squared_correlation():
    close(lmg([[1, -0.6], [-0.6, 1]]), [0.36])
    close(johnson([[1, -0.6], [-0.6, 1]]), [0.36])
    close(shares([[1, -0.6], [-0.6, 1]]), [1])


def test_stacks_are_worked_through_together():
    stack = np.array([random_corr(6, seed) for seed in range(12)]).reshape(3, 4, 6, 6)
    for part in (lmg, johnson, shares):
        close(part(stack)[2, 1], part(stack[2, 1]))
        assert part(stack).shape == (3, 4, 5)


def test_many_drivers_go_by_relative_weights():
    corr = random_corr(MOST + 2, 5)
    close(shares(corr), johnson(corr) / johnson(corr).sum())
    fewer = random_corr(MOST + 1, 5)
    close(shares(fewer), lmg(fewer) / lmg(fewer).sum())
    assert np.isnan(drivers(pairwise_corr(*pairs_of(survey(400, [0] * 12)))).lmg).all()


def test_every_subset_of_many_drivers_is_refused():
    with pytest.raises(ValueError, match="17 drivers is too many"):
        lmg(np.eye(18))


def test_when_nothing_is_explained_there_are_no_shares():
    assert np.isnan(shares(np.eye(3))).all()


# how far the answers carry


def told(rows, **options):
    return drivers(pairwise_corr(*pairs_of(rows)), **options)


@pytest.mark.parametrize(
    ("people", "state"),
    [(49, "not_enough"), (50, "early"), (99, "early"), (100, "fine")],
)
def test_the_number_of_people_decides_how_far_it_carries(people, state):
    assert told(survey(people, (0, 0))).state == state


def test_ten_people_per_driver_are_needed():
    assert told(survey(119, [0] * 13)).state is DriverState.NOT_ENOUGH
    assert told(survey(120, [0] * 13)).state is DriverState.FINE


def test_no_answers_are_no_data():
    assert told(np.full((5, 3), np.nan)).state is DriverState.NO_DATA


def test_ratings_unrelated_to_the_outcome_explain_nothing():
    rows = survey(200, (0, 0, 0), seed=2)
    rows[:, 0] = np.random.default_rng(7).permutation(rows[:, 0])
    found = told(rows)
    assert found.fit.p > 0.05
    assert found.state is DriverState.EXPLAINED_NOTHING
    assert not found.state.known


def test_an_outcome_or_ratings_that_never_vary_explain_nothing():
    rows = survey(200, (0, 0, 0))
    for column in ([0], [1, 2]):
        constant = rows.copy()
        constant[:, column] = 6
        assert told(constant).state is DriverState.EXPLAINED_NOTHING


def test_drivers_rated_almost_alike_are_named():
    rng = np.random.default_rng(3)
    rows = survey(400, (0, 0, 0, 0))
    for noise, name in ((0.42, Likeness.ALIKE), (0.2, Likeness.MERGE)):
        twin = rows[:, 1] + np.where(rng.random(400) < noise, rng.choice([-1, 1], 400), 0)
        found = told(np.column_stack([rows, twin]))
        assert found.likeness.tolist() == [name, None, None, name], found.fit.vif
