import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mot.stats.bases import BaseState, base_state, displayed_gap, displayed_mean
from mot.stats.intervals import gap_stabilised, gap_stats
from mot.stats.tally import PAIR_FIELDS, PairTally

ROWS = st.lists(st.tuples(st.integers(1, 7), st.integers(1, 7)), max_size=45)


def cells(*groups):
    tallies = [PairTally.from_pairs([e for e, _ in g], [p for _, p in g], 1, 7) for g in groups]
    return PairTally.from_columns({name: [getattr(t, name) for t in tallies] for name in PAIR_FIELDS})


def answers(n, seed=1):
    return list(zip(*np.random.default_rng(seed).integers(1, 8, (2, n)).tolist(), strict=True))


@pytest.mark.parametrize(
    ("n", "state"),
    [
        (0, BaseState.NO_RESPONSES),
        (1, BaseState.SUPPRESSED),
        (4, BaseState.SUPPRESSED),
        (5, BaseState.VERY_FEW),
        (9, BaseState.VERY_FEW),
        (10, BaseState.SMALL),
        (29, BaseState.SMALL),
        (30, BaseState.PLAIN),
        (3000, BaseState.PLAIN),
    ],
)
def test_the_base_decides_what_is_shown(n, state):
    assert base_state(n) == state
    assert displayed_gap(cells(answers(n)), 1, 7).state[0] is state


def test_limits_that_do_not_rise_are_refused():
    with pytest.raises(ValueError, match="must rise"):
        base_state(3, n_suppress=10, n_status=5)


def test_hidden_cells_have_no_numbers_not_even_their_base():
    shown = displayed_gap(cells(answers(4), []), 1, 7)
    for name in ("gap", "mean_e", "mean_p", "se", "df", "lo", "hi", "share_below", "share_e_max"):
        assert np.isnan(getattr(shown, name)).all(), name
    np.testing.assert_array_equal(shown.n, [np.nan, 0])
    assert not shown.stabilised.any()


def test_thirty_answers_get_the_plain_interval_and_fewer_the_careful_one():
    table = cells(answers(29), answers(30, seed=2))
    shown, plain, careful = displayed_gap(table, 1, 7), gap_stats(table), gap_stabilised(table, 1, 7)
    assert shown.stabilised.tolist() == [True, False]
    for name in ("gap", "se", "df", "lo", "hi"):
        assert getattr(shown, name)[0] == getattr(careful, name)[0]
        assert getattr(shown, name)[1] == getattr(plain, name)[1]


def test_a_hundred_equal_gaps_get_the_careful_interval():
    shown = displayed_gap(cells([(7, 6)] * 100), 1, 7)
    assert shown.state[0] is BaseState.PLAIN
    assert shown.stabilised[0]
    assert -1.1 < shown.lo[0] < -1 < shown.hi[0] < -0.9


def test_the_limits_are_the_users():
    shown = displayed_gap(cells(answers(12)), 1, 7, n_suppress=13, n_status=13, n_plain=13)
    assert shown.state[0] is BaseState.SUPPRESSED
    assert np.isnan(shown.gap[0])


@given(st.lists(ROWS, min_size=1, max_size=5))
def test_whatever_is_shown_has_an_interval_around_it(groups):
    shown = displayed_gap(cells(*groups), 1, 7)
    hidden = np.isin(shown.state, [BaseState.NO_RESPONSES, BaseState.SUPPRESSED])
    assert np.isnan(shown.gap[hidden]).all()
    assert (shown.lo[~hidden] <= shown.gap[~hidden]).all()
    assert (shown.gap[~hidden] <= shown.hi[~hidden]).all()
    assert (shown.se[~hidden] > 0).all()


def test_without_expectations_the_perception_is_still_shown():
    cell = cells([(None, p) for p in (5, 6, 7, 5, 6, 7)])
    assert displayed_gap(cell, 1, 7).state[0] is BaseState.NO_RESPONSES
    shown = displayed_mean(cell.n_p, cell.s_p_all, cell.s_p2_all, 1, 7)
    assert shown.state[0] is BaseState.VERY_FEW
    assert shown.mean[0] == 6
    assert shown.lo[0] < 6 < shown.hi[0] <= 7


def test_a_mean_is_hidden_and_stabilised_like_a_gap():
    n = np.array([0, 4, 5, 40, 40])
    s, s2 = n * 7, n * 49
    s, s2 = s - np.array([0, 0, 0, 20, 0]), s2 - np.array([0, 0, 0, 20 * 13, 0])
    shown = displayed_mean(n, s, s2, 1, 7)
    np.testing.assert_array_equal(shown.mean, [np.nan, np.nan, 7, 6.5, 7])
    assert shown.stabilised.tolist() == [False, False, True, False, True]
    assert (shown.hi[2:] <= 7).all()
    given_prior = displayed_mean(n, s, s2, 1, 7, prior_var=4.0)
    assert given_prior.lo[2] < shown.lo[2]


def test_the_common_scale_stretches_gaps_and_moves_levels():
    shown = displayed_gap(cells(answers(40)), 1, 7)
    pomp = shown.in_pomp(1, 7)
    np.testing.assert_allclose(pomp.gap, shown.gap * 100 / 6)
    np.testing.assert_allclose(pomp.se, shown.se * 100 / 6)
    np.testing.assert_allclose(pomp.mean_p, (shown.mean_p - 1) * 100 / 6)
    np.testing.assert_allclose(pomp.gap, pomp.mean_p - pomp.mean_e)
    mean = displayed_mean([40], [200], [1100], 1, 7).in_pomp(1, 7)
    np.testing.assert_allclose(mean.mean, [400 / 6])
    assert mean.lo < mean.mean < mean.hi


def test_an_estimate_carries_the_numbers_shown():
    shown = displayed_gap(cells(answers(12), answers(2)), 1, 7)
    np.testing.assert_array_equal(shown.estimate.mean, shown.gap)
    assert np.isnan(displayed_mean(3, 9, 29, 1, 7).estimate.se)
