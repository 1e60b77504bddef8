import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mot.stats.bases import displayed_gap
from mot.stats.multiplicity import RelativeStatus, Status, bh, touchpoint_status
from mot.stats.tally import PAIR_FIELDS, PairTally

ORACLES = Path(__file__).parents[1] / "oracles"
P = st.floats(0, 1)
TOUCHPOINT = st.tuples(st.integers(0, 400), st.floats(-100, 100), st.floats(0.05, 20), st.integers(1, 400))


def oracle(name):
    cases = json.loads((ORACLES / name).read_text("utf-8"))["cases"]
    return pytest.mark.parametrize("case", cases, ids=lambda case: case["id"])


def close(found, want, message=""):
    np.testing.assert_allclose(found, np.asarray(want, dtype=float), rtol=1e-6, atol=1e-9, err_msg=message)


# Benjamini-Hochberg


@oracle("07_bh.json")
def test_q_values_agree_with_r(case):
    q = bh(case["input"]["p"])
    close(q, case["expected"]["q"])
    assert (q <= case["input"]["alpha"]).tolist() == case["expected"]["reject"]


@given(st.lists(P, min_size=1, max_size=30), st.randoms(use_true_random=False))
def test_the_order_of_the_tests_does_not_matter(p, random):
    order = list(range(len(p)))
    random.shuffle(order)
    np.testing.assert_array_equal(bh(np.array(p)[order]), bh(p)[order])


@given(st.lists(st.one_of(st.none(), P), max_size=30))
def test_what_was_not_tested_does_not_count(p):
    q = bh(p)
    kept = [value for value in p if value is not None]
    np.testing.assert_array_equal(q[~np.isnan(q)], bh(kept))
    assert np.isnan(q).tolist() == [value is None for value in p]


@given(st.lists(P, min_size=1, max_size=30))
def test_a_q_value_is_never_below_its_p_and_keeps_the_order(p):
    q = bh(p)
    assert (q >= np.array(p) - 1e-15).all()
    assert (q <= 1).all()
    assert (np.diff(q[np.argsort(p)]) >= 0).all()


@given(P, st.integers(2, 10))
def test_equal_p_get_equal_q(p, times):
    assert len(set(bh([p] * times + [0.5]).tolist()[:times])) == 1


def test_a_table_of_tests_is_one_family():
    np.testing.assert_array_equal(bh([[0.01, 0.02], [None, 0.5]]).ravel(), bh([0.01, 0.02, None, 0.5]))


@pytest.mark.parametrize("p", [-0.1, 1.2])
def test_a_p_value_outside_0_and_1_is_refused(p):
    with pytest.raises(ValueError, match="between 0 and 1"):
        bh([0.5, p])


# the status of a touchpoint


def judge(*touchpoints, **options):
    n, gap, se, df = (list(column) for column in zip(*touchpoints, strict=True))
    return touchpoint_status(n, gap, se, df, **options)


@oracle("08_status_touchpoint.json")
def test_the_status_ladder_agrees_with_r(case):
    asked, want = dict(case["input"]), case["expected"]
    touchpoints = [(t["n"], t["gap"], t["se"], t["df"]) for t in asked.pop("touchpoints")]
    found = judge(*touchpoints, **asked)
    for key in ("p0", "q0", "p_weak", "q_weak", "p_equiv", "rel", "rel_se", "rel_q"):
        close(getattr(found, key), want[key], key)
    assert found.status.tolist() == want["status"]
    assert found.rel_status.tolist() == want["rel_status"]
    assert all(isinstance(status, Status) for status in found.status)


@oracle("08_status_touchpoint.json")
def test_tiny_p_values_keep_their_digits(case):
    asked, want = dict(case["input"]), case["expected"]
    touchpoints = [(t["n"], t["gap"], t["se"], t["df"]) for t in asked.pop("touchpoints")]
    found = judge(*touchpoints, **asked)
    for key in ("p0", "q0", "p_weak", "q_weak", "rel_q"):
        np.testing.assert_allclose(
            getattr(found, key), np.asarray(want[key], dtype=float), rtol=1e-6, atol=0, err_msg=key
        )


@given(st.lists(TOUCHPOINT, min_size=1, max_size=12), st.floats(0.01, 0.2), st.floats(1, 10))
def test_nothing_is_weak_at_or_above_expectations(touchpoints, alpha, delta):
    found = judge(*touchpoints, alpha=alpha, delta=delta)
    for (_, gap, _, _), status in zip(touchpoints, found.status, strict=True):
        if gap >= 0:
            assert status not in {Status.WEAK, Status.LIKELY_WEAK, Status.SLIGHTLY_BELOW}
        else:
            assert status is not Status.DELIGHT


@given(st.lists(TOUCHPOINT, min_size=2, max_size=12), st.randoms(use_true_random=False))
def test_the_order_of_the_touchpoints_does_not_matter(touchpoints, random):
    order = list(range(len(touchpoints)))
    random.shuffle(order)
    one, other = judge(*touchpoints), judge(*[touchpoints[i] for i in order])
    assert other.status.tolist() == one.status[order].tolist()
    close(other.q_weak, one.q_weak[order])


@given(st.lists(TOUCHPOINT, min_size=1, max_size=12))
def test_every_touchpoint_has_a_status_and_no_number_is_infinite(touchpoints):
    found = judge(*touchpoints)
    for (n, *_), status in zip(touchpoints, found.status, strict=True):
        assert (status is Status.NO_RESPONSES) == (n == 0)
        assert (status is Status.SUPPRESSED) == (0 < n < 5)
        assert (status is Status.TOO_FEW) == (5 <= n < 10)
    for name in ("p0", "q0", "p_weak", "q_weak", "p_equiv", "rel", "rel_se", "rel_q"):
        assert not np.isinf(getattr(found, name)).any()


def test_untested_touchpoints_do_not_join_the_family():
    alone = judge((50, -12.0, 2.0, 49), (50, -4.0, 2.0, 49))
    crowd = judge(
        (50, -12.0, 2.0, 49), (50, -4.0, 2.0, 49), *[(9, -30.0, 1.0, 8)] * 20, (0, None, None, None)
    )
    np.testing.assert_array_equal(crowd.q_weak[:2], alone.q_weak)


def test_two_touchpoints_are_not_compared_with_each_other():
    found = judge((50, -12.0, 2.0, 49), (50, 4.0, 2.0, 49))
    assert found.rel_status.tolist() == [None, None]
    assert np.isnan(found.rel).all()


def test_three_touchpoints_are():
    found = judge((500, -20.0, 1.0, 499), (500, 0.0, 1.0, 499), (500, 1.0, 1.0, 499))
    assert found.rel_status.tolist() == [RelativeStatus.WEAKER, *[RelativeStatus.STRONGER] * 2]


def test_equal_gaps_are_tested_with_the_stabilised_error():
    cell = PairTally.from_pairs([7] * 40, [5] * 40, 1, 7)
    shown = displayed_gap(cell[np.newaxis], 1, 7).in_pomp(1, 7)
    found = touchpoint_status(cell.n[np.newaxis], shown.gap, shown.se, shown.df)
    assert found.status.tolist() == [Status.WEAK]
    assert 0 < found.p0[0] < 1e-6


def test_without_any_error_nothing_is_claimed():
    found = judge((40, -30.0, 0.0, 39), (40, -30.0, None, None))
    assert found.status.tolist() == [Status.UNCLEAR, Status.UNCLEAR]
    assert np.isnan(found.p0).all()


def test_with_expectations_at_the_ceiling_there_is_no_delight():
    groups = [([7] * 30, [7] * 29 + [6]), ([7] * 30, [6] * 15 + [4] * 15)]
    tallies = [PairTally.from_pairs(e, p, 1, 7) for e, p in groups]
    table = PairTally.from_columns({f: [getattr(t, f) for t in tallies] for f in PAIR_FIELDS})
    shown = displayed_gap(table, 1, 7, axis=()).in_pomp(1, 7)
    found = touchpoint_status(table.n, shown.gap, shown.se, shown.df)
    assert found.status.tolist() == [Status.MEETS, Status.WEAK]
    assert (shown.share_e_max == 1).all()


def test_no_touchpoints_are_no_mistake():
    assert touchpoint_status([], [], [], []).status.shape == (0,)


@pytest.mark.parametrize("wrong", [{"alpha": 0}, {"alpha": 0.5}, {"delta": 0}, {"delta_up": -1}])
def test_limits_that_make_no_sense_are_refused(wrong):
    with pytest.raises(ValueError, match="must"):
        judge((50, 1.0, 1.0, 49), **wrong)


@pytest.mark.parametrize(
    ("gap", "se", "status"),
    [
        (-8.29, 2.0, Status.LIKELY_WEAK),
        (-8.30, 2.0, Status.WEAK),
        (-4.9, 2.4, Status.SLIGHTLY_BELOW),
        (-4.9, 2.5, Status.UNCLEAR),
        (2.0, 0.99, Status.DELIGHT),
        (1.9, 0.94, Status.MEETS),
        (2.0, 1.02, Status.MEETS),
        (4.6, 2.4, Status.UNCLEAR),
    ],
)
def test_each_name_begins_at_its_own_limit(gap, se, status):
    assert judge((1000, gap, se, 999)).status.tolist() == [status]


@given(st.lists(TOUCHPOINT, min_size=1, max_size=12), st.floats(0.01, 0.2))
def test_the_name_is_that_of_the_first_rule_that_holds(touchpoints, alpha):
    found = judge(*touchpoints, alpha=alpha)
    for i, (n, gap, _, _) in enumerate(touchpoints):
        if n < 10:
            continue
        sure = found.q0[i] <= alpha
        if found.q_weak[i] <= alpha:
            want = Status.WEAK
        elif sure and gap <= -5:
            want = Status.LIKELY_WEAK
        elif sure and gap >= 2:
            want = Status.DELIGHT
        elif found.p_equiv[i] <= alpha:
            want = Status.MEETS
        elif sure and gap < 0:
            want = Status.SLIGHTLY_BELOW
        else:
            want = Status.UNCLEAR
        assert found.status[i] is want
