import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mot.stats.correlations import DropReason, clipped, complete_pairs, correlate, pairwise_corr

ORACLES = Path(__file__).parents[1] / "oracles"


def oracle(name):
    cases = json.loads((ORACLES / name).read_text("utf-8"))["cases"]
    return pytest.mark.parametrize("case", cases, ids=lambda case: case["id"])


def close(found, want):
    np.testing.assert_allclose(found, np.asarray(want, dtype=float), rtol=1e-6, atol=1e-8)


def pairs_of(rows):
    """Pair sums of answers (people, variables) with NaN where there is none."""
    there = ~np.isnan(rows)
    held, mask = np.where(there, rows, 0).astype(int), there.astype(int)
    return mask.T @ mask, held.T @ mask, (held**2).T @ mask, held.T @ held


def survey(people=300, missing=(0, 0.1, 0.4, 0.6), seed=1):
    """Answers on 1 to 7 that go together, each variable missing as often as told, the outcome first."""
    rng = np.random.default_rng(seed)
    mood = rng.normal(4.5, 1, (people, 1))
    rows = np.clip(np.round(mood + rng.normal(0, 1, (people, len(missing)))), 1, 7)
    rows[rng.random(rows.shape) < np.array(missing)] = np.nan
    return rows


@oracle("13_drivers_pairwise.json")
def test_pairwise_correlations_agree_with_r(case):
    asked, want = case["input"], case["expected"]
    found = pairwise_corr(
        asked["pair_n"],
        asked["pair_sum"],
        asked["pair_sumsq"],
        asked["pair_cross"],
        min_pairs=want["min_pair_n"],
        threshold=asked["eig_threshold"],
    )
    close(found.raw, want["corr"])
    close(found.r, want["corr_used"])
    close(found.smallest, want["min_eig"])
    assert found.repaired == want["repaired"]


def test_each_correlation_has_its_own_people():
    rows = survey()
    found = pairwise_corr(*pairs_of(rows))
    assert found.kept.tolist() == [0, 1, 2, 3]
    close(found.raw, pd.DataFrame(rows).corr())
    close(found.mean, np.nanmean(rows, axis=0))
    close(found.sd, np.nanstd(rows, axis=0, ddof=1))
    assert not found.complete
    assert found.n.min() < found.usual_n < found.n.max()


def test_with_complete_answers_everybody_counts_once():
    rows = survey(missing=(0, 0, 0))
    held = rows.astype(int)
    found = pairwise_corr(*complete_pairs(len(rows), held.sum(axis=0), held.T @ held))
    close(found.r, np.corrcoef(rows.T))
    assert found.complete
    assert found.usual_n == 300


def test_a_driver_that_too_few_rated_with_the_outcome_is_left_out_and_named():
    rows = survey()
    rows[49:, 2] = np.nan
    rows[:49, 2] = np.arange(49) % 7 + 1
    found = pairwise_corr(*pairs_of(rows))
    assert found.dropped == {2: DropReason.FEW_PAIRS}
    assert found.kept.tolist() == [0, 1, 3]


def test_fifty_are_enough():
    rows = survey(missing=(0, 0))
    rows[50:, 1] = np.nan
    assert pairwise_corr(*pairs_of(rows)).kept.tolist() == [0, 1]


def test_of_two_drivers_that_few_rated_together_only_the_rarer_leaves():
    rows = survey(missing=(0, 0, 0, 0))
    rows[:150, 1] = np.nan
    rows[180:, 2] = np.nan
    found = pairwise_corr(*pairs_of(rows))
    assert found.dropped == {1: DropReason.FEW_PAIRS}, "1 has 150 answers, 2 has 180, 30 people have both"


def test_the_driver_that_shares_few_people_with_most_leaves_first():
    rows = survey(missing=(0, 0, 0, 0))
    rows[:120, 1] = np.nan  # 1 has 180 people, who met neither 2 nor 3
    rows[120:, 2:] = np.nan
    assert pairwise_corr(*pairs_of(rows)).dropped == {1: DropReason.FEW_PAIRS}


def test_a_driver_without_variance_is_dropped_and_named():
    rows = survey()
    rows[:, 3] = 6
    found = pairwise_corr(*pairs_of(rows))
    assert found.dropped == {3: DropReason.NO_VARIANCE}
    assert np.isfinite(found.r).all()


def test_a_driver_whose_perceptions_are_all_missing_is_dropped():
    rows = survey()
    rows[:, 1] = np.nan
    assert pairwise_corr(*pairs_of(rows)).dropped == {1: DropReason.FEW_PAIRS}


def test_an_outcome_without_variance_leaves_nothing_to_explain():
    rows = survey()
    rows[:, 0] = 7
    found = pairwise_corr(*pairs_of(rows))
    assert set(found.dropped.values()) == {DropReason.NOTHING_TO_EXPLAIN}
    assert found.kept.tolist() == [0]
    assert found.r.tolist() == [[1.0]]


def test_nobody_at_all_is_no_mistake():
    found = pairwise_corr(*[np.zeros((3, 3), dtype=int)] * 4)
    assert found.kept.tolist() == [0]
    assert found.usual_n == 0
    assert np.isnan(found.mean[0])


def test_drivers_that_always_agree_cannot_be_told_apart():
    rows = survey(missing=(0, 0))
    found = pairwise_corr(*pairs_of(rows[:, [0, 1, 1]]))
    assert found.repaired
    assert found.smallest == pytest.approx(0, abs=1e-12)
    assert np.linalg.eigvalsh(found.r)[0] > 0.005
    assert found.r[0, 1] == pytest.approx(found.r[0, 2])


def test_a_usable_matrix_is_returned_as_it_is():
    r = np.array([[1, 0.3], [0.3, 1]])
    assert clipped(r).tolist() == r.tolist()


@given(st.integers(2, 6), st.integers(0, 10_000))
def test_clipping_leaves_correlations_whatever_came_in(size, seed):
    rng = np.random.default_rng(seed)
    r = np.triu(rng.uniform(-1, 1, (4, size, size)), 1)
    r = r + np.swapaxes(r, 1, 2) + np.eye(size)
    found = clipped(r)
    assert (np.linalg.eigvalsh(found) > 0).all()
    np.testing.assert_allclose(np.diagonal(found, axis1=1, axis2=2), 1)
    assert (np.abs(found) <= 1 + 1e-12).all()
    for one, alone in zip(r, found, strict=True):
        np.testing.assert_allclose(clipped(one), alone, atol=1e-12)


@given(st.integers(0, 10_000), st.sampled_from([(0, 1), (-3, 2), (10, 5)]))
def test_another_unit_leaves_correlations_alone(seed, unit):
    shift, factor = unit
    rows = survey(80, (0, 0.2, 0.3), seed)
    close(
        pairwise_corr(*pairs_of(factor * rows + shift), min_pairs=2).r,
        pairwise_corr(*pairs_of(rows), min_pairs=2).r,
    )


def test_stacks_are_correlated_at_once():
    tables = [pairs_of(survey(seed=seed)) for seed in (1, 2, 3)]
    together = correlate(*(np.array(part) for part in zip(*tables, strict=True)))
    close(together, [correlate(*table) for table in tables])


def test_tables_of_different_sizes_are_refused():
    n = np.zeros((3, 3), dtype=int)
    with pytest.raises(ValueError, match="square tables of one size"):
        pairwise_corr(n, n, n, n[:2])
