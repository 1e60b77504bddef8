import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from mot.stats.stabilised import pooled_variance, prior_variance, stabilise

CELLS = st.lists(st.tuples(st.integers(1, 50), st.floats(0, 9)), min_size=1, max_size=10)


def test_cells_of_one_answer_pool_to_nothing():
    assert np.isnan(pooled_variance([1, 1], [np.nan, np.nan])).all()


def test_the_usual_variance_of_nothing_is_the_floor():
    np.testing.assert_allclose(prior_variance([1, 1], [np.nan, np.nan], 1, 5), [0.04])
    np.testing.assert_allclose(prior_variance([9], [0.0], 1, 5, floor_pomp=10), [0.16])


@given(CELLS)
def test_a_squeezed_variance_lies_between_its_own_and_the_usual_one(cells):
    n, var = (np.array(column) for column in zip(*cells, strict=True))
    usual = prior_variance(n, var, 1, 7)
    squeezed, df = stabilise(n, var, usual)
    own = np.where(n > 1, var, usual)
    assert (squeezed >= np.minimum(own, usual) - 1e-12).all()
    assert (squeezed <= np.maximum(own, usual) + 1e-12).all()
    assert (df == n + 3).all()


def test_more_answers_trust_their_own_variance_more():
    squeezed, _ = stabilise(np.array([2, 20, 2000]), np.full(3, 4.0), 1.0)
    assert 1 < squeezed[0] < squeezed[1] < squeezed[2] < 4


def test_nobody_has_no_variance():
    squeezed, df = stabilise(np.array([0]), np.array([np.nan]), 1.0)
    assert np.isnan([squeezed, df]).all()
