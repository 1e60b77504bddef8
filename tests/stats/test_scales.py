import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mot.stats.intervals import gap_stats, mean_stats
from mot.stats.scales import gap_to_pomp, pomp_per_point, pool_scales, to_pomp
from mot.stats.tally import PAIR_FIELDS, PairTally

ORACLE = Path(__file__).parents[1] / "oracles" / "03_pomp.json"
CASES = {case["id"]: case for case in json.loads(ORACLE.read_text("utf-8"))["cases"]}
NAMES = {"n": "n", "sE": "s_e", "sP": "s_p", "sE2": "s_e2", "sP2": "s_p2", "sEP": "s_ep"}


def tally(suff):
    return PairTally.from_columns(dict.fromkeys(PAIR_FIELDS, 0) | {NAMES[k]: v for k, v in suff.items()})


@pytest.mark.parametrize("name", ["p7", "p5", "p10"])
def test_scores_and_gaps_agree_with_r_on_the_common_scale(name):
    given_, want = CASES[name]["input"], CASES[name]["expected"]
    low, high = given_["scale"]
    cell = tally(given_["suff"])
    gap = gap_stats(cell, conf=given_["conf"])
    e, p = (mean_stats(cell.n, s, s2) for s, s2 in ((cell.s_e, cell.s_e2), (cell.s_p, cell.s_p2)))
    found = {
        "E_pomp": to_pomp(gap.mean_e, low, high),
        "P_pomp": to_pomp(gap.mean_p, low, high),
        "sd_E_pomp": gap_to_pomp(e.sd, low, high),
        "sd_P_pomp": gap_to_pomp(p.sd, low, high),
        "gap_pomp": gap_to_pomp(gap.gap, low, high),
        "lo": gap_to_pomp(gap.lo, low, high),
        "hi": gap_to_pomp(gap.hi, low, high),
    }
    assert found.keys() == want.keys()
    for key, value in found.items():
        np.testing.assert_allclose(value, want[key], rtol=1e-6, atol=1e-9, err_msg=key)


def test_three_scales_pool_as_in_r():
    case = CASES["mixed_7_5_10"]
    pooled, top = pool_scales([(tally(p["suff"]), *p["scale"]) for p in case["input"]["parts"]])
    found, want = gap_stats(pooled, conf=case["input"]["conf"]), case["expected"]
    assert found.n == want["n"]
    for name, key in (("gap", "gap_pomp"), ("sd", "sd_pomp"), ("lo", "lo"), ("hi", "hi")):
        np.testing.assert_allclose(gap_to_pomp(getattr(found, name), 0, top), want[key], rtol=1e-6, atol=1e-9)


ROWS = st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5)), min_size=1, max_size=20)


@given(ROWS, ROWS)
def test_pooling_sums_equals_pooling_converted_rows(five, shifted):
    """1-5 and 0-10 answers: convert every answer, or convert the sums."""
    ten = [(2 * e, 2 * p) for e, p in shifted]
    parts = [
        (PairTally.from_pairs(*zip(*five, strict=True), 1, 5), 1, 5),
        (PairTally.from_pairs(*zip(*ten, strict=True), 0, 10), 0, 10),
    ]
    pooled, top = pool_scales(parts)
    converted = [(5 * (e - 1), 5 * (p - 1)) for e, p in five] + [(2 * e, 2 * p) for e, p in ten]
    direct = PairTally.from_pairs(*zip(*converted, strict=True), 0, 20)
    assert top == 20
    for name in PAIR_FIELDS:
        assert getattr(pooled, name) == getattr(direct, name), name


def test_equal_gaps_on_two_scales_are_still_seen_as_equal():
    seven = PairTally.from_pairs([7, 7], [5, 5], 1, 7)  # -2 of 6
    four = PairTally.from_pairs([4, 4], [3, 3], 1, 4)  # -1 of 3
    pooled, _ = pool_scales([(seven, 1, 7), (four, 1, 4)])
    assert gap_stats(pooled).sd == 0


def test_one_scale_alone_keeps_its_gap():
    seven = PairTally.from_pairs([7, 7], [5, 6], 1, 7)
    pooled, top = pool_scales([(seven, 1, 7)])
    assert top == 6
    assert gap_stats(pooled).gap == gap_stats(seven).gap


def test_a_scale_upside_down_is_refused():
    with pytest.raises(ValueError, match="above its bottom"):
        pomp_per_point(7, 1)
    with pytest.raises(ValueError, match="above its bottom"):
        pool_scales([(PairTally.zeros(()), 3, 3)])


def test_pooling_nothing_is_refused():
    with pytest.raises(ValueError, match="at least one"):
        pool_scales([])
