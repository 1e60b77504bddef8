"""Every branch at once gives what asking for one after the other gives."""

import numpy as np
import pytest

from mot.analysis.hiding import hide
from mot.stats.multiplicity import bh, touchpoint_status


@pytest.mark.parametrize("seed", range(12))
def test_a_branch_alone_hides_what_choosing_it_hides(seed: int):
    rng = np.random.default_rng(seed)
    base = rng.poisson(rng.choice([3, 8, 15, 40], (5, 7)))
    base[:, rng.integers(0, 7)] = 0
    people = base.max(axis=0)
    found = hide(base, people, rng.integers(0, 3, 7), n_suppress=5)
    cells, overall = found.of_each(base, n_suppress=5)
    for branch in range(base.shape[1]):
        alone = np.arange(base.shape[1]) == branch
        hidden, everything = found.of_selection(base, alone, n_suppress=5)
        assert cells[:, branch].tolist() == hidden.tolist()
        assert overall[branch] == everything


def test_a_single_branch_hides_like_the_whole():
    base = np.array([[12], [3], [0]])
    found = hide(base, np.array([12]), np.array([1]), n_suppress=5)
    cells, overall = found.of_each(base, n_suppress=5)
    hidden, everything = found.of_selection(base, np.array([True]), n_suppress=5)
    assert cells[:, 0].tolist() == hidden.tolist()
    assert overall.tolist() == [everything]


def test_several_families_are_corrected_each_for_itself():
    rng = np.random.default_rng(3)
    p = rng.uniform(0, 0.2, (9, 40))
    p[rng.uniform(size=p.shape) < 0.2] = np.nan
    p[:, 5] = np.nan
    p[:, 6] = 1.0
    each = np.stack([bh(column) for column in p.T], axis=1)
    np.testing.assert_allclose(bh(p, axis=0), each, rtol=1e-14)
    np.testing.assert_allclose(bh(p.T, axis=1), each.T, rtol=1e-14)


def test_several_pages_are_judged_each_for_itself():
    rng = np.random.default_rng(4)
    n = rng.integers(0, 60, (8, 50))
    gap, se = rng.normal(-4, 8, n.shape), rng.uniform(0.5, 4, n.shape)
    gap[rng.uniform(size=n.shape) < 0.1] = np.nan
    n[:, 0], n[2:, 1] = 0, 0
    df = np.maximum(n - 1.0, 1.0)
    found = touchpoint_status(n, gap, se, df, axis=0)
    assert len({str(s) for s in found.status.ravel()}) > 5
    for page in range(n.shape[1]):
        alone = touchpoint_status(n[:, page], gap[:, page], se[:, page], df[:, page])
        assert found.status[:, page].tolist() == alone.status.tolist()
        assert found.rel_status[:, page].tolist() == alone.rel_status.tolist()
