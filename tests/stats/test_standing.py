import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mot.stats.multiplicity import Status
from mot.stats.shrinkage import shrink
from mot.stats.standing import BranchStatus, branch_status, cell_status

ORACLES = Path(__file__).parents[1] / "oracles"
CASES = json.loads((ORACLES / "09_shrinkage.json").read_text("utf-8"))["cases"]
PROBABILITY = st.floats(0, 1)


def oracle():
    return pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])


def asked(case):
    given = case["input"]
    return shrink(given["y"], given["v"], prior_scale=given["prior_scale"] or np.inf, min_units=2)


def cells(**columns):
    """Fair scores of four units with these probabilities or scores in place of the real ones."""
    found = shrink([-4, -2, 0, 2], [4, 4, 4, 4])
    blank = {name: np.full(4, 0.0) for name in ("p_weak", "p_delight", "p_meets")}
    return replace(
        found, **(blank | {name: np.asarray(values, dtype=float) for name, values in columns.items()})
    )


# cells


@oracle()
def test_the_names_of_cells_agree_with_r(case):
    found, want = cell_status(asked(case), [100] * len(case["input"]["y"])), case["expected"]
    for status, name, near in zip(found, want["cell_status"], want["status_near_threshold"], strict=True):
        assert near or status == name
        assert isinstance(status, Status)


@pytest.mark.parametrize(
    ("n", "status"),
    [(0, Status.NO_RESPONSES), (1, Status.SUPPRESSED), (4, Status.SUPPRESSED), (5, Status.TOO_FEW),
     (9, Status.TOO_FEW), (10, Status.WEAK)],
)  # fmt: skip
def test_few_answers_are_not_judged_whatever_their_score(n, status):
    assert cell_status(cells(p_weak=[1, 1, 1, 1]), [n] * 4).tolist() == [status] * 4


@pytest.mark.parametrize(
    ("weak", "delight", "meets", "status"),
    [
        (0.9, 0, 0, Status.WEAK),
        (0.8999, 0, 0, Status.LIKELY_WEAK),
        (0.8, 0, 0.2, Status.LIKELY_WEAK),
        (0.7999, 0, 0.2, Status.UNCLEAR),
        (0, 0.9, 0.85, Status.DELIGHT),
        (0, 0.8999, 0.85, Status.MEETS),
        (0, 0.5, 0.8, Status.MEETS),
        (0, 0.5, 0.7999, Status.UNCLEAR),
    ],
)
def test_each_name_begins_at_its_own_limit(weak, delight, meets, status):
    some = cells(p_weak=[weak] * 4, p_delight=[delight] * 4, p_meets=[meets] * 4)
    assert cell_status(some, [50] * 4).tolist() == [status] * 4


def test_a_table_of_cells_keeps_its_shape_and_its_limits():
    table = shrink([[-20, -20, -21, -19], [9, 9, 8, np.nan], [-1, 0, 1, 0]], np.full((3, 4), 1.0))
    n = [[50, 50, 6, 3], [50, 50, 50, 0], [50, 50, 50, 50]]
    assert cell_status(table, n, n_suppress=3, n_test=6).tolist() == [
        [Status.WEAK, Status.WEAK, Status.WEAK, Status.TOO_FEW],
        [Status.DELIGHT, Status.DELIGHT, Status.DELIGHT, Status.NO_RESPONSES],
        [Status.MEETS] * 4,
    ]


def test_two_branches_are_no_comparison_and_nothing_is_claimed():
    found = shrink([-30, 20], [1, 1])
    assert cell_status(found, [400, 400]).tolist() == [Status.UNCLEAR] * 2
    assert branch_status(found, [400, 400]).tolist() == [None, None]


@given(st.lists(st.tuples(st.floats(-40, 40), st.integers(10, 400)), min_size=3, max_size=10))
def test_nothing_is_weak_above_expectations_nor_a_delight_below(units):
    y, n = (np.array(column) for column in zip(*units, strict=True))
    found = shrink(y, 484 / n)
    for theta, status in zip(found.theta, cell_status(found, n), strict=True):
        if theta >= 0:
            assert status not in {Status.WEAK, Status.LIKELY_WEAK}
        else:
            assert status is not Status.DELIGHT


# branches


@oracle()
def test_the_place_in_the_network_agrees_with_r(case):
    found = branch_status(asked(case), [100] * len(case["input"]["y"]))
    assert [status.removeprefix("slightly_") for status in found] == case["expected"]["network_status"]


@pytest.mark.parametrize(
    ("p_above", "off", "status"),
    [
        (0.95, 2.0, BranchStatus.ABOVE),
        (0.95, 1.99, BranchStatus.SLIGHTLY_ABOVE),
        (0.949, 9.0, BranchStatus.IN_LINE),
        (0.5, 0.0, BranchStatus.IN_LINE),
        (0.051, -9.0, BranchStatus.IN_LINE),
        (0.05, -1.99, BranchStatus.SLIGHTLY_BELOW),
        (0.05, -2.0, BranchStatus.BELOW),
    ],
)
def test_each_place_begins_at_its_own_limit(p_above, off, status):
    some = replace(cells(p_above=[p_above] * 4, theta=[off] * 4), mu=np.float64(0))
    assert branch_status(some, [50] * 4).tolist() == [status] * 4


def test_a_branch_with_few_answers_is_not_judged_and_one_without_any_is_not_compared():
    found = shrink([-30, 0, 1, 2, np.nan], [1, 1, 1, 1, np.nan])
    assert branch_status(found, [9, 10, 90, 90, 0]).tolist() == [
        BranchStatus.TOO_FEW,
        *[BranchStatus.IN_LINE] * 3,
        None,
    ]


def test_equal_branches_are_all_in_line():
    found = shrink([-6.0] * 12, np.linspace(1, 20, 12))
    assert set(branch_status(found, [50] * 12)) == {BranchStatus.IN_LINE}


@given(st.lists(st.floats(-40, 40), min_size=3, max_size=10))
def test_at_least_one_branch_is_never_above(y):
    found = branch_status(shrink(y, [3.0] * len(y)), [100] * len(y))
    assert not {BranchStatus.ABOVE, BranchStatus.SLIGHTLY_ABOVE} >= set(found)


def test_each_row_has_its_own_centre():
    found = shrink([[0, 1, 2, -30], [60, 61, 62, 30]], np.full((2, 4), 1.0))
    below = [[BranchStatus.IN_LINE] * 3 + [BranchStatus.BELOW]] * 2
    assert branch_status(found, np.full((2, 4), 60)).tolist() == below


@pytest.mark.parametrize("judge", [cell_status, branch_status])
def test_counts_of_other_units_are_refused(judge):
    with pytest.raises(ValueError, match="shape"):
        judge(cells(), [50] * 3)


@pytest.mark.parametrize("wrong", [{"sure": 1.0}, {"likely": 0.95}, {"likely": 0.5}])
def test_limits_that_make_no_sense_are_refused(wrong):
    with pytest.raises(ValueError, match="must"):
        cell_status(cells(), [50] * 4, **wrong)


def test_a_place_cannot_be_more_likely_than_not_by_half():
    with pytest.raises(ValueError, match="one half"):
        branch_status(cells(), [50] * 4, sure=0.5)
