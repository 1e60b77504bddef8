import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mot.stats.correlations import complete_pairs, pairwise_corr
from mot.stats.regression import cross_validated, least_squares, ridge, slopes, vif
from tests.stats.test_correlations import pairs_of, survey

ORACLES = Path(__file__).parents[1] / "oracles"
UNIT = {"swiss": 100}  # to whole numbers: its sums have two decimals


def oracle(name):
    cases = json.loads((ORACLES / name).read_text("utf-8"))["cases"]
    return pytest.mark.parametrize(
        "case", [c for c in cases if "n" in c["input"]], ids=lambda case: case["id"]
    )


def close(found, want):
    np.testing.assert_allclose(found, np.asarray(want, dtype=float), rtol=1e-6, atol=1e-8)


def correlations_of(case):
    asked, unit = case["input"], UNIT.get(case["id"], 1)
    total, cross = np.array(asked["sum"]) * unit, np.array(asked["cross"]) * unit**2
    return pairwise_corr(*complete_pairs(asked["n"], total.round(), cross.round()), min_pairs=2)


@oracle("12_drivers.json")
def test_least_squares_agrees_with_r(case):
    want, unit = case["expected"], UNIT.get(case["id"], 1)
    fit = least_squares(correlations_of(case))
    close([fit.intercept / unit, *fit.slope], want["coef"])
    close([fit.intercept_se / unit, *fit.slope_se], want["se"])
    close(fit.beta, want["beta_std"])
    close(fit.vif, want["vif"])
    close([fit.r2, fit.adj_r2], [want["r2"], want["adj_r2"]])
    np.testing.assert_allclose(fit.p, want["F_p"], rtol=1e-6)
    close(fit.resid_sd / unit, want["resid_sd"])
    assert fit.df == want.get("df", case["input"]["n"] - len(fit.slope) - 1)


@oracle("14_whatif.json")
def test_the_ridge_agrees_with_r(case):
    found, want = correlations_of(case), case["expected"]
    for one in want["ridge"]:
        fit = ridge(found, one["lambda"])
        close([fit.intercept, *fit.slope], one["coef"])
    assert cross_validated(found) == want["gcv_lambda_grid_0_200_by_0.5"]
    assert ridge(found).penalty == want["gcv_lambda_grid_0_200_by_0.5"]


def test_no_ridge_is_least_squares():
    found = pairwise_corr(*pairs_of(survey(missing=(0, 0, 0))))
    close(ridge(found, 0.0).slope, least_squares(found).slope)
    close(ridge(found, 0.0).slope_cov, least_squares(found).slope_cov)


def test_the_error_of_a_ridge_is_that_of_its_linear_weights():
    rows = survey(120, (0, 0, 0))
    found = pairwise_corr(*pairs_of(rows))
    x = (rows[:, 1:] - rows[:, 1:].mean(axis=0)) / rows[:, 1:].std(axis=0)
    weights = np.linalg.solve(x.T @ x + 30 * np.eye(2), x.T)
    want = least_squares(found).resid_sd ** 2 * weights @ weights.T
    scale = rows[:, 1:].std(axis=0)
    close(ridge(found, 30).slope_cov, want / np.outer(scale, scale))


def test_missing_by_route_leaves_slopes_without_a_formula_for_their_error():
    fit = least_squares(pairwise_corr(*pairs_of(survey())))
    assert np.isfinite(fit.slope).all()
    assert np.isnan(fit.slope_se).all()
    assert np.isnan(fit.intercept_se)
    assert fit.p < 1e-6


def test_the_f_test_of_answers_missing_by_route_counts_on_fewer_people():
    rows = survey(400, (0, 0, 0))
    all_there = least_squares(pairwise_corr(*pairs_of(rows)))
    rows[200:, 2] = np.nan
    assert least_squares(pairwise_corr(*pairs_of(rows))).df < all_there.df


def test_without_drivers_there_is_no_regression():
    rows = survey()
    rows[:, 0] = 7
    fit = least_squares(pairwise_corr(*pairs_of(rows)))
    assert fit.slope.shape == fit.vif.shape == (0,)
    assert np.isnan([fit.r2, fit.p]).all()
    assert cross_validated(pairwise_corr(*pairs_of(rows))) == 0


def test_with_as_many_drivers_as_people_nothing_is_certain():
    rows = np.array([[1, 2, 5], [4, 1, 6], [3, 3, 1]])
    fit = least_squares(pairwise_corr(*complete_pairs(3, rows.sum(axis=0), rows.T @ rows), min_pairs=2))
    assert np.isnan([fit.p, fit.df, fit.resid_sd, *fit.slope_se]).all()


@given(st.integers(0, 10_000), st.sampled_from([0.0, 5.0, 80.0]))
def test_stacks_have_the_slopes_of_each(seed, penalty):
    found = [pairwise_corr(*pairs_of(survey(90, (0, 0, 0), seed + k)), min_pairs=2) for k in range(3)]
    together = slopes([f.r for f in found], [f.sd for f in found], 90, penalty)
    close(together, [ridge(f, penalty).slope for f in found])


def test_unrelated_drivers_have_no_inflation():
    close(vif([[1, 0.4, 0.2], [0.4, 1, 0], [0.2, 0, 1]]), [1, 1])
