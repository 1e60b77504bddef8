import json
from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from mot.stats.intervals import gap_stabilised, gap_stats, mean_stats
from mot.stats.stabilised import prior_variance
from mot.stats.tally import PAIR_FIELDS, PairTally

ORACLES = Path(__file__).parents[1] / "oracles"
NAMES = {"n": "n", "sE": "s_e", "sP": "s_p", "sE2": "s_e2", "sP2": "s_p2", "sEP": "s_ep"}
ROWS = st.lists(st.tuples(st.integers(1, 7), st.integers(1, 7)), min_size=1, max_size=40)


def oracle(name, having=()):
    cases = json.loads((ORACLES / name).read_text("utf-8"))["cases"]
    cases = [case for case in cases if case["input"].keys() >= set(having)]
    return pytest.mark.parametrize("case", cases, ids=lambda case: case["id"])


def tally(*cells):
    columns = {name: np.zeros(len(cells), dtype=np.int64) for name in PAIR_FIELDS}
    columns |= {NAMES[key]: [cell[key] for cell in cells] for key in NAMES}
    return PairTally.from_columns(columns)


def pairs(rows, low=1, high=7):
    return PairTally.from_pairs([e for e, _ in rows], [p for _, p in rows], low, high)


def close(found, want, message=""):
    """None in the oracle means: not defined, NaN here."""
    np.testing.assert_allclose(found, np.asarray(want, dtype=float), rtol=1e-6, atol=1e-9, err_msg=message)


def everything_in(result):
    return {field.name: getattr(result, field.name) for field in fields(result)}


@oracle("01_gap_paired.json")
def test_gap_and_interval_agree_with_r(case):
    found = gap_stats(tally(case["input"]["suff"]), conf=case["input"]["conf"])
    names = {"mean_E": "mean_e", "mean_P": "mean_p", "sd_gap": "sd", "r_EP": "r_ep"}
    for key, want in case["expected"].items():
        if not key.startswith("n_"):
            close(getattr(found, names.get(key, key))[0], want, key)


@oracle("01_gap_paired.json", having=["rows"])
def test_answers_one_by_one_give_the_same_sums_and_shares(case):
    low, high = case["input"]["scale"]
    cell = pairs(case["input"]["rows"], low, high)
    assert {key: getattr(cell, name) for key, name in NAMES.items()} == case["input"]["suff"]
    found, want = gap_stats(cell), case["expected"]
    close(found.share_below, want["n_below"] / want["n"])
    close(found.share_equal, want["n_equal"] / want["n"])
    close(found.share_above, want["n_above"] / want["n"])


@oracle("02_gap_stabilised.json")
def test_small_cells_are_stabilised_as_in_limma(case):
    asked, want = case["input"], case["expected"]
    found = gap_stabilised(
        tally(*asked["cells"]),
        *asked["scale"],
        conf=asked["conf"],
        prior_df=asked["prior_df"],
        floor_pomp=asked["floor_pomp"],
    )
    close(found.prior_var, [want["prior_var"]])
    for key, name in {"s2": "var", "s2_stab": "var_stab"}.items() | {
        (k, k) for k in ("gap", "df", "se", "lo", "hi")
    }:
        close(getattr(found, name), [cell[key] for cell in want["cells"]], key)


@oracle("02_gap_stabilised.json")
def test_the_usual_variance_may_be_handed_in(case):
    asked, want = case["input"], case["expected"]
    one = tally(asked["cells"][0])
    found = gap_stabilised(one, *asked["scale"], prior_var=want["prior_var"])
    close(found.se, [want["cells"][0]["se"]])


def test_the_floor_holds_for_a_variance_handed_in():
    found = gap_stabilised(pairs([(7, 6)] * 5), 1, 7, prior_var=0.0)
    close(found.var_stab, 0.045)


def test_touchpoints_apart_along_an_axis_do_not_borrow_from_each_other():
    calm, wild = [(6, 6), (6, 5), (6, 6), (6, 5)], [(7, 1), (1, 7), (7, 7), (4, 1)]
    cells = [pairs(rows) for rows in (calm, calm, wild, wild)]
    table = PairTally.from_columns(
        {name: np.reshape([getattr(cell, name) for cell in cells], (2, 2)) for name in PAIR_FIELDS}
    )
    found = gap_stabilised(table, 1, 7, axis=1)
    for row in (0, 1):
        np.testing.assert_array_equal(found.se[row], gap_stabilised(table[row], 1, 7).se)
    np.testing.assert_array_equal(gap_stabilised(table[:, 0], 1, 7, axis=()).se, found.se[:, 0])


# the law: parts add up


@given(ROWS, ROWS)
def test_adding_cells_then_computing_equals_computing_on_the_pooled_rows(one, other):
    added, pooled = gap_stats(pairs(one) + pairs(other)), gap_stats(pairs(one + other))
    for name, value in everything_in(added).items():
        np.testing.assert_array_equal(value, getattr(pooled, name), name)


@given(ROWS)
def test_every_cell_agrees_with_scipy_on_the_rows(rows):
    e, p = np.array(rows, dtype=float).T
    found = gap_stats(pairs(rows))
    if len(rows) < 2 or np.ptp(p - e) == 0:
        assert np.isnan([found.lo, found.hi, found.t, found.p]).all()
        return
    reference = stats.ttest_rel(p, e)
    close(found.t, reference.statistic)
    close(found.p, reference.pvalue)
    close([found.lo, found.hi], reference.confidence_interval(0.95))


@given(ROWS, st.integers(-3, 8))
def test_shifting_the_scale_leaves_the_gap_alone(rows, by):
    here = gap_stats(pairs(rows))
    there = gap_stats(pairs([(e + by, p + by) for e, p in rows], 1 + by, 7 + by))
    for name in ("gap", "sd", "se", "lo", "hi", "p", "r_ep", "share_below", "share_e_max"):
        close(getattr(there, name), getattr(here, name), name)


@given(ROWS)
def test_reversing_the_scale_turns_the_gap_round(rows):
    here, there = gap_stats(pairs(rows)), gap_stats(pairs([(8 - e, 8 - p) for e, p in rows]))
    close(there.gap, -here.gap)
    close([there.lo, there.hi], [-here.hi, -here.lo])
    close(there.share_below, here.share_above)


@given(st.lists(ROWS, min_size=1, max_size=6))
def test_nothing_is_ever_infinite_and_intervals_stay_possible(cells):
    table = [pairs(rows) for rows in cells] + [PairTally.zeros(())]
    columns = {name: [getattr(cell, name) for cell in table] for name in PAIR_FIELDS}
    found = gap_stabilised(PairTally.from_columns(columns), 1, 7)
    for result in (found, gap_stats(PairTally.from_columns(columns))):
        assert not any(np.isinf(value).any() for value in everything_in(result).values())
    asked = np.arange(len(cells))
    assert (found.lo[asked] <= found.gap[asked]).all()
    assert (found.lo[asked] >= -6).all()
    assert (found.hi[asked] <= 6).all()
    assert np.isnan(found.gap[-1])


# edge cases


def test_no_rows_have_no_numbers():
    found = gap_stats(PairTally.zeros(()))
    assert found.n == 0
    assert all(np.isnan(value) for name, value in everything_in(found).items() if name != "n")


def test_no_cells_at_all_are_no_mistake():
    assert gap_stats(PairTally.zeros(0)).gap.shape == (0,)
    assert gap_stabilised(PairTally.zeros(0), 1, 7).lo.shape == (0,)


def test_one_answer_has_a_mean_and_no_interval():
    found = gap_stats(pairs([(7, 4)]))
    assert found.gap == -3
    assert np.isnan([found.se, found.df, found.lo, found.p]).all()


def test_equal_gaps_are_no_certainty():
    rows = [(7, 6), (6, 5), (5, 4), (7, 6), (6, 5)]
    assert np.isnan([gap_stats(pairs(rows)).lo, gap_stats(pairs(rows)).t]).all()
    careful = gap_stabilised(pairs(rows), 1, 7)
    assert careful.lo < -1 < careful.hi


def test_without_expectations_the_perceptions_keep_their_mean():
    cell = pairs([(None, 5), (None, 6), (None, 4)])
    found = mean_stats(cell.n_p, cell.s_p_all, cell.s_p2_all)
    assert found.mean == 5
    assert np.isnan(gap_stats(cell).gap)


def test_without_perceptions_there_is_nothing():
    cell = pairs([(5, None), (6, None)])
    assert np.isnan(gap_stats(cell).gap)
    assert np.isnan(mean_stats(cell.n_p, cell.s_p_all, cell.s_p2_all).mean)


def test_everyone_expecting_the_maximum_is_told():
    found = gap_stats(pairs([(7, 7), (7, 3), (7, 6)]))
    assert found.share_e_max == 1
    assert found.share_above == 0
    assert np.isnan(found.r_ep)


@pytest.mark.parametrize("conf", [0, 1, 95, -0.5])
def test_a_confidence_outside_0_and_1_is_refused(conf):
    with pytest.raises(ValueError, match="between 0 and 1"):
        gap_stats(PairTally.zeros(()), conf=conf)


# single answers


@given(st.lists(st.integers(1, 10), min_size=2, max_size=40))
def test_the_mean_of_single_answers_agrees_with_scipy(values):
    x = np.array(values)
    found = mean_stats(len(x), x.sum(), (x**2).sum(), conf=0.9)
    close(found.sd, x.std(ddof=1))
    if np.ptp(x) == 0:
        assert np.isnan(found.lo)
    else:
        close([found.lo, found.hi], stats.ttest_1samp(x, 0).confidence_interval(0.9))


def test_single_answers_are_stabilised_on_request():
    cells = [[5, 5, 5, 5, 5], [1, 7, 3]]
    n = [len(c) for c in cells]
    s = [sum(c) for c in cells]
    s2 = [sum(x * x for x in c) for c in cells]
    plain = mean_stats(n, s, s2)
    usual = prior_variance(n, plain.sd**2, 1, 7)
    close(usual, [(0 * 4 + 2 * np.var([1, 7, 3], ddof=1)) / 6])
    careful = mean_stats(n, s, s2, prior_var=usual)
    assert np.isnan(plain.lo[0])
    assert careful.lo[0] < 5 < careful.hi[0]
    assert careful.df.tolist() == [8, 6]
    close(careful.sd, plain.sd)
