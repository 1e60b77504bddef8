import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from mot.stats.shares import nps, top_box

ORACLE = Path(__file__).parents[1] / "oracles" / "18_nps_csat.json"
FUNCTIONS = {"nps": nps, "top_box": top_box}


@pytest.mark.parametrize("case", json.loads(ORACLE.read_text("utf-8"))["cases"], ids=lambda c: c["id"])
def test_shares_agree_with_r(case):
    found = FUNCTIONS[case["kind"]](**case["input"])
    for key, want in case["expected"].items():
        np.testing.assert_allclose(
            getattr(found, key), np.asarray(want, dtype=float), rtol=1e-6, atol=1e-9, err_msg=key
        )


@given(st.integers(0, 300), st.integers(1, 300), st.floats(0.5, 0.99))
def test_top_box_agrees_with_scipy(count, n, conf):
    count = min(count, n)
    found = top_box(count, n, conf=conf)
    want = binomtest(count, n).proportion_ci(conf, method="wilson")
    np.testing.assert_allclose([found.lo, found.hi], [want.low, want.high], atol=1e-9)
    assert found.lo <= found.share <= found.hi


@given(st.lists(st.tuples(*[st.integers(0, 50)] * 3), min_size=1, max_size=8))
def test_nps_of_many_cells_stays_possible_and_mirrors(cells):
    up, flat, down = np.array(cells).T
    found, mirrored = nps(up, flat, down), nps(down, flat, up)
    asked = found.n > 0
    assert np.isnan(found.lo[~asked]).all()
    assert (np.abs(found.hi[asked]) <= 100).all()
    assert (found.lo[asked] < found.hi[asked]).all()
    np.testing.assert_allclose(found.lo, -mirrored.hi)


def test_nobody_has_no_share():
    found = top_box([0, 1], [0, 2])
    assert np.isnan([found.share[0], found.lo[0], found.hi[0]]).all()
    assert found.share[1] == 0.5


def test_more_hits_than_answers_are_refused():
    with pytest.raises(ValueError, match="between 0 and n"):
        top_box(3, 2)


def test_a_confidence_of_95_is_refused():
    with pytest.raises(ValueError, match="between 0 and 1"):
        nps(1, 1, 1, conf=95)
