import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mot.stats.tally import PAIR_FIELDS, ROLLUP_FIELDS, PairTally, RollupTally

ANSWER = st.one_of(st.none(), st.integers(1, 7))
ROWS = st.lists(st.tuples(ANSWER, ANSWER), max_size=40)


def tally(rows):
    return PairTally.from_pairs([e for e, _ in rows], [p for _, p in rows], low=1, high=7)


def same(one, other):
    return type(one) is type(other) and all(
        np.array_equal(getattr(one, name), getattr(other, name)) for name in one.names()
    )


@given(ROWS, ROWS)
def test_adding_two_cells_equals_tallying_all_rows(one, other):
    assert same(tally(one) + tally(other), tally(one + other))


@given(ROWS)
def test_every_sum_is_what_a_loop_over_the_rows_gives(rows):
    pairs = [(e, p) for e, p in rows if e is not None and p is not None]
    found = tally(rows)
    assert found.n == len(pairs)
    assert found.s_g == sum(p - e for e, p in pairs)
    assert found.s_g2 == sum((p - e) ** 2 for e, p in pairs)
    assert found.n_below + found.n_equal + found.n_above == found.n
    assert found.n_below == sum(p < e for e, p in pairs)
    assert found.n_e_max == sum(e == 7 for e, _ in pairs)
    assert (found.n_e, found.n_p) == (
        sum(e is not None for e, _ in rows),
        sum(p is not None for _, p in rows),
    )
    assert found.s_e_all == sum(e or 0 for e, _ in rows)
    assert found.s_p2_all == sum((p or 0) ** 2 for _, p in rows)


def test_no_answers_are_the_neutral_element():
    one = tally([(7, 5), (6, None)])
    assert same(one + PairTally.zeros(()), one)


def test_a_table_adds_up_along_either_axis():
    columns = {name: np.arange(6).reshape(2, 3) for name in PAIR_FIELDS}
    table = PairTally.from_columns(columns)
    assert table.shape == (2, 3)
    assert table.sum(0).n.tolist() == [3, 5, 7]
    assert table.sum(1).s_ep.tolist() == [3, 12]
    assert table.sum().n_p == 15
    assert same(table[1].sum() + table[0].sum(), table.sum())


def test_other_columns_of_a_table_are_left_alone():
    columns = {key: [1, 2] for key in (*ROLLUP_FIELDS, "branch")}
    assert RollupTally.from_columns(columns).sum().s == 3


def test_a_column_that_is_not_there_is_named():
    with pytest.raises(ValueError, match="k2, sk are not there"):
        RollupTally.from_columns({"n_resp": 1, "s": 1, "k": 1, "s2": 1})


def test_sums_of_different_shapes_are_refused():
    with pytest.raises(ValueError, match="one shape"):
        RollupTally(n_resp=np.zeros(2), s=0, k=0, s2=0, k2=0, sk=0)


def test_a_roll_up_is_not_added_to_a_cell():
    with pytest.raises(TypeError):
        PairTally.zeros(()) + RollupTally.zeros(())


def test_an_answer_outside_the_scale_is_refused():
    with pytest.raises(ValueError, match="between 1 and 7"):
        PairTally.from_pairs([7], [0], low=1, high=7)


def test_a_tally_cannot_be_changed():
    with pytest.raises(AttributeError):
        PairTally.zeros(()).n = 3
